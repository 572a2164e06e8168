package io.polaray.app.marketfile;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers of a market file: plain decimals with at most six places, trailing zeros left out.
 *
 * <p>The digits are made from integers alone. {@code Double.toString} is not used because its
 * output for some numbers differs between Java releases.
 */
public final class Decimals {
  /** Places kept after the decimal point. */
  public static final int PLACES = 6;

  private static final long SCALE = 1_000_000;

  /** Below this, a double times {@link #SCALE} is off by less than {@link #TIE_MARGIN}. */
  private static final double MAX_SCALED = 1e12;

  private static final double TIE_MARGIN = 1e-3;

  private Decimals() {}

  /**
   * The nearest decimal with six places, ties to the even digit.
   *
   * @param value finite
   */
  public static double round(double value) {
    double scaled = value * SCALE;
    return isPlain(scaled) ? StrictMath.rint(scaled) / SCALE : exact(value).doubleValue();
  }

  /** {@code value} as it stands in a market file. */
  public static String text(double value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /**
   * Appends {@code value} as it stands in a market file.
   *
   * @param value finite
   */
  public static void append(StringBuilder out, double value) {
    double scaled = value * SCALE;
    if (isPlain(scaled)) {
      appendScaled(out, (long) StrictMath.rint(scaled));
      return;
    }
    BigDecimal exact = exact(value);
    out.append(exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString());
  }

  /** Whether the product is small enough, and far enough from a tie, to be rounded as it is. */
  private static boolean isPlain(double scaled) {
    double distance = Math.abs(scaled - StrictMath.rint(scaled));
    return Math.abs(scaled) < MAX_SCALED && distance < 0.5 - TIE_MARGIN;
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(value).setScale(PLACES, RoundingMode.HALF_EVEN);
  }

  private static void appendScaled(StringBuilder out, long scaled) {
    long magnitude = Math.abs(scaled);
    if (scaled < 0) {
      out.append('-');
    }
    out.append(magnitude / SCALE);
    long fraction = magnitude % SCALE;
    if (fraction > 0) {
      out.append('.');
    }
    for (long place = SCALE / 10; fraction > 0; place /= 10) {
      out.append((char) ('0' + fraction / place));
      fraction %= place;
    }
  }
}
