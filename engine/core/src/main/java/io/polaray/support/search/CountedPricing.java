package io.polaray.support.search;

import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import java.util.Arrays;

/** Prices on few types: all thresholds are tried, and the measure confirms every move. */
final class CountedPricing extends PriceSearch {
  private final TypeMeasure measure;
  private final TypeSample sample;
  private final double[] column;
  private final double[] scaledCost;
  private final double[] slack;
  private final double[] thresholds;
  private final long[] keys;
  private double bestFactor;
  private double bestValue;

  /** Prices on the sample, which the measure counts and the blocks hold. */
  CountedPricing(TypeMeasure measure, TypeSample sample, TypeBlocks types, Vector weights) {
    super(weights, types);
    this.measure = measure;
    this.sample = sample;
    this.column = new double[sample.types()];
    this.scaledCost = new double[sample.types()];
    this.slack = new double[sample.types()];
    this.thresholds = new double[sample.types()];
    this.keys = new long[sample.types()];
  }

  @Override
  void begin(double[] kappa) {
    Arrays.fill(slack, 0);
    for (int i = 0; i < kappa.length; i++) {
      if (kappa[i] != 0) {
        sample.copyCosts(i, 0, column.length, column, 0);
        add(slack, column, -kappa[i]);
      }
    }
  }

  @Override
  double move(double[][] rays, int k, int j, double base, double gain, double floor, double value) {
    double[] kappa = rays[k];
    setScaledCost(kappa, j);
    bestFactor = floor;
    bestValue = Double.POSITIVE_INFINITY;
    if (gain > 0) {
      chooseFactor(base, gain, floor);
    }
    if (!(bestValue > value * (1 + GAIN))) {
      return value;
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

  private double value(double[] kappa) {
    double worth = 0;
    boolean takes = false;
    for (int i = 0; i < kappa.length; i++) {
      worth += weights.get(i) * kappa[i];
      takes |= kappa[i] > 0;
    }
    return worth <= 0 || !takes ? 0 : worth * measure.acceptanceProbability(kappa);
  }

  private void setScaledCost(double[] kappa, int j) {
    Arrays.fill(scaledCost, 0);
    for (int i = 0; i < kappa.length; i++) {
      if (isScaled(kappa, i, j)) {
        sample.copyCosts(i, 0, column.length, column, 0);
        add(scaledCost, column, kappa[i]);
      }
    }
  }

  /** Chooses the factor at or above a floor with the largest {@code P (base + gain factor)}. */
  private void chooseFactor(double base, double gain, double floor) {
    int kept = 0;
    for (int m = 0; m < slack.length; m++) {
      thresholds[m] = 1 + slack[m] / scaledCost[m];
      if (thresholds[m] > 0 && thresholds[m] >= floor) {
        keys[kept++] = (long) Float.floatToRawIntBits((float) thresholds[m]) << 32 | m;
      }
    }
    Arrays.sort(keys, 0, kept);
    bestValue = Double.NEGATIVE_INFINITY;
    double accepting = 0;
    for (int q = kept - 1; q >= 0; q--) {
      int m = (int) keys[q];
      accepting += sample.weight(m);
      double value = accepting * (base + gain * thresholds[m]);
      if (value > bestValue) {
        bestValue = value;
        bestFactor = thresholds[m];
      }
    }
  }

  private static void add(double[] target, double[] column, double factor) {
    for (int m = 0; m < target.length; m++) {
      target[m] += factor * column[m];
    }
  }
}
