package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullInformationTest {
  private static double bound(Vector lower, Vector upper, double[] v, double[] eta) {
    return UniformPreferences.of(lower, upper).measure().fullInformationBound(v, eta);
  }

  @Test
  void threeEqualTasks() {
    double[] ones = {1, 1, 1};
    // Reference: 3.635532333, uniform costs on [1, 2]^3.
    assertThat(bound(Vector.of(1, 1, 1), Vector.of(2, 2, 2), ones, ones))
        .isCloseTo(3.635532333, within(1e-9));
  }

  @Test
  void twoTasksInClosedForm() {
    // E[(c1 + c2) max(1/c1, 1/c2)] = 1 + E[max(c1/c2, c2/c1)], and the latter is
    // 2 * integral over 1 <= c2 <= c1 <= 2 of c1 / c2 = 4 log 2 - 3/2.
    double expected = 1 + 4 * Math.log(2) - 1.5;
    assertThat(bound(Vector.of(1, 1), Vector.of(2, 2), new double[] {1, 1}, new double[] {1, 1}))
        .isBetween(expected - 1e-15, expected + 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 20, 50})
  void notBelowTheMeanOverALargeSample(int n) {
    Random random = new Random(n);
    for (int round = 0; round < 8; round++) {
      double[] lower = new double[n];
      double[] upper = new double[n];
      double[] v = new double[n];
      double[] eta = new double[n];
      for (int i = 0; i < n; i++) {
        lower[i] = 0.1 + random.nextDouble();
        upper[i] = lower[i] + (random.nextInt(5) == 0 ? 0 : 2 * random.nextDouble());
        v[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
        eta[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
      }
      UniformPreferences preferences = UniformPreferences.of(Vector.of(lower), Vector.of(upper));
      CountedMeasure counted =
          CountedMeasure.of(preferences.sample(1 << 14, round), TypeMeasure.Kind.SAMPLE);
      double mean = counted.fullInformationBound(v, eta);
      double bound = preferences.measure().fullInformationBound(v, eta);
      assertThat(bound).isCloseTo(mean, within(2e-3 * (mean + 1e-300)));
    }
  }

  @Test
  void knownCostsAndUnboundedRatios() {
    assertThat(bound(Vector.of(1, 2), Vector.of(1, 2), new double[] {3, 5}, new double[] {7, 11}))
        .isCloseTo(29 * 3, within(1e-9));
    assertThat(bound(Vector.of(0, 1), Vector.of(1, 2), new double[] {1, 1}, new double[] {1, 1}))
        .isInfinite();
    // Only the task with unbounded ratio is endowed: E[c1 max(1 / c1, 1 / c2)] is finite.
    assertThat(bound(Vector.of(0, 1), Vector.of(1, 2), new double[] {1, 1}, new double[] {1, 0}))
        .isCloseTo(1, within(1e-12));
    assertThat(bound(Vector.of(0, 1), Vector.of(1, 2), new double[] {0, 1}, new double[] {1, 1}))
        .isCloseTo(1 + 0.5 * Math.log(2), within(1e-12));
    assertThat(bound(Vector.of(0, 1), Vector.of(1, 2), new double[] {0, 0}, new double[] {1, 1}))
        .isZero();
  }

  @Test
  void wideAndNarrowIntervals() {
    double narrow =
        bound(
            Vector.of(1e9, 1e-9),
            Vector.of(1e9 + 1, 1e-9 + 1e-18),
            new double[] {1, 1},
            new double[] {1, 1});
    assertThat(narrow).isBetween(1 + 1e18 * (1 - 1e-8), 1 + 1e18 * (1 + 1e-4));
    double wide =
        bound(Vector.of(1e-9, 1e-9), Vector.of(1e9, 1e9), new double[] {1, 1}, new double[] {1, 1});
    // 1 + E[max(c1/c2, c2/c1)] with E[c1/c2; c2 < c1] = integral of c1 (log c1 - log 1e-9) / 1e18.
    double each = (0.5 * (Math.log(1e9) - Math.log(1e-9)) - 0.25);
    assertThat(wide).isCloseTo(1 + 2 * each, within(1e-6 * wide));
  }
}
