package io.polaray.support.search;

import java.util.Arrays;
import java.util.List;

/**
 * Chooses the smallest ray of a menu by counting all types. It is accepted by few types, so neither
 * smoothing nor a subsample can tell which one is best.
 */
final class MenuCompletion {
  private static final double COMPLETION_GAIN = 1e-4;
  private static final int COMPLETED_TASKS = 3;

  private final SearchSpace space;
  private final RayExpansion expansion;
  private final Retargeting retargeting;
  private final int maxRays;
  private final int tried;

  /**
   * Completion with the given tools.
   *
   * @param tried rays tried; 0 leaves all menus as they are
   */
  MenuCompletion(
      SearchSpace space, RayExpansion expansion, Retargeting retargeting, int maxRays, int tried) {
    this.space = space;
    this.expansion = expansion;
    this.retargeting = retargeting;
    this.maxRays = maxRays;
    this.tried = tried;
  }

  /** The menu, or a better one whose weakest ray is replaced or that has one more. */
  WorkingMenu completed(WorkingMenu menu) {
    if (tried == 0) {
      return menu;
    }
    double value = retargeting.counted(menu).value;
    WorkingMenu base = menu.rays == 1 ? menu : menu.without(weakest(menu), space);
    base = retargeting.counted(base);
    if (base.rays == maxRays) {
      return menu;
    }
    double[] values = new double[base.rays];
    for (int k = 0; k < base.rays; k++) {
      values[k] = retargeting.countedValue(base, k);
    }
    RayExpansion.Base opened = expansion.base(base);
    List<RayExpansion.Candidate> candidates = expansion.singles(opened, takenOn(base), 2);
    candidates.sort(RayExpansion.BEST_FIRST);
    WorkingMenu best = menu;
    for (RayExpansion.Candidate chosen :
        candidates.subList(0, Math.min(tried, candidates.size()))) {
      WorkingMenu candidate = chosen.menu();
      double total = retargeting.retarget(candidate, base.rays);
      for (int k = 0; k < base.rays; k++) {
        total += opened.keeps(candidate, k) ? values[k] : retargeting.countedValue(candidate, k);
      }
      if (total > value * (1 + COMPLETION_GAIN)) {
        value = total;
        best = candidate;
      }
    }
    best.value = value;
    return best;
  }

  private int weakest(WorkingMenu menu) {
    double least = Double.POSITIVE_INFINITY;
    int weakest = 0;
    for (int k = 0; k < menu.rays; k++) {
      double value = retargeting.countedValue(menu, k);
      if (value < least) {
        least = value;
        weakest = k;
      }
    }
    return weakest;
  }

  /** The tasks that the rays of a menu take on, those worth most first, no more than a few. */
  private int[] takenOn(WorkingMenu menu) {
    double[][] kappa = menu.directions(space);
    double[] keys = new double[space.tasks];
    int taken = 0;
    for (int i = 0; i < space.tasks; i++) {
      for (double[] ray : kappa) {
        keys[i] = Math.max(keys[i], ray[i] / space.unit[i]);
      }
      taken += keys[i] > 1e-6 ? 1 : 0;
    }
    return Arrays.copyOf(TaskOrder.descending(keys), Math.min(taken, COMPLETED_TASKS));
  }
}
