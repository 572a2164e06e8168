package io.polaray.support.search;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeSample;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.SupportSearch;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The general search for menus of large value: any number of rays, each shedding any number of
 * tasks (paper, section 4.2).
 *
 * <p>Stateless but for a weak cache of converted type samples, which has no influence on results;
 * safe for use by many threads. Results depend on the arguments alone.
 */
public final class MenuSearch implements SupportSearch {
  private final Map<TypeSample, PreparedTypes> prepared =
      Collections.synchronizedMap(new WeakHashMap<>());

  private MenuSearch() {}

  /** A search with default settings. */
  public static MenuSearch of() {
    return new MenuSearch();
  }

  @Override
  public MenuColumn search(
      SupportProblem problem,
      Vector weights,
      List<MenuColumn> pool,
      SearchEffort effort,
      long seed) {
    return new SearchRun(problem, weights, prepare(problem.sample())).solve(pool, effort, seed);
  }

  private PreparedTypes prepare(TypeSample sample) {
    return prepared.computeIfAbsent(sample, PreparedTypes::of);
  }
}
