package io.polaray.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The margin of polarisation on a box against a fine grid of mixtures, and what repair raises. */
class SupportMarginTest {
  private static final int GRID = 4000;
  private static final Vector ONES = Vector.of(1, 1, 1);

  private static double[] ray(SplittableRandom random, int tasks, int shed) {
    double[] ray = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      ray[i] = i == shed ? -1 : 0.2 + 2 * random.nextDouble() - (random.nextInt(4) == 0 ? 1 : 0);
    }
    return ray;
  }

  private static CostBox box(SplittableRandom random, int tasks, boolean open) {
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      lower[i] = 0.2 + random.nextDouble();
      boolean infinite = open && random.nextBoolean();
      upper[i] = infinite ? Double.POSITIVE_INFINITY : lower[i] + random.nextDouble();
    }
    return new CostBox(Vector.of(lower), Vector.of(upper));
  }

  /** max over y of min over c of (y k + (1 - y) l) . c, from below. */
  private static double onGrid(double[] k, double[] l, CostBox box) {
    double best = Double.NEGATIVE_INFINITY;
    for (int n = 0; n <= GRID; n++) {
      double y = n / (double) GRID;
      double least = 0;
      for (int i = 0; i < k.length; i++) {
        double m = y * k[i] + (1 - y) * l[i];
        least += m * (m >= 0 ? box.lower().get(i) : box.upper().get(i));
      }
      best = Math.max(best, least);
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void theSignOfTheMarginIsThatOfTheBestMixture(int tasks) {
    SplittableRandom random = new SplittableRandom(60 + tasks);
    int clear = 0;
    int violated = 0;
    for (int n = 0; n < 1500; n++) {
      boolean open = n % 3 == 0;
      CostBox box = box(random, tasks, open);
      double[] k = ray(random, tasks, 0);
      double[] l = ray(random, tasks, 1 + random.nextInt(tasks - 1));
      double best = onGrid(k, l, box);
      if (best > 1e-9) {
        clear++;
        assertThat(SupportPolarisation.holds(Vector.of(k), Vector.of(l), box)).isTrue();
        assertThat(SupportPolarisation.holdsStrictly(k, l, box)).isTrue();
        assertThat(open || SupportPolarisation.holdsClearly(k, l, box)).isTrue();
      } else if (best < -5e-3) {
        violated++;
        assertThat(SupportPolarisation.holdsClearly(k, l, box)).isFalse();
        assertThat(SupportPolarisation.holdsStrictly(k, l, box)).isFalse();
        assertThat(SupportPolarisation.holds(Vector.of(k), Vector.of(l), box)).isFalse();
      }
    }
    assertThat(clear).isGreaterThan(100);
    assertThat(violated).isGreaterThan(100);
  }

  /** One number each, worked out by hand: y = 1/2, 0 at the entry that vanishes. */
  @Test
  void theMarginIsRelativeToTheSizeOfItsTerms() {
    CostBox box = new CostBox(ONES, Vector.of(2, 2, 2));
    double[] k = {-1, 1, 3};
    double[] l = {1, -1, 0};
    assertThat(SupportPolarisation.margin(k, l, box)).isCloseTo(3.0 / 14, within(1e-15));
    assertThat(SupportPolarisation.margin(l, k, box)).isCloseTo(3.0 / 14, within(1e-15));
    double[] alone = {-0.1, 1, 0};
    assertThat(SupportPolarisation.margin(alone, new double[] {-1, 0, 0.1}, box))
        .isCloseTo(0.8 / 2.2, within(1e-15));
    assertThat(SupportPolarisation.margin(new double[] {-1, 0, 0.1}, alone, box))
        .isCloseTo(0.8 / 2.2, within(1e-15));
  }

  /** Sizes that double arithmetic cannot be trusted with are left to exact arithmetic. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-260, 1e260})
  void extremeSizesHaveNoMargin(double scale) {
    CostBox box = new CostBox(ONES, Vector.of(2, 2, 2));
    double[] k = {-scale, scale, 3 * scale};
    double[] l = {scale, -scale, 0};
    assertThat(SupportPolarisation.margin(k, l, box)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(SupportPolarisation.holds(Vector.of(k), Vector.of(l), box)).isTrue();
  }

  @Test
  void everyPairOfRaysCounts() {
    CostBox box = new CostBox(ONES, Vector.of(1.5, 1.5, 1.5));
    Ray a = new Ray(Vector.of(-1, 2, 2));
    Ray b = new Ray(Vector.of(2, -1, 2));
    Ray c = new Ray(Vector.of(2, 2, -1));
    Ray poor = new Ray(Vector.of(-1, 0.1, -1));
    Ray poorToo = new Ray(Vector.of(0.1, -1, -1));
    assertThat(SupportPolarisation.holds(List.of(a, b, c), box)).isTrue();
    assertThat(SupportPolarisation.holds(List.of(), box)).isTrue();
    assertThat(SupportPolarisation.holds(List.of(poor, poorToo), box)).isFalse();
    assertThat(SupportPolarisation.holds(List.of(a, poor, poorToo), box)).isFalse();
    assertThat(SupportPolarisation.holds(List.of(poor, a, poorToo), box)).isFalse();
  }

  /** Both rays' positive entries rise by one factor, as little as makes the pair strict. */
  @Test
  void repairRaisesNoMoreThanItMust() {
    CostBox box = new CostBox(ONES, Vector.of(1.2, 1.2, 1.2));
    SplittableRandom random = new SplittableRandom(5);
    int repaired = 0;
    for (int n = 0; n < 3000; n++) {
      double[] k = {-1, 0.3 + random.nextDouble(), -0.3 * random.nextDouble()};
      double[] l = {0.3 + random.nextDouble(), -1, -0.3 * random.nextDouble()};
      List<Ray> rays;
      try {
        rays = SupportMenus.fullExtension(ONES, new double[][] {k, l}, box);
      } catch (IllegalArgumentException tooFar) {
        continue;
      }
      double[] first = rays.get(0).direction().toArray();
      double[] second = rays.get(1).direction().toArray();
      double factor = first[1] / k[1];
      assertThat(first[2]).isEqualTo(k[2]);
      assertThat(second[2]).isEqualTo(l[2]);
      assertThat(second[0] / l[0]).isCloseTo(factor, within(1e-12));
      assertThat(SupportPolarisation.holdsStrictly(first, second, box)).isTrue();
      assertThat(factor).isBetween(1.0, 1.05);
      if (factor > 1 + 1e-6) {
        repaired++;
        double less = 1 + 0.99 * (factor - 1);
        double[] shortK = {k[0], k[1] * less, k[2]};
        double[] shortL = {l[0] * less, l[1], l[2]};
        assertThat(SupportPolarisation.holdsStrictly(shortK, shortL, box)).isFalse();
      }
    }
    assertThat(repaired).isGreaterThan(20);
  }

  @Test
  void repairRefusesWhatIsFarFromPolarised() {
    CostBox box = new CostBox(ONES, Vector.of(1.2, 1.2, 1.2));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SupportMenus.fullExtension(ONES, new double[][] {{-1, 0.5, 0}, {0.5, -1, 0}}, box))
        .withMessageContaining("not polarised on the box");
    assertThat(SupportMenus.fullExtension(ONES, new double[][] {{-1, 0, 0}, {0.5, -1, 0}}, box))
        .hasSize(1);
  }
}
