package io.polaray.support.search;

/** Acceptance probabilities of the rays of one menu, with gradients. */
interface AcceptanceModel {
  /**
   * Probability that a type accepts ray k.
   *
   * @param gradient filled with the partial derivatives in kappa
   */
  double evaluate(int k, double[] kappa, double[] gradient);
}
