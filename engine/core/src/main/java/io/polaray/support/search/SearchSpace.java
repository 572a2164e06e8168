package io.polaray.support.search;

import io.polaray.numeric.Vector;

/**
 * One agent's problem at one w, in the units of the search.
 *
 * <p>Giving up is counted in shares of the endowment, {@code kappa(i) = eta(i) z} for {@code -1 <=
 * z < 0}; taking on in units {@code unit(i)} that cost the mean type the I-th part of the
 * endowment's cost, {@code kappa(i) = unit(i) z} for {@code z >= 0}. So a task without an endowment
 * can be taken on and not given up, and the size of w, of eta and of the costs does not matter.
 */
final class SearchSpace {
  final int tasks;
  final double[] eta;
  final double[] unit;
  final double[] weights;
  final double weightScale;
  final TypeBlocks types;

  /** Scales the problem; w needs a positive entry and eta too. */
  SearchSpace(Vector endowment, Vector rawWeights, TypeBlocks types) {
    this.tasks = endowment.size();
    this.types = types;
    eta = endowment.toArray();
    unit = new double[tasks];
    double budget = 0;
    for (int i = 0; i < tasks; i++) {
      budget += eta[i] * types.meanCost(i);
    }
    weights = rawWeights.toArray();
    double largest = 0;
    for (int i = 0; i < tasks; i++) {
      unit[i] = budget / (tasks * types.meanCost(i));
      largest = Math.max(largest, Math.abs(weights[i]) * unit[i]);
    }
    weightScale = largest;
    for (int i = 0; i < tasks; i++) {
      weights[i] /= largest;
    }
  }

  /** Whether a ray can shed task i. */
  boolean canShed(int i) {
    return eta[i] > 0;
  }

  /** Scaled weight per unit of mean cost: the order in which tasks are worth taking on. */
  double worth(int i) {
    return weights[i] / types.meanCost(i);
  }

  /** {@code w . kappa} with scaled weights. */
  double worthOf(double[] kappa) {
    double sum = 0;
    for (int i = 0; i < tasks; i++) {
      sum += weights[i] * kappa[i];
    }
    return sum;
  }

  /** Mean cost of giving up task i entirely. */
  double sheddingCost(int i) {
    return eta[i] * types.meanCost(i);
  }
}
