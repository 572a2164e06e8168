package io.polaray.support.bound;

import io.polaray.numeric.Vector;
import io.polaray.preference.Marginal;
import io.polaray.preference.ProductMeasure;
import io.polaray.preference.SymmetricMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bound on S(w) for independent costs of any kind and any number of tasks:
 *
 * <pre>  S(w) &lt;= max { remedial value, w . eta + sum_i eta_i E max_p (c_i r_i(p) - w_i p) },
 *   r_i(p) = max_{j != i} max(w_j, 0) p^2 / L_j(p),   L_j(p) = E[c_j; c_j among the lowest p],
 * </pre>
 *
 * where p runs over (0, 1].
 *
 * <p>Given what giving up is worth to a type, the costs of what he takes on are still independent
 * of it: if he accepts with probability p, then they are at least as high as the lowest p. The
 * proof is in {@code docs/certified-bounds.md}. It takes some hundred quantiles of each cost when
 * first asked, some milliseconds, and little for each w, and does not close. It is infinite if a
 * wanted task has an infinite density at a cost of 0.
 */
public final class ConditionalTailBound implements SupportBound {
  private static final String NAME = "conditional-tail";
  private static final double ROOM = 1 + 1e-15;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean applies(SupportProblem problem) {
    return problem.measure() instanceof ProductMeasure
        || problem.measure() instanceof SymmetricMeasure;
  }

  @Override
  public BoundSession open(SupportProblem problem) {
    if (!applies(problem)) {
      throw new IllegalArgumentException(
          "measure is " + problem.measure() + "; the method needs exact independent costs");
    }
    return new Session(problem.measure(), problem.endowment().toArray());
  }

  private static List<Marginal> marginals(TypeMeasure measure) {
    return measure instanceof SymmetricMeasure symmetric
        ? symmetric.marginals()
        : ((ProductMeasure) measure).marginals();
  }

  /** Makes its tables when first asked. */
  private static final class Session implements BoundSession {
    private final TypeMeasure measure;
    private final double[] eta;
    private @Nullable Tables tables;

    Session(TypeMeasure measure, double[] eta) {
      this.measure = measure;
      this.eta = eta;
    }

    @Override
    public UpperBound upperBound(
        Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
      Tables known = tables;
      if (known == null) {
        known = new Tables(marginals(measure));
        tables = known;
      }
      double[] w = weights.toArray();
      double bound = (known.bound(w, eta) + measure.gainBeyond(w, eta)) * ROOM;
      return new UpperBound(bound, BoundKind.RELAXED, NAME);
    }
  }

  /** What there is to know of the costs. */
  private static final class Tables {
    private static final double SLACK = 1e-9;

    /** Cells of equal mass for the expectation over the cost that is given up. */
    private static final int COSTS = 32;

    private final List<LowerMeans> lowest = new ArrayList<>();
    private final double[][] ends;
    private final double[][] means;
    private final double[] rate = new double[LowerMeans.cells()];

    Tables(List<Marginal> marginals) {
      int tasks = marginals.size();
      ends = new double[tasks][];
      means = new double[tasks][];
      Map<Marginal, Integer> known = new HashMap<>();
      for (int i = 0; i < tasks; i++) {
        Marginal marginal = marginals.get(i);
        int same = known.computeIfAbsent(marginal, m -> lowest.size());
        lowest.add(same < i ? lowest.get(same) : new LowerMeans(marginal));
        ends[i] = same < i ? ends[same] : ends(marginal);
        means[i] = same < i ? means[same] : means(marginal, ends[i]);
      }
    }

    private static double[] ends(Marginal marginal) {
      double[] ends = new double[COSTS + 1];
      ends[0] = marginal.lower();
      for (int n = 1; n < COSTS; n++) {
        ends[n] = marginal.quantile((double) n / COSTS);
      }
      ends[COSTS] = marginal.upper();
      return ends;
    }

    /** {@code E[c; c in the cell]}, rounded up. */
    private static double[] means(Marginal marginal, double[] ends) {
      double[] means = new double[COSTS];
      for (int n = 0; n < COSTS; n++) {
        double above = n + 1 < COSTS ? marginal.meanAbove(ends[n + 1]) : 0;
        means[n] = marginal.meanAbove(n > 0 ? ends[n] : 0) - above + SLACK * marginal.mean();
      }
      return means;
    }

    double bound(double[] w, double[] eta) {
      return SumOfRayGains.bound(w, eta, i -> meanGain(w, i), SLACK);
    }

    /** At least {@code E max_p (c_i r_i(p) - w_i p)}: the maximum is convex in c_i. */
    private double meanGain(double[] w, int i) {
      setRates(w, i);
      if (rate[0] == Double.POSITIVE_INFINITY) {
        return rate[0];
      }
      double sum = 0;
      double left = gain(w[i], ends[i][0]);
      for (int n = 0; n < COSTS; n++) {
        double from = ends[i][n];
        double to = ends[i][n + 1];
        double right = gain(w[i], to);
        if (to > from) {
          double share = (means[i][n] - from / COSTS) / (to - from);
          share = Math.min(1.0 / COSTS, Math.max(0, share));
          sum += left / COSTS + share * Math.max(0, right - left);
        } else {
          sum += right / COSTS;
        }
        left = right;
      }
      return sum;
    }

    private void setRates(double[] w, int i) {
      for (int k = 0; k < rate.length; k++) {
        double best = 0;
        for (int j = 0; j < w.length; j++) {
          if (j != i && w[j] > 0) {
            best = Math.max(best, w[j] * lowest.get(j).rate(k));
          }
        }
        rate[k] = best;
      }
    }

    private double gain(double weight, double cost) {
      double best = Math.max(0, -weight);
      for (int k = 0; k < rate.length; k++) {
        double p = weight > 0 ? LowerMeans.from(k) : LowerMeans.to(k);
        best = Math.max(best, cost * rate[k] - weight * p);
      }
      return best;
    }
  }
}
