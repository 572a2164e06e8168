package io.polaray.support.search;

import java.util.Arrays;

/**
 * Sets single extras of a menu to the best point of a grid under counting. Smoothing lends a ray
 * some acceptance where it has none; this takes the loan back before menus are valued.
 */
final class Retargeting {
  private final SearchSpace space;
  private final TypeBlocks types;
  private final TakeOnScan takeOn = new TakeOnScan();
  private final float[] ratios;
  private final int[] negative;
  private final int[] other;

  Retargeting(SearchSpace space, TypeBlocks types) {
    this.space = space;
    this.types = types;
    this.ratios = new float[types.length()];
    this.negative = new int[space.tasks];
    this.other = new int[space.tasks];
  }

  /**
   * Changes the extra of ray k for task j, if counting finds a better amount.
   *
   * @param kappa the direction of ray k; updated
   * @param value the value of ray k under counting, or less
   * @return the value of ray k afterwards
   */
  double improve(WorkingMenu menu, int k, int j, double[] kappa, double value) {
    double extra = menu.x[k * menu.tasks + j] * space.unit[j];
    double floor = kappa[j] - extra;
    int negatives = 0;
    int others = 0;
    double room = 0;
    for (int i = 0; i < menu.tasks; i++) {
      if (kappa[i] < 0) {
        negative[negatives++] = i;
      } else if (i != j && kappa[i] > 0) {
        other[others++] = i;
      }
      room -= i == j ? 0 : kappa[i] * types.meanCost(i);
    }
    double base = space.worthOf(kappa) - space.weights[j] * kappa[j];
    takeOn.start(Math.max(room, 0.1 * Math.abs(room)) / types.meanCost(j));
    for (int b = 0; b < types.blocks(); b++) {
      Arrays.fill(ratios, 0);
      AcceptanceKernel.combine(ratios, types.costs(b), negative, negatives, kappa, -1);
      AcceptanceKernel.combine(ratios, types.costs(b), other, others, kappa, -1);
      divide(ratios, types.costs(b)[j]);
      takeOn.add(ratios, types.weights(b));
    }
    takeOn.choose(base, space.weights[j], floor);
    if (takeOn.value() > value) {
      kappa[j] = takeOn.scale();
      menu.x[k * menu.tasks + j] = (kappa[j] - floor) / space.unit[j];
      return takeOn.value();
    }
    return value;
  }

  private static void divide(float[] ratios, float[] costs) {
    for (int m = 0; m < ratios.length; m++) {
      ratios[m] /= costs[m];
    }
  }
}
