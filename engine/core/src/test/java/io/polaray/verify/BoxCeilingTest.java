package io.polaray.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.verify.support.BoxCeiling;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds in double arithmetic against the exact sum over vertices. */
class BoxCeilingTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void boundsLieAroundTheExactProbability(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int close = 0;
    int trials = 1_000;
    for (int trial = 0; trial < trials; trial++) {
      int tasks = 1 + random.nextInt(6);
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      double[] kappa = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = random.nextDouble(0.05, 1);
        upper[i] = lower[i] + (random.nextInt(5) == 0 ? 0 : random.nextDouble(1e-6, 2));
        double size = trial % 3 == 0 ? Math.exp(random.nextDouble(-25, 5)) : random.nextDouble();
        kappa[i] = random.nextInt(6) == 0 ? 0 : random.nextBoolean() ? size : -size;
      }
      double exact =
          new BoxAcceptance(ClaimedVector.of(lower).exact(), ClaimedVector.of(upper).exact())
              .of(ClaimedVector.of(kappa).exact())
              .value()
              .doubleValue();
      BoxCeiling bounds = BoxCeiling.of(lower, upper);
      double above = bounds.ceiling(kappa);
      double below = bounds.floor(kappa);
      assertThat(below).isBetween(0.0, exact);
      assertThat(above).isBetween(exact, 1.0);
      close += above - below < 1e-8 ? 1 : 0;
    }
    assertThat(close).isGreaterThan(3 * trials / 4);
  }

  /** A budget is a give-up of known cost. */
  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void aBudgetIsATaskOfKnownCost(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 300; trial++) {
      int tasks = 2 + random.nextInt(3);
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      double[] kappa = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        boolean last = i == tasks - 1;
        lower[i] = last ? 1 : random.nextDouble(0.05, 1);
        upper[i] = lower[i] + (last ? 0 : random.nextDouble(0.1, 2));
        kappa[i] = random.nextDouble(-1, 1);
      }
      double budget = -kappa[tasks - 1];
      BoxCeiling bounds = BoxCeiling.of(lower, upper);
      double exact =
          new BoxAcceptance(ClaimedVector.of(lower).exact(), ClaimedVector.of(upper).exact())
              .of(ClaimedVector.of(kappa).exact())
              .value()
              .doubleValue();
      kappa[tasks - 1] = 0;
      assertThat(bounds.floor(kappa, budget)).isBetween(Math.max(0, exact - 1e-6), exact);
    }
  }

  /** The bits of many bounds as one number: a smaller error bound than before needs a reason. */
  @ParameterizedTest
  @CsvSource({
    "1, 1803640850954079984",
    "2, -240284554755861037",
    "3, 6810937774710054936",
    "4, -2350597965547004825",
    "6, 7723369507738333542"
  })
  void bitsOfManyRays(int tasks, long bits) {
    SplittableRandom random = new SplittableRandom(40 + tasks);
    long hash = 7;
    for (int trial = 0; trial < 500; trial++) {
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      double[] kappa = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble(0.05, 1);
        upper[i] = lower[i] + (random.nextInt(5) == 0 ? 0 : random.nextDouble(1e-6, 2));
        double size = trial % 3 == 0 ? StrictMath.exp(random.nextDouble(-25, 5)) : 1;
        kappa[i] = random.nextInt(6) == 0 ? 0 : size * random.nextDouble(-1, 1);
      }
      BoxCeiling bounds = BoxCeiling.of(lower, upper);
      for (double value :
          new double[] {
            bounds.ceiling(kappa), bounds.floor(kappa), bounds.floor(kappa, random.nextDouble())
          }) {
        hash = 31 * hash + Double.doubleToLongBits(value);
      }
    }
    assertThat(hash).isEqualTo(bits);
  }
}
