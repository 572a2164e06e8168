package io.polaray.finite.search;

import io.polaray.market.Agent;
import io.polaray.menu.ExactMenus;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs people who trade with each other alone (paper, Proposition 1): of all pairs, pairs of tasks
 * and exchange rates on a grid, the trade gamma with the largest expected gain {@code -(pi_j -
 * pi_k) . gamma P(gamma . c_j <= 0) P(gamma . c_k >= 0)}, then the best among those who are left,
 * and so on.
 */
final class BilateralTrades {
  private static final double[] RATES = {0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.7, 2};
  private static final int MAX_DRAWS = 64;
  private static final int MAX_PEOPLE = 1000;

  private final List<Agent> people;
  private final TypeProfiles types;
  private final int tasks;
  private final int draws;

  private BilateralTrades(List<Agent> people, TypeProfiles types) {
    this.people = people;
    this.types = types;
    this.tasks = people.get(0).endowment().size();
    this.draws = Math.min(MAX_DRAWS, types.draws());
  }

  private record Trade(int first, int second, Vector gamma, double gain) {}

  static MenuProfile of(List<Agent> people, TypeProfiles types) {
    return new BilateralTrades(people, types).menus();
  }

  private MenuProfile menus() {
    List<Trade> trades = new ArrayList<>();
    int considered = Math.min(people.size(), MAX_PEOPLE);
    for (int j = 0; j < considered; j++) {
      for (int k = j + 1; k < considered; k++) {
        Trade best = best(j, k);
        if (best.gain() > 0) {
          trades.add(best);
        }
      }
    }
    trades.sort((a, b) -> Double.compare(b.gain(), a.gain()));
    List<List<Ray>> menus = new ArrayList<>();
    for (int a = 0; a < people.size(); a++) {
      menus.add(List.of());
    }
    for (Trade trade : trades) {
      if (menus.get(trade.first()).isEmpty() && menus.get(trade.second()).isEmpty()) {
        menus.set(trade.first(), ray(trade.first(), trade.gamma(), 1));
        menus.set(trade.second(), ray(trade.second(), trade.gamma(), -1));
      }
    }
    return new MenuProfile(menus);
  }

  private List<Ray> ray(int person, Vector gamma, double sign) {
    double[] direction = gamma.toArray();
    for (int i = 0; i < tasks; i++) {
      direction[i] *= sign;
    }
    return ExactMenus.fullExtension(people.get(person).endowment(), new double[][] {direction});
  }

  /** The best trade in which j gives up one task and takes on another from k, or the reverse. */
  private Trade best(int j, int k) {
    Trade best = new Trade(j, k, Vector.zeros(tasks), 0);
    Vector etaJ = people.get(j).endowment();
    Vector etaK = people.get(k).endowment();
    Vector advantage = people.get(j).socialCost().minus(people.get(k).socialCost());
    double[] gamma = new double[tasks];
    for (int given = 0; given < tasks; given++) {
      for (int taken = 0; taken < tasks; taken++) {
        for (double rate : RATES) {
          if (given == taken) {
            continue;
          }
          double amount = Math.min(etaJ.get(given), etaK.get(taken) / rate);
          double gain = amount * (advantage.get(given) - rate * advantage.get(taken));
          if (amount > 0 && gain > best.gain()) {
            gamma[given] = -amount;
            gamma[taken] = rate * amount;
            double expected = gain * acceptance(j, gamma, 1) * acceptance(k, gamma, -1);
            if (expected > best.gain()) {
              best = new Trade(j, k, Vector.of(gamma), expected);
            }
            gamma[given] = 0;
            gamma[taken] = 0;
          }
        }
      }
    }
    return best;
  }

  private double acceptance(int person, double[] gamma, double sign) {
    int accepted = 0;
    for (int d = 0; d < draws; d++) {
      accepted += sign * types.change(person, d, gamma) <= 0 ? 1 : 0;
    }
    return (double) accepted / draws;
  }
}
