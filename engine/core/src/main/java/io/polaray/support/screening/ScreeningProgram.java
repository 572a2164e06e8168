package io.polaray.support.screening;

import java.util.function.BooleanSupplier;

/**
 * The screening program of one agent with a general linear objective:
 *
 * <pre>
 *   max  sum_m g_m . x_m
 *   s.t. c_m . x_m &lt;= 1,   c_m . x_m &lt;= c_m . x_k,   0 &lt;= x_m (&lt;= cap)
 * </pre>
 *
 * for costs that are scaled so that the endowment weighs 1 for every type.
 */
final class ScreeningProgram {
  /*
   * Tasks are scaled so that costs are about 1. The bound does not rest on the solver: for any
   * multipliers mu >= 0 of the truth rows,
   *
   *   sum_m max { r_m . x : 0 <= x <= cap, c_m . x <= 1 },
   *   r_m = g_m - c_m sum_k mu_mk + sum_k mu_km c_k
   *
   * is not below the value, and each maximum is a continuous knapsack. Types whose directions agree
   * to 1e-12 were made one: their rows then hold up to twice that, relative to each term, which is
   * covered together with the rounding of the sums.
   */
  private static final double ROUND_UP = 0x1p-38;

  /** The end of a solve. */
  static final class Outcome {
    /** x, {@code m * tasks + i}. */
    final double[] assignments;

    /** No feasible x is worth more. */
    final double bound;

    /** Of the interior-point method. */
    final int iterations;

    private Outcome(double[] assignments, double bound, int iterations) {
      this.assignments = assignments;
      this.bound = bound;
      this.iterations = iterations;
    }
  }

  private final int types;
  private final int tasks;
  private final double[] costs;
  private final double[] cap;
  private final double[] unit;

  /**
   * A program.
   *
   * @param costs scaled and positive where the cap is infinite, {@code m * tasks + i}
   * @param cap one number a task, possibly infinite
   */
  ScreeningProgram(double[] costs, double[] cap) {
    this.costs = costs;
    this.cap = cap;
    tasks = cap.length;
    types = costs.length / tasks;
    unit = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      double mean = 0;
      for (int m = 0; m < types; m++) {
        mean += costs[m * tasks + i] / types;
      }
      unit[i] = 1 / mean;
    }
  }

  /** What the largest of the weights is worth to the average type. */
  double size(double[] weights) {
    double size = Double.MIN_NORMAL;
    for (int i = 0; i < tasks; i++) {
      size = Math.max(size, Math.abs(weights[i]) * unit[i]);
    }
    return size;
  }

  /**
   * Solves.
   *
   * @param gains g, {@code m * tasks + i}
   * @param size magnitude of the value, which is scaled to about 1
   * @param tolerance of the scaled program, on gap and residuals
   * @param stop asked before every iteration; the bound is valid whenever it ends the work
   */
  Outcome maximise(double[] gains, double size, double tolerance, BooleanSupplier stop) {
    double[] a = new double[costs.length];
    double[] g = new double[costs.length];
    double[] limit = new double[costs.length];
    for (int p = 0; p < a.length; p++) {
      int i = p % tasks;
      a[p] = costs[p] * unit[i];
      g[p] = gains[p] * unit[i] / size;
      limit[p] = cap[i] / unit[i];
    }
    TruthfulInteriorPoint solver = new TruthfulInteriorPoint(types, tasks, a, g, limit);
    int iterations = solver.solve(tolerance, stop);
    double[] x = solver.solution();
    for (int p = 0; p < x.length; p++) {
      x[p] = Math.min(cap[p % tasks], x[p] * unit[p % tasks]);
    }
    double bound = bound(gains, new double[0], 0);
    double better = bound(gains, solver.multipliers(), size);
    return new Outcome(x, better < bound ? better : bound, iterations);
  }

  /** c_m . x_k. */
  double load(int m, double[] x, int k) {
    double load = 0;
    for (int i = 0; i < tasks; i++) {
      load += costs[m * tasks + i] * x[k * tasks + i];
    }
    return load;
  }

  /** The bound from multipliers of the truth rows; {@code multipliers} may be empty. */
  private double bound(double[] gains, double[] multipliers, double size) {
    double[] r = gains.clone();
    double[] magnitude = new double[r.length];
    for (int p = 0; p < r.length; p++) {
      magnitude[p] = Math.abs(r[p]);
    }
    for (int row = 0; row < multipliers.length; row++) {
      int m = row / types;
      int k = row % types;
      double multiplier = multipliers[row] > 0 ? multipliers[row] * size : 0;
      for (int i = 0; i < tasks && m != k; i++) {
        double change = multiplier * costs[m * tasks + i];
        r[m * tasks + i] -= change;
        r[k * tasks + i] += change;
        magnitude[m * tasks + i] += change;
        magnitude[k * tasks + i] += change;
      }
    }
    double sum = 0;
    for (int p = 0; p < r.length; p++) {
      r[p] += ROUND_UP * magnitude[p];
    }
    for (int m = 0; m < types; m++) {
      sum += knapsack(m, r);
    }
    return sum + ROUND_UP * Math.abs(sum);
  }

  /** The largest r_m . x with x between 0 and cap and c_m . x at most 1. */
  private double knapsack(int m, double[] r) {
    double left = 1 + ROUND_UP;
    double value = 0;
    boolean[] used = new boolean[tasks];
    while (left > 0) {
      int best = -1;
      double bestRate = 0;
      for (int i = 0; i < tasks; i++) {
        double rate = r[m * tasks + i] / costs[m * tasks + i];
        if (!used[i] && rate > bestRate) {
          best = i;
          bestRate = rate;
        }
      }
      if (best < 0) {
        return value;
      }
      used[best] = true;
      double amount = Math.min(cap[best], left / costs[m * tasks + best]);
      value += r[m * tasks + best] * amount;
      left -= amount * costs[m * tasks + best];
    }
    return value;
  }
}
