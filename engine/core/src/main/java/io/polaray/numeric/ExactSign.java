package io.polaray.numeric;

import java.math.BigDecimal;

/**
 * The sign of an inner product of doubles, decided as if in exact arithmetic.
 *
 * <p>Doubles are rationals, so {@code sum_i x_i y_i} has an exact sign. Most signs are settled in
 * double precision with a forward error bound, nearly all others in double-double arithmetic, and
 * what is left (ties, under- and overflow) with {@link BigDecimal}.
 */
public final class ExactSign {
  private static final double UNIT = 0x1p-53;

  /** Below this the error terms of products may be lost to gradual underflow. */
  private static final double SAFE_MIN = 0x1p-900;

  private static final double SAFE_MAX = 0x1p+900;

  private ExactSign() {}

  /**
   * The sign of {@code sum_i x[i] * y[offset + i * stride]} over the length of x.
   *
   * @param x finite numbers
   * @param y finite numbers, read from {@code offset} in steps of {@code stride}
   * @return -1, 0 or 1
   */
  public static int dot(double[] x, double[] y, int offset, int stride) {
    double high = 0;
    double low = 0;
    double magnitude = 0;
    boolean safe = true;
    for (int i = 0, at = offset; i < x.length; i++, at += stride) {
      double product = x[i] * y[at];
      if (product == 0) {
        safe &= x[i] == 0 || y[at] == 0;
        continue;
      }
      double size = Math.abs(product);
      safe &= size > SAFE_MIN && size < SAFE_MAX;
      magnitude += size;
      double sum = high + product;
      double part = sum - high;
      low += (high - (sum - part)) + (product - part) + Math.fma(x[i], y[at], -product);
      high = sum;
    }
    double result = high + low;
    double n = x.length + 2.0;
    if (safe && Math.abs(result) > 4 * n * n * UNIT * UNIT * magnitude + UNIT * Math.abs(result)) {
      return result > 0 ? 1 : -1;
    }
    return exactDot(x, y, offset, stride);
  }

  private static int exactDot(double[] x, double[] y, int offset, int stride) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0, at = offset; i < x.length; i++, at += stride) {
      if (x[i] != 0 && y[at] != 0) {
        sum = sum.add(new BigDecimal(x[i]).multiply(new BigDecimal(y[at])));
      }
    }
    return sum.signum();
  }
}
