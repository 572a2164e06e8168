package io.polaray.support.bracket;

import io.polaray.menu.MenuColumn;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportSearch;
import java.util.List;

/** The default search and bounds for three and more tasks. */
public final class SupportMethods {
  private SupportMethods() {}

  /** The default search. */
  public static SupportSearch search() {
    return (problem, weights, pool, effort, seed) -> {
      MenuColumn best = MenuColumn.statusQuo(problem.endowment());
      MenuColumn remedial = MenuColumn.remedial(problem.endowment(), weights);
      return remedial.value(weights) > best.value(weights) ? remedial : best;
    };
  }

  /** The default bounds, cheap ones first. */
  public static List<SupportBound> bounds() {
    return List.of();
  }
}
