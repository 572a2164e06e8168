package io.polaray.support.search;

import java.util.Arrays;

/**
 * A menu whose rays are to be polarised on a box of costs, the mutable iterate of that search.
 *
 * <p>Any ray may shed any task, so the variables are the entries themselves, in the units of {@link
 * SearchSpace}: {@code x[l * tasks + i]} in [-1, inf), then for every pair l &lt; k the logarithm
 * of the rate t that is to give {@code g(kappa^l + t kappa^k) >= 0}. Unlike {@link WorkingMenu}
 * iterates may miss the condition; {@code multipliers} price what they miss.
 */
final class BoxMenu {
  final int tasks;
  final int rays;
  final double[] x;
  final double[] multipliers;
  double value = Double.NEGATIVE_INFINITY;

  BoxMenu(int tasks, int rays) {
    this.tasks = tasks;
    this.rays = rays;
    int pairs = rays * (rays - 1) / 2;
    x = new double[rays * tasks + pairs];
    multipliers = new double[pairs];
  }

  BoxMenu copy() {
    BoxMenu copy = new BoxMenu(tasks, rays);
    System.arraycopy(x, 0, copy.x, 0, x.length);
    System.arraycopy(multipliers, 0, copy.multipliers, 0, multipliers.length);
    copy.value = value;
    return copy;
  }

  /** Position of the pair among the pairs, l &lt; k. */
  int pair(int l, int k) {
    return l * (2 * rays - l - 1) / 2 + k - l - 1;
  }

  /** Position of its rate in x. */
  int rateIndex(int l, int k) {
    return rays * tasks + pair(l, k);
  }

  /** Fills {@code kappa[l][i]} in tasks. */
  void directions(SearchSpace space, double[][] kappa) {
    for (int l = 0; l < rays; l++) {
      for (int i = 0; i < tasks; i++) {
        double z = x[l * tasks + i];
        kappa[l][i] = z * (z < 0 ? space.eta[i] : space.unit[i]);
      }
    }
  }

  /** A new array of directions. */
  double[][] directions(SearchSpace space) {
    double[][] kappa = new double[rays][tasks];
    directions(space, kappa);
    return kappa;
  }

  /** A menu of given directions, with rates that balance the costs of what the rays shed. */
  static BoxMenu of(double[][] kappa, SearchSpace space) {
    BoxMenu menu = new BoxMenu(space.tasks, kappa.length);
    double[] shed = new double[kappa.length];
    for (int l = 0; l < kappa.length; l++) {
      for (int i = 0; i < space.tasks; i++) {
        double entry = kappa[l][i];
        if (entry < 0 && space.canShed(i)) {
          menu.x[l * space.tasks + i] = Math.max(-1, entry / space.eta[i]);
          shed[l] -= entry * space.types.meanCost(i);
        } else {
          menu.x[l * space.tasks + i] = Math.max(0, entry) / space.unit[i];
        }
      }
    }
    for (int l = 0; l < kappa.length; l++) {
      for (int k = l + 1; k < kappa.length; k++) {
        boolean both = shed[l] > 0 && shed[k] > 0;
        menu.x[menu.rateIndex(l, k)] = both ? StrictMath.log(shed[l] / shed[k]) : 0;
      }
    }
    return menu;
  }

  /** The menu with one more ray; what is known about the other pairs is kept. */
  BoxMenu with(double[] kappa, SearchSpace space) {
    double[][] all = Arrays.copyOf(directions(space), rays + 1);
    all[rays] = kappa;
    BoxMenu menu = of(all, space);
    System.arraycopy(x, 0, menu.x, 0, rays * tasks);
    for (int l = 0; l < rays; l++) {
      for (int k = l + 1; k < rays; k++) {
        menu.x[menu.rateIndex(l, k)] = x[rateIndex(l, k)];
        menu.multipliers[menu.pair(l, k)] = multipliers[pair(l, k)];
      }
    }
    return menu;
  }

  /** The menu without ray r. */
  BoxMenu without(int r) {
    BoxMenu menu = new BoxMenu(tasks, rays - 1);
    for (int l = 0; l < rays; l++) {
      if (l != r) {
        int to = l - (l > r ? 1 : 0);
        System.arraycopy(x, l * tasks, menu.x, to * tasks, tasks);
        for (int k = l + 1; k < rays; k++) {
          if (k != r) {
            int other = k - (k > r ? 1 : 0);
            menu.x[menu.rateIndex(to, other)] = x[rateIndex(l, k)];
            menu.multipliers[menu.pair(to, other)] = multipliers[pair(l, k)];
          }
        }
      }
    }
    menu.value = value;
    return menu;
  }
}
