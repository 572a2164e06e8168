package io.polaray.app.diagnose;

import io.polaray.app.input.PrintableText;
import io.polaray.app.text.Figures;
import io.polaray.choice.BilateralTrade;
import io.polaray.choice.Condition;
import io.polaray.choice.ConditionFinding;
import io.polaray.choice.TradeReport;
import io.polaray.choice.ValueOfChoice;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.preference.TypeMeasure;
import java.io.PrintWriter;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A diagnosis for a terminal. */
public final class DiagnosisTable {
  private static final int DIGITS = 8;
  private static final int NAME = 32;

  private final Diagnosis diagnosis;
  private final Market market;
  private final PrintWriter out;

  private DiagnosisTable(Diagnosis diagnosis, PrintWriter out) {
    this.diagnosis = diagnosis;
    this.market = diagnosis.file().market();
    this.out = out;
  }

  /** Prints a diagnosis. */
  public static void print(Diagnosis diagnosis, PrintWriter out) {
    new DiagnosisTable(diagnosis, out).print();
  }

  private void print() {
    conditions();
    trades();
    withoutChoice();
    ladder();
    out.println();
    out.println(Words.verdict(diagnosis.value().verdict(), diagnosis.trade().best().isPresent()));
  }

  private void conditions() {
    out.println("Conditions of Theorem 1");
    for (ConditionFinding finding : diagnosis.value().findings()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %-3s  %-41s %s",
              finding.holds() ? "yes" : "no",
              Words.question(finding.condition()),
              deciders(finding)));
    }
    diagnosis
        .value()
        .pair()
        .ifPresent(pair -> out.println("  Proposition 1 applies to " + pair(pair)));
  }

  private String pair(ValueOfChoice.Pair pair) {
    List<String> tasks = pair.tasks().stream().map(this::task).toList();
    return agent(pair.first())
        + " and "
        + agent(pair.second())
        + (tasks.size() == market.tasks().size() ? "" : " on " + String.join(", ", tasks));
  }

  private String deciders(ConditionFinding finding) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < finding.deciders().size(); k++) {
      int task = finding.tasks().get(k);
      names.add(agent(finding.deciders().get(k)) + (task < 0 ? "" : " (" + task(task) + ")"));
    }
    if (names.isEmpty()) {
      return "";
    }
    if (finding.condition() == Condition.PERFORMANCE_DIFFERS) {
      return String.join(" and ", names);
    }
    long more = finding.violations() - names.size();
    return String.join(", ", names)
        + (more > 0 && finding.condition() != Condition.COMMON_SUPPORT
            ? " and " + more + " more"
            : "");
  }

  private void trades() {
    out.println();
    trade("Best bilateral trade", diagnosis.trade());
    diagnosis
        .commonTrade()
        .ifPresent(report -> trade("Best bilateral trade on tasks that both hold", report));
  }

  private void trade(String title, TradeReport report) {
    out.println(
        title
            + " ("
            + report.pairs()
            + (report.complete() ? " pairs, all)" : " pairs of " + report.agents() + " agents)"));
    if (report.best().isEmpty()) {
      out.println("  none saves anything");
    } else {
      BilateralTrade trade = report.best().get();
      out.println("  " + agent(trade.first()) + " " + moves(trade, 1));
      out.println("  " + agent(trade.second()) + " " + moves(trade, -1));
      out.println(
          "  saves "
              + Figures.of(trade.saving(), DIGITS)
              + " if both agree: "
              + Figures.percent(trade.firstAccepts(), 4)
              + " and "
              + Figures.percent(trade.secondAccepts(), 4)
              + " of the types do, so "
              + Figures.of(trade.expectedSaving(), DIGITS)
              + " expected");
    }
    if (report.upperBound() > 0) {
      out.println(
          "  no bilateral trade saves more than "
              + Figures.of(report.upperBound(), DIGITS, RoundingMode.CEILING)
              + " in expectation"
              + (report.complete() ? "" : " among the agents compared")
              + (diagnosis.measure() == TypeMeasure.Kind.SAMPLE ? " on the sample of types" : ""));
    }
  }

  private String moves(BilateralTrade trade, int sign) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < trade.gamma().size(); i++) {
      double amount = sign * trade.gamma().get(i);
      if (amount != 0) {
        text.append(text.isEmpty() ? "" : ", ");
        text.append(amount > 0 ? "+" : "").append(Figures.of(amount, 6)).append(' ');
        text.append(task(i));
      }
    }
    return text.toString();
  }

  private void withoutChoice() {
    out.println();
    out.println("Without choice");
    double today = market.statusQuoCost();
    diagnosis
        .nonChoice()
        .ifPresentOrElse(
            solution ->
                out.println(
                    "  best assignment that every type accepts: cost "
                        + Figures.of(solution.cost(), DIGITS)
                        + ", saves "
                        + Figures.of(Math.max(0, today - solution.cost()), 6)
                        + "; none costs less than "
                        + Figures.of(solution.lowerBound(), DIGITS, RoundingMode.FLOOR)),
            () -> out.println("  none found: the status quo does not clear the market"));
    diagnosis
        .limit()
        .ifPresentOrElse(
            limit ->
                out.println(
                    limit.right() == 0
                        ? "  Lemma 1: nothing can move up where costs above "
                            + "the largest lower end are possible"
                        : "  Lemma 1: all moves above beta times the status quo together, each"
                            + " weighed with its spread of costs, at most "
                            + Figures.of(limit.right(), DIGITS, RoundingMode.CEILING)),
            () ->
                out.println(
                    "  Lemma 1 does not apply: types do not fill boxes, or the boxes have no"
                        + " common point"));
  }

  private void ladder() {
    Ladder ladder = diagnosis.ladder();
    out.println();
    out.println(ladder.ordered() ? "The ladder" : "The ladder (no order is claimed)");
    double today = market.statusQuoCost();
    List<Rung> present = ladder.present();
    for (Rung rung : ladder.rungs()) {
      out.println(
          String.format(
                  Locale.ROOT,
                  "  %-20s %16s  %-9s %14s  %s",
                  rung.step().words(),
                  rung.present() ? Figures.of(rung.cost(), DIGITS) : "-",
                  Words.kind(rung.kind()),
                  rung.present() ? saving(today, rung.cost()) : "",
                  rung.present() && rung.note().isEmpty()
                      ? Words.measure(rung.measure())
                      : PrintableText.of(rung.note(), 60))
              .stripTrailing());
    }
    for (String reason : ladder.disorder()) {
      out.println("  no order: " + reason);
    }
    for (int k = 0; ladder.ordered() && k + 1 < present.size(); k++) {
      Rung lower = present.get(k);
      Rung upper = present.get(k + 1);
      out.println(
          "  from "
              + upper.step().words()
              + " down to "
              + lower.step().words()
              + ", "
              + Figures.of(Math.max(0, upper.cost() - lower.cost()), 6)
              + ": "
              + Words.gap(lower.step(), upper.step()));
    }
    ladder
        .price()
        .ifPresent(
            price ->
                out.println(
                    "  price of obviousness: "
                        + Figures.of(100 * price.atLeast(), 4, RoundingMode.FLOOR)
                        + " % to "
                        + Figures.of(100 * price.atMost(), 4, RoundingMode.CEILING)
                        + " % of what Bayesian mechanisms can save"));
  }

  private static String saving(double today, double cost) {
    double share = (today - cost) / Math.abs(today);
    return Math.abs(share) < 1e-9
        ? "+0 %"
        : (share > 0 ? "-" : "+") + Figures.percent(Math.abs(share), 3);
  }

  private String agent(int position) {
    Agent agent = market.agents().get(position);
    return PrintableText.of(agent.id(), NAME);
  }

  private String task(int position) {
    return PrintableText.of(market.tasks().get(position).name(), NAME);
  }
}
