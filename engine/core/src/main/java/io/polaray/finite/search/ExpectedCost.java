package io.polaray.finite.search;

import io.polaray.finite.selection.RepeatedSelection;
import io.polaray.market.Agent;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.numbers.core.Sum;

/**
 * The expected ex-post cost of menus in a finite market, over fixed type profiles, with the prices
 * of every draw's selection. The endowments must allocate all instances.
 */
final class ExpectedCost {
  /** Draws solved between two looks at the sum so far; fixed, so that threads change nothing. */
  private static final int BLOCK = 64;

  /** A change whose solved draws are worse by this many standard errors is given up. */
  private static final double RACE_ERRORS = 1;

  /** Reduced costs above this, relative to the ray's cost, are taken for positive. */
  private static final double REDUCED_RELATIVE_TOLERANCE = 1e-9;

  private final List<Agent> people;
  private final TypeProfiles types;
  private final WorkerPool pool;
  private final int tasks;
  private final double[][] socialCosts;
  private final Queue<RepeatedSelection> idle = new ConcurrentLinkedQueue<>();
  private final Vector sizes;
  private final double costSize;

  ExpectedCost(List<Agent> people, TypeProfiles types, WorkerPool pool) {
    this.people = people;
    this.types = types;
    this.pool = pool;
    this.tasks = people.get(0).endowment().size();
    this.socialCosts = new double[people.size()][];
    Vector total = Vector.zeros(tasks);
    double cost = 0;
    for (int a = 0; a < socialCosts.length; a++) {
      Agent agent = people.get(a);
      socialCosts[a] = agent.socialCost().toArray();
      total = total.plus(1.0 / socialCosts.length, agent.endowment());
      for (int i = 0; i < tasks; i++) {
        cost += Math.abs(socialCosts[a][i] * agent.endowment().get(i));
      }
    }
    this.sizes = total;
    this.costSize = cost / socialCosts.length / tasks;
  }

  /** Costs and prices of all draws. */
  static final class State {
    final double[] costs;
    final double[][] prices;

    /** Whether the prices are optimal in a draw. */
    final boolean[] solved;

    State(int draws, int tasks) {
      costs = new double[draws];
      prices = new double[draws][tasks];
      solved = new boolean[draws];
    }

    private State(State other) {
      costs = other.costs.clone();
      prices = other.prices.clone();
      solved = other.solved.clone();
    }

    /** The mean change of cost against the endowments, at most 0. */
    double mean() {
      return Sum.of(costs).getAsDouble() / costs.length;
    }
  }

  int draws() {
    return types.draws();
  }

  TypeProfiles types() {
    return types;
  }

  State start() {
    return new State(types.draws(), tasks);
  }

  /** Solves every draw, from the prices of the state given. */
  State evaluate(List<double[][]> menus, State from) {
    State state = new State(from);
    pool.run(types.draws(), d -> solve(menus, d, state));
    return state;
  }

  /**
   * The state after some people's menus have changed, empty when its mean is not below {@code
   * ceiling} or does not look as if it were.
   *
   * @param menus before the change
   * @param changes the new menus by person
   */
  Optional<State> change(
      List<double[][]> menus, Map<Integer, double[][]> changes, State state, double ceiling) {
    int draws = types.draws();
    int[] open = new int[draws];
    double[] bounds = new double[draws];
    int count = 0;
    for (int d = 0; d < draws; d++) {
      boolean touched = !state.solved[d];
      double bound = 0;
      for (Map.Entry<Integer, double[][]> change : changes.entrySet()) {
        int person = change.getKey();
        double[] old = chosen(person, d, menus.get(person));
        double[] now = chosen(person, d, change.getValue());
        double oldPart = reducedCost(person, old, state.prices[d]);
        double newPart = reducedCost(person, now, state.prices[d]);
        bound += Math.min(0, newPart) - Math.min(0, oldPart);
        touched |= old != now && (!(oldPart > 0) || newPart < 0);
      }
      if (touched) {
        open[count] = d;
        bounds[count++] = bound;
      }
    }
    List<double[][]> after = new ArrayList<>(menus);
    changes.forEach(after::set);
    return race(new Trial(after, open, bounds, count), state, ceiling);
  }

  /** Draws to be solved again, and what the dual value says that each can save at most. */
  private static final class Trial {
    final List<double[][]> menus;
    final int[] open;
    final double[] bounds;
    final int count;

    Trial(List<double[][]> menus, int[] open, double[] bounds, int count) {
      this.menus = menus;
      this.open = open;
      this.bounds = bounds;
      this.count = count;
    }
  }

  private Optional<State> race(Trial trial, State state, double ceiling) {
    int draws = types.draws();
    double allowed = (ceiling - state.mean()) * draws;
    double rest = Sum.of(Arrays.copyOf(trial.bounds, trial.count)).getAsDouble();
    double solved = 0;
    double squares = 0;
    if (!(rest < allowed)) {
      return Optional.empty();
    }
    State next = new State(state);
    for (int from = 0; from < trial.count; from += BLOCK) {
      int first = from;
      int length = Math.min(BLOCK, trial.count - from);
      pool.run(length, k -> solve(trial.menus, trial.open[first + k], next));
      for (int k = from; k < from + length; k++) {
        double difference = next.costs[trial.open[k]] - state.costs[trial.open[k]];
        solved += difference;
        squares += difference * difference;
        rest -= trial.bounds[k];
      }
      boolean last = from + length == trial.count;
      boolean worse = !last && solved > RACE_ERRORS * Math.sqrt(squares);
      if (worse || !(solved + (last ? 0 : rest) < allowed)) {
        return Optional.empty();
      }
    }
    return Optional.of(next);
  }

  private void solve(List<double[][]> menus, int draw, State state) {
    RepeatedSelection free = idle.poll();
    RepeatedSelection selection =
        free == null ? RepeatedSelection.of(sizes, costSize, people.size()) : free;
    selection.clear();
    for (int a = 0; a < menus.size(); a++) {
      double[] direction = chosen(a, draw, menus.get(a));
      if (direction.length > 0) {
        selection.add(direction, cost(a, direction));
      }
    }
    double[] prices = state.prices[draw].clone();
    state.solved[draw] = selection.solve(prices);
    state.costs[draw] = selection.cost();
    state.prices[draw] = prices;
    idle.add(selection);
  }

  private static final double[] NONE = {};

  /** The ray a person takes in a draw, without entries when there is none. */
  private double[] chosen(int person, int draw, double[][] rays) {
    int ray = types.choice(person, draw, rays);
    return ray >= 0 ? rays[ray] : NONE;
  }

  private double cost(int person, double[] direction) {
    double sum = 0;
    double[] pi = socialCosts[person];
    for (int i = 0; i < direction.length; i++) {
      sum += pi[i] * direction[i];
    }
    return sum;
  }

  /**
   * {@code (pi - lambda) . kappa}, 0 where rounding decides its sign; positive infinity without a
   * ray.
   */
  private double reducedCost(int person, double[] direction, double[] prices) {
    if (direction.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double[] pi = socialCosts[person];
    double sum = 0;
    double size = 0;
    for (int i = 0; i < direction.length; i++) {
      double own = pi[i] * direction[i];
      double price = prices[i] * direction[i];
      sum += own - price;
      size += Math.abs(own) + Math.abs(price);
    }
    return Math.abs(sum) > REDUCED_RELATIVE_TOLERANCE * size ? sum : 0;
  }

  /**
   * The mean over {@code count} draws from {@code first} on of {@code min(0, (pi - lambda_d) .
   * kappa)} for the rays a person would take: the person's part of the dual value at the prices of
   * the state. The dual value at any prices is a lower bound, so over all draws a menu that does
   * not lower its person's part cannot lower the expected cost.
   */
  double dualPart(int person, double[][] rays, State state, int first, int count) {
    double sum = 0;
    for (int d = first; d < first + count; d++) {
      sum += Math.min(0, reducedCost(person, chosen(person, d, rays), state.prices[d]));
    }
    return sum / count;
  }

  static List<double[][]> directions(List<List<Ray>> profile) {
    List<double[][]> menus = new ArrayList<>();
    for (List<Ray> rays : profile) {
      menus.add(MenuProfile.directions(rays));
    }
    return menus;
  }
}
