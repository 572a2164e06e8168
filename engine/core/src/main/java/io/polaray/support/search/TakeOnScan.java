package io.polaray.support.search;

import java.util.Arrays;

/**
 * Chooses how much of a target a ray takes on: maximises {@code P(room >= b cost) (base + b gain)}
 * over b on a geometric grid with steps of about 4 percent.
 *
 * <p>One pass sorts the ratios room / cost into bins by the leading bits of their floating-point
 * form, whose lower edges are the grid; acceptance at every edge is then a sum from the top.
 */
final class TakeOnScan {
  private static final int SHIFT = 19;
  private static final int HALF = 128;
  private static final int BINS = 2 * HALF;

  private final float[] even = new float[BINS];
  private final float[] odd = new float[BINS];
  private int origin;
  private double bestScale;
  private double bestValue;

  /** The best b of the last scan, 0 when no positive b is best. */
  double scale() {
    return bestScale;
  }

  /** The value at the best b. */
  double value() {
    return bestValue;
  }

  /**
   * Starts a scan.
   *
   * @param centre a ratio of typical size, positive; the grid spans a factor 256 either way
   */
  void start(double centre) {
    Arrays.fill(even, 0);
    Arrays.fill(odd, 0);
    origin = Float.floatToRawIntBits((float) centre) - (HALF << SHIFT);
  }

  /**
   * Adds types, an even number of them.
   *
   * @param ratios room / cost of every type; not positive: accepts no positive b
   * @param weights probabilities of the types
   */
  void add(float[] ratios, float[] weights) {
    for (int m = 0; m < ratios.length; m += 2) {
      even[bin(ratios[m], origin)] += weights[m];
      odd[bin(ratios[m + 1], origin)] += weights[m + 1];
    }
  }

  /** Chooses b among the grid points at or above a floor. */
  void choose(double base, double gain, double floor) {
    bestScale = 0;
    bestValue = Double.NEGATIVE_INFINITY;
    double accepting = 0;
    for (int q = BINS - 1; q > 0; q--) {
      double mass = (double) even[q] + odd[q];
      if (mass > 0) {
        accepting += mass;
        double b = Float.intBitsToFloat(origin + (q << SHIFT));
        double value = accepting * (base + b * gain);
        if (value > bestValue && b >= floor) {
          bestValue = value;
          bestScale = b;
        }
      }
    }
  }

  /** Scans one block. */
  void scan(float[] ratios, float[] weights, double centre, double base, double gain) {
    start(centre);
    add(ratios, weights);
    choose(base, gain, 0);
  }

  private static int bin(float ratio, int origin) {
    int q = (Float.floatToRawIntBits(ratio) - origin) >> SHIFT;
    return ratio > 0 ? Math.max(0, Math.min(BINS - 1, q)) : 0;
  }
}
