package io.polaray.app.report;

import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The rates of all trades that give up and take on the same tasks.
 *
 * @param trade in words, such as {@code intake for imaging}
 * @param lowest tasks taken on for one given up
 * @param median of the people who are offered such a trade
 * @param highest largest rate
 * @param offered people who are offered such a trade
 * @param takers people who are expected to choose it
 */
record ExchangeRates(
    String trade, double lowest, double median, double highest, double offered, double takers) {

  private record Offer(double rate, double people, double takers) {}

  /** The rates of a design, those with most takers first. */
  static List<ExchangeRates> of(List<AgentDesign> agents, List<String> tasks) {
    Map<String, List<Offer>> groups = new LinkedHashMap<>();
    for (AgentDesign design : agents) {
      for (LotteryEntry entry : design.lottery()) {
        double people = design.agent().population() * entry.probability();
        for (RayChoice choice : entry.column().choices()) {
          Vector direction = choice.ray().direction();
          Offer offer = new Offer(rate(direction), people, people * choice.probability());
          groups.computeIfAbsent(words(direction, tasks), k -> new ArrayList<>()).add(offer);
        }
      }
    }
    List<ExchangeRates> rates = new ArrayList<>();
    groups.forEach((words, offers) -> rates.add(summary(words, offers)));
    rates.sort(Comparator.comparingDouble((ExchangeRates group) -> -group.takers()));
    return rates;
  }

  private static double rate(Vector direction) {
    double given = 0;
    double taken = 0;
    for (int i = 0; i < direction.size(); i++) {
      given += Math.max(0, -direction.get(i));
      taken += Math.max(0, direction.get(i));
    }
    return taken / given;
  }

  private static String words(Vector direction, List<String> tasks) {
    StringJoiner given = new StringJoiner(" + ");
    StringJoiner taken = new StringJoiner(" + ");
    for (int i = 0; i < direction.size(); i++) {
      if (direction.get(i) != 0) {
        (direction.get(i) < 0 ? given : taken).add(tasks.get(i));
      }
    }
    return given + " for " + taken;
  }

  private static ExchangeRates summary(String words, List<Offer> offers) {
    offers.sort(Comparator.comparingDouble(Offer::rate));
    double people = offers.stream().mapToDouble(Offer::people).sum();
    double below = 0;
    double median = Double.NaN;
    for (Offer offer : offers) {
      below += offer.people();
      if (below >= people / 2) {
        median = offer.rate();
        break;
      }
    }
    return new ExchangeRates(
        words,
        offers.get(0).rate(),
        median,
        offers.get(offers.size() - 1).rate(),
        people,
        offers.stream().mapToDouble(Offer::takers).sum());
  }
}
