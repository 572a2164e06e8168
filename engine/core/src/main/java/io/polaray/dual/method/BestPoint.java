package io.polaray.dual.method;

import io.polaray.dual.master.ColumnSet;
import io.polaray.numeric.Vector;

/** The best prices of a run and their dual value, re-scored with the columns found since. */
final class BestPoint {
  private final ColumnSet columns;
  private double[] prices;
  private double value = Double.NEGATIVE_INFINITY;

  BestPoint(ColumnSet columns) {
    this.columns = columns;
    this.prices = new double[columns.supply().size()];
  }

  /** Replaces the best prices if the value is larger than theirs; whether it was. */
  boolean offer(double[] scaledPrices, double scaledValue) {
    rescore();
    if (scaledValue > value) {
      prices = scaledPrices.clone();
      value = scaledValue;
      return true;
    }
    return false;
  }

  /** Lowers the value to what the columns known now say at the best prices. */
  void rescore() {
    value = Math.min(value, columns.model(prices));
  }

  double[] scaledPrices() {
    return prices;
  }

  double value() {
    return value;
  }

  double dualEstimate() {
    rescore();
    return columns.cost(value);
  }

  Vector vector() {
    return columns.scale().prices(prices);
  }
}
