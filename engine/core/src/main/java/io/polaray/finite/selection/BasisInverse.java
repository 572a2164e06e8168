package io.polaray.finite.selection;

/** The explicit inverse of an I x I basis, updated by pivots and rebuilt from its columns. */
final class BasisInverse {
  private static final double SINGULAR_RELATIVE_TOLERANCE = 1e-12;

  private final int size;
  private final double[][] inverse;
  private final double[][] work;

  BasisInverse(int size) {
    this.size = size;
    inverse = new double[size][size];
    work = new double[size][size];
  }

  void setIdentity() {
    for (int p = 0; p < size; p++) {
      for (int i = 0; i < size; i++) {
        inverse[p][i] = p == i ? 1 : 0;
      }
    }
  }

  /** Row p, shared. */
  double[] row(int p) {
    return inverse[p];
  }

  /** {@code target = inverse * vector}. */
  void multiply(double[] vector, double[] target) {
    for (int p = 0; p < size; p++) {
      double[] row = inverse[p];
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += row[i] * vector[i];
      }
      target[p] = sum;
    }
  }

  /** {@code target = vector' * inverse}. */
  void multiplyLeft(double[] vector, double[] target) {
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int p = 0; p < size; p++) {
        sum += vector[p] * inverse[p][i];
      }
      target[i] = sum;
    }
  }

  double squaredNorm(int p) {
    double sum = 0;
    for (double entry : inverse[p]) {
      sum += entry * entry;
    }
    return sum;
  }

  /** Replaces the basic column in place p, with {@code column} = inverse times the new one. */
  void pivot(int p, double[] column) {
    double[] pivotRow = inverse[p];
    double scale = 1 / column[p];
    for (int i = 0; i < size; i++) {
      pivotRow[i] *= scale;
    }
    for (int q = 0; q < size; q++) {
      double factor = column[q];
      if (q != p && factor != 0) {
        double[] row = inverse[q];
        for (int i = 0; i < size; i++) {
          row[i] -= factor * pivotRow[i];
        }
      }
    }
  }

  /**
   * Rebuilds the inverse from the columns, {@code columns[p]} in place p, by elimination with row
   * pivoting.
   *
   * @return false when the columns are dependent up to rounding; the inverse is then undefined
   */
  boolean rebuild(double[][] columns) {
    for (int i = 0; i < size; i++) {
      for (int p = 0; p < size; p++) {
        work[i][p] = columns[p][i];
        inverse[i][p] = i == p ? 1 : 0;
      }
    }
    for (int k = 0; k < size; k++) {
      int best = k;
      double largest = 0;
      for (int i = 0; i < size; i++) {
        largest = Math.max(largest, Math.abs(columns[k][i]));
        if (i > k && Math.abs(work[i][k]) > Math.abs(work[best][k])) {
          best = i;
        }
      }
      if (!(Math.abs(work[best][k]) > SINGULAR_RELATIVE_TOLERANCE * largest)) {
        return false;
      }
      swap(work, k, best);
      swap(inverse, k, best);
      eliminate(k);
    }
    return true;
  }

  private void eliminate(int k) {
    double scale = 1 / work[k][k];
    for (int i = 0; i < size; i++) {
      work[k][i] *= scale;
      inverse[k][i] *= scale;
    }
    for (int q = 0; q < size; q++) {
      double factor = work[q][k];
      if (q != k && factor != 0) {
        for (int i = 0; i < size; i++) {
          work[q][i] -= factor * work[k][i];
          inverse[q][i] -= factor * inverse[k][i];
        }
      }
    }
  }

  private static void swap(double[][] rows, int a, int b) {
    double[] row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
  }
}
