package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import io.polaray.preference.UniformBoxMeasure;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxProbabilityTest {
  /** Accuracy of the measure the kernel is compared with. */
  private static final double MEASURE_ERROR = 2e-12;

  private static double[] direction(UniformRandomProvider random, int tasks) {
    double[] kappa = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      double size = Math.exp((random.nextInt(4) == 0 ? 30 : 3) * (random.nextDouble() - 0.7));
      kappa[i] = random.nextBoolean() ? -size : size;
      if (random.nextInt(8) == 0) {
        kappa[i] = 0;
      }
    }
    return kappa;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void enclosesTheProbability(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    for (int box = 0; box < 40; box++) {
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      double narrow = box % 4 == 0 ? 1e-5 : 1;
      for (int i = 0; i < tasks; i++) {
        lower[i] = 0.05 + random.nextDouble();
        upper[i] = lower[i] + narrow * random.nextDouble() + (box % 5 == 0 && i == 0 ? 0 : 1e-9);
      }
      BoxProbability kernel = new BoxProbability(lower, upper);
      UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
      for (int n = 0; n < 200; n++) {
        double[] kappa = direction(random, tasks);
        double exact = measure.acceptanceProbability(kappa);
        assertThat(kernel.upper(kappa)).isBetween(exact - MEASURE_ERROR, 1.0);
        assertThat(kernel.lower(kappa)).isBetween(0.0, exact + MEASURE_ERROR);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void isTightForCoefficientsOfOneSize(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
    double[] lower = Arrays.copyOf(new double[] {0.2, 0.4, 0.1, 0.3, 0.25, 0.5, 0.15, 0.3}, tasks);
    double[] upper = Arrays.copyOf(new double[] {1.2, 1.1, 1.4, 0.8, 1.0, 1.5, 0.9, 1.2}, tasks);
    BoxProbability kernel = new BoxProbability(lower, upper);
    UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
    int between = 0;
    for (int n = 0; n < 500; n++) {
      double[] kappa = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        kappa[i] = (random.nextBoolean() ? 1 : -1) * (0.3 + random.nextDouble());
      }
      double exact = measure.acceptanceProbability(kappa);
      double error = tasks < 7 ? 1e-10 : 1e-8;
      assertThat(kernel.upper(kappa)).isCloseTo(exact, within(error));
      assertThat(kernel.lower(kappa)).isCloseTo(exact, within(error));
      assertThat(kernel.upperWithElasticity(kappa, new double[tasks]))
          .isEqualTo(kernel.upper(kappa));
      between += exact > 0.01 && exact < 0.99 ? 1 : 0;
    }
    assertThat(between).isGreaterThan(100);
  }

  /** A coefficient that is fixed costs as much as its cost varies, and on the right side. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-4, 1e-5, 1e-7})
  void smallCoefficientsCostLittle(double small) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(31);
    double[] lower = {0.2, 0.4, 0.1, 0.3, 0.25, 0.4, 0.2, 0.6};
    double[] upper = {1.2, 1.1, 1.4, 0.8, 1.0, 1.4, 0.8, 1};
    BoxProbability kernel = new BoxProbability(lower, upper);
    UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
    for (int n = 0; n < 200; n++) {
      double[] kappa = new double[8];
      for (int i = 0; i < 8; i++) {
        kappa[i] = (random.nextBoolean() ? 1 : -1) * (0.3 + random.nextDouble());
        kappa[i] *= i > 2 ? small : 1;
      }
      kappa[0] = -1;
      kappa[1] = Math.abs(kappa[1]);
      double exact = measure.acceptanceProbability(kappa);
      double above = kernel.upper(kappa);
      double below = kernel.lower(kappa);
      assertThat(above).isGreaterThanOrEqualTo(exact - MEASURE_ERROR);
      assertThat(below).isLessThanOrEqualTo(exact + MEASURE_ERROR);
      assertThat(above - below).isLessThan(1e-9 + 20 * small);
    }
  }

  /** Elasticities against difference quotients, of give-ups and take-ons. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void elasticitiesAreDerivatives(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(60 + tasks);
    int used = 0;
    for (int n = 0; n < 200; n++) {
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      double[] kappa = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = 0.1 + random.nextDouble();
        upper[i] = lower[i] + 0.3 + random.nextDouble();
        kappa[i] = (i == 0 || random.nextInt(3) == 0 ? -1 : 1) * (0.3 + random.nextDouble());
        // Fixed at an end: the measure below knows this cost.
        if (i > 1 && random.nextInt(4) == 0) {
          upper[i] = lower[i];
        }
      }
      BoxProbability kernel = new BoxProbability(lower, upper);
      UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
      double p = measure.acceptanceProbability(kappa);
      double[] elasticity = new double[tasks];
      kernel.upperWithElasticity(kappa, elasticity);
      if (p < 0.05 || p > 0.999 || Double.isInfinite(kernel.elasticityError())) {
        continue;
      }
      used++;
      assertThat(kernel.elasticityError()).isBetween(1e-16, 1e-6);
      double h = 1e-5;
      for (int i = 0; i < tasks; i++) {
        double[] more = kappa.clone();
        double[] less = kappa.clone();
        more[i] *= 1 + h;
        less[i] *= 1 - h;
        double change = measure.acceptanceProbability(more) - measure.acceptanceProbability(less);
        assertThat(elasticity[i]).isCloseTo(change / (2 * h * p), within(2e-4));
      }
    }
    assertThat(used).isGreaterThan(40);
  }

  /** The bounds on rounding errors that the class states, written out. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void errorBoundsAreThoseStated(int n) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(90 + n);
    double unit = 0x1p-53;
    int used = 0;
    for (int trial = 0; trial < 300; trial++) {
      double[] lower = new double[n];
      double[] upper = new double[n];
      double[] kappa = new double[n];
      double size = 0;
      double threshold = 0;
      double reach = 0;
      double divisor = 1;
      for (int i = 0; i < n; i++) {
        lower[i] = 0.1 + random.nextDouble();
        upper[i] = lower[i] + 0.1 + random.nextDouble();
        kappa[i] = (i == 0 || random.nextInt(3) == 0 ? -1 : 1) * (0.1 + random.nextDouble());
        size += Math.abs(kappa[i]) * upper[i];
        threshold -= kappa[i] * lower[i];
        reach -= kappa[i] * (kappa[i] > 0 ? lower[i] : upper[i]);
        divisor *= (i + 1) * Math.abs(kappa[i]) * (upper[i] - lower[i]);
      }
      double powers = 0;
      for (int v = 0; v < 1 << n; v++) {
        double y = threshold;
        for (int i = 0; i < n; i++) {
          y -= (v >> i & 1) * kappa[i] * (upper[i] - lower[i]);
        }
        powers += Math.pow(Math.max(0, y), n - 1);
      }
      double count = 1 << n;
      double factor = size * unit * (32 * n + count) / divisor;
      double error = factor * (1.01 * powers + count * Math.pow(28028 * unit * size, n - 1));
      BoxProbability kernel = new BoxProbability(lower, upper);
      double above = kernel.upper(kappa);
      double below = kernel.lower(kappa);
      if (above == 1 || below == 0 || error > 9e-11) {
        continue;
      }
      used++;
      double half = 0.5 * (above - below);
      assertThat(half).isCloseTo(error + 32 * unit, within(0.01 * half + 2e-16));
      double[] elasticity = new double[n];
      kernel.upperWithElasticity(kappa, elasticity);
      double largest = Arrays.stream(elasticity).map(Math::abs).max().orElse(0);
      double slope = n * count * factor * Math.pow(reach, n - 2);
      double p = 0.5 * (above + below);
      assertThat(kernel.elasticityError())
          .isCloseTo(
              (size * slope + (largest + 2) * half) / p + 16 * unit,
              within(0.01 * kernel.elasticityError()));
      double rate = 0.5 * (kernel.hazardLower() + kernel.hazardUpper());
      double width = kernel.hazardUpper() - kernel.hazardLower();
      if (kernel.hazardLower() > 0) {
        assertThat(width)
            .isCloseTo(
                4 * (slope + rate * half) / p + 32 * unit * rate,
                within(0.01 * width + 2e-16 * rate));
      }
      for (int i = 0; i < n; i++) {
        assertThat(kernel.certainCost(i)).isEqualTo(lower[i]);
      }
    }
    assertThat(used).isGreaterThan(60);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-9, -0.5, 0.5, 9})
  void logLaplaceIsRoundedUp(double y) {
    BoxProbability kernel = new BoxProbability(new double[] {0.3}, new double[] {1.7});
    double mean = (Math.exp(-y * 0.3) - Math.exp(-y * 1.7)) / (y * 1.4);
    double slack = 1e-14 * (1 + Math.abs(y) * 1.7);
    assertThat(kernel.logLaplace(0, y) - Math.log(mean)).isBetween(0.5 * slack, 1.5 * slack);
  }

  /** One cost varies, or none: there is no density in the logs to speak of. */
  @Test
  void fewerThanTwoCostsThatVary() {
    BoxProbability one = new BoxProbability(new double[] {1, 2}, new double[] {2, 2});
    double[] elasticity = {7, 7};
    assertThat(one.upperWithElasticity(new double[] {-1, 0.6}, elasticity))
        .isCloseTo(0.8, within(1e-12));
    assertThat(one.elasticityError()).isInfinite();
    assertThat(one.hazardUpper()).isInfinite();
    assertThat(one.hazardLower()).isZero();
    assertThat(elasticity).containsOnly(0);
    BoxProbability none = new BoxProbability(new double[] {1, 2}, new double[] {1, 2});
    for (double b : new double[] {0.5, 0.5 * (1 - 1e-15), 0.5 * (1 + 1e-15)}) {
      double[] kappa = {-1, b};
      assertThat(none.upperWithElasticity(kappa, elasticity)).isEqualTo(1);
      assertThat(none.elasticityError()).isInfinite();
      assertThat(none.upper(kappa)).isEqualTo(1);
      assertThat(none.lower(kappa)).isZero();
    }
    assertThat(none.upperWithElasticity(new double[] {-1, 0.49}, elasticity)).isEqualTo(1);
    assertThat(none.elasticityError()).isZero();
    assertThat(none.hazardUpper()).isZero();
    assertThat(none.upperWithElasticity(new double[] {-1, 0.51}, elasticity)).isZero();
    assertThat(none.lower(new double[] {-1, 0.49})).isEqualTo(1);
  }

  /** The tangent in the logs of the positive entries is an upper bound everywhere. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void tangentsLieAboveTheProbability(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(100 + tasks);
    int used = 0;
    for (int n = 0; n < 600; n++) {
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = 0.05 + random.nextDouble();
        upper[i] = lower[i] + 0.1 + random.nextDouble();
      }
      BoxProbability kernel = new BoxProbability(lower, upper);
      UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
      double[] kappa = direction(random, tasks);
      double[] elasticity = new double[tasks];
      double p = kernel.upperWithElasticity(kappa, elasticity);
      double error = kernel.elasticityError();
      if (Double.isInfinite(error) || p == 0) {
        continue;
      }
      used++;
      for (int trial = 0; trial < 20; trial++) {
        double[] other = kappa.clone();
        double exponent = 0;
        for (int i = 0; i < tasks; i++) {
          if (kappa[i] > 0) {
            double d = (trial < 10 ? 0.1 : 2) * (random.nextDouble() - 0.5);
            other[i] *= Math.exp(d);
            exponent += elasticity[i] * d + error * Math.abs(d);
          }
        }
        assertThat(measure.acceptanceProbability(other))
            .isLessThanOrEqualTo(p * Math.exp(exponent) * (1 + 1e-12) + MEASURE_ERROR);
      }
    }
    assertThat(used).isGreaterThan(100);
  }

  /** With take-ons that vary from 0 on, give-ups too, and the part of a cost that is certain. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void hazardTangentsLieAboveTheProbability(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(200 + tasks);
    int used = 0;
    for (int n = 0; n < 400; n++) {
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = (n % 3 == 0 ? 0.02 : 0.2) + random.nextDouble();
        upper[i] = lower[i] + 0.1 + random.nextDouble() + (n % 3 == 0 && i == 0 ? 4 : 0);
      }
      BoxProbability kernel = new BoxProbability(lower, upper);
      UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(lower), Vector.of(upper));
      double[] kappa = HazardTangents.direction(random, tasks);
      used += HazardTangents.check(kernel, measure, kappa, MEASURE_ERROR, random) ? 1 : 0;
    }
    assertThat(used).isGreaterThan(50);
  }

  /** A difference quotient, with the shift as a further task of known cost. */
  @Test
  void theHazardRateIsTight() {
    double[] lower = {0.2, 0.4, 0.1};
    double[] upper = {1.2, 1.1, 1.4};
    BoxProbability kernel = new BoxProbability(lower, upper);
    UniformBoxMeasure shifted =
        UniformBoxMeasure.of(Vector.of(0.2, 0.4, 0.1, 1), Vector.of(1.2, 1.1, 1.4, 1));
    double p = kernel.upperWithElasticity(new double[] {-1, 0.5, 0.3}, new double[3]);
    double h = 1e-4;
    double far = shifted.acceptanceProbability(new double[] {-1, 0.5, 0.3, h});
    double near = shifted.acceptanceProbability(new double[] {-1, 0.5, 0.3, -h});
    double rate = (near - far) / (2 * h) / p;
    assertThat(kernel.hazardLower()).isCloseTo(rate, within(1e-6)).isPositive();
    assertThat(kernel.hazardUpper())
        .isCloseTo(rate, within(1e-6))
        .isGreaterThanOrEqualTo(kernel.hazardLower());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-40, -2, -1e-3, -1e-9, 0, 1e-9, 1e-3, 2, 40})
  void logLaplaceIsThatOfUniformCosts(double y) {
    BoxProbability kernel = new BoxProbability(new double[] {0.3, 2}, new double[] {1.7, 2});
    double sum = 0;
    int panels = 20_000;
    for (int n = 0; n < panels; n++) {
      sum += Math.exp(-y * (0.3 + 1.4 * (n + 0.5) / panels)) / panels;
    }
    assertThat(kernel.logLaplace(0, y)).isCloseTo(Math.log(sum), within(1e-6));
    assertThat(kernel.logLaplace(1, y)).isCloseTo(-2 * y, within(1e-11));
  }

  @Test
  void certainAndImpossibleRays() {
    BoxProbability kernel = new BoxProbability(new double[] {1, 1}, new double[] {2, 2});
    assertThat(kernel.upper(new double[] {1, 1})).isZero();
    assertThat(kernel.lower(new double[] {-1, -1})).isEqualTo(1);
    assertThat(kernel.upper(new double[] {-1, 2})).isLessThan(1e-9);
    assertThat(kernel.lower(new double[] {-2, 1})).isGreaterThan(1 - 1e-9);
    assertThat(kernel.upper(new double[] {-1, 2.1})).isZero();
    BoxProbability point = new BoxProbability(new double[] {1, 3}, new double[] {1, 3});
    assertThat(point.upper(new double[] {-3, 1})).isEqualTo(1);
    assertThat(point.upper(new double[] {-3, 1.001})).isZero();
  }
}
