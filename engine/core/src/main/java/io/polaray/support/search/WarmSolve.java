package io.polaray.support.search;

import static io.polaray.support.search.MenuLists.BEST_FIRST;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Search from stored columns at neighbouring weights. Stored columns are scored by one dot product
 * and the best polished; beside them stands a fresh threshold scan, because after a change of
 * weights the best target may be another one, which no polishing finds.
 */
final class WarmSolve {
  private static final double WIDTH = 0.5;
  private static final double SCAN_WINS = 5e-4;
  private static final double SAME = 1e-4;
  private static final double CLOSE = 0.995;
  private static final int STORED = 2;

  /** A single ray is expanded when it is worth this share of the best ray known. */
  private static final double NEARLY = 0.97;

  /** Rays of a scan that are valued on all types. */
  private static final int DOUBTFUL = 3;

  private final SearchSpace space;
  private final PreparedTypes types;
  private final SearchPlan plan;
  private final ColdSolve cold;
  private final Polisher polisher;
  private final Retargeting retargeting;
  private final Retargeting rough;
  private final MenuCompletion completion;
  private final int maxRays;

  WarmSolve(
      SearchSpace space,
      PreparedTypes types,
      SearchTools tools,
      SearchPlan plan,
      ColdSolve cold,
      int maxRays) {
    this.space = space;
    this.types = types;
    this.plan = plan;
    this.cold = cold;
    this.polisher = tools.polisher;
    this.retargeting = tools.retargeting;
    this.rough = tools.rough;
    this.completion = tools.completion;
    this.maxRays = maxRays;
  }

  /** Menus for the final valuation, best first; empty when the pool has no menu of rays. */
  List<WorkingMenu> finalists(List<MenuColumn> pool, Vector weights) {
    List<WorkingMenu> menus = new ArrayList<>();
    double leading = 0;
    for (WorkingMenu menu : best(pool, weights)) {
      WorkingMenu polished =
          retargeting.counted(polisher.polish(menu, types.few(), WIDTH, 10, 1e-3, 1));
      menus.add(polished);
      leading = Math.max(leading, bestRay(polished));
    }
    if (menus.isEmpty()) {
      return menus;
    }
    WorkingMenu other = otherTarget(menus);
    if (other != null && other.value > NEARLY * leading) {
      WorkingMenu fresh = polisher.polish(other, types.few(), WIDTH, 10, 1e-3, 1);
      for (WorkingMenu menu : cold.grown(List.of(fresh), plan.rough(), plan.fine())) {
        menus.add(retargeting.counted(menu));
      }
      menus.add(retargeting.counted(fresh));
    }
    menus.sort(BEST_FIRST);
    List<WorkingMenu> polished = new ArrayList<>();
    for (WorkingMenu menu : MenuLists.distinct(menus, plan.finalists(), SAME)) {
      if (polished.isEmpty() || menu.value > CLOSE * menus.get(0).value) {
        WorkingMenu last =
            polisher.polish(menu, types.all(), cold.finalWidth(), plan.finalIterations(), 1e-4, 2);
        polished.add(polished.isEmpty() ? completion.completed(last) : last);
      }
    }
    return polished;
  }

  /** The most that one ray of the menu is worth under counting. */
  private double bestRay(WorkingMenu menu) {
    double most = 0;
    for (int k = 0; k < menu.rays; k++) {
      most = Math.max(most, retargeting.countedValue(menu, k));
    }
    return most;
  }

  /** The best single ray of a scan for a target that no menu has, valued on all types. */
  private @Nullable WorkingMenu otherTarget(List<WorkingMenu> menus) {
    boolean[] had = new boolean[space.tasks];
    for (WorkingMenu menu : menus) {
      had[MenuLists.mainTarget(menu, space)] = true;
    }
    List<WorkingMenu> starts = new ArrayList<>();
    for (WorkingMenu start : cold.scan().targets(true)) {
      if (!had[MenuLists.mainTarget(start, space)]) {
        start.value = rough.retarget(start, 0);
        starts.add(start);
      }
    }
    starts.sort(BEST_FIRST);
    WorkingMenu best = null;
    for (WorkingMenu start : starts.subList(0, Math.min(DOUBTFUL, starts.size()))) {
      start.value = retargeting.retarget(start, 0);
      best = best == null || start.value > best.value ? start : best;
    }
    return best;
  }

  /** The best menu found on a part of the types; the pool may be empty. */
  List<WorkingMenu> quick(List<MenuColumn> pool, Vector weights) {
    List<WorkingMenu> menus = new ArrayList<>();
    double stored = Double.NEGATIVE_INFINITY;
    for (WorkingMenu menu : best(pool, weights)) {
      if (menus.isEmpty()) {
        WorkingMenu polished = polisher.polish(menu, types.few(), WIDTH, 10, 1e-3, 1);
        stored = polished.value;
        menus.add(polished);
      }
    }
    WorkingMenu fresh = fresh();
    if (fresh != null && fresh.value > stored * (1 + SCAN_WINS)) {
      menus.add(fresh);
      menus.addAll(cold.grown(List.of(fresh), plan.rough(), plan.fine()));
    }
    if (menus.isEmpty()) {
      return menus;
    }
    menus.sort(BEST_FIRST);
    WorkingMenu best = menus.get(0);
    return List.of(
        pool.size() > 1
            ? polisher.polish(best, types.all(), cold.finalWidth(), plan.finalIterations(), 1e-4, 1)
            : best);
  }

  /** The best start of a scan, polished on few types. */
  private @Nullable WorkingMenu fresh() {
    WorkingMenu best = null;
    for (WorkingMenu start : cold.scan().starts(plan.starts(), plan.groups(), menu -> menu.value)) {
      WorkingMenu rough = polisher.polish(start, types.first(), WIDTH, 8, 1e-3, 1);
      rough.value = polisher.value(rough, types.few(), types.first(), WIDTH);
      best = best == null || rough.value > best.value ? rough : best;
    }
    return best == null ? null : polisher.polish(best, types.few(), WIDTH, 10, 1e-3, 1);
  }

  private List<WorkingMenu> best(List<MenuColumn> pool, Vector weights) {
    List<MenuColumn> sorted = new ArrayList<>(pool);
    sorted.sort(Comparator.comparingDouble(column -> -column.value(weights)));
    List<WorkingMenu> menus = new ArrayList<>();
    double last = Double.NaN;
    for (MenuColumn column : sorted) {
      double value = column.value(weights);
      if (menus.size() == STORED || Math.abs(value - last) <= SAME * Math.abs(value)) {
        continue;
      }
      WorkingMenu menu = MenuReader.read(column, space, maxRays);
      if (menu != null) {
        menus.add(menu);
        last = value;
      }
    }
    return menus;
  }
}
