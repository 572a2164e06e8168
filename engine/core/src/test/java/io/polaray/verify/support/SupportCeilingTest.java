package io.polaray.verify.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupportCeilingTest {
  private static final int MENUS = 4_000;

  private static double[] constant(int tasks, double value) {
    double[] vector = new double[tasks];
    Arrays.fill(vector, value);
    return vector;
  }

  /** Known values of w = eta = 1: see mathematics of the symmetric examples in the docs. */
  @ParameterizedTest
  @CsvSource({"1, 2, 0.151117080", "0.2, 1.2, 0.439353"})
  void symmetricBoxesAreBracketed(double low, double high, double gain) {
    double[] lower = constant(3, low);
    double[] upper = constant(3, high);
    double[] ones = constant(3, 1);
    double share = 1e-3 * (3 + gain);
    SupportCeiling.Ceiling found =
        SupportCeiling.of(BoxCeiling.of(lower, upper), lower, upper)
            .gain(ones, ones, gain + share, share, 200_000);
    assertThat(found.reached()).isTrue();
    assertThat(found.gain()).isBetween(gain, gain + share * (1 + 1e-9));
    // A target below the value cannot be proved, and the bound stays above the value.
    SupportCeiling.Ceiling beyond =
        SupportCeiling.of(BoxCeiling.of(lower, upper), lower, upper)
            .gain(ones, ones, gain - share, share, 30_000);
    assertThat(beyond.reached()).isFalse();
    assertThat(beyond.gain()).isGreaterThanOrEqualTo(gain - 1e-6);
  }

  private static final class Instance {
    final double[] lower;
    final double[] upper;
    final double[] weights;
    final double[] endowment;

    Instance(double[] lower, double[] upper, double[] weights, double[] endowment) {
      this.lower = lower;
      this.upper = upper;
      this.weights = weights;
      this.endowment = endowment;
    }

    static Instance draw(int tasks, SplittableRandom random) {
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      double[] weights = new double[tasks];
      double[] endowment = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = random.nextDouble(0.05, 1);
        upper[i] = lower[i] + (random.nextInt(6) == 0 ? 0 : random.nextDouble(0.1, 2));
        weights[i] = random.nextDouble(-0.5, 1.5);
        endowment[i] = random.nextInt(6) == 0 ? 0 : random.nextDouble(0.2, 2);
      }
      endowment[0] = 1;
      return new Instance(lower, upper, weights, endowment);
    }
  }

  /** No random menu beats a bound, however early the work on it was ended. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noMenuOfUniformCostsGainsMore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 8; trial++) {
      Instance instance = Instance.draw(2 + trial % 3, random);
      BoxCeiling chances = BoxCeiling.of(instance.lower, instance.upper);
      check(instance, chances, random);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noMenuOfTypesOrMixturesGainsMore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 6; trial++) {
      int tasks = 2 + trial % 3;
      Instance one = Instance.draw(tasks, random);
      Instance two = Instance.draw(tasks, random);
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = Math.min(one.lower[i], two.lower[i]);
        upper[i] = Math.max(one.upper[i], two.upper[i]);
      }
      Instance hull = new Instance(lower, upper, one.weights, one.endowment);
      check(
          hull,
          MixtureCeiling.of(
              List.of(BoxCeiling.of(one.lower, one.upper), BoxCeiling.of(two.lower, two.upper)),
              new double[] {0.3, 0.7}),
          random);
      double[][] types = new double[40][tasks];
      for (double[] type : types) {
        for (int i = 0; i < tasks; i++) {
          type[i] =
              lower[i] == upper[i]
                  ? lower[i]
                  : 0.25 * Math.ceil(4 * random.nextDouble(lower[i], upper[i]));
          lower[i] = Math.min(lower[i], type[i]);
          upper[i] = Math.max(upper[i], type[i]);
        }
      }
      check(hull, TypesCeiling.of(types, constant(40, 1.0 / 40)), random);
    }
  }

  /** Larger take-ons of tasks whose cost may be 0, in every second menu. */
  private static List<double[]> stretched(
      List<double[]> menu, SplittableRandom random, double[] lower) {
    if (random.nextBoolean()) {
      for (double[] ray : menu) {
        for (int i = 0; i < ray.length; i++) {
          ray[i] *= ray[i] > 0 && lower[i] == 0 ? Math.exp(random.nextDouble(0, 8)) : 1;
        }
      }
    }
    return menu;
  }

  private static void check(Instance instance, AcceptanceCeiling chances, SplittableRandom random) {
    double best = 0;
    for (int n = 0; n < MENUS; n++) {
      best =
          Math.max(
              best,
              MenuDraw.gain(
                  stretched(MenuDraw.menu(instance.endowment, random), random, instance.lower),
                  instance.weights,
                  chances));
    }
    double before = Double.POSITIVE_INFINITY;
    for (long work : new long[] {1, 300, 3_000, 30_000}) {
      SupportCeiling.Ceiling found =
          SupportCeiling.of(chances, instance.lower, instance.upper)
              .gain(instance.weights, instance.endowment, 0, 1e-3, work);
      assertThat(found.gain()).isGreaterThanOrEqualTo(best * (1 - 1e-9));
      assertThat(found.gain()).isLessThanOrEqualTo(before * (1 + 1e-9));
      before = found.gain();
    }
  }

  /** Costs from 0 on: the gain I / 2 of equal tasks is approached by larger and larger take-ons. */
  @ParameterizedTest
  @CsvSource({"2, 1e-4", "3, 1e-4", "4, 1e-3"})
  void theSupremumOfEqualTasksFromZeroOnIsReached(int tasks, double gap) {
    double[] zeros = constant(tasks, 0);
    double[] ones = constant(tasks, 1);
    double share = gap * 1.5 * tasks;
    SupportCeiling ceiling = SupportCeiling.of(BoxCeiling.of(zeros, ones), zeros, ones);
    SupportCeiling.Ceiling found = ceiling.gain(ones, ones, 0.5 * tasks + share, share, 200_000);
    assertThat(found.reached()).isTrue();
    SupportCeiling.Ceiling beyond = ceiling.gain(ones, ones, 0.5 * tasks - share, share, 20_000);
    assertThat(beyond.reached()).isFalse();
    assertThat(beyond.gain()).isGreaterThanOrEqualTo(0.5 * tasks * (1 - 1e-9));
  }

  /** As {@link #noMenuOfUniformCostsGainsMore}, with lower ends at 0 and far larger take-ons. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void noMenuOfCostsFromZeroOnGainsMore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 6; trial++) {
      Instance one = Instance.draw(2 + trial % 3, random);
      Instance two = Instance.draw(2 + trial % 3, random);
      double[] lower = one.lower.clone();
      double[] upper = one.upper.clone();
      for (int i = 0; i < lower.length; i++) {
        one.lower[i] = i == 0 || random.nextBoolean() ? 0 : one.lower[i];
        one.upper[i] = Math.max(one.upper[i], one.lower[i] + 0.1);
        lower[i] = Math.min(one.lower[i], two.lower[i]);
        upper[i] = Math.max(one.upper[i], two.upper[i]);
      }
      check(one, BoxCeiling.of(one.lower, one.upper), random);
      Instance hull = new Instance(lower, upper, one.weights, one.endowment);
      check(
          hull,
          MixtureCeiling.of(
              List.of(BoxCeiling.of(one.lower, one.upper), BoxCeiling.of(two.lower, two.upper)),
              new double[] {0.4, 0.6}),
          random);
    }
  }

  /** What a distribution leaves out is added to the bound, and a target within it is not met. */
  @Test
  void whatIsLeftOutIsAdded() {
    double[] ones = constant(3, 1);
    double[] upper = constant(3, 2);
    BoxCeiling box = BoxCeiling.of(ones, upper);
    SupportCeiling.Ceiling[] found = new SupportCeiling.Ceiling[2];
    for (int k = 0; k < 2; k++) {
      double beyond = 0.5 * k;
      AcceptanceCeiling chances =
          new AcceptanceCeiling() {
            @Override
            public double ceiling(double[] kappa) {
              return box.ceiling(kappa);
            }

            @Override
            public double floor(double[] kappa) {
              return box.floor(kappa);
            }

            @Override
            public double gainBeyond(double[] weights, double[] endowment) {
              return beyond;
            }
          };
      SupportCeiling ceiling = SupportCeiling.of(chances, ones, upper);
      found[k] = ceiling.gain(ones, ones, 0, 1e-3, 3_000);
      assertThat(ceiling.gain(ones, ones, 5, 1e-3, 3_000).reached()).isTrue();
      assertThat(ceiling.gain(ones, ones, 0.49, 1e-3, 30_000).reached()).isEqualTo(k == 0);
    }
    assertThat(found[1].gain()).isCloseTo(found[0].gain() + 0.5, within(1e-9));
  }

  @Test
  void lowerEndsMustBePositiveUnlessCostsAreUniform() {
    double[] ends = {0, 1};
    double[] upper = {1, 2};
    TypesCeiling types = TypesCeiling.of(new double[][] {{0, 2}, {1, 1}}, new double[] {0.5, 0.5});
    BoxCeiling box = BoxCeiling.of(ends, upper);
    assertThat(SupportCeiling.isPossible(box, ends, upper)).isTrue();
    assertThat(SupportCeiling.isPossible(types, ends, upper)).isFalse();
    double[] halves = {0.5, 0.5};
    assertThat(
            SupportCeiling.isPossible(MixtureCeiling.of(List.of(box, types), halves), ends, upper))
        .isFalse();
    assertThat(SupportCeiling.isPossible(box, ends, new double[] {1, Double.POSITIVE_INFINITY}))
        .isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SupportCeiling.of(types, ends, upper))
        .withMessageContaining("costs lie between [0.0, 1.0] and [1.0, 2.0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BoxCeiling.of(ends, new double[] {1}))
        .withMessageContaining("2 and 1 entries");
  }
}
