package io.polaray.finite;

import io.polaray.finite.selection.SelectionSolution;
import io.polaray.finite.selection.SelectionSolver;
import io.polaray.numeric.Vector;
import java.util.List;

/**
 * The ex-post optimal rule: the cheapest market-clearing allocation within the chosen sets (paper,
 * Corollary 3). When the endowments allocate all instances, social cost never exceeds theirs,
 * whatever people prefer and choose (section 3.1).
 */
public final class ExPostOptimal implements SelectionRule {
  private static final SelectionSolver SOLVER = SelectionSolver.create();

  private final Vector startPrices;

  private ExPostOptimal(Vector startPrices) {
    this.startPrices = startPrices;
  }

  /** The rule for a market with the given number of tasks. */
  public static ExPostOptimal of(int tasks) {
    return new ExPostOptimal(Vector.zeros(tasks));
  }

  /** The rule, searching from prices that are about right, such as those of a large market. */
  public static ExPostOptimal startingAt(Vector prices) {
    return new ExPostOptimal(prices);
  }

  @Override
  public Selection select(List<ChoiceGroup> groups, Vector instances) {
    SelectionColumns columns = SelectionColumns.of(groups, instances);
    SelectionSolution solution = SOLVER.solve(columns.problem(), startPrices);
    if (solution.status() != SelectionSolution.Status.OPTIMAL
        && solution.status() != SelectionSolution.Status.FEASIBLE) {
      return Selection.none(solution.status(), groups, solution.prices());
    }
    return Selection.of(
        groups, columns.movements(solution.extents()), instances, solution.prices());
  }
}
