package io.polaray.dual;

import io.polaray.market.Agent;
import io.polaray.numeric.Vector;
import java.util.List;

/**
 * What one agent is offered.
 *
 * @param agent the agent
 * @param expectedAssignment x_j, the mixture of the lottery's assignments
 * @param lottery positive probabilities summing to 1
 */
public record AgentDesign(Agent agent, Vector expectedAssignment, List<LotteryEntry> lottery) {
  /** Copies the list. */
  public AgentDesign {
    lottery = List.copyOf(lottery);
  }
}
