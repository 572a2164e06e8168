package io.polaray.support.bracket;

import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.SupportSearch;
import io.polaray.support.bound.ComponentBound;
import io.polaray.support.bound.ConditionalTailBound;
import io.polaray.support.bound.FullInformationBound;
import io.polaray.support.bound.MedianChordBound;
import io.polaray.support.bound.RayCellBound;
import io.polaray.support.bound.TailBound;
import io.polaray.support.bound.TypeListBound;
import io.polaray.support.frontier.ExchangeRateBound;
import io.polaray.support.frontier.WinnerTreeBound;
import io.polaray.support.screening.BayesianCellBound;
import io.polaray.support.screening.BayesianTypeBound;
import io.polaray.support.search.BoxMenuSearch;
import io.polaray.support.search.MenuSearch;
import java.util.List;

/** The default search and bounds for three and more tasks. */
public final class SupportMethods {
  private static final SupportSearch SEARCH = MenuSearch.of();
  private static final SupportSearch WIDER_SEARCH = BoxMenuSearch.of(MenuSearch.of());
  private static final int WINNER_TREE_TASKS = 5;
  private static final int EXCHANGE_RATE_TASKS = 5;
  private static final int MAX_LIST_CELLS = 200_000;
  private static final long MAX_LISTED_TYPES = 20_000_000;

  private SupportMethods() {}

  /** The default search for menus polarised on the orthant. */
  public static SupportSearch search() {
    return SEARCH;
  }

  /** The default search for the class of menus that a problem allows. */
  public static SupportSearch search(SupportProblem problem) {
    return problem.allowsSupportMenus() ? WIDER_SEARCH : SEARCH;
  }

  /**
   * The default bounds in the order in which they are asked. The chord to the median takes
   * microseconds and does not close. For uniform boxes the tree over winners is the quick one from
   * five tasks on (for mixtures component by component), the tree over exchange rates is quick at
   * five to seven where it closes, ray cells converge; for finitely many types the lists of
   * undecided types converge. The conditional tail and full information do not, and are asked where
   * nothing before them was close enough. The Bayesian bounds are for menus polarised on the
   * support alone.
   */
  public static List<SupportBound> bounds() {
    return List.of(
        new MedianChordBound(),
        ComponentBound.of(new MedianChordBound()),
        WinnerTreeBound.from(WINNER_TREE_TASKS),
        ComponentBound.of(WinnerTreeBound.from(WINNER_TREE_TASKS)),
        ExchangeRateBound.from(EXCHANGE_RATE_TASKS),
        RayCellBound.standard(),
        TypeListBound.withLimits(MAX_LIST_CELLS, MAX_LISTED_TYPES),
        new ConditionalTailBound(),
        ComponentBound.of(new ConditionalTailBound()),
        new FullInformationBound(),
        new TailBound(),
        new BayesianTypeBound(),
        new BayesianCellBound());
  }
}
