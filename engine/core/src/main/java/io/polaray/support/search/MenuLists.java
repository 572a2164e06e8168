package io.polaray.support.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Selections from lists of menus. */
final class MenuLists {
  static final Comparator<WorkingMenu> BEST_FIRST = (a, b) -> Double.compare(b.value, a.value);

  private static final double SAME_SHAPE = 0.02;

  private MenuLists() {}

  /** The first menus of a sorted list that differ in value or, with equal values, in shape. */
  static List<WorkingMenu> distinct(List<WorkingMenu> sorted, int keep, double relativeTolerance) {
    List<WorkingMenu> kept = new ArrayList<>();
    for (WorkingMenu menu : sorted) {
      boolean same = false;
      for (WorkingMenu other : kept) {
        boolean tie = Math.abs(other.value - menu.value) < relativeTolerance * Math.abs(menu.value);
        same |= tie && shape(menu) == shape(other);
      }
      if (!same && kept.size() < keep) {
        kept.add(menu);
      }
    }
    return kept;
  }

  /** A number that depends on what each ray sheds, not on amounts or on the order of the rays. */
  private static long shape(WorkingMenu menu) {
    long shape = 0;
    for (int k = 0; k < menu.rays; k++) {
      long ray = 1;
      for (int i = 0; i < menu.tasks; i++) {
        boolean sheds = menu.owner[i] == k && menu.ownEntry(i) < -0.5;
        ray = 31 * ray + (sheds ? 1 : 0);
      }
      shape += ray * ray;
    }
    return shape;
  }

  /** Whether two menus have nearly the same coordinates. */
  static boolean isNear(WorkingMenu first, WorkingMenu second) {
    if (first.x.length != second.x.length) {
      return false;
    }
    for (int j = 0; j < first.x.length; j++) {
      double difference = Math.abs(first.x[j] - second.x[j]);
      if (difference > SAME_SHAPE * (1 + Math.abs(first.x[j]))) {
        return false;
      }
    }
    return true;
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

  /** The task of which some ray takes on most, in units of the search. */
  static int mainTarget(WorkingMenu menu, SearchSpace space) {
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
