package io.polaray.verify;

import static io.polaray.verify.Claims.marginal;
import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.verify.support.CostTransform;
import io.polaray.verify.support.MenuDraw;
import io.polaray.verify.support.MixtureCeiling;
import io.polaray.verify.support.ProductCeiling;
import io.polaray.verify.support.SupportCeiling;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds on menus for independent costs against menus and known suprema. */
class ProductMenusTest {
  private static final int MENUS = 1_000;

  /** A distribution of independent costs with its smallest box. */
  private static final class Instance {
    final PreferenceClaim.Marginal[] marginals;
    final double[] lower;
    final double[] upper;

    Instance(PreferenceClaim.Marginal... marginals) {
      this.marginals = marginals;
      lower = new double[marginals.length];
      upper = new double[marginals.length];
      for (int i = 0; i < marginals.length; i++) {
        CostTransform cost = new CostTransforms().of(marginals[i]);
        assertThat(cost).isNotNull();
        lower[i] = marginals[i].lower().value();
        upper[i] = cost.upper();
      }
    }

    ProductCeiling chances() {
      return ProductCeilingTest.ceiling(Claims.independent(marginals));
    }

    SupportCeiling ceiling() {
      return SupportCeiling.of(chances(), lower, upper);
    }
  }

  private static double[] constant(int tasks, double value) {
    double[] vector = new double[tasks];
    Arrays.fill(vector, value);
    return vector;
  }

  /** Take-ons of tasks from 0 on far larger, in every second menu. */
  private static List<double[]> menu(double[] endowment, double[] lower, SplittableRandom random) {
    List<double[]> menu = MenuDraw.menu(endowment, random);
    double stretch = random.nextBoolean() ? random.nextDouble(0, 10) : 0;
    for (double[] ray : menu) {
      for (int i = 0; i < ray.length; i++) {
        ray[i] *= ray[i] > 0 && lower[i] == 0 ? Math.exp(stretch * random.nextDouble()) : 1;
      }
    }
    return menu;
  }

  /** No random menu beats a bound, however early the work on it was ended. */
  @ParameterizedTest
  @Tag("slow")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7})
  void noMenuGainsMore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 2; trial++) {
      int tasks = 3 + trial;
      PreferenceClaim.Marginal[] marginals = new PreferenceClaim.Marginal[tasks];
      double[] weights = new double[tasks];
      double[] endowment = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        boolean steep = seed >= 5 && (i > 0 || seed == 6);
        marginals[i] =
            steep
                ? ProductCeilingTest.steep(random)
                : ProductCeilingTest.draw(random, (seed & 1) == 0 && random.nextBoolean());
        weights[i] = random.nextDouble(-0.5, 1.5);
        endowment[i] = random.nextDouble(0.2, 2);
      }
      Instance instance = new Instance(marginals);
      ProductCeiling chances = instance.chances();
      double best = 0;
      for (int n = 0; n < MENUS; n++) {
        List<double[]> menu = menu(endowment, instance.lower, random);
        best = Math.max(best, MenuDraw.gain(menu, weights, chances));
      }
      double before = Double.POSITIVE_INFINITY;
      for (long work : new long[] {1, 10_000, 60_000}) {
        SupportCeiling.Ceiling found = instance.ceiling().gain(weights, endowment, 0, 1e-3, work);
        assertThat(found.gain()).isGreaterThanOrEqualTo(best * (1 - 1e-9));
        assertThat(found.gain()).isLessThanOrEqualTo(before * (1 + 1e-9));
        before = found.gain();
      }
    }
  }

  /** Costs on [1, 2] as a beta distribution and uniform ones: the value of the cube is known. */
  @ParameterizedTest
  @CsvSource({"beta", "uniform"})
  void theCubeIsBracketed(String family) {
    PreferenceClaim.Marginal side =
        family.equals("beta")
            ? marginal("beta", 1, 2.0, "alpha", 1.0, "beta", 1.0)
            : marginal("uniform", 1, 2.0);
    double[] ones = constant(3, 1);
    double gain = 0.151117080;
    double share = 2e-3 * (3 + gain);
    SupportCeiling ceiling = new Instance(side, side, side).ceiling();
    SupportCeiling.Ceiling found = ceiling.gain(ones, ones, gain + share, share, 2_000_000);
    assertThat(found.reached()).isTrue();
    SupportCeiling.Ceiling beyond = ceiling.gain(ones, ones, gain - share, share, 200_000);
    assertThat(beyond.reached()).isFalse();
    assertThat(beyond.gain()).isGreaterThanOrEqualTo(gain - 1e-6);
  }

  /**
   * Equal exponential costs from 0 on, all given up for one task without limit: a supremum that no
   * menu attains is at least {@code f(0) E[sum of the others]}.
   */
  @Test
  void theLimitOfExponentialCostsIsReached() {
    PreferenceClaim.Marginal cost = marginal("exponential", 0, 8.0, "mean", 1.0);
    double mass = -Math.expm1(-8);
    double mean = (mass - 8 * Math.exp(-8)) / mass;
    double limit = 2 * mean / mass;
    double[] weights = {0, 0, 1};
    double[] endowment = {1, 1, 1};
    SupportCeiling ceiling = new Instance(cost, cost, cost).ceiling();
    SupportCeiling.Ceiling found =
        ceiling.gain(weights, endowment, limit * 1.003, 0.003 * limit, 2_000_000);
    assertThat(found.reached()).isTrue();
    SupportCeiling.Ceiling beyond =
        ceiling.gain(weights, endowment, limit * 0.999, 0.001 * limit, 100_000);
    assertThat(beyond.reached()).isFalse();
    assertThat(beyond.gain()).isGreaterThanOrEqualTo(limit * (1 - 1e-9));
  }

  /** Without upper ends what the high costs pay is part of the bound. */
  @Test
  void costsWithoutUpperEnds() {
    PreferenceClaim.Marginal cost = marginal("exponential", 0.5, null, "mean", 0.5);
    ProductCeiling chances = ProductCeilingTest.ceiling(Claims.independent(cost, cost, cost));
    double end = 0.5 - 0.5 * Math.log(1e-8);
    SupportCeiling ceiling = SupportCeiling.of(chances, constant(3, 0.5), constant(3, end));
    double[] ones = constant(3, 1);
    double beyond = chances.gainBeyond(ones, ones);
    assertThat(beyond).isBetween(1e-7, 1e-5);
    SplittableRandom random = new SplittableRandom(9);
    double best = 0;
    for (int n = 0; n < MENUS; n++) {
      best = Math.max(best, MenuDraw.gain(MenuDraw.menu(ones, random), ones, chances));
    }
    SupportCeiling.Ceiling rough = ceiling.gain(ones, ones, 0, 1e-2, 100_000);
    assertThat(rough.gain()).isBetween(best + beyond, 2 * best);
    // A target within what is left out cannot be reached, and one above the bound is.
    assertThat(ceiling.gain(ones, ones, beyond / 2, 1, 100_000).reached()).isFalse();
    double above = rough.gain() * 1.01;
    assertThat(ceiling.gain(ones, ones, above, 1e-2, 200_000).reached()).isTrue();
  }

  /** Costs that are log-concave in the logarithm alone: three tasks close. */
  @Test
  void steepCosts() {
    PreferenceClaim.Marginal cost = marginal("lognormal", 0.3, 4.0, "mu", 0.0, "sigma", 0.5);
    Instance instance = new Instance(cost, cost, cost);
    double[] weights = {1.2, 0.8, 1};
    double[] endowment = {1.3, 3.1, 2.5};
    SplittableRandom random = new SplittableRandom(8);
    ProductCeiling chances = instance.chances();
    double best = 0;
    for (int n = 0; n < 20 * MENUS; n++) {
      best = Math.max(best, MenuDraw.gain(MenuDraw.menu(endowment, random), weights, chances));
    }
    SupportCeiling.Ceiling found = instance.ceiling().gain(weights, endowment, 0, 1e-2, 300_000);
    assertThat(found.gain()).isBetween(best, 1.15 * best);
  }

  /**
   * Two groups with costs from 0 on: one has uniform costs, one others, and one task of it ends.
   */
  @Test
  void mixturesFromZeroOn() {
    Instance one =
        new Instance(
            marginal("uniform", 0, 1.0),
            marginal("uniform", 0, 2.0),
            marginal("uniform", 0.5, 1.5));
    Instance two =
        new Instance(
            marginal("exponential", 0, 3.0, "mean", 0.7),
            marginal("gamma", 0, 2.5, "shape", 2.0, "scale", 0.4),
            marginal("exponential", 0, 2.0, "mean", 0.5));
    double[] shares = {0.4, 0.6};
    MixtureCeiling mixture = MixtureCeiling.of(List.of(one.chances(), two.chances()), shares);
    double[] lower = {0, 0, 0};
    double[] upper = {3, 2.5, 2};
    double[] weights = {1, 0.2, 0.9};
    double[] endowment = {1, 1, 0.5};
    SplittableRandom random = new SplittableRandom(6);
    double best = 0;
    for (int n = 0; n < 4 * MENUS; n++) {
      best = Math.max(best, MenuDraw.gain(menu(endowment, lower, random), weights, mixture));
    }
    SupportCeiling ceiling = SupportCeiling.of(mixture, lower, upper);
    double before = Double.POSITIVE_INFINITY;
    for (long work : new long[] {1, 10_000, 200_000}) {
      SupportCeiling.Ceiling found = ceiling.gain(weights, endowment, 0, 1e-2, work);
      assertThat(found.gain()).isBetween(best, before * (1 + 1e-9));
      before = found.gain();
    }
    assertThat(before).isLessThan(1.25 * best);
  }

  /** Two groups, one of which has costs that are log-concave in the logarithm alone. */
  @Test
  void mixturesOfIndependentCosts() {
    PreferenceClaim.Marginal[] steep = new PreferenceClaim.Marginal[3];
    PreferenceClaim.Marginal[] even = new PreferenceClaim.Marginal[3];
    for (int i = 0; i < 3; i++) {
      steep[i] = marginal("weibull", 0.2, 2.0, "shape", 0.7, "scale", 0.5 + 0.2 * i);
      even[i] = marginal("gamma", 0.2, 2.0, "shape", 2.0, "scale", 0.3);
    }
    Instance one = new Instance(steep);
    Instance two = new Instance(even);
    double[] shares = {0.4, 0.6};
    MixtureCeiling mixture = MixtureCeiling.of(List.of(one.chances(), two.chances()), shares);
    double[] weights = {1, 0.8, 1.2};
    double[] endowment = {1, 1, 0.5};
    SplittableRandom random = new SplittableRandom(5);
    double best = 0;
    for (int n = 0; n < MENUS; n++) {
      List<double[]> menu = MenuDraw.menu(endowment, random);
      best = Math.max(best, MenuDraw.gain(menu, weights, mixture));
    }
    SupportCeiling.Ceiling found =
        SupportCeiling.of(mixture, one.lower, one.upper).gain(weights, endowment, 0, 1e-2, 100_000);
    assertThat(found.gain()).isBetween(best, 3 * best);
    assertThat(mixture.logConcaveParts()).hasSize(2);
    assertThat(mixture.effort()).isEqualTo(two.chances().effort());
  }
}
