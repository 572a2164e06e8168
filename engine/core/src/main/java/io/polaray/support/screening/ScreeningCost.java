package io.polaray.support.screening;

import io.polaray.support.WorkBudget;

/** What a screening program costs, in nominal nanoseconds, and whether a budget has that left. */
final class ScreeningCost {
  private static final double NANOS_PER_NODE = 4_000;

  private static final double NANOS_PER_CUBE = 0.08;
  private static final double NANOS_PER_ENTRY = 25;
  private static final int USUAL_ITERATIONS = 30;

  private ScreeningCost() {}

  /** Nominal nanoseconds of some iterations; the largest part is one factorisation each. */
  static double nanos(int types, int tasks, int iterations) {
    double size = (double) types * tasks;
    return iterations * (NANOS_PER_CUBE * size * size * size + NANOS_PER_ENTRY * size * types);
  }

  /**
   * Whether a program of a size fits into a budget of which a part is used. Where nodes are limited
   * only they count, so that no result depends on the clock before it has run out.
   */
  static boolean fits(int types, int tasks, double usedNanos, WorkBudget budget) {
    double predicted = nanos(types, tasks, USUAL_ITERATIONS);
    long deadline = budget.deadlineNanos();
    boolean untilDeadline = budget.maxNodes() == Long.MAX_VALUE && deadline != Long.MAX_VALUE;
    if (budget.expired() || (untilDeadline && predicted > deadline - System.nanoTime())) {
      return false;
    }
    return usedNanos + predicted <= NANOS_PER_NODE * budget.maxNodes();
  }
}
