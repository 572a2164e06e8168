package io.polaray.support.bound;

import io.polaray.preference.TypeSample;

/**
 * Weight of the types that accept a direction, decided in double arithmetic: for steering a search,
 * not for values.
 */
final class SampleProbability implements RayProbability {
  private static final int BLOCK = 512;

  private final double[][] costs;
  private final double[] weights;
  private final double[] work = new double[BLOCK];

  SampleProbability(TypeSample sample) {
    costs = new double[sample.tasks()][sample.types()];
    weights = new double[sample.types()];
    for (int i = 0; i < costs.length; i++) {
      sample.copyCosts(i, 0, weights.length, costs[i], 0);
    }
    for (int m = 0; m < weights.length; m++) {
      weights[m] = sample.weight(m);
    }
  }

  @Override
  public double upper(double[] kappa) {
    return lower(kappa);
  }

  @Override
  public double lower(double[] kappa) {
    double sum = 0;
    for (int from = 0; from < weights.length; from += BLOCK) {
      int length = Math.min(BLOCK, weights.length - from);
      for (int m = 0; m < length; m++) {
        work[m] = costs[0][from + m] * kappa[0];
      }
      for (int i = 1; i < costs.length; i++) {
        double[] cost = costs[i];
        double factor = kappa[i];
        for (int m = 0; m < length; m++) {
          work[m] += cost[from + m] * factor;
        }
      }
      for (int m = 0; m < length; m++) {
        sum += work[m] <= 0 ? weights[from + m] : 0;
      }
    }
    return sum;
  }
}
