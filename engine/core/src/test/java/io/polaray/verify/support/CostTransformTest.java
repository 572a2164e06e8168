package io.polaray.verify.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.GaussLegendre;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of characteristic functions against formulas. */
class CostTransformTest {
  private static final GaussLegendre RULE = GaussLegendre.of(24);
  private static final int PANELS = 200;

  /** An exponential cost between two ends. */
  static CostTransform exponential(double mean, double lower, double upper) {
    double[] costs = new double[PANELS * RULE.count()];
    double[] chances = new double[costs.length];
    double half = (upper - lower) / PANELS / 2;
    double mass = Math.exp(-lower / mean) - Math.exp(-upper / mean);
    for (int m = 0; m < costs.length; m++) {
      int k = m % RULE.count();
      double start = lower + m / RULE.count() * 2 * half;
      costs[m] = start + half * (1 + RULE.node(k));
      chances[m] = RULE.weight(k) * half * Math.exp(-costs[m] / mean) / mean / mass;
    }
    double first = Math.exp(-lower / mean) / mean / mass;
    double last = Math.exp(-upper / mean) / mean / mass;
    // The slope is -density / mean: it starts at its lowest.
    CostTransform.Density density = new CostTransform.Density(first, first, last, 2 * first / mean);
    return CostTransform.of(
        lower,
        upper,
        CostTransform.Beyond.NONE,
        costs,
        chances,
        density,
        CostTransform.Concavity.BOTH,
        CostTransform.LowEnd.UNKNOWN);
  }

  /** {@code E exp(i z u)} of an exponential cost, u from -1 to 1: real and imaginary part. */
  private static double[] exact(double mean, double lower, double upper, double z) {
    double rate = (upper - lower) / 2 / mean;
    double scale = rate / (Math.exp(rate) - Math.exp(-rate)) / (rate * rate + z * z);
    double before = Math.exp(rate);
    double after = Math.exp(-rate);
    // Integral of exp((i z - rate) u): values at -1 less those at 1, over rate - i z.
    double re = (before - after) * Math.cos(z);
    double im = -(before + after) * Math.sin(z);
    return new double[] {scale * (re * rate - im * z), scale * (im * rate + re * z)};
  }

  @ParameterizedTest
  @CsvSource({"1, 0.2, 3", "0.5, 0, 2", "0.3, 0.5, 4"})
  void tablesAndTailsOfExponentialCosts(double mean, double lower, double upper) {
    CostTransform cost = exponential(mean, lower, upper);
    assertThat(cost.largest).isEqualTo(1024);
    double tight = 0;
    for (int node = 0; node <= 8 * 1024; node++) {
      double z = node / 8.0;
      double[] phi = exact(mean, lower, upper, z);
      double[] around = new double[4];
      System.arraycopy(exact(mean, lower, upper, z + 1e-4), 0, around, 0, 2);
      System.arraycopy(exact(mean, lower, upper, z - 1e-4), 0, around, 2, 2);
      int at = TransformTable.CELL * node;
      for (int part = 0; part < 2; part++) {
        assertThat(cost.table[at + 6 * part]).isCloseTo(phi[part], within(cost.error));
        double slope = (around[part] - around[2 + part]) / 2e-4 / 8;
        assertThat(cost.table[at + 6 * part + 1]).isCloseTo(slope, within(1e-7));
        double curve = (around[part] - 2 * phi[part] + around[2 + part]) / 1e-8 / 64;
        assertThat(2 * cost.table[at + 6 * part + 2]).isCloseTo(curve, within(1e-7));
      }
      double size = Math.hypot(phi[0], phi[1]);
      if (z > 0) {
        assertThat(size).isLessThanOrEqualTo(cost.tail(z));
        tight = z > 100 ? Math.max(tight, size / cost.tail(z)) : tight;
      }
    }
    assertThat(tight).isGreaterThan(0.8);
  }

  /** {@code sin(z) / z}. */
  @ParameterizedTest
  @CsvSource({"0.3, 2.5", "0, 1"})
  void uniformCostsShareOneTable(double lower, double upper) {
    CostTransform cost = CostTransform.uniform(lower, upper);
    for (int node = 1; node <= 8 * 1024; node += 7) {
      double z = node / 8.0;
      int at = TransformTable.CELL * node;
      assertThat(cost.table[at]).isCloseTo(Math.sin(z) / z, within(1e-15));
      assertThat(cost.table[at + 1])
          .isCloseTo((Math.cos(z) - Math.sin(z) / z) / z / 8, within(1e-15));
      assertThat(Math.abs(cost.table[at])).isLessThanOrEqualTo(cost.tail(z));
    }
    assertThat(cost.table[0]).isOne();
    assertThat(cost.table[2]).isCloseTo(-1.0 / 6 / 64, within(1e-16));
    assertThat(cost.beyond.chance()).isZero();
    assertThat(cost.takeOn()).isCloseTo(1 / upper / (1 - lower / upper), within(1e-8));
    assertThat(CostTransform.uniform(2, 2).takeOn()).isEqualTo(0.5);
    assertThat(CostTransform.uniform(1, 1.5).takeOn()).isEqualTo(1);
  }
}
