package io.polaray.choice;

import io.polaray.preference.CountedMeasure;
import io.polaray.preference.MixtureMeasure;
import io.polaray.preference.ProductMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformBoxMeasure;

/** Acceptance probabilities of one measure for one thread, without allocation where possible. */
@FunctionalInterface
interface AcceptanceProbability {
  /** P(c . kappa &lt;= 0). */
  double of(double[] kappa);

  static AcceptanceProbability of(TypeMeasure measure) {
    if (measure instanceof UniformBoxMeasure box) {
      UniformBoxMeasure.Work work = box.newWork();
      return kappa -> box.acceptanceProbability(kappa, work);
    }
    if (measure instanceof MixtureMeasure mixture) {
      MixtureMeasure.Work work = mixture.newWork();
      return kappa -> mixture.acceptanceProbability(kappa, work);
    }
    if (measure instanceof CountedMeasure counted) {
      double[] work = new double[counted.workLength()];
      return kappa -> counted.acceptanceProbability(kappa, work);
    }
    if (measure instanceof ProductMeasure product) {
      ProductMeasure.Work work = product.newWork();
      return kappa -> product.valueFromBelow(kappa, work);
    }
    return measure::acceptanceProbability;
  }
}
