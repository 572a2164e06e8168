package io.polaray.app.estimate;

import io.polaray.app.input.PrintableText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Cells by agent and task, both in name order (the order of UTF-16 code units).
 *
 * @param agents names
 * @param tasks names
 * @param rows one list of cells an agent, one cell a task
 */
record CellTable(List<String> agents, List<String> tasks, List<List<Cell>> rows) {
  private static final int MAX_NAME_LENGTH = 200;

  CellTable {
    agents = List.copyOf(agents);
    tasks = List.copyOf(tasks);
    rows = List.copyOf(rows);
  }

  static CellTable of(Map<String, Map<String, Cell>> cells) {
    TreeMap<String, Integer> names = new TreeMap<>();
    cells.values().forEach(row -> row.keySet().forEach(task -> names.put(task, 0)));
    List<String> tasks = List.copyOf(names.keySet());
    List<String> agents = new ArrayList<>();
    List<List<Cell>> rows = new ArrayList<>();
    for (Map.Entry<String, Map<String, Cell>> agent : new TreeMap<>(cells).entrySet()) {
      agents.add(agent.getKey());
      rows.add(
          tasks.stream().map(task -> agent.getValue().getOrDefault(task, Cell.EMPTY)).toList());
    }
    return new CellTable(agents, tasks, rows);
  }

  /** Whether a field can be the name of an agent or a task; says so if it cannot. */
  static boolean isName(CaseFile table, long line, String column, String name) {
    if (name.isEmpty()) {
      table.problem(line, column, "", "is empty", "give every row its " + column);
      return false;
    }
    String unprintable = PrintableText.firstUnprintable(name);
    if (!unprintable.isEmpty()) {
      table.problem(
          line, column, name, "holds the invisible character " + unprintable, "remove it");
      return false;
    }
    if (name.length() > MAX_NAME_LENGTH) {
      table.problem(
          line,
          column,
          name,
          "has " + name.length() + " characters",
          "use at most " + MAX_NAME_LENGTH);
      return false;
    }
    return true;
  }

  Cell cell(int agent, int task) {
    return rows.get(agent).get(task);
  }

  long cases() {
    return rows.stream().flatMap(List::stream).mapToLong(Cell::cases).sum();
  }

  /** The table without the agents that fail the test; tasks nobody is left on are left out. */
  CellTable keepAgents(Predicate<List<Cell>> test) {
    Map<String, Map<String, Cell>> kept = new HashMap<>();
    for (int j = 0; j < agents.size(); j++) {
      if (test.test(rows.get(j))) {
        Map<String, Cell> row = new HashMap<>();
        for (int i = 0; i < tasks.size(); i++) {
          if (cell(j, i).cases() > 0) {
            row.put(tasks.get(i), cell(j, i));
          }
        }
        kept.put(agents.get(j), row);
      }
    }
    return of(kept);
  }
}
