package io.polaray.support.search;

import static io.polaray.support.search.MenuLists.BEST_FIRST;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Search from nothing: threshold starts, a beam over added rays, structural pairs, random menus,
 * swaps. Early stages run on a subsample; every choice between targets is made on all types,
 * because small samples favour wrong targets.
 */
final class ColdSolve {
  private static final double ROUGH_WIDTH = 0.6;
  private static final double FINE_WIDTH = 0.4;
  private static final double NARROW_WIDTH = 0.1;
  private static final double RANK_WIDTH = 0.3;
  private static final double FINAL_WIDTH = 0.25;
  private static final double FINAL_WIDTH_TYPES = 4096;
  private static final double BEAM_RELATIVE_TOLERANCE = 3e-4;
  private static final double SAME = 1e-4;
  private static final int RANKED = 4;
  private static final int GROUPED_RANKED = 12;
  private static final long GROUP_STREAM = 0x67726f757073L;
  private static final int SWAP_ROUGH = 8;
  private static final double SWAP_GAIN = 1e-3;
  private static final double COMPLETION_GAIN = 1e-4;
  private static final double PROMISING = 0.85;
  private static final int PAIR_TASKS = 6;
  private static final int PAIRED_TASKS = 8;
  private static final double[] PAIR_FACTORS = {0.55, 0.75, 0.9, 1.1, 1.4};

  private final SearchSpace space;
  private final PreparedTypes types;
  private final SearchPlan plan;
  private final int maxRays;
  private final Polisher polisher;
  private final ThresholdScan scan;
  private final RayExpansion expansion;
  private final BundleChoice bundles;
  private final Retargeting retargeting;

  ColdSolve(SearchSpace space, PreparedTypes types, SearchWork work, SearchPlan plan, int maxRays) {
    this.space = space;
    this.types = types;
    this.plan = plan;
    this.maxRays = maxRays;
    this.polisher = new Polisher(space, work);
    this.scan = new ThresholdScan(space, types.first(), types.anchors());
    this.retargeting = new Retargeting(space, types.all(), work);
    this.expansion = new RayExpansion(space, types.first(), work);
    this.bundles = new BundleChoice(space, types.first(), types.anchors(), expansion);
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
      beam.removeIf(base -> base.rays >= maxRays);
      boolean deep = rays > 2;
      next.addAll(
          grown(beam, deep ? (plan.rough() + 1) / 2 : plan.rough(), deep ? 2 : plan.fine()));
      rerank(next);
      beam = MenuLists.distinct(next, Math.max(1, plan.width() / 2), SAME);
      all.addAll(beam);
      if (!beam.isEmpty() && beam.get(0).value < best * (1 + BEAM_RELATIVE_TOLERANCE)) {
        break;
      }
      best = beam.isEmpty() ? best : Math.max(best, beam.get(0).value);
    }
    if (plan.pairs() > 0 && (types.anchors().grouped() || space.tasks <= PAIRED_TASKS)) {
      all.addAll(structuralPairs());
    }
    if (types.anchors().grouped() && maxRays > 1) {
      all.addAll(groupStarts(seed));
    }
    all.addAll(randomStarts(seed));
    List<WorkingMenu> leaders = leaders(all);
    if (plan.moves() > 0) {
      LocalMoves moves = new LocalMoves(space, polisher, types.few(), FINE_WIDTH);
      for (WorkingMenu menu : List.copyOf(leaders)) {
        leaders.add(retargeting.counted(moves.improve(menu, plan.moves())));
      }
      leaders.sort(BEST_FIRST);
    }
    swapRays(leaders);
    List<WorkingMenu> polished = new ArrayList<>();
    for (WorkingMenu menu : MenuLists.distinct(leaders, plan.finalists(), SAME / 10)) {
      WorkingMenu last =
          polisher.polish(menu, types.all(), finalWidth(), plan.finalIterations(), 1e-6, 3);
      polished.add(completed(sharpened(last)));
    }
    polished.sort(BEST_FIRST);
    return polished;
  }

  /**
   * The menu, or a better one under counting whose weakest ray is replaced or that has one more.
   * Which small ray is best depends on few types, so smoothing and subsamples cannot tell.
   */
  WorkingMenu completed(WorkingMenu menu) {
    if (plan.completions() == 0) {
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
    List<WorkingMenu> candidates = expansion.singles(opened, sheddingOrder(base), 2);
    candidates.sort(BEST_FIRST);
    WorkingMenu best = menu;
    for (WorkingMenu candidate : varied(candidates, plan.completions())) {
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

  /** The best menus under counting, of those best under smoothing. */
  private List<WorkingMenu> leaders(List<WorkingMenu> all) {
    rerank(all);
    List<WorkingMenu> counted = new ArrayList<>();
    int ranked = (types.anchors().grouped() ? GROUPED_RANKED : RANKED) * plan.finalists();
    for (WorkingMenu menu : MenuLists.distinct(all, ranked, SAME / 10)) {
      counted.add(retargeting.counted(menu));
    }
    counted.sort(BEST_FIRST);
    return new ArrayList<>(MenuLists.distinct(counted, plan.finalists(), SAME / 10));
  }

  /**
   * For grouped types the menu polished on with less and less smoothing, as long as counting gains:
   * their groups are narrow beside the spread between groups.
   */
  private WorkingMenu sharpened(WorkingMenu menu) {
    if (!types.anchors().grouped()) {
      return menu;
    }
    WorkingMenu current = menu;
    WorkingMenu best = retargeting.counted(menu);
    for (double width : new double[] {finalWidth() / 3, finalWidth() / 9}) {
      current = polisher.polish(current.copy(), types.all(), width, 30, 1e-5, 2);
      WorkingMenu counted = retargeting.counted(current);
      best = counted.value > best.value ? counted : best;
    }
    return best;
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
      starts.add(polisher.polish(start, types.first(), ROUGH_WIDTH, 10, 1e-3, 1));
    }
    rerank(starts);
    List<WorkingMenu> polished = new ArrayList<>();
    List<WorkingMenu> distinct = MenuLists.distinct(starts, starts.size(), SAME);
    for (WorkingMenu start : MenuLists.diverse(distinct, keep, space)) {
      polished.add(narrowed(polisher.polish(start, types.few(), FINE_WIDTH, 40, 1e-4, 1)));
    }
    rerank(polished);
    return MenuLists.distinct(polished, keep, SAME);
  }

  /** The best expansions of some menus, polished on the subsample. */
  List<WorkingMenu> grown(List<WorkingMenu> bases, int rough, int fine) {
    List<WorkingMenu> chosen = new ArrayList<>();
    for (WorkingMenu base : bases) {
      RayExpansion.Base opened = expansion.base(base);
      List<WorkingMenu> candidates = expansion.singles(opened, sheddingOrder(base), 2);
      if (types.anchors().grouped()) {
        candidates.addAll(bundles.expand(opened));
      }
      candidates.sort(BEST_FIRST);
      for (WorkingMenu menu : varied(candidates, Math.max(4, rough / bases.size()))) {
        menu.value =
            base.value + opened.changeOfOthers(menu) + retargeting.retarget(menu, base.rays);
        chosen.add(menu);
      }
    }
    if (!types.anchors().grouped()) {
      chosen.removeIf(menu -> menu.value < PROMISING * bases.get(0).value);
    }
    return improve(chosen, fine);
  }

  /** For grouped types, the menu polished on with smoothing that is narrow beside the groups. */
  private WorkingMenu narrowed(WorkingMenu menu) {
    return types.anchors().grouped()
        ? polisher.polish(menu, types.few(), NARROW_WIDTH, 15, 1e-4, 2)
        : menu;
  }

  private double rankWidth() {
    return types.anchors().grouped() ? NARROW_WIDTH : RANK_WIDTH;
  }

  /** The best candidates, no more than half of them with the same new bundle. */
  private List<WorkingMenu> varied(List<WorkingMenu> candidates, int keep) {
    List<WorkingMenu> kept = new ArrayList<>();
    int[] used = new int[space.tasks];
    for (WorkingMenu menu : candidates) {
      int task = shedByLast(menu);
      if (kept.size() < keep && used[task] < (keep + 1) / 2) {
        used[task]++;
        kept.add(menu);
      }
    }
    return kept;
  }

  private List<WorkingMenu> improve(List<WorkingMenu> candidates, int count) {
    candidates.sort(BEST_FIRST);
    List<WorkingMenu> fine = new ArrayList<>();
    for (WorkingMenu menu : MenuLists.distinct(candidates, count, SAME / 10)) {
      fine.add(narrowed(polisher.polish(menu, types.few(), FINE_WIDTH, 25, 1e-4, 3)));
    }
    fine.removeIf(menu -> menu.rays < 2);
    fine.sort(BEST_FIRST);
    return fine;
  }

  /** Pairs "everything for j" and "j for q" with the reverse trade forced by polarisation. */
  private List<WorkingMenu> structuralPairs() {
    List<WorkingMenu> candidates = new ArrayList<>();
    for (int j : shedPairs()) {
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
        candidates.addAll(expansion.singles(expansion.base(base), new int[] {j}, PAIR_TASKS));
      }
    }
    candidates.sort(BEST_FIRST);
    return improve(varied(candidates, plan.pairs()), (plan.pairs() + 1) / 2);
  }

  /** The tasks worth most for their mean costs. */
  private int[] shedPairs() {
    double[] worth = new double[space.tasks];
    for (int i = 0; i < space.tasks; i++) {
      worth[i] = space.worth(i);
    }
    return Arrays.copyOf(TaskOrder.descending(worth), Math.min(space.tasks, PAIR_TASKS));
  }

  private List<WorkingMenu> groupStarts(long seed) {
    GroupMenus menus = new GroupMenus(space, types.first(), types.anchors(), seed ^ GROUP_STREAM);
    List<WorkingMenu> drawn = new ArrayList<>();
    for (int n = 0; n < plan.groupDraws(); n++) {
      drawn.add(menus.next(Math.min(4, maxRays)));
    }
    drawn.sort(BEST_FIRST);
    List<WorkingMenu> rough = new ArrayList<>();
    for (WorkingMenu menu : MenuLists.distinct(drawn, plan.groupStarts(), SAME)) {
      rough.add(polisher.polish(menu, types.few(), ROUGH_WIDTH, 12, 1e-3, 2));
    }
    rough.sort(BEST_FIRST);
    List<WorkingMenu> fine = new ArrayList<>();
    for (WorkingMenu menu : MenuLists.distinct(rough, (plan.groupStarts() + 2) / 3, SAME)) {
      fine.add(narrowed(polisher.polish(menu, types.few(), FINE_WIDTH, 30, 1e-4, 3)));
    }
    return fine;
  }

  private List<WorkingMenu> randomStarts(long seed) {
    List<WorkingMenu> found = new ArrayList<>();
    if (plan.random() > 0 && maxRays > 1) {
      RandomMenus random = new RandomMenus(space, seed);
      for (int n = 0; n < plan.random(); n++) {
        WorkingMenu menu = random.next(Math.min(5, maxRays));
        menu = polisher.polish(menu, types.few(), 0.8, 15, 1e-3, 2);
        found.add(narrowed(polisher.polish(menu, types.few(), FINE_WIDTH, 25, 1e-4, 3)));
      }
      found.sort(BEST_FIRST);
    }
    return found.subList(0, Math.min(found.size(), 20));
  }

  /** Replaces one ray at a time of the leading menu; what is better on all types leads next. */
  private void swapRays(List<WorkingMenu> leaders) {
    for (int round = 0; round < plan.swaps() && leaders.get(0).rays > 1; round++) {
      WorkingMenu leader = leaders.get(0);
      double value = polisher.value(leader, types.all(), types.few(), rankWidth());
      boolean better = false;
      for (int k = 0; k < leader.rays && !better; k++) {
        WorkingMenu rest = leader.without(k, space);
        rest = polisher.polish(rest, types.few(), FINE_WIDTH, 15, 1e-3, 1);
        rest.value = polisher.value(rest, types.all(), types.few(), rankWidth());
        List<WorkingMenu> grown = grown(List.of(rest), SWAP_ROUGH, 1);
        rerank(grown);
        if (!grown.isEmpty() && grown.get(0).value > value * (1 + SWAP_GAIN)) {
          leaders.add(0, retargeting.counted(grown.get(0)));
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
        if (!menu.ranked) {
          menu.value = polisher.value(menu, types.all(), types.few(), rankWidth());
          menu.ranked = true;
        }
      }
    }
    menus.sort(BEST_FIRST);
  }
}
