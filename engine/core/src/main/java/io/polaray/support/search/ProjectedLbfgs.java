package io.polaray.support.search;

/**
 * Maximises a function within simple bounds by projected L-BFGS (two-loop recursion on the free
 * variables, projected Armijo line search). Iterates never leave the bounds; the value never falls.
 *
 * <p>Source: D. P. Bertsekas, Projected Newton methods for optimization problems with simple
 * constraints, SIAM J. Control Optim. 20 (1982), doi:10.1137/0320018; J. Nocedal, Updating
 * quasi-Newton matrices with limited storage, Math. Comp. 35 (1980),
 * doi:10.1090/S0025-5718-1980-0572855-7.
 */
final class ProjectedLbfgs {
  private static final int MEMORY = 8;
  private static final int MAX_LINE_SEARCH_STEPS = 10;
  private static final double MAX_STEP = 3;
  private static final double ARMIJO = 1e-4;

  /** A function with its gradient. */
  interface Objective {
    /** The value at x; fills {@code gradient}. */
    double evaluate(double[] x, double[] gradient);
  }

  private final double[][] steps;
  private final double[][] yields;
  private final double[] inverseProducts = new double[MEMORY];
  private final double[] coefficients = new double[MEMORY];
  private final double[] gradient;
  private final double[] nextGradient;
  private final double[] direction;
  private final double[] previous;
  private final boolean[] free;
  private int stored;
  private int head;

  /** A solver with scratch space for up to {@code capacity} variables; used by one thread. */
  ProjectedLbfgs(int capacity) {
    steps = new double[MEMORY][capacity];
    yields = new double[MEMORY][capacity];
    gradient = new double[capacity];
    nextGradient = new double[capacity];
    direction = new double[capacity];
    previous = new double[capacity];
    free = new boolean[capacity];
  }

  /**
   * Improves x in place.
   *
   * @param relativeTolerance stop after two successive gains below this share of the value
   * @return the value reached
   */
  double maximise(
      Objective objective,
      double[] x,
      double[] lower,
      double[] upper,
      int maxIterations,
      double relativeTolerance) {
    int n = x.length;
    stored = 0;
    head = 0;
    int small = 0;
    double value = objective.evaluate(x, gradient);
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      double largest = markFree(x, lower, upper);
      if (largest < 1e-12) {
        break;
      }
      boolean curved = ascentDirection(n);
      double slope = 0;
      double longest = 0;
      for (int j = 0; j < n; j++) {
        slope += gradient[j] * direction[j];
        longest = Math.max(longest, Math.abs(direction[j]));
      }
      if (!(slope > 0)) {
        for (int j = 0; j < n; j++) {
          direction[j] = free[j] ? gradient[j] : 0;
        }
        stored = 0;
        curved = false;
        longest = largest;
      }
      double length = curved ? Math.min(1, MAX_STEP / longest) : 0.2 / longest;
      System.arraycopy(x, 0, previous, 0, n);
      double next = lineSearch(objective, x, lower, upper, value, length);
      if (Double.isNaN(next)) {
        System.arraycopy(previous, 0, x, 0, n);
        if (stored == 0) {
          break;
        }
        stored = 0;
        continue;
      }
      store(x);
      System.arraycopy(nextGradient, 0, gradient, 0, n);
      small = next - value < relativeTolerance * Math.max(1e-3, Math.abs(next)) ? small + 1 : 0;
      value = next;
      if (small >= 2) {
        break;
      }
    }
    return value;
  }

  private double markFree(double[] x, double[] lower, double[] upper) {
    double largest = 0;
    for (int j = 0; j < x.length; j++) {
      free[j] = !((x[j] <= lower[j] && gradient[j] < 0) || (x[j] >= upper[j] && gradient[j] > 0));
      if (free[j]) {
        largest = Math.max(largest, Math.abs(gradient[j]));
      }
    }
    return largest;
  }

  /** Two-loop recursion restricted to the free variables; false when no curvature is stored. */
  private boolean ascentDirection(int n) {
    for (int j = 0; j < n; j++) {
      direction[j] = free[j] ? gradient[j] : 0;
    }
    double scale = -1;
    for (int q = 0; q < stored; q++) {
      int h = (head - 1 - q + MEMORY) % MEMORY;
      double product = 0;
      double square = 0;
      double along = 0;
      double[] s = steps[h];
      double[] y = yields[h];
      for (int j = 0; j < n; j++) {
        if (free[j]) {
          product += s[j] * y[j];
          square += y[j] * y[j];
          along += s[j] * direction[j];
        }
      }
      if (!(product > 1e-10 * square) || square == 0) {
        inverseProducts[h] = 0;
        continue;
      }
      inverseProducts[h] = 1 / product;
      coefficients[h] = along / product;
      for (int j = 0; j < n; j++) {
        if (free[j]) {
          direction[j] -= coefficients[h] * y[j];
        }
      }
      if (scale < 0) {
        scale = product / square;
      }
    }
    if (scale < 0) {
      return false;
    }
    for (int j = 0; j < n; j++) {
      direction[j] *= scale;
    }
    for (int q = stored - 1; q >= 0; q--) {
      int h = (head - 1 - q + MEMORY) % MEMORY;
      if (inverseProducts[h] == 0) {
        continue;
      }
      double along = 0;
      for (int j = 0; j < n; j++) {
        if (free[j]) {
          along += yields[h][j] * direction[j];
        }
      }
      double factor = coefficients[h] - inverseProducts[h] * along;
      for (int j = 0; j < n; j++) {
        if (free[j]) {
          direction[j] += factor * steps[h][j];
        }
      }
    }
    return true;
  }

  /** Moves x along the projected direction; NaN when no step raises the value. */
  private double lineSearch(
      Objective objective,
      double[] x,
      double[] lower,
      double[] upper,
      double value,
      double firstLength) {
    double length = firstLength;
    for (int step = 0; step < MAX_LINE_SEARCH_STEPS; step++) {
      double predicted = 0;
      for (int j = 0; j < x.length; j++) {
        double moved = previous[j] + length * direction[j];
        x[j] = Math.min(upper[j], Math.max(lower[j], moved));
        predicted += gradient[j] * (x[j] - previous[j]);
      }
      double next = objective.evaluate(x, nextGradient);
      if (next >= value + ARMIJO * predicted && next >= value) {
        return next;
      }
      double shrink = predicted > 0 ? predicted / (2 * (predicted - (next - value))) : 0.3;
      length *= Math.min(0.5, Math.max(0.1, shrink));
    }
    return Double.NaN;
  }

  private void store(double[] x) {
    double product = 0;
    double[] s = steps[head];
    double[] y = yields[head];
    for (int j = 0; j < x.length; j++) {
      s[j] = x[j] - previous[j];
      y[j] = gradient[j] - nextGradient[j];
      product += s[j] * y[j];
    }
    if (product > 1e-14) {
      head = (head + 1) % MEMORY;
      stored = Math.min(MEMORY, stored + 1);
    }
  }
}
