package io.polaray.support.frontier;

import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;

/**
 * Upper bounds on S(w) for independent costs that are symmetric about their means, uniform or beta
 * with two equal shapes of at least 1, for up to 60 tasks and menus of any number of rays.
 *
 * <p>Rays that are accepted with probability at most 1/2 have values that are subadditive in what
 * they shed, the others lie in a convex cone; in every menu at most one ray loses to no other, and
 * every other ray is accepted with probability at most 1/2. At most one of these loses to the
 * winner alone; the rest lose to it as well and pay to both. Trees over what the two shed turn this
 * into a bound for all menus polarised on the whole orthant, remedial menu and status quo included.
 * It is valid whenever the work stops. It need not converge: the tree ends when its relaxations are
 * exhausted, typically at a gap of a few percent or less.
 *
 * <p>One unit of the budget is one evaluated acceptance probability; the root is always bounded. A
 * session that is asked again at the same weights goes on where it stopped. The proofs are in
 * {@code docs/frontier-bounds.md}.
 */
public final class WinnerTreeBound implements SupportBound {
  static final String NAME = "winner-tree";
  private static final int MAX_TASKS = 60;

  private final int minTasks;

  private WinnerTreeBound(int minTasks) {
    this.minTasks = minTasks;
  }

  /** The bound for three and more tasks. */
  public static WinnerTreeBound standard() {
    return new WinnerTreeBound(3);
  }

  /**
   * The bound for many tasks only.
   *
   * @param minTasks least number of tasks, at least 2
   */
  public static WinnerTreeBound from(int minTasks) {
    if (minTasks < 2) {
      throw new IllegalArgumentException("minTasks is " + minTasks + "; it must be at least 2");
    }
    return new WinnerTreeBound(minTasks);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean applies(SupportProblem problem) {
    return problem.tasks() >= minTasks && suits(problem);
  }

  /** Whether the costs are symmetric with positive widths; see {@link CostBox}. */
  static boolean suits(SupportProblem problem) {
    return problem.tasks() <= MAX_TASKS && CostBox.suits(problem.measure());
  }

  @Override
  public BoundSession open(SupportProblem problem) {
    if (!applies(problem)) {
      throw refusal(
          problem,
          minTasks,
          MAX_TASKS,
          "uniform or symmetric beta costs on intervals of positive width");
    }
    return new WinnerTreeSession(problem);
  }

  /** What is wrong with a problem to which a method for such boxes does not apply. */
  static IllegalArgumentException refusal(
      SupportProblem problem, int minTasks, int maxTasks, String what) {
    return new IllegalArgumentException(
        "problem has "
            + problem.tasks()
            + " tasks and measure "
            + problem.measure()
            + "; the method needs "
            + minTasks
            + " to "
            + maxTasks
            + " tasks and the exact measure of "
            + what);
  }
}
