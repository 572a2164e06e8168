package io.polaray.support.search;

import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import java.util.Arrays;

/**
 * Exact coordinate search on a finite set of types, where the best prices sit on types.
 *
 * <p>With everything else fixed, the value of a ray as a function of one take-on, or of the common
 * scale of all its take-ons, is piecewise linear and falls only where a type stops accepting. So
 * only the types' own thresholds are candidates. Those near the present price are counted in bins;
 * the value anywhere in a bin lies between two numbers that its count gives, and only bins that may
 * hold the best one are sorted. A move stays above the smallest amount that polarisation with the
 * other rays allows. On few types the measure confirms every move; on many the caller compares the
 * result with what it was.
 */
final class CountedPricing {
  private static final double TOWARDS_ACCEPTANCE = 1 - 0x1p-44;
  private static final double GAIN = 1e-9;
  private static final double PASS_GAIN = 1e-5;

  /** Thresholds between price / window and price * window are tried. */
  private static final double PRICE_WINDOW = 1.3;

  private static final double ALL_PRICES = 1e6;
  private static final int FEW_TYPES = 512;
  private static final double AT_FLOOR = 1 + 1e-9;
  private static final int BINS = 256;

  private final TypeMeasure measure;
  private final TypeSample sample;
  private final Vector weights;
  private final double window;
  private final boolean confirmed;
  private final double[] column;
  private final double[] scaledCost;
  private final double[] slack;
  private final double[] thresholds;
  private final int[] near;
  private final long[] keys;
  private final double[] mass = new double[BINS];
  private final double[] means;
  private double bestFactor;
  private double bestValue;

  /**
   * Coordinate search on the sample, which the measure counts.
   *
   * @param means mean costs of the tasks, positive
   */
  CountedPricing(TypeMeasure measure, TypeSample sample, Vector weights, double[] means) {
    this.measure = measure;
    this.sample = sample;
    this.weights = weights;
    this.confirmed = sample.types() <= FEW_TYPES;
    this.window = confirmed ? ALL_PRICES : PRICE_WINDOW;
    this.means = means;
    this.column = new double[sample.types()];
    this.scaledCost = new double[sample.types()];
    this.slack = new double[sample.types()];
    this.thresholds = new double[sample.types()];
    this.near = new int[sample.types()];
    this.keys = new long[sample.types()];
  }

  /**
   * Improves rays at full extension in place; polarisation is kept up to rounding.
   *
   * @param values the values of the rays under the measure; updated
   */
  void improve(double[][] rays, double[] values, int maxPasses) {
    for (int pass = 0; pass < maxPasses; pass++) {
      boolean moved = false;
      for (int k = 0; k < rays.length; k++) {
        double before = values[k];
        setSlack(rays[k]);
        int target = bestTarget(rays[k]);
        int taken = 0;
        for (int j = 0; j < weights.size(); j++) {
          double floor = rays[k][j] > 0 ? floor(rays, k, j) / rays[k][j] : 1;
          if (rays[k][j] > 0 && (floor * AT_FLOOR < 1 || j == target)) {
            values[k] = move(rays, k, j, floor, values[k]);
          }
          taken += rays[k][j] > 0 ? 1 : 0;
        }
        if (taken > 1) {
          values[k] = move(rays, k, -1, commonFloor(rays, k), values[k]);
        }
        moved |= values[k] > before * (1 + PASS_GAIN);
      }
      if (!moved) {
        return;
      }
    }
  }

  /** The task taken on that is worth most for its mean cost; -1 when none is worth anything. */
  private int bestTarget(double[] kappa) {
    int best = -1;
    double most = 0;
    for (int j = 0; j < kappa.length; j++) {
      double worth = weights.get(j) / means[j];
      if (kappa[j] > 0 && worth > most) {
        most = worth;
        best = j;
      }
    }
    return best;
  }

  private double value(double[] kappa) {
    double worth = 0;
    boolean takes = false;
    for (int i = 0; i < kappa.length; i++) {
      worth += weights.get(i) * kappa[i];
      takes |= kappa[i] > 0;
    }
    return worth <= 0 || !takes ? 0 : worth * measure.acceptanceProbability(kappa);
  }

  /** {@code -c . kappa} for every type. */
  private void setSlack(double[] kappa) {
    Arrays.fill(slack, 0);
    for (int i = 0; i < kappa.length; i++) {
      if (kappa[i] != 0) {
        sample.copyCosts(i, 0, column.length, column, 0);
        add(slack, column, -kappa[i]);
      }
    }
  }

  /** Tries one take-on, or the scale of all when j is -1; returns the value of the ray. */
  private double move(double[][] rays, int k, int j, double floor, double value) {
    double[] kappa = rays[k];
    double base = 0;
    double gain = 0;
    for (int i = 0; i < kappa.length; i++) {
      boolean scaled = j < 0 ? kappa[i] > 0 : i == j;
      if (scaled) {
        gain += weights.get(i) * kappa[i];
      } else {
        base += weights.get(i) * kappa[i];
      }
    }
    if (gain <= 0 && j < 0 && !(floor > 0)) {
      return value;
    }
    setScaledCost(kappa, j);
    bestFactor = floor;
    if (gain > 0) {
      chooseFactor(base, gain, floor);
    } else {
      bestValue = confirmed ? Double.POSITIVE_INFINITY : valueAt(base, gain, floor);
    }
    if (!(bestValue > value * (1 + GAIN))) {
      return value;
    }
    if (!confirmed) {
      double factor = Math.max(floor, bestFactor * TOWARDS_ACCEPTANCE);
      rays[k] = scaled(kappa, j, factor);
      add(slack, scaledCost, 1 - factor);
      return bestValue;
    }
    double factor = bestFactor;
    double[] chosen = scaled(kappa, j, factor);
    double next = value(chosen);
    if (next < bestValue * (1 - GAIN)) {
      double inwardFactor = Math.max(floor, bestFactor * TOWARDS_ACCEPTANCE);
      double[] inward = scaled(kappa, j, inwardFactor);
      double inwardValue = value(inward);
      if (inwardValue > next) {
        chosen = inward;
        next = inwardValue;
        factor = inwardFactor;
      }
    }
    if (next > value) {
      rays[k] = chosen;
      add(slack, scaledCost, 1 - factor);
      return next;
    }
    return value;
  }

  /** Value of the ray with the moved take-ons times a factor. */
  private double valueAt(double base, double gain, double factor) {
    double accepting = 0;
    for (int m = 0; m < slack.length; m++) {
      accepting += slack[m] >= (factor - 1) * scaledCost[m] ? sample.weight(m) : 0;
    }
    return accepting * (base + gain * factor);
  }

  private static double[] scaled(double[] kappa, int j, double factor) {
    double[] moved = kappa.clone();
    for (int i = 0; i < kappa.length; i++) {
      if (j < 0 ? kappa[i] > 0 : i == j) {
        moved[i] = kappa[i] * factor;
      }
    }
    return moved;
  }

  /** The least take-on of task j by ray k that (P) allows. */
  private static double floor(double[][] rays, int k, int j) {
    double floor = 0;
    for (int l = 0; l < rays.length; l++) {
      if (l != k && rays[l][j] < 0) {
        for (int i = 0; i < rays[k].length; i++) {
          if (rays[k][i] < 0) {
            floor = Math.max(floor, rays[k][i] * rays[l][j] / rays[l][i]);
          }
        }
      }
    }
    return floor;
  }

  /** The least common factor of the take-ons of ray k that (P) allows. */
  private static double commonFloor(double[][] rays, int k) {
    double floor = 0;
    for (int i = 0; i < rays[k].length; i++) {
      if (rays[k][i] > 0) {
        floor = Math.max(floor, floor(rays, k, i) / rays[k][i]);
      }
    }
    return floor;
  }

  private void setScaledCost(double[] kappa, int j) {
    Arrays.fill(scaledCost, 0);
    for (int i = 0; i < kappa.length; i++) {
      if (j < 0 ? kappa[i] > 0 : i == j) {
        sample.copyCosts(i, 0, column.length, column, 0);
        add(scaledCost, column, kappa[i]);
      }
    }
  }

  /** Chooses the factor at or above a floor with the largest {@code P (base + gain factor)}. */
  private void chooseFactor(double base, double gain, double floor) {
    divide(thresholds, slack, scaledCost);
    double low = Math.max(floor, 1 / window);
    double perBin = BINS / (window - low);
    double certain = 0;
    int count = 0;
    Arrays.fill(mass, 0);
    for (int m = 0; m < thresholds.length; m++) {
      double threshold = thresholds[m];
      if (threshold > window) {
        certain += sample.weight(m);
      } else if (threshold >= low) {
        near[count++] = m;
        mass[bin(threshold, low, perBin)] += sample.weight(m);
      }
    }
    double sure = Double.NEGATIVE_INFINITY;
    double accepting = certain;
    for (int b = BINS - 1; b >= 0; b--) {
      if (mass[b] > 0) {
        accepting += mass[b];
        sure = Math.max(sure, accepting * (base + gain * (low + b / perBin)));
      }
    }
    int kept = 0;
    accepting = certain;
    boolean[] open = new boolean[BINS];
    for (int b = BINS - 1; b >= 0; b--) {
      accepting += mass[b];
      open[b] = mass[b] > 0 && accepting * (base + gain * (low + (b + 1) / perBin)) >= sure;
    }
    for (int n = 0; n < count; n++) {
      double threshold = thresholds[near[n]];
      if (open[bin(threshold, low, perBin)]) {
        keys[kept++] = (long) Float.floatToRawIntBits((float) threshold) << 32 | near[n];
      }
    }
    Arrays.sort(keys, 0, kept);
    walk(kept, certain, open, low, perBin, base, gain, floor);
  }

  private void walk(
      int kept,
      double certain,
      boolean[] open,
      double low,
      double perBin,
      double base,
      double gain,
      double floor) {
    bestValue = Double.NEGATIVE_INFINITY;
    double accepting = certain;
    int next = BINS - 1;
    for (int q = kept - 1; q >= 0; q--) {
      int m = (int) keys[q];
      int b = bin(thresholds[m], low, perBin);
      for (; next > b; next--) {
        accepting += open[next] ? 0 : mass[next];
      }
      accepting += sample.weight(m);
      double value = accepting * (base + gain * thresholds[m]);
      if (value > bestValue && thresholds[m] >= floor) {
        bestValue = value;
        bestFactor = thresholds[m];
      }
    }
  }

  private static int bin(double threshold, double low, double perBin) {
    return Math.min(BINS - 1, (int) ((threshold - low) * perBin));
  }

  private static void divide(double[] thresholds, double[] slack, double[] scaledCost) {
    for (int m = 0; m < thresholds.length; m++) {
      thresholds[m] = 1 + slack[m] / scaledCost[m];
    }
  }

  private static void add(double[] target, double[] column, double factor) {
    for (int m = 0; m < target.length; m++) {
      target[m] += factor * column[m];
    }
  }
}
