package io.polaray.app.classify;

import io.polaray.app.classify.Classification.Tried;
import io.polaray.app.input.PrintableText;
import io.polaray.app.text.Figures;
import io.polaray.choice.RevenueCurve;
import io.polaray.choice.TwoClasses;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.CostSummary;
import io.polaray.dual.LotteryEntry;
import io.polaray.menu.RayChoice;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A classification for a terminal. */
public final class ClassificationTable {
  private static final int DIGITS = 8;
  private static final int MAX_AGENTS = 20;
  private static final int MAX_TRIED = 5;

  private final Classification result;
  private final PrintWriter out;

  private ClassificationTable(Classification result, PrintWriter out) {
    this.result = result;
    this.out = out;
  }

  /** Prints a classification. */
  public static void print(Classification result, PrintWriter out) {
    new ClassificationTable(result, out).print();
  }

  private void print() {
    for (int k = 0; k < 2; k++) {
      line("%s: %s", name(k), tasks(result.classes(), k));
    }
    for (Tried tried : result.tried().subList(0, Math.min(MAX_TRIED, result.tried().size()))) {
      line(
          "  next best: %s | %s, cost %s",
          tasks(tried.classes(), 0), tasks(tried.classes(), 1), Figures.of(tried.cost(), DIGITS));
    }
    out.println();
    CostSummary cost = result.design().cost();
    line("status quo     %s", Figures.of(result.file().market().statusQuoCost(), DIGITS));
    line("  mixed        %s  (nobody moves, tasks of a class drawn", value(cost.statusQuo()));
    line("                 at random)");
    line(
        "two prices     %s  (status %s, no two prices below %s)",
        value(cost.design()), result.design().status(), value(cost.lowerBound()));
    out.println();
    regularity();
    mixtures();
    agents();
  }

  private void regularity() {
    for (int k = 0; k < result.revenues().size(); k++) {
      for (RevenueCurve side : result.revenues().get(k)) {
        if (!side.regular() && side.exact()) {
          line(
              "not regular: types %d, shedding %s, between the rates %s and %s (revenue %s below"
                  + " its hull); a lottery of two prices can be best",
              k + 1,
              name(side.shed()),
              Figures.of(side.fromRate(), 4),
              Figures.of(side.toRate(), 4),
              Figures.percent(side.hullGap(), 2));
        }
      }
    }
    boolean sampled =
        result.revenues().stream().anyMatch(s -> s.stream().anyMatch(side -> !side.exact()));
    if (sampled) {
      line("regularity not judged where types are a sample");
    } else if (result.regular()) {
      line(
          "regular: every revenue curve is concave, prices move continuously with the task prices");
    }
  }

  private void mixtures() {
    if (!result.mixed().isEmpty()) {
      line(
          "%d of %d agents hold another mixture of a class today; %d of them may find the market's"
              + " mixture worse than the slack allows",
          result.mixed().size(), result.design().agents().size(), result.worse().size());
    }
  }

  private void agents() {
    out.println();
    line("%-24s %8s %10s %8s %10s %8s", "agent", "share", "price 1", "accept", "price 2", "accept");
    List<AgentDesign> agents = result.design().agents();
    for (AgentDesign design : agents.subList(0, Math.min(MAX_AGENTS, agents.size()))) {
      String id = PrintableText.of(design.agent().id(), 24);
      for (LotteryEntry entry : design.lottery()) {
        double[] prices = PriceCurve.prices(entry.column().menu());
        double[] accepts = {Double.NaN, Double.NaN};
        for (RayChoice choice : entry.column().choices()) {
          accepts[choice.ray().direction().get(0) > 0 ? 0 : 1] = choice.probability();
        }
        line(
            "%-24s %8s %10s %8s %10s %8s",
            id,
            Figures.percent(entry.probability(), 3),
            Figures.of(prices[0], 5),
            accepts(accepts[0]),
            Figures.of(prices[1], 5),
            accepts(accepts[1]));
        id = "";
      }
    }
    if (agents.size() > MAX_AGENTS) {
      line("... and %d more (see --json)", agents.size() - MAX_AGENTS);
    }
    out.println();
    line("price 1: units of %s shed for taking on one %s", name(1), name(0));
    line("price 2: units of %s taken on for shedding one %s", name(1), name(0));
  }

  private static String accepts(double share) {
    return Double.isNaN(share) ? "-" : Figures.percent(share, 3);
  }

  private String name(int which) {
    return PrintableText.of(result.classes().names().get(which), 24);
  }

  private String tasks(TwoClasses classes, int which) {
    return String.join(
        ", ",
        classes.tasks(which).stream()
            .map(i -> PrintableText.of(result.file().market().tasks().get(i).name(), 32))
            .toList());
  }

  private static String value(double cost) {
    return Figures.of(cost, DIGITS);
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
