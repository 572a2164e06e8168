package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellBoxesTest {
  private static final double[] ETA = {1, 0.5, 2, 1.5};
  private static final double[] LOWER = {0.5, 0.2, 1, 0.4};
  private static final double[] UPPER = {1, 1.2, 1.5, 0.8};

  private static BoxForest forest() {
    BoxForest forest = RayCellBound.forest(UniformInstance.problem(ETA, LOWER, UPPER), 10_000);
    forest.begin(new double[] {1, 1, 1, 1});
    return forest;
  }

  private static double low(RayForest forest, int cell, int i) {
    return forest.store.doubles(cell)[forest.store.at(cell) + RayForest.LOW + i];
  }

  private static double high(RayForest forest, int cell, int i) {
    return forest.store.doubles(cell)[forest.store.at(cell) + forest.high + i];
  }

  private static double entry(RayForest forest, int cell, int offset) {
    return forest.store.doubles(cell)[forest.store.at(cell) + offset];
  }

  @Test
  void rootsSpanWhatSomeTypeMightAccept() {
    BoxForest forest = forest();
    int cell = forest.root(0b0101);
    double shed = 1 * 1 + 2 * 1.5;
    assertThat(low(forest, cell, 0)).isZero();
    assertThat(high(forest, cell, 0)).isEqualTo(1);
    assertThat(high(forest, cell, 2)).isEqualTo(2);
    for (int j : new int[] {1, 3}) {
      assertThat(low(forest, cell, j)).isZero();
      assertThat(high(forest, cell, j)).isBetween(shed / LOWER[j], shed / LOWER[j] * (1 + 1e-11));
      assertThat(entry(forest, cell, forest.logCentre + j))
          .isCloseTo(Math.log(shed / LOWER[j]), within(1e-10));
      assertThat(entry(forest, cell, forest.half + j)).isZero();
    }
    int single = forest.root(0b0100);
    assertThat(low(forest, single, 2)).isEqualTo(2);
    assertThat(high(forest, single, 2)).isEqualTo(2);
    assertThat(forest.boxes.isWide(array(forest, single), forest.store.at(single), 2)).isFalse();
    assertThat(forest.boxes.isWide(array(forest, single), forest.store.at(single), 1)).isTrue();
  }

  private static double[] array(RayForest forest, int cell) {
    return forest.store.doubles(cell);
  }

  /** Points at full extension of a cell lie in its parts, whose records fit their boxes. */
  @ParameterizedTest
  @ValueSource(ints = {0b0001, 0b0110, 0b0111, 0b1010})
  void partsCoverTheRaysAtFullExtension(int support) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(support);
    for (int run = 0; run < 30; run++) {
      BoxForest forest = forest();
      int cell = forest.root(support);
      for (int depth = 0; depth < 14; depth++) {
        int task = random.nextInt(4);
        if (!forest.boxes.isWide(array(forest, cell), forest.store.at(cell), task)) {
          continue;
        }
        int first = forest.store.size();
        forest.boxes.split();
        assertThat(forest.store.size()).isEqualTo(first + 2);
        for (int part = 0; part < 2; part++) {
          forest.boxes.fill(first + part, part == 0, cell, task);
          checkRecord(forest, first + part, support);
        }
        for (int trial = 0; trial < 30; trial++) {
          double[] point = pointAtFullExtension(forest, cell, support, random);
          assertThat(contains(forest, first, point) || contains(forest, first + 1, point)).isTrue();
        }
        cell = first + random.nextInt(2);
      }
    }
  }

  private static void checkRecord(RayForest forest, int cell, int support) {
    assertThat(forest.support(cell)).isEqualTo(support);
    int reaching = 0;
    for (int i = 0; i < 4; i++) {
      double low = low(forest, cell, i);
      double high = high(forest, cell, i);
      assertThat(low).isLessThanOrEqualTo(high);
      double half = entry(forest, cell, forest.half + i);
      if (low > 0) {
        double width = 0.5 * Math.log(high / low);
        assertThat(half).isBetween(width - 1e-15, width + 1e-12);
        assertThat(entry(forest, cell, forest.logCentre + i))
            .isCloseTo(0.5 * Math.log(low * high), within(1e-12));
      } else {
        assertThat(half).isZero();
        assertThat(entry(forest, cell, forest.logCentre + i))
            .isCloseTo(Math.log(high), within(1e-12));
      }
      reaching += (support >> i & 1) != 0 && high == ETA[i] ? 1 : 0;
    }
    assertThat(reaching).isPositive();
    for (int i = 0; reaching == 1 && i < 4; i++) {
      if ((support >> i & 1) != 0 && high(forest, cell, i) == ETA[i]) {
        assertThat(low(forest, cell, i)).isEqualTo(ETA[i]);
      }
    }
  }

  private static double[] pointAtFullExtension(
      RayForest forest, int cell, int support, UniformRandomProvider random) {
    double[] point = new double[4];
    int extended = -1;
    int seen = 0;
    for (int i = 0; i < 4; i++) {
      double low = low(forest, cell, i);
      double high = high(forest, cell, i);
      double share = random.nextInt(3) == 0 ? random.nextInt(2) : random.nextDouble();
      point[i] = Math.min(high, low + share * share * (high - low));
      boolean reaches = (support >> i & 1) != 0 && high == ETA[i];
      extended = reaches && random.nextInt(++seen) == 0 ? i : extended;
    }
    point[extended] = ETA[extended];
    return point;
  }

  private static boolean contains(RayForest forest, int cell, double[] point) {
    boolean inside = true;
    for (int i = 0; i < 4; i++) {
      inside &= low(forest, cell, i) <= point[i] && point[i] <= high(forest, cell, i);
    }
    return inside;
  }

  /** Take-ons from 0 on; give-ups from 0 on that are at most a fifth of what is shed. */
  @Test
  void linearTasks() {
    BoxForest forest = forest();
    int support = 0b0011;
    int cell = forest.root(support);
    double[] c = array(forest, cell);
    int at = forest.store.at(cell);
    assertThat(forest.boxes.linearTasks(c, at, support)).isEqualTo(0b1100);
    assertThat(forest.boxes.isLinearTakeOn(c, at, support, 2)).isTrue();
    assertThat(forest.boxes.isLinearTakeOn(c, at, support, 0)).isFalse();
    // With task 0 at 1 of cost at most 1, a magnitude m of task 1 is 1.2 m / (1 + 1.2 m) of all.
    c[at + forest.high + 1] = 0.25 / 1.2 * (1 - 1e-9);
    assertThat(forest.boxes.linearTasks(c, at, support)).isEqualTo(0b1110);
    c[at + forest.high + 1] = 0.25 / 1.2 * (1 + 1e-9);
    assertThat(forest.boxes.linearTasks(c, at, support)).isEqualTo(0b1100);
    c[at + RayForest.LOW + 3] = 1e-9;
    assertThat(forest.boxes.linearTasks(c, at, support)).isEqualTo(0b0100);
    c[at + forest.high + 2] = 0;
    assertThat(forest.boxes.linearTasks(c, at, support)).isZero();
    assertThat(forest.boxes.isLinearTakeOn(c, at, support, 2)).isFalse();
    assertThat(forest.boxes.isLinearTakeOn(c, at, support, 3)).isFalse();
  }
}
