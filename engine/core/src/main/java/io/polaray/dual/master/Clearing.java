package io.polaray.dual.master;

import java.util.Arrays;

/** Market clearing of column weights, and its correction by weighted least squares. */
final class Clearing {
  /*
   * The correction multiplies theta_jk by 1 + (a_jk - abar_j) . mu, where abar_j is agent j's
   * mean slope: sums of weights stay 1, and mu solves the I x I system
   *     [ sum theta (a - abar)(a - abar)' ] mu = -(d + sum theta a).
   * Where the full correction would make a weight negative a shorter step is taken and the
   * correction repeated from there.
   */
  private static final int MAX_CORRECTIONS = 30;
  private static final double BOUNDARY_SHARE = 0.9;
  private static final double ENOUGH = 1e-15;

  private Clearing() {}

  /** {@code d + sum theta a}, summed with compensation. */
  static void residual(ColumnSet set, double[] weights, double[] residual) {
    int tasks = set.tasks;
    double[] lost = new double[tasks];
    System.arraycopy(set.supply, 0, residual, 0, tasks);
    for (int k = 0; k < set.size(); k++) {
      double w = weights[k];
      if (w != 0) {
        for (int i = 0; i < tasks; i++) {
          double term = w * set.slope[k * tasks + i];
          double sum = residual[i] + term;
          double virtual = sum - residual[i];
          lost[i] += (residual[i] - (sum - virtual)) + (term - virtual);
          residual[i] = sum;
        }
      }
    }
    for (int i = 0; i < tasks; i++) {
      residual[i] += lost[i];
    }
  }

  /** The largest absolute entry of the residual. */
  static double violation(ColumnSet set, double[] weights) {
    double[] residual = new double[set.tasks];
    residual(set, weights, residual);
    double largest = 0;
    for (double entry : residual) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }

  /** {@code sum theta b}, the scaled cost of weights. */
  static double cost(ColumnSet set, double[] weights) {
    double sum = 0;
    double lost = 0;
    for (int k = 0; k < set.size(); k++) {
      double term = weights[k] * set.intercept[k];
      double next = sum + term;
      double virtual = next - sum;
      lost += (sum - (next - virtual)) + (term - virtual);
      sum = next;
    }
    return sum + lost;
  }

  /**
   * Corrects weights in place until they clear the market up to rounding.
   *
   * @return the remaining violation
   */
  static double correct(ColumnSet set, double[] weights) {
    int tasks = set.tasks;
    double[] residual = new double[tasks];
    double[] matrix = new double[tasks * tasks];
    double[] mean = new double[tasks];
    double[] change = new double[set.size()];
    Cholesky cholesky = new Cholesky(tasks);
    double violation = violation(set, weights);
    for (int round = 0; round < MAX_CORRECTIONS && violation > ENOUGH; round++) {
      residual(set, weights, residual);
      covariance(set, weights, mean, matrix);
      cholesky.factor(matrix);
      double[] mu = residual.clone();
      cholesky.solve(mu);
      double reach = changes(set, weights, mu, mean, change);
      double step = reach >= 1 ? 1 : BOUNDARY_SHARE * reach;
      double[] moved = weights.clone();
      for (int k = 0; k < moved.length; k++) {
        moved[k] = Math.max(0, moved[k] + step * change[k]);
      }
      normalise(set, moved);
      double next = violation(set, moved);
      if (!(next < 0.9 * violation)) {
        break;
      }
      System.arraycopy(moved, 0, weights, 0, weights.length);
      violation = next;
    }
    return violation;
  }

  private static void covariance(ColumnSet set, double[] weights, double[] mean, double[] matrix) {
    int tasks = set.tasks;
    Arrays.fill(matrix, 0);
    for (int j = 0; j < set.agents; j++) {
      mean(set, weights, j, mean);
      for (int k = set.start[j]; k < set.start[j + 1]; k++) {
        double w = weights[k];
        if (w > 0) {
          for (int r = 0; r < tasks; r++) {
            double scaled = w * (set.slope[k * tasks + r] - mean[r]);
            for (int s = 0; s <= r; s++) {
              matrix[r * tasks + s] += scaled * (set.slope[k * tasks + s] - mean[s]);
            }
          }
        }
      }
    }
  }

  private static void mean(ColumnSet set, double[] weights, int agent, double[] mean) {
    Arrays.fill(mean, 0);
    for (int k = set.start[agent]; k < set.start[agent + 1]; k++) {
      if (weights[k] > 0) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += weights[k] * set.slope[k * mean.length + i];
        }
      }
    }
  }

  private static double changes(
      ColumnSet set, double[] weights, double[] mu, double[] mean, double[] change) {
    double reach = Double.POSITIVE_INFINITY;
    for (int j = 0; j < set.agents; j++) {
      mean(set, weights, j, mean);
      for (int k = set.start[j]; k < set.start[j + 1]; k++) {
        double along = 0;
        for (int i = 0; i < mu.length; i++) {
          along -= (set.slope[k * mu.length + i] - mean[i]) * mu[i];
        }
        change[k] = weights[k] * along;
        if (change[k] < 0) {
          reach = Math.min(reach, -1 / along);
        }
      }
    }
    return reach;
  }

  /** Makes every agent's weights sum to 1. */
  static void normalise(ColumnSet set, double[] weights) {
    for (int j = 0; j < set.agents; j++) {
      double sum = 0;
      for (int k = set.start[j]; k < set.start[j + 1]; k++) {
        sum += weights[k];
      }
      for (int k = set.start[j]; k < set.start[j + 1]; k++) {
        weights[k] /= sum;
      }
    }
  }
}
