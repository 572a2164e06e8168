package io.polaray.preference;

/** The uniform distribution on [lower, upper], lower &lt; upper. */
final class UniformLaw extends Law {
  private final double lower;
  private final double upper;

  UniformLaw(double lower, double upper) {
    this.lower = lower;
    this.upper = upper;
  }

  @Override
  double density(double x) {
    return x < lower || x > upper ? 0 : 1 / (upper - lower);
  }

  @Override
  double below(double x) {
    return x >= upper ? 1 : Math.max(0, x - lower) / (upper - lower);
  }

  @Override
  double above(double x) {
    return x <= lower ? 1 : Math.max(0, upper - x) / (upper - lower);
  }

  @Override
  double partialMean(double a, double b) {
    double from = Math.max(a, lower);
    double to = Math.min(b, upper);
    return from < to ? (to - from) / (upper - lower) * 0.5 * (from + to) : 0;
  }

  @Override
  double inverseMean(double b) {
    double to = Math.min(b, upper);
    if (to <= lower) {
      return 0;
    }
    return lower == 0 ? Double.POSITIVE_INFINITY : StrictMath.log(to / lower) / (upper - lower);
  }

  @Override
  double turningPoint() {
    return 0;
  }
}
