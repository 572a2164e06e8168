package io.polaray.app.report;

import io.polaray.app.design.DesignSummary;
import io.polaray.app.design.SolveFolder;
import io.polaray.app.diagnose.Diagnosis;
import io.polaray.app.input.JsonLookup;
import io.polaray.dual.RoundReport;
import java.util.List;
import java.util.Optional;

/**
 * What a report is made of: the files of a solve alone, never those of a round with people's
 * choices.
 *
 * @param solve market and design
 * @param summary what the design file says beside its menus
 * @param rounds the trace, possibly empty
 * @param run the record of the run, if there is one
 * @param diagnosis all that is known before a design, if it was asked
 */
public record ReportSource(
    SolveFolder solve,
    DesignSummary summary,
    List<RoundReport> rounds,
    Optional<JsonLookup> run,
    Optional<Diagnosis> diagnosis) {
  /** Copies the list. */
  public ReportSource {
    rounds = List.copyOf(rounds);
  }
}
