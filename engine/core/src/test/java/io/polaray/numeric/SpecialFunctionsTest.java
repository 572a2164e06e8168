package io.polaray.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Commons Numbers and Commons Statistics. */
class SpecialFunctionsTest {
  private static void assertClose(double value, double expected, double relative) {
    assertThat(value).isCloseTo(expected, within(relative * Math.abs(expected) + 1e-300));
  }

  @Test
  void complementaryErrorFunction() {
    for (double x = -6; x < 26; x += 0.0117) {
      assertClose(NormalFunctions.erfc(x), Erfc.value(x), 1e-15);
    }
    assertThat(NormalFunctions.erfc(40)).isZero();
    assertThat(NormalFunctions.erfc(-40)).isEqualTo(2);
  }

  @Test
  void normalQuantile() {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    for (int i = 1; i < 2000; i++) {
      double p = i / 2000.0;
      assertThat(NormalFunctions.quantile(p))
          .isCloseTo(normal.inverseCumulativeProbability(p), within(2e-15));
    }
    for (double p = 1e-3; p > 1e-300; p *= 0.037) {
      assertClose(NormalFunctions.quantile(p), normal.inverseCumulativeProbability(p), 2e-15);
      assertClose(NormalFunctions.below(NormalFunctions.quantile(p)), p, 1e-12);
    }
    assertThat(NormalFunctions.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NormalFunctions.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void normalIntervals() {
    assertThat(NormalFunctions.between(-1, 1)).isCloseTo(0.6826894921370859, within(1e-15));
    assertClose(NormalFunctions.between(10, 11), NormalFunctions.between(-11, -10), 1e-15);
    assertThat(NormalFunctions.between(1, 1)).isZero();
    assertThat(NormalFunctions.between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 0.5, 1, 1.5, 2.5, 7, 12, 33.3, 100})
  void incompleteGamma(double a) {
    assertThat(GammaFunctions.logGamma(a))
        .isCloseTo(LogGamma.value(a), within(8e-15 * (1 + Math.abs(LogGamma.value(a)))));
    Random random = new Random(17);
    for (int i = 0; i < 500; i++) {
      double x = a * Math.exp(4 * random.nextDouble() - 2);
      assertClose(GammaFunctions.gammaBelow(a, x), RegularizedGamma.P.value(a, x), 1e-13);
      double above = RegularizedGamma.Q.value(a, x);
      if (above > 1e-200) {
        assertClose(GammaFunctions.gammaAbove(a, x), above, 1e-12);
      }
    }
    assertThat(GammaFunctions.gammaBelow(a, 0)).isZero();
    assertThat(GammaFunctions.gammaAbove(a, Double.POSITIVE_INFINITY)).isZero();
  }

  @Test
  void incompleteBeta() {
    Random random = new Random(18);
    for (int i = 0; i < 3000; i++) {
      double a = Math.exp(6 * random.nextDouble() - 3);
      double b = Math.exp(6 * random.nextDouble() - 3);
      double x = random.nextDouble();
      double expected = RegularizedBeta.value(x, a, b);
      assertClose(GammaFunctions.betaBelow(a, b, x, 1 - x), expected, 1e-12);
    }
  }
}
