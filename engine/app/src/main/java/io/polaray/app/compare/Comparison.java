package io.polaray.app.compare;

import io.polaray.app.input.PrintableText;
import io.polaray.app.text.CsvTable;
import io.polaray.app.text.Figures;
import io.polaray.app.text.JsonDocument;
import io.polaray.app.text.LatexTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Designs side by side: as a table for people, and as JSON, CSV and LaTeX. */
public final class Comparison {
  /** The name of the JSON format. */
  public static final String FORMAT = "polaray-comparison/1";

  private static final int NAME = 28;
  private static final int DIGITS = 6;
  private static final String TABLE_ROW = "%-" + NAME + "s";
  private static final String TABLE_CELL = " %18s";

  private final List<ComparedDesign> designs;

  /** A comparison of at least one design; all have the same tasks. */
  public Comparison(List<ComparedDesign> designs) {
    this.designs = List.copyOf(designs);
  }

  /** Whether the designs are for markets that differ. */
  public boolean marketsDiffer() {
    return designs.stream().map(design -> design.summary().market().sha256()).distinct().count()
        > 1;
  }

  /** Whether the designs have the same tasks. */
  public boolean tasksAgree() {
    return designs.stream().map(ComparedDesign::tasks).distinct().count() == 1;
  }

  private record Line(String label, Function<ComparedDesign, String> value) {}

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("status", design -> words(design.summary().status())));
    if (designs.stream().map(design -> design.summary().menuClass()).distinct().count() > 1) {
      lines.add(new Line("menus polarised on the", design -> design.summary().menuClass()));
    }
    lines.add(new Line("cost of the design", design -> figure(design.summary().cost().design())));
    lines.add(
        new Line(
            "lower bound",
            design ->
                Figures.of(design.summary().cost().lowerBound(), DIGITS, RoundingMode.FLOOR)));
    lines.add(new Line("kind of bound", design -> design.summary().cost().lowerBoundKind()));
    lines.add(
        new Line(
            "relative gap", design -> Figures.percent(design.summary().cost().relativeGap(), 3)));
    lines.add(
        new Line("cost of the status quo", design -> figure(design.summary().cost().statusQuo())));
    lines.add(new Line("saving", Comparison::savingShare));
    lines.add(new Line("agents who contribute", design -> "" + design.contributing()));
    lines.add(new Line("agents who may trade", design -> "" + design.trading()));
    lines.add(
        new Line(
            "people expected to trade",
            design -> Figures.of(design.takers(), 4) + " of " + Figures.of(design.people(), 6)));
    lines.add(
        new Line(
            "own burden falls by about",
            design -> Figures.percent(Math.max(0, design.relief()), 2)));
    List<String> tasks = designs.get(0).tasks();
    for (int i = 0; i < tasks.size(); i++) {
      int task = i;
      lines.add(new Line("price of " + tasks.get(i), design -> figure(design.prices().get(task))));
    }
    return lines;
  }

  private static String words(String status) {
    return status.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String figure(double value) {
    return Figures.of(value, DIGITS);
  }

  private static String savingShare(ComparedDesign design) {
    double today = design.summary().cost().statusQuo();
    return today == 0
        ? figure(design.saving())
        : Figures.percent(design.saving() / Math.abs(today), 3);
  }

  /** Prints the comparison, a column a design. */
  public void print(PrintWriter out) {
    StringBuilder header = new StringBuilder(String.format(Locale.ROOT, TABLE_ROW, ""));
    for (ComparedDesign design : designs) {
      header.append(String.format(Locale.ROOT, TABLE_CELL, end(design.name(), 18)));
    }
    out.println(header);
    for (Line line : lines()) {
      StringBuilder row =
          new StringBuilder(
              String.format(Locale.ROOT, TABLE_ROW, PrintableText.of(line.label(), NAME - 3)));
      for (ComparedDesign design : designs) {
        row.append(String.format(Locale.ROOT, TABLE_CELL, line.value().apply(design)));
      }
      out.println(row);
    }
    out.flush();
  }

  /** The last characters of a long name: the ends of paths differ. */
  private static String end(String name, int most) {
    String shown = PrintableText.of(name, 300);
    return shown.length() <= most ? shown : "..." + shown.substring(shown.length() - most + 3);
  }

  /** Writes a LaTeX table, a column a design. */
  public void latex(OutputStream out) throws IOException {
    List<String> header = new ArrayList<>(List.of(""));
    designs.forEach(design -> header.add(PrintableText.of(design.name(), 60)));
    LatexTable table = LatexTable.of("l" + "r".repeat(designs.size()), header);
    for (Line line : lines()) {
      List<String> row = new ArrayList<>(List.of(PrintableText.of(line.label(), 60)));
      designs.forEach(design -> row.add(line.value().apply(design)));
      table.row(row);
    }
    String text = "% needs \\usepackage{booktabs}\n" + table.end();
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes one row a design, all digits. */
  public void csv(OutputStream out) throws IOException {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "folder",
                "marketSha256",
                "status",
                "menuClass",
                "design",
                "lowerBound",
                "lowerBoundKind",
                "lowerBoundMethod",
                "dualEstimate",
                "relativeGap",
                "gainGap",
                "statusQuo",
                "nonChoice",
                "firstBest",
                "saving",
                "agentsContributing",
                "agentsTrading",
                "peopleExpectedToTrade",
                "people",
                "relief"));
    designs.get(0).tasks().forEach(task -> columns.add("price " + task));
    CsvTable table = CsvTable.of(out, columns.toArray(String[]::new));
    for (ComparedDesign design : designs) {
      var cost = design.summary().cost();
      table
          .cell(design.name())
          .cell(design.summary().market().sha256())
          .cell(design.summary().status())
          .cell(design.summary().menuClass())
          .cell(cost.design())
          .cell(cost.lowerBound())
          .cell(cost.lowerBoundKind())
          .cell(cost.lowerBoundMethod())
          .cell(cost.dualEstimate())
          .cell(cost.relativeGap())
          .cell(cost.gainGap())
          .cell(cost.statusQuo())
          .cell(cost.nonChoice())
          .cell(cost.firstBest())
          .cell(design.saving())
          .cell(design.contributing())
          .cell(design.trading())
          .cell(design.takers())
          .cell(design.people())
          .cell(design.relief());
      for (int i = 0; i < design.prices().size(); i++) {
        table.cell(design.prices().get(i));
      }
      table.endRow();
    }
    table.finish();
  }

  /** The document {@value #FORMAT}. */
  public void json(OutputStream out) {
    try (JsonDocument json = JsonDocument.of(out, 2)) {
      json.object()
          .field("format", FORMAT)
          .field("sameMarket", !marketsDiffer())
          .field("tasks", designs.get(0).tasks())
          .array("designs");
      for (ComparedDesign design : designs) {
        var cost = design.summary().cost();
        json.object()
            .field("folder", design.name())
            .field("marketSha256", design.summary().market().sha256())
            .field("status", design.summary().status())
            .field("menuClass", design.summary().menuClass())
            .object("cost")
            .field("design", cost.design())
            .field("lowerBound", cost.lowerBound())
            .field("lowerBoundKind", cost.lowerBoundKind())
            .field("lowerBoundMethod", cost.lowerBoundMethod())
            .field("dualEstimate", cost.dualEstimate())
            .field("statusQuo", cost.statusQuo())
            .field("nonChoice", cost.nonChoice())
            .field("firstBest", cost.firstBest())
            .field("relativeGap", cost.relativeGap())
            .field("gainGap", cost.gainGap())
            .endObject()
            .field("saving", design.saving())
            .field("agentsContributing", design.contributing())
            .field("agentsTrading", design.trading())
            .field("peopleExpectedToTrade", design.takers())
            .field("people", design.people())
            .field("relief", design.relief())
            .field("taskPrices", design.prices())
            .endObject();
      }
      json.endArray().endObject();
    }
  }
}
