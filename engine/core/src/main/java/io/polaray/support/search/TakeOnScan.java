package io.polaray.support.search;

import java.util.Arrays;

/**
 * Chooses how much of a target a ray takes on: maximises {@code P(room >= b cost) (base + b gain)}
 * over b on a geometric grid.
 *
 * <p>One pass sorts the ratios room / cost into bins by the leading bits of their floating-point
 * form, whose lower edges are the grid; acceptance at every edge is then a sum from the top.
 */
final class TakeOnScan {
  private final int shift;
  private final float[] even;
  private final float[] odd;
  private int origin;
  private float lowest;
  private float highest;
  private double bestScale;
  private double bestValue;

  /** Bins are a power of two in number. */
  private TakeOnScan(int shift, int bins) {
    this.shift = shift;
    this.even = new float[bins];
    this.odd = new float[bins];
  }

  /** Steps of about 7 percent over a factor 256 either way, for parts of a block. */
  static TakeOnScan coarse() {
    return new TakeOnScan(20, 128);
  }

  /** Steps of about one percent over a factor 16 either way, for all types. */
  static TakeOnScan fine() {
    return new TakeOnScan(17, 512);
  }

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
   * @param centre a ratio of typical size, positive, the middle of the grid
   */
  void start(double centre) {
    Arrays.fill(even, 0);
    Arrays.fill(odd, 0);
    origin = Float.floatToRawIntBits((float) centre) - ((even.length / 2) << shift);
    lowest = Float.intBitsToFloat(origin);
    highest = Float.intBitsToFloat(origin + (even.length << shift) - 1);
  }

  /**
   * Adds the first types of a block.
   *
   * @param ratios room / cost of every type, none NaN, moved into the grid; not positive: accepts
   *     no positive b
   * @param weights probabilities of the types
   * @param count an even number
   */
  void add(float[] ratios, float[] weights, int count) {
    clamp(ratios, lowest, highest, count);
    int mask = even.length - 1;
    for (int m = 0; m < count; m += 2) {
      even[(Float.floatToRawIntBits(ratios[m]) - origin) >> shift & mask] += weights[m];
      odd[(Float.floatToRawIntBits(ratios[m + 1]) - origin) >> shift & mask] += weights[m + 1];
    }
  }

  /** Chooses b among the grid points at or above a floor. */
  void choose(double base, double gain, double floor) {
    bestScale = 0;
    bestValue = Double.NEGATIVE_INFINITY;
    double accepting = 0;
    for (int q = even.length - 1; q > 0; q--) {
      double mass = (double) even[q] + odd[q];
      if (mass > 0) {
        accepting += mass;
        double b = Float.intBitsToFloat(origin + (q << shift));
        double value = accepting * (base + b * gain);
        if (value > bestValue && b >= floor) {
          bestValue = value;
          bestScale = b;
        }
      }
    }
  }

  /** Scans the first half of a block, whose weights sum to 1 / scale. */
  void scan(
      float[] ratios, float[] weights, double scale, double centre, double base, double gain) {
    start(centre);
    add(ratios, weights, BlockLoops.HALF);
    choose(base, gain, 0);
    bestValue *= scale;
  }

  private static void clamp(float[] ratios, float lowest, float highest, int count) {
    for (int m = 0; m < count; m++) {
      ratios[m] = Math.max(lowest, Math.min(highest, ratios[m]));
    }
  }
}
