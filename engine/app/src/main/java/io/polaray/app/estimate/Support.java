package io.polaray.app.estimate;

import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which agents make the market, and which of their cells are thin.
 *
 * @param kept the cells of the agents in the market
 * @param dropped agents left out
 * @param thin the thin cells of all agents, with what was done about each
 */
record Support(CellTable kept, List<String> dropped, List<ThinCell> thin) {
  Support {
    dropped = List.copyOf(dropped);
    thin = List.copyOf(thin);
  }

  /**
   * A cell with too few cases.
   *
   * @param choice what was done, for people
   */
  record ThinCell(String agent, String task, long cases, String choice) {}

  /** Applies the choice about thin cells and checks that a market is left. */
  static Support of(Path source, CellTable table, ThinCells rule) {
    boolean drop = rule.action() == ThinCells.Action.DROP;
    List<String> dropped = new ArrayList<>();
    List<ThinCell> thin = new ArrayList<>();
    for (int j = 0; j < table.agents().size(); j++) {
      String agent = table.agents().get(j);
      if (drop && table.rows().get(j).stream().anyMatch(rule::isThin)) {
        dropped.add(agent);
      }
      for (int i = 0; i < table.tasks().size(); i++) {
        Cell cell = table.cell(j, i);
        if (rule.isThin(cell)) {
          String choice = drop ? "agent dropped" : "mean of the task";
          thin.add(new ThinCell(agent, table.tasks().get(i), cell.cases(), choice));
        }
      }
    }
    CellTable kept = drop ? table.keepAgents(row -> row.stream().noneMatch(rule::isThin)) : table;
    check(source, table, kept);
    return new Support(kept, dropped, thin);
  }

  private static void check(Path source, CellTable table, CellTable kept) {
    ProblemList problems = new ProblemList();
    String file = source.toString();
    if (table.agents().isEmpty()) {
      problems.add(problem(file, "", "", "holds no case", "give at least one row"));
    } else if (kept.agents().isEmpty()) {
      problems.add(
          problem(file, "", "", "every agent has a thin cell", "lower --min-cases or use --pool"));
    } else if (kept.tasks().size() < 2) {
      problems.add(
          problem(
              file,
              "task",
              kept.tasks().get(0),
              "is the only task type",
              "a market needs two or more"));
    }
    for (String task : Shrinkage.withoutRepeats(kept)) {
      problems.add(
          problem(
              file,
              "task",
              task,
              "has no agent with two cases, so that noise cannot be told from skill",
              "add cases, or merge it with another task"));
    }
    problems.throwIfAny();
  }

  private static Problem problem(
      String file, String place, String value, String fault, String remedy) {
    return new Problem(file, place, 0, 0, value, fault, remedy);
  }
}
