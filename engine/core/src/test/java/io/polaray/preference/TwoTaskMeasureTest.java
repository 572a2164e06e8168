package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.GammaFunctions;
import io.polaray.numeric.Vector;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwoTaskMeasureTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static TypeMeasure measure(Marginal first, Marginal second) {
    return IndependentPreferences.of(List.of(first, second)).exactMeasure().orElseThrow();
  }

  private static LognormalPreferences lognormal(
      double[] mean, double s0, double s1, double correlation, double[] low, double[] high) {
    double cross = correlation * s0 * s1;
    return LognormalPreferences.of(
        Vector.of(mean),
        List.of(Vector.of(s0 * s0, cross), Vector.of(cross, s1 * s1)),
        Vector.of(low),
        Vector.of(high));
  }

  /** The general quadrature, forced by a family that contains the uniform distribution. */
  @Test
  void uniformCostsByQuadratureAgreeWithTheClosedForm() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      double[] lower = {random.nextInt(2) * random.nextDouble(), random.nextDouble()};
      double[] upper = {lower[0] + random.nextDouble(), lower[1] + 2 * random.nextDouble()};
      TypeMeasure closed = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
      TypeMeasure quadrature =
          measure(Marginal.beta(1, 1, lower[0], upper[0]), Marginal.beta(1, 1, lower[1], upper[1]));
      double rate = Math.exp(3 * random.nextGaussian());
      double[] kappa = random.nextBoolean() ? new double[] {-1, rate} : new double[] {rate, -1};
      assertThat(quadrature.acceptanceProbability(kappa))
          .isCloseTo(closed.acceptanceProbability(kappa), within(1e-13));
    }
  }

  /** X / (X + Y) of independent gammas is beta. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 1, 2.5, 30})
  void gammaRatioIsBeta(double shape) {
    for (double other : new double[] {0.2, 1, 3.7}) {
      TypeMeasure measure =
          measure(Marginal.gamma(shape, 1, 0, INFINITY), Marginal.gamma(other, 1, 0, INFINITY));
      for (double rate = 1e-6; rate < 1e7; rate *= 3.7) {
        // c_1 <= rate c_0 iff c_1 / (c_0 + c_1) <= rate / (1 + rate).
        double share = rate / (1 + rate);
        double expected = GammaFunctions.betaBelow(other, shape, share, 1 / (1 + rate));
        double value = measure.acceptanceProbability(new double[] {-rate, 1});
        assertThat(value).isCloseTo(expected, within(2e-13));
        assertThat(value).isCloseTo(expected, within(1e-9 * expected));
        assertThat(measure.acceptanceProbability(new double[] {rate, -1}))
            .isCloseTo(
                GammaFunctions.betaBelow(shape, other, 1 / (1 + rate), share), within(2e-13));
      }
    }
  }

  @Test
  void exponentialRatioInClosedForm() {
    TypeMeasure measure =
        measure(Marginal.exponential(2, 0, INFINITY), Marginal.exponential(3, 0, INFINITY));
    for (double rate = 1e-3; rate < 1e4; rate *= 1.7) {
      double expected = 2 * rate / (2 * rate + 3);
      assertThat(measure.acceptanceProbability(new double[] {-rate, 1}))
          .isCloseTo(expected, within(1e-13));
    }
  }

  /** log(c_1 / c_0) is normal without truncation. */
  @ParameterizedTest
  @ValueSource(doubles = {-1, -0.9999, -0.5, 0, 0.3, 0.99, 0.999999, 1})
  void lognormalRatioIsLognormal(double correlation) {
    for (double s1 : new double[] {0.01, 0.5, 0.7, 3}) {
      LognormalPreferences preferences =
          lognormal(
              new double[] {0.2, -0.1},
              0.5,
              s1,
              correlation,
              new double[] {0, 0},
              new double[] {INFINITY, INFINITY});
      TypeMeasure measure = preferences.exactMeasure().orElseThrow();
      double variance = 0.25 + s1 * s1 - correlation * s1;
      if (variance < 1e-9) {
        continue;
      }
      NormalDistribution normal = NormalDistribution.of(-0.3, Math.sqrt(variance));
      for (double log = -4; log < 4; log += 0.37) {
        assertThat(measure.acceptanceProbability(new double[] {-Math.exp(log), 1}))
            .isCloseTo(normal.cumulativeProbability(log), within(1e-12));
        assertThat(measure.acceptanceProbability(new double[] {Math.exp(log), -1}))
            .isCloseTo(normal.survivalProbability(log), within(1e-12));
      }
    }
  }

  @Test
  void uncorrelatedTruncatedLognormalsAgreeWithTheProductQuadrature() {
    Random random = new Random(4);
    for (int round = 0; round < 100; round++) {
      double[] mean = {random.nextGaussian(), random.nextGaussian()};
      double s0 = Math.exp(random.nextGaussian());
      double s1 = Math.exp(random.nextGaussian() - 1);
      double[] low = {Math.exp(mean[0] - s0), random.nextBoolean() ? 0 : Math.exp(mean[1])};
      double[] high = {Math.exp(mean[0] + random.nextDouble()), Math.exp(mean[1] + 2 * s1)};
      TypeMeasure joint = lognormal(mean, s0, s1, 0, low, high).exactMeasure().orElseThrow();
      TypeMeasure product =
          measure(
              Marginal.lognormal(mean[0], s0, low[0], high[0]),
              Marginal.lognormal(mean[1], s1, low[1], high[1]));
      double rate = Math.exp(mean[1] - mean[0] + random.nextGaussian());
      double[] kappa = {-rate, 1};
      assertThat(joint.acceptanceProbability(kappa))
          .isCloseTo(product.acceptanceProbability(kappa), within(1e-12));
    }
  }

  static Stream<PreferenceDistribution> pairs() {
    return Stream.of(
        IndependentPreferences.of(
            List.of(Marginal.beta(0.5, 0.4, 1, 2), Marginal.beta(0.3, 2.5, 1, 2))),
        IndependentPreferences.of(
            List.of(Marginal.weibull(0.6, 1, 0.2, 4), Marginal.lognormal(0, 0.4, 0.5, 2))),
        IndependentPreferences.of(
            List.of(Marginal.uniform(1, 2), Marginal.gamma(0.4, 1, 0, INFINITY))),
        IndependentPreferences.of(
            List.of(Marginal.uniform(1, 2), Marginal.exponential(1, 1.3, 1.3))),
        IndependentPreferences.of(
            List.of(Marginal.lognormal(0, 0.01, 0, 2), Marginal.weibull(3, 1, 0, INFINITY))),
        lognormal(
            new double[] {0, 0.3}, 0.5, 0.8, 0.7, new double[] {0.5, 0.4}, new double[] {2, 3}),
        lognormal(new double[] {0, 0}, 0.5, 0.25, -1, new double[] {0.5, 0}, new double[] {2, 3}));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void contract(PreferenceDistribution preferences) {
    TypeMeasure measure = preferences.exactMeasure().orElseThrow();
    assertThat(measure.kind()).isEqualTo(TypeMeasure.Kind.EXACT);
    assertThat(measure.probabilityError()).isLessThanOrEqualTo(1e-12);
    int types = 1 << 14;
    CountedMeasure counted =
        CountedMeasure.of(preferences.sample(types, 11), TypeMeasure.Kind.SAMPLE);
    double previous = 1;
    for (double log = -4; log < 4; log += 0.0413) {
      double[] kappa = {-1, Math.exp(log)};
      double value = measure.acceptanceProbability(kappa);
      assertThat(value).isBetween(0.0, previous + 1e-12);
      assertThat(value).isCloseTo(counted.acceptanceProbability(kappa), within(6e-3));
      double rest = measure.acceptanceProbability(new double[] {1, -kappa[1]});
      assertThat(value + rest).isCloseTo(1, within(2e-12));
      double[] scaled = {0x1p40 * kappa[0], 0x1p40 * kappa[1]};
      assertThat(measure.acceptanceProbability(scaled)).isEqualTo(value);
      previous = value;
    }
    assertThat(measure.acceptanceProbability(new double[] {-1, 0})).isOne();
    assertThat(measure.acceptanceProbability(new double[] {0, 0})).isOne();
    assertThat(measure.acceptanceProbability(new double[] {0, 1})).isZero();
    assertThat(measure.acceptanceProbability(new double[] {-1e-300, 1e300})).isLessThan(1e-12);
    assertThat(measure.acceptanceProbability(new double[] {-1e300, 1e-300})).isEqualTo(1);
  }
}
