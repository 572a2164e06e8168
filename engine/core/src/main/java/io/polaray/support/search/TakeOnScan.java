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
  private double bestScale;
  private double bestValue;

  private TakeOnScan(int shift, int bins) {
    this.shift = shift;
    this.even = new float[bins];
    this.odd = new float[bins];
  }

  /** Steps of about 7 percent over a factor 64 either way, for parts of a block. */
  static TakeOnScan coarse() {
    return new TakeOnScan(20, 96);
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
  }

  /**
   * Adds the first types of a block.
   *
   * @param ratios room / cost of every type; not positive: accepts no positive b
   * @param weights probabilities of the types
   * @param count an even number
   */
  void add(float[] ratios, float[] weights, int count) {
    for (int m = 0; m < count; m += 2) {
      even[bin(ratios[m])] += weights[m];
      odd[bin(ratios[m + 1])] += weights[m + 1];
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

  private int bin(float ratio) {
    int q = (Float.floatToRawIntBits(ratio) - origin) >> shift;
    return ratio > 0 ? Math.max(0, Math.min(even.length - 1, q)) : 0;
  }
}
