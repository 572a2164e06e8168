package io.polaray.support.screening;

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
 * The Bayesian benchmark of finitely many types ({@link BayesianProgram}): no incentive-compatible
 * mechanism is worth more, so no menu is, polarised on the orthant or on the support of the types.
 *
 * <p>One program, whose time grows with the third power of types times tasks; where that is more
 * than the budget, the method says nothing.
 */
public final class BayesianTypeBound implements SupportBound {
  private static final String NAME = "bayesian-types";

  /** Types times tasks: the matrix has that many rows. */
  private static final int MAX_ROWS = 3_000;

  @Override
  public String name() {
    return NAME;
  }

  /** A few hundred types with positive costs, where the support is less than the orthant. */
  @Override
  public boolean applies(SupportProblem problem) {
    if (!problem.allowsSupportMenus()
        || problem.endowment().maxAbsolute() == 0
        || !(problem.measure() instanceof CountedMeasure counted)) {
      return false;
    }
    TypeSample sample = counted.sample();
    if ((long) sample.types() * sample.tasks() > MAX_ROWS) {
      return false;
    }
    for (int m = 0; m < sample.types(); m++) {
      for (int i = 0; i < sample.tasks(); i++) {
        if (!(sample.cost(m, i) > 0)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public boolean holdsForSupportMenus() {
    return true;
  }

  @Override
  public BoundSession open(SupportProblem problem) {
    if (!applies(problem)) {
      throw new IllegalArgumentException(
          "measure is "
              + problem.measure()
              + "; the method needs a counted measure of positive costs with at most "
              + MAX_ROWS
              + " costs in all");
    }
    return new Session(problem.endowment(), ((CountedMeasure) problem.measure()).sample());
  }

  /** Keeps the bound at the last weights. */
  private static final class Session implements BoundSession {
    private final Vector endowment;
    private final TypeSample sample;
    private @Nullable BayesianProgram program;
    private @Nullable Vector weights;
    private double known;
    private double nanos;

    Session(Vector endowment, TypeSample sample) {
      this.endowment = endowment;
      this.sample = sample;
    }

    @Override
    public UpperBound upperBound(
        Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
      nanos = 0;
      Vector last = this.weights;
      if (last == null || !last.equals(weights)) {
        BayesianProgram screening = program;
        if (screening == null) {
          screening = BayesianProgram.of(endowment, sample);
          program = screening;
        }
        if (!ScreeningCost.fits(screening.types(), sample.tasks(), 0, budget)) {
          return new UpperBound(Double.POSITIVE_INFINITY, BoundKind.RELAXED, NAME);
        }
        BayesianProgram.Solution solution = screening.solve(weights, budget::expired);
        nanos = ScreeningCost.nanos(screening.types(), sample.tasks(), solution.iterations());
        if (budget.expired()) {
          return new UpperBound(solution.upperBound(), BoundKind.RELAXED, NAME);
        }
        known = solution.upperBound();
        this.weights = weights;
      }
      return new UpperBound(known, BoundKind.RELAXED, NAME);
    }

    @Override
    public long nominalNanos() {
      return (long) nanos;
    }
  }
}
