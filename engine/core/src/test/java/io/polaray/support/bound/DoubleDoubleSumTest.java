package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against exact arithmetic, on sums that cancel almost completely. */
class DoubleDoubleSumTest {
  private static BigDecimal exact(double x) {
    return new BigDecimal(x);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void agreesWithExactArithmetic(int n) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(n);
    DoubleDoubleSum sum = new DoubleDoubleSum(n);
    double[] powers = new double[1 << n];
    int cancelled = 0;
    for (int trial = 0; trial < 60; trial++) {
      sum.reset();
      BigDecimal offset = BigDecimal.ZERO;
      BigDecimal[] coefficients = new BigDecimal[n];
      for (int j = 0; j < n; j++) {
        double kappa = (random.nextDouble() - 0.5) * (random.nextInt(3) == 0 ? 1e-5 : 1);
        double lower = 0.1 + random.nextDouble();
        double upper = lower + random.nextDouble();
        sum.coefficient(j, kappa, lower, upper);
        coefficients[j] = exact(upper).subtract(exact(lower)).multiply(exact(kappa));
        sum.subtractProduct(kappa, lower);
        offset = offset.subtract(exact(kappa).multiply(exact(lower)));
      }
      double shift = -0.5 - random.nextDouble();
      sum.subtractProduct(shift, 0.7);
      offset = offset.subtract(exact(shift).multiply(exact(0.7)));
      BigDecimal total = BigDecimal.ZERO;
      BigDecimal size = BigDecimal.ZERO;
      BigDecimal[] signed = new BigDecimal[1 << n];
      for (int v = 0; v < 1 << n; v++) {
        BigDecimal y = offset;
        for (int j = 0; j < n; j++) {
          y = (v >> j & 1) != 0 ? y.subtract(coefficients[j]) : y;
        }
        boolean positive = y.signum() > 0;
        BigDecimal power = positive ? y.pow(n - 1) : BigDecimal.ZERO;
        signed[v] = Integer.bitCount(v) % 2 == 0 ? power : power.negate();
        total = total.add(signed[v].multiply(y));
        size = size.add(power.multiply(y.abs().add(BigDecimal.ONE)));
      }
      check(sum.sum(n, powers), total, size);
      for (int j = 0; j < n; j++) {
        BigDecimal part = BigDecimal.ZERO;
        for (int v = 0; v < 1 << n; v++) {
          part = (v >> j & 1) != 0 ? part.add(signed[v]) : part;
        }
        check(powers[1 << j], part, size);
      }
      BigDecimal all = BigDecimal.ZERO;
      for (BigDecimal power : signed) {
        all = all.add(power);
      }
      check(powers[0], all, size);
      cancelled += total.abs().doubleValue() < 1e-4 * size.doubleValue() ? 1 : 0;
    }
    assertThat(cancelled).isGreaterThan(n > 2 ? 5 : -1);
  }

  /** Up to the rounding of the result to a double and 2^-97 of the terms. */
  private static void check(double found, BigDecimal expected, BigDecimal size) {
    BigDecimal error = exact(found).subtract(expected).abs();
    BigDecimal allowed =
        expected
            .abs()
            .multiply(exact(0x1p-52))
            .add(size.multiply(exact(0x1p-97)), MathContext.DECIMAL64);
    assertThat(error).isLessThanOrEqualTo(allowed);
  }
}
