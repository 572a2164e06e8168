package io.polaray.support;

import io.polaray.menu.MenuColumn;

/**
 * A bracket of a support value: {@code value <= S(w) <= upperBound.value()} under the problem's
 * measure.
 *
 * @param column the menu that attains the value
 * @param value {@code w . x} of the column
 * @param upperBound a valid upper bound
 */
public record SupportValue(MenuColumn column, double value, UpperBound upperBound) {
  /** (upperBound - value) / max(|value|, 1e-9). */
  public double relativeGap() {
    return (upperBound.value() - value) / Math.max(Math.abs(value), 1e-9);
  }
}
