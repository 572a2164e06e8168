package io.polaray.app.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers for people: a limited number of digits, the same in every locale. */
public final class Figures {
  private Figures() {}

  /** A number rounded to the given significant digits, plain where that is readable. */
  public static String of(double value, int digits) {
    return of(value, digits, RoundingMode.HALF_EVEN);
  }

  /** A number with the given significant digits and rounding. */
  public static String of(double value, int digits, RoundingMode rounding) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "-" : value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, rounding));
    double magnitude = Math.abs(value);
    if (magnitude < 1e-4 || magnitude >= 1e12) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", rounded);
    }
    BigDecimal plain = rounded.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0).toPlainString() : plain.toPlainString();
  }

  /** A share as a percentage with the given significant digits, such as {@code 12.8 %}. */
  public static String percent(double share, int digits) {
    return percent(share, digits, RoundingMode.HALF_EVEN);
  }

  /** A share as a percentage, rounded as asked: up for "at most", down for "at least". */
  public static String percent(double share, int digits, RoundingMode rounding) {
    return of(100 * share, digits, rounding) + " %";
  }

  /** A duration in seconds, such as {@code 0.4 s}. */
  public static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 100 ? "%.1f s" : "%.0f s", seconds);
  }
}
