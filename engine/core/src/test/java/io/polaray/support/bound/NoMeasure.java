package io.polaray.support.bound;

import io.polaray.preference.TypeMeasure;

/** A measure about which nothing is known. */
record NoMeasure(int tasks) implements TypeMeasure {
  @Override
  public Kind kind() {
    return Kind.EXACT;
  }

  @Override
  public double acceptanceProbability(double[] kappa) {
    return 0;
  }

  @Override
  public double probabilityError() {
    return 1;
  }

  @Override
  public double fullInformationBound(double[] v, double[] eta) {
    return Double.POSITIVE_INFINITY;
  }
}
