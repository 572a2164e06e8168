package io.polaray.app.report;

import io.polaray.app.design.DesignSummary;
import io.polaray.app.input.JsonLookup;
import io.polaray.app.input.PrintableText;
import io.polaray.app.report.Html.Column;
import io.polaray.app.text.Figures;
import java.math.RoundingMode;
import java.util.List;

/** What is needed to make the same design again, and what it was made on. */
final class SettingsSection implements Section {
  private static final int MAX = 200;

  private final ReportSource source;
  private final Names names;

  SettingsSection(ReportSource source, Names names) {
    this.source = source;
    this.names = names;
  }

  @Override
  public void write(Html page) {
    DesignSummary summary = source.summary();
    page.raw("<section id=\"settings\">\n").element("h2", "How it was made");
    page.element(
        "p",
        "The same market, options and seed give the same design on every machine and for every"
            + " number of threads, unless a time limit cut the solve short. polaray verify"
            + " re-checks it with code of its own.");
    Html.Table table = page.table(List.of(Column.words(""), Column.words("")));
    if (names.anonymous()) {
      row(table, "names", "agents are numbered; their numbers follow from this page alone");
    } else {
      row(table, "market", summary.market().name());
    }
    row(table, "SHA-256 of the market file", summary.market().sha256());
    row(table, "SHA-256 of the design file", source.solve().design().sha256());
    row(table, "status", summary.status());
    row(table, "relative gap", Figures.percent(summary.cost().relativeGap(), 3));
    row(table, "share of the possible saving reached", gainShare(summary.cost()));
    row(table, "bound", summary.cost().lowerBoundKind() + ", " + summary.cost().lowerBoundMethod());
    row(table, "clearing residual", Figures.of(summary.residual(), 3) + " tasks");
    row(table, "menus", menus(summary.menuClass()));
    measure(table, summary.measure());
    row(table, "version", summary.version());
    row(table, "seed", summary.seed());
    row(table, "rounds", Figures.of(summary.rounds(), 6));
    summary.options().forEach((name, value) -> row(table, "option " + name, value));
    source.run().ifPresent(run -> run(table, run));
    table.end();
    page.raw("</section>\n");
  }

  private static String gainShare(DesignSummary.Costs cost) {
    return Double.isNaN(cost.gainShare()) ? "-" : "at least " + percentDown(cost.gainShare());
  }

  private static String menus(String menuClass) {
    return switch (menuClass) {
      case "orthant" -> "obviously best choices whatever people's costs are";
      case "support" -> "obviously best choices for all types of the market file";
      default -> menuClass;
    };
  }

  private static String percentDown(double share) {
    return Figures.percent(share, 4, RoundingMode.FLOOR);
  }

  private static void measure(Html.Table table, DesignSummary.Measure measure) {
    row(
        table,
        "preferences",
        measure.kind().equals("exact")
            ? "exact probabilities"
            : "a sample of " + Figures.of(measure.types(), 8) + " types, " + measure.sampler());
    row(table, "SHA-256 of the sample", measure.digest());
  }

  private static void run(Html.Table table, JsonLookup run) {
    row(table, "threads", run.entries("options").getOrDefault("threads", ""));
    double seconds = run.number("seconds", "total");
    row(table, "time", Double.isNaN(seconds) ? "" : Figures.seconds(seconds));
    row(table, "Java", run.text("java", "version") + " " + run.text("java", "vm"));
    row(
        table,
        "machine",
        run.text("machine", "os")
            + " "
            + run.text("machine", "architecture")
            + ", "
            + run.entries("machine").getOrDefault("processors", "?")
            + " processors");
  }

  private static void row(Html.Table table, String name, String value) {
    if (!value.isBlank()) {
      table.row(PrintableText.of(name, MAX), PrintableText.of(value, MAX));
    }
  }
}
