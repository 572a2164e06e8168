package io.polaray.dual.oracle;

import io.polaray.market.Market;
import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuClass;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.menu.SupportMenus;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bracket.SupportProblems;
import io.polaray.support.bracket.SupportSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The default support functions: every agent's {@link SupportSolver}. */
public final class BracketSupports implements AgentSupports {
  private final MenuClass menuClass;

  /** Support functions for menus polarised on the orthant. */
  public BracketSupports() {
    this(MenuClass.ORTHANT);
  }

  private BracketSupports(MenuClass menuClass) {
    this.menuClass = menuClass;
  }

  @Override
  public AgentSupports of(MenuClass wanted) {
    return new BracketSupports(wanted);
  }

  @Override
  public List<AgentSupport> open(Market market, int types, long seed) {
    List<AgentSupport> supports = new ArrayList<>();
    for (SupportProblem problem : SupportProblems.forMarket(market, types, seed, menuClass)) {
      supports.add(new Bracket(SupportSolver.of(problem)));
    }
    return supports;
  }

  private record Bracket(SupportSolver solver) implements AgentSupport {
    @Override
    public TypeMeasure.Kind measure() {
      return solver.problem().measure().kind();
    }

    @Override
    public MenuColumn search(
        Vector weights, List<MenuColumn> pool, SearchEffort effort, long seed) {
      return solver.search(weights, pool, effort, seed);
    }

    @Override
    public boolean isExact() {
      return solver.isExact();
    }

    @Override
    public UpperBound upperBound(
        Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
      return solver.upperBound(weights, lowerValue, relativeGap, budget);
    }

    @Override
    public Optional<MenuColumn> incumbent(Vector weights) {
      return solver.incumbent(weights);
    }

    @Override
    public Optional<MenuColumn> fit(List<Vector> directions, Vector weights) {
      SupportProblem problem = solver.problem();
      double[][] kappas = directions.stream().map(Vector::toArray).toArray(double[][]::new);
      List<Ray> rays;
      try {
        rays =
            problem.allowsSupportMenus()
                ? SupportMenus.fullExtension(problem.endowment(), kappas, problem.box())
                : ExactMenus.fullExtension(problem.endowment(), kappas);
      } catch (IllegalArgumentException notPolarised) {
        return Optional.empty();
      }
      if (rays.isEmpty()) {
        return Optional.empty();
      }
      double[] probabilities = new double[rays.size()];
      for (int k = 0; k < probabilities.length; k++) {
        probabilities[k] =
            problem.measure().acceptanceProbability(rays.get(k).direction().toArray());
      }
      return Optional.of(MenuColumn.rays(problem.endowment(), rays, probabilities, weights));
    }
  }
}
