package io.polaray.app.design;

import io.polaray.app.text.CsvTable;
import io.polaray.app.text.JsonDocument;
import io.polaray.dual.RoundReport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes the rounds of a solve, the numbers of the log: as JSON lines and as a table. */
public final class TraceWriter {
  private TraceWriter() {}

  /** Writes {@code trace.jsonl}: one object a round in their order; the stream stays open. */
  public static void write(OutputStream out, List<RoundReport> rounds) {
    for (RoundReport round : rounds) {
      try (JsonDocument json = JsonDocument.of(out, 0)) {
        json.object()
            .field("event", String.valueOf(round.event()))
            .field("round", round.round())
            .field("primal", round.primal())
            .field("dualEstimate", round.dualEstimate())
            .field("lowerBound", round.lowerBound())
            .field("estimateGap", round.estimateGap())
            .field("gap", round.gap())
            .field("residual", round.residual())
            .field("menus", round.columns())
            .field("oracleCalls", round.oracleCalls())
            .field("seconds", round.seconds())
            .endObject();
      }
    }
  }

  /** Writes {@code trace.csv}: one row a round; the stream stays open. */
  public static void table(OutputStream out, List<RoundReport> rounds) throws IOException {
    CsvTable table =
        CsvTable.of(
            out,
            "event",
            "round",
            "primal",
            "dualEstimate",
            "lowerBound",
            "estimateGap",
            "gap",
            "residual",
            "menus",
            "oracleCalls",
            "seconds");
    for (RoundReport round : rounds) {
      table
          .cell(String.valueOf(round.event()))
          .cell(round.round())
          .cell(round.primal())
          .cell(round.dualEstimate())
          .cell(round.lowerBound())
          .cell(round.estimateGap())
          .cell(round.gap())
          .cell(round.residual())
          .cell((double) round.columns())
          .cell((double) round.oracleCalls())
          .cell(round.seconds())
          .endRow();
    }
    table.finish();
  }
}
