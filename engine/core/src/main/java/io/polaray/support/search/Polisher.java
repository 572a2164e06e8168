package io.polaray.support.search;

import java.util.Arrays;

/**
 * Joint local improvement of all rays of a menu: projected L-BFGS in owner-ray coordinates,
 * followed by a free check whether a task at 0 should change its owner or turn from giving up to
 * taking on, and again. Rays that no longer pay are dropped.
 */
final class Polisher {
  /** A bandwidth that is narrow beside groups of types. */
  static final double NARROW_WIDTH = 0.1;

  private static final double MAX_EXTRA = 1e6;
  private static final double MAX_LOG_RATE = 14;
  private static final double MIN_BANDWIDTH = 0.004;
  private static final double MAX_BANDWIDTH = 0.6;
  private static final double SWITCH_TOLERANCE = 1e-7;

  private final SearchSpace space;
  private final SearchWork work;

  Polisher(SearchSpace space, SearchWork work) {
    this.space = space;
    this.work = work;
  }

  /**
   * Polishes on a sample. The bandwidth of each ray is {@code width} times the spread of its rho.
   *
   * @return the polished menu, possibly with fewer rays; {@code menu} itself is not kept intact
   */
  WorkingMenu polish(
      WorkingMenu menu,
      TypeBlocks types,
      double width,
      int maxIterations,
      double relativeTolerance,
      int maxRounds) {
    AcceptanceModel model = kernelModel(types);
    menu.ranked = false;
    menu.resetModes(space);
    menu.normalise();
    for (int round = 0; round < maxRounds; round++) {
      setBandwidths(menu, types, width);
      menu.value = maximise(menu, model, maxIterations, relativeTolerance);
      if (menu.rays == 1 || round == maxRounds - 1 || !switchOwners(menu, model)) {
        break;
      }
    }
    menu.normalise();
    return dropIdle(menu, types, width);
  }

  /** For grouped types, the menu polished on with less smoothing; otherwise the menu. */
  WorkingMenu narrowed(WorkingMenu menu, PreparedTypes types) {
    return types.anchors().grouped() ? polish(menu, types.few(), NARROW_WIDTH, 15, 1e-4, 2) : menu;
  }

  /** Polishes with given probabilities, for example those of an exact measure. */
  void polish(
      WorkingMenu menu,
      AcceptanceModel model,
      int maxIterations,
      double relativeTolerance,
      int maxRounds) {
    menu.resetModes(space);
    menu.normalise();
    for (int round = 0; round < maxRounds; round++) {
      menu.value = maximise(menu, model, maxIterations, relativeTolerance);
      if (menu.rays == 1 || round == maxRounds - 1 || !switchOwners(menu, model)) {
        break;
      }
    }
    menu.normalise();
  }

  /** Smoothed value on a sample; the bandwidths are taken from a part of it. */
  double value(WorkingMenu menu, TypeBlocks types, TypeBlocks part, double width) {
    menu.directions(space, work.rates, work.kappa);
    double value = 0;
    for (int k = 0; k < menu.rays; k++) {
      double worth = space.worthOf(work.kappa[k]);
      double h = bandwidth(work.kappa[k], part, width);
      value += worth * AcceptanceKernel.probability(types, work.kappa[k], h, work.kernel);
    }
    return value;
  }

  /** Bandwidth for a ray. */
  double bandwidth(double[] kappa, TypeBlocks types, double width) {
    double spread = AcceptanceKernel.spread(types, kappa, work.kernel);
    return Math.min(MAX_BANDWIDTH, Math.max(MIN_BANDWIDTH, width * spread));
  }

  private void setBandwidths(WorkingMenu menu, TypeBlocks types, double width) {
    menu.directions(space, work.rates, work.kappa);
    for (int k = 0; k < menu.rays; k++) {
      work.bandwidths[k] = bandwidth(work.kappa[k], types, width);
    }
  }

  private AcceptanceModel kernelModel(TypeBlocks types) {
    return (k, kappa, gradient) ->
        AcceptanceKernel.probabilityAndGradient(
            types, kappa, work.bandwidths[k], gradient, work.kernel);
  }

  private double maximise(
      WorkingMenu menu, AcceptanceModel model, int maxIterations, double relativeTolerance) {
    double[] lower = new double[menu.x.length];
    double[] upper = new double[menu.x.length];
    Arrays.fill(upper, MAX_EXTRA);
    for (int i = 0; i < menu.tasks; i++) {
      int j = menu.owner[i] * menu.tasks + i;
      if (space.canShed(i) && (menu.rays == 1 || menu.mode[i] < 0)) {
        lower[j] = -1;
        upper[j] = menu.rays == 1 ? MAX_EXTRA : 0;
      }
    }
    for (int j = menu.rays * menu.tasks; j < menu.x.length; j++) {
      lower[j] = -MAX_LOG_RATE;
      upper[j] = MAX_LOG_RATE;
    }
    for (int j = 0; j < menu.x.length; j++) {
      menu.x[j] = Math.min(upper[j], Math.max(lower[j], menu.x[j]));
    }
    MenuObjective objective = new MenuObjective(space, menu, model, work);
    return work.optimiser.maximise(
        objective, menu.x, lower, upper, maxIterations, relativeTolerance);
  }

  /** Lets tasks at 0 change hands where that raises the value at first order. */
  private boolean switchOwners(WorkingMenu menu, AcceptanceModel model) {
    boolean changed = false;
    double[][] slopes = work.slopes;
    new MenuObjective(space, menu, model, work).evaluate(menu.x, new double[menu.x.length]);
    for (int i = 0; i < menu.tasks; i++) {
      if (menu.ownEntry(i) < 0) {
        continue;
      }
      int o = menu.owner[i];
      double best = 0;
      int taker = -1;
      for (int k = 0; k < menu.rays && space.canShed(i); k++) {
        if (menu.x[k * menu.tasks + i] > 0) {
          continue;
        }
        double gain = -slopes[k][i];
        for (int l = 0; l < menu.rays; l++) {
          if (l != k && !(menu.x[l * menu.tasks + i] > 0)) {
            gain += work.rates[l][k] * slopes[l][i];
          }
        }
        gain *= space.eta[i];
        if (gain > best * (1 + 1e-4) + SWITCH_TOLERANCE) {
          best = gain;
          taker = k;
        }
      }
      if (taker >= 0) {
        if (taker != o || menu.mode[i] > 0) {
          menu.owner[i] = taker;
          menu.mode[i] = -1;
          changed = true;
        }
      } else if (menu.ownEntry(i) == 0
          && menu.mode[i] < 0
          && slopes[o][i] * space.unit[i] > SWITCH_TOLERANCE) {
        menu.mode[i] = 1;
        changed = true;
      }
    }
    return changed;
  }

  private WorkingMenu dropIdle(WorkingMenu menu, TypeBlocks types, double width) {
    WorkingMenu current = menu;
    for (int k = menu.rays - 1; k >= 0 && current.rays > 1; k--) {
      current.directions(space, work.rates, work.kappa);
      double least = 0;
      for (int i = 0; i < current.tasks; i++) {
        least = Math.min(least, work.kappa[k][i]);
      }
      if (space.worthOf(work.kappa[k]) <= 0 || !(least < 0)) {
        current = current.without(k, space);
        current.value = value(current, types, types, width);
      }
    }
    return current;
  }
}
