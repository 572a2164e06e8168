package io.polaray.preference;

import io.polaray.numeric.GammaFunctions;

/** The distribution of lower + (upper - lower) B, B beta on [0, 1]. */
final class BetaLaw extends Law {
  private final double alpha;
  private final double beta;
  private final double lower;
  private final double upper;
  private final double logBeta;

  BetaLaw(double alpha, double beta, double lower, double upper) {
    this.alpha = alpha;
    this.beta = beta;
    this.lower = lower;
    this.upper = upper;
    this.logBeta = GammaFunctions.logBeta(alpha, beta);
  }

  private double share(double x) {
    return Math.min(1, Math.max(0, (x - lower) / (upper - lower)));
  }

  private double complement(double x) {
    return Math.min(1, Math.max(0, (upper - x) / (upper - lower)));
  }

  @Override
  double density(double x) {
    if (x < lower || x > upper) {
      return 0;
    }
    double logDensity = power(alpha - 1, share(x)) + power(beta - 1, complement(x)) - logBeta;
    return StrictMath.exp(logDensity) / (upper - lower);
  }

  private static double power(double exponent, double base) {
    return exponent == 0 ? 0 : exponent * StrictMath.log(base);
  }

  @Override
  double below(double x) {
    return GammaFunctions.betaBelow(alpha, beta, share(x), complement(x), logBeta);
  }

  @Override
  double above(double x) {
    return GammaFunctions.betaBelow(beta, alpha, complement(x), share(x), logBeta);
  }

  @Override
  double partialMean(double a, double b) {
    double shareMean = alpha / (alpha + beta);
    double weighted = new BetaLaw(alpha + 1, beta, lower, upper).between(a, b);
    return lower * between(a, b) + (upper - lower) * shareMean * weighted;
  }

  @Override
  double inverseMean(double b) {
    if (lower > 0) {
      return below(b) / lower;
    }
    if (alpha <= 1) {
      return b > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    double mean = (alpha + beta - 1) / (alpha - 1) / upper;
    return mean * new BetaLaw(alpha - 1, beta, lower, upper).below(b);
  }

  @Override
  double turningPoint() {
    if ((alpha - 1) * (beta - 1) <= 0) {
      return 0;
    }
    return lower + (upper - lower) * (alpha - 1) / (alpha + beta - 2);
  }
}
