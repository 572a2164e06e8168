package io.polaray.choice;

/** The conditions of Theorem 1 (paper, section 2). */
public enum Condition {
  /** pi_j differs between some two agents. */
  PERFORMANCE_DIFFERS,
  /** Every agent has types that rank some assignments differently. */
  PREFERENCES_VARY,
  /** Every agent's types fill a box, the product of its intervals. */
  BOX_SUPPORT,
  /** All agents' types have the same support. */
  COMMON_SUPPORT,
  /** No cost is unbounded. */
  BOUNDED_SUPPORT,
  /** sigma_j(i) &gt; 0 for all agents and tasks. */
  FULL_SUPPORT_STATUS_QUO,
  /** beta_j = 1 for all agents. */
  NO_SLACK,
  /** No agent's cost of any task is known. */
  FULL_DIMENSION
}
