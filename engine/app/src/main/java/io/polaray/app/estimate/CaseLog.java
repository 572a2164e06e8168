package io.polaray.app.estimate;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** A log with one row a case, summed cell by cell while it is read. */
final class CaseLog implements CellRows {
  private static final int MAX_TASKS = 1000;
  private static final int MAX_DATE = 10;

  private final CaseFile table;
  private final CostRule cost;
  private final Period period;
  private final int agent;
  private final int task;
  private final int outcome;
  private final int date;
  private final Map<String, Map<String, CellSums>> cells = new HashMap<>();
  private final Set<String> tasks = new HashSet<>();
  private long outside;

  CaseLog(CaseFile table, Header header, Columns columns, CostRule cost, Period period) {
    this.table = table;
    this.cost = cost;
    this.period = period;
    agent = header.column(columns.agent());
    task = header.column(columns.task());
    outcome = header.column(columns.outcome());
    date = period.isAll() ? -1 : header.column(columns.date());
  }

  @Override
  public void accept(CaseFile.Row row) {
    String who = row.field(agent);
    String what = row.field(task);
    OptionalDouble value = Numbers.parse(row.field(outcome));
    if (value.isEmpty()) {
      outcomeProblem(
          row, "is not a number", "write digits with a decimal point, or leave the row out");
      return;
    }
    double caseCost = cost.of(value.getAsDouble());
    if (!CostRule.isUsable(caseCost)) {
      outcomeProblem(row, CostRule.fault(), "change the units, as in --cost 0.001*outcome");
      return;
    }
    Map<String, CellSums> own = cells.get(who);
    boolean hasAgent = own != null || CellTable.isName(table, row.line(), "agent", who);
    boolean hasTask = isTask(row, what);
    if (!hasAgent || !hasTask || !isInside(row)) {
      return;
    }
    if (own == null) {
      own = new HashMap<>();
      cells.put(who, own);
    }
    CellSums sums = own.get(what);
    if (sums == null) {
      own.put(what, new CellSums(caseCost));
    } else {
      sums.add(caseCost);
    }
  }

  @Override
  public String kind() {
    return "case log";
  }

  @Override
  public long outside() {
    return outside;
  }

  @Override
  public CellTable table() {
    Map<String, Map<String, Cell>> result = new HashMap<>();
    cells.forEach(
        (who, own) -> {
          Map<String, Cell> row = new HashMap<>();
          own.forEach((what, sums) -> row.put(what, sums.cell()));
          result.put(who, row);
        });
    return CellTable.of(result);
  }

  private void outcomeProblem(CaseFile.Row row, String fault, String remedy) {
    table.problem(row.line(), "outcome", row.field(outcome), fault, remedy);
  }

  private boolean isInside(CaseFile.Row row) {
    if (date < 0) {
      return true;
    }
    String text = row.field(date);
    try {
      LocalDate day = LocalDate.parse(text.substring(0, Math.min(MAX_DATE, text.length())));
      boolean inside = period.contains(day);
      outside += inside ? 0 : 1;
      return inside;
    } catch (DateTimeException e) {
      table.problem(row.line(), "date", text, "is not a date", "write dates as 2024-12-31");
      return false;
    }
  }

  private boolean isTask(CaseFile.Row row, String what) {
    if (tasks.contains(what)) {
      return true;
    }
    if (!CellTable.isName(table, row.line(), "task", what)) {
      return false;
    }
    if (tasks.size() < MAX_TASKS) {
      tasks.add(what);
      return true;
    }
    table.problem(
        row.line(),
        "task",
        what,
        "is one task type too many, more than " + MAX_TASKS,
        "check that the column holds types of cases and not single cases");
    return false;
  }
}
