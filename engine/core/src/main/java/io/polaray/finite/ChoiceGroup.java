package io.polaray.finite;

import io.polaray.market.Agent;
import io.polaray.numeric.Vector;

/**
 * People of one group of the market who have chosen the same trading set.
 *
 * @param agent the group they belong to; its population is not used
 * @param chosen the trading set
 * @param people how many they are, at least 0
 */
public record ChoiceGroup(Agent agent, TradingSet chosen, long people) {
  /** How much more than the endowment a ray may shed because of rounding. */
  private static final double FULL_EXTENSION_RELATIVE_TOLERANCE = 1e-9;

  /** Checks the number of people and that a ray fits the endowment. */
  public ChoiceGroup {
    if (people < 0) {
      throw new IllegalArgumentException("people is " + people + "; it must be at least 0");
    }
    if (chosen instanceof TradingSet.AlongRay along) {
      Vector direction = along.ray().direction();
      if (direction.size() != agent.endowment().size()) {
        throw new IllegalArgumentException(
            "agent "
                + agent.id()
                + ": the ray has "
                + direction.size()
                + " tasks, the endowment "
                + agent.endowment().size());
      }
      for (int i = 0; i < direction.size(); i++) {
        double eta = agent.endowment().get(i);
        if (eta + direction.get(i) < -FULL_EXTENSION_RELATIVE_TOLERANCE * eta) {
          throw new IllegalArgumentException(
              "agent "
                  + agent.id()
                  + ": the ray sheds "
                  + -direction.get(i)
                  + " of task "
                  + i
                  + ", more than the endowment of "
                  + eta);
        }
      }
    }
  }
}
