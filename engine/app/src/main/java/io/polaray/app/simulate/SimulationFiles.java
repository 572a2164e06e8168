package io.polaray.app.simulate;

import io.polaray.app.input.PrintableText;
import io.polaray.app.plot.LogPlot;
import io.polaray.app.plot.Series;
import io.polaray.app.text.CsvTable;
import io.polaray.app.text.JsonDocument;
import io.polaray.finite.replica.PowerLaw;
import io.polaray.finite.replica.ReplicaDraw;
import io.polaray.finite.replica.ReplicaSummary;
import io.polaray.numeric.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The files of a simulation (docs/formats.md). */
public final class SimulationFiles {
  /** The document. */
  public static final String DOCUMENT = "simulation.json";

  /** One row a number of copies. */
  public static final String REPLICAS = "replicas.csv";

  /** One row a draw. */
  public static final String DRAWS = "draws.csv";

  /** The plot. */
  public static final String PLOT = "excess.svg";

  /** All names, in the order of writing. */
  public static final List<String> NAMES = List.of(REPLICAS, DRAWS, PLOT, DOCUMENT);

  private static final String FORMAT = "polaray-simulation/1";

  private final Simulation simulation;

  private SimulationFiles(Simulation simulation) {
    this.simulation = simulation;
  }

  /** The files of a simulation. */
  public static SimulationFiles of(Simulation simulation) {
    return new SimulationFiles(simulation);
  }

  /** Writes the document; the stream stays open. */
  public void document(OutputStream out) {
    try (JsonDocument json = JsonDocument.of(out, 4)) {
      json.object()
          .field("format", FORMAT)
          .object("market")
          .field("name", simulation.market().market().name())
          .field("sha256", simulation.market().sha256())
          .endObject()
          .object("design")
          .field("sha256", simulation.designSha256())
          .endObject()
          .field("rule", simulation.rule())
          .field("draws", simulation.draws())
          .field("seed", simulation.seed())
          .object("cost")
          .field("largeMarket", simulation.largeMarket())
          .field("statusQuo", simulation.statusQuo())
          .field("endowments", simulation.endowments())
          .endObject()
          .field("neverAboveEndowments", simulation.neverWorse())
          .array("series");
      for (SimulatedSeries series : simulation.series()) {
        series(json, series);
      }
      json.endArray().endObject();
    }
  }

  private void series(JsonDocument json, SimulatedSeries series) {
    PowerLaw rate = series.rate(simulation.largeMarket());
    PowerLaw last = series.lastRate(simulation.largeMarket());
    json.object()
        .field("truth", series.truth())
        .field("rate", rate.exponent())
        .field("rateError", rate.exponentError())
        .field("lastRate", last.exponent())
        .field("lastRateError", last.exponentError())
        .array("replicas");
    for (ReplicaSummary economy : series.economies()) {
      json.object()
          .field("copies", economy.copies())
          .field("meanCost", economy.meanCost())
          .field("lower95", economy.meanCost() - economy.halfWidth())
          .field("upper95", economy.meanCost() + economy.halfWidth())
          .field("expectedCost", series.cost(economy))
          .field("expectedLower95", series.cost(economy) - series.halfWidth(economy))
          .field("expectedUpper95", series.cost(economy) + series.halfWidth(economy))
          .field("excess", series.excess(economy, simulation.largeMarket()))
          .field("gainShare", gainShare(series, economy))
          .field("chosenShare", economy.chosenShare())
          .field("executedShare", economy.executedShare())
          .field("smallestCost", economy.smallestCost())
          .field("largestCost", economy.largestCost())
          .field("unsolved", economy.unsolved())
          .endObject();
    }
    json.endArray().endObject();
  }

  /** The share of the large market's saving that is reached; NaN when there is none. */
  double gainShare(SimulatedSeries series, ReplicaSummary economy) {
    return (simulation.statusQuo() - series.cost(economy))
        / (simulation.statusQuo() - simulation.largeMarket());
  }

  /** Writes one row a number of copies. */
  public void replicas(OutputStream out) throws IOException {
    CsvTable table =
        CsvTable.of(
            out,
            "truth",
            "copies",
            "draws",
            "meanCost",
            "lower95",
            "upper95",
            "excess",
            "gainShare",
            "chosenShare",
            "executedShare",
            "smallestCost",
            "largestCost",
            "unsolved",
            "expectedCost",
            "expectedLower95",
            "expectedUpper95");
    for (SimulatedSeries series : simulation.series()) {
      for (ReplicaSummary economy : series.economies()) {
        table
            .cell(series.truth())
            .cell(economy.copies())
            .cell(economy.draws().size())
            .cell(economy.meanCost())
            .cell(economy.meanCost() - economy.halfWidth())
            .cell(economy.meanCost() + economy.halfWidth())
            .cell(series.excess(economy, simulation.largeMarket()))
            .cell(gainShare(series, economy))
            .cell(economy.chosenShare())
            .cell(economy.executedShare())
            .cell(economy.smallestCost())
            .cell(economy.largestCost())
            .cell((int) economy.unsolved())
            .cell(series.cost(economy))
            .cell(series.cost(economy) - series.halfWidth(economy))
            .cell(series.cost(economy) + series.halfWidth(economy))
            .endRow();
      }
    }
    table.finish();
  }

  /** Writes one row a draw. */
  public void draws(OutputStream out) throws IOException {
    CsvTable table =
        CsvTable.of(
            out,
            "truth",
            "copies",
            "draw",
            "cost",
            "chosenShare",
            "executedShare",
            "status",
            "priceValue");
    for (SimulatedSeries series : simulation.series()) {
      for (ReplicaSummary economy : series.economies()) {
        for (int d = 0; d < economy.draws().size(); d++) {
          ReplicaDraw draw = economy.draws().get(d);
          table
              .cell(series.truth())
              .cell(economy.copies())
              .cell(d + 1)
              .cell(draw.cost())
              .cell(draw.chosenShare())
              .cell(draw.executedShare())
              .cell(draw.status().name())
              .cell(draw.priceValue())
              .endRow();
        }
      }
    }
    table.finish();
  }

  /** Writes the plot: excess cost against the number of copies. */
  public void plot(OutputStream out) throws IOException {
    double scale = Math.max(Math.abs(simulation.largeMarket()), 1e-9);
    List<Series> lines =
        simulation.series().stream()
            .map(
                series ->
                    new Series(
                        series.truth(),
                        vector(series, economy -> (double) economy.copies()),
                        vector(series, economy -> series.excess(economy, simulation.largeMarket())),
                        vector(series, economy -> series.halfWidth(economy) / scale)))
            .toList();
    LogPlot.write(
        out,
        PrintableText.of(simulation.market().market().name(), 60) + ": cost above the large market",
        "copies N of every group",
        "excess of the mean cost",
        lines);
  }

  private static Vector vector(
      SimulatedSeries series, java.util.function.ToDoubleFunction<ReplicaSummary> value) {
    return Vector.of(series.economies().stream().mapToDouble(value).toArray());
  }
}
