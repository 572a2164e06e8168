package io.polaray.finite.selection;

import java.util.Arrays;

/**
 * Dual simplex method in R^I over a window of bounded columns, with exact line search.
 *
 * <p>Bound flipping: I. Maros, "A generalized dual phase-2 simplex algorithm", European Journal of
 * Operational Research 149 (2003), 1-16, doi 10.1016/S0377-2217(02)00305-X. Steepest edge: J. J.
 * Forrest and D. Goldfarb, Mathematical Programming 57 (1992), 341-374, doi 10.1007/BF01581089.
 */
final class BoundFlippingSimplex {
  /*
   * Every column is boxed, so any basis is dual feasible once each nonbasic column stands at the
   * bound that the sign of its reduced cost asks for. The method may therefore start at any prices:
   * the basis consists of one logical column e_i a task with bounds [0, 0] and cost lambda_i.
   *
   * A step takes the basic variable that violates its bounds most, measured in the norm of its row
   * of the inverse (the rows are short, so norms are recomputed instead of updated), and moves the
   * prices along that row. On the way reduced costs change sign. The dual objective is concave and
   * piecewise linear there; the search runs to its maximum, flips every column passed from bound to
   * bound, and lets the column at the maximum enter.
   *
   * The inverse, the prices and the reduced costs are rebuilt after a fixed number of pivots, and
   * once more before a basis is called optimal.
   */
  enum Outcome {
    OPTIMAL,
    /** The bounds of the window do not allow its rows. */
    INFEASIBLE,
    FAILED
  }

  private static final int REBUILD_PERIOD = 60;
  private static final int MAX_PIVOTS = 50_000;

  /** Allowed violation of a bound, relative to the larger of 1 and the bound. */
  private static final double PRIMAL_RELATIVE_TOLERANCE = 1e-11;

  /** What rounding may do to a value, relative to the sum of absolute terms behind it. */
  private static final double ROUNDING_RELATIVE_TOLERANCE = 1e-14;

  /**
   * Violations that no column can cure but that this much more tolerance would allow are rounding.
   */
  private static final double ROUNDING_FACTOR = 1000;

  /** Steps closer than this, in scaled units, count as one breakpoint. */
  private static final double TIE_ABSOLUTE_TOLERANCE = 1e-14;

  private static final double AT_LOWER = 1;
  private static final double AT_UPPER = -1;
  private static final double BASIC = 0;

  private final int tasks;
  private final ColumnWindow window;
  private final BasisInverse inverse;
  private final Breakpoints breakpoints = new Breakpoints();
  private final int[] basis;
  private final double[] values;
  private final double[] prices;
  private final double[] logicalCosts;
  private final double[] right;
  private final double[] column;
  private final double[] entering;
  private final double[] moved;
  private final double[] work;
  private double[] reduced = new double[0];
  private double[] pivotRow = new double[0];

  /**
   * 1, -1 or 0 a column; as a factor it turns a pivot row so that positive entries limit a step.
   */
  private double[] place = new double[0];

  private double[] weights = new double[0];
  private int pivots;
  private double rounding;

  BoundFlippingSimplex(int tasks, ColumnWindow window) {
    this.tasks = tasks;
    this.window = window;
    inverse = new BasisInverse(tasks);
    basis = new int[tasks];
    values = new double[tasks];
    prices = new double[tasks];
    logicalCosts = new double[tasks];
    right = new double[tasks];
    column = new double[tasks];
    entering = new double[tasks];
    moved = new double[tasks];
    work = new double[tasks];
  }

  /** Column of the window that is basic in place p; -1 - i for the logical column of task i. */
  int basic(int p) {
    return basis[p];
  }

  double value(int p) {
    return values[p];
  }

  /** The prices of the current basis, shared. */
  double[] prices() {
    return prices;
  }

  /** The cost of the logical column of task i. */
  double logicalCost(int i) {
    return logicalCosts[i];
  }

  /** Whether a nonbasic column of the window stands at its upper bound. */
  boolean isAtUpper(int k) {
    return place[k] == AT_UPPER;
  }

  boolean isBasic(int k) {
    return place[k] == BASIC;
  }

  /** Pivots since the object was made. */
  int pivots() {
    return pivots;
  }

  BasisInverse inverse() {
    return inverse;
  }

  /** Starts at the given prices with the logical basis. */
  void startAt(double[] start) {
    System.arraycopy(start, 0, prices, 0, tasks);
    System.arraycopy(start, 0, logicalCosts, 0, tasks);
    for (int i = 0; i < tasks; i++) {
      basis[i] = -1 - i;
    }
    breakpoints.restart();
  }

  /**
   * Starts with a basis found before, whose logical columns cost what the prices say.
   *
   * @param columns as {@link #basic}
   */
  void startWith(int[] columns, double[] start) {
    startAt(start);
    System.arraycopy(columns, 0, basis, 0, tasks);
  }

  /**
   * Solves {@code min cost . y, rows y = b, 0 <= y <= limit} from the current basis.
   *
   * @param b one entry a task; copied
   */
  Outcome solve(double[] b) {
    System.arraycopy(b, 0, right, 0, tasks);
    if (reduced.length < window.size) {
      int length = window.cost.length;
      reduced = new double[length];
      pivotRow = new double[length];
      place = new double[length];
      weights = new double[length];
    }
    int sinceRebuild = REBUILD_PERIOD;
    rounding = 0;
    for (int pivot = 0; pivot < MAX_PIVOTS; pivot++) {
      if (sinceRebuild >= REBUILD_PERIOD) {
        rebuild();
        sinceRebuild = 0;
      }
      int p = leaving();
      if (p < 0) {
        if (sinceRebuild == 0) {
          return Outcome.OPTIMAL;
        }
        sinceRebuild = REBUILD_PERIOD;
        continue;
      }
      double sign = values[p] > upper(p) ? 1 : -1;
      double target = sign > 0 ? upper(p) : 0;
      if (!step(p, sign, target)) {
        if (sinceRebuild > 0) {
          sinceRebuild = REBUILD_PERIOD;
          continue;
        }
        double violation = Math.abs(values[p] - target);
        if (violation > ROUNDING_FACTOR * tolerance(upper(p))) {
          return Outcome.INFEASIBLE;
        }
        rounding = Math.max(rounding, violation);
        continue;
      }
      sinceRebuild++;
      pivots++;
    }
    return Outcome.FAILED;
  }

  private double upper(int p) {
    return basis[p] >= 0 ? window.limit[basis[p]] : 0;
  }

  private double tolerance(double upper) {
    return Math.max(rounding, PRIMAL_RELATIVE_TOLERANCE * Math.max(1, upper));
  }

  private int leaving() {
    int best = -1;
    double largest = 0;
    for (int p = 0; p < tasks; p++) {
      double upper = upper(p);
      double violation = Math.max(values[p] - upper, -values[p]);
      if (violation > tolerance(upper)) {
        double score = violation * violation / inverse.squaredNorm(p);
        if (score > largest) {
          largest = score;
          best = p;
        }
      }
    }
    return best;
  }

  /** One pivot; false when no column can take over. */
  private boolean step(int p, double sign, double target) {
    int size = window.size;
    double[] row = inverse.row(p);
    for (int i = 0; i < tasks; i++) {
      work[i] = -sign * row[i];
    }
    Arrays.fill(pivotRow, 0, size, 0);
    ColumnBlocks.subtract(window.rows, work, 0, size, pivotRow, 0);
    double violation = Math.abs(values[p] - target);
    double slope = breakpoints.collect(window, pivotRow, reduced, place, violation);
    if (breakpoints.size == 0 || slope < violation - ROUNDING_FACTOR * tolerance(upper(p))) {
      return false;
    }
    int turn = breakpoints.turn(violation, TIE_ABSOLUTE_TOLERANCE);
    int enters = breakpoints.column[turn];
    double length = breakpoints.step[turn];
    flip(turn);
    for (int i = 0; i < tasks; i++) {
      prices[i] += sign * length * row[i];
      column[i] = window.rows[i][enters];
    }
    for (int k = 0; k < size; k++) {
      reduced[k] -= length * pivotRow[k];
    }
    inverse.multiply(moved, work);
    inverse.multiply(column, entering);
    for (int q = 0; q < tasks; q++) {
      values[q] -= work[q];
    }
    double move = (values[p] - target) / entering[p];
    for (int q = 0; q < tasks; q++) {
      values[q] -= move * entering[q];
    }
    int leaves = basis[p];
    if (leaves >= 0) {
      place[leaves] = sign > 0 ? AT_UPPER : AT_LOWER;
      reduced[leaves] = -sign * length;
    }
    values[p] = (place[enters] == AT_UPPER ? window.limit[enters] : 0) + move;
    basis[p] = enters;
    place[enters] = BASIC;
    reduced[enters] = 0;
    inverse.pivot(p, entering);
    return true;
  }

  /** Moves the columns before the turn to their other bounds; their effect goes to "moved". */
  private void flip(int turn) {
    Arrays.fill(moved, 0);
    for (int t = 0; t < turn; t++) {
      int k = breakpoints.column[t];
      double change = place[k] == AT_LOWER ? window.limit[k] : -window.limit[k];
      place[k] = place[k] == AT_LOWER ? AT_UPPER : AT_LOWER;
      for (int i = 0; i < tasks; i++) {
        moved[i] += change * window.rows[i][k];
      }
    }
  }

  /** Inverse, prices, reduced costs, bounds and values from the basis alone. */
  private void rebuild() {
    double[][] columns = new double[tasks][tasks];
    for (int p = 0; p < tasks; p++) {
      for (int i = 0; i < tasks; i++) {
        columns[p][i] = basis[p] >= 0 ? window.rows[i][basis[p]] : i == -1 - basis[p] ? 1 : 0;
      }
    }
    if (!inverse.rebuild(columns)) {
      startAt(prices.clone());
      inverse.setIdentity();
    }
    double[] basicCosts = work;
    for (int p = 0; p < tasks; p++) {
      basicCosts[p] = basis[p] >= 0 ? window.cost[basis[p]] : logicalCosts[-1 - basis[p]];
    }
    inverse.multiplyLeft(basicCosts, prices);
    int size = window.size;
    System.arraycopy(window.cost, 0, reduced, 0, size);
    ColumnBlocks.subtract(window.rows, prices, 0, size, reduced, 0);
    for (int k = 0; k < size; k++) {
      place[k] = reduced[k] < 0 ? AT_UPPER : AT_LOWER;
    }
    for (int p = 0; p < tasks; p++) {
      if (basis[p] >= 0) {
        place[basis[p]] = BASIC;
        reduced[basis[p]] = 0;
      }
    }
    for (int k = 0; k < size; k++) {
      weights[k] = place[k] == AT_UPPER ? window.limit[k] : 0;
    }
    double largest = 0;
    for (int i = 0; i < tasks; i++) {
      double[] row = window.rows[i];
      column[i] = right[i] - ColumnBlocks.weightedSum(row, 0, size, weights);
      double moves = ColumnBlocks.absoluteSum(row, 0, size, weights);
      largest = Math.max(largest, Math.abs(right[i]) + moves);
    }
    rounding = Math.max(rounding, ROUNDING_RELATIVE_TOLERANCE * largest);
    inverse.multiply(column, values);
    refineValues(columns);
  }

  /** One step of iterative refinement: the residual of the basic system, solved again. */
  private void refineValues(double[][] columns) {
    for (int i = 0; i < tasks; i++) {
      double sum = column[i];
      for (int p = 0; p < tasks; p++) {
        sum -= columns[p][i] * values[p];
      }
      moved[i] = sum;
    }
    inverse.multiply(moved, work);
    for (int p = 0; p < tasks; p++) {
      values[p] += work[p];
    }
  }
}
