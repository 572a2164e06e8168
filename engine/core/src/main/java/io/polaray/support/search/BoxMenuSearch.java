package io.polaray.support.search;

import io.polaray.menu.MenuColumn;
import io.polaray.menu.Polarisation;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeSample;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.SupportSearch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Search for menus whose rays are polarised on the box of the types, a larger class than that of
 * menus polarised on the orthant: negative supports may overlap and there may be more rays than
 * tasks.
 *
 * <p>It starts from the best menu polarised on the orthant, which belongs to the class, from stored
 * columns, and from random menus, and never returns less than any of them. Results depend on the
 * arguments alone; safe for use by many threads.
 */
public final class BoxMenuSearch implements SupportSearch {
  private final SupportSearch orthant;
  private final Map<TypeSample, PreparedTypes> prepared =
      Collections.synchronizedMap(new WeakHashMap<>());

  private BoxMenuSearch(SupportSearch orthant) {
    this.orthant = orthant;
  }

  /**
   * A search.
   *
   * @param orthant finds menus polarised on the orthant to start from
   */
  public static BoxMenuSearch of(SupportSearch orthant) {
    return new BoxMenuSearch(orthant);
  }

  @Override
  public MenuColumn search(
      SupportProblem problem,
      Vector weights,
      List<MenuColumn> pool,
      SearchEffort effort,
      long seed) {
    List<MenuColumn> narrow = new ArrayList<>();
    for (MenuColumn column : pool) {
      if (Polarisation.holds(column.choices().stream().map(RayChoice::ray).toList())) {
        narrow.add(column);
      }
    }
    MenuColumn found = orthant.search(problem, weights, narrow, effort, seed);
    if (!problem.allowsSupportMenus() || !Baseline.raysCanPay(problem.endowment(), weights)) {
      return found;
    }
    List<MenuColumn> known = new ArrayList<>(pool);
    known.add(found);
    MenuColumn best = Baseline.best(problem.endowment(), weights, known);
    PreparedTypes types = prepared.computeIfAbsent(problem.sample(), PreparedTypes::of);
    return new BoxMenuRun(problem, weights, types, BoxMenuPlan.of(effort))
        .improve(best, pool, seed);
  }
}
