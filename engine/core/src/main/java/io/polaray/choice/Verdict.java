package io.polaray.choice;

/** What Theorem 1 and Proposition 1 say about a market (paper, section 2). */
public enum Verdict {
  /**
   * Choice improves on the status quo among OSP trading mechanisms and is optimal: every best
   * mechanism gives choice (Theorem 1, i to iv).
   */
  CHOICE_IS_OPTIMAL,
  /** Choice improves on the status quo among OSP trading mechanisms (Theorem 1, i to iii). */
  CHOICE_IMPROVES,
  /** Performance is identical: every allocation of the n instances has the same social cost. */
  NOTHING_TO_GAIN,
  /** No agent's preferences vary: choice has no role (Theorem 1, not i). */
  NO_ROLE_FOR_CHOICE,
  /**
   * Theorem 1 does not apply, but a pair of agents satisfies the conditions of Proposition 1 on the
   * tasks both hold: a bilateral trade between them improves on the status quo.
   */
  A_PAIR_IMPROVES,
  /** Theorem 1 does not apply and no pair satisfies Proposition 1; trades must be looked at. */
  UNDECIDED
}
