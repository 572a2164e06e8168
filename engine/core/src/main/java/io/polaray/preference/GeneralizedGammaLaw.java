package io.polaray.preference;

import io.polaray.numeric.GammaFunctions;

/**
 * The distribution of {@code scale G^(1/power)}, G gamma with the given shape and scale 1: gamma
 * for power 1, Weibull for shape 1, exponential for both.
 */
final class GeneralizedGammaLaw extends Law {
  private final double shape;
  private final double power;
  private final double scale;
  private final double logGamma;

  GeneralizedGammaLaw(double shape, double power, double scale) {
    this.shape = shape;
    this.power = power;
    this.scale = scale;
    this.logGamma = shape == 1 ? 0 : GammaFunctions.logGamma(shape);
  }

  private double raise(double x) {
    return power == 1 ? x / scale : StrictMath.pow(x / scale, power);
  }

  @Override
  double density(double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      return 0;
    }
    double g = raise(x);
    double logDensity = shape * StrictMath.log(g) - g - logGamma;
    return power * StrictMath.exp(logDensity) / x;
  }

  /** Near 0 the density is that of x^(shape power - 1). */
  @Override
  double densityAtZero() {
    double exponent = shape * power - 1;
    if (exponent > 0) {
      return 0;
    }
    return exponent < 0 ? Double.POSITIVE_INFINITY : power / scale * StrictMath.exp(-logGamma);
  }

  @Override
  double below(double x) {
    if (!(x > 0)) {
      return 0;
    }
    double g = raise(x);
    return shape == 1 ? -StrictMath.expm1(-g) : GammaFunctions.gammaBelow(shape, g, logGamma);
  }

  @Override
  double above(double x) {
    if (!(x > 0)) {
      return 1;
    }
    double g = raise(x);
    return shape == 1 ? StrictMath.exp(-g) : GammaFunctions.gammaAbove(shape, g, logGamma);
  }

  /** E[c^(exponent)] with the law that c^exponent weights it to, applied to an interval. */
  private double moment(double exponent) {
    return StrictMath.pow(scale, exponent)
        * StrictMath.exp(GammaFunctions.logGamma(shape + exponent / power) - logGamma);
  }

  @Override
  double partialMean(double a, double b) {
    return moment(1) * new GeneralizedGammaLaw(shape + 1 / power, power, scale).between(a, b);
  }

  @Override
  double inverseMean(double b) {
    if (!(shape > 1 / power)) {
      return b > 0 ? Double.POSITIVE_INFINITY : 0;
    }
    return moment(-1) * new GeneralizedGammaLaw(shape - 1 / power, power, scale).below(b);
  }

  @Override
  double turningPoint() {
    double excess = shape - 1 / power;
    return excess > 0 ? scale * StrictMath.pow(excess, 1 / power) : 0;
  }
}
