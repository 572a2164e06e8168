package io.polaray.market;

/**
 * A task type of the market (paper, section 1).
 *
 * @param name unique within the market, not blank
 * @param supply sense of the market-clearing row, {@link SupplySense#EQUAL}
 * @param costSign sign of the private costs, {@link CostSign#BURDEN}
 */
public record Task(String name, SupplySense supply, CostSign costSign) {
  /** Checks the name and that sense and sign are the supported ones. */
  public Task {
    if (name.isBlank()) {
      throw new IllegalArgumentException("task name is blank; give every task a name");
    }
    if (supply != SupplySense.EQUAL) {
      throw new IllegalArgumentException(
          "task " + name + ": supply sense " + supply + " is not supported; use EQUAL");
    }
    if (costSign != CostSign.BURDEN) {
      throw new IllegalArgumentException(
          "task " + name + ": cost sign " + costSign + " is not supported; use BURDEN");
    }
  }

  /** A burdensome task whose instances must all be done. */
  public static Task of(String name) {
    return new Task(name, SupplySense.EQUAL, CostSign.BURDEN);
  }
}
