package io.polaray.dual.method;

import io.polaray.dual.master.ColumnSet;

/** A method that maximises the dual over task prices. */
public interface DualMethod {
  /** Its name in options and files. */
  String name();

  /**
   * Starts a run.
   *
   * @param columns the columns known; the driver adds every answer to the set before {@link
   *     DualSession#observe}, and the session may evict columns
   * @param absoluteTolerance scaled gap the caller wants to reach
   */
  DualSession open(ColumnSet columns, double absoluteTolerance);
}
