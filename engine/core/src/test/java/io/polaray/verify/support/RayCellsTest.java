package io.polaray.verify.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds of cells against rays in them, and what cells cover. */
class RayCellsTest {
  private static final int SPLITS = 60;
  private static final int RAYS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noRayOfACellGainsMoreThanItsBound(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int tasks = 2 + (int) (seed % 3);
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    double[] weights = new double[tasks];
    double[] endowment = new double[tasks];
    double[] limit = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      lower[i] = random.nextDouble(0.2, 1);
      upper[i] = lower[i] + random.nextDouble(0.3, 1.5);
      weights[i] = random.nextDouble(-0.3, 1.3);
      endowment[i] = random.nextDouble(0.5, 2);
      limit[i] = 1 / lower[i];
    }
    check(BoxCeiling.of(lower, upper), random, weights, endowment, upper, limit);
    // Types on a grid, so that several are indifferent to one ray.
    double[][] types = new double[30][tasks];
    double[] shares = new double[types.length];
    for (int m = 0; m < types.length; m++) {
      for (int i = 0; i < tasks; i++) {
        types[m][i] = lower[i] + (upper[i] - lower[i]) * random.nextInt(5) / 4;
      }
      shares[m] = (m + 1) * 2.0 / (types.length * (types.length + 1));
    }
    check(TypesCeiling.of(types, shares), random, weights, endowment, upper, limit);
  }

  private static void check(
      AcceptanceCeiling chances,
      SplittableRandom random,
      double[] weights,
      double[] endowment,
      double[] upper,
      double[] limit) {
    int tasks = weights.length;
    int tight = 0;
    for (int support = 1; support < (1 << tasks) - 1; support++) {
      RayCells cells = new RayCells(chances, weights, endowment, upper, limit);
      ArrayDeque<RayCell> leaves = new ArrayDeque<>(cells.roots(support));
      assertThat(leaves).hasSize(Integer.bitCount(support));
      for (int n = 0; n < SPLITS; n++) {
        RayCell cell = leaves.removeFirst();
        double[] magnitudes = cell.low.clone();
        for (int ray = 0; ray < RAYS; ray++) {
          double[] kappa = new double[tasks];
          for (int i = 0; i < tasks; i++) {
            magnitudes[i] =
                switch (random.nextInt(4)) {
                  case 0 -> cell.low[i];
                  case 1 -> cell.high[i];
                  default -> cell.low[i] + random.nextDouble() * (cell.high[i] - cell.low[i]);
                };
            kappa[i] = cell.sheds(i) ? -magnitudes[i] : magnitudes[i];
          }
          double gain = chances.floor(kappa) * Math.max(0, MenuDraw.dot(weights, kappa));
          assertThat(gain).isLessThanOrEqualTo(cell.upper);
          tight += gain > 0 && gain > 0.5 * cell.upper ? 1 : 0;
        }
        assertThat(cell.value).isLessThanOrEqualTo(cell.upper);
        double parent = cell.upper;
        assertThat(cells.split(cell, n % 7 == 0 ? random.nextInt(tasks) : -1)).isTrue();
        RayCell[] parts = cell.children;
        assertThat(parts).isNotNull().hasSize(2);
        assertThat(cell.upper).isLessThanOrEqualTo(parent);
        assertThat(Arrays.stream(parts).mapToDouble(part -> part.upper).max().orElse(0))
            .isGreaterThanOrEqualTo(cell.upper);
        for (int i = 0; i < tasks; i++) {
          assertThat(Math.min(parts[0].low[i], parts[1].low[i])).isEqualTo(cell.low[i]);
          assertThat(Math.max(parts[0].high[i], parts[1].high[i])).isEqualTo(cell.high[i]);
          assertThat(Math.max(parts[0].low[i], parts[1].low[i]))
              .isLessThanOrEqualTo(Math.min(parts[0].high[i], parts[1].high[i]));
        }
        leaves.addAll(Arrays.asList(parts));
      }
    }
    assertThat(tight).isPositive();
  }
}
