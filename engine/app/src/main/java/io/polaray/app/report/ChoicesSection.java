package io.polaray.app.report;

import io.polaray.app.explain.ExpectedChoices;
import io.polaray.app.explain.Explanation;
import io.polaray.app.report.Html.Column;
import io.polaray.app.text.Figures;
import io.polaray.app.text.JsonDocument;
import io.polaray.dual.AgentDesign;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;

/** What people are expected to choose. */
final class ChoicesSection implements Section {
  private static final int CHARTED = 20;
  private static final int MAX_TRADES = 3;
  private static final int BINS = 10;

  private final Explanation explanation;
  private final Names names;
  private final ExpectedChoices offers;
  private final int shown;

  ChoicesSection(Explanation explanation, Names names, ExpectedChoices offers, int shown) {
    this.explanation = explanation;
    this.names = names;
    this.offers = offers;
    this.shown = Math.min(shown, CHARTED);
  }

  private List<AgentDesign> charted() {
    List<AgentDesign> ranked = explanation.ranked();
    return ranked.subList(0, Math.min(shown, ranked.size()));
  }

  @Override
  public void write(Html page) {
    double people = 0;
    double takers = 0;
    double keeps = 0;
    double none = 0;
    double shed = 0;
    double[] bins = new double[BINS];
    for (AgentDesign design : explanation.agents()) {
      double size = design.agent().population();
      ExpectedChoices.Entry entry = offers.of(design);
      people += size;
      takers += size * entry.takers();
      keeps += size * entry.keeps();
      none += size * entry.none();
      shed += size * entry.shed();
      bins[Math.min(BINS - 1, (int) (BINS * entry.takers()))] += size;
    }
    page.raw("<section id=\"choices\">\n").element("h2", "What people are expected to choose");
    page.element(
        "p",
        "Nobody is asked how they feel about tasks; they choose. From what is known about"
            + " preferences, "
            + Figures.of(takers, 4)
            + " of "
            + Figures.of(people, 6)
            + " people are expected to choose a trade and "
            + Figures.of(keeps, 4)
            + " to keep what they have"
            + (none > 0 ? "; " + Figures.of(none, 4) + " are offered no trade" : "")
            + (shed > 0 ? "; " + Figures.of(shed, 4) + " may be relieved of tasks" : "")
            + ".");
    page.chart("chart-choices", "Stacked bars: shares of people by what they choose");
    if (explanation.agents().size() > shown) {
      page.element("h3", "Over everybody");
      Html.Table table =
          page.table(
              List.of(
                  Column.words("expected to trade"),
                  Column.number("people"),
                  Column.markup("share of all")));
      for (int k = 0; k < BINS; k++) {
        table.row(
            (k * 100 / BINS) + " to " + ((k + 1) * 100 / BINS) + " %",
            Figures.of(bins[k], 6),
            Html.bar(people > 0 ? bins[k] / people : 0, "design"));
      }
      table.end();
    }
    page.raw("</section>\n");
  }

  @Override
  public void data(JsonDocument json) {
    List<String> agents = new ArrayList<>();
    charted().forEach(design -> agents.add(names.agent(design.agent())));
    json.object("choices").field("agents", agents).array("series");
    for (int k = 0; k < MAX_TRADES; k++) {
      int trade = k;
      series(json, (k + 1) + ". trade", entry -> trade(entry, trade));
    }
    series(json, "keep what they have", ExpectedChoices.Entry::keeps);
    series(json, "no trade offered", ExpectedChoices.Entry::none);
    series(json, "relieved of tasks", ExpectedChoices.Entry::shed);
    json.endArray().endObject();
  }

  private static double trade(ExpectedChoices.Entry entry, int k) {
    double sum = 0;
    for (int r = k; r < entry.trades().size(); r++) {
      sum += r == k || k == MAX_TRADES - 1 ? entry.trades().get(r) : 0;
    }
    return sum;
  }

  private interface Share {
    double of(ExpectedChoices.Entry entry);
  }

  private void series(JsonDocument json, String name, Share share) {
    List<AgentDesign> charted = charted();
    double[] shares = new double[charted.size()];
    boolean any = false;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = share.of(offers.of(charted.get(k)));
      any |= shares[k] > 0;
    }
    if (any) {
      json.object().field("name", name).field("shares", Vector.of(shares)).endObject();
    }
  }
}
