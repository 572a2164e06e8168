package io.polaray.app.report;

import io.polaray.app.design.DesignSummary;
import io.polaray.app.text.Figures;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import java.math.RoundingMode;

/** The title, one paragraph and the key figures. */
final class Headline {
  private static final int DIGITS = 5;

  private final DesignSummary summary;
  private final Market market;
  private final String title;

  Headline(ReportSource source, String title) {
    this.summary = source.summary();
    this.market = source.solve().market().market();
    this.title = title;
  }

  void write(Html page) {
    DesignSummary.Costs cost = summary.cost();
    double saving = cost.statusQuo() - cost.design();
    page.raw("<header>\n").element("h1", title);
    page.raw("<p class=\"lead\">")
        .text("The design saves ")
        .raw("<strong>")
        .text(Figures.of(saving, DIGITS))
        .raw("</strong>")
        .text(
            " of today's social cost of "
                + Figures.of(cost.statusQuo(), DIGITS)
                + ", "
                + share(saving, cost.statusQuo())
                + ". The same tasks are done; they change hands by trades that people choose"
                + " themselves or leave. ")
        .text(proof(cost))
        .raw("</p>\n<dl class=\"tiles\">\n");
    tile(page, "cost today", Figures.of(cost.statusQuo(), DIGITS));
    tile(page, "cost of the design", Figures.of(cost.design(), DIGITS));
    tile(page, "saving", share(saving, cost.statusQuo()));
    tile(
        page,
        "no such design costs less than",
        Figures.of(cost.lowerBound(), DIGITS, RoundingMode.FLOOR));
    double people = market.agents().stream().mapToDouble(Agent::population).sum();
    boolean groups = people != market.agents().size();
    tile(page, groups ? "groups" : "agents", Integer.toString(market.agents().size()));
    if (groups) {
      tile(page, "people", Figures.of(people, DIGITS));
    }
    tile(page, "kinds of tasks", Integer.toString(market.tasks().size()));
    page.raw("</dl>\n");
    page.raw("<noscript><p class=\"small\">Charts are drawn by a script that this page carries;")
        .raw(" without it the tables say the same.</p></noscript>\n</header>\n");
  }

  private String proof(DesignSummary.Costs cost) {
    String most =
        Figures.of(Math.max(0, cost.design() - cost.lowerBound()), 3, RoundingMode.CEILING);
    return switch (summary.status()) {
      case "OPTIMAL" ->
          "It is proved that no design of this kind could save more than "
              + most
              + " on top of that.";
      case "LOCALLY_SOLVED" ->
          "The search has converged; whether another design could save more, at most "
              + most
              + " on top of that, is not settled.";
      case "INFEASIBLE" -> "No design clears this market.";
      default ->
          "The solve was cut short ("
              + summary.status()
              + "); a better design may save up to "
              + most
              + " on top of that.";
    };
  }

  private static String share(double part, double whole) {
    return whole == 0 ? "-" : Figures.percent(part / Math.abs(whole), 3);
  }

  private static void tile(Html page, String name, String value) {
    page.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>\n");
  }
}
