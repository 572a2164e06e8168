package io.polaray.support.search;

import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import java.util.Arrays;
import java.util.List;

/**
 * Exact coordinate search on a finite set of types, where the best prices sit on types.
 *
 * <p>With everything else fixed, the value of a ray as a function of one take-on, or of the common
 * scale of all its take-ons, is piecewise linear and falls only where a type stops accepting. So
 * only the types' own thresholds are candidates; those near the present price are sorted and tried.
 * A move stays above the smallest amount that polarisation with the other rays allows, and is kept
 * when the measure confirms a gain.
 */
final class CountedPricing {
  private static final double TOWARDS_ACCEPTANCE = 1 - 0x1p-46;

  private final TypeMeasure measure;
  private final TypeSample sample;
  private final Vector weights;
  private final double window;
  private final double[] column;
  private final double[] numerator;
  private final double[] denominator;
  private final long[] keys;

  /**
   * Coordinate search on the sample, which the measure counts.
   *
   * @param window thresholds between price / window and price * window are tried, above 1
   */
  CountedPricing(TypeMeasure measure, TypeSample sample, Vector weights, double window) {
    this.measure = measure;
    this.sample = sample;
    this.weights = weights;
    this.window = window;
    this.column = new double[sample.types()];
    this.numerator = new double[sample.types()];
    this.denominator = new double[sample.types()];
    this.keys = new long[sample.types()];
  }

  /** Improves rays at full extension in place; polarisation is kept up to rounding. */
  void improve(double[][] rays, int maxPasses) {
    double[] values = new double[rays.length];
    for (int k = 0; k < rays.length; k++) {
      values[k] = value(rays[k]);
    }
    for (int pass = 0; pass < maxPasses; pass++) {
      boolean moved = false;
      for (int k = 0; k < rays.length; k++) {
        double before = values[k];
        for (int j = 0; j < weights.size(); j++) {
          if (rays[k][j] > 0) {
            values[k] = move(rays, k, j, values[k]);
          }
        }
        values[k] = move(rays, k, -1, values[k]);
        moved |= values[k] > before;
      }
      if (!moved) {
        return;
      }
    }
  }

  /** The directions of rays as arrays. */
  static double[][] directions(List<Ray> rays) {
    double[][] directions = new double[rays.size()][];
    for (int k = 0; k < directions.length; k++) {
      directions[k] = rays.get(k).direction().toArray();
    }
    return directions;
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

  /** Tries one take-on, or the scale of all when j is -1; returns the value of the ray. */
  private double move(double[][] rays, int k, int j, double value) {
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
    double floor = j < 0 ? 0 : floor(rays, k, j) / kappa[j];
    for (int i = 0; j < 0 && i < kappa.length; i++) {
      floor = kappa[i] > 0 ? Math.max(floor, floor(rays, k, i) / kappa[i]) : floor;
    }
    double factor = gain <= 0 ? floor : bestFactor(kappa, j, base, gain, floor);
    if (factor == 1 || (factor == 0 && j < 0)) {
      return value;
    }
    double[] exact = scaled(kappa, j, factor);
    double[] inward = scaled(kappa, j, Math.max(floor, factor * TOWARDS_ACCEPTANCE));
    double exactValue = value(exact);
    double inwardValue = value(inward);
    double next = Math.max(exactValue, inwardValue);
    if (next > value) {
      rays[k] = exactValue >= inwardValue ? exact : inward;
      return next;
    }
    return value;
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

  private double bestFactor(double[] kappa, int j, double base, double gain, double floor) {
    Arrays.fill(numerator, 0);
    Arrays.fill(denominator, 0);
    for (int i = 0; i < kappa.length; i++) {
      if (kappa[i] != 0) {
        sample.copyCosts(i, 0, column.length, column, 0);
        boolean scaled = j < 0 ? kappa[i] > 0 : i == j;
        add(scaled ? denominator : numerator, column, scaled ? kappa[i] : -kappa[i]);
      }
    }
    double low = Math.max(floor, 1 / window);
    double accepting = 0;
    int count = 0;
    for (int m = 0; m < numerator.length; m++) {
      double threshold = numerator[m] / denominator[m];
      if (threshold > window) {
        accepting += sample.weight(m);
      } else if (threshold >= low) {
        keys[count++] = (long) Float.floatToRawIntBits((float) threshold) << 32 | m;
      }
    }
    Arrays.sort(keys, 0, count);
    double best = Double.NEGATIVE_INFINITY;
    double factor = 1;
    for (int q = count - 1; q >= 0; q--) {
      int m = (int) keys[q];
      accepting += sample.weight(m);
      double threshold = numerator[m] / denominator[m];
      double value = accepting * (base + gain * threshold);
      if (value > best && threshold >= floor) {
        best = value;
        factor = threshold;
      }
    }
    return factor;
  }

  private static void add(double[] target, double[] column, double factor) {
    for (int m = 0; m < target.length; m++) {
      target[m] += factor * column[m];
    }
  }
}
