package io.polaray.support.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Search from nothing: threshold starts, a beam over added rays, structural pairs, swaps. */
final class ColdSolve {
  private static final Comparator<WorkingMenu> BEST_FIRST =
      (a, b) -> Double.compare(b.value, a.value);
  private static final double ROUGH_WIDTH = 0.6;
  private static final double FINE_WIDTH = 0.4;
  private static final double FINAL_WIDTH = 0.25;
  private static final int FINAL_WIDTH_TYPES = 4096;

  private final SearchSpace space;
  private final PreparedTypes types;
  private final int maxRays;
  private final Polisher polisher;
  private final ThresholdScan scan;
  private final RayExpansion expansion;

  ColdSolve(SearchSpace space, PreparedTypes types, SearchWork work, int maxRays) {
    this.space = space;
    this.types = types;
    this.maxRays = maxRays;
    this.polisher = new Polisher(space, work);
    this.scan = new ThresholdScan(space, types.all().prefix(1), types.anchors());
    this.expansion = new RayExpansion(space, types.all().prefix(1), work);
  }

  /** Menus for the final valuation, best first. */
  List<WorkingMenu> finalists() {
    List<WorkingMenu> beam = singles(4);
    List<WorkingMenu> all = new ArrayList<>(beam);
    if (beam.isEmpty()) {
      return all;
    }
    double best = beam.get(0).value;
    for (int rays = 2; rays <= maxRays; rays++) {
      List<WorkingMenu> next = new ArrayList<>();
      for (WorkingMenu base : beam) {
        if (base.rays < maxRays) {
          next.addAll(grown(base, 8, 3));
        }
      }
      rerank(next);
      beam = distinct(next, 4, 1e-4);
      all.addAll(beam);
      if (beam.isEmpty() || beam.get(0).value < best * (1 + 3e-4)) {
        break;
      }
      best = beam.get(0).value;
    }
    all.addAll(structuralPairs());
    rerank(all);
    List<WorkingMenu> finalists = distinct(all, 3, 1e-5);
    List<WorkingMenu> polished = new ArrayList<>();
    for (WorkingMenu menu : finalists) {
      polished.add(polisher.polish(menu, types.all(), finalWidth(), 60, 1e-6, 3));
    }
    polished.sort(BEST_FIRST);
    return polished;
  }

  double finalWidth() {
    double count = (double) types.all().blocks() * types.all().length();
    double root = Math.sqrt(Math.sqrt(FINAL_WIDTH_TYPES / count));
    return Math.min(0.4, Math.max(0.1, FINAL_WIDTH * root));
  }

  private List<WorkingMenu> singles(int keep) {
    List<WorkingMenu> starts = new ArrayList<>();
    for (WorkingMenu start : scan.starts(10, 8)) {
      starts.add(polisher.polish(start, types.few(), ROUGH_WIDTH, 10, 1e-3, 1));
    }
    rerank(starts);
    List<WorkingMenu> polished = new ArrayList<>();
    for (WorkingMenu start : diverse(distinct(starts, 64, 1e-4), keep)) {
      polished.add(polisher.polish(start, types.few(), FINE_WIDTH, 40, 1e-4, 1));
    }
    rerank(polished);
    return distinct(polished, keep, 1e-4);
  }

  private List<WorkingMenu> grown(WorkingMenu base, int nShort, int nLong) {
    List<WorkingMenu> candidates = expansion.expand(base, sheddingOrder(base), 2);
    candidates.sort(BEST_FIRST);
    return improve(candidates, nShort, nLong);
  }

  private List<WorkingMenu> improve(List<WorkingMenu> candidates, int nShort, int nLong) {
    List<WorkingMenu> rough = new ArrayList<>();
    int[] used = new int[space.tasks];
    for (WorkingMenu menu : candidates) {
      int task = shedByLast(menu);
      if (rough.size() < nShort && used[task] < nShort / 2) {
        used[task]++;
        rough.add(polisher.polish(menu.copy(), types.few(), 0.7, 8, 1e-3, 1));
      }
    }
    rough.sort(BEST_FIRST);
    List<WorkingMenu> fine = new ArrayList<>();
    for (WorkingMenu menu : distinct(rough, nLong, 1e-5)) {
      fine.add(polisher.polish(menu, types.few(), FINE_WIDTH, 40, 1e-4, 3));
    }
    fine.removeIf(menu -> menu.rays < 2);
    fine.sort(BEST_FIRST);
    return fine;
  }

  /** Pairs "everything for j" and "j for q" with the reverse trade forced by polarisation. */
  private List<WorkingMenu> structuralPairs() {
    List<WorkingMenu> candidates = new ArrayList<>();
    double[] factors = {0.55, 0.75, 0.9, 1.1, 1.4};
    for (int j = 0; j < space.tasks; j++) {
      double cost = 0;
      for (int i = 0; i < space.tasks; i++) {
        cost += i == j ? 0 : space.sheddingCost(i);
      }
      if (!space.canShed(j) || !(cost > 0) || space.weights[j] <= 0) {
        continue;
      }
      for (double factor : factors) {
        WorkingMenu base = new WorkingMenu(space.tasks, 1);
        for (int i = 0; i < space.tasks; i++) {
          base.x[i] = space.canShed(i) ? -1 : 0;
        }
        base.x[j] = factor * cost / space.types.meanCost(j) / space.unit[j];
        base.resetModes(space);
        candidates.addAll(expansion.expand(base, new int[] {j}, space.tasks));
      }
    }
    candidates.sort(BEST_FIRST);
    return improve(candidates, 8, 4);
  }

  private int[] sheddingOrder(WorkingMenu base) {
    double[][] kappa = base.directions(space);
    double[] keys = new double[space.tasks];
    for (int i = 0; i < space.tasks; i++) {
      boolean taken = false;
      for (double[] ray : kappa) {
        taken |= ray[i] > 1e-6 * space.unit[i];
      }
      keys[i] = taken ? 0 : 1;
    }
    return TaskOrder.ascending(keys);
  }

  private static int shedByLast(WorkingMenu menu) {
    for (int i = 0; i < menu.tasks; i++) {
      if (menu.owner[i] == menu.rays - 1) {
        return i;
      }
    }
    return 0;
  }

  private void rerank(List<WorkingMenu> menus) {
    if (types.all() != types.few()) {
      for (WorkingMenu menu : menus) {
        menu.value = polisher.value(menu, types.all(), 0.3);
      }
    }
    menus.sort(BEST_FIRST);
  }

  private static List<WorkingMenu> distinct(
      List<WorkingMenu> sorted, int keep, double relativeTolerance) {
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
  private List<WorkingMenu> diverse(List<WorkingMenu> sorted, int keep) {
    List<WorkingMenu> kept = new ArrayList<>();
    int[] used = new int[space.tasks];
    for (int cap = 1; cap <= 3; cap++) {
      for (WorkingMenu menu : sorted) {
        int target = mainTarget(menu);
        if (kept.size() < keep && used[target] < cap && !kept.contains(menu)) {
          used[target]++;
          kept.add(menu);
        }
      }
    }
    return kept;
  }

  private int mainTarget(WorkingMenu menu) {
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
