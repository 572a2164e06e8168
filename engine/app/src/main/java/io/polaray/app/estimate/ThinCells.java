package io.polaray.app.estimate;

/**
 * What is done about agents with too few cases of some task.
 *
 * @param action the choice
 * @param minCases cells with fewer cases are thin; 1 means that only empty cells are
 */
record ThinCells(Action action, long minCases) {
  static final ThinCells DEFAULT = new ThinCells(Action.POOL, 1);

  ThinCells {
    if (minCases < 1) {
      throw new IllegalArgumentException("min-cases is " + minCases + "; it must be at least 1");
    }
  }

  /** The two choices. */
  enum Action {
    /** Keep the agent; a thin cell gets the mean of its task. */
    POOL,
    /** Leave the agent out of the market, with all its cases. */
    DROP
  }

  boolean isThin(Cell cell) {
    return cell.cases() < minCases;
  }
}
