package io.polaray.verify.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TakeOnsFromZeroTest {
  /** Rates of 1, so that discounts are those of the costs alone. */
  private static TakeOnsFromZero of(BoxCeiling chances, double[] gains, double[] tops) {
    TakeOnsFromZero tasks = new TakeOnsFromZero(gains.length);
    tasks.clear();
    for (int i = 0; i < gains.length; i++) {
      tasks.add(i, gains[i]);
    }
    PartTangents part =
        new PartTangents(new AcceptanceCeiling.Part(chances, 1), new CellFrame(gains));
    tasks.lowerDiscounts(part, new RayCell(0, new double[gains.length], tops, tops), 1);
    return tasks;
  }

  @Test
  void theMaximumLiesAboveTheProductOnAGridAndCloseToIt() {
    SplittableRandom random = new SplittableRandom(4);
    for (int n = 0; n < 400; n++) {
      double[] tops = {random.nextDouble(0.01, 1.5), random.nextDouble(0.01, 1.5)};
      double[] gains = {random.nextDouble(0.01, 1), random.nextDouble(0.01, 1)};
      BoxCeiling chances = BoxCeiling.of(new double[] {0.3, 0.5}, new double[] {1.1, 2});
      double a = random.nextDouble(-1, 2);
      double e = random.nextDouble(0.5, 2);
      double bound = of(chances, gains, tops).maximum(a, e);
      double first = chances.discount(0, tops[0]);
      double second = chances.discount(1, tops[1]);
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = 0; i <= 50; i++) {
        for (int j = 0; j <= 50; j++) {
          double x = i / 50.0;
          double y = j / 50.0;
          double worth = a + e * (gains[0] * x + gains[1] * y);
          largest = Math.max(largest, (1 - first * x) * (1 - second * y) * worth);
        }
      }
      if (bound > 0 && largest > 0) {
        assertThat(bound).isBetween(largest, largest * 1.02 + 1e-3);
      } else {
        assertThat(largest).isLessThanOrEqualTo(Math.max(0, bound));
      }
    }
  }

  @Test
  void withoutTasksTheSumIsReturned() {
    TakeOnsFromZero none = new TakeOnsFromZero(2);
    assertThat(none.maximum(0.7, 3)).isEqualTo(0.7);
    assertThat(none.maximum(-0.7, 3)).isEqualTo(-0.7);
  }

  /** {@code 1 - E exp(-r c)} of a uniform cost and of one that is known. */
  @Test
  void discountsAreThoseOfTheLaplaceTransform() {
    BoxCeiling chances = BoxCeiling.of(new double[] {0.3, 2}, new double[] {1.7, 2});
    for (double rate : new double[] {0, 1e-9, 1e-3, 0.5, 3, 50}) {
      double mean = 0;
      int panels = 100_000;
      for (int n = 0; n < panels; n++) {
        mean += Math.exp(-rate * (0.3 + 1.4 * (n + 0.5) / panels)) / panels;
      }
      assertThat(chances.discount(0, rate)).isCloseTo(1 - mean, within(1e-8));
      assertThat(chances.discount(1, rate)).isCloseTo(-Math.expm1(-2 * rate), within(1e-13));
      assertThat(chances.discount(1, rate)).isLessThanOrEqualTo(-Math.expm1(-2 * rate));
    }
  }
}
