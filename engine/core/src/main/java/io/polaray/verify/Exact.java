package io.polaray.verify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Sums and products of doubles as exact decimals. */
final class Exact {
  /** Places after the point to which quotients are rounded; their error is at most 1e-60. */
  static final int PLACES = 60;

  /** Context for quotients that are reported, not used in a proof. */
  static final MathContext REPORTED = new MathContext(20, RoundingMode.HALF_EVEN);

  private Exact() {}

  static BigDecimal dot(List<BigDecimal> a, List<BigDecimal> b) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).signum() != 0 && b.get(i).signum() != 0) {
        sum = sum.add(a.get(i).multiply(b.get(i)));
      }
    }
    return sum;
  }

  /** a / b rounded half-even to {@link #PLACES} places. */
  static BigDecimal quotient(BigDecimal a, BigDecimal b) {
    return a.divide(b, PLACES, RoundingMode.HALF_EVEN);
  }

  static BigDecimal max(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  static BigDecimal positivePart(BigDecimal a) {
    return a.signum() > 0 ? a : BigDecimal.ZERO;
  }

  /** Whether {@code |a - b| <= tolerance}. */
  static boolean within(BigDecimal a, BigDecimal b, BigDecimal tolerance) {
    return a.subtract(b).abs().compareTo(tolerance) <= 0;
  }
}
