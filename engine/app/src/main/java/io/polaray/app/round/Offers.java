package io.polaray.app.round;

import io.polaray.market.Agent;
import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import java.util.List;

/**
 * Who is offered which menu in one round.
 *
 * @param marketSha256 digest of the market file
 * @param designSha256 digest of the design file
 * @param nonceSha256 digest of the nonce, which stays secret until the choices are in
 * @param taskPrices the design's prices, where the selection starts to look
 * @param agents one entry an agent, in the market's order
 */
public record Offers(
    String marketSha256,
    String designSha256,
    String nonceSha256,
    Vector taskPrices,
    List<AgentOffers> agents) {
  /** Copies the list. */
  public Offers {
    agents = List.copyOf(agents);
  }

  /**
   * The menus of one agent's lottery and who is offered which.
   *
   * @param agent the group
   * @param menus the menus, with the share of the group that each is for
   * @param menuOf for each person the index of the menu
   */
  public record AgentOffers(Agent agent, List<OfferedMenu> menus, List<Integer> menuOf) {
    /** Copies the lists. */
    public AgentOffers {
      menus = List.copyOf(menus);
      menuOf = List.copyOf(menuOf);
    }
  }

  /**
   * A menu of a lottery.
   *
   * @param probability the share of the group
   * @param column the menu as the design has it
   */
  public record OfferedMenu(double probability, MenuColumn column) {
    /** The menu. */
    public Menu menu() {
      return column.menu();
    }

    /** How many trades the menu holds besides keeping everything. */
    public int trades() {
      if (menu() instanceof Menu.Rays rays) {
        return rays.rays().size();
      }
      return menu() instanceof Menu.Remedial ? 1 : 0;
    }
  }

  /** The number of people. */
  public int people() {
    return agents.stream().mapToInt(agent -> agent.menuOf().size()).sum();
  }
}
