package io.polaray.verify;

import java.math.BigDecimal;

/**
 * A number of a file: the numeral as it is written and the double it denotes. Checks are made on
 * the double, which is a rational number; where the numeral itself leads to another answer, the
 * report says so.
 *
 * @param text the numeral, exactly
 * @param value the double nearest to it
 */
public record Numeral(BigDecimal text, double value) {
  /** Checks that the double is finite. */
  public Numeral {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "text is "
              + text
              + "; a numeral must denote a finite double, at most 1.7976931348623157e308");
    }
  }

  /** The number written as {@code text}. */
  public static Numeral of(BigDecimal text) {
    return new Numeral(text, text.doubleValue());
  }

  /** A double with its shortest numeral. */
  public static Numeral of(double value) {
    return new Numeral(BigDecimal.valueOf(value), value);
  }

  /** The double as an exact decimal. */
  public BigDecimal exact() {
    return new BigDecimal(value);
  }
}
