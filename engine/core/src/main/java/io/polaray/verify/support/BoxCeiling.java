package io.polaray.verify.support;

import java.util.List;

/**
 * Bounds for independent uniform costs on a box.
 *
 * <p>With {@code c_i = lo_i + d_i u_i} for a positive entry and {@code c_i = hi_i - d_i u_i} for a
 * negative one the event is {@code sum_i p_i u_i <= T}, {@code p_i = |kappa_i| d_i}, u uniform on
 * [0,1]^n. Its probability is {@code sum over subsets V of (-1)^|V| max(0, T - p(V))^n / (n! prod_i
 * p_i)}.
 *
 * <p>P is log-concave in the logs of the positive entries and a budget together: in the coordinates
 * (c_N, log c_rest, log kappa_rest, budget) the event is convex and the density log-concave
 * (Prekopa 1973).
 */
public final class BoxCeiling implements AcceptanceCeiling {
  /*
   * T and the sums p(V) of n coordinates take at most 3 n + 6 roundings, each of a number of at
   * most the budget plus sum |kappa_i| hi_i. The error of every term follows from that and is
   * summed. When the sum exceeds MAX_ERROR, the coordinate with the least p is set to the end of
   * its interval that favours the wanted side, which can only move the bound outwards.
   */
  private static final double POWER_ERROR = 0x1p-48;
  private static final double MEAN_ERROR = 0x1p-49;
  private static final double MAX_ERROR = 1e-9;
  static final int MAX_TASKS = 8;

  private final double[] lower;
  private final double[] upper;
  private final double[] width;
  private final boolean[] fixed;
  private final double[] steps;
  private final int[] owners;
  private final double[] sums;
  private double error;
  private int active;

  private BoxCeiling(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
    int tasks = lower.length;
    width = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      width[i] = upper[i] - lower[i];
    }
    fixed = new boolean[tasks];
    steps = new double[tasks];
    owners = new int[tasks];
    sums = new double[1 << tasks];
  }

  /**
   * Bounds for costs uniform on the box.
   *
   * @param lower lower ends, not negative
   * @param upper upper ends, at least the lower ends; up to eight
   */
  public static BoxCeiling of(double[] lower, double[] upper) {
    if (lower.length != upper.length || lower.length > MAX_TASKS) {
      throw new IllegalArgumentException(
          "lower and upper have " + lower.length + " and " + upper.length + " entries, at most 8");
    }
    return new BoxCeiling(lower.clone(), upper.clone());
  }

  @Override
  public double ceiling(double[] kappa) {
    return bound(kappa, 0, true);
  }

  @Override
  public double floor(double[] kappa) {
    return bound(kappa, 0, false);
  }

  @Override
  public double floor(double[] kappa, double budget) {
    return bound(kappa, budget, false);
  }

  /** For a uniform cost from 0 on {@code P(b c <= s) = s / (b hi)} where {@code s <= b hi}. */
  @Override
  public double levelCost(int task) {
    return lower[task] > 0 ? lower[task] : upper[task];
  }

  /** From 0 on {@code P(c <= s) <= s / hi}; nobody accepts more than a positive cost allows. */
  @Override
  public EndlessTask endless(int task) {
    double cost = levelCost(task);
    return new EndlessTask(cost, cost, 1, lower[task] == 0, cost, this);
  }

  @Override
  public double discount(int task, double rate) {
    double z = rate * width[task];
    double mean = z > 0 ? -StrictMath.expm1(-z) / z : 1;
    double left = mean * StrictMath.exp(-rate * lower[task]);
    return Math.max(0, 1 - left * (1 + MEAN_ERROR) - MEAN_ERROR);
  }

  @Override
  public List<Part> logConcaveParts() {
    return List.of(new Part(this, 1));
  }

  private double bound(double[] kappa, double budget, boolean above) {
    for (int i = 0; i < kappa.length; i++) {
      fixed[i] = width[i] == 0;
    }
    while (true) {
      double value = evaluate(kappa, budget, above);
      if (error <= MAX_ERROR) {
        return above ? Math.min(1, value + error) : Math.max(0, value - error);
      }
      fixed[leastStep()] = true;
    }
  }

  private int leastStep() {
    int least = 0;
    for (int n = 1; n < active; n++) {
      if (steps[n] < steps[least]) {
        least = n;
      }
    }
    return owners[least];
  }

  /** The probability with the fixed coordinates at their ends; sets the error of the result. */
  private double evaluate(double[] kappa, double budget, boolean above) {
    double threshold = budget;
    double size = Math.abs(budget);
    double total = 0;
    double largest = 0;
    active = 0;
    for (int i = 0; i < kappa.length; i++) {
      double k = kappa[i];
      if (k == 0) {
        continue;
      }
      size += Math.abs(k) * upper[i];
      boolean cheap = fixed[i] ? k > 0 == above : k > 0;
      threshold -= k * (cheap ? lower[i] : upper[i]);
      if (!fixed[i]) {
        double step = Math.abs(k) * width[i];
        owners[active] = i;
        steps[active++] = step;
        total += step;
        largest = Math.max(largest, step);
      }
    }
    double slack = (3 * active + 7) * 0x1p-53 * size;
    error = 0;
    if (threshold - total > slack || threshold < -slack || active == 0) {
      // Beyond doubt, or nothing is random: within rounding error the wanted side wins.
      return threshold > slack || (above && threshold >= -slack) ? 1 : 0;
    }
    boolean complement = 2 * threshold > total;
    double start = (complement ? total - threshold : threshold) / largest;
    double value = volume(start, largest, slack / largest * 2);
    return complement ? 1 - value : value;
  }

  /** {@code P(sum p_i u_i <= start * largest)}; adds its error to the field. */
  private double volume(double start, double largest, double slack) {
    int n = active;
    double denominator = 1;
    sums[0] = start;
    double value = power(start, n);
    error = termError(start, slack, n);
    for (int i = 0; i < n; i++) {
      double step = steps[i] / largest;
      denominator *= (i + 1) * step;
      int count = 1 << i;
      for (int v = 0; v < count; v++) {
        double rest = sums[v] - step;
        sums[count + v] = rest;
        if (rest > -slack) {
          double term = power(rest, n);
          value += (Integer.bitCount(count + v) & 1) == 0 ? term : -term;
          error += termError(rest, slack, n);
        }
      }
    }
    error = error / denominator + POWER_ERROR;
    return value / denominator;
  }

  private static double power(double base, int n) {
    if (base <= 0) {
      return 0;
    }
    double result = base;
    for (int k = 1; k < n; k++) {
      result *= base;
    }
    return result;
  }

  /** A bound on the error of a term and of adding it, for a base known up to the slack. */
  private static double termError(double base, double slack, int n) {
    double above = Math.max(0, base) + slack;
    return n * slack * power(above, n - 1) + POWER_ERROR * power(above, n);
  }
}
