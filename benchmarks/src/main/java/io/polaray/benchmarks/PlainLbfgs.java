package io.polaray.benchmarks;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/** L-BFGS with bounds by projection and backtracking, as in many textbooks. */
final class PlainLbfgs {
  private static final int MEMORY = 8;
  private static final int MAX_HALVINGS = 25;
  private static final double SUFFICIENT = 1e-4;
  private static final double STOP = 1e-9;

  /** A function to be minimised. */
  @FunctionalInterface
  interface Objective {
    /** The value; writes the gradient. */
    double value(double[] point, double[] gradient);
  }

  private final double[] lower;
  private final double[] upper;
  private final int maxIterations;

  PlainLbfgs(double[] lower, double[] upper, int maxIterations) {
    this.lower = lower;
    this.upper = upper;
    this.maxIterations = maxIterations;
  }

  /** Moves a point within the bounds to a local minimum and returns the value there. */
  double minimise(Objective objective, double[] x) {
    int n = x.length;
    project(x);
    double[] gradient = new double[n];
    double value = objective.value(x, gradient);
    Deque<double[][]> pairs = new ArrayDeque<>();
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      double[] direction = direction(x, gradient, pairs);
      double slope = dot(direction, gradient);
      if (!(slope < 0)) {
        if (pairs.isEmpty()) {
          break;
        }
        pairs.clear();
        continue;
      }
      double step = pairs.isEmpty() ? Math.min(1, 0.5 / Math.sqrt(-slope)) : 1;
      double[] next = new double[n];
      double[] nextGradient = new double[n];
      double nextValue = Double.POSITIVE_INFINITY;
      int halvings = 0;
      while (halvings < MAX_HALVINGS) {
        double expected = 0;
        for (int i = 0; i < n; i++) {
          next[i] = x[i] + step * direction[i];
        }
        project(next);
        for (int i = 0; i < n; i++) {
          expected += gradient[i] * (next[i] - x[i]);
        }
        nextValue = objective.value(next, nextGradient);
        if (nextValue <= value + SUFFICIENT * expected) {
          break;
        }
        step *= 0.5;
        halvings++;
      }
      if (halvings == MAX_HALVINGS) {
        if (pairs.isEmpty()) {
          break;
        }
        pairs.clear();
        continue;
      }
      double[] s = new double[n];
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        s[i] = next[i] - x[i];
        y[i] = nextGradient[i] - gradient[i];
      }
      if (dot(s, y) > 1e-12 * Math.sqrt(dot(s, s) * dot(y, y))) {
        pairs.addLast(new double[][] {s, y});
        if (pairs.size() > MEMORY) {
          pairs.removeFirst();
        }
      }
      double gained = value - nextValue;
      System.arraycopy(next, 0, x, 0, n);
      gradient = nextGradient;
      value = nextValue;
      if (gained <= STOP * Math.max(Math.abs(value), 1e-3)) {
        break;
      }
    }
    return value;
  }

  /** The quasi-Newton direction in the variables that are not held at a bound. */
  private double[] direction(double[] x, double[] gradient, Deque<double[][]> pairs) {
    int n = x.length;
    boolean[] free = new boolean[n];
    double[] q = new double[n];
    for (int i = 0; i < n; i++) {
      free[i] = !(x[i] <= lower[i] && gradient[i] > 0) && !(x[i] >= upper[i] && gradient[i] < 0);
      q[i] = free[i] ? -gradient[i] : 0;
    }
    double[] alpha = new double[pairs.size()];
    int at = alpha.length;
    for (Iterator<double[][]> it = pairs.descendingIterator(); it.hasNext(); ) {
      double[][] pair = it.next();
      alpha[--at] = dot(pair[0], q) / dot(pair[0], pair[1]);
      add(q, -alpha[at], pair[1]);
    }
    if (!pairs.isEmpty()) {
      double[][] last = pairs.getLast();
      double scale = dot(last[0], last[1]) / dot(last[1], last[1]);
      Arrays.setAll(q, i -> scale * q[i]);
    }
    at = 0;
    for (double[][] pair : pairs) {
      double beta = dot(pair[1], q) / dot(pair[0], pair[1]);
      add(q, alpha[at++] - beta, pair[0]);
    }
    for (int i = 0; i < n; i++) {
      if (!free[i]) {
        q[i] = 0;
      }
    }
    return q;
  }

  private void project(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.min(upper[i], Math.max(lower[i], x[i]));
    }
  }

  private static void add(double[] target, double factor, double[] source) {
    for (int i = 0; i < target.length; i++) {
      target[i] += factor * source[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
