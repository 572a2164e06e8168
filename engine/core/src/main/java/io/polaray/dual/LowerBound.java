package io.polaray.dual;

import io.polaray.dual.oracle.DualProblem;
import io.polaray.numeric.Vector;
import io.polaray.support.BoundKind;
import io.polaray.support.UpperBound;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.numbers.core.Sum;

/**
 * A lower bound on the cost of every market-clearing design (paper, Proposition 2, weak duality).
 *
 * @param value the bound, rounded downward
 * @param kind certified if every support value was bounded by a converging method, or if the bound
 *     meets the requested gap; relaxed otherwise. Either kind is valid
 * @param method names of the methods, joined by "+"
 * @param prices lambda
 */
public record LowerBound(double value, BoundKind kind, String method, Vector prices) {
  private static final double UNIT_ROUNDOFF = 0x1p-53;
  private static final double SAFETY = 4;

  /** The bound {@code sum_i n(i) min_j pi_j(i)}: everybody free to do anything. */
  public static LowerBound firstBest(DualProblem problem) {
    double[] least = new double[problem.tasks()];
    Sum sum = Sum.create();
    double magnitude = 0;
    for (int i = 0; i < least.length; i++) {
      least[i] = Double.POSITIVE_INFINITY;
      for (Vector pi : problem.socialCosts()) {
        least[i] = Math.min(least[i], pi.get(i));
      }
      sum.addProduct(problem.instances().get(i), least[i]);
      magnitude += Math.abs(problem.instances().get(i) * least[i]);
    }
    double value = sum.getAsDouble() - SAFETY * UNIT_ROUNDOFF * magnitude;
    return new LowerBound(value, BoundKind.RELAXED, "first-best", Vector.of(least));
  }

  /**
   * The bound {@code lambda . n - sum_j m_j U_j} for upper bounds {@code U_j} on S_j(w_j), where
   * w_j is lambda - pi_j as rounded to doubles.
   */
  public static LowerBound of(DualProblem problem, Vector prices, List<UpperBound> bounds) {
    /*
     * For any clearing x, sum_j m_j pi_j . x_j = lambda . n - sum_j m_j (lambda - pi_j) . x_j.
     * With rounded weights the last sum changes by at most u |w_j(i)| a unit of task i, and
     * n(i) units are done: the error is at most u sum_i n(i) max_j |w_j(i)|. To that comes the
     * rounding of the sum.
     */
    Sum sum = Sum.create();
    double error = 0;
    double magnitude = 0;
    for (int i = 0; i < problem.tasks(); i++) {
      double n = problem.instances().get(i);
      sum.addProduct(prices.get(i), n);
      magnitude += Math.abs(prices.get(i) * n);
      double largest = 0;
      for (Vector pi : problem.socialCosts()) {
        largest = Math.max(largest, Math.abs(prices.get(i) - pi.get(i)));
      }
      error += largest * Math.abs(n);
    }
    boolean certified = true;
    TreeSet<String> methods = new TreeSet<>();
    for (int j = 0; j < problem.agents(); j++) {
      UpperBound bound = bounds.get(j);
      double population = problem.populations().get(j);
      sum.addProduct(-population, bound.value());
      magnitude += 0x1p-40 * population * Math.abs(bound.value());
      certified &= bound.kind() == BoundKind.CERTIFIED;
      methods.add(bound.method());
    }
    double value = sum.getAsDouble();
    if (Double.isFinite(value)) {
      value -= SAFETY * UNIT_ROUNDOFF * (error + magnitude + Math.abs(value));
    } else {
      value = Double.NEGATIVE_INFINITY;
    }
    return new LowerBound(
        value,
        certified ? BoundKind.CERTIFIED : BoundKind.RELAXED,
        String.join("+", methods),
        prices);
  }

  /** The same bound where it closes the requested gap, whatever it was made of. */
  LowerBound asCertificate() {
    return new LowerBound(value, BoundKind.CERTIFIED, method, prices);
  }

  /** The larger of two bounds; this one on a tie. */
  public LowerBound max(LowerBound other) {
    return other.value > value ? other : this;
  }
}
