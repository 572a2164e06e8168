package io.polaray.support.search;

import static io.polaray.support.search.MenuLists.BEST_FIRST;

import java.util.ArrayList;
import java.util.List;

/**
 * Search from nothing: threshold starts, a beam over added rays, structural pairs, random menus,
 * swaps. Early stages run on a subsample; every choice between targets is made on all types,
 * because small samples favour wrong targets.
 */
final class ColdSolve {
  private static final double ROUGH_WIDTH = 0.6;
  private static final double FINE_WIDTH = 0.4;
  private static final double RANK_WIDTH = 0.3;
  private static final double FINAL_WIDTH = 0.25;
  private static final double FINAL_WIDTH_TYPES = 4096;
  private static final double BEAM_RELATIVE_TOLERANCE = 3e-4;
  private static final double SAME = 1e-4;
  private static final int RANKED = 4;
  private static final double[] PAIR_FACTORS = {0.55, 0.75, 0.9, 1.1, 1.4};

  private final SearchSpace space;
  private final PreparedTypes types;
  private final SearchPlan plan;
  private final int maxRays;
  private final Polisher polisher;
  private final ThresholdScan scan;
  private final RayExpansion expansion;
  private final Retargeting retargeting;

  ColdSolve(SearchSpace space, PreparedTypes types, SearchWork work, SearchPlan plan, int maxRays) {
    this.space = space;
    this.types = types;
    this.plan = plan;
    this.maxRays = maxRays;
    this.polisher = new Polisher(space, work);
    this.scan = new ThresholdScan(space, types.all().prefix(1), types.anchors());
    this.retargeting = new Retargeting(space, types.all(), work);
    this.expansion = new RayExpansion(space, types.all().prefix(1), work);
  }

  /** Menus for the final valuation, best first. */
  List<WorkingMenu> finalists(long seed) {
    List<WorkingMenu> beam = singles(plan.width());
    List<WorkingMenu> all = new ArrayList<>(beam);
    if (beam.isEmpty()) {
      return all;
    }
    double best = beam.get(0).value;
    for (int rays = 2; rays <= maxRays && !beam.isEmpty(); rays++) {
      List<WorkingMenu> next = new ArrayList<>();
      for (WorkingMenu base : beam) {
        if (base.rays < maxRays) {
          next.addAll(grown(base, plan.rough(), plan.fine()));
        }
      }
      rerank(next);
      beam = MenuLists.distinct(next, plan.width(), SAME);
      all.addAll(beam);
      if (!beam.isEmpty() && beam.get(0).value < best * (1 + BEAM_RELATIVE_TOLERANCE)) {
        break;
      }
      best = beam.isEmpty() ? best : Math.max(best, beam.get(0).value);
    }
    if (plan.pairs() > 0) {
      all.addAll(structuralPairs());
    }
    all.addAll(randomStarts(seed));
    rerank(all);
    List<WorkingMenu> leaders = new ArrayList<>();
    for (WorkingMenu menu : MenuLists.distinct(all, RANKED * plan.finalists(), SAME / 10)) {
      leaders.add(retargeting.counted(menu));
    }
    leaders.sort(BEST_FIRST);
    leaders = new ArrayList<>(MenuLists.distinct(leaders, plan.finalists(), SAME / 10));
    if (plan.moves() > 0) {
      LocalMoves moves = new LocalMoves(space, polisher, types.few(), FINE_WIDTH);
      leaders.replaceAll(menu -> moves.improve(menu, plan.moves()));
      leaders.sort(BEST_FIRST);
    }
    swapRays(leaders);
    List<WorkingMenu> polished = new ArrayList<>();
    for (WorkingMenu menu : MenuLists.distinct(leaders, plan.finalists(), SAME / 10)) {
      polished.add(polisher.polish(menu, types.all(), finalWidth(), 60, 1e-6, 3));
    }
    polished.sort(BEST_FIRST);
    return polished;
  }

  /** Bandwidth of the last polish, narrower for more types. */
  double finalWidth() {
    double count = (double) types.all().blocks() * types.all().length();
    double root = Math.sqrt(Math.sqrt(FINAL_WIDTH_TYPES / count));
    return Math.min(FINE_WIDTH, Math.max(0.1, FINAL_WIDTH * root));
  }

  ThresholdScan scan() {
    return scan;
  }

  private List<WorkingMenu> singles(int keep) {
    List<WorkingMenu> starts = new ArrayList<>();
    for (WorkingMenu start : scan.starts(plan.starts(), plan.groups())) {
      starts.add(polisher.polish(start, types.few(), ROUGH_WIDTH, 10, 1e-3, 1));
    }
    rerank(starts);
    List<WorkingMenu> polished = new ArrayList<>();
    List<WorkingMenu> distinct = MenuLists.distinct(starts, starts.size(), SAME);
    for (WorkingMenu start : MenuLists.diverse(distinct, keep, space)) {
      polished.add(polisher.polish(start, types.few(), FINE_WIDTH, 40, 1e-4, 1));
    }
    rerank(polished);
    return MenuLists.distinct(polished, keep, SAME);
  }

  /** The best expansions of a menu, polished on the subsample. */
  List<WorkingMenu> grown(WorkingMenu base, int rough, int fine) {
    List<WorkingMenu> candidates = expansion.expand(base, sheddingOrder(base), 2);
    candidates.sort(BEST_FIRST);
    return improve(candidates, rough, fine);
  }

  private List<WorkingMenu> improve(List<WorkingMenu> candidates, int roughCount, int fineCount) {
    List<WorkingMenu> rough = new ArrayList<>();
    int[] used = new int[space.tasks];
    for (WorkingMenu menu : candidates) {
      int task = shedByLast(menu);
      if (rough.size() < roughCount && used[task] < (roughCount + 1) / 2) {
        used[task]++;
        rough.add(polisher.polish(menu.copy(), types.few(), ROUGH_WIDTH, 8, 1e-3, 1));
      }
    }
    rough.sort(BEST_FIRST);
    List<WorkingMenu> fine = new ArrayList<>();
    for (WorkingMenu menu : MenuLists.distinct(rough, fineCount, SAME / 10)) {
      fine.add(polisher.polish(menu, types.few(), FINE_WIDTH, 40, 1e-4, 3));
    }
    fine.removeIf(menu -> menu.rays < 2);
    fine.sort(BEST_FIRST);
    return fine;
  }

  /** Pairs "everything for j" and "j for q" with the reverse trade forced by polarisation. */
  private List<WorkingMenu> structuralPairs() {
    List<WorkingMenu> candidates = new ArrayList<>();
    for (int j = 0; j < space.tasks; j++) {
      double cost = 0;
      for (int i = 0; i < space.tasks; i++) {
        cost += i == j ? 0 : space.sheddingCost(i);
      }
      if (!space.canShed(j) || !(cost > 0) || space.weights[j] <= 0) {
        continue;
      }
      for (double factor : PAIR_FACTORS) {
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
    return improve(candidates, plan.pairs(), (plan.pairs() + 1) / 2);
  }

  private List<WorkingMenu> randomStarts(long seed) {
    List<WorkingMenu> found = new ArrayList<>();
    if (plan.random() > 0 && maxRays > 1) {
      RandomMenus random = new RandomMenus(space, seed);
      for (int n = 0; n < plan.random(); n++) {
        WorkingMenu menu = random.next(Math.min(5, maxRays));
        menu = polisher.polish(menu, types.few(), 0.8, 15, 1e-3, 2);
        found.add(polisher.polish(menu, types.few(), FINE_WIDTH, 25, 1e-4, 3));
      }
      found.sort(BEST_FIRST);
    }
    return found.subList(0, Math.min(found.size(), 20));
  }

  /** Replaces one ray at a time of the leading menu. */
  private void swapRays(List<WorkingMenu> leaders) {
    for (int round = 0; round < plan.swaps() && leaders.get(0).rays > 1; round++) {
      WorkingMenu leader =
          polisher.polish(leaders.get(0).copy(), types.few(), FINE_WIDTH, 15, 1e-4, 2);
      boolean better = false;
      for (int k = 0; k < leader.rays && !better && leader.rays > 1; k++) {
        WorkingMenu rest = leader.without(k, space);
        rest = polisher.polish(rest, types.few(), FINE_WIDTH, 15, 1e-3, 1);
        List<WorkingMenu> grown = grown(rest, 6, 2);
        if (!grown.isEmpty() && grown.get(0).value > leader.value * (1 + 1e-3)) {
          leaders.add(0, grown.get(0));
          better = true;
        }
      }
      if (!better) {
        return;
      }
    }
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
        menu.value = polisher.value(menu, types.all(), RANK_WIDTH);
      }
    }
    menus.sort(BEST_FIRST);
  }
}
