package io.polaray.dual.oracle;

import io.polaray.market.Market;
import io.polaray.menu.MenuClass;
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

  /**
   * The same for a class of menus.
   *
   * @throws IllegalArgumentException if there are no support functions for the class; by default
   *     there are only those for menus polarised on the orthant
   */
  default AgentSupports of(MenuClass menuClass) {
    if (menuClass != MenuClass.ORTHANT) {
      throw new IllegalArgumentException(
          "menuClass is " + menuClass + "; these support functions are those for ORTHANT alone");
    }
    return this;
  }
}
