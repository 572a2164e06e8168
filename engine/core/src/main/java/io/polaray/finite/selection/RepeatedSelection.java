package io.polaray.finite.selection;

import io.polaray.numeric.Vector;
import java.util.Arrays;

/**
 * Solves many small selection programs one after another in the same memory; each column has limit
 * 1 and every row is 0 (see {@link SelectionProblem}).
 *
 * <p>One object belongs to one thread. The result of a solve depends on its columns and start
 * prices alone, not on earlier solves.
 */
public final class RepeatedSelection {
  /*
   * The same simplex method as SelectionSolver, over all columns at once. Scales are fixed by the
   * caller, since programs of one market are alike. The certificate is taken at the true costs; a
   * program that misses it goes to SelectionSolver.
   */
  /**
   * Largest gap between primal and dual value, relative to the larger of one cost unit and them.
   */
  private static final double GAP_RELATIVE_TOLERANCE = 1e-9;

  /** Largest residual of a row, relative to the larger of 1 and the scaled amounts that move. */
  private static final double RESIDUAL_RELATIVE_TOLERANCE = 1e-9;

  private final int tasks;
  private final double[] rowFactors;
  private final double costFactor;
  private final ColumnWindow window;
  private final BoundFlippingSimplex simplex;
  private final double[] zero;
  private final double[] start;
  private final double[] moved;
  private final double[] absolute;
  private final double[] direction;
  private double[] costs = new double[0];
  private double[] extents = new double[0];
  private double cost;

  private RepeatedSelection(double[] sizes, double costSize, int columns) {
    tasks = sizes.length;
    rowFactors = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      rowFactors[i] = inversePower(sizes[i]);
    }
    costFactor = inversePower(costSize);
    window = new ColumnWindow(tasks, columns);
    simplex = new BoundFlippingSimplex(tasks, window);
    zero = new double[tasks];
    start = new double[tasks];
    moved = new double[tasks];
    absolute = new double[tasks];
    direction = new double[tasks];
  }

  /**
   * Memory for programs of one market.
   *
   * @param sizes the usual size of an entry of a ray, by task, in tasks; 0 counts as 1
   * @param costSize the usual size of the cost of a ray; 0 counts as 1
   * @param columns the expected number of columns, at least 0
   */
  public static RepeatedSelection of(Vector sizes, double costSize, int columns) {
    return new RepeatedSelection(sizes.toArray(), costSize, columns);
  }

  private static double inversePower(double size) {
    double positive = Math.abs(size);
    return positive > 0 ? Math.scalb(1.0, -Math.getExponent(positive)) : 1;
  }

  /** Forgets all columns. */
  public void clear() {
    window.clear();
  }

  /**
   * Adds a column with limit 1.
   *
   * @param ray kappa_a, one finite entry a task; copied
   * @param rayCost c_a, finite
   */
  public void add(double[] ray, double rayCost) {
    window.reserve(1);
    int k = window.size++;
    window.id[k] = k;
    if (costs.length < window.cost.length) {
      costs = Arrays.copyOf(costs, window.cost.length);
      extents = new double[window.cost.length];
    }
    costs[k] = rayCost * costFactor;
    window.cost[k] = costs[k] + ColumnWindow.perturbation(k);
    window.limit[k] = 1;
    for (int i = 0; i < tasks; i++) {
      window.rows[i][k] = ray[i] * rowFactors[i];
    }
  }

  /**
   * Solves the program of the columns added since the last {@link #clear}.
   *
   * @param prices where to start, one number a task; replaced by optimal prices on success
   * @return whether an optimum was found and certified; otherwise the cost is 0 (nobody moves) and
   *     the prices are what they were
   */
  public boolean solve(double[] prices) {
    cost = 0;
    for (int i = 0; i < tasks; i++) {
      start[i] = prices[i] * costFactor / rowFactors[i];
    }
    simplex.startAt(start);
    BoundFlippingSimplex.Outcome outcome = simplex.solve(zero);
    if (outcome == BoundFlippingSimplex.Outcome.OPTIMAL && certified()) {
      for (int i = 0; i < tasks; i++) {
        prices[i] = simplex.prices()[i] * rowFactors[i] / costFactor;
      }
      return true;
    }
    return general(prices);
  }

  /** The least cost found by the last solve, at most 0. */
  public double cost() {
    return cost;
  }

  private boolean certified() {
    for (int k = 0; k < window.size; k++) {
      extents[k] = !simplex.isBasic(k) && simplex.isAtUpper(k) ? 1 : 0;
    }
    for (int p = 0; p < tasks; p++) {
      int k = simplex.basic(p);
      if (k >= 0) {
        extents[k] = Math.min(1, Math.max(0, simplex.value(p)));
      }
    }
    double proved = provedCost(simplex.prices(), extents);
    boolean holds = !Double.isNaN(proved);
    cost = holds ? proved / costFactor : 0;
    return holds;
  }

  /**
   * The cost of the columns at some extents, NaN unless they clear and the prices prove that none
   * is lower; in scaled units, as the prices.
   *
   * @param atExtents one a column, from 0 to 1
   */
  double provedCost(double[] atPrices, double[] atExtents) {
    Arrays.fill(moved, 0);
    Arrays.fill(absolute, 0);
    double primal = 0;
    double dual = 0;
    for (int k = 0; k < window.size; k++) {
      double reduced = costs[k];
      for (int i = 0; i < tasks; i++) {
        double entry = window.rows[i][k];
        reduced -= atPrices[i] * entry;
        moved[i] += atExtents[k] * entry;
        absolute[i] += atExtents[k] * Math.abs(entry);
      }
      primal += atExtents[k] * costs[k];
      dual += Math.min(0, reduced);
    }
    boolean holds = primal - dual <= GAP_RELATIVE_TOLERANCE * Math.max(1, Math.abs(primal));
    for (int i = 0; i < tasks; i++) {
      holds &= Math.abs(moved[i]) <= RESIDUAL_RELATIVE_TOLERANCE * Math.max(1, absolute[i]);
    }
    return holds ? primal : Double.NaN;
  }

  private boolean general(double[] prices) {
    SelectionProblem.Builder builder = SelectionProblem.builder(tasks, window.size);
    for (int k = 0; k < window.size; k++) {
      for (int i = 0; i < tasks; i++) {
        direction[i] = window.rows[i][k] / rowFactors[i];
      }
      builder.add(direction, costs[k] / costFactor, 1);
    }
    SelectionSolution solution = SelectionSolver.create().solve(builder.build(), Vector.of(prices));
    if (solution.status() != SelectionSolution.Status.OPTIMAL) {
      return false;
    }
    cost = solution.cost();
    solution.prices().copyTo(prices, 0);
    return true;
  }
}
