package io.polaray.verify;

import static io.polaray.verify.Claims.marginal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.verify.support.ProductCeiling;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tangent asks of a series: one ray, and others that differ in an entry or the budget. */
class RaysNextToEachOtherTest {
  private static final double FACTOR = 1 + 0x1p-7;

  /** Uniform costs, with an exact probability. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void floorsOfNeighboursLieBelowTheProbability(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int close = 0;
    int all = 0;
    int shared = 0;
    for (int trial = 0; trial < 100; trial++) {
      int tasks = 3 + random.nextInt(3);
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      double[] kappa = new double[tasks];
      PreferenceClaim.Marginal[] marginals = new PreferenceClaim.Marginal[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble(0.05, 1);
        upper[i] = lower[i] + random.nextDouble(0.3, 2);
        double size = Math.exp(random.nextDouble(-2, trial % 4 == 0 ? 6 : 1));
        kappa[i] = i == 0 ? -1 : random.nextInt(3) == 0 ? -size : size;
        marginals[i] = marginal("uniform", lower[i], upper[i]);
      }
      BoxAcceptance box =
          new BoxAcceptance(ClaimedVector.of(lower).exact(), ClaimedVector.of(upper).exact());
      ProductCeiling bounds = ProductCeilingTest.ceiling(Claims.independent(marginals));
      double spent = 0.01 * random.nextDouble();
      double above = bounds.ceilingNear(kappa, FACTOR, spent);
      assertThat(above).isGreaterThanOrEqualTo(value(box, kappa));
      for (int j = 0; j < tasks; j++) {
        double own = kappa[j];
        for (double entry : new double[] {own * FACTOR, own / FACTOR}) {
          if (own > 0) {
            double below = bounds.floorNear(kappa, j, entry);
            assertThat(kappa[j]).isEqualTo(own);
            kappa[j] = entry;
            double exact = value(box, kappa);
            double alone = ProductCeilingTest.ceiling(Claims.independent(marginals)).floor(kappa);
            kappa[j] = own;
            // The ray's own series has another period: other last digits.
            shared += below == alone ? 0 : 1;
            assertThat(below).isBetween(0.0, exact);
            all++;
            close += exact - below < 1e-6 ? 1 : 0;
          }
        }
      }
      double below = bounds.floorNear(kappa, spent);
      assertThat(below).isGreaterThanOrEqualTo(above - 1e-4);
      ProductCeiling fresh = ProductCeilingTest.ceiling(Claims.independent(marginals));
      assertThat(below).isCloseTo(fresh.floor(kappa, spent), within(1e-5));
    }
    assertThat(close).isGreaterThan(3 * all / 4);
    assertThat(shared).isGreaterThan(all / 2);
  }

  private static double value(BoxAcceptance box, double[] kappa) {
    return box.of(ClaimedVector.of(kappa).exact()).value().doubleValue();
  }

  /** Large take-ons of exponential costs with positive lower ends are few, and known relatively. */
  @Test
  void largeTakeOnsAreRelativelyExact() {
    ProductCeiling bounds =
        ProductCeilingTest.ceiling(
            Claims.independent(
                marginal("exponential", 0.4, null, "mean", 1.0),
                marginal("exponential", 0.3, null, "mean", 0.7),
                marginal("exponential", 0.2, null, "mean", 1.2)));
    for (double b = 1.4; b < 60; b *= 1.2) {
      double[] kappa = {-1, b, 0.1};
      double exact = Math.exp(0.38 - 0.3 * b) / (1 + 0.7 * b) / 1.12;
      double above = bounds.ceilingNear(kappa, FACTOR, 0);
      assertThat(above).isGreaterThanOrEqualTo(exact * (1 - 4e-7) - 1.01e-7);
      assertThat(above).isLessThan(exact * (1 + 1e-3) + 1e-6);
      double far = b * FACTOR;
      double beyond = Math.exp(0.38 - 0.3 * far) / (1 + 0.7 * far) / 1.12;
      assertThat(bounds.floorNear(kappa, 1, far))
          .isBetween(beyond * (1 - 1e-3) - 1e-6, beyond * (1 + 4e-7));
    }
  }

  /** Other rays and budgets than those announced are looked at on their own. */
  @Test
  void whatWasNotAnnounced() {
    SplittableRandom random = new SplittableRandom(5);
    PreferenceClaim claim =
        Claims.independent(
            ProductCeilingTest.draw(random, false),
            ProductCeilingTest.draw(random, true),
            ProductCeilingTest.draw(random, false));
    ProductCeiling bounds = ProductCeilingTest.ceiling(claim);
    ProductCeiling fresh = ProductCeilingTest.ceiling(claim);
    double[] kappa = {-1, 0.7, 0.4};
    bounds.ceilingNear(kappa, FACTOR, 0);
    double budget = 0.5;
    assertThat(bounds.floorNear(kappa, budget)).isEqualTo(fresh.floor(kappa, budget));
    bounds.ceilingNear(kappa, FACTOR, 0);
    double found = bounds.floorNear(kappa, 1, 3);
    assertThat(found).isEqualTo(fresh.floor(new double[] {-1, 3, 0.4}));
    // After a floor there is no ray to be next to.
    bounds.floor(kappa);
    found = bounds.floorNear(kappa, 1, 0.7 * FACTOR);
    assertThat(found).isEqualTo(fresh.floor(new double[] {-1, 0.7 * FACTOR, 0.4}));
    // A task of which hardly anything is taken on.
    kappa[2] = 1e-9;
    bounds.ceilingNear(kappa, FACTOR, 0);
    found = bounds.floorNear(kappa, 1, 0.7 * FACTOR);
    assertThat(found).isEqualTo(fresh.floor(new double[] {-1, 0.7 * FACTOR, 1e-9}));
  }
}
