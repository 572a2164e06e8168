package io.polaray.app.explain;

import io.polaray.app.design.MenuJson;
import io.polaray.app.input.PrintableText;
import io.polaray.app.text.Figures;
import io.polaray.app.text.JsonDocument;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.dual.PriceRange;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.menu.Menu;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints an {@link Explanation}. */
public final class ExplanationWriter {
  /** The name of the JSON format. */
  public static final String FORMAT = "polaray-explanation/1";

  private static final int DIGITS = 6;
  private static final int NAME = 24;
  private static final double WIDE = 1e-3;
  private static final double STEP = 0.1;

  private final Explanation explanation;
  private final Market market;
  private final Vector prices;
  private final List<PriceRange> ranges;

  /**
   * A writer.
   *
   * @param ranges of the task prices, one a task, or none
   */
  public ExplanationWriter(Explanation explanation, List<PriceRange> ranges) {
    this.explanation = explanation;
    this.ranges = ranges.size() == explanation.prices().size() ? List.copyOf(ranges) : List.of();
    this.market = explanation.market();
    this.prices = explanation.prices();
  }

  /** The whole market: tasks, then the agents that contribute most. */
  public void overview(PrintWriter out, int shown) {
    double total = explanation.total();
    out.printf(
        "The design saves %s of a status-quo cost of %s. The same tasks are done; they change"
            + " hands.%n%n",
        Figures.of(total, DIGITS), Figures.of(market.statusQuoCost(), DIGITS));
    out.printf("%-24s %12s %12s %12s %9s%n", "task", "instances", "change hands", "price", "share");
    for (int i = 0; i < prices.size(); i++) {
      out.printf(
          "%-24s %12s %12s %12s %9s%n",
          name(market.tasks().get(i).name()),
          Figures.of(market.instances().get(i), DIGITS),
          Figures.of(explanation.moved(i), DIGITS),
          Figures.of(prices.get(i), DIGITS),
          share(explanation.contribution(i), total));
    }
    out.printf(
        "%nA price is what one more instance of the task would add to the cost of the best"
            + " design:%n");
    for (int i = 0; i < prices.size(); i++) {
      out.printf(
          "  one more %s costs %s%s%n",
          name(market.tasks().get(i).name()), Figures.of(prices.get(i), DIGITS), range(i));
    }
    out.println();
    List<AgentDesign> ranked = explanation.ranked();
    int count = Math.min(shown, ranked.size());
    out.printf("%-24s %12s %12s %9s   %s%n", "agent", "population", "contributes", "share", "how");
    for (AgentDesign design : ranked.subList(0, count)) {
      double value = explanation.contribution(design);
      out.printf(
          "%-24s %12s %12s %9s   %s%n",
          name(design.agent().id()),
          Figures.of(design.agent().population(), DIGITS),
          Figures.of(value, DIGITS),
          share(value, total),
          changes(design));
    }
    if (count < ranked.size()) {
      out.printf("and %d more agents%n", ranked.size() - count);
    }
  }

  /** Where a price may lie: one more instance costs the upper end, one less saves the lower. */
  private String range(int task) {
    if (ranges.isEmpty()) {
      return "";
    }
    PriceRange ends = ranges.get(task);
    double width = ends.high() - ends.low();
    return width > WIDE * Math.abs(prices.get(task))
        ? " (any price from "
            + Figures.of(ends.low(), DIGITS)
            + " to "
            + Figures.of(ends.high(), DIGITS)
            + " is as good)"
        : "";
  }

  private String changes(AgentDesign design) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < prices.size(); i++) {
      double change = design.expectedAssignment().get(i) - design.agent().statusQuo().get(i);
      if (Math.abs(change) > 1e-9 * Math.max(1, design.agent().statusQuo().get(i))) {
        text.append(text.length() == 0 ? "" : ", ")
            .append(change > 0 ? "+" : "")
            .append(Figures.of(change, 4))
            .append(' ')
            .append(name(market.tasks().get(i).name()));
      }
    }
    return text.length() == 0 ? "keeps what it has" : text.toString();
  }

  /** One agent: what its tasks are worth, what it is offered and why. */
  public void agent(PrintWriter out, AgentDesign design) {
    Agent agent = design.agent();
    double total = explanation.total();
    out.printf(
        "%s contributes %s of the saving of %s (%s).%n%n",
        name(agent.id()),
        Figures.of(explanation.contribution(design), DIGITS),
        Figures.of(total, DIGITS),
        share(explanation.contribution(design), total));
    out.printf(
        "%-24s %12s %12s %12s %12s %12s %12s%n",
        "task", "today", "expected", "its cost", "price", "worth", "contributes");
    Vector worth = prices.minus(agent.socialCost());
    for (int i = 0; i < prices.size(); i++) {
      out.printf(
          "%-24s %12s %12s %12s %12s %12s %12s%n",
          name(market.tasks().get(i).name()),
          Figures.of(agent.statusQuo().get(i), DIGITS),
          Figures.of(design.expectedAssignment().get(i), DIGITS),
          Figures.of(agent.socialCost().get(i), DIGITS),
          Figures.of(prices.get(i), DIGITS),
          Figures.of(worth.get(i), DIGITS),
          Figures.of(explanation.contribution(design, i), DIGITS));
    }
    out.printf(
        "%nA task is worth its price less what it costs when this agent does it. The menus below"
            + " are those worth most in expectation at these prices.%n");
    OtherRates rates = OtherRates.of(design, prices);
    for (LotteryEntry entry : design.lottery()) {
      out.printf("%nwith probability %s%n", Figures.of(entry.probability(), 4));
      menu(out, entry, worth, rates);
    }
  }

  private void menu(PrintWriter out, LotteryEntry entry, Vector worth, OtherRates rates) {
    Menu menu = entry.column().menu();
    if (menu instanceof Menu.StatusQuo) {
      out.printf("  nothing: everything stays%n");
    } else if (menu instanceof Menu.Remedial) {
      out.printf("  tasks may be taken away, with nothing in exchange%n");
    }
    for (RayChoice choice : entry.column().choices()) {
      double gain = worth.dot(choice.ray().direction());
      out.printf("  %s%n", trade(choice.ray().direction()));
      out.printf(
          Locale.ROOT,
          "    %s are expected to choose it; each is worth %s when carried out in full, %s in"
              + " expectation%s%n",
          Figures.percent(choice.probability(), 3),
          Figures.of(gain, 4),
          Figures.of(choice.taken() ? gain * choice.probability() : 0, 4),
          choice.taken() ? "" : " (it is only there so that the other trades can be offered)");
      if (choice.taken()) {
        out.printf(
            "    asking for 10 %% more: %s; for 10 %% less: %s%n",
            outcome(rates.at(choice, 1 + STEP)), outcome(rates.at(choice, 1 - STEP)));
      }
    }
  }

  private static String outcome(OtherRates.Outcome outcome) {
    return Figures.percent(outcome.probability(), 3)
        + " would choose it, worth "
        + Figures.of(outcome.value(), 4)
        + " in expectation";
  }

  private String trade(Vector direction) {
    StringBuilder gives = new StringBuilder();
    StringBuilder takes = new StringBuilder();
    for (int i = 0; i < direction.size(); i++) {
      StringBuilder side = direction.get(i) < 0 ? gives : takes;
      if (direction.get(i) != 0) {
        side.append(side.length() == 0 ? "" : ", ")
            .append(Figures.of(Math.abs(direction.get(i)), 4))
            .append(' ')
            .append(name(market.tasks().get(i).name()));
      }
    }
    return "gives up " + gives + "; takes on " + takes;
  }

  private static String share(double part, double total) {
    double share = Math.abs(part) < 1e-9 * total ? 0 : part / total;
    return total > 0 ? Figures.percent(share, 3) : "-";
  }

  private static String name(String text) {
    return PrintableText.of(text, NAME);
  }

  /** The document {@value #FORMAT}: all agents and tasks. */
  public void json(OutputStream stream) {
    try (JsonDocument json = JsonDocument.of(stream, 2)) {
      json.object()
          .field("format", FORMAT)
          .field("statusQuo", market.statusQuoCost())
          .field("saving", explanation.total())
          .array("tasks");
      for (int i = 0; i < prices.size(); i++) {
        json.object()
            .field("task", market.tasks().get(i).name())
            .field("price", prices.get(i))
            .field("low", ranges.isEmpty() ? prices.get(i) : ranges.get(i).low())
            .field("high", ranges.isEmpty() ? prices.get(i) : ranges.get(i).high())
            .field("instances", market.instances().get(i))
            .field("changingHands", explanation.moved(i))
            .field("contribution", explanation.contribution(i))
            .endObject();
      }
      json.endArray().array("agents");
      for (AgentDesign design : explanation.agents()) {
        double[] saving = new double[prices.size()];
        double[] contribution = new double[prices.size()];
        for (int i = 0; i < saving.length; i++) {
          saving[i] = explanation.saving(design, i);
          contribution[i] = explanation.contribution(design, i);
        }
        json.object()
            .field("id", design.agent().id())
            .field("contribution", explanation.contribution(design))
            .field("worth", prices.minus(design.agent().socialCost()))
            .field("savingByTask", Vector.of(saving))
            .field("contributionByTask", Vector.of(contribution))
            .array("lottery");
        for (LotteryEntry entry : design.lottery()) {
          json.object().field("probability", entry.probability());
          MenuJson.write(json, entry.column());
          json.endObject();
        }
        json.endArray().endObject();
      }
      json.endArray().endObject();
    }
  }
}
