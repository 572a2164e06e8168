package io.polaray.verify.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    for (int i = 0; i < tasks; i++) {
      lower[i] = random.nextDouble(0.2, 1);
      upper[i] = lower[i] + random.nextDouble(0.3, 1.5);
      weights[i] = random.nextDouble(-0.3, 1.3);
      endowment[i] = random.nextDouble(0.5, 2);
    }
    check(BoxCeiling.of(lower, upper), random, weights, endowment, upper, lower);
    // Types on a grid, so that several are indifferent to one ray.
    double[][] types = new double[30][tasks];
    double[] shares = new double[types.length];
    for (int m = 0; m < types.length; m++) {
      for (int i = 0; i < tasks; i++) {
        types[m][i] = lower[i] + (upper[i] - lower[i]) * random.nextInt(5) / 4;
      }
      shares[m] = (m + 1) * 2.0 / (types.length * (types.length + 1));
    }
    check(TypesCeiling.of(types, shares), random, weights, endowment, upper, lower);
  }

  /**
   * Costs of tasks 0 and 2 from 0 on: rays far beyond the upper ends have cells that bound them.
   */
  @Test
  void raysBeyondTheUpperEndsAreCovered() {
    SplittableRandom random = new SplittableRandom(5);
    double[] lower = {0, 0.3, 0};
    double[] upper = {1.2, 0.9, 0.7};
    double[] endowment = {1, 1.5, 1};
    int covered = 0;
    for (int n = 0; n < 20; n++) {
      double[] weights = {random.nextDouble(0.1, 1), random.nextDouble(-1, 1), random.nextDouble()};
      BoxCeiling chances = BoxCeiling.of(lower, upper);
      @Nullable EndlessTask[] known = {chances.endless(0), null, chances.endless(2)};
      List<RayCell> leaves = new ArrayList<>();
      for (int far : new int[] {-1, 0, 2}) {
        RayCells cells = new RayCells(chances, weights, endowment, lower, upper, known, far);
        ArrayDeque<RayCell> open = new ArrayDeque<>(cells.roots(0b010));
        for (int split = 0; split < 30; split++) {
          RayCell cell = open.removeFirst();
          if (cells.split(cell, -1)) {
            open.addAll(Arrays.asList(Objects.requireNonNull(cell.children)));
          } else {
            leaves.add(cell);
          }
        }
        leaves.addAll(open);
      }
      for (int ray = 0; ray < 300; ray++) {
        double[] kappa = {
          Math.exp(random.nextDouble(-3, 20)), -1.5, Math.exp(random.nextDouble(-3, 20))
        };
        double gain = chances.floor(kappa) * Math.max(0, MenuDraw.dot(weights, kappa));
        double most = 0;
        for (RayCell cell : leaves) {
          most = covers(cell, kappa) ? Math.max(most, cell.upper) : most;
        }
        assertThat(gain).isLessThanOrEqualTo(most * (1 + 1e-9));
        covered += gain > 0.7 * most && kappa[0] > 1e5 ? 1 : 0;
      }
    }
    assertThat(covered).isGreaterThan(20);
  }

  /** A cell without other gains than a task from 0 on is left to the rays without a limit. */
  @ParameterizedTest
  @CsvSource({"0.5, 0, true", "-0.5, 0, false", "0.5, 0.1, true", "0.5, 0.7, false"})
  void whatPaysForNothingElseIsEmpty(double weight, double other, boolean empty) {
    double[] ones = {1, 1, 1};
    double[] lower = {0, 1, 1};
    double[] weights = {1, weight, other};
    double[] endowment = {0, 2, 0};
    BoxCeiling chances = BoxCeiling.of(new double[3], ones);
    // Known for all take-ons, and for those beyond the reach alone.
    for (boolean always : new boolean[] {true, false}) {
      @Nullable EndlessTask[] known = {new EndlessTask(1, 1, 1, always, 1, chances), null, null};
      RayCells cells = new RayCells(chances, weights, endowment, lower, ones, known, -1);
      RayCell root = cells.roots(0b010).get(0);
      assertThat(root.high[0]).isBetween(2 * 4096.0, 2 * 4096.0 * (1 + 1e-12));
      assertThat(root.unlimited).isEqualTo(0b001);
      if (always && empty) {
        assertThat(root.upper).isZero();
      } else {
        // Cut at the reach, P is 1 at most and task 2 is worth at most its own limit.
        assertThat(root.upper).isBetween(2.0 + 2 * Math.max(0, other - weight), 4.2 + 2 * other);
      }
      assertThat(cells.split(root, 0)).isTrue();
      RayCell[] parts = Objects.requireNonNull(root.children);
      assertThat(parts[0].high[0]).isEqualTo(parts[0].span[0]).isBetween(2.0, 2 * (1 + 1e-12));
      assertThat(parts[0].unlimited).isZero();
      assertThat(parts[0].upper > 0.5).isEqualTo(!always || !empty);
      assertThat(parts[1].unlimited).isEqualTo(0b001);
      assertThat(parts[1].upper > 0).isEqualTo(!empty);
      RayCells far = new RayCells(chances, weights, endowment, lower, ones, known, 0);
      RayCell limit = far.roots(0b010).get(0);
      assertThat(limit.low[0]).isEqualTo(limit.high[0]).isEqualTo(limit.span[0]);
      assertThat(limit.isUnlimitedAtPoint(0)).isTrue();
      assertThat(limit.upper).isBetween(1.0, 1 + 1e-9);
      assertThat(cells.weighed()).isEqualTo(3);
      assertThat(far.weighed()).isEqualTo(1);
    }
  }

  private static boolean covers(RayCell cell, double[] kappa) {
    for (int i = 0; i < kappa.length; i++) {
      if (i == cell.far) {
        continue;
      }
      double magnitude = Math.abs(kappa[i]);
      boolean above = magnitude > cell.high[i];
      if ((magnitude < cell.low[i] || above) && !(above && cell.isUnlimited(i))) {
        return false;
      }
    }
    return true;
  }

  private static void check(
      AcceptanceCeiling chances,
      SplittableRandom random,
      double[] weights,
      double[] endowment,
      double[] upper,
      double[] lower) {
    int tasks = weights.length;
    int tight = 0;
    for (int support = 1; support < (1 << tasks) - 1; support++) {
      @Nullable EndlessTask[] none = new @Nullable EndlessTask[tasks];
      RayCells cells = new RayCells(chances, weights, endowment, lower, upper, none, -1);
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

  /** Which cells a search of a box makes, and their bounds, as one number. */
  @ParameterizedTest
  @CsvSource({
    "2, false, 396585827206306655",
    "3, false, -5721804384617414319",
    "4, false, 9104804880097156970",
    "3, true, 623011201971098024",
    "4, true, -5519669209327460903"
  })
  void bitsOfManyCells(int tasks, boolean fromZero, long bits) {
    SplittableRandom random = new SplittableRandom(90 + tasks);
    long hash = 7;
    for (int n = 0; n < 12; n++) {
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      double[] weights = new double[tasks];
      double[] endowment = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = fromZero && i % 2 == 0 ? 0 : random.nextDouble(0.2, 1);
        upper[i] = lower[i] + random.nextDouble(0.3, 1.5);
        weights[i] = random.nextDouble(-0.3, 1.3);
        endowment[i] = random.nextInt(5) == 0 ? 0 : random.nextDouble(0.5, 2);
      }
      BoxCeiling chances = BoxCeiling.of(lower, upper);
      @Nullable EndlessTask[] known = new EndlessTask[tasks];
      for (int i = 0; fromZero && i < tasks; i += 2) {
        known[i] = chances.endless(i);
      }
      RayCells cells = new RayCells(chances, weights, endowment, lower, upper, known, -1);
      for (int support = 1; support < (1 << tasks) - 1; support++) {
        ArrayDeque<RayCell> open = new ArrayDeque<>(cells.roots(support));
        for (int split = 0; split < 24 && !open.isEmpty(); split++) {
          RayCell cell = open.removeFirst();
          hash = 31 * hash + Double.doubleToLongBits(cell.upper);
          hash = 31 * hash + Double.doubleToLongBits(cell.mass);
          hash = 31 * hash + Arrays.hashCode(cell.low) + Arrays.hashCode(cell.high);
          if (cell.upper > 0 && cells.split(cell, -1)) {
            open.addAll(Arrays.asList(Objects.requireNonNull(cell.children)));
          }
        }
      }
    }
    assertThat(hash).isEqualTo(bits);
  }
}
