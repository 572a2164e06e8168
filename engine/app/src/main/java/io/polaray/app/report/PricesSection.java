package io.polaray.app.report;

import io.polaray.app.explain.Explanation;
import io.polaray.app.report.Html.Column;
import io.polaray.app.text.Figures;
import io.polaray.app.text.JsonDocument;
import io.polaray.dual.PriceRange;
import java.util.List;

/** Task prices with the ranges in which they are as good. */
final class PricesSection implements Section {
  private static final int DIGITS = 5;

  private final List<PriceRange> ranges;
  private final Explanation explanation;
  private final Names names;

  PricesSection(ReportSource source, Explanation explanation, Names names) {
    this.explanation = explanation;
    this.names = names;
    this.ranges =
        source.summary().priceRanges().size() == names.tasks().size()
            ? source.summary().priceRanges()
            : List.of();
  }

  private PriceRange range(int i) {
    double price = explanation.prices().get(i);
    return ranges.isEmpty() ? new PriceRange(price, price) : ranges.get(i);
  }

  @Override
  public void write(Html page) {
    page.raw("<section id=\"prices\">\n").element("h2", "What one more case costs");
    page.element(
        "p",
        "The price of a task is what one more case of it would add to the social cost of the best"
            + " design. An agent should do more of a task where it costs less than its price."
            + (ranges.isEmpty()
                ? ""
                : " The range holds prices that are as good, the others unchanged; where it is"
                    + " wide, one more case and one case less are worth different things."));
    page.chart("chart-prices", "Price of each task with its range");
    Html.Table table =
        page.table(
            List.of(
                Column.words("task"),
                Column.number("price"),
                Column.number("from"),
                Column.number("to"),
                Column.number("cheapest agent"),
                Column.number("dearest agent")));
    for (int i = 0; i < names.tasks().size(); i++) {
      int task = i;
      double[] costs =
          explanation.agents().stream()
              .mapToDouble(design -> design.agent().socialCost().get(task))
              .sorted()
              .toArray();
      table.row(
          names.task(i),
          Figures.of(explanation.prices().get(i), DIGITS),
          Figures.of(range(i).low(), DIGITS),
          Figures.of(range(i).high(), DIGITS),
          Figures.of(costs[0], DIGITS),
          Figures.of(costs[costs.length - 1], DIGITS));
    }
    table.end();
    page.raw("</section>\n");
  }

  @Override
  public void data(JsonDocument json) {
    json.array("prices");
    for (int i = 0; i < names.tasks().size(); i++) {
      json.object()
          .field("name", names.task(i))
          .field("price", explanation.prices().get(i))
          .field("low", range(i).low())
          .field("high", range(i).high())
          .endObject();
    }
    json.endArray();
  }
}
