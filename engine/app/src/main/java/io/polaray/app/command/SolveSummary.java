package io.polaray.app.command;

import io.polaray.app.design.DesignTables;
import io.polaray.app.design.Facts;
import io.polaray.app.input.PrintableText;
import io.polaray.app.market.MarketFile;
import io.polaray.app.text.Figures;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.CostSummary;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.SearchCoverage;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.TerminationStatus;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.support.BoundKind;
import java.math.RoundingMode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a design does, in plain words. */
final class SolveSummary {
  private static final int MAX_LISTED = 12;
  private static final int DIGITS = 8;

  private final Market market;
  private final LargeMarketDesign design;
  private final Facts facts;
  private final SolveOptions options;

  SolveSummary(MarketFile file, LargeMarketDesign design, Facts facts, SolveOptions options) {
    this.market = file.market();
    this.design = design;
    this.facts = facts;
    this.options = options;
  }

  /** Several lines. */
  String text(@Nullable Path folder) {
    StringBuilder text = new StringBuilder();
    CostSummary cost = design.cost();
    double people = market.agents().stream().mapToDouble(Agent::population).sum();
    int groups = market.agents().size();
    line(
        text,
        PrintableText.of(market.name(), 80),
        groups
            + (groups == 1 ? " agent" : " agents")
            + (people == groups ? "" : " (population " + Figures.of(people, DIGITS) + ")")
            + ", "
            + market.tasks().size()
            + " tasks");
    line(text, "status quo", Figures.of(cost.statusQuo(), DIGITS));
    line(text, "design", Figures.of(cost.design(), DIGITS) + saving(cost));
    facts
        .outOfSample()
        .ifPresent(
            fresh ->
                line(
                    text,
                    "on fresh types",
                    Figures.of(fresh.cost(), DIGITS)
                        + " (95 % confidence: "
                        + Figures.of(fresh.lower(), DIGITS)
                        + " to "
                        + Figures.of(fresh.upper(), DIGITS)
                        + ")"));
    String kind =
        cost.lowerBoundKind() == BoundKind.CERTIFIED
            ? " (certified"
            : " (from a relaxation that need not be reached";
    line(
        text,
        "lower bound",
        Figures.of(cost.lowerBound(), DIGITS)
            + kind
            + (facts.measure().exact() ? ")" : ", for the sample of types)"));
    line(
        text, "first best", Figures.of(cost.firstBest(), DIGITS) + " (ignores the agents' rights)");
    if (Double.isFinite(cost.gainShare()) && cost.statusQuo() > cost.design()) {
      line(
          text,
          "saving reached",
          "at least "
              + Figures.percent(cost.gainShare(), 4, RoundingMode.FLOOR)
              + " of what any such design could save");
    }
    SearchCoverage searches = design.coverage();
    if (searches.cold() < searches.distinct()) {
      line(
          text,
          "searched in full",
          searches.cold() + " of " + searches.distinct() + " different agents at the task prices");
    }
    line(text, "task prices", prices());
    line(text, "trades", trades());
    if (folder != null) {
      line(text, "files in", PrintableText.of(folder.toString(), 300));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String label, String value) {
    text.append(String.format("%-16s %s%n", label, value));
  }

  private static String saving(CostSummary cost) {
    double saved = cost.statusQuo() - cost.design();
    if (!(saved > 0)) {
      return ": no saving over the status quo was found";
    }
    return ", saves "
        + Figures.of(saved, 6)
        + (cost.statusQuo() > 0
            ? " (" + Figures.percent(saved / cost.statusQuo(), 4) + " of the status-quo cost)"
            : "");
  }

  private String prices() {
    StringBuilder prices = new StringBuilder();
    int shown = Math.min(MAX_LISTED, market.tasks().size());
    for (int i = 0; i < shown; i++) {
      prices
          .append(i == 0 ? "" : ", ")
          .append(PrintableText.of(market.tasks().get(i).name(), 40))
          .append(' ')
          .append(Figures.of(design.taskPrices().get(i), 6));
    }
    if (shown < market.tasks().size()) {
      prices.append(", and ").append(market.tasks().size() - shown).append(" more");
    }
    return prices.toString();
  }

  private String trades() {
    long trading = design.agents().stream().filter(DesignTables::trades).count();
    long mixed = design.agents().stream().filter(agent -> agent.lottery().size() > 1).count();
    StringBuilder text = new StringBuilder();
    text.append(trading).append(" of ").append(design.agents().size());
    text.append(trading == 1 ? " agents is" : " agents are").append(" offered a trade");
    if (trading > 0 && trading <= MAX_LISTED) {
      text.append(" (");
      String separator = "";
      for (AgentDesign agent : design.agents()) {
        if (DesignTables.trades(agent)) {
          text.append(separator).append(PrintableText.of(agent.agent().id(), 40));
          separator = ", ";
        }
      }
      text.append(')');
    }
    if (mixed > 0) {
      text.append("; ").append(mixed);
      text.append(mixed == 1 ? " agent gets" : " agents get").append(" a lottery over menus");
    }
    return text.toString();
  }

  /** The status, and what is proved by how much. */
  String lastLine() {
    double gap = design.cost().relativeGap();
    String proved =
        Double.isFinite(gap)
            ? "proved to be at most "
                + Figures.percent(Math.max(0, gap), 3, RoundingMode.CEILING)
                + " of its cost above the best design"
            : "nothing is proved";
    String requested = Figures.percent(options.relativeGap(), 3) + " was requested";
    TerminationStatus status = design.status();
    return switch (status) {
      case OPTIMAL -> status + ": " + proved + " (" + requested + ")";
      case LOCALLY_SOLVED ->
          status
              + ": the search converged, but the requested gap is not certified; "
              + proved
              + " ("
              + requested
              + ")";
      case INFEASIBLE -> status + ": no market-clearing design was found for the given instances";
      case ITERATION_LIMIT -> status + ": the round limit was reached; " + proved;
      case TIME_LIMIT -> status + ": the time limit was reached; " + proved;
      case INTERRUPTED -> status + ": stopped on request; " + proved;
      case NUMERICAL_ERROR -> status + ": numerical trouble; " + proved;
    };
  }
}
