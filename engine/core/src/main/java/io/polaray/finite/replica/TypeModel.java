package io.polaray.finite.replica;

import io.polaray.market.Agent;
import io.polaray.preference.TypeDraws;

/** Where the private costs of the people of a simulation come from. */
@FunctionalInterface
public interface TypeModel {
  /**
   * Independent draws for the people of a group, a function of agent and seed alone.
   *
   * @param agent the group
   */
  TypeDraws draws(Agent agent, long seed);

  /** The preferences that the market states. */
  static TypeModel asStated() {
    return (agent, seed) -> agent.preferences().draws(seed);
  }
}
