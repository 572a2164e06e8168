package io.polaray.app.round;

import io.polaray.app.design.DesignFile;
import io.polaray.app.market.MarketFile;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.finite.lottery.RandomCoin;
import io.polaray.finite.replica.MenuShares;
import io.polaray.finite.replica.ReplicaEconomy;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws who is offered which menu: a menu of probability epsilon goes to floor(epsilon m) of the m
 * people of a group, the rest is drawn with the fractional parts, and a random order says who.
 * Every person has probability epsilon.
 */
public final class OffersDraw {
  private OffersDraw() {}

  /** The offers of a design whose populations are whole numbers. */
  public static Offers of(MarketFile market, DesignFile design, Secret secret) {
    RandomCoin coin = secret.offersCoin(market.sha256(), design.sha256());
    List<Offers.AgentOffers> agents = new ArrayList<>();
    for (AgentDesign agent : design.agents()) {
      List<Offers.OfferedMenu> menus = new ArrayList<>();
      for (LotteryEntry entry : agent.lottery()) {
        menus.add(new Offers.OfferedMenu(entry.probability(), entry.column()));
      }
      int people = Math.toIntExact(ReplicaEconomy.people(agent.agent(), 1));
      agents.add(new Offers.AgentOffers(agent.agent(), menus, menuOf(menus, people, coin)));
    }
    return new Offers(
        market.sha256(), design.sha256(), secret.nonceSha256(), design.taskPrices(), agents);
  }

  /** The menu of each person. */
  static List<Integer> menuOf(List<Offers.OfferedMenu> menus, int people, RandomCoin coin) {
    List<LotteryEntry> lottery = new ArrayList<>();
    for (Offers.OfferedMenu menu : menus) {
      lottery.add(new LotteryEntry(menu.probability(), menu.column()));
    }
    long[] shares = MenuShares.split(lottery, people, coin.uniform());
    int[] order = new int[people];
    int at = 0;
    for (int k = 0; k < shares.length; k++) {
      for (long n = 0; n < shares[k]; n++) {
        order[at++] = k;
      }
    }
    coin.shuffle(order);
    List<Integer> menuOf = new ArrayList<>();
    for (int menu : order) {
      menuOf.add(menu);
    }
    return menuOf;
  }
}
