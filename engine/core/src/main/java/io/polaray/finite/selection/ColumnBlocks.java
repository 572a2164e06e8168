package io.polaray.finite.selection;

/** Kernels over blocks of columns that are stored task by task. */
final class ColumnBlocks {
  /** Columns of a block: its reduced costs and flags stay in the first-level cache. */
  static final int LENGTH = 2048;

  private ColumnBlocks() {}

  /**
   * {@code target[k] = costs[from + k] - sum_i prices[i] directions[i][from + k]}. Four tasks go
   * through a block together, as many as the compiler vectorises in one loop.
   */
  static void reducedCosts(
      double[] costs,
      double[][] directions,
      double[] prices,
      int from,
      int length,
      double[] target) {
    System.arraycopy(costs, from, target, 0, length);
    subtract(directions, prices, from, length, target, 0);
  }

  /** {@code target[at + k] -= sum_i factors[i] rows[i][from + k]}. */
  static void subtract(
      double[][] rows, double[] factors, int from, int length, double[] target, int at) {
    int tasks = rows.length;
    int i = 0;
    for (; i + 4 <= tasks; i += 4) {
      double f0 = factors[i];
      double f1 = factors[i + 1];
      double f2 = factors[i + 2];
      double f3 = factors[i + 3];
      double[] r0 = rows[i];
      double[] r1 = rows[i + 1];
      double[] r2 = rows[i + 2];
      double[] r3 = rows[i + 3];
      for (int k = 0; k < length; k++) {
        target[at + k] -=
            f0 * r0[from + k] + f1 * r1[from + k] + f2 * r2[from + k] + f3 * r3[from + k];
      }
    }
    if (i + 2 <= tasks) {
      double f0 = factors[i];
      double f1 = factors[i + 1];
      double[] r0 = rows[i];
      double[] r1 = rows[i + 1];
      for (int k = 0; k < length; k++) {
        target[at + k] -= f0 * r0[from + k] + f1 * r1[from + k];
      }
      i += 2;
    }
    if (i < tasks) {
      double f = factors[i];
      double[] row = rows[i];
      for (int k = 0; k < length; k++) {
        target[at + k] -= f * row[from + k];
      }
    }
  }

  /** {@code sum_k weights[k] row[from + k]}, with four partial sums. */
  static double weightedSum(double[] row, int from, int length, double[] weights) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 4 <= length; k += 4) {
      s0 += weights[k] * row[from + k];
      s1 += weights[k + 1] * row[from + k + 1];
      s2 += weights[k + 2] * row[from + k + 2];
      s3 += weights[k + 3] * row[from + k + 3];
    }
    for (; k < length; k++) {
      s0 += weights[k] * row[from + k];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** {@code sum_k |weights[k] row[from + k]|}, with four partial sums. */
  static double absoluteSum(double[] row, int from, int length, double[] weights) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 4 <= length; k += 4) {
      s0 += Math.abs(weights[k] * row[from + k]);
      s1 += Math.abs(weights[k + 1] * row[from + k + 1]);
      s2 += Math.abs(weights[k + 2] * row[from + k + 2]);
      s3 += Math.abs(weights[k + 3] * row[from + k + 3]);
    }
    for (; k < length; k++) {
      s0 += Math.abs(weights[k] * row[from + k]);
    }
    return (s0 + s1) + (s2 + s3);
  }
}
