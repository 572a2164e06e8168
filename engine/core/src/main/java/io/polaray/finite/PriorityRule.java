package io.polaray.finite;

import io.polaray.finite.selection.SelectionProblem;
import io.polaray.finite.selection.SelectionSolution;
import io.polaray.finite.selection.SelectionSolver;
import io.polaray.numeric.Vector;
import java.util.List;

/**
 * A priority rule: the first group is moved as far along what it chose as the market allows, then
 * the second as far as that leaves room, and so on; social cost does not count.
 *
 * <p>One linear program a group. Unlike the optimal rule, this one may cost more than the status
 * quo.
 */
public final class PriorityRule implements SelectionRule {
  private static final SelectionSolver SOLVER = SelectionSolver.create();

  private PriorityRule() {}

  /** The rule that goes by the order of the groups. */
  public static PriorityRule inOrder() {
    return new PriorityRule();
  }

  @Override
  public Selection select(List<ChoiceGroup> groups, Vector instances) {
    SelectionColumns columns = SelectionColumns.of(groups, instances);
    SelectionProblem problem = columns.problem();
    double[] settled = new double[problem.size()];
    int from = 0;
    while (from < problem.size()) {
      int to = from;
      while (to < problem.size() && columns.group(to) == columns.group(from)) {
        to++;
      }
      SelectionSolution best = SOLVER.solve(stage(problem, settled, from, to));
      if (best.status() != SelectionSolution.Status.OPTIMAL) {
        return Selection.none(best.status(), groups, Vector.zeros(instances.size()));
      }
      for (int c = from; c < to; c++) {
        settled[c] = best.extent(c);
      }
      from = to;
    }
    return Selection.of(
        groups, columns.movements(Vector.of(settled)), instances, Vector.zeros(instances.size()));
  }

  /**
   * The program that moves the columns {@code from .. to - 1} as far as possible, with everything
   * before them settled.
   */
  private static SelectionProblem stage(
      SelectionProblem problem, double[] settled, int from, int to) {
    SelectionProblem.Builder builder = SelectionProblem.builder(problem.tasks(), problem.size());
    double[] clearing = problem.clearing().toArray();
    double[] direction = new double[problem.tasks()];
    for (int c = 0; c < problem.size(); c++) {
      for (int i = 0; i < direction.length; i++) {
        direction[i] = problem.direction(c, i);
        clearing[i] -= c < from ? settled[c] * direction[i] : 0;
      }
      builder.add(direction, c < to ? -1 : 0, c < from ? 0 : problem.limit(c));
    }
    for (int i = 0; i < clearing.length; i++) {
      builder.clearing(i, clearing[i]);
    }
    return builder.build();
  }
}
