package io.polaray.verify;

/**
 * The standard normal distribution function, from a table at multiples of 1/32 and the Taylor
 * series between them: {@code Phi(x + h) = Phi(x) + phi(x) sum_n (-1)^n He_n(x) h^(n+1) / (n+1)!}
 * with the Hermite polynomials {@code He_(n+1) = x He_n - n He_(n-1)}. Values in the lower tail
 * keep their relative accuracy; take differences in the upper tail from the other side.
 */
final class NormalTable {
  private static final int STEPS = 32;
  private static final int REACH = 13;
  private static final int TERMS = 14;
  private static final double[] VALUES = new double[2 * REACH * STEPS + 1];
  private static final double[] DENSITIES = new double[VALUES.length];

  static {
    double factor = 1 / Math.sqrt(2 * Math.PI);
    double sum = 0;
    for (int k = 0; k < VALUES.length; k++) {
      double x = (double) k / STEPS - REACH;
      if (k > 0) {
        sum += factor * GaussRule.integrate(t -> StrictMath.exp(-t * t / 2), x - 1.0 / STEPS, x);
      }
      VALUES[k] = sum;
      DENSITIES[k] = factor * StrictMath.exp(-x * x / 2);
    }
  }

  private NormalTable() {}

  /** {@code Phi(z)}; 0 below -13 and 1 above 13. */
  static double below(double z) {
    if (!(z > -REACH)) {
      return 0;
    }
    if (z >= REACH) {
      return 1;
    }
    int k = (int) Math.rint((z + REACH) * STEPS);
    double x = (double) k / STEPS - REACH;
    double h = z - x;
    double before = 0;
    double hermite = 1;
    double power = h;
    double sum = 0;
    for (int n = 0; n < TERMS; n++) {
      sum += hermite * power;
      double next = x * hermite - n * before;
      before = hermite;
      hermite = next;
      power *= -h / (n + 2);
    }
    return VALUES[k] + DENSITIES[k] * sum;
  }

  /**
   * {@code Phi(to) - Phi(from)}, from the side where it keeps its digits; 0 unless from &lt; to.
   */
  static double between(double from, double to) {
    if (!(from < to)) {
      return 0;
    }
    return Math.max(0, from > 0 ? below(-from) - below(-to) : below(to) - below(from));
  }
}
