package io.polaray.app.round;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Problem;
import io.polaray.app.input.ProblemList;
import io.polaray.app.market.MarketFile;
import io.polaray.app.text.NumberText;
import io.polaray.finite.ExPostOptimal;
import io.polaray.finite.PriorityRule;
import io.polaray.finite.SelectionRule;
import io.polaray.finite.TradingSet;
import io.polaray.finite.lottery.RandomCoin;
import io.polaray.finite.round.Participant;
import io.polaray.finite.round.RoundAllocation;
import io.polaray.menu.Menu;
import io.polaray.numeric.Vector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a round.
 *
 * @param market the market
 * @param begun offers and secret
 * @param choices what everybody has chosen
 * @param rule the selection rule: optimal, priority, or own
 * @param drawSha256 the digest that the draw of whole numbers started from
 * @param result whole tasks for everybody
 */
public record Allocation(
    MarketFile market,
    OffersReader.Begun begun,
    Choices choices,
    String rule,
    String drawSha256,
    RoundAllocation result) {
  /** The rule of least social cost. */
  public static final String OPTIMAL = "optimal";

  /** The rule that goes by the order of the market. */
  public static final String PRIORITY = "priority";

  private static final String OWN = "own";
  private static final double WHOLE_RELATIVE_TOLERANCE = 1e-6;
  private static final double MAX_INSTANCES = 1e9;

  /**
   * Runs the end of a round.
   *
   * @param rule optimal, priority, or the path of a CSV file with extents
   * @throws BadInputException if the instances are not whole numbers, or a file of extents cannot
   *     be used
   */
  public static Allocation of(
      MarketFile market, OffersReader.Begun begun, Choices choices, String rule) {
    requireWholeInstances(market);
    String draw =
        begun.secret().drawSha256(market.sha256(), begun.offersSha256(), choices.sha256());
    RandomCoin coin = Secret.coin(draw);
    List<Participant> people = participants(begun.offers(), choices);
    Vector instances = market.market().instances();
    if (rule.equals(OPTIMAL) || rule.equals(PRIORITY)) {
      SelectionRule selection =
          rule.equals(OPTIMAL)
              ? ExPostOptimal.startingAt(begun.offers().taskPrices())
              : PriorityRule.inOrder();
      RoundAllocation result = RoundAllocation.of(people, selection, instances, coin);
      return new Allocation(market, begun, choices, rule, draw, result);
    }
    List<Double> extents = ExtentsReader.read(Path.of(rule), begun.offers(), choices);
    try {
      RoundAllocation result = RoundAllocation.ofExtents(people, extents, instances, coin);
      return new Allocation(market, begun, choices, OWN, draw, result);
    } catch (IllegalArgumentException e) {
      throw BadInputException.of(
          rule,
          "the extents do not make an allocation (" + e.getMessage() + ")",
          "give extents that clear the market, with all their digits");
    }
  }

  /** Everybody with the set they chose, in the order of the market. */
  public static List<Participant> participants(Offers offers, Choices choices) {
    List<Participant> people = new ArrayList<>();
    for (int j = 0; j < offers.agents().size(); j++) {
      Offers.AgentOffers agent = offers.agents().get(j);
      for (int a = 0; a < agent.menuOf().size(); a++) {
        Menu menu = agent.menus().get(agent.menuOf().get(a)).menu();
        int choice = choices.ofPerson().get(j).get(a);
        people.add(new Participant(agent.agent(), a + 1, set(menu, choice)));
      }
    }
    return people;
  }

  private static TradingSet set(Menu menu, int choice) {
    if (choice == 0) {
      return new TradingSet.Endowment();
    }
    return menu instanceof Menu.Rays rays
        ? new TradingSet.AlongRay(rays.rays().get(choice - 1))
        : new TradingSet.Remedial();
  }

  /**
   * Requires that every task has a whole number of instances, and not too many.
   *
   * @throws BadInputException with every problem found
   */
  public static void requireWholeInstances(MarketFile market) {
    ProblemList problems = new ProblemList();
    Vector instances = market.market().instances();
    double total = 0;
    for (int i = 0; i < instances.size(); i++) {
      double n = instances.get(i);
      total += n;
      if (Math.abs(n - Math.rint(n)) > WHOLE_RELATIVE_TOLERANCE * Math.max(1, n)) {
        problems.add(
            problem(
                market,
                "task " + market.market().tasks().get(i).name(),
                n,
                "its instances are no whole number",
                "use a status quo with whole totals"));
      }
    }
    if (total > MAX_INSTANCES) {
      problems.add(
          problem(market, "tasks", total, "there are too many instances", "use at most 1e9"));
    }
    problems.throwIfAny();
  }

  private static Problem problem(
      MarketFile market, String place, double value, String fault, String remedy) {
    return new Problem(market.path().toString(), place, 0, 0, NumberText.of(value), fault, remedy);
  }

  /** Whether the offers are those that the seed draws from the design's lotteries. */
  public boolean offersFollowTheSeed() {
    Offers offers = begun.offers();
    RandomCoin coin = begun.secret().offersCoin(offers.marketSha256(), offers.designSha256());
    for (Offers.AgentOffers agent : offers.agents()) {
      List<Integer> drawn = OffersDraw.menuOf(agent.menus(), agent.menuOf().size(), coin);
      if (!drawn.equals(agent.menuOf())) {
        return false;
      }
    }
    Secret derived = Secret.of(begun.secret().seed(), offers.marketSha256(), offers.designSha256());
    return derived.equals(begun.secret());
  }
}
