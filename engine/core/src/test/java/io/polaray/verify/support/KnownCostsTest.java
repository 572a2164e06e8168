package io.polaray.verify.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.GaussLegendre;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a transform says of its cost besides the table. */
class KnownCostsTest {
  private static final double ROOM = 1 + 1e-9;

  /** {@code E u^6} of an exponential cost, u from -1 to 1, by 200 panels. */
  private static double sixth(double mean, double lower, double upper) {
    GaussLegendre rule = GaussLegendre.of(24);
    double rate = (upper - lower) / 2 / mean;
    double sum = 0;
    double mass = 0;
    for (int panel = 0; panel < 200; panel++) {
      for (int n = 0; n < rule.count(); n++) {
        double u = -1 + (panel + 0.5 * (1 + rule.node(n))) / 100;
        double chance = rule.weight(n) * Math.exp(-rate * u);
        mass += chance;
        sum += chance * Math.pow(u, 6);
      }
    }
    return sum / mass;
  }

  @Test
  void exponentialCosts() {
    double mean = 0.6;
    CostTransform cost = CostTransformTest.exponential(mean, 0.5, 3.5);
    double mass = Math.exp(-0.5 / mean) - Math.exp(-3.5 / mean);
    double first = Math.exp(-0.5 / mean) / mean / mass;
    double last = Math.exp(-3.5 / mean) / mean / mass;
    double sixth = sixth(mean, 0.5, 3.5);
    assertThat(cost.middle).isEqualTo(2);
    assertThat(cost.half).isEqualTo(1.5);
    assertThat(cost.upper()).isEqualTo(3.5);
    assertThat(cost.density).isCloseTo(1.5 * first * ROOM, within(1e-12));
    assertThat(cost.atLower).isEqualTo(cost.density);
    assertThat(cost.atUpper).isCloseTo(1.5 * last * ROOM, within(1e-12));
    assertThat(cost.bend).isCloseTo(1.5 * 1.5 * 2 * first / mean, within(1e-10));
    assertThat(cost.error).isCloseTo(Math.pow(8, -6) / 46080 * sixth + 2e-11, within(1e-20));
    assertThat(cost.tail(2)).isEqualTo(cost.density);
    double far = 900;
    double ends = (cost.atLower + cost.atUpper + cost.bend / far) / far;
    assertThat(cost.tail(far)).isCloseTo(ends, within(1e-15));
    assertThat(ends).isLessThan(2 * cost.density / far);
    assertThat(cost.takeOn()).isCloseTo(first * ROOM, within(1e-12));
    assertThat(cost.low()).isEmpty();
    assertThat(cost.zero()).isNull();
    // E[1 - exp(-r c)] of an exponential cost: a quotient of masses.
    for (double rate : new double[] {1e-5, 3e-5, 1e-3, 0.2, 4, 300}) {
      double slope = rate + 1 / mean;
      double exact = 1 - (Math.exp(-0.5 * slope) - Math.exp(-3.5 * slope)) / slope / mean / mass;
      assertThat(cost.discount(rate)).isBetween(exact * 0.997 - 3e-11, exact);
    }
    assertThat(cost.discount(0)).isZero();
  }

  /** Costs above the end make a take-on of that end possible. */
  @Test
  void takeOnsOfCostsBeyondTheEnd() {
    CostTransform.Density density = new CostTransform.Density(0.5, 0.5, 0.5, 0);
    CostTransform.Beyond beyond = new CostTransform.Beyond(1e-3, 3e-3, 1.2);
    double[] costs = {0.5, 1.5};
    double[] chances = {0.5, 0.5};
    CostTransform cost =
        CostTransform.of(
            0,
            2,
            beyond,
            costs,
            chances,
            density,
            CostTransform.Concavity.BOTH,
            CostTransform.LowEnd.UNKNOWN);
    assertThat(cost.takeOn()).isCloseTo(0.5 * ROOM + 0.5, within(1e-12));
    CostTransform certain = CostTransform.uniform(3, 3);
    assertThat(certain.takeOn()).isEqualTo(1 / 3.0);
    assertThat(certain.density).isZero();
    assertThat(certain.bend).isZero();
    assertThat(certain.half).isZero();
    assertThat(certain.low()).isEmpty();
  }

  @Test
  void uniformCosts() {
    CostTransform cost = CostTransform.uniform(0.4, 2.4);
    assertThat(cost.middle).isCloseTo(1.4, within(1e-15));
    assertThat(cost.half).isEqualTo(1);
    assertThat(cost.density).isEqualTo(0.5 * ROOM);
    assertThat(cost.atLower).isEqualTo(0.5 * ROOM);
    assertThat(cost.atUpper).isEqualTo(0.5 * ROOM);
    assertThat(cost.bend).isZero();
    assertThat(cost.error).isCloseTo(Math.pow(8, -6) / 46080 / 7 + 2e-11, within(1e-20));
    assertThat(cost.beyond.mean()).isEqualTo(2.4);
    assertThat(cost.zero()).isNull();
    assertThat(cost.concavity).isEqualTo(CostTransform.Concavity.BOTH);
    for (double rate : new double[] {1e-6, 1e-3, 0.5, 20, 1e5}) {
      double exact = 1 - (Math.exp(-0.4 * rate) - Math.exp(-2.4 * rate)) / rate / 2;
      assertThat(cost.discount(rate)).isBetween(exact * 0.996 - 3e-11, exact + 1e-15);
    }
  }

  /** Each level is half as far above the lower end as the one before. */
  @Test
  void lowUniformCosts() {
    CostTransform cost = CostTransform.uniform(0.4, 2.4);
    List<CostTransform.Low> levels = cost.low();
    // From 1 down to 1e-5 of the width; steps of 2e-5 of the lower end are told apart.
    assertThat(levels).hasSize(16);
    double width = 1;
    for (CostTransform.Low level : levels) {
      assertThat(level.upper()).isCloseTo(0.4 + width, within(1e-15));
      assertThat(level.chance()).isCloseTo(width / 2, within(1e-15));
      CostTransform low = level.cost();
      assertThat(level.cost()).isSameAs(low);
      assertThat(low.half).isCloseTo(width / 2, within(1e-15));
      assertThat(low.lower).isEqualTo(0.4);
      assertThat(low.low()).isEmpty();
      width /= 2;
    }
    CostTransform zero = CostTransform.uniform(0, 3);
    assertThat(zero.low()).hasSize(16);
    assertThat(zero.zero()).isEqualTo(new CostTransform.FromZero(3, 3, 3, 1, true));
    assertThat(CostTransform.LowEnd.ends(1, 1.001, 1e-3)).hasSize(5);
    assertThat(CostTransform.LowEnd.ends(0, 8, 1)).hasSize(19);
  }

  /** A task from 0 on, and the distribution in the limit of its take-on. */
  @Test
  void endlessTasks() {
    CostTransform even = CostTransform.uniform(1, 2);
    ProductCeiling bounds = ProductCeiling.of(List.of(even, CostTransform.uniform(0, 4)));
    assertThat(bounds.endless(0)).isNull();
    assertThat(bounds.levelCost(0)).isEqualTo(1);
    assertThat(bounds.levelCost(1)).isEqualTo(4);
    EndlessTask task = bounds.endless(1);
    assertThat(task).isNotNull();
    assertThat(task.useful()).isEqualTo(4);
    assertThat(task.settled()).isEqualTo(4);
    assertThat(task.excess()).isEqualTo(1);
    assertThat(task.limitCost()).isEqualTo(4);
    assertThat(task.always()).isTrue();
    double[] kappa = {-1, 2};
    // b c_2 <= c_1: E[c_1] / (4 b).
    assertThat(task.limit().ceiling(kappa)).isCloseTo(1.5 / 8, within(1e-6));
    CostTransform.FromZero known = new CostTransform.FromZero(1, 0.01, 0.8, 1.1, false);
    CostTransform.LowEnd lowEnd = new CostTransform.LowEnd(List.of(), known);
    CostTransform other =
        CostTransform.of(
            0,
            2,
            CostTransform.Beyond.NONE,
            new double[] {0.5, 1.5},
            new double[] {0.5, 0.5},
            new CostTransform.Density(0.5, 0.5, 0.5, 0),
            CostTransform.Concavity.NONE,
            lowEnd);
    ProductCeiling mixed = ProductCeiling.of(List.of(even, other));
    assertThat(mixed.levelCost(1)).isZero();
    assertThat(mixed.logConcaveParts()).isEmpty();
    assertThat(mixed.steepTasks()).isEqualTo(0b10);
    EndlessTask limit = mixed.endless(1);
    assertThat(limit).isNotNull();
    assertThat(limit.excess()).isEqualTo(1.1);
    assertThat(limit.useful()).isEqualTo(1);
    assertThat(limit.settled()).isEqualTo(0.01);
    assertThat(limit.limitCost()).isEqualTo(0.8);
    assertThat(limit.always()).isFalse();
    assertThat(limit.limit().ceiling(kappa)).isCloseTo(0.8875, within(1e-5));
  }

  /** Steps and errors grow with the width of a cell, within limits. */
  @Test
  void widerCellsAreLessExact() {
    CostTransform cost = CostTransformTest.exponential(0.6, 0.5, 3.5);
    ProductCeiling bounds = ProductCeiling.of(List.of(cost, cost, cost));
    double[] kappa = {-1, 0.3, 0.2};
    double before = 0;
    double[] widths = {0, 0.035, 0.06, 1};
    double[] steps = {0x1p-10, 0.035 / 32, 0.06 / 32, 0x1p-6};
    for (int n = 0; n < widths.length; n++) {
      assertThat(bounds.aim(widths[n])).isEqualTo(steps[n]);
      double error = bounds.ceiling(kappa) - bounds.floor(kappa);
      assertThat(error).isGreaterThan(before);
      before = error;
    }
    bounds.aimRoughly(1);
    double rough = bounds.ceiling(kappa) - bounds.floor(kappa);
    assertThat(rough).isBetween(10 * before, 1e-3);
    bounds.aimRoughly(1e-2);
    assertThat(bounds.ceiling(kappa) - bounds.floor(kappa)).isLessThan(rough / 2);
  }
}
