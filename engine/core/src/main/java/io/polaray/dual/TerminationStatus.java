package io.polaray.dual;

/** Why a solve ended. Proof and accuracy are separate: see {@link CostSummary}. */
public enum TerminationStatus {
  /** The requested gap between the design cost and the certified lower bound is met. */
  OPTIMAL,
  /** The search converged (estimate gap met) but the certified gap is not met. */
  LOCALLY_SOLVED,
  /** No market-clearing combination exists for the given instances. */
  INFEASIBLE,
  /** The round limit was reached. */
  ITERATION_LIMIT,
  /** The time limit was reached. */
  TIME_LIMIT,
  /** The caller asked to stop. */
  INTERRUPTED,
  /** Numerical trouble; the best design so far is returned. */
  NUMERICAL_ERROR;

  /** Whether a limit or a stop signal ended the solve, which could go on. */
  public boolean isLimit() {
    return this == ITERATION_LIMIT || this == TIME_LIMIT || this == INTERRUPTED;
  }
}
