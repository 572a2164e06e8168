package io.polaray.app.design;

import io.polaray.app.text.JsonDocument;
import io.polaray.dual.RoundReport;
import java.io.OutputStream;
import java.util.List;

/** Writes {@code trace.jsonl}: one JSON object a round, the numbers of the log. */
public final class TraceWriter {
  private TraceWriter() {}

  /** Writes the rounds in their order; the stream stays open. */
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
}
