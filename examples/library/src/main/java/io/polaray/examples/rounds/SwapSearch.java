package io.polaray.examples.rounds;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.SupportSearch;
import java.util.ArrayList;
import java.util.List;

/**
 * Own search: the best single swap of one task for one other, over a grid of exchange rates.
 * Whatever a search returns must exist; how good it is decides what is saved, never what is proved.
 */
public final class SwapSearch implements SupportSearch {
  private static final int STEPS = 40;
  private static final double LEAST_RATE = 0.25;
  private static final double RATIO = 1.07;

  /** A search. */
  public SwapSearch() {}

  @Override
  public MenuColumn search(
      SupportProblem problem,
      Vector weights,
      List<MenuColumn> pool,
      SearchEffort effort,
      long seed) {
    Vector endowment = problem.endowment();
    List<MenuColumn> candidates = new ArrayList<>(pool);
    candidates.add(MenuColumn.statusQuo(endowment));
    candidates.add(MenuColumn.remedial(endowment, weights));
    for (int give = 0; give < problem.tasks(); give++) {
      for (int take = 0; take < problem.tasks(); take++) {
        if (give != take && endowment.get(give) > 0) {
          candidates.add(bestSwap(problem, weights, give, take));
        }
      }
    }
    MenuColumn best = candidates.get(0);
    for (MenuColumn candidate : candidates) {
      best = candidate.value(weights) > best.value(weights) ? candidate : best;
    }
    return best;
  }

  private static MenuColumn bestSwap(SupportProblem problem, Vector weights, int give, int take) {
    MenuColumn best = MenuColumn.statusQuo(problem.endowment());
    double rate = LEAST_RATE;
    for (int step = 0; step < STEPS; step++, rate *= RATIO) {
      double[] kappa = new double[problem.tasks()];
      kappa[give] = -1;
      kappa[take] = rate;
      List<Ray> rays = ExactMenus.fullExtension(problem.endowment(), new double[][] {kappa});
      double[] chosen = {
        problem.measure().acceptanceProbability(rays.get(0).direction().toArray())
      };
      MenuColumn column = MenuColumn.rays(problem.endowment(), rays, chosen, weights);
      best = column.value(weights) > best.value(weights) ? column : best;
    }
    return best;
  }
}
