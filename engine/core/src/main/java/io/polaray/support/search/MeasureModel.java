package io.polaray.support.search;

import io.polaray.preference.TypeMeasure;

/** Acceptance under a measure with a smooth probability, gradients by central differences. */
final class MeasureModel implements AcceptanceModel {
  private static final double RELATIVE_STEP = 1e-5;

  private final TypeMeasure measure;
  private final SearchSpace space;
  private final double[] moved;

  MeasureModel(TypeMeasure measure, SearchSpace space) {
    this.measure = measure;
    this.space = space;
    this.moved = new double[space.tasks];
  }

  @Override
  public double evaluate(int k, double[] kappa, double[] gradient) {
    System.arraycopy(kappa, 0, moved, 0, space.tasks);
    for (int i = 0; i < space.tasks; i++) {
      double step = RELATIVE_STEP * Math.max(Math.abs(kappa[i]), 0.1 * space.unit[i]);
      moved[i] = kappa[i] + step;
      double above = measure.acceptanceProbability(moved);
      moved[i] = kappa[i] - step;
      double below = measure.acceptanceProbability(moved);
      moved[i] = kappa[i];
      gradient[i] = (above - below) / (2 * step);
    }
    return measure.acceptanceProbability(kappa);
  }
}
