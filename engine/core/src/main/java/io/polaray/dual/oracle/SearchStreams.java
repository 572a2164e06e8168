package io.polaray.dual.oracle;

/** Seeds of searches: one for each agent and round, whatever the order of the agents. */
final class SearchStreams {
  private SearchStreams() {}

  /**
   * A seed.
   *
   * @param seed of the whole solve
   * @param id of the agent
   * @param number of the round
   */
  static long of(long seed, String id, long number) {
    long hash = 0xcbf29ce484222325L;
    for (int k = 0; k < id.length(); k++) {
      hash = (hash ^ id.charAt(k)) * 0x100000001b3L;
    }
    long mixed = hash + 0x9e3779b97f4a7c15L * (seed + 0x632be59bd9b4e019L * number);
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
