package io.polaray.support.search;

import io.polaray.support.SearchEffort;

/**
 * How much a search tries at each stage.
 *
 * @param starts threshold starts kept for rough polishing
 * @param groups groups of types they are built from
 * @param width menus in the beam
 * @param rough expansions of the menus in the beam valued on all types
 * @param fine of these, polished finely
 * @param swaps rounds of replacing one ray of the leader
 * @param pairs structural pairs polished roughly
 * @param groupDraws random menus made for groups of types, when types have several modes
 * @param groupStarts of these, polished
 * @param random random menus
 * @param moves rounds of moving tasks between rays
 * @param finalists menus valued by the measure
 * @param completions last rays tried under counting
 * @param finalIterations steps of the last polish on the sample
 */
record SearchPlan(
    int starts,
    int groups,
    int width,
    int rough,
    int fine,
    int swaps,
    int pairs,
    int groupDraws,
    int groupStarts,
    int random,
    int moves,
    int finalists,
    int completions,
    int finalIterations) {

  /** Menus drawn for groups of types are cheap; what they share out grows with the tasks. */
  private static final int DRAWS_PER_TASK = 60;

  static SearchPlan of(SearchEffort effort) {
    return switch (effort) {
      case POLISH, QUICK -> new SearchPlan(3, 1, 1, 4, 1, 0, 0, 0, 0, 0, 0, 1, 0, 8);
      case WARM -> new SearchPlan(3, 1, 1, 8, 1, 0, 0, 0, 0, 0, 0, 2, 6, 8);
      case COLD -> new SearchPlan(10, 8, 4, 24, 5, 2, 6, 500, 24, 0, 0, 2, 12, 40);
      case THOROUGH -> new SearchPlan(16, 8, 6, 24, 6, 3, 24, 3000, 100, 100, 3, 6, 24, 60);
    };
  }

  /** The plan for types in several groups, where more menus compete, the more the more tasks. */
  SearchPlan forGroups(int tasks) {
    return new SearchPlan(
        starts,
        groups,
        width,
        2 * rough,
        3 * fine,
        swaps,
        pairs,
        Math.max(groupDraws, DRAWS_PER_TASK * tasks),
        groupStarts,
        random,
        moves,
        2 * finalists,
        completions,
        finalIterations);
  }

  /**
   * The plan when finalists are polished on an exact measure of few tasks anyway: more of them,
   * each polished less on the sample, because near-ties between permuted menus are decided exactly.
   */
  SearchPlan forExactMeasure() {
    return new SearchPlan(
        starts,
        groups,
        width,
        rough,
        fine,
        swaps,
        3 * pairs,
        groupDraws,
        groupStarts,
        random,
        moves,
        4 * finalists,
        0,
        finalIterations / 6);
  }
}
