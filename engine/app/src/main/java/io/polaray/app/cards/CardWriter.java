package io.polaray.app.cards;

import io.polaray.app.design.SolveFolder;
import io.polaray.app.input.PrintableText;
import io.polaray.app.text.CsvTable;
import io.polaray.app.text.Figures;
import io.polaray.app.text.HtmlText;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.market.Agent;
import io.polaray.market.Task;
import io.polaray.menu.Menu;
import io.polaray.menu.Ray;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The offers of a design in plain words: one printed page an agent, and a table.
 *
 * <p>A card promises what the mechanism keeps: trades are carried out in part or in full, in the
 * proportions stated; whoever takes the trade that helps them, if any, is never worse off by their
 * own judgement on average over the draw; whole tasks are drawn so that each total moves by less
 * than one.
 */
public final class CardWriter {
  private static final int NAME = 80;
  private static final int DIGITS = 3;
  private static final double EXAMPLE_SHARE = 0.25;

  private static final String STYLE =
      """
      body { font-family: Georgia, serif; color: #222; margin: 0; background: #f4f3ef; }
      section { background: #fff; max-width: 42em; margin: 1.5em auto; padding: 2em 2.5em;
        border: 1px solid #ddd; page-break-after: always; break-after: page; }
      h1 { font-size: 1.5em; margin: 0 0 .2em; overflow-wrap: anywhere; }
      h2 { font-size: 1.1em; margin: 1.4em 0 .3em; }
      .trade { border-left: .3em solid #1b6ca8; padding: .4em 1em; margin: .8em 0;
        background: #f2f7fb; }
      .rate { font-size: 1.15em; font-weight: bold; overflow-wrap: anywhere; }
      .small { color: #555; font-size: .92em; }
      table { border-collapse: collapse; margin: .4em 0; width: 100%; }
      th, td { text-align: left; padding: .2em .6em .2em 0; border-bottom: 1px solid #ddd;
        overflow-wrap: anywhere; }
      td.number, th.number { text-align: right; }
      ul { padding-left: 1.2em; }
      @media print { body { background: #fff; } section { border: 0; margin: 0; } }
      """;

  private final SolveFolder folder;
  private final List<String> tasks;
  private final TradeWords words;

  /** A writer of a solve's cards. */
  public CardWriter(SolveFolder folder) {
    this.folder = folder;
    this.tasks =
        folder.market().market().tasks().stream()
            .map(Task::name)
            .map(name -> PrintableText.of(name, NAME))
            .toList();
    this.words = new TradeWords(tasks);
  }

  /** All cards as one HTML document without scripts or references. */
  public void html(OutputStream out) throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src 'unsafe-inline'\">\n<title>Offers</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n");
    for (AgentDesign design : folder.design().agents()) {
      card(page, design);
      out.write(page.toString().getBytes(StandardCharsets.UTF_8));
      page.setLength(0);
    }
    out.write("</body>\n</html>\n".getBytes(StandardCharsets.UTF_8));
  }

  private void card(StringBuilder page, AgentDesign design) {
    Agent agent = design.agent();
    page.append("<section>\n<h1>")
        .append(HtmlText.of(PrintableText.of(agent.id(), NAME)))
        .append("</h1>\n<p>Your tasks today.")
        .append(mayLose(design) ? "" : " They stay yours unless you choose otherwise.")
        .append("</p>\n")
        .append("<table>\n<tr><th>task</th><th class=\"number\">today</th></tr>\n");
    for (int i = 0; i < tasks.size(); i++) {
      page.append("<tr><td>")
          .append(HtmlText.of(tasks.get(i)))
          .append("</td><td class=\"number\">")
          .append(Figures.of(agent.endowment().get(i), 6))
          .append("</td></tr>\n");
    }
    page.append("</table>\n");
    boolean drawn = design.lottery().size() > 1;
    if (drawn) {
      page.append("<p>One of the offers below is drawn for you before you choose.</p>\n");
    }
    for (LotteryEntry entry : design.lottery()) {
      if (drawn) {
        page.append("<h2>Offer with a chance of ")
            .append(Figures.percent(entry.probability(), DIGITS))
            .append("</h2>\n");
      } else {
        page.append("<h2>Your offer</h2>\n");
      }
      menu(page, agent, entry);
    }
    if (design.lottery().stream().anyMatch(entry -> entry.column().menu() instanceof Menu.Rays)) {
      promise(page);
    }
    page.append("</section>\n");
  }

  private static void promise(StringBuilder page) {
    page.append("<ul class=\"small\">\n")
        .append("<li>Choose a trade if, by your own judgement, its proportions suit you; ")
        .append("otherwise keep what you have. Nothing the others do can make you regret that: ")
        .append("no option is worse than today for those who choose so, on average over the ")
        .append("draw.</li>\n")
        .append("<li>Any part of a trade may be carried out, possibly none, in the same ")
        .append("proportions.</li>\n")
        .append("<li>Tasks are handed out whole; the draw that rounds them moves your total by ")
        .append("less than one.</li>\n</ul>\n");
  }

  private static boolean mayLose(AgentDesign design) {
    return design.lottery().stream()
        .anyMatch(entry -> entry.column().menu() instanceof Menu.Remedial);
  }

  private void menu(StringBuilder page, Agent agent, LotteryEntry entry) {
    Menu menu = entry.column().menu();
    if (menu instanceof Menu.StatusQuo) {
      page.append("<p>Nothing changes: you keep the tasks you have.</p>\n");
      return;
    }
    if (menu instanceof Menu.Remedial) {
      page.append("<div class=\"trade\"><p class=\"rate\">Tasks may be taken off you, with nothing")
          .append(" asked in exchange.</p></div>\n");
      return;
    }
    page.append("<p>Keep everything as it is, or choose ")
        .append(entry.column().choices().size() == 1 ? "this trade" : "one of these trades")
        .append(":</p>\n");
    for (RayChoice choice : entry.column().choices()) {
      trade(page, agent, choice.ray());
    }
  }

  private void trade(StringBuilder page, Agent agent, Ray ray) {
    Vector direction = ray.direction();
    int pivot = TradeWords.pivot(direction);
    double unit = 1 / -direction.get(pivot);
    page.append("<div class=\"trade\"><p class=\"rate\">For every ")
        .append(HtmlText.of(words.given(direction, unit)))
        .append(" you give up, take on ")
        .append(HtmlText.of(words.taken(direction, unit)))
        .append(".</p>\n<p class=\"small\">In full: give up ")
        .append(HtmlText.of(words.given(direction, 1)))
        .append(" and take on ")
        .append(HtmlText.of(words.taken(direction, 1)))
        .append(".");
    double whole = Math.floor(EXAMPLE_SHARE * -direction.get(pivot));
    if (whole >= 1 && whole < agent.endowment().get(pivot)) {
      page.append(" Carried out in part, for example: give up ")
          .append(HtmlText.of(words.givenWhole(direction, whole * unit)))
          .append(" and take on ")
          .append(HtmlText.of(words.takenWhole(direction, whole * unit)))
          .append(".");
    }
    page.append("</p></div>\n");
  }

  /** One row an agent, menu, trade and task. */
  public void table(OutputStream out) throws IOException {
    CsvTable table =
        CsvTable.of(
            out, "agent", "menu", "probability", "kind", "trade", "task", "today", "change");
    for (AgentDesign design : folder.design().agents()) {
      Agent agent = design.agent();
      for (int m = 0; m < design.lottery().size(); m++) {
        LotteryEntry entry = design.lottery().get(m);
        Menu menu = entry.column().menu();
        String kind =
            menu instanceof Menu.Rays
                ? "rays"
                : menu instanceof Menu.Remedial ? "remedial" : "statusQuo";
        List<Vector> changes =
            menu instanceof Menu.Rays rays
                ? rays.rays().stream().map(Ray::direction).toList()
                : List.of(
                    menu instanceof Menu.Remedial
                        ? Vector.zeros(tasks.size()).plus(-1, agent.endowment())
                        : Vector.zeros(tasks.size()));
        for (int k = 0; k < changes.size(); k++) {
          for (int i = 0; i < tasks.size(); i++) {
            table
                .cell(agent.id())
                .cell(m + 1)
                .cell(entry.probability())
                .cell(kind)
                .cell(k + 1)
                .cell(tasks.get(i))
                .cell(agent.endowment().get(i))
                .cell(changes.get(k).get(i))
                .endRow();
          }
        }
      }
    }
    table.finish();
  }
}
