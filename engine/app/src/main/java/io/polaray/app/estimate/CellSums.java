package io.polaray.app.estimate;

import org.apache.commons.numbers.core.Sum;

/**
 * Count, mean and squared deviations of a stream of outcomes, in one pass.
 *
 * <p>Deviations are taken from the first outcome and summed in extended precision, so that neither
 * a large common level nor the order of the rows shows in the digits that are kept.
 */
final class CellSums {
  private final double origin;
  private final Sum sum = Sum.create();
  private final Sum squares = Sum.create();
  private long cases;

  CellSums(double first) {
    origin = first;
    cases = 1;
  }

  void add(double outcome) {
    double deviation = outcome - origin;
    cases++;
    sum.add(deviation);
    squares.addProduct(deviation, deviation);
  }

  Cell cell() {
    double total = sum.getAsDouble();
    double within = squares.getAsDouble() - total * (total / cases);
    return new Cell(cases, origin + total / cases, Math.max(0, within));
  }
}
