package io.polaray.app.report;

import io.polaray.app.cards.TradeWords;
import io.polaray.app.explain.ExpectedChoices;
import io.polaray.app.explain.Explanation;
import io.polaray.app.report.Html.Column;
import io.polaray.app.text.Figures;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.market.Agent;
import io.polaray.menu.Menu;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import java.util.List;

/** The menus: a card an agent for those that contribute most, exchange rates for everybody. */
final class MenusSection implements Section {
  private static final double EXAMPLE_SHARE = 0.5;
  private static final int SHOWN_RATES = 12;

  private final Explanation explanation;
  private final Names names;
  private final ExpectedChoices offers;
  private final int shown;
  private final TradeWords words;

  MenusSection(Explanation explanation, Names names, ExpectedChoices offers, int shown) {
    this.explanation = explanation;
    this.names = names;
    this.offers = offers;
    this.shown = shown;
    this.words = new TradeWords(names.tasks());
  }

  @Override
  public void write(Html page) {
    List<AgentDesign> ranked = explanation.ranked();
    int count = Math.min(shown, ranked.size());
    page.raw("<section id=\"menus\">\n").element("h2", "What people are offered");
    page.element(
        "p",
        "Everybody may keep what they have. Whoever takes the trade that suits them, if any, is"
            + " never worse off by their own judgement, whatever the others do. A trade may be"
            + " carried out in part, in the same proportions.");
    if (count < ranked.size()) {
      page.element(
          "p",
          "small",
          "Shown are the "
              + count
              + " of "
              + ranked.size()
              + " agents that contribute most to the saving. polaray cards writes a page for"
              + " everybody.");
    }
    page.raw("<div class=\"cards\">\n");
    ranked.subList(0, count).forEach(design -> card(page, design));
    page.raw("</div>\n");
    rates(page);
    page.raw("</section>\n");
  }

  private void card(Html page, AgentDesign design) {
    Agent agent = design.agent();
    ExpectedChoices.Entry entry = offers.of(design);
    page.raw("<article class=\"card\">\n").element("h3", names.agent(agent));
    page.element("p", "small", "has " + words.taken(agent.endowment(), 1));
    boolean drawn = design.lottery().size() > 1;
    for (LotteryEntry offer : design.lottery()) {
      if (drawn) {
        page.element(
            "p",
            "chance",
            Figures.percent(offer.probability(), 3)
                + (agent.population() > 1 ? " of these people get:" : " chance of this offer:"));
      }
      Menu menu = offer.column().menu();
      if (menu instanceof Menu.StatusQuo) {
        page.element("p", "No trade: everything stays.");
      } else if (menu instanceof Menu.Remedial) {
        page.element(
            "p",
            "Relief: tasks may be taken away with nothing in exchange. Expected to remain: "
                + remaining(offer.column().assignment())
                + ".");
      }
      offer.column().choices().forEach(choice -> trade(page, agent, choice));
    }
    if (entry.relief() > 0) {
      page.element(
          "p",
          "small",
          "Own burden: expected to fall by "
              + Figures.percent(entry.relief(), 2)
              + " ("
              + offers.reliefBasis()
              + ").");
    }
    page.raw("</article>\n");
  }

  private String remaining(Vector assignment) {
    String text = words.taken(assignment, 1);
    return text.isEmpty() ? "none" : text;
  }

  private void trade(Html page, Agent agent, RayChoice choice) {
    Vector direction = choice.ray().direction();
    int pivot = TradeWords.pivot(direction);
    double unit = 1 / -direction.get(pivot);
    page.raw("<div class=\"trade\"><p class=\"rate\">")
        .text("Give up " + words.given(direction, unit) + ", take on ")
        .text(words.taken(direction, unit))
        .raw("</p>\n");
    double whole = Math.floor(EXAMPLE_SHARE * -direction.get(pivot));
    String example =
        whole > 1 && whole < agent.endowment().get(pivot)
            ? "For example "
                + words.given(direction, whole * unit)
                + " for "
                + words.taken(direction, whole * unit)
                + "; in full "
            : "In full ";
    page.raw("<p class=\"small\">")
        .text(example)
        .text(words.given(direction, 1) + " for " + words.taken(direction, 1) + ".")
        .raw("</p>\n<p class=\"take-up\">" + Html.bar(choice.probability(), "design"))
        .text(
            Figures.percent(choice.probability(), 3)
                + " are expected to choose this"
                + (choice.taken() ? "" : " (offered so that the other trades can be)"))
        .raw("</p></div>\n");
  }

  private void rates(Html page) {
    List<ExchangeRates> groups = ExchangeRates.of(explanation.agents(), names.tasks());
    if (groups.isEmpty()) {
      return;
    }
    page.element("h3", "Exchange rates over everybody");
    page.element(
        "p",
        "A rate says how many tasks are taken on for one given up; half of those offered a trade"
            + " see a rate below the median.");
    Html.Table table =
        page.table(
            List.of(
                Column.words("trade"),
                Column.number("lowest rate"),
                Column.number("median"),
                Column.number("highest"),
                Column.number("people offered"),
                Column.number("expected to take it")));
    int rows = Math.min(SHOWN_RATES, groups.size());
    for (ExchangeRates group : groups.subList(0, rows)) {
      table.row(
          group.trade(),
          Figures.of(group.lowest(), 3),
          Figures.of(group.median(), 3),
          Figures.of(group.highest(), 3),
          Figures.of(group.offered(), 4),
          Figures.of(group.takers(), 4));
    }
    table.end();
    if (rows < groups.size()) {
      page.element(
          "p", "small", "and " + (groups.size() - rows) + " more kinds of trades that fewer take");
    }
  }
}
