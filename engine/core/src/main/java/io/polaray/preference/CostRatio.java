package io.polaray.preference;

/** The distribution of the ratio c(1) / c(0) of two costs. */
interface CostRatio {
  /**
   * P(c(1) &lt;= z c(0)).
   *
   * @param z positive and finite
   */
  double atMost(double z);

  /** P(c(1) &gt;= z c(0)). */
  double atLeast(double z);

  /**
   * E[max(c(0) / c(1) - z, 0)], not below the true value, possibly infinite.
   *
   * @param z positive and finite
   */
  double excessOfFirstOverSecond(double z);

  /** E[max(c(1) / c(0) - z, 0)], not below the true value, possibly infinite. */
  double excessOfSecondOverFirst(double z);
}
