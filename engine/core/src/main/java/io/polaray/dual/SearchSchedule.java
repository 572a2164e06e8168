package io.polaray.dual;

import io.polaray.support.SearchEffort;
import java.util.function.IntPredicate;

/** How hard each agent is searched in a round. */
final class SearchSchedule {
  /*
   * Far from the optimum a rough menu serves as well as a fine one: searches are quick until the
   * estimate gap is within sight of the requested one, or until quick searches find little that is
   * new. After that they are warm, and every eighth round an agent is searched cold, a different
   * eighth of the agents each round.
   *
   * In a crowd only the first round is quick. Prices move little after it, so that the menus found
   * need no more than a polish, which costs a tenth of a warm search. When the prices have come
   * near, all agents are searched warm once; from then on an eighth is in every round, the others
   * are polished.
   */
  private static final double FAR_FACTOR = 10;
  private static final double FAR_GAP = 1e-3;
  private static final double FRESH_SHARE = 0.4;
  private static final int PARTS = 8;

  /** A share of a product modulo 2^32: parts out of step with the agents' order. */
  private static final int MIXER = 0x9E3779B1;

  private static final int SAMPLED_AGENTS = 2_000;

  /** Agents of a part that tell what a cold search of all is worth, where agents are many. */
  private static final int TELLING_AGENTS = 2_500;

  private final int agents;
  private final double farGap;
  private boolean far = true;
  private boolean searchedWarm;
  private int round;
  private int known;
  private int part;

  SearchSchedule(int agents, double relativeGap) {
    this.agents = agents;
    this.farGap = Math.max(FAR_FACTOR * relativeGap, FAR_GAP);
    this.known = agents;
  }

  /** The effort for an agent in the present round. */
  SearchEffort effort(int agent) {
    if (far) {
      return isSampled() && round > 0 ? SearchEffort.POLISH : SearchEffort.QUICK;
    }
    if (isSampled()) {
      boolean searched = !searchedWarm || (agent + round) % PARTS == PARTS - 1;
      return searched ? SearchEffort.WARM : SearchEffort.POLISH;
    }
    return (agent + round) % PARTS == PARTS - 1 ? SearchEffort.COLD : SearchEffort.WARM;
  }

  /** A round has ended. */
  void observe(DualLoop loop) {
    searchedWarm |= !far;
    round = loop.rounds();
    int fresh = loop.columns().size() - known;
    known += fresh;
    far = far && loop.estimateGap() > farGap && fresh >= FRESH_SHARE * agents;
  }

  /** Whether a part of the agents tells what searching all of them cold is worth. */
  boolean isSampled() {
    return agents >= SAMPLED_AGENTS;
  }

  /** The next part, and how many parts there are: what a part gains counts so many times. */
  IntPredicate nextPart() {
    int parts = parts();
    int chosen = part;
    part = (part + 1) % parts;
    return agent -> (Integer.toUnsignedLong(agent * MIXER) * parts) >>> Integer.SIZE == chosen;
  }

  /** The number of parts. */
  int parts() {
    return Math.max(PARTS, agents / TELLING_AGENTS);
  }
}
