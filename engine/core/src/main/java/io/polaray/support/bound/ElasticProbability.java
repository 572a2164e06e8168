package io.polaray.support.bound;

/** Enclosures of acceptance probabilities with elasticities, for tangents of log P. */
interface ElasticProbability extends RayProbability {
  /**
   * An upper bound of P whose logarithm is concave in the logarithms of the positive entries, and
   * its elasticities {@code kappa_i / P * dP / dkappa_i}.
   *
   * @param elasticity receives the elasticities; see {@link #elasticityError}
   */
  double upperWithElasticity(double[] kappa, double[] elasticity);

  /**
   * A lower bound, at least 0, of the hazard rate at the last {@code upperWithElasticity}: {@code
   * -d log P(x) / dx} at x = 0 for {@code P(x) = P(c . kappa + x <= 0)}. The logarithm of P(x) is
   * concave in x and the logarithms of the positive entries together.
   */
  double hazardLower();

  /** An upper bound of the hazard rate; may be infinite. */
  double hazardUpper();

  /** An upper bound of {@code log E[exp(-y c_i)]}, for y of either sign. */
  double logLaplace(int i, double y);

  /**
   * A part of cost i, at least 0, that is certain, such that the density of the logarithm of the
   * rest is log-concave.
   */
  double certainCost(int i);

  /**
   * Bound on the error of the elasticity of each positive entry in the last call, {@code +infinity}
   * when they must not be used.
   */
  double elasticityError();

  /**
   * Tasks, one bit each, whose costs have log-concave densities in the logarithm alone, not in the
   * cost itself.
   */
  default int steepTasks() {
    return 0;
  }
}
