package io.polaray.app.estimate;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** A table with one row a cell: number of cases, mean and sample standard deviation. */
final class Aggregate implements CellRows {
  private static final double MAX_CASES = 1e15;

  private final CaseFile table;
  private final CostRule cost;
  private final int agent;
  private final int task;
  private final int cases;
  private final int mean;
  private final int deviation;
  private final Map<String, Map<String, Cell>> cells = new HashMap<>();
  private final Map<String, Map<String, Long>> lines = new HashMap<>();

  Aggregate(CaseFile table, Header header, CostRule cost) {
    this.table = table;
    this.cost = cost;
    agent = header.column("agent");
    task = header.column("task");
    cases = header.column("n");
    mean = header.column("mean");
    deviation = header.column("sd");
  }

  /** Whether the header is that of an aggregate. */
  static boolean recognises(Header header) {
    return header.has("n") && header.has("mean");
  }

  @Override
  public void accept(CaseFile.Row row) {
    String who = row.field(agent);
    String what = row.field(task);
    boolean hasAgent = CellTable.isName(table, row.line(), "agent", who);
    boolean hasTask = CellTable.isName(table, row.line(), "task", what);
    OptionalDouble count = count(row);
    OptionalDouble centre = Numbers.parse(row.field(mean));
    if (centre.isEmpty()) {
      table.problem(
          row.line(),
          "mean_outcome",
          row.field(mean),
          "is not a number",
          "write digits with a decimal point");
    }
    OptionalDouble spread = spread(row, count.orElse(Double.NaN));
    if (!hasAgent
        || !hasTask
        || count.isEmpty()
        || centre.isEmpty()
        || spread.isEmpty()
        || !isNew(row, who, what)) {
      return;
    }
    double caseCost = cost.of(centre.getAsDouble());
    double sd = Math.abs(cost.slope()) * spread.getAsDouble();
    if (!CostRule.isUsable(caseCost) || !CostRule.isUsable(sd)) {
      table.problem(
          row.line(),
          "mean_outcome",
          row.field(mean),
          CostRule.fault(),
          "change the units, as in --cost 0.001*outcome");
      return;
    }
    Cell cell =
        new Cell((long) count.getAsDouble(), caseCost, (count.getAsDouble() - 1) * (sd * sd));
    cells.computeIfAbsent(who, name -> new HashMap<>()).put(what, cell);
  }

  @Override
  public String kind() {
    return "aggregate";
  }

  @Override
  public CellTable table() {
    return CellTable.of(cells);
  }

  @Override
  public long outside() {
    return 0;
  }

  private OptionalDouble count(CaseFile.Row row) {
    OptionalDouble count = Numbers.parse(row.field(cases));
    double n = count.orElse(0);
    if (n >= 1 && n <= MAX_CASES && n == StrictMath.rint(n)) {
      return count;
    }
    table.problem(
        row.line(),
        "n_cases",
        row.field(cases),
        "is not a whole number of at least 1",
        "count the cases of the cell, or leave the row out when there are none");
    return OptionalDouble.empty();
  }

  private OptionalDouble spread(CaseFile.Row row, double n) {
    String text = row.field(deviation);
    if (n == 1 && Numbers.missing(text)) {
      return OptionalDouble.of(0);
    }
    OptionalDouble sd = Numbers.parse(text);
    if (sd.isPresent() && sd.getAsDouble() >= 0) {
      return sd;
    }
    table.problem(
        row.line(),
        "sd_outcome",
        text,
        "is not a number of at least 0",
        "give the sample standard deviation; it may be missing only in a cell of one case");
    return OptionalDouble.empty();
  }

  private boolean isNew(CaseFile.Row row, String who, String what) {
    Long earlier =
        lines.computeIfAbsent(who, name -> new HashMap<>()).putIfAbsent(what, row.line());
    if (earlier == null) {
      return true;
    }
    table.problem(
        row.line(),
        "agent, task",
        who + ", " + what,
        "stands on line " + earlier + " already",
        "write one row for each agent and task");
    return false;
  }
}
