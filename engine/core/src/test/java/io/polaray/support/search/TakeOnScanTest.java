package io.polaray.support.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scan against every ratio as a candidate. */
class TakeOnScanTest {
  private static final int TYPES = 512;

  /** No grid point is better than the best ratio, and the best of a fine grid is close to it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theBestPointIsNearTheBestRatio(boolean fine) {
    double step = fine ? 0.02 : 0.14;
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 300; round++) {
      float[] ratios = new float[TYPES];
      float[] weights = new float[TYPES];
      for (int m = 0; m < TYPES; m++) {
        double size = Math.exp((round % 3) * (random.nextDouble() - 0.5));
        ratios[m] = (float) (random.nextInt(10) == 0 ? -size : size);
        weights[m] = random.nextInt(5) == 0 ? 0 : (float) (random.nextDouble() * 2 / TYPES);
      }
      double base = random.nextDouble() - 0.7;
      double gain = random.nextDouble();
      double floor = round % 4 == 0 ? 0.8 * random.nextDouble() : 0;
      double best = 0;
      for (int m = 0; m < TYPES; m++) {
        if (ratios[m] >= floor && ratios[m] > 0) {
          best = Math.max(best, accepting(ratios, weights, ratios[m]) * (base + gain * ratios[m]));
        }
      }
      TakeOnScan scan = fine ? TakeOnScan.fine() : TakeOnScan.coarse();
      scan.start(1);
      scan.add(ratios.clone(), weights, TYPES);
      scan.choose(base, gain, floor);
      if (best > 0 && scan.value() > 0) {
        assertThat(scan.scale()).isGreaterThanOrEqualTo(floor);
        assertThat(scan.value())
            .as("round %d: the value at the scale", round)
            .isCloseTo(
                accepting(ratios, weights, scan.scale()) * (base + gain * scan.scale()),
                within(1e-5));
        assertThat(scan.value()).as("round %d", round).isLessThanOrEqualTo(best + 1e-5);
      }
      double mass = accepting(ratios, weights, 0);
      assertThat(Math.max(0, scan.value()))
          .as("round %d", round)
          .isGreaterThanOrEqualTo(best - step * gain * 2 * mass);
    }
  }

  private static double accepting(float[] ratios, float[] weights, double scale) {
    double sum = 0;
    for (int m = 0; m < TYPES; m++) {
      sum += ratios[m] >= scale && ratios[m] > 0 ? weights[m] : 0;
    }
    return sum;
  }
}
