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
  private static final double RANK_WIDTH = 0.3;
  private static final double FINAL_WIDTH = 0.25;
  private static final double FINAL_WIDTH_TYPES = 4096;
  private static final double BEAM_RELATIVE_TOLERANCE = 3e-4;
  private static final double SAME = 1e-4;
  private static final int RANKED = 4;
  private static final int GROUPED_RANKED = 12;
  private static final int SWAP_ROUGH = 8;
  private static final double SWAP_GAIN = 1e-3;
  private static final double PROMISING = 0.85;

  /** Menus this good whose best target is another one are polished to the end too. */
  private static final double NEAR = 0.99;

  private static final int PAIR_TASKS = 6;
  private static final int PAIRED_TASKS = 8;
  private static final double[] PAIR_FACTORS = {0.55, 0.75, 0.9, 1.1, 1.4};

  private final SearchSpace space;
  private final PreparedTypes types;
  private final SearchPlan plan;
  private final int maxRays;
  private final SearchTeam team;
  private final ThresholdScan scan;
  private final DrawnMenus drawn;

  ColdSolve(SearchSpace space, PreparedTypes types, SearchTeam team, SearchPlan plan, int maxRays) {
    this.space = space;
    this.types = types;
    this.plan = plan;
    this.maxRays = maxRays;
    this.team = team;
    this.scan = new ThresholdScan(space, types.first(), types.anchors());
    this.drawn = new DrawnMenus(space, types, team, plan, maxRays);
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
      all.addAll(drawn.forGroups(seed));
    }
    all.addAll(drawn.atRandom(seed));
    List<WorkingMenu> leaders = leaders(all);
    if (plan.moves() > 0) {
      leaders.addAll(team.map(leaders, this::moved));
      leaders.sort(BEST_FIRST);
    }
    swapRays(leaders);
    List<WorkingMenu> polished =
        team.map(MenuLists.distinct(leaders, plan.finalists(), SAME / 10), this::finished);
    polished.sort(BEST_FIRST);
    return polished;
  }

  private WorkingMenu moved(SearchTools tools, WorkingMenu menu) {
    LocalMoves moves = new LocalMoves(space, tools.polisher, types.few(), FINE_WIDTH);
    return tools.retargeting.counted(moves.improve(menu, plan.moves()));
  }

  private WorkingMenu finished(SearchTools tools, WorkingMenu menu) {
    WorkingMenu last =
        tools.polisher.polish(menu, types.all(), finalWidth(), plan.finalIterations(), 1e-6, 3);
    return tools.completion.completed(sharpened(tools, last));
  }

  /** The best menus under counting, of those best under smoothing. */
  private List<WorkingMenu> leaders(List<WorkingMenu> all) {
    rerank(all);
    int ranked = (types.anchors().grouped() ? GROUPED_RANKED : RANKED) * plan.finalists();
    List<WorkingMenu> counted =
        team.map(
            MenuLists.distinct(all, ranked, SAME / 10),
            (tools, menu) -> tools.retargeting.counted(menu));
    counted.sort(BEST_FIRST);
    List<WorkingMenu> distinct = MenuLists.distinct(counted, ranked, SAME / 10);
    List<WorkingMenu> near = new ArrayList<>(distinct);
    near.removeIf(menu -> menu.value < NEAR * distinct.get(0).value);
    List<WorkingMenu> leaders = MenuLists.diverse(near, plan.finalists(), space);
    for (WorkingMenu menu : distinct) {
      if (leaders.size() < plan.finalists() && !leaders.contains(menu)) {
        leaders.add(menu);
      }
    }
    leaders.sort(BEST_FIRST);
    return leaders;
  }

  /**
   * For grouped types the menu polished on with less and less smoothing, as long as counting gains:
   * their groups are narrow beside the spread between groups.
   */
  private WorkingMenu sharpened(SearchTools tools, WorkingMenu menu) {
    if (!types.anchors().grouped()) {
      return menu;
    }
    WorkingMenu current = menu;
    WorkingMenu best = tools.retargeting.counted(menu);
    for (double width : new double[] {finalWidth() / 3, finalWidth() / 9}) {
      current = tools.polisher.polish(current.copy(), types.all(), width, 30, 1e-5, 2);
      WorkingMenu counted = tools.retargeting.counted(current);
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
    Retargeting rough = team.own().rough;
    List<WorkingMenu> starts =
        team.map(
            scan.starts(plan.starts(), plan.groups(), menu -> rough.retarget(menu, 0)),
            (tools, menu) -> tools.polisher.polish(menu, types.few(), ROUGH_WIDTH, 10, 1e-3, 1));
    rerank(starts);
    List<WorkingMenu> distinct = MenuLists.distinct(starts, starts.size(), SAME);
    List<WorkingMenu> polished =
        team.map(
            MenuLists.diverse(distinct, keep, space), (tools, menu) -> fine(tools, menu, 40, 1));
    rerank(polished);
    return MenuLists.distinct(polished, keep, SAME);
  }

  private WorkingMenu fine(SearchTools tools, WorkingMenu menu, int iterations, int rounds) {
    Polisher polisher = tools.polisher;
    return polisher.narrowed(
        polisher.polish(menu, types.few(), FINE_WIDTH, iterations, 1e-4, rounds), types);
  }

  /** The best expansions of some menus, polished on the subsample. */
  List<WorkingMenu> grown(List<WorkingMenu> bases, int count, int fine) {
    int each = Math.max(4, count / bases.size());
    List<WorkingMenu> chosen = new ArrayList<>();
    for (List<WorkingMenu> menus :
        team.map(bases, List.<WorkingMenu>of(), (tools, base) -> expanded(tools, base, each))) {
      chosen.addAll(menus);
    }
    if (!types.anchors().grouped()) {
      chosen.removeIf(menu -> menu.value < PROMISING * bases.get(0).value);
    }
    return improve(chosen, fine);
  }

  /** The best expansions of a menu, priced on the subsample. */
  private List<WorkingMenu> expanded(SearchTools tools, WorkingMenu base, int count) {
    RayExpansion.Base opened = tools.expansion.base(base);
    List<RayExpansion.Candidate> candidates =
        tools.expansion.singles(opened, sheddingOrder(base), 2);
    if (types.anchors().grouped()) {
      candidates.addAll(tools.bundles.expand(opened));
    }
    candidates.sort(RayExpansion.BEST_FIRST);
    List<WorkingMenu> chosen = varied(candidates, count);
    for (WorkingMenu menu : chosen) {
      double rest = base.value + opened.changeOfOthers(menu);
      menu.value = rest + tools.rough.retarget(menu, base.rays);
    }
    return chosen;
  }

  private double rankWidth() {
    return types.anchors().grouped() ? Polisher.NARROW_WIDTH : RANK_WIDTH;
  }

  /** The best candidates, no more than half of them with the same new bundle. */
  private List<WorkingMenu> varied(List<RayExpansion.Candidate> candidates, int keep) {
    List<WorkingMenu> kept = new ArrayList<>();
    int[] used = new int[space.tasks];
    for (RayExpansion.Candidate candidate : candidates) {
      int task = candidate.shed();
      if (kept.size() < keep && used[task] < (keep + 1) / 2) {
        used[task]++;
        kept.add(candidate.menu());
      }
    }
    return kept;
  }

  private List<WorkingMenu> improve(List<WorkingMenu> candidates, int count) {
    candidates.sort(BEST_FIRST);
    List<WorkingMenu> fine =
        team.map(
            MenuLists.distinct(candidates, count, SAME / 10),
            (tools, menu) -> fine(tools, menu, 25, 3));
    fine.removeIf(menu -> menu.rays < 2);
    fine.sort(BEST_FIRST);
    return fine;
  }

  /** Pairs "everything for j" and "j for q" with the reverse trade forced by polarisation. */
  private List<WorkingMenu> structuralPairs() {
    RayExpansion expansion = team.own().expansion;
    List<RayExpansion.Candidate> candidates = new ArrayList<>();
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
    candidates.sort(RayExpansion.BEST_FIRST);
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

  /** Replaces one ray at a time of the leading menu; what is better on all types leads next. */
  private void swapRays(List<WorkingMenu> leaders) {
    for (int round = 0; round < plan.swaps() && leaders.get(0).rays > 1; round++) {
      WorkingMenu leader = leaders.get(0);
      Polisher polisher = team.own().polisher;
      double value = polisher.value(leader, types.all(), types.few(), rankWidth());
      boolean better = false;
      for (int k = 0; k < leader.rays && !better; k++) {
        WorkingMenu rest = leader.without(k, space);
        rest = polisher.polish(rest, types.few(), FINE_WIDTH, 15, 1e-3, 1);
        rest.value = polisher.value(rest, types.all(), types.few(), rankWidth());
        List<WorkingMenu> grown = grown(List.of(rest), SWAP_ROUGH, 1);
        rerank(grown);
        if (!grown.isEmpty() && grown.get(0).value > value * (1 + SWAP_GAIN)) {
          leaders.add(0, team.own().retargeting.counted(grown.get(0)));
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

  private void rerank(List<WorkingMenu> menus) {
    if (types.all() != types.few()) {
      List<WorkingMenu> unranked = new ArrayList<>(menus);
      unranked.removeIf(menu -> menu.ranked);
      team.map(
          unranked,
          (tools, menu) -> {
            menu.value = tools.polisher.value(menu, types.all(), types.few(), rankWidth());
            menu.ranked = true;
            return menu;
          });
    }
    menus.sort(BEST_FIRST);
  }
}
