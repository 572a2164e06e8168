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
import io.polaray.support.SupportSearch;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bracket.SupportMethods;
import io.polaray.support.bracket.SupportProblems;
import io.polaray.support.bracket.SupportSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The default support functions: every agent's {@link SupportSolver}. */
public final class BracketSupports implements AgentSupports {
  private final MenuClass menuClass;
  private final @Nullable SupportSearch search;

  /** Support functions for menus polarised on the orthant. */
  public BracketSupports() {
    this(MenuClass.ORTHANT, null);
  }

  private BracketSupports(MenuClass menuClass, @Nullable SupportSearch search) {
    this.menuClass = menuClass;
    this.search = search;
  }

  /**
   * Support functions with one's own search and the default bounds. At two tasks the exact price
   * problems are used whatever is given.
   */
  public static BracketSupports searching(SupportSearch search) {
    return new BracketSupports(MenuClass.ORTHANT, search);
  }

  @Override
  public AgentSupports of(MenuClass wanted) {
    return new BracketSupports(wanted, search);
  }

  @Override
  public List<AgentSupport> open(Market market, int types, long seed) {
    List<AgentSupport> supports = new ArrayList<>();
    for (SupportProblem problem : SupportProblems.forMarket(market, types, seed, menuClass)) {
      SupportSolver solver =
          search == null
              ? SupportSolver.of(problem)
              : SupportSolver.of(problem, search, SupportMethods.bounds());
      supports.add(new Bracket(solver));
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
    public long nominalNanos() {
      return solver.nominalNanos();
    }

    @Override
    public void forget() {
      solver.forget();
    }

    @Override
    public Optional<AgentSupport> unused() {
      return Optional.of(new Bracket(solver.unused()));
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
