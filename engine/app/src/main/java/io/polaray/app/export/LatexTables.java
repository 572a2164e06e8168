package io.polaray.app.export;

import io.polaray.app.cards.TradeWords;
import io.polaray.app.design.DesignSummary;
import io.polaray.app.design.SolveFolder;
import io.polaray.app.explain.Explanation;
import io.polaray.app.input.PrintableText;
import io.polaray.app.text.Figures;
import io.polaray.app.text.LatexTable;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.dual.PriceRange;
import io.polaray.market.Task;
import io.polaray.menu.Menu;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A design as LaTeX tables for a paper: its values, its prices and its menus. */
public final class LatexTables {
  private static final int AGENTS = 20;
  private static final int DIGITS = 5;
  private static final int NAME = 60;

  private final Explanation explanation;
  private final DesignSummary summary;
  private final List<String> tasks;

  private LatexTables(Explanation explanation, DesignSummary summary) {
    this.explanation = explanation;
    this.summary = summary;
    this.tasks =
        explanation.market().tasks().stream()
            .map(Task::name)
            .map(name -> PrintableText.of(name, NAME))
            .toList();
  }

  /** Writes the tables; the stream stays open. */
  public static void write(OutputStream out, SolveFolder solve, DesignSummary summary)
      throws IOException {
    LatexTables tables = new LatexTables(Explanation.of(solve), summary);
    String text =
        "% needs \\usepackage{booktabs}\n\n% values\n"
            + tables.values()
            + "\n% task prices\n"
            + tables.prices()
            + "\n% menus\n"
            + tables.menus();
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private String values() {
    DesignSummary.Costs cost = summary.cost();
    LatexTable table = LatexTable.of("lrr", List.of("", "social cost", "saving"));
    value(table, "Status quo", cost.statusQuo());
    value(table, "Best without choice", cost.nonChoice());
    value(table, "Design", cost.design());
    value(
        table,
        "Lower bound (" + cost.lowerBoundKind() + ")",
        cost.lowerBound(),
        RoundingMode.FLOOR);
    value(table, "First best", cost.firstBest());
    return table.end();
  }

  private void value(LatexTable table, String name, double cost) {
    value(table, name, cost, RoundingMode.HALF_EVEN);
  }

  private void value(LatexTable table, String name, double cost, RoundingMode rounding) {
    double today = summary.cost().statusQuo();
    if (Double.isFinite(cost)) {
      String saving = today == 0 ? "" : Figures.percent((today - cost) / Math.abs(today), 3);
      table.row(List.of(name, Figures.of(cost, 6, rounding), saving));
    }
  }

  private String prices() {
    LatexTable table =
        LatexTable.of("lrrrr", List.of("Task", "instances", "change hands", "price", "range"));
    for (int i = 0; i < tasks.size(); i++) {
      String range = "";
      if (summary.priceRanges().size() == tasks.size()) {
        PriceRange ends = summary.priceRanges().get(i);
        range = "[" + Figures.of(ends.low(), DIGITS) + ", " + Figures.of(ends.high(), DIGITS) + "]";
      }
      table.row(
          List.of(
              tasks.get(i),
              Figures.of(explanation.market().instances().get(i), 6),
              Figures.of(explanation.moved(i), DIGITS),
              Figures.of(explanation.prices().get(i), DIGITS),
              range));
    }
    return table.end();
  }

  private String menus() {
    LatexTable table =
        LatexTable.of(
            "lrllr", List.of("Agent", "probability", "gives up", "takes on", "choose it"));
    List<AgentDesign> ranked = explanation.ranked();
    int count = Math.min(AGENTS, ranked.size());
    for (AgentDesign design : ranked.subList(0, count)) {
      String name = PrintableText.of(design.agent().id(), NAME);
      for (LotteryEntry entry : design.lottery()) {
        String probability = Figures.percent(entry.probability(), 3);
        Menu menu = entry.column().menu();
        if (entry.column().choices().isEmpty()) {
          String words = menu instanceof Menu.Remedial ? "any tasks, for nothing" : "nothing";
          table.row(List.of(name, probability, words, "", ""));
        }
        for (RayChoice choice : entry.column().choices()) {
          trade(table, name, probability, choice);
          name = "";
          probability = "";
        }
        name = "";
      }
    }
    String more =
        count < ranked.size()
            ? "% the " + count + " agents of " + ranked.size() + " that contribute most\n"
            : "";
    return more + table.end();
  }

  private void trade(LatexTable table, String name, String probability, RayChoice choice) {
    Vector direction = choice.ray().direction();
    double unit = 1 / -direction.get(TradeWords.pivot(direction));
    TradeWords words = new TradeWords(tasks);
    table.row(
        List.of(
            name,
            probability,
            words.given(direction, unit),
            words.taken(direction, unit),
            Figures.percent(choice.probability(), 3)));
  }
}
