package io.polaray.support.search;

/**
 * Re-prices one ray of a menu under counting, the other rays untouched. Smoothing lends a ray some
 * acceptance where it has none; this takes the loan back before menus are valued, and finds where
 * such a ray would be accepted.
 *
 * <p>First the forced part of the ray is made as small as the others allow: ray k may count all it
 * takes on of the ray's bundle as an exchange, not as an extra, without changing. Then extras are
 * set one by one to the best point of a grid.
 */
final class Retargeting {
  private static final int MAX_TARGETS = 8;
  private static final double LEAST_ROOM = 0.2;
  private static final double SHARP = 1e-3;

  private final SearchSpace space;
  private final TypeBlocks types;
  private final SearchWork work;
  private final TakeOnScan takeOn = TakeOnScan.fine();
  private final float[] ratios;
  private final double[] kappa;
  private final int[] negative;
  private final int[] other;
  private final int[] byWorth;

  Retargeting(SearchSpace space, TypeBlocks types, SearchWork work) {
    this.work = work;
    this.space = space;
    this.types = types;
    this.ratios = new float[types.length()];
    this.kappa = new double[space.tasks];
    this.negative = new int[space.tasks];
    this.other = new int[space.tasks];
    double[] worth = new double[space.tasks];
    for (int i = 0; i < space.tasks; i++) {
      worth[i] = space.worth(i);
    }
    this.byWorth = TaskOrder.descending(worth);
  }

  /**
   * A copy of the menu with ray l re-priced from the smallest forced part.
   *
   * @return the copy; its ray l need not be better
   */
  WorkingMenu repriced(WorkingMenu menu, int l) {
    WorkingMenu copy = menu.copy();
    tighten(copy, l);
    System.arraycopy(copy.directions(space)[l], 0, kappa, 0, space.tasks);
    double value = Double.NEGATIVE_INFINITY;
    int tried = 0;
    for (int j : byWorth) {
      boolean candidate = tried < MAX_TARGETS || copy.x[l * copy.tasks + j] > 0;
      if (space.weights[j] > 0 && kappa[j] >= 0 && candidate) {
        tried++;
        value = Math.max(value, reprice(copy, l, j, value));
      }
    }
    return copy;
  }

  /**
   * Sets the extras that every ray has to their best amounts under counting.
   *
   * @return a copy of the menu; its value is that under counting
   */
  WorkingMenu counted(WorkingMenu menu) {
    WorkingMenu copy = menu.copy();
    copy.value = 0;
    for (int l = 0; l < menu.rays; l++) {
      double value = countedValue(copy, l);
      for (int j = 0; j < space.tasks; j++) {
        if (space.weights[j] > 0 && copy.x[l * space.tasks + j] > 0 && kappa[j] > 0) {
          value = reprice(copy, l, j, value);
        }
      }
      copy.value += value;
    }
    return copy;
  }

  /** Value of ray l under counting. */
  double countedValue(WorkingMenu menu, int l) {
    System.arraycopy(menu.directions(space)[l], 0, kappa, 0, space.tasks);
    double worth = space.worthOf(kappa);
    return worth <= 0 ? 0 : worth * AcceptanceKernel.probability(types, kappa, SHARP, work.kernel);
  }

  /** Sets the extras that ray l has to their best amounts under counting; returns its value. */
  double retarget(WorkingMenu menu, int l) {
    System.arraycopy(menu.directions(space)[l], 0, kappa, 0, space.tasks);
    double value = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < space.tasks; j++) {
      if (space.weights[j] > 0 && menu.x[l * space.tasks + j] > 0 && kappa[j] > 0) {
        value = Math.max(value, reprice(menu, l, j, value));
      }
    }
    return Math.max(0, value);
  }

  private void tighten(WorkingMenu menu, int l) {
    int tasks = menu.tasks;
    double[][] all = menu.directions(space);
    for (int k = 0; k < menu.rays; k++) {
      double room = Double.POSITIVE_INFINITY;
      for (int i = 0; i < tasks; i++) {
        if (k != l && all[l][i] < 0) {
          room = Math.min(room, all[k][i] / -all[l][i]);
        }
      }
      if (k != l && room > 0 && room < Double.POSITIVE_INFINITY) {
        menu.setLogRate(k, l, StrictMath.log(room));
        for (int i = 0; i < tasks; i++) {
          if (all[l][i] < 0) {
            menu.x[k * tasks + i] = Math.max(0, all[k][i] + room * all[l][i]) / space.unit[i];
          }
        }
      }
    }
    for (int i = 0; i < tasks; i++) {
      boolean extra = menu.x[l * tasks + i] > 0;
      if (extra && space.weights[i] <= 0) {
        menu.x[l * tasks + i] = 0;
      }
    }
  }

  /** Sets the extra of ray l for task j to its best amount if that beats the value. */
  private double reprice(WorkingMenu menu, int l, int j, double value) {
    double floor = kappa[j] - menu.x[l * menu.tasks + j] * space.unit[j];
    int negatives = 0;
    int others = 0;
    double room = 0;
    double shed = 0;
    for (int i = 0; i < menu.tasks; i++) {
      if (kappa[i] < 0) {
        negative[negatives++] = i;
        shed -= kappa[i] * types.meanCost(i);
      } else if (i != j && kappa[i] > 0) {
        other[others++] = i;
      }
      room -= i == j ? 0 : kappa[i] * types.meanCost(i);
    }
    if (negatives == 0) {
      return value;
    }
    double base = space.worthOf(kappa) - space.weights[j] * kappa[j];
    takeOn.start(Math.max(room, LEAST_ROOM * shed) / types.meanCost(j));
    for (int b = 0; b < types.blocks(); b++) {
      AcceptanceKernel.combine(ratios, types.costs(b), negative, negatives, kappa, -1);
      AcceptanceKernel.addTo(ratios, types.costs(b), other, others, kappa, -1);
      divide(ratios, types.costs(b)[j]);
      takeOn.add(ratios, types.weights(b), ratios.length);
    }
    takeOn.choose(base, space.weights[j], floor);
    if (takeOn.value() > value) {
      kappa[j] = takeOn.scale();
      menu.x[l * menu.tasks + j] = Math.max(0, kappa[j] - floor) / space.unit[j];
      return takeOn.value();
    }
    return value;
  }

  private static void divide(float[] ratios, float[] costs) {
    for (int m = 0; m < ratios.length; m++) {
      ratios[m] /= costs[m] + Float.MIN_NORMAL;
    }
  }
}
