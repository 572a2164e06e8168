package io.polaray.verify;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact quotient of two integers in lowest terms.
 *
 * @param numerator any sign
 * @param denominator positive
 */
record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
  static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
  static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

  /** a / b in lowest terms; b must not be zero. */
  static Rational of(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw new IllegalArgumentException("b is 0; a quotient needs a nonzero denominator");
    }
    int places = Math.max(0, Math.max(a.scale(), b.scale()));
    BigInteger top = a.setScale(places).unscaledValue();
    BigInteger bottom = b.setScale(places).unscaledValue();
    if (bottom.signum() < 0) {
      top = top.negate();
      bottom = bottom.negate();
    }
    BigInteger divisor = top.gcd(bottom);
    return new Rational(top.divide(divisor), bottom.divide(divisor));
  }

  static Rational of(BigDecimal a) {
    return of(a, BigDecimal.ONE);
  }

  Rational subtractFrom(Rational other) {
    return reduced(
        other.numerator.multiply(denominator).subtract(numerator.multiply(other.denominator)),
        denominator.multiply(other.denominator));
  }

  Rational plus(Rational other) {
    return reduced(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Rational times(Rational other) {
    return reduced(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** This over other; other must be positive. */
  Rational over(Rational other) {
    return reduced(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  int signum() {
    return numerator.signum();
  }

  double toDouble() {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), Exact.REPORTED)
        .doubleValue();
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** The shortest double numeral when the number is a double, otherwise a fraction. */
  @Override
  public String toString() {
    double nearest = toDouble();
    if (Double.isFinite(nearest) && Rational.of(new BigDecimal(nearest)).equals(this)) {
      return Double.toString(nearest);
    }
    return numerator + "/" + denominator;
  }

  private static Rational reduced(BigInteger numerator, BigInteger denominator) {
    BigInteger divisor = numerator.gcd(denominator);
    return new Rational(numerator.divide(divisor), denominator.divide(divisor));
  }
}
