package io.polaray.choice;

import io.polaray.numeric.Vector;
import io.polaray.preference.TypeSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Bayesian benchmark of one agent on a finite sample of types: the best assignments that a
 * direct mechanism can give when each type may claim to be another (paper, section 2, program 1,
 * with market clearing in expectation),
 *
 * <pre>
 *   max  sum_m p_m w . x_m
 *   s.t. c_m . x_m &lt;= c_m . eta          (participation)
 *        c_m . x_m &lt;= c_m . x_k          (truth, for all m and k)
 *        0 &lt;= x_m (&lt;= cap)
 * </pre>
 *
 * <p>Every menu of polarised rays, and every remedial menu, gives such assignments, so the value is
 * not below S(w) on the sample; at two tasks they are equal (Remark 1).
 */
public final class BayesianProgram {
  /*
   * Proportional types want the same things, and an average of what they get suits them all, so
   * they are one type of the program. Costs are scaled so that the endowment weighs 1 for every
   * type, tasks so that costs are about 1.
   *
   * The bound does not rest on the solver: for any multipliers mu >= 0 of the truth rows,
   *
   *   sum_m max { r_m . x : 0 <= x <= cap, c_m . x <= c_m . eta },
   *   r_m = p_m w - c_m sum_k mu_mk + sum_k mu_km c_k
   *
   * is not below the value, and each maximum is a continuous knapsack.
   */
  private static final double ROUND_UP = 0x1p-40;
  private static final double SAME_DIRECTION = 1e-12;

  /** Gap between bound and value, relative to the larger of the bound and the largest unit gain. */
  private static final double RELATIVE_TOLERANCE = 1e-7;

  /**
   * The end of a solve.
   *
   * @param converged whether value and bound agree to 1e-7, relative
   * @param value sum_m p_m w . x_m of the assignments
   * @param upperBound no mechanism is worth more; holds whether converged or not
   * @param assignments x_m, one a type of the sample
   * @param largestGain the most that a type would gain from a claim, relative to the burden of its
   *     endowment; rounding in a converged solve
   */
  public record Solution(
      boolean converged,
      double value,
      double upperBound,
      List<Vector> assignments,
      double largestGain) {
    /** Copies the list. */
    public Solution {
      assignments = List.copyOf(assignments);
    }
  }

  private final Vector endowment;
  private final Vector cap;
  private final int tasks;

  /** Number of the merged type of every type of the sample. */
  private final int[] number;

  private final int types;
  private final double[] probability;

  /** Costs of merged types, {@code m * tasks + i}, scaled to weigh the endowment 1. */
  private final double[] costs;

  private BayesianProgram(Vector endowment, TypeSample sample, Vector cap) {
    this.endowment = endowment;
    this.cap = cap;
    tasks = sample.tasks();
    number = new int[sample.types()];
    List<double[]> different = new ArrayList<>();
    double[] weights = new double[sample.types()];
    for (int m = 0; m < number.length; m++) {
      double[] scaled = scaled(sample, m);
      int k = 0;
      while (k < different.size() && !same(different.get(k), scaled)) {
        k++;
      }
      if (k == different.size()) {
        different.add(scaled);
      }
      number[m] = k;
      weights[k] += sample.weight(m);
    }
    types = different.size();
    probability = Arrays.copyOf(weights, types);
    costs = new double[types * tasks];
    for (int m = 0; m < types; m++) {
      System.arraycopy(different.get(m), 0, costs, m * tasks, tasks);
    }
  }

  private double[] scaled(TypeSample sample, int m) {
    double[] cost = new double[tasks];
    double burden = 0;
    for (int i = 0; i < tasks; i++) {
      cost[i] = sample.cost(m, i);
      burden += cost[i] * endowment.get(i);
    }
    for (int i = 0; i < tasks && burden > 0; i++) {
      cost[i] /= burden;
    }
    return cost;
  }

  private static boolean same(double[] one, double[] other) {
    for (int i = 0; i < one.length; i++) {
      if (Math.abs(one[i] - other[i]) > SAME_DIRECTION * Math.abs(one[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * A program.
   *
   * @param endowment eta, nonnegative, one number a task
   */
  public static BayesianProgram of(Vector endowment, TypeSample types) {
    double[] cap = new double[types.tasks()];
    Arrays.fill(cap, Double.POSITIVE_INFINITY);
    return of(endowment, types, Vector.of(cap));
  }

  /**
   * A program in which some tasks cannot be taken on beyond a cap. A task with eta = cap = 1 and w
   * = 0 is a good that the agent may buy its way out of; with eta = 0, w = 1 and a known cost of 1
   * it is money.
   *
   * @param cap at least the endowment, infinite where there is none
   */
  public static BayesianProgram of(Vector endowment, TypeSample types, Vector cap) {
    if (endowment.size() != types.tasks() || cap.size() != types.tasks()) {
      throw new IllegalArgumentException(
          "endowment and cap have "
              + endowment.size()
              + " and "
              + cap.size()
              + " entries; the types have "
              + types.tasks()
              + " tasks");
    }
    for (int i = 0; i < cap.size(); i++) {
      if (!(endowment.get(i) >= 0)
          || !Double.isFinite(endowment.get(i))
          || !(cap.get(i) >= endowment.get(i))
          || !(cap.get(i) > 0)) {
        throw new IllegalArgumentException(
            "endowment["
                + i
                + "] is "
                + endowment.get(i)
                + " and cap["
                + i
                + "] is "
                + cap.get(i)
                + "; 0 <= endowment <= cap and cap > 0 must hold");
      }
    }
    return new BayesianProgram(endowment, types, cap);
  }

  /**
   * Solves at the weights.
   *
   * @param weights w, finite, one number a task
   */
  public Solution solve(Vector weights) {
    if (weights.size() != tasks || !weights.isFinite()) {
      throw new IllegalArgumentException(
          "weights is " + weights + "; it needs " + tasks + " finite entries");
    }
    if (endowment.maxAbsolute() == 0) {
      return new Solution(true, 0, 0, vectors(new double[types * tasks]), 0);
    }
    double[] unit = units();
    double[] a = new double[costs.length];
    double[] g = new double[costs.length];
    double[] limit = new double[costs.length];
    double size = Double.MIN_NORMAL;
    for (int i = 0; i < tasks; i++) {
      size = Math.max(size, Math.abs(weights.get(i)) * unit[i]);
    }
    for (int p = 0; p < a.length; p++) {
      int i = p % tasks;
      a[p] = costs[p] * unit[i];
      g[p] = probability[p / tasks] * weights.get(i) * unit[i] / size;
      limit[p] = cap.get(i) / unit[i];
    }
    TruthfulInteriorPoint solver = new TruthfulInteriorPoint(types, tasks, a, g, limit);
    solver.solve();
    double[] x = solver.solution();
    for (int p = 0; p < x.length; p++) {
      x[p] = Math.min(cap.get(p % tasks), x[p] * unit[p % tasks]);
    }
    double bound =
        Math.min(bound(weights, new double[0], 0), bound(weights, solver.multipliers(), size));
    double value = value(weights, x);
    boolean converged = bound - value <= RELATIVE_TOLERANCE * Math.max(Math.abs(bound), size);
    return new Solution(converged, value, bound, vectors(x), largestGain(x));
  }

  /** A unit of each task such that mean scaled costs are 1. */
  private double[] units() {
    double[] unit = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      double mean = 0;
      for (int m = 0; m < types; m++) {
        mean += costs[m * tasks + i] / types;
      }
      unit[i] = 1 / mean;
    }
    return unit;
  }

  private double value(Vector weights, double[] x) {
    double value = 0;
    for (int m = 0; m < types; m++) {
      double own = 0;
      for (int i = 0; i < tasks; i++) {
        own += weights.get(i) * x[m * tasks + i];
      }
      value += probability[m] * own;
    }
    return value;
  }

  private double largestGain(double[] x) {
    double largest = 0;
    for (int m = 0; m < types; m++) {
      double own = load(m, x, m);
      largest = Math.max(largest, own - 1);
      for (int k = 0; k < types; k++) {
        largest = Math.max(largest, own - load(m, x, k));
      }
    }
    return largest;
  }

  /** c_m . x_k. */
  private double load(int m, double[] x, int k) {
    double load = 0;
    for (int i = 0; i < tasks; i++) {
      load += costs[m * tasks + i] * x[k * tasks + i];
    }
    return load;
  }

  private double bound(Vector weights, double[] multipliers, double size) {
    double[] r = new double[costs.length];
    double[] magnitude = new double[r.length];
    for (int p = 0; p < r.length; p++) {
      r[p] = probability[p / tasks] * weights.get(p % tasks);
      magnitude[p] = Math.abs(r[p]);
    }
    for (int row = 0; row < multipliers.length; row++) {
      int m = row / types;
      int k = row % types;
      for (int i = 0; i < tasks && m != k; i++) {
        double change = Math.max(0, multipliers[row]) * size * costs[m * tasks + i];
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

  /** The largest r_m . x with x between 0 and cap and c_m . x at most c_m . eta, which is 1. */
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
      double amount = Math.min(cap.get(best), left / costs[m * tasks + best]);
      value += r[m * tasks + best] * amount;
      left -= amount * costs[m * tasks + best];
    }
    return value;
  }

  private List<Vector> vectors(double[] x) {
    List<Vector> vectors = new ArrayList<>();
    for (int m : number) {
      vectors.add(Vector.of(Arrays.copyOfRange(x, m * tasks, (m + 1) * tasks)));
    }
    return vectors;
  }
}
