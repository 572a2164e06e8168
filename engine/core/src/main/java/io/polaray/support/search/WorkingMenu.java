package io.polaray.support.search;

import java.util.Arrays;

/**
 * A polarised menu in owner-ray coordinates, the mutable iterate of the search.
 *
 * <p>Every task has one owner ray, the only one that may shed it. With shares given up {@code a(i)
 * in [0, 1]}, bundles {@code a^l = (eta(i) a(i) over tasks i owned by l)}, extras {@code e >= 0}
 * and exchange rates {@code y_lk y_kl = 1} the rays are
 *
 * <pre>  kappa^l = -a^l + sum over k != l of y_lk a^k + e^l.</pre>
 *
 * <p>Every such menu is polarised, {@code y_lk kappa^k + kappa^l >= 0} restricted to the two
 * bundles being zero, and every polarised menu has this form: (P) says {@code max |kappa^k(i)| /
 * kappa^l(i) <= min kappa^k(j) / |kappa^l(j)|}, and any y_kl between the two will do. Polarisation,
 * quadratic in kappa, has become simple bounds.
 *
 * <p>The variables are {@code x[l * tasks + i]}: for the owner of i the entry z, given up when
 * negative and an extra when positive; for other rays the extra; then {@code log y_lk} for l &lt;
 * k.
 */
final class WorkingMenu {
  final int tasks;
  final int rays;
  final int[] owner;

  /** For the owner's entry: -1 when it moves in [-1, 0], +1 when it moves in [0, inf). */
  final int[] mode;

  final double[] x;
  double value = Double.NEGATIVE_INFINITY;

  /** Whether {@code value} was taken on all types. */
  boolean ranked;

  WorkingMenu(int tasks, int rays) {
    this.tasks = tasks;
    this.rays = rays;
    owner = new int[tasks];
    mode = new int[tasks];
    x = new double[rays * tasks + rays * (rays - 1) / 2];
    Arrays.fill(mode, -1);
  }

  WorkingMenu copy() {
    WorkingMenu copy = new WorkingMenu(tasks, rays);
    System.arraycopy(owner, 0, copy.owner, 0, tasks);
    System.arraycopy(mode, 0, copy.mode, 0, tasks);
    System.arraycopy(x, 0, copy.x, 0, x.length);
    copy.value = value;
    return copy;
  }

  /** Position of log y_lk in x, l &lt; k. */
  int rateIndex(int l, int k) {
    return rays * tasks + l * (2 * rays - l - 1) / 2 + k - l - 1;
  }

  double logRate(int l, int k) {
    return l < k ? x[rateIndex(l, k)] : -x[rateIndex(k, l)];
  }

  void setLogRate(int l, int k, double value) {
    if (l < k) {
      x[rateIndex(l, k)] = value;
    } else {
      x[rateIndex(k, l)] = -value;
    }
  }

  /** The owner's entry for task i. */
  double ownEntry(int i) {
    return x[owner[i] * tasks + i];
  }

  /** Fills {@code rates[l][k] = y_lk}. */
  void rates(double[][] rates) {
    for (int l = 0; l < rays; l++) {
      rates[l][l] = 0;
      for (int k = l + 1; k < rays; k++) {
        rates[l][k] = StrictMath.exp(x[rateIndex(l, k)]);
        rates[k][l] = 1 / rates[l][k];
      }
    }
  }

  /** Fills {@code kappa[l][i]} in tasks. */
  void directions(SearchSpace space, double[][] rates, double[][] kappa) {
    rates(rates);
    for (int i = 0; i < tasks; i++) {
      int o = owner[i];
      double z = x[o * tasks + i];
      double given = z < 0 ? -z * space.eta[i] : 0;
      for (int l = 0; l < rays; l++) {
        kappa[l][i] =
            l == o
                ? (z < 0 ? -given : z * space.unit[i])
                : x[l * tasks + i] * space.unit[i] + rates[l][o] * given;
      }
    }
  }

  /** A new array of directions. */
  double[][] directions(SearchSpace space) {
    double[][] kappa = new double[rays][tasks];
    directions(space, new double[rays][rays], kappa);
    return kappa;
  }

  /** Scales every ray so that it gives up some task entirely. */
  void normalise() {
    for (int k = 0; k < rays; k++) {
      double least = 0;
      for (int i = 0; i < tasks; i++) {
        if (owner[i] == k) {
          least = Math.min(least, x[k * tasks + i]);
        }
      }
      if (least < -1e-9 && least != -1) {
        double factor = -1 / least;
        for (int i = 0; i < tasks; i++) {
          x[k * tasks + i] *= factor;
        }
        for (int l = 0; l < rays; l++) {
          if (l != k) {
            setLogRate(k, l, logRate(k, l) + StrictMath.log(factor));
          }
        }
      }
    }
  }

  /** The menu without ray r, at least one ray remaining. */
  WorkingMenu without(int r, SearchSpace space) {
    double[][] kappa = directions(space);
    WorkingMenu menu = new WorkingMenu(tasks, rays - 1);
    for (int i = 0; i < tasks; i++) {
      boolean freed = owner[i] == r;
      menu.owner[i] = freed ? 0 : owner[i] - (owner[i] > r ? 1 : 0);
      menu.mode[i] = mode[i];
      for (int k = 0; k < rays; k++) {
        if (k != r) {
          menu.x[(k - (k > r ? 1 : 0)) * tasks + i] =
              freed ? Math.max(0, kappa[k][i]) / space.unit[i] : x[k * tasks + i];
        }
      }
    }
    for (int k = 0; k < rays; k++) {
      for (int l = k + 1; l < rays; l++) {
        if (k != r && l != r) {
          menu.setLogRate(k - (k > r ? 1 : 0), l - (l > r ? 1 : 0), logRate(k, l));
        }
      }
    }
    menu.resetModes(space);
    menu.value = value;
    return menu;
  }

  /** Sets modes by the sign of the owners' entries; entries at 0 may give up. */
  void resetModes(SearchSpace space) {
    for (int i = 0; i < tasks; i++) {
      mode[i] = ownEntry(i) > 0 || !space.canShed(i) ? 1 : -1;
    }
  }
}
