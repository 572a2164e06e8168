package io.polaray.preference;

import io.polaray.numeric.Vector;
import java.util.List;

/** Lower triangular factor L of a positive semidefinite matrix, {@code covariance = L L'}. */
final class CovarianceFactor {
  /** Relative to the largest variance: entries and pivots below are rounding. */
  private static final double RELATIVE_TOLERANCE = 1e-12;

  private final double[][] entries;

  private CovarianceFactor(double[][] entries) {
    this.entries = entries;
  }

  /** Factors the matrix; throws when it is not square, symmetric and positive semidefinite. */
  static CovarianceFactor of(List<Vector> covariance) {
    int n = covariance.size();
    double largest = 0;
    for (int i = 0; i < n; i++) {
      Vector row = covariance.get(i);
      if (row.size() != n || !row.isFinite()) {
        throw new IllegalArgumentException(
            "covariance[" + i + "] is " + row + "; it must have " + n + " finite entries");
      }
      largest = Math.max(largest, row.maxAbsolute());
    }
    double tolerance = RELATIVE_TOLERANCE * n * largest;
    double[][] factor = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double entry = covariance.get(i).get(j);
        if (Math.abs(entry - covariance.get(j).get(i)) > tolerance) {
          throw new IllegalArgumentException(
              "covariance["
                  + i
                  + "]["
                  + j
                  + "] = "
                  + entry
                  + " and covariance["
                  + j
                  + "]["
                  + i
                  + "] = "
                  + covariance.get(j).get(i)
                  + " differ; covariance must be symmetric");
        }
        double rest = entry;
        for (int l = 0; l < j; l++) {
          rest -= factor[i][l] * factor[j][l];
        }
        if (i == j) {
          requireSemidefinite(rest >= -tolerance, i, rest);
          factor[i][i] = rest > tolerance ? Math.sqrt(rest) : 0;
        } else if (factor[j][j] > 0) {
          factor[i][j] = rest / factor[j][j];
        } else {
          // A zero pivot needs a zero column, up to the square root of the pivot's tolerance.
          requireSemidefinite(Math.abs(rest) <= Math.sqrt(tolerance * largest), i, rest);
        }
      }
    }
    return new CovarianceFactor(factor);
  }

  private static void requireSemidefinite(boolean holds, int row, double rest) {
    if (!holds) {
      throw new IllegalArgumentException(
          "covariance is not positive semidefinite: eliminating row "
              + row
              + " leaves "
              + rest
              + " on or beside the diagonal");
    }
  }

  int size() {
    return entries.length;
  }

  /** Entry (i, j) of L, j &lt;= i. */
  double get(int i, int j) {
    return entries[i][j];
  }

  /** Whether all pivots are positive. */
  boolean isRegular() {
    for (int i = 0; i < entries.length; i++) {
      if (!(entries[i][i] > 0)) {
        return false;
      }
    }
    return true;
  }
}
