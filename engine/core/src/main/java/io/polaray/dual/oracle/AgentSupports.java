package io.polaray.dual.oracle;

import io.polaray.market.Market;
import java.util.List;

/** Opens the support functions of a market's agents; a place for one's own searches and bounds. */
@FunctionalInterface
public interface AgentSupports {
  /**
   * One support function for each agent, in the market's order.
   *
   * @param types types of a sample where no exact measure exists
   * @param seed all randomness is derived from it
   */
  List<AgentSupport> open(Market market, int types, long seed);
}
