package io.polaray.verify;

/**
 * Allowed differences between a claim and the recomputed number. Polarisation, full extension and
 * signs have none: they are exact.
 *
 * @param lotterySumTolerance absolute, on the sum of a lottery's probabilities
 * @param choiceProbabilityTolerance absolute, on choice probabilities recomputed exactly
 * @param assignmentTolerance relative to the largest entry of the agent's assignment or endowment
 * @param clearingTolerance relative to the instances of the task
 * @param costTolerance relative to the gross cost sum_j m_j |pi_j| . (x_j + eta_j)
 * @param ratioTolerance relative, on gaps recomputed from the claimed costs
 * @param boundTolerance relative to the gross terms of the dual value
 * @param maxStandardErrors standard errors allowed in statistical checks
 */
public record VerifyTolerances(
    double lotterySumTolerance,
    double choiceProbabilityTolerance,
    double assignmentTolerance,
    double clearingTolerance,
    double costTolerance,
    double ratioTolerance,
    double boundTolerance,
    double maxStandardErrors) {
  /** 1e-12 for shares and probabilities, 1e-9 for sums, 1e-11 for bounds, 5 standard errors. */
  public static VerifyTolerances defaults() {
    return new VerifyTolerances(1e-12, 1e-12, 1e-9, 1e-9, 1e-9, 1e-9, 1e-11, 5);
  }
}
