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

  /** {@link TypeMeasure#fullInformationBound} of the two costs. */
  double fullInformationBound(double[] v, double[] eta);
}
