package io.polaray.support.search;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkCrew;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One search: from starts through a beam over added rays to columns valued by the measure. */
final class SearchRun {
  private static final int MAX_RAYS = 6;
  private static final int EXACT_TASKS = 6;
  private static final double CLOSE = 0.995;

  private final SupportProblem problem;
  private final Vector weights;
  private final PreparedTypes types;
  private final int maxRays;
  private final WorkCrew crew = new WorkCrew();

  SearchRun(SupportProblem problem, Vector weights, PreparedTypes types) {
    this.problem = problem;
    this.weights = weights;
    this.types = types;
    this.maxRays = Math.min(MAX_RAYS, problem.tasks());
  }

  MenuColumn solve(List<MenuColumn> pool, SearchEffort effort, long seed) {
    try {
      return search(pool, effort, seed);
    } finally {
      crew.rest();
    }
  }

  private MenuColumn search(List<MenuColumn> pool, SearchEffort effort, long seed) {
    MenuColumn best = Baseline.best(problem.endowment(), weights, pool);
    if (!Baseline.raysCanPay(problem.endowment(), weights)) {
      return best;
    }
    SearchSpace space = new SearchSpace(problem.endowment(), weights, types.all());
    SearchPlan quickPlan = SearchPlan.of(SearchEffort.QUICK);
    if (effort == SearchEffort.POLISH) {
      WorkingMenu menu = bestStored(pool, space);
      if (menu != null) {
        SearchTools tools = team(space, quickPlan).own();
        MenuColumn column = finisher(space, tools, false).polished(menu);
        return column.value(weights) > best.value(weights) ? column : best;
      }
    }
    if (effort == SearchEffort.QUICK || effort == SearchEffort.POLISH) {
      SearchTeam team = team(space, quickPlan);
      ColdSolve cold = new ColdSolve(space, types, team, quickPlan, maxRays);
      WarmSolve solve = new WarmSolve(space, types, team.own(), quickPlan, cold, maxRays);
      for (WorkingMenu menu : solve.quick(pool, weights)) {
        MenuColumn column = finisher(space, team.own(), false).valued(menu);
        best = column.value(weights) > best.value(weights) ? column : best;
      }
      return best;
    }
    boolean warm = effort == SearchEffort.WARM;
    SearchPlan plan = SearchPlan.of(SearchEffort.WARM);
    SearchTeam team = team(space, plan);
    List<WorkingMenu> finalists = List.of();
    if (warm) {
      ColdSolve cold = new ColdSolve(space, types, team, plan, maxRays);
      finalists =
          new WarmSolve(space, types, team.own(), plan, cold, maxRays).finalists(pool, weights);
    }
    if (finalists.isEmpty()) {
      plan = coldPlan(space, warm ? SearchEffort.COLD : effort);
      team = team(space, plan);
      finalists = new ColdSolve(space, types, team, plan, maxRays).finalists(seed);
    }
    List<MenuColumn> columns =
        team.map(finalists, best, (tools, menu) -> finisher(space, tools, warm).finish(menu));
    columns.sort(Comparator.comparingDouble(column -> -column.value(weights)));
    double statusQuo = weights.dot(problem.endowment());
    double leading = columns.isEmpty() ? 0 : columns.get(0).value(weights) - statusQuo;
    columns.removeIf(column -> column.value(weights) - statusQuo < CLOSE * leading);
    for (MenuColumn priced :
        team.map(columns, best, (tools, column) -> priced(space, tools, column, warm))) {
      best = priced.value(weights) > best.value(weights) ? priced : best;
    }
    return best;
  }

  private MenuColumn priced(SearchSpace space, SearchTools tools, MenuColumn column, boolean warm) {
    MenuFinisher finisher = finisher(space, tools, warm);
    MenuColumn priced = finisher.priced(column);
    return warm ? priced : finisher.completed(priced, tools.expansion, maxRays);
  }

  private SearchTeam team(SearchSpace space, SearchPlan plan) {
    return new SearchTeam(crew, () -> new SearchTools(space, types, plan, maxRays));
  }

  private MenuFinisher finisher(SearchSpace space, SearchTools tools, boolean warm) {
    return new MenuFinisher(problem, weights, space, types.few(), tools.work, warm);
  }

  private SearchPlan coldPlan(SearchSpace space, SearchEffort effort) {
    SearchPlan plan = SearchPlan.of(effort);
    if (types.anchors().grouped()) {
      plan = plan.forGroups(space.tasks);
    }
    boolean exact = MenuFinisher.isSmooth(problem.measure()) && space.tasks <= EXACT_TASKS;
    return exact ? plan.forExactMeasure() : plan;
  }

  /** The best column of the pool that has rays, null when none has. */
  private @Nullable WorkingMenu bestStored(List<MenuColumn> pool, SearchSpace space) {
    WorkingMenu best = null;
    double bestValue = Double.NEGATIVE_INFINITY;
    for (MenuColumn column : pool) {
      double value = column.value(weights);
      if (value > bestValue) {
        WorkingMenu menu = MenuReader.read(column, space, maxRays);
        best = menu == null ? best : menu;
        bestValue = menu == null ? bestValue : value;
      }
    }
    return best;
  }
}
