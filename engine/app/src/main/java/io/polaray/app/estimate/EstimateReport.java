package io.polaray.app.estimate;

import io.polaray.app.input.PrintableText;
import io.polaray.app.marketfile.Decimals;
import io.polaray.app.text.CsvTable;
import io.polaray.app.text.JsonDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an estimate tells: variance components, weights, and the choices about thin cells. */
public final class EstimateReport {
  private static final int JSON_DEPTH = 2;

  /** A standard deviation between agents of ten units of the last decimal, squared. */
  private static final double LEAST_BETWEEN = 1e-10;

  private static final int MAX_LISTED = 20;
  private static final int MAX_NAME = 24;
  private static final MathContext DIGITS = new MathContext(10);

  private final CellRows rows;
  private final Support support;
  private final Estimate estimate;

  EstimateReport(CellRows rows, Support support, Estimate estimate) {
    this.rows = rows;
    this.support = support;
    this.estimate = estimate;
  }

  /** For a terminal. */
  public String text() {
    CellTable table = estimate.table();
    StringBuilder out = new StringBuilder();
    out.append(
        format(
            "%s: %d cases, %d agents, %d tasks; status quo cost %s\n",
            rows.kind(),
            table.cases(),
            table.agents().size(),
            table.tasks().size(),
            Decimals.text(estimate.statusQuoCost())));
    out.append(
        format(
            "\n%-24s %7s %9s %10s %12s %12s %7s %15s\n",
            "task", "agents", "cases", "mean cost", "s^2 within", "tau^2", "signal", "own weight"));
    for (int i = 0; i < table.tasks().size(); i++) {
      TaskVariance task = estimate.components().get(i);
      out.append(
          format(
              "%-24s %7d %9d %10.5f %12.6g %12.6g %6.1f%% %6.3f to %5.3f\n",
              PrintableText.of(task.task(), MAX_NAME),
              task.agents(),
              task.cases(),
              task.mean(),
              task.within(),
              task.between(),
              100 * task.signalShare(),
              estimate.minWeight(i),
              estimate.maxWeight(i)));
    }
    notes().forEach(note -> out.append(note).append('\n'));
    if (rows.outside() > 0) {
      out.append(format("\n%d cases outside the period were left out\n", rows.outside()));
    }
    thin(out);
    return out.toString();
  }

  private void thin(StringBuilder out) {
    if (!support.dropped().isEmpty()) {
      out.append(format("\n%d agents dropped\n", support.dropped().size()));
    }
    List<Support.ThinCell> cells = support.thin();
    if (!cells.isEmpty()) {
      out.append(format("\n%d thin cells\n", cells.size()));
    }
    for (Support.ThinCell cell : cells.subList(0, Math.min(MAX_LISTED, cells.size()))) {
      out.append(
          format(
              "  %s, %s: %d cases, %s\n",
              PrintableText.of(cell.agent(), MAX_NAME),
              PrintableText.of(cell.task(), MAX_NAME),
              cell.cases(),
              cell.choice()));
    }
    if (cells.size() > MAX_LISTED) {
      out.append(format("  and %d more\n", cells.size() - MAX_LISTED));
    }
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (TaskVariance task : estimate.components()) {
      if (task.between() == 0) {
        notes.add(
            "note: on "
                + PrintableText.of(task.task(), MAX_NAME)
                + " the agents differ no more than chance would have it; all get the mean");
      } else if (task.between() < LEAST_BETWEEN) {
        notes.add(
            "note: on "
                + PrintableText.of(task.task(), MAX_NAME)
                + " the agents differ by little more than the six decimals kept; use larger units,"
                + " as in --cost 1000*outcome");
      }
    }
    return notes;
  }

  /** Writes one JSON document. */
  public void writeJson(OutputStream stream) {
    CellTable table = estimate.table();
    try (JsonDocument json = JsonDocument.of(stream, JSON_DEPTH)) {
      json.object()
          .field("format", "polaray-estimate/1")
          .field("source", rows.kind())
          .field("cases", table.cases())
          .field("agents", table.agents().size())
          .field("casesOutsidePeriod", rows.outside())
          .field("statusQuoCost", Decimals.round(estimate.statusQuoCost()))
          .array("tasks");
      for (int i = 0; i < table.tasks().size(); i++) {
        TaskVariance task = estimate.components().get(i);
        json.object()
            .field("task", task.task())
            .field("agents", task.agents())
            .field("cases", task.cases())
            .field("meanCost", digits(task.mean()))
            .field("withinVariance", digits(task.within()))
            .field("betweenVariance", digits(task.between()))
            .field("signalShare", digits(task.signalShare()))
            .field("minWeight", digits(estimate.minWeight(i)))
            .field("maxWeight", digits(estimate.maxWeight(i)))
            .endObject();
      }
      json.endArray().field("droppedAgents", support.dropped()).array("thinCells");
      for (Support.ThinCell cell : support.thin()) {
        json.object()
            .field("agent", cell.agent())
            .field("task", cell.task())
            .field("cases", cell.cases())
            .field("choice", cell.choice())
            .endObject();
      }
      json.endArray().endObject();
    }
  }

  /** One row a cell: what was counted, the weight of the agent's own mean, and the result. */
  void writeCells(OutputStream stream) throws IOException {
    CellTable table = estimate.table();
    CsvTable csv =
        CsvTable.of(
            stream, "agent", "task", "cases", "mean_cost", "sd_cost", "own_weight", "social_cost");
    for (int j = 0; j < table.agents().size(); j++) {
      for (int i = 0; i < table.tasks().size(); i++) {
        Cell cell = table.cell(j, i);
        ShrunkCell shrunk = estimate.cells().get(j).get(i);
        csv.cell(table.agents().get(j))
            .cell(table.tasks().get(i))
            .cell(Long.toString(cell.cases()))
            .cell(cell.cases() == 0 ? Double.NaN : Decimals.round(cell.mean()))
            .cell(cell.cases() < 2 ? Double.NaN : Decimals.round(cell.standardDeviation()))
            .cell(Decimals.round(shrunk.weight()))
            .cell(Decimals.round(shrunk.socialCost()))
            .endRow();
      }
    }
    csv.finish();
  }

  /** One row a task: its variance components. */
  void writeTasks(OutputStream stream) throws IOException {
    CsvTable csv =
        CsvTable.of(
            stream,
            "task",
            "agents",
            "cases",
            "mean_cost",
            "within_variance",
            "between_variance",
            "signal_share",
            "min_weight",
            "max_weight");
    for (int i = 0; i < estimate.components().size(); i++) {
      TaskVariance task = estimate.components().get(i);
      csv.cell(task.task())
          .cell(task.agents())
          .cell(Long.toString(task.cases()))
          .cell(digits(task.mean()))
          .cell(digits(task.within()))
          .cell(digits(task.between()))
          .cell(digits(task.signalShare()))
          .cell(digits(estimate.minWeight(i)))
          .cell(digits(estimate.maxWeight(i)))
          .endRow();
    }
    csv.finish();
  }

  private static double digits(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
