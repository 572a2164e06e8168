package io.polaray.dual.method;

/** Small vector operations on scaled prices. */
final class ScaledPoint {
  private ScaledPoint() {}

  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  static double squaredNorm(double[] a) {
    double sum = 0;
    for (double entry : a) {
      sum += entry * entry;
    }
    return sum;
  }
}
