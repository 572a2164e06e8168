package io.polaray.support.search;

import io.polaray.preference.MixtureMeasure;
import io.polaray.preference.ProductMeasure;
import io.polaray.preference.SymmetricMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformBoxMeasure;

/** Acceptance under a measure whose probability is smooth in kappa. */
final class MeasureModel {
  /**
   * Relative step of central differences; errors of order step^2 do not move an optimum's value.
   */
  private static final double RELATIVE_STEP = 1e-5;

  private MeasureModel() {}

  /** A model with exact gradients where the measure has them, otherwise by central differences. */
  static AcceptanceModel of(TypeMeasure measure, SearchSpace space) {
    if (measure instanceof UniformBoxMeasure box) {
      UniformBoxMeasure.Work work = box.newWork();
      return (k, kappa, gradient) -> box.probabilityAndGradient(kappa, gradient, work);
    }
    if (measure instanceof ProductMeasure product) {
      ProductMeasure.Work work = product.newWork();
      return (k, kappa, gradient) -> product.probabilityAndGradient(kappa, gradient, work);
    }
    if (measure instanceof SymmetricMeasure symmetric) {
      SymmetricMeasure.Work work = symmetric.newWork();
      return (k, kappa, gradient) -> symmetric.probabilityAndGradient(kappa, gradient, work);
    }
    if (measure instanceof MixtureMeasure mixture && mixture.hasGradients()) {
      MixtureMeasure.Work work = mixture.newWork();
      return (k, kappa, gradient) -> mixture.probabilityAndGradient(kappa, gradient, work);
    }
    double[] moved = new double[space.tasks];
    return (k, kappa, gradient) -> {
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
    };
  }
}
