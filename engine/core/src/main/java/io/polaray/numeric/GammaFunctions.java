package io.polaray.numeric;

/**
 * Gamma and beta functions and their incomplete forms, the same bits on every machine.
 *
 * <p>Elementary functions come from {@link StrictMath}. Relative accuracy is about 1e-14 for
 * parameters up to 100, and falls in proportion to larger ones.
 */
public final class GammaFunctions {
  /*
   * log Gamma: Stirling's series after shifting the argument above 12. Incomplete gamma and beta:
   * the power series and the continued fractions of DLMF 8.7.1, 8.9.2 and 8.17.22, the latter by
   * the modified Lentz method, each on the side of the mean where it converges fast.
   */
  private static final double[] STIRLING = {
    1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0, 1 / 156.0
  };

  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
  private static final double TINY = 1e-300;
  private static final double EPSILON = 0x1p-53;
  private static final int MAX_TERMS = 100_000;

  private GammaFunctions() {}

  /** log Gamma(a), a &gt; 0. */
  public static double logGamma(double a) {
    double shift = 1;
    double x = a;
    while (x < 12) {
      shift *= x;
      x += 1;
    }
    double logs = shift == 1 ? 0 : StrictMath.log(shift);
    double square = 1 / (x * x);
    double sum = 0;
    for (int i = STIRLING.length - 1; i >= 0; i--) {
      sum = sum * square + STIRLING[i];
    }
    return (x - 0.5) * StrictMath.log(x) - x + HALF_LOG_TWO_PI + sum / x - logs;
  }

  /** The regularised lower incomplete gamma function P(a, x), a &gt; 0, x &gt;= 0. */
  public static double gammaBelow(double a, double x) {
    return gammaBelow(a, x, logGamma(a));
  }

  /** As {@link #gammaBelow(double, double)} with log Gamma(a) given. */
  public static double gammaBelow(double a, double x, double logGamma) {
    if (!(x > 0)) {
      return 0;
    }
    return x < a + 1 ? gammaSeries(a, x, logGamma) : 1 - gammaFraction(a, x, logGamma);
  }

  /** The regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x). */
  public static double gammaAbove(double a, double x) {
    return gammaAbove(a, x, logGamma(a));
  }

  /** As {@link #gammaAbove(double, double)} with log Gamma(a) given. */
  public static double gammaAbove(double a, double x, double logGamma) {
    if (!(x > 0)) {
      return 1;
    }
    return x < a + 1 ? 1 - gammaSeries(a, x, logGamma) : gammaFraction(a, x, logGamma);
  }

  private static double gammaSeries(double a, double x, double logGamma) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < MAX_TERMS && term > sum * EPSILON; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return Math.min(1, sum * gammaFactor(a, x, logGamma));
  }

  private static double gammaFraction(double a, double x, double logGamma) {
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double h = d;
    for (int n = 1; n < MAX_TERMS; n++) {
      double an = -n * (n - a);
      b += 2;
      d = 1 / nonzero(an * d + b);
      c = nonzero(b + an / c);
      double change = d * c;
      h *= change;
      if (Math.abs(change - 1) <= EPSILON) {
        break;
      }
    }
    return Math.min(1, h * gammaFactor(a, x, logGamma));
  }

  /** x^a exp(-x) / Gamma(a). */
  private static double gammaFactor(double a, double x, double logGamma) {
    return StrictMath.exp(a * StrictMath.log(x) - x - logGamma);
  }

  /** The logarithm of the beta function, a, b &gt; 0. */
  public static double logBeta(double a, double b) {
    return logGamma(a) + logGamma(b) - logGamma(a + b);
  }

  /**
   * The regularised incomplete beta function I_x(a, b).
   *
   * @param x in [0, 1]
   * @param complement 1 - x, given apart for accuracy near 1
   */
  public static double betaBelow(double a, double b, double x, double complement) {
    return betaBelow(a, b, x, complement, logBeta(a, b));
  }

  /** As {@link #betaBelow(double, double, double, double)} with log B(a, b) given. */
  public static double betaBelow(double a, double b, double x, double complement, double logBeta) {
    if (!(x > 0)) {
      return 0;
    }
    if (!(complement > 0)) {
      return 1;
    }
    return x < (a + 1) / (a + b + 2)
        ? betaFraction(a, b, x, complement, logBeta)
        : 1 - betaFraction(b, a, complement, x, logBeta);
  }

  private static double betaFraction(
      double a, double b, double x, double complement, double logBeta) {
    double c = 1;
    double d = 1 / nonzero(1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m < MAX_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / nonzero(1 + even * d);
      c = nonzero(1 + even / c);
      h *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / nonzero(1 + odd * d);
      c = nonzero(1 + odd / c);
      double change = d * c;
      h *= change;
      if (Math.abs(change - 1) <= EPSILON) {
        break;
      }
    }
    double factor =
        StrictMath.exp(a * StrictMath.log(x) + b * StrictMath.log(complement) - logBeta);
    return Math.min(1, factor * h / a);
  }

  private static double nonzero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}
