package io.polaray.app.simulate;

import io.polaray.app.input.PrintableText;
import io.polaray.app.text.Figures;
import io.polaray.finite.replica.PowerLaw;
import io.polaray.finite.replica.ReplicaSummary;
import java.util.Locale;

/** A simulation in plain words. */
public final class SimulationTable {
  private static final int DIGITS = 8;

  private SimulationTable() {}

  /** Several lines. */
  public static String of(Simulation simulation) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        PrintableText.of(simulation.market().market().name(), 80),
        simulation.draws() + " draws, seed " + simulation.seed() + ", rule " + simulation.rule());
    line(text, "large market", Figures.of(simulation.largeMarket(), DIGITS));
    line(text, "status quo", Figures.of(simulation.statusQuo(), DIGITS));
    SimulationFiles files = SimulationFiles.of(simulation);
    for (SimulatedSeries series : simulation.series()) {
      text.append(String.format(Locale.ROOT, "%npeople choose as %s%n", series.truth()));
      text.append(
          String.format(
              Locale.ROOT,
              "%9s %14s %12s %10s %10s %10s %12s%n",
              "copies",
              "cost per copy",
              "+- 95 %",
              "excess",
              "gain kept",
              "chose",
              "carried out"));
      for (ReplicaSummary economy : series.economies()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%9d %14s %12s %10s %10s %10s %12s%n",
                economy.copies(),
                Figures.of(series.cost(economy), DIGITS),
                Figures.of(series.halfWidth(economy), 3),
                Figures.percent(series.excess(economy, simulation.largeMarket()), 3),
                Figures.percent(files.gainShare(series, economy), 4),
                Figures.percent(economy.chosenShare(), 3),
                Figures.percent(economy.executedShare(), 3)));
      }
      rate(text, "", series.rate(simulation.largeMarket()));
      rate(text, "between the largest two N ", series.lastRate(simulation.largeMarket()));
    }
    return text.toString();
  }

  private static void rate(StringBuilder text, String where, PowerLaw rate) {
    if (Double.isFinite(rate.exponent())) {
      text.append(
          String.format(
              Locale.ROOT,
              "%sexcess falls like N^%s%s%n",
              where,
              Figures.of(rate.exponent(), 3),
              Double.isFinite(rate.exponentError())
                  ? " (standard error " + Figures.of(rate.exponentError(), 2) + ")"
                  : ""));
    }
  }

  /** The last line: whether any draw costs more than the endowments. */
  public static String lastLine(Simulation simulation) {
    if (simulation.unsolved() > 0) {
      return "UNSOLVED: in "
          + simulation.unsolved()
          + " draws no selection clears the market; everybody keeps the endowment there";
    }
    return simulation.neverWorse()
        ? "DONE: no draw costs more than the status quo"
        : "DONE: some draws cost more than the status quo; the rule does not prevent it";
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(String.format(Locale.ROOT, "%-15s %s%n", label, value));
  }
}
