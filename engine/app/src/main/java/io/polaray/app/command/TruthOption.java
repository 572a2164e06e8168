package io.polaray.app.command;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.PrintableText;
import io.polaray.app.input.Problem;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
import io.polaray.finite.replica.Behaviour;
import io.polaray.finite.replica.TypeModel;
import io.polaray.finite.replica.WrongTypes;
import io.polaray.market.Agent;
import io.polaray.preference.PreferenceDistribution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code --truth} says: how people really choose, when that is not as the market states.
 *
 * @param name as given
 * @param types where costs come from
 * @param behaviour how people choose
 */
record TruthOption(String name, TypeModel types, Behaviour behaviour) {
  /** As the market states. */
  static final TruthOption STATED =
      new TruthOption("stated", TypeModel.asStated(), Behaviour.LINEAR);

  private static final String KINDS =
      "spread:FACTOR, correlation:R, lognormal, convex, erratic or a market file (.json)";

  /**
   * Reads the option.
   *
   * @throws IllegalArgumentException if the text says none of these, with a message for the user
   * @throws BadInputException if a market file does not fit
   */
  static TruthOption of(String text, MarketFile market) {
    if (text.endsWith(".json")) {
      return new TruthOption(text, ofMarket(Path.of(text), market), Behaviour.LINEAR);
    }
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    boolean plain = colon < 0;
    if (kind.equals("spread") && !plain) {
      return new TruthOption(text, WrongTypes.spread(number(text, colon)), Behaviour.LINEAR);
    }
    if (kind.equals("correlation") && !plain) {
      TypeModel correlated = WrongTypes.correlated(number(text, colon));
      for (Agent agent : market.market().agents()) {
        if (!WrongTypes.isIndependent(agent.preferences())) {
          throw new IllegalArgumentException(
              "--truth "
                  + PrintableText.of(text, 40)
                  + " needs independent private costs; those of agent "
                  + PrintableText.of(agent.id(), 80)
                  + " are not");
        }
      }
      return new TruthOption(text, correlated, Behaviour.LINEAR);
    }
    if (kind.equals("lognormal") && plain) {
      return new TruthOption(text, WrongTypes.lognormal(), Behaviour.LINEAR);
    }
    if (kind.equals("convex") && plain) {
      return new TruthOption(text, TypeModel.asStated(), Behaviour.CONVEX);
    }
    if (kind.equals("erratic") && plain) {
      return new TruthOption(text, TypeModel.asStated(), Behaviour.ERRATIC);
    }
    throw new IllegalArgumentException(
        "--truth is " + PrintableText.of(text, 80) + "; it must be " + KINDS);
  }

  private static double number(String text, int colon) {
    try {
      return Double.parseDouble(text.substring(colon + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--truth is " + PrintableText.of(text, 80) + "; write a number after the colon", e);
    }
  }

  private static TypeModel ofMarket(Path path, MarketFile market) {
    MarketFile other = MarketReader.read(path);
    int tasks = market.market().tasks().size();
    if (!other.market().tasks().equals(market.market().tasks())) {
      throw BadInputException.of(
          path.toString(),
          "its tasks are not those of " + market.path(),
          "give a market with the same tasks in the same order");
    }
    Map<String, PreferenceDistribution> byId = new HashMap<>();
    other.market().agents().forEach(agent -> byId.put(agent.id(), agent.preferences()));
    List<Problem> problems = new ArrayList<>();
    for (Agent agent : market.market().agents()) {
      if (!byId.containsKey(agent.id())) {
        problems.add(
            new Problem(
                path.toString(),
                "agents",
                0,
                0,
                "",
                "agent " + agent.id() + " is missing",
                "give everybody's preferences over the " + tasks + " tasks"));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems, problems.size());
    }
    return (agent, seed) -> byId.getOrDefault(agent.id(), agent.preferences()).draws(seed);
  }
}
