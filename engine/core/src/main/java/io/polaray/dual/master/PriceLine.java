package io.polaray.dual.master;

import io.polaray.numeric.Vector;

/**
 * The cutting-plane model of the dual along one price, {@code t -> model(prices + t e_i)}: concave
 * and piecewise linear.
 */
public final class PriceLine {
  private static final double FIRST_STEP = 1e-9;
  private static final double LAST_STEP = 1e9;
  private static final int BISECTIONS = 45;

  /** Rounding of the model, in units of {@link PriceScale#costUnit()}. */
  private static final double ROUNDING = 1e-12;

  private final ColumnSet columns;
  private final double[] values;
  private final double[] base;
  private final double atPrices;

  private PriceLine(ColumnSet columns, double[] values, double[] base, double atPrices) {
    this.columns = columns;
    this.values = values;
    this.base = base;
    this.atPrices = atPrices;
  }

  /** Lines through given prices. */
  public static PriceLine through(ColumnSet columns, Vector prices) {
    double[] y = columns.scale().scaled(prices);
    double[] values = new double[columns.size()];
    double[] base = new double[columns.agents];
    for (int j = 0; j < base.length; j++) {
      base[j] = Double.POSITIVE_INFINITY;
      for (int k = columns.start[j]; k < columns.start[j + 1]; k++) {
        values[k] = columns.cutValue(k, y);
        base[j] = Math.min(base[j], values[k]);
      }
    }
    return new PriceLine(columns, values, base, columns.model(y));
  }

  /**
   * How far one price may move before the model falls below a level.
   *
   * @param level in the unit of cost
   * @param sign 1 upward, -1 downward
   * @return the distance in the unit of prices: 0 if the level is not reached at the prices
   *     themselves, infinity if it is not left within 1e9 deviations of the social costs
   */
  public double reach(int task, double level, int sign) {
    double drop = (columns.cost(atPrices) - level) / columns.scale().costUnit() + ROUNDING;
    if (!(drop >= 0)) {
      return 0;
    }
    double inside = 0;
    double outside = FIRST_STEP;
    while (change(task, sign * outside) >= -drop) {
      inside = outside;
      outside *= 8;
      if (outside > LAST_STEP) {
        return Double.POSITIVE_INFINITY;
      }
    }
    for (int k = 0; k < BISECTIONS && outside - inside > 1e-12 * outside; k++) {
      double middle = 0.5 * (inside + outside);
      if (change(task, sign * middle) >= -drop) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return outside * columns.scale().unit[task];
  }

  /** {@code model(y + t e_task) - model(y)}. */
  private double change(int task, double t) {
    double sum = columns.supply[task] * t;
    for (int j = 0; j < base.length; j++) {
      double least = Double.POSITIVE_INFINITY;
      for (int k = columns.start[j]; k < columns.start[j + 1]; k++) {
        least = Math.min(least, values[k] + t * columns.slope[k * columns.tasks + task]);
      }
      sum += least - base[j];
    }
    return sum;
  }
}
