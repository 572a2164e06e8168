package io.polaray.app.estimate;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.core.Sum;

/**
 * Empirical-Bayes estimate of the mean cost of each agent on each task.
 *
 * <p>Source of the between-agent variance: DerSimonian and Laird (1986), Controlled Clinical Trials
 * 7, 177-188, doi:10.1016/0197-2456(86)90046-2.
 */
final class Shrinkage {
  /*
   * For one task, over the agents j with n_j >= 1 cases, mean y_j and squared deviations SS_j:
   *
   *   s^2   = sum SS_j / sum (n_j - 1)                  a variance pooled with weights n_j - 1
   *   mu    = sum n_j y_j / sum n_j
   *   tau^2 = max(0, (Q - (k - 1)) / C)                 with weights w_j = n_j / s^2 in
   *           Q = sum w_j (y_j - mu)^2,  C = sum w_j - sum w_j^2 / sum w_j
   *   pi_j  = mu + B_j (y_j - mu),  B_j = tau^2 / (tau^2 + s^2 / n_j)
   *
   * Q and C are both computed with n_j in the place of w_j; s^2 then moves into the numerator,
   * (Q' - (k - 1) s^2) / C', and nothing is divided by it. Outcomes that never vary within an agent
   * (s^2 = 0) need no case of their own: the agents' means are then exact and keep weight 1.
   */
  private Shrinkage() {}

  /** Variance components of one task; needs an agent with two cases or more. */
  static TaskVariance components(CellTable table, int task) {
    Sum total = Sum.create();
    Sum squares = Sum.create();
    Sum countSquares = Sum.create();
    long cases = 0;
    int agents = 0;
    for (int j = 0; j < table.agents().size(); j++) {
      Cell cell = table.cell(j, task);
      if (cell.cases() > 0) {
        agents++;
        cases += cell.cases();
        total.addProduct((double) cell.cases(), cell.mean());
        squares.add(cell.squares());
        countSquares.addProduct((double) cell.cases(), (double) cell.cases());
      }
    }
    double mean = total.getAsDouble() / cases;
    double within = squares.getAsDouble() / (cases - agents);
    Sum spread = Sum.create();
    for (int j = 0; j < table.agents().size(); j++) {
      Cell cell = table.cell(j, task);
      double distance = cell.mean() - mean;
      spread.addProduct((double) cell.cases(), distance * distance);
    }
    double q = spread.getAsDouble();
    double c = cases - countSquares.getAsDouble() / cases;
    double between = c > 0 ? Math.max(0, (q - (agents - 1) * within) / c) : 0;
    double cochranQ = q == 0 ? 0 : q / within;
    return new TaskVariance(
        table.tasks().get(task), agents, cases, mean, within, between, cochranQ);
  }

  /** Every task that has no agent with two cases, so that s^2 cannot be told. */
  static List<String> withoutRepeats(CellTable table) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < table.tasks().size(); i++) {
      int task = i;
      if (table.rows().stream().noneMatch(row -> row.get(task).cases() > 1)) {
        names.add(table.tasks().get(i));
      }
    }
    return names;
  }

  /** The estimate for all cells; thin cells get the mean of their task. */
  static Estimate of(CellTable table, ThinCells thin) {
    List<TaskVariance> components = new ArrayList<>();
    for (int i = 0; i < table.tasks().size(); i++) {
      components.add(components(table, i));
    }
    List<List<ShrunkCell>> cells = new ArrayList<>();
    for (int j = 0; j < table.agents().size(); j++) {
      List<ShrunkCell> row = new ArrayList<>();
      for (int i = 0; i < table.tasks().size(); i++) {
        TaskVariance variance = components.get(i);
        Cell cell = table.cell(j, i);
        double weight = thin.isThin(cell) ? 0 : variance.weight(cell.cases());
        row.add(new ShrunkCell(weight, variance.mean() + weight * (cell.mean() - variance.mean())));
      }
      cells.add(List.copyOf(row));
    }
    return new Estimate(table, components, cells);
  }
}
