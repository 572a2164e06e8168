package io.polaray.app.report;

import io.polaray.app.explain.ExpectedChoices;
import io.polaray.app.explain.Explanation;
import io.polaray.app.report.Html.Column;
import io.polaray.app.text.Figures;
import io.polaray.app.text.JsonDocument;
import io.polaray.dual.AgentDesign;
import io.polaray.market.Agent;
import java.util.List;

/** Where the saving comes from, and what people gain themselves. */
final class GainsSection implements Section {
  private static final int CHARTED = 15;
  private static final double ROUNDING = 1e-6;

  private final Explanation explanation;
  private final Names names;
  private final ExpectedChoices offers;
  private final int shown;

  GainsSection(Explanation explanation, Names names, ExpectedChoices offers, int shown) {
    this.explanation = explanation;
    this.names = names;
    this.offers = offers;
    this.shown = shown;
  }

  @Override
  public void write(Html page) {
    double total = explanation.total();
    page.raw("<section id=\"gains\">\n").element("h2", "Who gains");
    page.element(
        "p",
        "Society gains where a task moves to somebody who does it at less than its price, or away"
            + " from somebody who does it at more. The contributions of all agents, or of all"
            + " tasks, add up to the saving.");
    page.element(
        "p",
        "People gain too: whoever trades does so because the tasks they end up with are lighter for"
            + " them. Own burden is what their tasks weigh by their own judgement; over everybody"
            + " it is expected to fall by "
            + Figures.percent(offers.averageRelief(explanation.agents()), 2)
            + " ("
            + offers.reliefBasis()
            + "), and nobody's rises.");
    int half = half(total);
    if (half > 1) {
      page.element(
          "p",
          "Half of the saving comes from "
              + half
              + " of "
              + explanation.agents().size()
              + " agents.");
    }
    page.chart("chart-gains", "Bars: what the agents that contribute most add to the saving");
    List<AgentDesign> ranked = explanation.ranked();
    int count = Math.min(shown, ranked.size());
    Html.Table table =
        page.table(
            List.of(
                Column.words("agent"),
                Column.number("people"),
                Column.number("contributes"),
                Column.number("share"),
                Column.number("expected to trade"),
                Column.number("own burden")));
    double rest = total;
    for (AgentDesign design : ranked.subList(0, count)) {
      Agent agent = design.agent();
      double value = clean(explanation.contribution(design), total);
      rest -= value;
      table.row(
          names.agent(agent),
          Figures.of(agent.population(), 6),
          Figures.of(value, 5),
          share(value, total),
          Figures.percent(offers.of(design).takers(), 3),
          relief(offers.of(design).relief()));
    }
    if (count < ranked.size()) {
      table.row(
          (ranked.size() - count) + " more", "", Figures.of(rest, 5), share(rest, total), "", "");
    }
    table.end();
    tasks(page, total);
    page.raw("</section>\n");
  }

  private void tasks(Html page, double total) {
    Html.Table table =
        page.table(
            List.of(
                Column.words("task"),
                Column.number("to be done"),
                Column.number("change hands"),
                Column.number("contributes"),
                Column.number("share")));
    for (int i = 0; i < names.tasks().size(); i++) {
      double value = clean(explanation.contribution(i), total);
      table.row(
          names.task(i),
          Figures.of(explanation.market().instances().get(i), 6),
          Figures.of(explanation.moved(i), 5),
          Figures.of(value, 5),
          share(value, total));
    }
    table.end();
  }

  /** The fewest agents that contribute half of the saving; 0 if there is none. */
  private int half(double total) {
    double sum = 0;
    int count = 0;
    for (AgentDesign design : total > 0 ? explanation.ranked() : List.<AgentDesign>of()) {
      count++;
      sum += explanation.contribution(design);
      if (sum >= total / 2) {
        return count;
      }
    }
    return 0;
  }

  /** A contribution without the rounding of the solve. */
  private static double clean(double value, double total) {
    return Math.abs(value) < ROUNDING * Math.abs(total) ? 0 : value;
  }

  private static String relief(double relief) {
    return relief > 0 ? "-" + Figures.percent(relief, 2) : "0 %";
  }

  private static String share(double part, double total) {
    return total > 0 ? Figures.percent(part / total, 3) : "-";
  }

  @Override
  public void data(JsonDocument json) {
    List<AgentDesign> ranked = explanation.ranked();
    int count = Math.min(CHARTED, ranked.size());
    double total = explanation.total();
    json.array("gains");
    for (AgentDesign design : ranked.subList(0, count)) {
      json.object()
          .field("name", names.agent(design.agent()))
          .field("value", clean(explanation.contribution(design), total))
          .endObject();
    }
    json.endArray();
  }
}
