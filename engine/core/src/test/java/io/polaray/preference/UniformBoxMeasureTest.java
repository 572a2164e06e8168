package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UniformBoxMeasureTest {
  private static UniformBoxMeasure oneTwo(int tasks) {
    double[] upper = new double[tasks];
    java.util.Arrays.fill(upper, 2);
    double[] lower = new double[tasks];
    java.util.Arrays.fill(lower, 1);
    return UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
  }

  private static double probability(double... kappa) {
    return oneTwo(kappa.length).acceptanceProbability(kappa);
  }

  @Test
  void rationalReferenceValues() {
    assertThat(probability(-1, 0.6, 0.6)).isCloseTo(31 / 135.0, within(1e-14));
    assertThat(probability(-1, -1, 2.5)).isCloseTo(5 / 24.0, within(1e-14));
    assertThat(probability(1, 1, 1, 1, -5)).isCloseTo(479 / 600.0, within(1e-14));
    assertThat(probability(-1, 1.5)).isCloseTo(1 / 12.0, within(1e-15));
  }

  @Test
  void certainEventsAreExact() {
    assertThat(probability(-1, 2.000001, 0)).isZero();
    assertThat(probability(-1, 0.499999)).isOne();
    assertThat(probability(0, 0, 0)).isOne();
    assertThat(probability(0, -1)).isOne();
    assertThat(probability(1, 0)).isZero();
  }

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  /** Directions whose entries have scales from 1e-12 to 1, on boxes with all kinds of widths. */
  private static void randomise(
      Random random, double[] kappa, double[] lower, double[] upper, int hardness) {
    boolean negative = false;
    boolean positive = false;
    while (!negative || !positive) {
      negative = false;
      positive = false;
      for (int i = 0; i < kappa.length; i++) {
        double scale = Math.pow(10, -random.nextInt(hardness + 1) * random.nextDouble());
        kappa[i] = scale * (random.nextBoolean() ? -1 : 1) * (0.2 + random.nextDouble());
        if (hardness > 2 && random.nextInt(10) == 0) {
          kappa[i] = random.nextInt(3) - 1;
        }
        double width = Math.pow(10, -random.nextInt(hardness + 1) * random.nextDouble());
        lower[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 3;
        upper[i] = lower[i] + width;
        if (hardness > 2 && random.nextInt(8) == 0) {
          lower[i] = 1 + random.nextDouble();
          upper[i] = lower[i];
        }
        negative |= kappa[i] < 0;
        positive |= kappa[i] > 0;
      }
      balance(random, kappa, lower, upper);
    }
  }

  /** Rescales the positive entries so that c . kappa is near 0 somewhere inside the box. */
  private static void balance(Random random, double[] kappa, double[] lower, double[] upper) {
    double shed = 0;
    double taken = 0;
    for (int i = 0; i < kappa.length; i++) {
      double cost = lower[i] + random.nextDouble() * (upper[i] - lower[i]);
      if (kappa[i] < 0) {
        shed -= kappa[i] * cost;
      } else {
        taken += kappa[i] * cost;
      }
    }
    for (int i = 0; i < kappa.length && shed > 0 && taken > 0; i++) {
      kappa[i] *= kappa[i] > 0 ? shed / taken : 1;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithExactArithmetic(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      int n = 2 + random.nextInt(6);
      double[] kappa = new double[n];
      double[] lower = new double[n];
      double[] upper = new double[n];
      randomise(random, kappa, lower, upper, random.nextInt(13));
      UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
      UniformBoxMeasure.Work work = measure.newWork();
      double exact = ExactBoxProbability.probability(kappa, lower, upper);
      double value = measure.acceptanceProbability(kappa, work);
      String what = Vector.of(kappa) + " on " + Vector.of(lower) + ", " + Vector.of(upper);
      assertThat(value).as(what).isCloseTo(exact, within(1e-13));
      assertThat(measure.upperProbability(kappa, work)).as(what).isBetween(exact, exact + 2e-13);
      assertThat(measure.lowerProbability(kappa, work)).as(what).isBetween(exact - 2e-13, exact);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 12, 13})
  void agreesWithExactArithmeticForManyTasks(int n) {
    Random random = new Random(n);
    int rounds = 1 << Math.max(0, 14 - n);
    for (int round = 0; round < rounds; round++) {
      double[] kappa = new double[n];
      double[] lower = new double[n];
      double[] upper = new double[n];
      randomise(random, kappa, lower, upper, round % 4);
      UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
      UniformBoxMeasure.Work work = measure.newWork();
      double exact = ExactBoxProbability.probability(kappa, lower, upper);
      assertThat(measure.acceptanceProbability(kappa, work)).isCloseTo(exact, within(1e-13));
      assertThat(measure.upperProbability(kappa, work)).isBetween(exact, exact + 5e-13);
      assertThat(measure.lowerProbability(kappa, work)).isBetween(exact - 5e-13, exact);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void gradientAgreesWithExactArithmetic(int seed) {
    Random random = new Random(1000 + seed);
    for (int round = 0; round < 20; round++) {
      int n = 2 + random.nextInt(7);
      double[] kappa = new double[n];
      double[] lower = new double[n];
      double[] upper = new double[n];
      randomise(random, kappa, lower, upper, random.nextInt(5));
      UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
      double[] gradient = new double[n];
      double value = measure.probabilityAndGradient(kappa, gradient, measure.newWork());
      double exact = ExactBoxProbability.probability(kappa, lower, upper);
      assertThat(value).isCloseTo(exact, within(1e-13));
      if (exact == 0 || exact == 1) {
        continue;
      }
      double largest = 0;
      double homogeneity = 0;
      for (int i = 0; i < n; i++) {
        largest = Math.max(largest, Math.abs(kappa[i]) * (upper[i] - lower[i]));
        homogeneity += gradient[i] * kappa[i];
        assertThat(gradient[i]).isNotPositive();
      }
      // P is homogeneous of degree 0, so its gradient is orthogonal to kappa.
      double size = 0;
      for (int i = 0; i < n; i++) {
        size += Math.abs(gradient[i] * kappa[i]);
      }
      assertThat(homogeneity).isCloseTo(0, within(1e-11 * (1 + size)));
      for (int i = 0; i < n; i++) {
        double exactPartial = ExactBoxProbability.partial(kappa, lower, upper, i);
        assertThat(gradient[i] * largest)
            .as(
                "partial %s of %s on %s, %s",
                i, Vector.of(kappa), Vector.of(lower), Vector.of(upper))
            .isCloseTo(
                exactPartial * largest, within(1e-10 * (1 + Math.abs(exactPartial * largest))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7, 11, 13, 20, 50})
  void zeroSumOnEqualIntervalsIsOneHalf(int n) {
    Random random = new Random(n);
    for (int round = 0; round < 20; round++) {
      double[] kappa = new double[n];
      int sum = 0;
      for (int i = 1; i < n; i++) {
        int entry = random.nextInt(2001) - 1000;
        kappa[i] = entry / 1024.0;
        sum += entry;
      }
      kappa[0] = -sum / 1024.0;
      double expected = Vector.of(kappa).maxAbsolute() == 0 ? 1 : 0.5;
      assertThat(probability(kappa)).isCloseTo(expected, within(1e-13));
    }
  }

  @Test
  void monotoneScaleFreeAndSymmetricUnderRelabelling() {
    Random random = new Random(7);
    for (int round = 0; round < 400; round++) {
      int n = 2 + random.nextInt(12);
      double[] kappa = new double[n];
      double[] lower = new double[n];
      double[] upper = new double[n];
      randomise(random, kappa, lower, upper, random.nextInt(8));
      UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
      double value = measure.acceptanceProbability(kappa);
      assertThat(value).isBetween(0.0, 1.0);
      int raised = random.nextInt(n);
      double[] higher = kappa.clone();
      higher[raised] += random.nextDouble() * 1e-3;
      assertThat(measure.acceptanceProbability(higher)).isLessThanOrEqualTo(value + 2e-13);
      double[] scaled = kappa.clone();
      double[] reversed = kappa.clone();
      double[] reversedLower = lower.clone();
      double[] reversedUpper = upper.clone();
      double factor = Math.scalb(1.0, random.nextInt(200) - 100);
      for (int i = 0; i < n; i++) {
        scaled[i] *= factor;
        reversed[i] = kappa[n - 1 - i];
        reversedLower[i] = lower[n - 1 - i];
        reversedUpper[i] = upper[n - 1 - i];
      }
      assertThat(measure.acceptanceProbability(scaled)).isCloseTo(value, within(2e-13));
      UniformBoxMeasure relabelled =
          UniformBoxMeasure.of(Vector.of(reversedLower), Vector.of(reversedUpper));
      assertThat(relabelled.acceptanceProbability(reversed)).isCloseTo(value, within(2e-13));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 20, 50})
  void agreesWithCountingOnALargeSample(int n) {
    Random random = new Random(n);
    int types = 1 << 15;
    for (int round = 0; round < 3; round++) {
      double[] kappa = new double[n];
      double[] lower = new double[n];
      double[] upper = new double[n];
      randomise(random, kappa, lower, upper, round);
      UniformPreferences preferences = UniformPreferences.of(Vector.of(lower), Vector.of(upper));
      CountedMeasure counted =
          CountedMeasure.of(preferences.sample(types, round), TypeMeasure.Kind.SAMPLE);
      assertThat(preferences.measure().acceptanceProbability(kappa))
          .isCloseTo(counted.acceptanceProbability(kappa), within(4 * 0.5 / Math.sqrt(types)));
    }
  }

  @Test
  void narrowBoxesFarFromTheOriginAreResolved() {
    double[] lower = {1e9, 1e9, 1e9};
    double[] upper = {1e9 + 1e-3, 1e9 + 2e-3, 1e9 + 1e-3};
    UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
    double[] kappa = {-1, 0.5, 0.5};
    assertThat(measure.acceptanceProbability(kappa))
        .isCloseTo(ExactBoxProbability.probability(kappa, lower, upper), within(1e-13));
    double[] shifted = {-1, 0.5, 0.5 + 0x1p-42};
    assertThat(measure.acceptanceProbability(shifted))
        .isCloseTo(ExactBoxProbability.probability(shifted, lower, upper), within(1e-13));
  }

  @Test
  void knownCostsAreDecidedExactlyAndTiesAccept() {
    UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(0.1, 0.3), Vector.of(0.1, 0.3));
    // 3 * 0.1 < 0.3 fails for the doubles: 3 * 0.1 is a little more than the double 0.3.
    assertThat(measure.acceptanceProbability(new double[] {-3, 1})).isOne();
    assertThat(measure.acceptanceProbability(new double[] {3, -1})).isZero();
    assertThat(measure.acceptanceProbability(new double[] {0.3, -0.1})).isOne();
    assertThat(measure.acceptanceProbability(new double[] {-0.3, 0.1})).isOne();
  }
}
