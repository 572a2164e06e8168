package io.polaray.dual.master;

import java.util.Arrays;

/** Sums of one block of agents in a pass of {@link InteriorPointState}. */
final class BlockSums {
  final int columns;
  final int tasks;
  final double[] matrix;
  final double[] first;
  final double[] second;

  /** Task-major scratch of centred, weighted slopes. */
  final double[] rows;

  double gap;
  double infeasibility;
  double slackReach;
  double weightReach;
  double slackCross;
  double weightCross;
  double cross;

  BlockSums(int tasks, int columns) {
    this.tasks = tasks;
    this.columns = columns;
    this.matrix = new double[tasks * tasks];
    this.first = new double[tasks];
    this.second = new double[tasks];
    this.rows = new double[tasks * columns];
  }

  void clear() {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    gap = 0;
    infeasibility = 0;
  }

  void clearSteps() {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    slackReach = Double.POSITIVE_INFINITY;
    weightReach = Double.POSITIVE_INFINITY;
    slackCross = 0;
    weightCross = 0;
    cross = 0;
  }

  void reach(double slack, double slackStep, double weight, double weightStep) {
    if (slackStep < 0) {
      slackReach = Math.min(slackReach, -slack / slackStep);
    }
    if (weightStep < 0) {
      weightReach = Math.min(weightReach, -weight / weightStep);
    }
  }

  /** The lower triangle of rows times their transpose, four by two entries at a time. */
  void multiply() {
    int n = columns;
    for (int r = 0; r < tasks; r += 2) {
      boolean second = r + 1 < tasks;
      int r0 = r * n;
      int r1 = second ? r0 + n : r0;
      int limit = second ? r + 1 : r;
      int s = 0;
      for (; s + 1 <= limit; s += 2) {
        int s0 = s * n;
        int s1 = s0 + n;
        double m00 = 0;
        double m01 = 0;
        double m10 = 0;
        double m11 = 0;
        for (int c = 0; c < n; c++) {
          double x0 = rows[r0 + c];
          double x1 = rows[r1 + c];
          double y0 = rows[s0 + c];
          double y1 = rows[s1 + c];
          m00 += x0 * y0;
          m01 += x0 * y1;
          m10 += x1 * y0;
          m11 += x1 * y1;
        }
        matrix[r * tasks + s] = m00;
        matrix[r * tasks + s + 1] = m01;
        if (second) {
          matrix[(r + 1) * tasks + s] = m10;
          matrix[(r + 1) * tasks + s + 1] = m11;
        }
      }
      for (; s <= limit; s++) {
        double m0 = 0;
        double m1 = 0;
        for (int c = 0; c < n; c++) {
          m0 += rows[r0 + c] * rows[s * n + c];
          m1 += rows[r1 + c] * rows[s * n + c];
        }
        matrix[r * tasks + s] = m0;
        if (second) {
          matrix[(r + 1) * tasks + s] = m1;
        }
      }
    }
  }
}
