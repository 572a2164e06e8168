package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.preference.TypeMeasure;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Tangents of log P in the logs of some take-ons and in the magnitudes, from 0 on, of other tasks,
 * against the probabilities themselves.
 */
final class HazardTangents {
  private HazardTangents() {}

  /** A ray that sheds the first task, some of whose other entries are 0. */
  static double[] direction(UniformRandomProvider random, int tasks) {
    double[] kappa = new double[tasks];
    kappa[0] = -1;
    for (int i = 1; i < tasks; i++) {
      kappa[i] = random.nextInt(3) == 0 ? 0 : (0.2 + 1.6 * random.nextDouble()) / (tasks - 1);
    }
    return kappa;
  }

  /**
   * Checks the tangent at random points and returns whether it could be used.
   *
   * @param slack error of the measure
   */
  static boolean check(
      ElasticProbability kernel,
      TypeMeasure measure,
      double[] kappa,
      double slack,
      UniformRandomProvider random) {
    int tasks = kappa.length;
    double[] elasticity = new double[tasks];
    double p = kernel.upperWithElasticity(kappa, elasticity);
    double error = kernel.elasticityError();
    double rate = kernel.hazardLower();
    double most = kernel.hazardUpper();
    if (Double.isInfinite(error) || Double.isInfinite(most) || p < 1e-3) {
      return false;
    }
    assertThat(most).isGreaterThanOrEqualTo(rate);
    for (int trial = 0; trial < 30; trial++) {
      double[] other = kappa.clone();
      double exponent = 0;
      double length = trial < 10 ? 0.03 : trial < 20 ? 0.3 : 1;
      for (int i = 0; i < tasks; i++) {
        if (kappa[i] > 0) {
          double d = 2 * length * (random.nextDouble() - 0.5);
          other[i] *= Math.exp(d);
          double bend = Math.expm1(d) - d;
          exponent +=
              elasticity[i] * d
                  + error * Math.abs(d)
                  - rate * kernel.certainCost(i) * kappa[i] * bend;
        } else if (kappa[i] == 0) {
          other[i] = length * (random.nextDouble() - 0.3);
          exponent += kernel.logLaplace(i, (other[i] > 0 ? rate : most) * other[i]);
        }
      }
      assertThat(measure.acceptanceProbability(other))
          .isLessThanOrEqualTo(p * Math.exp(exponent) * (1 + 1e-12) + slack);
    }
    return true;
  }
}
