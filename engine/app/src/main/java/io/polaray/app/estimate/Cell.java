package io.polaray.app.estimate;

/**
 * What the data say about one agent on one task.
 *
 * @param cases number of cases, zero when the agent has none
 * @param mean mean of the cases
 * @param squares sum of squared deviations of the cases from {@code mean}
 */
record Cell(long cases, double mean, double squares) {
  static final Cell EMPTY = new Cell(0, 0, 0);

  /** Sample standard deviation; needs two cases. */
  double standardDeviation() {
    return StrictMath.sqrt(squares / (cases - 1));
  }
}
