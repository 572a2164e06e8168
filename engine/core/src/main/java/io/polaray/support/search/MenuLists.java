package io.polaray.support.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Selections from lists of menus. */
final class MenuLists {
  static final Comparator<WorkingMenu> BEST_FIRST = (a, b) -> Double.compare(b.value, a.value);

  private MenuLists() {}

  /** The first menus of a sorted list whose values differ. */
  static List<WorkingMenu> distinct(List<WorkingMenu> sorted, int keep, double relativeTolerance) {
    List<WorkingMenu> kept = new ArrayList<>();
    for (WorkingMenu menu : sorted) {
      boolean same = false;
      for (WorkingMenu other : kept) {
        same |= Math.abs(other.value - menu.value) < relativeTolerance * Math.abs(menu.value);
      }
      if (!same && kept.size() < keep) {
        kept.add(menu);
      }
    }
    return kept;
  }

  /** The best menus, as few as possible with the same main target. */
  static List<WorkingMenu> diverse(List<WorkingMenu> sorted, int keep, SearchSpace space) {
    List<WorkingMenu> kept = new ArrayList<>();
    int[] used = new int[space.tasks];
    for (int cap = 1; cap <= 3; cap++) {
      for (WorkingMenu menu : sorted) {
        int target = mainTarget(menu, space);
        if (kept.size() < keep && used[target] < cap && !kept.contains(menu)) {
          used[target]++;
          kept.add(menu);
        }
      }
    }
    return kept;
  }

  private static int mainTarget(WorkingMenu menu, SearchSpace space) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] ray : menu.directions(space)) {
      for (int i = 0; i < space.tasks; i++) {
        if (ray[i] / space.unit[i] > most) {
          most = ray[i] / space.unit[i];
          best = i;
        }
      }
    }
    return best;
  }
}
