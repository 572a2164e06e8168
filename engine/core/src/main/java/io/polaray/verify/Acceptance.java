package io.polaray.verify;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recomputes {@code P(c . kappa <= 0)} for one distribution of private costs. */
interface Acceptance {
  /**
   * A recomputed probability.
   *
   * @param value the probability
   * @param error bound on the error of the value; one standard error when statistical
   * @param statistical whether the error is a standard error of a random sample
   */
  record Probability(BigDecimal value, double error, boolean statistical) {}

  /** The probability that a type accepts kappa, or null when it cannot be recomputed. */
  @Nullable Probability of(List<BigDecimal> kappa);
}
