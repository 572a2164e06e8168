package io.polaray.verify.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The hazard rate against difference quotients of the probability itself. */
class PartTangentsTest {
  @Test
  void theHazardRateIsAtMostThatOfThePoint() {
    SplittableRandom random = new SplittableRandom(9);
    int close = 0;
    for (int n = 0; n < 300; n++) {
      int tasks = 2 + n % 3;
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      double[] low = new double[tasks];
      double[] high = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble(0.1, 1);
        upper[i] = lower[i] + random.nextDouble(0.3, 2);
        low[i] = i == 0 ? 1 : random.nextDouble(0.1, 1);
        high[i] = i == 0 ? 1 : low[i] * random.nextDouble(1, 1.5);
      }
      BoxCeiling chances = BoxCeiling.of(lower, upper);
      CellFrame frame = new CellFrame(new double[tasks]);
      PartTangents part = new PartTangents(new AcceptanceCeiling.Part(chances, 1), frame);
      RayCell cell = new RayCell(1, low, high, high);
      frame.measure(cell);
      part.begin(cell, upper);
      part.set(cell, 0);
      double step = 1e-5;
      double p = chances.ceiling(frame.kappa);
      double before = chances.floor(frame.kappa, step);
      if (p < 1e-3 || before <= 0) {
        continue;
      }
      double rate = part.hazardRate();
      double atPoint = StrictMath.log(before / p) / step;
      assertThat(rate).isBetween(0.0, atPoint * (1 + 1e-5) + 1e-6);
      close += rate > 0.9 * atPoint && atPoint > 0.1 ? 1 : 0;
    }
    assertThat(close).isGreaterThan(100);
  }
}
