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

  /** An open end counts by its lower end: k + l = (3, 0, 0) is worth 6 of 24. */
  @Test
  void anOpenEndCountsByItsLowerEnd() {
    CostBox open = new CostBox(Vector.of(2, 2, 3), Vector.of(Double.POSITIVE_INFINITY, 4, 5));
    double[] k = {2, -1, 1};
    double[] l = {1, 1, -1};
    assertThat(SupportPolarisation.margin(k, l, open)).isCloseTo(0.25, within(1e-15));
    double[] shed = {-1, 1, 1};
    double[] shedToo = {-1, 2, 1};
    assertThat(SupportPolarisation.margin(shed, shedToo, open)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /** The ends of what double arithmetic is trusted with are outside. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-250, 1e250})
  void theLimitsOfTrustAreOutside(double size) {
    CostBox point = new CostBox(Vector.of(1, 1), Vector.of(1, 1));
    double half = size / 2;
    double[] k = {-half, half};
    double[] l = {half, -half};
    assertThat(SupportPolarisation.margin(k, l, point)).isEqualTo(Double.NEGATIVE_INFINITY);
    double inside = size < 1 ? 2 : 0.5;
    double[] trusted = {-half * inside, half * inside};
    assertThat(SupportPolarisation.margin(trusted, trusted, point)).isZero();
  }

  @Test
  void clearlyIsMoreThanTheTolerance() {
    double[] one = {1};
    CostBox at = new CostBox(Vector.of(1e-13), Vector.of(1));
    CostBox above = new CostBox(Vector.of(1.0000001e-13), Vector.of(1));
    assertThat(SupportPolarisation.holdsClearly(one, one, at)).isFalse();
    assertThat(SupportPolarisation.holdsClearly(one, one, above)).isTrue();
  }

  /** A mixture that is exactly 0 at an open end and worth exactly 0 on the rest of the box. */
  @Test
  void aMixtureMayVanishAtAnOpenEnd() {
    CostBox open = new CostBox(ONES, Vector.of(Double.POSITIVE_INFINITY, 1.5, 1.5));
    Vector k = Vector.of(-1, 0.75, 0.375);
    Vector l = Vector.of(1, -1, 0);
    assertThat(Polarisation.holds(k, l)).isFalse();
    assertThat(SupportPolarisation.holds(k, l, open)).isTrue();
    assertThat(SupportPolarisation.holds(Vector.of(-1, 0.75, Math.nextDown(0.375)), l, open))
        .isFalse();
  }

  /** Rays that are strictly polarised by one unit in the last place are not raised. */
  @Test
  void raysThatHoldAreLeftAlone() {
    CostBox box = new CostBox(ONES, Vector.of(2, 2, 2));
    double[][] kappas = {{-1, 0.5, 0.5}, {-1, Math.nextUp(1.5), 0.5}};
    List<Ray> rays = SupportMenus.fullExtension(ONES, kappas, box);
    assertThat(rays.get(0).direction()).isEqualTo(Vector.of(kappas[0]));
    assertThat(rays.get(1).direction()).isEqualTo(Vector.of(kappas[1]));
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
