package io.polaray.dual.method;

import io.polaray.dual.master.ColumnSet;
import io.polaray.numeric.Vector;

/** A method that maximises the dual over task prices. */
public interface DualMethod {
  /** Its name in options and files. */
  String name();

  /**
   * Starts a run.
   *
   * @param columns the columns known; the driver adds every answer to the set before {@link
   *     DualSession#observe}, and the session may evict columns
   * @param start the first prices to ask for
   * @param absoluteTolerance scaled gap the caller wants to reach
   */
  DualSession open(ColumnSet columns, Vector start, double absoluteTolerance);
}
