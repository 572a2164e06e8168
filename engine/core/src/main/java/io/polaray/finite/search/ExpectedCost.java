package io.polaray.finite.search;

import io.polaray.finite.selection.SelectionProblem;
import io.polaray.finite.selection.SelectionSolution;
import io.polaray.finite.selection.SelectionSolver;
import io.polaray.market.Agent;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.core.Sum;

/**
 * The expected ex-post cost of menus in a finite market, over fixed type profiles, with the prices
 * of every draw's selection. The endowments must allocate all instances.
 */
final class ExpectedCost {
  private static final SelectionSolver SOLVER = SelectionSolver.create();

  private final List<Agent> people;
  private final TypeProfiles types;
  private final WorkerPool pool;
  private final int tasks;

  ExpectedCost(List<Agent> people, TypeProfiles types, WorkerPool pool) {
    this.people = people;
    this.types = types;
    this.pool = pool;
    this.tasks = people.get(0).endowment().size();
  }

  /** Costs and prices of all draws. */
  static final class State {
    final double[] costs;
    final Vector[] prices;

    State(int draws, int tasks) {
      costs = new double[draws];
      prices = new Vector[draws];
      for (int d = 0; d < draws; d++) {
        prices[d] = Vector.zeros(tasks);
      }
    }

    /** The mean change of cost against the endowments, at most 0. */
    double mean() {
      return Sum.of(costs).getAsDouble() / costs.length;
    }
  }

  State start() {
    return new State(types.draws(), tasks);
  }

  /** Solves every draw, from the prices of the state given. */
  State evaluate(List<double[][]> menus, State from) {
    State state = new State(types.draws(), tasks);
    pool.run(types.draws(), d -> solve(menus, d, from, state));
    return state;
  }

  private void solve(List<double[][]> menus, int draw, State from, State to) {
    SelectionProblem.Builder builder = SelectionProblem.builder(tasks, people.size());
    for (int a = 0; a < menus.size(); a++) {
      int ray = types.choice(a, draw, menus.get(a));
      if (ray >= 0) {
        double[] direction = menus.get(a)[ray];
        builder.add(direction, cost(a, direction), 1);
      }
    }
    SelectionSolution solution = SOLVER.solve(builder.build(), from.prices[draw]);
    boolean solved = solution.status() == SelectionSolution.Status.OPTIMAL;
    to.costs[draw] = solved ? solution.cost() : 0;
    to.prices[draw] = solved ? solution.prices() : from.prices[draw];
  }

  private double cost(int person, double[] direction) {
    double sum = 0;
    Vector pi = people.get(person).socialCost();
    for (int i = 0; i < tasks; i++) {
      sum += pi.get(i) * direction[i];
    }
    return sum;
  }

  /**
   * The mean over draws of {@code min(0, (pi - lambda_d) . kappa)} for the rays a person would
   * take: the person's part of the dual value at the prices of the state. A menu that does not
   * lower it cannot lower the expected cost, since the dual value at any prices is a lower bound.
   */
  double dualPart(int person, double[][] rays, State state) {
    if (rays.length == 0) {
      return 0;
    }
    double[] ownCosts = new double[rays.length];
    for (int k = 0; k < rays.length; k++) {
      ownCosts[k] = cost(person, rays[k]);
    }
    double sum = 0;
    for (int d = 0; d < types.draws(); d++) {
      int k = types.choice(person, d, rays);
      if (k >= 0) {
        double reduced = ownCosts[k];
        for (int i = 0; i < tasks; i++) {
          reduced -= state.prices[d].get(i) * rays[k][i];
        }
        sum += Math.min(0, reduced);
      }
    }
    return sum / types.draws();
  }

  static List<double[][]> directions(MenuProfile profile) {
    List<double[][]> menus = new ArrayList<>();
    for (List<Ray> rays : profile.menus()) {
      menus.add(MenuProfile.directions(rays));
    }
    return menus;
  }
}
