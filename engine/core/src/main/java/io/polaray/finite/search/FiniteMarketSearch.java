package io.polaray.finite.search;

import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.finite.replica.MenuShares;
import io.polaray.finite.replica.ReplicaEconomy;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.menu.Menu;
import io.polaray.menu.Ray;
import io.polaray.numeric.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Improves the menus of a finite market: least expected ex-post cost over fixed type profiles, one
 * menu of rays for every person, from any start (paper, section 4.3). Menus stay polarised, so
 * every step is an obviously strategy-proof mechanism.
 */
public final class FiniteMarketSearch {
  /*
   * One person at a time. Proposals are scored at the prices of every draw's selection: the
   * person's part of the dual value. At fixed prices the dual value is a lower bound on the cost
   * with the new menu, so a proposal that does not lower it is out without solving anything; the
   * best of the others is tried on all draws, and kept if the mean cost falls. Whoever has no menu
   * gets one in any case: it costs nothing, and trades need a counterpart.
   */
  private static final double[] FIRST_FREQUENCIES = {0.5, 0.4, 0.3};
  private static final double[] FIRST_WEIGHTS = {1, 0.7, 0.4, 0.2};
  private static final int PATIENCE = 50;
  private static final int PATIENCE_PER_PERSON = 12;

  private final List<Agent> people;
  private final TypeProfiles types;
  private final double endowmentCost;

  private FiniteMarketSearch(List<Agent> people, TypeProfiles types) {
    this.people = List.copyOf(people);
    this.types = types;
    double cost = 0;
    for (Agent agent : people) {
      cost += agent.socialCost().dot(agent.endowment());
    }
    this.endowmentCost = cost;
  }

  /**
   * A search.
   *
   * @param people the group each person belongs to, see {@link #people}
   * @param types costs of these people
   */
  public static FiniteMarketSearch of(List<Agent> people, TypeProfiles types) {
    if (people.isEmpty() || types.people() != people.size()) {
      throw new IllegalArgumentException(
          "there are "
              + people.size()
              + " people and types of "
              + types.people()
              + "; they must agree, and there must be at least one");
    }
    return new FiniteMarketSearch(people, types);
  }

  /** One entry a person of a market with whole populations, in the market's order. */
  public static List<Agent> people(Market market) {
    List<Agent> people = new ArrayList<>();
    for (Agent agent : market.agents()) {
      long count = ReplicaEconomy.people(agent, 1);
      if (count < 1) {
        throw new IllegalArgumentException(
            "agent " + agent.id() + ": population is " + agent.population() + "; it must be whole");
      }
      for (long a = 0; a < count; a++) {
        people.add(agent);
      }
    }
    return people;
  }

  /**
   * The menus of a large-market design, one a person: the most likely one where a group is one
   * person, otherwise in proportion to their probabilities. Only rays are kept.
   */
  public static MenuProfile likeliest(List<AgentDesign> designs) {
    List<List<Ray>> menus = new ArrayList<>();
    for (AgentDesign design : designs) {
      long count = ReplicaEconomy.people(design.agent(), 1);
      List<LotteryEntry> lottery = design.lottery();
      LotteryEntry best = lottery.get(0);
      for (LotteryEntry entry : lottery) {
        best = entry.probability() > best.probability() ? entry : best;
      }
      long[] shares = MenuShares.split(count == 1 ? List.of(best) : lottery, count, 0.5);
      for (int k = 0; k < shares.length; k++) {
        LotteryEntry entry = count == 1 ? best : lottery.get(k);
        Menu menu = entry.column().menu();
        List<Ray> rays = menu instanceof Menu.Rays some ? some.rays() : List.of();
        for (long n = 0; n < shares[k]; n++) {
          menus.add(rays);
        }
      }
    }
    return new MenuProfile(menus);
  }

  /** Random polarised menus. */
  public MenuProfile random(long seed) {
    MenuProposals proposals = new MenuProposals(seed);
    List<List<Ray>> menus = new ArrayList<>();
    for (Agent agent : people) {
      menus.add(proposals.fresh(agent.endowment()));
    }
    return new MenuProfile(menus);
  }

  /** The best bilateral trades, person by person. */
  public MenuProfile bilateral() {
    return BilateralTrades.of(people, types);
  }

  /** The costs of all draws under the given menus, cost of the endowments included. */
  public double[] costs(MenuProfile menus, int threads) {
    try (WorkerPool pool = WorkerPool.of(threads)) {
      ExpectedCost cost = new ExpectedCost(people, types, pool);
      double[] costs = cost.evaluate(ExpectedCost.directions(menus.menus()), cost.start()).costs;
      for (int d = 0; d < costs.length; d++) {
        costs[d] += endowmentCost;
      }
      return costs;
    }
  }

  /**
   * A step of a search.
   *
   * @param trials persons looked at so far
   * @param cost mean cost over the draws
   */
  public record Step(int trials, double cost) {}

  /** Hears of every improvement. */
  @FunctionalInterface
  public interface StepListener {
    /** The mean cost has fallen, or the search starts. */
    void onStep(Step step);
  }

  /**
   * Improves menus.
   *
   * @param start where to start
   * @param maxTrials limit on the persons looked at; the result depends on it, not on threads
   * @param seed of the proposals
   * @param threads worker threads
   * @param stop asked before every trial
   * @return the best menus found
   */
  public MenuProfile improve(
      MenuProfile start,
      int maxTrials,
      long seed,
      int threads,
      BooleanSupplier stop,
      StepListener listener) {
    if (start.menus().size() != people.size()) {
      throw new IllegalArgumentException(
          "start has " + start.menus().size() + " menus for " + people.size() + " people");
    }
    try (WorkerPool pool = WorkerPool.of(threads)) {
      Climb climb =
          new Climb(
              people,
              new ExpectedCost(people, types, pool),
              new MenuProposals(seed),
              endowmentCost);
      climb.goTo(start.menus());
      return climb(climb, maxTrials, stop, listener);
    }
  }

  private MenuProfile climb(
      Climb climb, int maxTrials, BooleanSupplier stop, StepListener listener) {
    int patience = PATIENCE + PATIENCE_PER_PERSON * people.size();
    List<List<Ray>> best = climb.rays();
    ExpectedCost.State bestState = climb.state();
    listener.onStep(new Step(0, endowmentCost + bestState.mean()));
    int sinceGain = 0;
    int first = FIRST_FREQUENCIES.length * FIRST_WEIGHTS.length;
    for (int trial = 1; trial <= maxTrials && !stop.getAsBoolean(); trial++) {
      int k = trial - 1;
      boolean gain =
          k < first
              ? climb.towards(
                  FIRST_FREQUENCIES[k / FIRST_WEIGHTS.length],
                  FIRST_WEIGHTS[k % FIRST_WEIGHTS.length])
              : climb.step(trial);
      sinceGain = gain ? 0 : sinceGain + 1;
      if (climb.mean() < bestState.mean()) {
        best = climb.rays();
        bestState = climb.state();
        listener.onStep(new Step(trial, endowmentCost + bestState.mean()));
      }
      if (sinceGain > patience) {
        climb.goBack(best, bestState);
        climb.perturb();
        sinceGain = 0;
      }
    }
    return new MenuProfile(best);
  }
}
