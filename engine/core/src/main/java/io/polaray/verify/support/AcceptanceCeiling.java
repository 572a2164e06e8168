package io.polaray.verify.support;

/**
 * Bounds on the acceptance probability {@code P(c . kappa <= 0)} of one distribution of private
 * costs, valid whatever the rounding. Not safe for several threads: instances hold scratch space.
 */
public interface AcceptanceCeiling {
  /** A number that is at least {@code P(c . kappa <= 0)}; kappa has one entry a task. */
  double ceiling(double[] kappa);

  /** A number that is at most {@code P(c . kappa <= 0)}. */
  double floor(double[] kappa);

  /**
   * Whether, for fixed negative entries, P is a log-concave function of the logs of the positive
   * entries.
   */
  boolean isLogConcave();
}
