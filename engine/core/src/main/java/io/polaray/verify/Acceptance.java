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
   * @param allowance what a claim may be off by besides, where designs know such probabilities up
   *     to an error of their own
   */
  record Probability(BigDecimal value, double error, boolean statistical, double allowance) {
    Probability(BigDecimal value, double error, boolean statistical) {
      this(value, error, statistical, 0);
    }
  }

  /** The probability that a type accepts kappa, or null when it cannot be recomputed. */
  @Nullable Probability of(List<BigDecimal> kappa);
}
