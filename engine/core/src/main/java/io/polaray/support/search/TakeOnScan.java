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
  private static final int GROUP = 8;

  private final int shift;
  private final float[] even;
  private final float[] odd;
  private final float[] bins;
  private final double[] groups;
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
    this.bins = new float[bins];
    this.groups = new double[bins / GROUP];
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

  /**
   * Chooses b among the grid points at or above a floor.
   *
   * @param gain worth of a unit of b, at least 0
   */
  void choose(double base, double gain, double floor) {
    bestScale = 0;
    bestValue = Double.NEGATIVE_INFINITY;
    sumGroups();
    double accepting = 0;
    double above = edge(even.length);
    for (int g = groups.length - 1; g >= 0; g--) {
      double after = accepting + groups[g];
      // No b in the group is larger than the edge above it, and no more types accept it than after.
      if (groups[g] > 0 && !(after * Math.max(0, base + above * gain) <= bestValue)) {
        chooseWithin(g, accepting, base, gain, floor);
      }
      accepting = after;
      above = edge(g * GROUP);
    }
  }

  private void chooseWithin(int group, double before, double base, double gain, double floor) {
    double accepting = before;
    int first = Math.max(1, group * GROUP);
    for (int q = group * GROUP + GROUP - 1; q >= first; q--) {
      accepting += bins[q];
      double b = edge(q);
      double value = accepting * (base + b * gain);
      if (value > bestValue && bins[q] > 0 && b >= floor) {
        bestValue = value;
        bestScale = b;
      }
    }
  }

  /** The masses of the bins, and of groups of neighbours; the lowest bin accepts nothing. */
  private void sumGroups() {
    for (int q = 0; q < bins.length; q++) {
      bins[q] = even[q] + odd[q];
    }
    for (int g = 0; g < groups.length; g++) {
      int q = g * GROUP;
      groups[g] =
          (((double) bins[q] + bins[q + 1]) + ((double) bins[q + 2] + bins[q + 3]))
              + (((double) bins[q + 4] + bins[q + 5]) + ((double) bins[q + 6] + bins[q + 7]));
    }
  }

  /** The lower edge of a bin. */
  private double edge(int bin) {
    return Float.intBitsToFloat(origin + (bin << shift));
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
