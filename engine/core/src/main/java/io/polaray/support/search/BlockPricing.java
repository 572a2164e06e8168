package io.polaray.support.search;

import io.polaray.numeric.Vector;
import io.polaray.preference.TypeSample;
import java.util.Arrays;

/**
 * Prices on many types, on the blocks of the kernel. Thresholds near the present price are counted
 * in bins; the value anywhere in a bin lies between two numbers that its count gives, and only bins
 * that may hold the best one are sorted.
 *
 * <p>Thresholds are compared in single precision; that of the type chosen is then taken from the
 * sample. Near-ties may be decided wrongly, so the caller compares the result with what it was.
 */
final class BlockPricing extends PriceSearch {
  /** Thresholds between price / window and price * window are tried. */
  private static final double PRICE_WINDOW = 1.3;

  private static final int BINS = 256;

  private final TypeSample sample;
  private final TypeBlocks types;
  private final float[][] slack;
  private final float[][] scaledCost;
  private final float[][] thresholds;
  private final short[] bins;
  private final int[] list;
  private final double[] even = new double[BINS + 2];
  private final double[] odd = new double[BINS + 2];
  private final boolean[] open = new boolean[BINS + 2];
  private final long[] keys;
  private double bestFactor;
  private double bestValue;

  /** Prices on the sample, of which the blocks hold all types. */
  BlockPricing(TypeSample sample, TypeBlocks types, Vector weights) {
    super(weights, types);
    this.sample = sample;
    this.types = types;
    this.slack = new float[types.blocks()][types.length()];
    this.scaledCost = new float[types.blocks()][types.length()];
    this.thresholds = new float[types.blocks()][types.length()];
    this.bins = new short[types.blocks() * types.length()];
    this.keys = new long[bins.length];
    this.list = new int[types.tasks()];
  }

  @Override
  void begin(double[] kappa) {
    combine(slack, kappa, true, -1);
  }

  /** Cost of all entries with its sign turned, or of what is scaled. */
  private void combine(float[][] target, double[] kappa, boolean all, int j) {
    int count = 0;
    for (int i = 0; i < kappa.length; i++) {
      boolean listed = all ? kappa[i] != 0 : isScaled(kappa, i, j);
      if (listed) {
        list[count++] = i;
      }
    }
    for (int b = 0; b < types.blocks(); b++) {
      AcceptanceKernel.combine(target[b], types.costs(b), list, count, kappa, all ? -1 : 1);
    }
  }

  @Override
  double move(double[][] rays, int k, int j, double base, double gain, double floor, double value) {
    double[] kappa = rays[k];
    combine(scaledCost, kappa, false, j);
    if (gain > 0) {
      chooseFactor(kappa, j, base, gain, floor);
    } else {
      bestFactor = floor;
      bestValue = valueAt(base, gain, floor);
    }
    if (!(bestValue > value * (1 + GAIN))) {
      return value;
    }
    double factor = Math.max(floor, bestFactor * TOWARDS_ACCEPTANCE);
    rays[k] = scaled(kappa, j, factor);
    for (int b = 0; b < slack.length; b++) {
      BlockLoops.addOne(slack[b], scaledCost[b], (float) (1 - factor));
    }
    return bestValue;
  }

  /** Value of the ray with the moved take-ons times a factor. */
  private double valueAt(double base, double gain, double factor) {
    double accepting = 0;
    float share = (float) (factor - 1);
    for (int b = 0; b < slack.length; b++) {
      float[] weight = types.weights(b);
      for (int m = 0; m < weight.length; m++) {
        accepting += slack[b][m] >= share * scaledCost[b][m] ? weight[m] : 0;
      }
    }
    return accepting * (base + gain * factor);
  }

  /** Chooses the factor at or above a floor with the largest {@code P (base + gain factor)}. */
  private void chooseFactor(double[] kappa, int j, double base, double gain, double floor) {
    double low = Math.max(floor, 1 / PRICE_WINDOW);
    double perBin = BINS / (PRICE_WINDOW - low);
    fillBins(low, perBin);
    double certain = even[BINS + 1] + odd[BINS + 1];
    double sure = Double.NEGATIVE_INFINITY;
    double accepting = certain;
    for (int b = BINS; b > 0; b--) {
      double mass = even[b] + odd[b];
      if (mass > 0) {
        accepting += mass;
        sure = Math.max(sure, accepting * (base + gain * (low + (b - 1) / perBin)));
      }
    }
    accepting = certain;
    Arrays.fill(open, false);
    for (int b = BINS; b > 0; b--) {
      double mass = even[b] + odd[b];
      accepting += mass;
      open[b] = mass > 0 && accepting * (base + gain * (low + b / perBin)) >= sure;
    }
    int kept = 0;
    for (int n = 0; n < bins.length; n++) {
      if (open[bins[n]]) {
        float threshold = 1 + thresholds[n / BlockLoops.LENGTH][n % BlockLoops.LENGTH];
        keys[kept++] = (long) Float.floatToRawIntBits(threshold) << 32 | n;
      }
    }
    Arrays.sort(keys, 0, kept);
    int chosen = walk(kept, certain, base, gain, floor);
    bestFactor = chosen < 0 ? floor : Math.max(floor, exactThreshold(kappa, j, chosen));
  }

  /** Bins of all thresholds: 0 below the lowest, then BINS of equal width, then all beyond. */
  private void fillBins(double low, double perBin) {
    Arrays.fill(even, 0);
    Arrays.fill(odd, 0);
    float scale = (float) perBin;
    float shift = (float) ((1 - low) * perBin) + 1;
    for (int b = 0; b < slack.length; b++) {
      divide(thresholds[b], slack[b], scaledCost[b]);
      float[] weight = types.weights(b);
      float[] threshold = thresholds[b];
      int first = b * BlockLoops.LENGTH;
      for (int m = 0; m < BlockLoops.LENGTH; m += 2) {
        int p = Math.max(0, Math.min(BINS + 1, (int) (threshold[m] * scale + shift)));
        int q = Math.max(0, Math.min(BINS + 1, (int) (threshold[m + 1] * scale + shift)));
        bins[first + m] = (short) p;
        bins[first + m + 1] = (short) q;
        even[p] += weight[m];
        odd[q] += weight[m + 1];
      }
    }
  }

  /** The position of the type with the best threshold, -1 when there is none. */
  private int walk(int kept, double certain, double base, double gain, double floor) {
    bestValue = Double.NEGATIVE_INFINITY;
    int chosen = -1;
    double accepting = certain;
    int next = BINS;
    for (int q = kept - 1; q >= 0; q--) {
      int n = (int) keys[q];
      for (; next > bins[n]; next--) {
        accepting += open[next] ? 0 : even[next] + odd[next];
      }
      accepting += types.weights(n / BlockLoops.LENGTH)[n % BlockLoops.LENGTH];
      double threshold = Float.intBitsToFloat((int) (keys[q] >> 32));
      double value = accepting * (base + gain * threshold);
      if (value > bestValue && threshold >= floor) {
        bestValue = value;
        chosen = n;
      }
    }
    return chosen;
  }

  private double exactThreshold(double[] kappa, int j, int position) {
    int m = types.sampleIndex(position);
    double left = 0;
    double cost = 0;
    for (int i = 0; i < kappa.length; i++) {
      double term = kappa[i] * sample.cost(m, i);
      left -= term;
      cost += isScaled(kappa, i, j) ? term : 0;
    }
    return 1 + left / cost;
  }

  private static void divide(float[] thresholds, float[] slack, float[] scaledCost) {
    for (int m = 0; m < BlockLoops.LENGTH; m++) {
      thresholds[m] = slack[m] / scaledCost[m];
    }
  }
}
