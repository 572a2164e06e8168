package io.polaray.support.search;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One search: from starts through a beam over added rays to columns valued by the measure. */
final class SearchRun {
  private static final int MAX_RAYS = 6;
  private static final int EXACT_TASKS = 6;
  private static final double CLOSE = 0.995;

  private final SupportProblem problem;
  private final Vector weights;
  private final PreparedTypes types;
  private final int maxRays;

  SearchRun(SupportProblem problem, Vector weights, PreparedTypes types) {
    this.problem = problem;
    this.weights = weights;
    this.types = types;
    this.maxRays = Math.min(MAX_RAYS, problem.tasks());
  }

  MenuColumn solve(List<MenuColumn> pool, SearchEffort effort, long seed) {
    MenuColumn best = Baseline.best(problem.endowment(), weights, pool);
    if (!Baseline.raysCanPay(problem.endowment(), weights)) {
      return best;
    }
    SearchSpace space = new SearchSpace(problem.endowment(), weights, types.all());
    SearchWork work = new SearchWork(space.tasks, maxRays);
    boolean warm = effort == SearchEffort.WARM;
    MenuFinisher finisher = new MenuFinisher(problem, weights, space, types.few(), work, warm);
    if (effort == SearchEffort.QUICK) {
      for (WorkingMenu menu : quickFinalists(pool, space, work)) {
        MenuColumn column = finisher.valued(menu);
        best = column.value(weights) > best.value(weights) ? column : best;
      }
      return best;
    }
    List<WorkingMenu> finalists = List.of();
    if (warm) {
      SearchPlan plan = SearchPlan.of(SearchEffort.WARM);
      ColdSolve cold = new ColdSolve(space, types, work, plan, maxRays);
      finalists = new WarmSolve(space, types, work, plan, cold, maxRays).finalists(pool, weights);
    }
    if (finalists.isEmpty()) {
      SearchPlan plan = SearchPlan.of(warm ? SearchEffort.COLD : effort);
      if (types.anchors().grouped()) {
        plan = plan.forGroups();
      }
      if (MenuFinisher.isSmooth(problem.measure()) && space.tasks <= EXACT_TASKS) {
        plan = plan.forExactMeasure();
      }
      finalists = new ColdSolve(space, types, work, plan, maxRays).finalists(seed);
    }
    List<MenuColumn> columns = new ArrayList<>();
    for (WorkingMenu menu : finalists) {
      columns.add(finisher.finish(menu));
    }
    columns.sort(Comparator.comparingDouble(column -> -column.value(weights)));
    double statusQuo = weights.dot(problem.endowment());
    double leading = columns.isEmpty() ? 0 : columns.get(0).value(weights) - statusQuo;
    for (MenuColumn column : columns) {
      if (column.value(weights) - statusQuo >= CLOSE * leading) {
        MenuColumn priced = finisher.priced(column);
        best = priced.value(weights) > best.value(weights) ? priced : best;
      }
    }
    return best;
  }

  private List<WorkingMenu> quickFinalists(
      List<MenuColumn> pool, SearchSpace space, SearchWork work) {
    SearchPlan plan = SearchPlan.of(SearchEffort.QUICK);
    ColdSolve cold = new ColdSolve(space, types, work, plan, maxRays);
    return new WarmSolve(space, types, work, plan, cold, maxRays).quick(pool, weights);
  }
}
