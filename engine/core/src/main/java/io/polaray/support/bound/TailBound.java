package io.polaray.support.bound;

import io.polaray.numeric.Vector;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import org.jspecify.annotations.Nullable;

/**
 * A bound on S(w) from the tails of the costs, for a counted measure and any number of tasks:
 *
 * <pre>  S(w) &lt;= max { remedial value, w . eta + sum_i eta_i max_p (R(p) U_i(p) - p w_i)+ },
 *   R(p) = max_j max(w_j, 0) / m_j(p),
 * </pre>
 *
 * where types are scaled to {@code c . eta = 1}, {@code m_j(p)} is the mean of c_j over the lowest
 * mass p and {@code U_i(p)} the integral of c_i over the highest mass p.
 *
 * <p>It holds for menus polarised on the whole orthant, whose rays shed disjoint sets of tasks; the
 * proof is in {@code docs/certified-bounds.md}. It takes {@code O(I M log M)} once and {@code O(I
 * M)} for each w, and does not close.
 */
public final class TailBound implements SupportBound {
  private static final String NAME = "tail";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean applies(SupportProblem problem) {
    if (!(problem.measure() instanceof CountedMeasure counted)) {
      return false;
    }
    TypeSample sample = counted.sample();
    for (int i = 0; i < sample.tasks(); i++) {
      for (int m = 0; m < sample.types(); m++) {
        if (!(sample.cost(m, i) > 0)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public BoundSession open(SupportProblem problem) {
    if (!applies(problem)) {
      throw new IllegalArgumentException(
          "measure is "
              + problem.measure()
              + "; the method needs a counted measure of types with positive costs");
    }
    return new Session((CountedMeasure) problem.measure(), problem.endowment().toArray());
  }

  /** Sorts the costs when first asked. */
  private static final class Session implements BoundSession {
    private final CountedMeasure measure;
    private final double[] eta;
    private @Nullable CostTails tails;

    Session(CountedMeasure measure, double[] eta) {
      this.measure = measure;
      this.eta = eta;
    }

    @Override
    public UpperBound upperBound(
        Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
      CostTails known = tails;
      if (known == null) {
        known = new CostTails(measure.sample(), eta);
        tails = known;
      }
      return new UpperBound(known.bound(weights.toArray(), eta), BoundKind.RELAXED, NAME);
    }
  }
}
