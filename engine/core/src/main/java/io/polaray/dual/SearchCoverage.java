package io.polaray.dual;

/**
 * How many agents were searched in full, without a start from menus known, at the task prices of a
 * design. The others were searched from menus known, so that the dual estimate may leave out more
 * of what they could gain.
 *
 * @param cold agents searched in full at those prices
 * @param distinct all agents, where identical ones count once
 */
public record SearchCoverage(int cold, int distinct) {
  /** Nothing is said about any agent. */
  public static final SearchCoverage NONE = new SearchCoverage(0, 0);

  /** Checks that the part is no more than the whole. */
  public SearchCoverage {
    if (cold < 0 || cold > distinct) {
      throw new IllegalArgumentException(
          "cold is " + cold + ", distinct " + distinct + "; 0 <= cold <= distinct must hold");
    }
  }
}
