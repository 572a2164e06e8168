package io.polaray.choice;

import io.polaray.preference.CountedMeasure;
import io.polaray.preference.MixtureMeasure;
import io.polaray.preference.ProductMeasure;
import io.polaray.preference.SymmetricMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformBoxMeasure;

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
      return new OfMixture(mixture, mixture.newWork());
    }
    if (measure instanceof CountedMeasure counted) {
      double[] work = new double[counted.workLength()];
      return kappa -> counted.acceptanceProbability(kappa, work);
    }
    if (measure instanceof ProductMeasure product) {
      return new OfSeries(product, product.newWork());
    }
    if (measure instanceof SymmetricMeasure symmetric) {
      return new OfSymmetric(symmetric, symmetric.newWork());
    }
    return measure::acceptanceProbability;
  }

  /** Of a series that values some rays from below: their error is not that of the measure. */
  record OfSeries(ProductMeasure measure, ProductMeasure.Work work)
      implements AcceptanceProbability {
    @Override
    public double of(double[] kappa) {
      return measure.valueFromBelow(kappa, work);
    }

    @Override
    public double atMost(double[] kappa, double error) {
      return measure.atMost(kappa, work);
    }
  }

  /** The same of symmetric costs. */
  record OfSymmetric(SymmetricMeasure measure, SymmetricMeasure.Work work)
      implements AcceptanceProbability {
    @Override
    public double of(double[] kappa) {
      return measure.valueFromBelow(kappa, work);
    }

    @Override
    public double atMost(double[] kappa, double error) {
      return measure.atMost(kappa, work);
    }
  }

  /** Of components of which some may be such. */
  record OfMixture(MixtureMeasure measure, MixtureMeasure.Work work)
      implements AcceptanceProbability {
    @Override
    public double of(double[] kappa) {
      return measure.acceptanceProbability(kappa, work);
    }

    @Override
    public double atMost(double[] kappa, double error) {
      return measure.atMost(kappa, work);
    }
  }
}
