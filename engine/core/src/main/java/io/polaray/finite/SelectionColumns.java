package io.polaray.finite;

import io.polaray.finite.selection.SelectionProblem;
import io.polaray.market.Agent;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.core.Sum;

/**
 * The linear program of a selection, column by column.
 *
 * <p>A group that chose a ray has one column, in people; a group with the remedial set has one
 * column a task that it holds, in tasks taken away.
 */
public final class SelectionColumns {
  private static final int ALONG_RAY = -1;

  /** Endowments that are off from the instances by no more than this allocate them exactly. */
  private static final double BALANCE_RELATIVE_TOLERANCE = 1e-9;

  private final List<ChoiceGroup> groups;
  private final SelectionProblem problem;
  private final List<Column> columns;

  private record Column(int group, int task) {}

  private SelectionColumns(
      List<ChoiceGroup> groups, SelectionProblem problem, List<Column> columns) {
    this.groups = groups;
    this.problem = problem;
    this.columns = columns;
  }

  /** The program whose objective is the change of social cost against the endowments. */
  public static SelectionColumns of(List<ChoiceGroup> groups, Vector instances) {
    int tasks = instances.size();
    SelectionProblem.Builder builder = SelectionProblem.builder(tasks, groups.size());
    List<Column> columns = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      ChoiceGroup group = groups.get(g);
      Agent agent = group.agent();
      if (group.chosen() instanceof TradingSet.AlongRay along) {
        Vector direction = along.ray().direction();
        builder.add(
            direction.toArray(), agent.socialCost().dot(direction), (double) group.people());
        columns.add(new Column(g, ALONG_RAY));
      } else if (group.chosen() instanceof TradingSet.Remedial) {
        for (int i = 0; i < tasks; i++) {
          if (agent.endowment().get(i) > 0) {
            double[] unit = new double[tasks];
            unit[i] = -1;
            double held = group.people() * agent.endowment().get(i);
            builder.add(unit, -agent.socialCost().get(i), held);
            columns.add(new Column(g, i));
          }
        }
      }
    }
    for (int i = 0; i < tasks; i++) {
      Sum sum = Sum.of(instances.get(i));
      double size = Math.abs(instances.get(i));
      for (ChoiceGroup group : groups) {
        sum.addProduct(-(double) group.people(), group.agent().endowment().get(i));
      }
      double missing = sum.getAsDouble();
      if (Math.abs(missing) > BALANCE_RELATIVE_TOLERANCE * Math.max(size, Double.MIN_NORMAL)) {
        builder.clearing(i, missing);
      }
    }
    return new SelectionColumns(List.copyOf(groups), builder.build(), columns);
  }

  /** The linear program. */
  public SelectionProblem problem() {
    return problem;
  }

  /** The group of a column, an index into the groups given. */
  public int group(int column) {
    return columns.get(column).group();
  }

  /** The task that a column takes away; -1 for the column of a ray. */
  public int task(int column) {
    return columns.get(column).task();
  }

  /**
   * How each group as a whole leaves its endowments.
   *
   * @param extents one number a column
   */
  public List<Vector> movements(Vector extents) {
    double[][] movements = new double[groups.size()][problem.tasks()];
    for (int c = 0; c < columns.size(); c++) {
      double[] movement = movements[columns.get(c).group()];
      for (int i = 0; i < movement.length; i++) {
        movement[i] += extents.get(c) * problem.direction(c, i);
      }
    }
    List<Vector> vectors = new ArrayList<>();
    for (double[] movement : movements) {
      vectors.add(Vector.of(movement));
    }
    return vectors;
  }
}
