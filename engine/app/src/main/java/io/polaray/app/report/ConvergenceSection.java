package io.polaray.app.report;

import io.polaray.app.report.Html.Column;
import io.polaray.app.text.Figures;
import io.polaray.app.text.JsonDocument;
import io.polaray.dual.RoundReport;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Primal, estimate and bound, round by round. */
final class ConvergenceSection implements Section {
  private static final int ROWS = 8;
  private static final int MAX_POINTS = 500;

  private final List<RoundReport> rounds;

  ConvergenceSection(ReportSource source) {
    this.rounds = source.rounds();
  }

  @Override
  public void write(Html page) {
    if (rounds.isEmpty()) {
      return;
    }
    page.raw("<section id=\"convergence\">\n").element("h2", "How the search went");
    page.element(
        "p",
        "Primal is the cost of the best design so far, one that exists. The estimate comes from the"
            + " menus found so far and proves nothing. The bound holds whatever the search did: no"
            + " design of the kind costs less. The gaps are measured from the primal.");
    page.chart("chart-convergence", "Primal, estimate and bound by round");
    page.chart("chart-gaps", "Gaps by round, logarithmic");
    Html.Table table =
        page.table(
            List.of(
                Column.number("round"),
                Column.number("primal"),
                Column.number("estimate"),
                Column.number("bound"),
                Column.number("gap to the bound"),
                Column.number("menus"),
                Column.number("seconds")));
    for (RoundReport round : thinned(ROWS)) {
      table.row(
          round.round() + " " + round.event(),
          Figures.of(round.primal(), 8),
          Figures.of(round.dualEstimate(), 8),
          Figures.of(round.lowerBound(), 8),
          Figures.percent(round.gap(), 3),
          Long.toString(round.columns()),
          Figures.of(round.seconds(), 3));
    }
    table.end();
    page.raw("</section>\n");
  }

  /** At most so many rounds, evenly spread, the first and the last among them. */
  private List<RoundReport> thinned(int most) {
    if (rounds.size() <= most) {
      return rounds;
    }
    List<RoundReport> kept = new ArrayList<>();
    for (int k = 0; k < most; k++) {
      kept.add(rounds.get((int) ((long) k * (rounds.size() - 1) / (most - 1))));
    }
    return kept;
  }

  @Override
  public void data(JsonDocument json) {
    List<RoundReport> shown = thinned(MAX_POINTS);
    List<String> labels = new ArrayList<>();
    shown.forEach(round -> labels.add(round.round() + " " + round.event()));
    json.object("convergence").field("rounds", labels);
    field(json, shown, "primal", RoundReport::primal);
    field(json, shown, "estimate", RoundReport::dualEstimate);
    field(json, shown, "bound", RoundReport::lowerBound);
    field(json, shown, "estimateGap", RoundReport::estimateGap);
    field(json, shown, "gap", RoundReport::gap);
    json.endObject();
  }

  private static void field(
      JsonDocument json,
      List<RoundReport> rounds,
      String name,
      ToDoubleFunction<RoundReport> number) {
    json.field(name, Vector.of(rounds.stream().mapToDouble(number).toArray()));
  }
}
