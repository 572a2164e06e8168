package io.polaray.support.search;

import io.polaray.support.SearchEffort;

/**
 * How much a search tries at each stage.
 *
 * @param starts threshold starts kept for rough polishing
 * @param groups groups of types they are built from
 * @param width menus in the beam
 * @param rough expansions of one menu polished roughly
 * @param fine of these, polished finely
 * @param swaps rounds of replacing one ray of the leader
 * @param pairs structural pairs polished roughly
 * @param random random menus
 * @param moves rounds of moving tasks between rays
 * @param finalists menus valued by the measure
 */
record SearchPlan(
    int starts,
    int groups,
    int width,
    int rough,
    int fine,
    int swaps,
    int pairs,
    int random,
    int moves,
    int finalists) {

  static SearchPlan of(SearchEffort effort) {
    return switch (effort) {
      case WARM -> new SearchPlan(3, 1, 1, 4, 1, 0, 0, 0, 0, 2);
      case COLD -> new SearchPlan(10, 8, 4, 8, 3, 2, 8, 0, 0, 3);
      case THOROUGH -> new SearchPlan(16, 8, 6, 24, 6, 3, 24, 150, 3, 6);
    };
  }
}
