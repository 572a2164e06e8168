package io.polaray.dual.master;

/** Gauss-Jordan elimination of small dense systems. */
final class Elimination {
  private Elimination() {}

  /**
   * Reduces the leading square block of a row-major matrix to the identity.
   *
   * @return false if the block is singular; the matrix is then partly reduced
   */
  static boolean reduce(double[] work, int rows, int width) {
    for (int c = 0; c < rows; c++) {
      int pivot = c;
      for (int r = c + 1; r < rows; r++) {
        if (Math.abs(work[r * width + c]) > Math.abs(work[pivot * width + c])) {
          pivot = r;
        }
      }
      double value = work[pivot * width + c];
      if (value == 0 || !Double.isFinite(value)) {
        return false;
      }
      for (int k = 0; k < width; k++) {
        double held = work[pivot * width + k];
        work[pivot * width + k] = work[c * width + k];
        work[c * width + k] = held / value;
      }
      for (int r = 0; r < rows; r++) {
        double factor = work[r * width + c];
        if (r != c && factor != 0) {
          for (int k = c; k < width; k++) {
            work[r * width + k] -= factor * work[c * width + k];
          }
        }
      }
    }
    return true;
  }
}
