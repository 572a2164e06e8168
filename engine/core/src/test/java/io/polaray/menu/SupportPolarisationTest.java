package io.polaray.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polaray.numeric.Vector;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupportPolarisationTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** Small integers give many ties, which exact arithmetic has to tell from near misses. */
  private static double[] integers(SplittableRandom random, int tasks) {
    double[] ray = new double[tasks];
    boolean negative = false;
    boolean positive = false;
    while (!negative || !positive) {
      negative = false;
      positive = false;
      for (int i = 0; i < tasks; i++) {
        ray[i] = random.nextInt(9) - 4;
        negative |= ray[i] < 0;
        positive |= ray[i] > 0;
      }
    }
    return ray;
  }

  private static CostBox box(SplittableRandom random, int tasks) {
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      lower[i] = random.nextInt(3);
      upper[i] = lower[i] + random.nextInt(4);
    }
    return new CostBox(Vector.of(lower), Vector.of(upper));
  }

  /**
   * The condition at the 2^I corners: the intersection of the intervals of y in [0, 1] that make
   * {@code (y k + (1 - y) l) . c >= 0} at each corner c, with fractions of integers.
   */
  private static boolean atAllCorners(double[] k, double[] l, CostBox box) {
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ONE;
    MathContext wide = new MathContext(60);
    for (int corner = 0; corner < 1 << k.length; corner++) {
      double onK = 0;
      double onL = 0;
      for (int i = 0; i < k.length; i++) {
        double c = (corner >> i & 1) == 0 ? box.lower().get(i) : box.upper().get(i);
        onK += k[i] * c;
        onL += l[i] * c;
      }
      double slope = onK - onL;
      if (slope == 0 && onL < 0) {
        return false;
      }
      if (slope != 0) {
        BigDecimal root = new BigDecimal(-onL).divide(new BigDecimal(slope), wide);
        low = slope > 0 ? low.max(root) : low;
        high = slope < 0 ? high.min(root) : high;
      }
    }
    return low.compareTo(high) <= 0;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isTheConditionAtAllMixedCorners(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int holding = 0;
    int beyondTheOrthant = 0;
    for (int trial = 0; trial < 4000; trial++) {
      int tasks = 2 + random.nextInt(3);
      CostBox box = box(random, tasks);
      double[] k = integers(random, tasks);
      double[] l = integers(random, tasks);
      boolean holds = SupportPolarisation.holds(Vector.of(k), Vector.of(l), box);
      assertThat(holds)
          .as("%s %s on %s", Vector.of(k), Vector.of(l), box)
          .isEqualTo(atAllCorners(k, l, box));
      boolean orthant = Polarisation.holds(Vector.of(k), Vector.of(l));
      assertThat(holds || !orthant).isTrue();
      if (box.spansOrthant()) {
        assertThat(holds).isEqualTo(orthant);
      }
      holding += holds ? 1 : 0;
      beyondTheOrthant += holds && !orthant ? 1 : 0;
    }
    assertThat(holding).isBetween(100, 3900);
    assertThat(beyondTheOrthant).isGreaterThan(100);
  }

  @Test
  void oneUnitInTheLastPlaceDecides() {
    CostBox box = new CostBox(Vector.of(1, 1, 1), Vector.of(2, 2, 2));
    Vector k = Vector.of(-1, -1, 4);
    Vector tight = Vector.of(-1, 4, -1);
    // At y = 1/2 the mixture (-1, 1.5, 1.5) is worth 1 and more, so there is room.
    assertThat(SupportPolarisation.holds(k, tight, box)).isTrue();
    Vector first = Vector.of(-1, 0.5, 0.5);
    Vector second = Vector.of(-1, 1.5, 0.5);
    assertThat(SupportPolarisation.holds(first, second, box)).isTrue();
    Vector below = Vector.of(-1, Math.nextDown(1.5), 0.5);
    assertThat(SupportPolarisation.holds(first, below, box)).isFalse();
    assertThat(SupportPolarisation.holdsStrictly(first.toArray(), second.toArray(), box)).isFalse();
    Vector above = Vector.of(-1, Math.nextUp(1.5), 0.5);
    assertThat(SupportPolarisation.holdsStrictly(first.toArray(), above.toArray(), box)).isTrue();
  }

  @Test
  void anInfiniteEndAllowsNoNegativeEntryOfTheMixture() {
    Vector k = Vector.of(-1, 3, 0);
    Vector l = Vector.of(-1, 0, 3);
    assertThat(SupportPolarisation.holds(k, l, boxWithFirstUpTo(2))).isTrue();
    assertThat(SupportPolarisation.holds(k, l, boxWithFirstUpTo(INFINITE))).isFalse();
    Vector opposite = Vector.of(0.5, -1, 1);
    assertThat(SupportPolarisation.holds(k, opposite, boxWithFirstUpTo(INFINITE))).isTrue();
  }

  private static CostBox boxWithFirstUpTo(double upper) {
    return new CostBox(Vector.of(1, 1, 1), Vector.of(upper, 2, 2));
  }

  /** Directions near the condition become rays that no cost of the box accepts together. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void repairedRaysAreStrictlyPolarised(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int repaired = 0;
    for (int trial = 0; trial < 2000; trial++) {
      int tasks = 2 + random.nextInt(3);
      CostBox box = box(random, tasks);
      double[][] kappas = {integers(random, tasks), integers(random, tasks)};
      List<Ray> rays;
      try {
        rays = SupportMenus.fullExtension(ones(tasks), kappas, box);
      } catch (IllegalArgumentException far) {
        assertThat(far).hasMessageContaining("cannot be made so");
        continue;
      }
      repaired++;
      assertThat(SupportPolarisation.holds(rays, box)).isTrue();
      double[] k = rays.get(0).direction().toArray();
      double[] l = rays.get(1).direction().toArray();
      assertThat(SupportPolarisation.holdsStrictly(k, l, box)).isTrue();
      assertThat(shed(k)).isEqualTo(1);
      for (int draw = 0; draw < 20; draw++) {
        double onK = 0;
        double onL = 0;
        for (int i = 0; i < tasks; i++) {
          double share = draw < 10 ? random.nextInt(2) : random.nextDouble();
          double lower = box.lower().get(i);
          double c = lower + share * (box.upper().get(i) - lower);
          onK += k[i] * c;
          onL += l[i] * c;
        }
        assertThat(onK < 0 && onL < 0).isFalse();
      }
    }
    assertThat(repaired).isGreaterThan(300);
  }

  private static Vector ones(int tasks) {
    double[] ones = new double[tasks];
    Arrays.fill(ones, 1);
    return Vector.of(ones);
  }

  private static double shed(double[] ray) {
    double most = 0;
    for (double entry : ray) {
      most = Math.max(most, -entry);
    }
    return most;
  }

  @Test
  void raysThatConflictAreRefused() {
    CostBox box = new CostBox(Vector.of(1, 1, 1), Vector.of(2, 2, 2));
    double[][] both = {{-1, 0.1, 0}, {-1, 0, 0.1}};
    assertThatThrownBy(() -> SupportMenus.fullExtension(ones(3), both, box))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not polarised on the box");
  }
}
