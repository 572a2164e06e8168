package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.preference.TypeMeasure;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleValueTest {
  private static final double TOLERANCE = 1e-3;

  private static double[] bundle(UniformRandomProvider random, BoxInstance instance) {
    double[] x = new double[instance.weights().size()];
    for (int i = 0; i < x.length; i++) {
      int kind = random.nextInt(4);
      x[i] = kind == 0 ? 0 : kind == 1 ? -random.nextDouble() : kind == 2 ? 1 : random.nextDouble();
    }
    return x;
  }

  /** Theorem A and its line search: no ray above the bound, for every bundle and band. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6, 9})
  void noRayIsWorthMore(int tasks) {
    tryRays(tasks, 40, 60, false);
    tryRays(tasks, 40, 60, true);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7, 12, 20})
  void noRayOfManyIsWorthMore(int tasks) {
    tryRays(tasks, 300, 300, false);
    tryRays(tasks, 300, 300, true);
  }

  /** The same for costs with peaks, half of the boxes from 0 on. */
  @ParameterizedTest
  @ValueSource(ints = {3, 6, 9})
  void noRayOfCostsWithPeaksIsWorthMore(int tasks) {
    tryRays(tasks, 30, 100, false, true);
    tryRays(tasks, 30, 100, true, true);
  }

  private static void tryRays(int tasks, int bundles, int rays, boolean fromZero) {
    tryRays(tasks, bundles, rays, fromZero, false);
  }

  private static void tryRays(
      int tasks, int bundles, int rays, boolean fromZero, boolean withPeaks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(100 + tasks);
    int tested = 0;
    double tightest = 0;
    for (int n = 0; n < bundles; n++) {
      BoxInstance drawn = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      BoxInstance uniform = fromZero ? drawn.fromZero(n % 2) : drawn;
      BoxInstance instance = withPeaks ? uniform.withPeaks(random) : uniform;
      ScaledBox box = instance.scaled();
      TypeMeasure measure = instance.problem().measure();
      double error = measure.probabilityError();
      BundleValue values = new BundleValue(box, TOLERANCE);
      double[] x = bundle(random, instance);
      double from = random.nextBoolean() ? 0 : 0.05 * random.nextInt(9);
      double to = from + 0.05 * (1 + random.nextInt((int) Math.round((0.5 - from) * 20)));
      double whole = values.upper(x, 0, 0.5, 0);
      double band = values.upper(x, from, Math.min(0.5, to), 0);
      assertThat(band).isLessThanOrEqualTo(whole * (1 + 2 * TOLERANCE) + box.slack);
      for (int m = 0; m < rays; m++) {
        double[] scaled = ray(random, box, x);
        double[] kappa = new double[tasks];
        for (int i = 0; i < tasks; i++) {
          kappa[i] = scaled[i] * box.unit[i];
        }
        double p = measure.acceptanceProbability(kappa);
        double value = p * box.worth(scaled);
        if (p > 0.5 || !(value > 0)) {
          continue;
        }
        tested++;
        tightest = Math.max(tightest, value / whole);
        assertThat(value).isLessThanOrEqualTo(whole * (1 + error) + 1e-12);
        if (p >= from + error && p <= to - error) {
          assertThat(value).isLessThanOrEqualTo(band * (1 + error) + 1e-12);
        }
      }
    }
    assertThat(tested).isGreaterThan(bundles);
    assertThat(tightest).isGreaterThan(0.9);
  }

  /** A ray with kappa at or above -x, often close to the form of theorem A. */
  private static double[] ray(UniformRandomProvider random, ScaledBox box, double[] x) {
    double[] kappa = new double[x.length];
    int target = random.nextInt(x.length);
    double mean = 0;
    for (int i = 0; i < x.length; i++) {
      kappa[i] = -x[i];
      if (random.nextInt(5) == 0) {
        kappa[i] += random.nextDouble() * (random.nextBoolean() ? 1 : 0.05);
      }
      mean -= kappa[i] * box.mean[i];
    }
    boolean endless = box.lower[target] == 0 && random.nextBoolean();
    kappa[target] +=
        Math.max(0, mean)
            / box.mean[target]
            * (endless ? Math.exp(12 * random.nextDouble()) : 0.9 + random.nextDouble());
    return kappa;
  }

  /** The bound is attained by the extension up to the tolerance. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6, 10})
  void closeToTheValueForBundlesThatAreGivenUp(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(200 + tasks);
    for (int n = 0; n < 80; n++) {
      BoxInstance drawn = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      BoxInstance instance = n < 40 ? drawn : drawn.fromZero(n % 2);
      ScaledBox box = instance.scaled();
      BundleValue values = new BundleValue(box, TOLERANCE);
      double[] x = bundle(random, instance);
      for (int i = 0; i < tasks; i++) {
        x[i] = Math.abs(x[i]);
      }
      double bound = values.upper(x, 0, 0.5, 0);
      assertThat(values.bestValue()).isBetween(bound * (1 - 2 * TOLERANCE) - 2e-9, bound);
    }
  }

  /** Theorem B: f is subadditive, with a common band. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void subadditive(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(300 + tasks);
    for (int n = 0; n < 80; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      ScaledBox box = instance.scaled();
      BundleValue values = new BundleValue(box, 1e-5);
      double[] x = bundle(random, instance);
      double[] y = bundle(random, instance);
      double[] sum = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        sum[i] = x[i] + y[i];
      }
      double first = values.upper(x, 0, 0.5, 0);
      double second = values.upper(y, 0, 0.5, 0);
      values.upper(sum, 0, 0.5, 0);
      assertThat(values.bestValue()).isLessThanOrEqualTo(first + second + 1e-9);
    }
  }
}
