package io.polaray.dual.master;

/**
 * Dense symmetric positive semidefinite systems of I x I. Pivots that vanish relative to the
 * largest diagonal entry are skipped: the solution is zero in those directions.
 */
final class Cholesky {
  private static final double PIVOT_RELATIVE_TOLERANCE = 1e-15;

  private final int size;
  private final double[] factor;
  private final double[] diagonal;

  Cholesky(int size) {
    this.size = size;
    this.factor = new double[size * size];
    this.diagonal = new double[size];
  }

  /** Factors the matrix whose lower triangle is {@code matrix[r * size + s]}, {@code s <= r}. */
  void factor(double[] matrix) {
    for (int r = 0; r < size; r++) {
      diagonal[r] = matrix[r * size + r];
    }
    for (int r = 0; r < size; r++) {
      double original = diagonal[r];
      for (int s = 0; s <= r; s++) {
        double sum = matrix[r * size + s];
        for (int q = 0; q < s; q++) {
          sum -= factor[r * size + q] * factor[s * size + q];
        }
        if (s < r) {
          double pivot = factor[s * size + s];
          factor[r * size + s] = pivot > 0 ? sum / pivot : 0;
        } else {
          boolean regular = sum > PIVOT_RELATIVE_TOLERANCE * original;
          factor[r * size + r] = regular ? Math.sqrt(sum) : 0;
        }
      }
    }
  }

  /** Solves in place. */
  void solve(double[] x) {
    for (int r = 0; r < size; r++) {
      double sum = x[r];
      for (int q = 0; q < r; q++) {
        sum -= factor[r * size + q] * x[q];
      }
      double pivot = factor[r * size + r];
      x[r] = pivot > 0 ? sum / pivot : 0;
    }
    for (int r = size - 1; r >= 0; r--) {
      double sum = x[r];
      for (int q = r + 1; q < size; q++) {
        sum -= factor[q * size + r] * x[q];
      }
      double pivot = factor[r * size + r];
      x[r] = pivot > 0 ? sum / pivot : 0;
    }
  }
}
