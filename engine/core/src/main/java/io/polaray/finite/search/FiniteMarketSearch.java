package io.polaray.finite.search;

import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
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
  private static final int PROPOSALS = 24;
  private static final double LEAST_RELATIVE_GAIN = 1e-9;

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

  /** The most likely menu of every person under a large-market design; only rays are kept. */
  public static MenuProfile likeliest(List<AgentDesign> designs) {
    List<List<Ray>> menus = new ArrayList<>();
    for (AgentDesign design : designs) {
      LotteryEntry best = design.lottery().get(0);
      for (LotteryEntry entry : design.lottery()) {
        best = entry.probability() > best.probability() ? entry : best;
      }
      List<Ray> rays = best.column().menu() instanceof Menu.Rays some ? some.rays() : List.of();
      for (long a = 0; a < ReplicaEconomy.people(design.agent(), 1); a++) {
        menus.add(rays);
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
      double[] costs = cost.evaluate(ExpectedCost.directions(menus), cost.start()).costs;
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
   * @param solves times that all draws were solved
   * @param cost mean cost over the draws
   */
  public record Step(int trials, int solves, double cost) {}

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
    List<List<Ray>> best = new ArrayList<>(start.menus());
    List<double[][]> menus = ExpectedCost.directions(start);
    MenuProposals proposals = new MenuProposals(seed);
    try (WorkerPool pool = WorkerPool.of(threads)) {
      ExpectedCost cost = new ExpectedCost(people, types, pool);
      ExpectedCost.State state = cost.evaluate(menus, cost.start());
      int solves = 1;
      listener.onStep(new Step(0, solves, endowmentCost + state.mean()));
      for (int trial = 1; trial <= maxTrials && !stop.getAsBoolean(); trial++) {
        int person = proposals.below(people.size());
        double[][] old = menus.get(person);
        List<Ray> proposal = propose(person, old, cost, state, proposals);
        if (proposal.isEmpty()) {
          continue;
        }
        menus.set(person, MenuProfile.directions(proposal));
        ExpectedCost.State next = cost.evaluate(menus, state);
        solves++;
        double gain = state.mean() - next.mean();
        if (gain > LEAST_RELATIVE_GAIN * Math.abs(endowmentCost) || old.length == 0) {
          state = next;
          best.set(person, proposal);
          listener.onStep(new Step(trial, solves, endowmentCost + state.mean()));
        } else {
          menus.set(person, old);
        }
      }
    }
    return new MenuProfile(best);
  }

  /** The proposal with the smallest dual part, empty when none is smaller than the present one. */
  private List<Ray> propose(
      int person,
      double[][] present,
      ExpectedCost cost,
      ExpectedCost.State state,
      MenuProposals proposals) {
    List<Ray> best = List.of();
    double least =
        cost.dualPart(person, present, state) - LEAST_RELATIVE_GAIN * Math.abs(endowmentCost);
    for (int k = 0; k < PROPOSALS; k++) {
      boolean fresh = present.length == 0 || k % 4 == 3;
      List<Ray> proposal =
          fresh
              ? proposals.fresh(people.get(person).endowment())
              : proposals.near(people.get(person).endowment(), present);
      if (!proposal.isEmpty()) {
        double part = cost.dualPart(person, MenuProfile.directions(proposal), state);
        if (part < least) {
          least = part;
          best = proposal;
        }
      }
    }
    return best;
  }
}
