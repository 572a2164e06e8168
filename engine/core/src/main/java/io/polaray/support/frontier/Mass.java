package io.polaray.support.frontier;

/** A positive weight of each task, between two bounds. */
final class Mass {
  private static final double ROUNDING = 1e-13;

  private final double[] low;
  private final double[] high;

  private Mass(double[] low, double[] high) {
    this.low = low;
    this.high = high;
  }

  /** Weights that are known. */
  static Mass of(double[] weights) {
    return new Mass(weights, weights);
  }

  /** Weights between two vectors, times a factor. */
  static Mass of(double[] low, double[] high, double factor) {
    double[] least = new double[low.length];
    double[] most = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      least[i] = low[i] * factor * (1 - ROUNDING);
      most[i] = high[i] * factor * (1 + ROUNDING);
    }
    return new Mass(least, most);
  }

  /** Lower bound on the weight of a task. */
  double low(int i) {
    return low[i];
  }

  /** Upper bound on the weight of a task. */
  double high(int i) {
    return high[i];
  }

  /** Upper bound on the weight of a set of tasks. */
  double most(long set) {
    double sum = 0;
    for (int i = 0; i < high.length; i++) {
      sum += (set >> i & 1) != 0 ? high[i] : 0;
    }
    return sum;
  }
}
