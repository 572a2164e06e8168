package io.polaray.market;

/**
 * The sign of agents' private costs of a task. Only {@link #BURDEN} is supported today; {@link
 * #GOOD} is named for payments to agents (paper, section 1.2).
 */
public enum CostSign {
  /** c(i) &gt; 0: agents want less of the task. */
  BURDEN,
  /** c(i) &lt; 0: agents want more of it. */
  GOOD
}
