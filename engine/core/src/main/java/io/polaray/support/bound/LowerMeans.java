package io.polaray.support.bound;

import io.polaray.preference.Marginal;

/**
 * What the cheapest people of one cost ask for: {@code L(p) = E[c; c among the lowest p]}, and the
 * largest values of {@code p^2 / L(p)} on a grid of p.
 */
final class LowerMeans {
  private static final int SMALL_CELLS = 128;
  private static final int CELLS = 512;
  private static final double LARGE = 0.125;
  private static final double LEAST = 0x1p-16;

  /** For the errors of distribution functions, quantiles and means. */
  private static final double SLACK = 1e-9;

  /** Upper ends of the cells of p; the last is 1, cells begin where those before them end. */
  private static final double[] MASSES = masses();

  private final double[] rates = new double[CELLS];

  LowerMeans(Marginal marginal) {
    double lowest = marginal.lower();
    double mass = MASSES[0];
    double quantile = marginal.quantile(mass);
    double first = lowest;
    if (lowest == 0) {
      // F(x) <= f x, so quantiles are at least p / f and their mean up to p at least p / (2 f).
      first = mass / (2 * marginal.largestDensity(quantile * (1 + SLACK)));
    }
    rates[0] = mass / first * (1 + SLACK);
    double sum = mass * first;
    for (int k = 1; k < CELLS; k++) {
      // L(p) is convex: above its tangent at the lower end, so p^2 / L(p) is largest at an end.
      double atLower = mass * mass / sum;
      sum += (MASSES[k] - mass) * quantile * (1 - SLACK);
      rates[k] = Math.max(atLower, MASSES[k] * MASSES[k] / sum) * (1 + SLACK);
      mass = MASSES[k];
      quantile = k + 1 < CELLS ? marginal.quantile(mass) : marginal.upper();
      if (!marginal.isKnown()) {
        sum = Math.max(sum, marginal.meanBelow(quantile) * (1 - SLACK));
      }
    }
  }

  static int cells() {
    return CELLS;
  }

  /** The lower end of a cell of p. */
  static double from(int k) {
    return k == 0 ? 0 : MASSES[k - 1];
  }

  /** The upper end of a cell of p. */
  static double to(int k) {
    return MASSES[k];
  }

  /** At least {@code p^2 / L(p)} for all p in a cell; infinite where the density at 0 is. */
  double rate(int k) {
    return rates[k];
  }

  private static double[] masses() {
    double[] masses = new double[CELLS];
    double mass = LEAST;
    double ratio = StrictMath.exp(StrictMath.log(LARGE / LEAST) / (SMALL_CELLS - 1));
    for (int k = 0; k < CELLS; k++) {
      masses[k] = mass;
      mass =
          k + 1 < SMALL_CELLS
              ? mass * ratio
              : LARGE + (1 - LARGE) * (k + 2 - SMALL_CELLS) / (CELLS - SMALL_CELLS);
    }
    return masses;
  }
}
