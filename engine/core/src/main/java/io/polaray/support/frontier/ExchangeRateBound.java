package io.polaray.support.frontier;

import io.polaray.numeric.Vector;
import io.polaray.preference.UniformBoxMeasure;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;

/**
 * Certified bounds for independent uniform costs with positive lower ends, for a few tasks and gaps
 * of 3e-4 and more: branch and bound over what rays shed and the rates at which rays take back what
 * others shed. A menu of K rays has K (K - 1) / 2 rates, where the cells of {@link
 * io.polaray.support.bound.RayCellBound} have K times the number of tasks of dimensions, so it is
 * quick where tasks are nearly exchangeable.
 *
 * <p>It does not always converge: where rays that are accepted with probability 1/2 or more have to
 * take back what others shed, it stops with what it has, {@link Double#POSITIVE_INFINITY} when the
 * best single ray alone is above the gap. For menus polarised on the orthant, of any number of
 * rays. {@code docs/frontier-bounds.md} has the proofs.
 */
public final class ExchangeRateBound implements SupportBound {
  static final String NAME = "exchange-rates";
  private static final int MAX_TASKS = 7;

  private final int minTasks;

  private ExchangeRateBound(int minTasks) {
    this.minTasks = minTasks;
  }

  /**
   * The bound for a number of tasks.
   *
   * @param minTasks least number of tasks, from 2 to 7
   */
  public static ExchangeRateBound from(int minTasks) {
    if (minTasks < 2 || minTasks > MAX_TASKS) {
      throw new IllegalArgumentException(
          "minTasks is " + minTasks + "; it must be from 2 to " + MAX_TASKS);
    }
    return new ExchangeRateBound(minTasks);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean applies(SupportProblem problem) {
    return problem.tasks() >= minTasks
        && problem.tasks() <= MAX_TASKS
        && problem.measure() instanceof UniformBoxMeasure
        && WinnerTreeBound.suits(problem)
        && hasPositiveLowerEnds(problem.preferences().lower());
  }

  private static boolean hasPositiveLowerEnds(Vector lower) {
    for (int i = 0; i < lower.size(); i++) {
      if (!(lower.get(i) > 0)) {
        return false;
      }
    }
    return true;
  }

  /** A tree of one node proves less than other methods do in a fraction of the time. */
  @Override
  public long leastNodes() {
    return 2;
  }

  @Override
  public BoundSession open(SupportProblem problem) {
    if (!applies(problem)) {
      throw WinnerTreeBound.refusal(
          problem, minTasks, MAX_TASKS, "a box with positive lower ends and widths");
    }
    return new ExchangeRateSession(problem);
  }

  static UpperBound bound(double value) {
    return new UpperBound(value, BoundKind.CERTIFIED, NAME);
  }
}
