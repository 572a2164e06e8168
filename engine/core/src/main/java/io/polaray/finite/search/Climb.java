package io.polaray.finite.search;

import io.polaray.market.Agent;
import io.polaray.menu.Ray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The menus that a search stands at, and the moves from there. */
final class Climb {
  /*
   * Three kinds of moves: one person's menu, those of two people at once (a trade that both must
   * want), and the rates of everybody at once. For the first two, proposals are ranked by the
   * person's part of the dual value over some draws; the dual value is a sum over people, so the
   * best for each of two people is also the best pair. What is left is tried on all draws, until it
   * is clear that it does not help. Whoever has no menu gets one in any case: it costs nothing, and
   * trades need a counterpart.
   *
   * Rates of the large market are those of a monopolist with many customers: much is asked of
   * those who are rarely moved. With few people a rare trade hardly ever finds a counterpart, so
   * that the first thing to try is to bring the frequencies of all trades closer together.
   */
  private static final int PROPOSALS = 24;
  private static final int SCREEN_DRAWS = 128;
  private static final int PAIR_EVERY = 4;
  private static final int COMMON_EVERY = 10;
  private static final double LEAST_FREQUENCY = 0.2;
  private static final double FREQUENCY_RANGE = 0.5;
  private static final double LARGEST_WEIGHT = 0.5;
  private static final double LEAST_RELATIVE_GAIN = 1e-9;

  private final List<Agent> people;
  private final ExpectedCost cost;
  private final MenuProposals proposals;
  private final double leastGain;
  private List<List<Ray>> rays;
  private List<double[][]> menus;
  private ExpectedCost.State state;

  Climb(List<Agent> people, ExpectedCost cost, MenuProposals proposals, double scale) {
    this.people = people;
    this.cost = cost;
    this.proposals = proposals;
    this.leastGain = LEAST_RELATIVE_GAIN * Math.abs(scale);
    this.rays = List.of();
    this.menus = List.of();
    this.state = cost.start();
  }

  /** Goes to the given menus. */
  void goTo(List<List<Ray>> target) {
    rays = new ArrayList<>(target);
    menus = ExpectedCost.directions(rays);
    state = cost.evaluate(menus, state);
  }

  /** Goes back to menus whose state is known. */
  void goBack(List<List<Ray>> target, ExpectedCost.State known) {
    rays = new ArrayList<>(target);
    menus = ExpectedCost.directions(rays);
    state = known;
  }

  List<List<Ray>> rays() {
    return List.copyOf(rays);
  }

  ExpectedCost.State state() {
    return state;
  }

  double mean() {
    return state.mean();
  }

  /** One trial; whether the mean cost has fallen. */
  boolean step(int trial) {
    if (trial % COMMON_EVERY == 0) {
      return take(everybody(), false);
    }
    Map<Integer, List<Ray>> moves = new LinkedHashMap<>();
    int first = proposals.below(people.size());
    boolean needed = menus.get(first).length == 0;
    propose(first, moves);
    if (trial % PAIR_EVERY == 1 && people.size() > 1) {
      int second = (first + 1 + proposals.below(people.size() - 1)) % people.size();
      needed |= menus.get(second).length == 0;
      propose(second, moves);
    }
    return take(moves, needed);
  }

  /** Moves a random third of the people away from their menus, whatever it costs. */
  void perturb() {
    List<List<Ray>> target = new ArrayList<>(rays);
    for (int a = 0; a < people.size(); a++) {
      if (proposals.below(3) == 0) {
        List<Ray> far =
            rays.get(a).isEmpty()
                ? proposals.fresh(people.get(a).endowment())
                : proposals.near(people.get(a).endowment(), menus.get(a));
        if (!far.isEmpty()) {
          target.set(a, far);
        }
      }
    }
    goTo(target);
  }

  private boolean take(Map<Integer, List<Ray>> moves, boolean needed) {
    if (moves.isEmpty()) {
      return false;
    }
    Map<Integer, double[][]> changes = new LinkedHashMap<>();
    moves.forEach((person, menu) -> changes.put(person, MenuProfile.directions(menu)));
    double before = state.mean();
    Optional<ExpectedCost.State> next =
        cost.change(menus, changes, state, needed ? before + leastGain : before - leastGain);
    if (next.isEmpty()) {
      return false;
    }
    state = next.get();
    changes.forEach(menus::set);
    moves.forEach(rays::set);
    return state.mean() < before;
  }

  /** One trial of a move of everybody towards trades that are accepted with a given frequency. */
  boolean towards(double frequency, double weight) {
    return take(everybody((a, menu) -> towards(a, menu, frequency, weight)), false);
  }

  private Map<Integer, List<Ray>> everybody() {
    int tasks = people.get(0).endowment().size();
    int kind = proposals.below(2 * tasks + 2);
    double factor = proposals.factor();
    if (kind < tasks) {
      return everybody((a, menu) -> scaled(a, menu, kind, false, factor));
    }
    if (kind == tasks) {
      return everybody((a, menu) -> scaled(a, menu, 0, true, factor));
    }
    double frequency = LEAST_FREQUENCY + proposals.uniform() * FREQUENCY_RANGE;
    double weight = proposals.uniform() * LARGEST_WEIGHT;
    return everybody((a, menu) -> towards(a, menu, frequency, weight));
  }

  private Map<Integer, List<Ray>> everybody(BiFunction<Integer, double[][], List<Ray>> move) {
    Map<Integer, List<Ray>> moves = new LinkedHashMap<>();
    for (int a = 0; a < people.size(); a++) {
      if (menus.get(a).length > 0) {
        List<Ray> menu = move.apply(a, menus.get(a));
        if (!menu.isEmpty()) {
          moves.put(a, menu);
        }
      }
    }
    return moves;
  }

  private List<Ray> scaled(int person, double[][] menu, int task, boolean all, double factor) {
    double[][] moved = new double[menu.length][];
    for (int k = 0; k < menu.length; k++) {
      moved[k] = menu[k].clone();
      for (int i = 0; i < moved[k].length; i++) {
        if (moved[k][i] > 0 && (all || i == task)) {
          moved[k][i] *= factor;
        }
      }
    }
    return MenuProposals.polarised(people.get(person).endowment(), moved);
  }

  /** What each ray takes on is scaled until it is accepted about as often as wanted. */
  private List<Ray> towards(int person, double[][] menu, double frequency, double weight) {
    double[][] moved = new double[menu.length][];
    for (int k = 0; k < menu.length; k++) {
      double factor = cost.types().factor(person, menu[k], frequency, weight);
      moved[k] = menu[k].clone();
      for (int i = 0; i < moved[k].length; i++) {
        moved[k][i] *= moved[k][i] > 0 ? factor : 1;
      }
    }
    return MenuProposals.polarised(people.get(person).endowment(), moved);
  }

  /** Adds the proposal with the smallest dual part, unless the present menu has a smaller one. */
  private void propose(int person, Map<Integer, List<Ray>> moves) {
    double[][] present = menus.get(person);
    int count = Math.min(SCREEN_DRAWS, cost.draws());
    int first = proposals.below(cost.draws() - count + 1);
    double least = cost.dualPart(person, present, state, first, count) - leastGain;
    List<Ray> best = List.of();
    for (int k = 0; k < PROPOSALS; k++) {
      boolean fresh = present.length == 0 || k % 4 == 3;
      List<Ray> proposal =
          fresh
              ? proposals.fresh(people.get(person).endowment())
              : proposals.near(people.get(person).endowment(), present);
      if (!proposal.isEmpty()) {
        double part = cost.dualPart(person, MenuProfile.directions(proposal), state, first, count);
        if (part < least) {
          least = part;
          best = proposal;
        }
      }
    }
    if (!best.isEmpty()) {
      moves.put(person, best);
    }
  }
}
