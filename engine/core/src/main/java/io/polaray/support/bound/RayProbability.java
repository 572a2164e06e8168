package io.polaray.support.bound;

/** Enclosures of the acceptance probability of a direction, {@code P(c . kappa <= 0)}. */
interface RayProbability {
  /** A number that is at least P. */
  double upper(double[] kappa);

  /** A number that is at most P. */
  double lower(double[] kappa);
}
