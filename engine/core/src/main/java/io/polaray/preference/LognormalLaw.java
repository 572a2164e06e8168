package io.polaray.preference;

import io.polaray.numeric.NormalFunctions;

/** The distribution of exp(mu + sigma Z), Z standard normal, sigma &gt; 0. */
final class LognormalLaw extends Law {
  private final double mu;
  private final double sigma;

  LognormalLaw(double mu, double sigma) {
    this.mu = mu;
    this.sigma = sigma;
  }

  private double standardise(double x) {
    return (StrictMath.log(x) - mu) / sigma;
  }

  @Override
  double density(double x) {
    return x > 0 ? NormalFunctions.density(standardise(x)) / (sigma * x) : 0;
  }

  @Override
  double below(double x) {
    return x > 0 ? NormalFunctions.below(standardise(x)) : 0;
  }

  @Override
  double above(double x) {
    return x > 0 ? NormalFunctions.below(-standardise(x)) : 1;
  }

  @Override
  double partialMean(double a, double b) {
    double mean = StrictMath.exp(mu + 0.5 * sigma * sigma);
    return mean * new LognormalLaw(mu + sigma * sigma, sigma).between(a, b);
  }

  @Override
  double inverseMean(double b) {
    double mean = StrictMath.exp(-mu + 0.5 * sigma * sigma);
    return mean * new LognormalLaw(mu - sigma * sigma, sigma).below(b);
  }

  @Override
  double turningPoint() {
    return StrictMath.exp(mu - sigma * sigma);
  }
}
