package io.polaray.app.plot;

import io.polaray.numeric.Vector;

/**
 * Points of a plot with their intervals.
 *
 * @param name for the legend
 * @param x abscissas
 * @param y ordinates, one for each x; points that the axes cannot show are left out
 * @param halfWidth half the interval around each y
 */
public record Series(String name, Vector x, Vector y, Vector halfWidth) {
  /** Checks the sizes. */
  public Series {
    if (x.size() != y.size() || x.size() != halfWidth.size()) {
      throw new IllegalArgumentException(
          "x, y and halfWidth have "
              + x.size()
              + ", "
              + y.size()
              + " and "
              + halfWidth.size()
              + " entries; they must agree");
    }
  }
}
