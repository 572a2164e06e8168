package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.NormalFunctions;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

  private static double[] quantiles(Marginal marginal) {
    return IntStream.range(0, 300).mapToDouble(i -> marginal.quantile((i + 0.5) / 300)).toArray();
  }

  private static double mean(double[] first, double[] second, double[] v, double[] eta) {
    double sum = 0;
    for (double a : first) {
      for (double b : second) {
        sum += (eta[0] * a + eta[1] * b) * Math.max(v[0] / a, v[1] / b);
      }
    }
    return sum / first.length / second.length;
  }

  @Test
  void twoIndependentCostsOfAnyFamily() {
    Marginal[] marginals = {
      Marginal.uniform(1, 2),
      Marginal.lognormal(0, 0.4, 0.5, 3),
      Marginal.lognormal(0, 0.4, 0, Double.POSITIVE_INFINITY),
      Marginal.gamma(4, 0.5, 0, Double.POSITIVE_INFINITY),
      Marginal.gamma(0.5, 1, 0.2, 4),
      Marginal.beta(0.5, 0.6, 1, 2),
      Marginal.weibull(3, 1, 0, 3),
      Marginal.exponential(1, 0.5, Double.POSITIVE_INFINITY),
      Marginal.exponential(1, 1.5, 1.5)
    };
    double[][] settings = {{1, 1, 1, 1}, {0.3, 1, 2, 0.5}, {1, 0, 1, 1}, {1, 2, 0, 1}};
    for (Marginal first : marginals) {
      double[] firstQuantiles = quantiles(first);
      for (Marginal second : marginals) {
        double[] secondQuantiles = quantiles(second);
        for (double[] setting : settings) {
          double[] v = {setting[0], setting[1]};
          double[] eta = {setting[2], setting[3]};
          double bound = IndependentFullInformation.bound(List.of(first, second), v, eta);
          double expected = mean(firstQuantiles, secondQuantiles, v, eta);
          assertThat(bound)
              .as("%s, %s", first, second)
              .isCloseTo(expected, within(0.01 * expected));
        }
      }
    }
  }

  @Test
  void independentCostsAgreeWithTheUniformFormula() {
    Random random = new Random(5);
    for (int round = 0; round < 60; round++) {
      int n = 2 + random.nextInt(6);
      ArrayList<Marginal> uniform = new ArrayList<>();
      ArrayList<Marginal> beta = new ArrayList<>();
      double[] v = new double[n];
      double[] eta = new double[n];
      for (int i = 0; i < n; i++) {
        double lower = 0.1 + random.nextDouble();
        double upper = lower + (random.nextInt(5) == 0 ? 0 : 2 * random.nextDouble());
        uniform.add(Marginal.uniform(lower, upper));
        beta.add(Marginal.beta(1, 1, lower, upper));
        v[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
        eta[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
      }
      double reference =
          IndependentPreferences.of(uniform)
              .exactMeasure()
              .orElseThrow()
              .fullInformationBound(v, eta);
      assertThat(IndependentFullInformation.bound(beta, v, eta))
          .isBetween(reference * (1 - 1e-11), reference * (1 + 1e-6) + 1e-300);
    }
  }

  @Test
  void exponentialCostsHaveInfiniteInverseMean() {
    Marginal exponential = Marginal.exponential(1, 0, Double.POSITIVE_INFINITY);
    Marginal gamma = Marginal.gamma(1.0001, 1, 0, 2);
    double[] ones = {1, 1};
    assertThat(IndependentFullInformation.bound(List.of(exponential, gamma), ones, ones))
        .isInfinite();
    assertThat(
            IndependentFullInformation.bound(
                List.of(gamma, exponential), ones, new double[] {1, 0}))
        .isInfinite();
    assertThat(
            IndependentFullInformation.bound(
                List.of(gamma, exponential), ones, new double[] {0, 1}))
        .isFinite();
  }

  /** E[max(c0/c1, c1/c0)] of two lognormals, from the normal distribution function. */
  @Test
  void correlatedLognormalInClosedForm() {
    double[][] covariances = {{0.25, 0.1, 0.16}, {0.25, -0.1, 0.16}, {0.25, 0.2, 0.16}};
    for (double[] covariance : covariances) {
      LognormalPreferences preferences =
          LognormalPreferences.of(
              Vector.of(0.1, -0.2),
              List.of(
                  Vector.of(covariance[0], covariance[1]), Vector.of(covariance[1], covariance[2])),
              Vector.of(0, 0),
              Vector.of(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
      double variance = covariance[0] + covariance[2] - 2 * covariance[1];
      double s = Math.sqrt(variance);
      double m = 0.3;
      // E[e^|y|] for y normal(m, s): 1 + expected excess, by partial means of a lognormal.
      double expected =
          Math.exp(m + variance / 2) * NormalFunctions.below(m / s + s)
              + Math.exp(-m + variance / 2) * NormalFunctions.below(-m / s + s);
      double bound =
          preferences
              .exactMeasure()
              .orElseThrow()
              .fullInformationBound(new double[] {1, 1}, new double[] {1, 1});
      assertThat(bound).isBetween(1 + expected, (1 + expected) * (1 + 1e-9));
    }
  }
}
