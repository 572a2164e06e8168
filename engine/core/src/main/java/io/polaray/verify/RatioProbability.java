package io.polaray.verify;

/** The distribution of the ratio of two costs. */
interface RatioProbability extends Acceptance {
  /**
   * {@code P(c_b <= rate c_a)} with its error.
   *
   * @param a 0 or 1; b is the other
   * @param rate positive
   */
  Probability of(int a, double rate);
}
