package io.polaray.choice;

import io.polaray.preference.CountedMeasure;
import io.polaray.preference.MixtureMeasure;
import io.polaray.preference.ProductMeasure;
import io.polaray.preference.SymmetricMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformBoxMeasure;
import java.util.function.ToDoubleFunction;

/** Acceptance probabilities of one measure for one thread, without allocation where possible. */
@FunctionalInterface
interface AcceptanceProbability {
  /** P(c . kappa &lt;= 0). */
  double of(double[] kappa);

  /**
   * At least that probability.
   *
   * @param error bound on the error of the measure
   */
  default double atMost(double[] kappa, double error) {
    return Math.min(1, of(kappa) + error);
  }

  static AcceptanceProbability of(TypeMeasure measure) {
    if (measure instanceof UniformBoxMeasure box) {
      UniformBoxMeasure.Work work = box.newWork();
      return kappa -> box.acceptanceProbability(kappa, work);
    }
    if (measure instanceof MixtureMeasure mixture) {
      MixtureMeasure.Work work = mixture.newWork();
      return new Enclosed(
          kappa -> mixture.acceptanceProbability(kappa, work),
          kappa -> mixture.atMost(kappa, work));
    }
    if (measure instanceof CountedMeasure counted) {
      double[] work = new double[counted.workLength()];
      return kappa -> counted.acceptanceProbability(kappa, work);
    }
    if (measure instanceof ProductMeasure product) {
      ProductMeasure.Work work = product.newWork();
      return new Enclosed(
          kappa -> product.valueFromBelow(kappa, work), kappa -> product.atMost(kappa, work));
    }
    if (measure instanceof SymmetricMeasure symmetric) {
      SymmetricMeasure.Work work = symmetric.newWork();
      return new Enclosed(
          kappa -> symmetric.valueFromBelow(kappa, work), kappa -> symmetric.atMost(kappa, work));
    }
    return measure::acceptanceProbability;
  }

  /** Of measures that value some rays from below: the error of these is not that of the measure. */
  record Enclosed(ToDoubleFunction<double[]> value, ToDoubleFunction<double[]> above)
      implements AcceptanceProbability {
    @Override
    public double of(double[] kappa) {
      return value.applyAsDouble(kappa);
    }

    @Override
    public double atMost(double[] kappa, double error) {
      return above.applyAsDouble(kappa);
    }
  }
}
