package io.polaray.preference;

/**
 * The exact measure of two costs with a continuous distribution: a ray is a price, and its
 * acceptance probability is a value of the distribution of the cost ratio.
 */
final class TwoTaskMeasure implements TypeMeasure {
  private static final double PROBABILITY_ERROR = 1e-12;

  private final CostRatio ratio;

  TwoTaskMeasure(CostRatio ratio) {
    this.ratio = ratio;
  }

  @Override
  public int tasks() {
    return 2;
  }

  @Override
  public Kind kind() {
    return Kind.EXACT;
  }

  @Override
  public double probabilityError() {
    return PROBABILITY_ERROR;
  }

  @Override
  public double acceptanceProbability(double[] kappa) {
    if (kappa.length != 2) {
      throw new IllegalArgumentException("kappa has length " + kappa.length + "; it must be 2");
    }
    double first = kappa[0];
    double second = kappa[1];
    if (first <= 0 && second <= 0) {
      return 1;
    }
    if (first >= 0 && second >= 0) {
      return 0;
    }
    double z = -first / second;
    if (z == 0 || Double.isInfinite(z)) {
      return (first < 0) == (z > 0) ? 1 : 0;
    }
    return Math.min(1, Math.max(0, first < 0 ? ratio.atMost(z) : ratio.atLeast(z)));
  }

  @Override
  public double fullInformationBound(double[] v, double[] eta) {
    if (v.length != 2 || eta.length != 2) {
      throw new IllegalArgumentException(
          "v and eta have lengths " + v.length + " and " + eta.length + "; they must be 2");
    }
    return ratio.fullInformationBound(v, eta);
  }
}
