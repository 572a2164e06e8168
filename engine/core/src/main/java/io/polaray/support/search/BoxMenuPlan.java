package io.polaray.support.search;

import io.polaray.support.SearchEffort;

/**
 * How much a search for menus on a box tries.
 *
 * @param stored stored columns polished
 * @param random random menus polished roughly
 * @param fine menus polished finely
 * @param drawn random rays drawn beside each leader
 * @param added of these, the best polished with the leader
 * @param growths rounds of adding rays
 * @param leaders menus grown in each round
 * @param maxRays rays of one menu
 */
record BoxMenuPlan(
    int stored, int random, int fine, int drawn, int added, int growths, int leaders, int maxRays) {
  private static final int MAX_RAYS = 6;

  static BoxMenuPlan of(SearchEffort effort) {
    return switch (effort) {
      case POLISH, QUICK, WARM -> new BoxMenuPlan(2, 8, 3, 150, 3, 2, 2, MAX_RAYS);
      case COLD -> new BoxMenuPlan(2, 60, 10, 400, 6, 4, 4, MAX_RAYS);
      case THOROUGH -> new BoxMenuPlan(4, 300, 30, 1000, 12, 4, 8, MAX_RAYS);
    };
  }
}
