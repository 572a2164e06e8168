package io.polaray.verify.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveSeriesTest {
  private static final CostTransform UNIFORM = CostTransform.uniform(0.5, 1.5);

  /** {@code P(a u + b v <= t)} for u and v uniform on [-1, 1], by slices of v. */
  private static double ofTwo(double a, double b, double t) {
    int slices = 20000;
    double sum = 0;
    for (int n = 0; n < slices; n++) {
      double v = (2 * n + 1.0) / slices - 1;
      sum += Math.max(0, Math.min(1, 0.5 + (t - b * v) / (2 * a)));
    }
    return sum / slices;
  }

  /** The error bound holds, also where one cost hardly varies and its factor does not fall. */
  @Test
  void errorsAreWithinTheirBounds() {
    SplittableRandom random = new SplittableRandom(1);
    WaveSeries series = new WaveSeries(3);
    int tight = 0;
    for (int trial = 0; trial < 200; trial++) {
      double b = Math.exp(random.nextDouble(-9, 0));
      double threshold = random.nextDouble(-1, 1) * (1 + b);
      series.clear();
      series.add(UNIFORM, 1, random.nextBoolean());
      series.add(UNIFORM, b, random.nextBoolean());
      series.open(threshold, 0.1, 1e-7, 0);
      double found = series.probability(threshold);
      double bound = series.error();
      assertThat(found).isCloseTo(ofTwo(1, b, threshold), within(bound + 2e-9));
      tight += bound < 3e-6 ? 1 : 0;
      double other = threshold + random.nextDouble(-0.1, 0.1);
      found = series.probability(other);
      assertThat(found).isCloseTo(ofTwo(1, b, other), within(series.error() + 2e-9));
      double size = 1 + random.nextDouble(-0.1, 0.1);
      found = series.probability(0, size, threshold);
      assertThat(found).isCloseTo(ofTwo(size, b, threshold), within(series.error() + 2e-9));
      // The first ray again.
      found = series.probability(threshold);
      assertThat(found).isCloseTo(ofTwo(1, b, threshold), within(series.error() + 2e-9));
      assertThat(series.error()).isEqualTo(bound);
      assertThat(series.hasRoom(threshold, 0.099)).isTrue();
      assertThat(series.hasRoom(threshold, 0.101)).isFalse();
    }
    assertThat(tight).isGreaterThan(100);
  }

  /** How many terms known rays need: the bound on the rest is no looser than it was. */
  @ParameterizedTest
  @CsvSource({
    "uniform, 1, 1, 1, 0.3, 1e-7, 35",
    "uniform, 1, 1, 0.1, 0.3, 1e-7, 55",
    "uniform, 1, 0.001, 0.001, 0.3, 1e-5, 212",
    "exponential, 1, 1, 1, -1, 1e-7, 350",
    "exponential, 1, 0.5, 0.1, -0.7, 1e-7, 350",
    "exponential, 1, 0.5, 0.1, -0.7, 1e-5, 109",
    "exponential, 1, 0.03, 0.01, -0.7, 1e-5, 284",
  })
  void theSeriesEndsInTime(
      String kind, double a, double b, double c, double threshold, double maxTail, int terms) {
    CostTransform cost =
        kind.equals("uniform") ? UNIFORM : CostTransformTest.exponential(0.2, 0.3, 2.3);
    WaveSeries series = new WaveSeries(3);
    series.clear();
    series.add(cost, a, false);
    series.add(cost, b, true);
    series.add(cost, c, false);
    series.open(threshold, 0, maxTail, 0);
    assertThat(series.probability(threshold)).isBetween(0.01, 0.99);
    assertThat(series.terms()).isEqualTo(terms);
    assertThat(series.error()).isLessThan(1e-3);
  }
}
