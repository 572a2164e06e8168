package io.polaray.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A market and a design in the words of the verifier, to be changed field by field. */
final class Claims {
  /** An agent with its part of the design. */
  static final class Agent {
    String id;
    double[] socialCost;
    double[] statusQuo;
    double[] endowment;
    double population = 1;
    double slack = 1;
    PreferenceClaim preferences;
    double[] expected;
    List<MenuClaim.LotteryClaim> lottery = new ArrayList<>();

    Agent(String id, double[] socialCost, double[] endowment, PreferenceClaim preferences) {
      this.id = id;
      this.socialCost = socialCost;
      this.endowment = endowment;
      this.preferences = preferences;
      statusQuo = endowment.clone();
      expected = endowment.clone();
    }

    Agent offered(double share, MenuClaim menu) {
      lottery.add(new MenuClaim.LotteryClaim(Numeral.of(share), menu));
      return this;
    }
  }

  String marketName = "market";
  String designMarket = "market";
  String sha = "0a1b";
  String designSha = "0A1B";
  Map<String, String> files = Map.of();
  Map<String, String> designFiles = Map.of();
  final List<String> tasks;
  final List<Agent> agents = new ArrayList<>();

  /** Agents of the design; those of the market unless set. */
  @Nullable List<Agent> designAgents;

  double @Nullable [] instances;
  String status = "TIME_LIMIT";
  double cost;
  double lowerBound;
  String kind = "certified";
  double @Nullable [] lowerBoundPrices;
  double statusQuo;
  @Nullable Double nonChoice;
  double firstBest;
  boolean ownRatios;
  @Nullable Double relativeGap;
  @Nullable Double gainGap;
  @Nullable Double gainShare;
  String menuClass = "orthant";
  int sample;
  double[] prices;
  double residual;
  @Nullable Double requestedGap;
  boolean finiteMarket;
  double seconds = 1;

  Claims(String... tasks) {
    this.tasks = List.of(tasks);
    prices = new double[tasks.length];
  }

  /**
   * Two groups of two with mirrored costs. All numbers are dyadic, so that no sum is rounded: half
   * of the first group's types, one of them indifferent, give up their a for two b each. Cost
   * 2.53125, status quo 4.5, first best 1, dual value 1.75 at the prices (0.5, 0.5).
   */
  static Claims pair() {
    Claims claims = new Claims("a", "b");
    claims.agents.add(
        new Agent("u", new double[] {1, 0.125}, new double[] {1, 1}, types(false))
            .offered(0.75, rays(ray(0.5, -1, 2)))
            .offered(0.25, remedial(0.25, 0.25)));
    claims.agents.add(
        new Agent("v", new double[] {0.125, 1}, new double[] {1, 1}, types(true))
            .offered(0.75, rays(ray(0.5, 2, -1)))
            .offered(0.25, remedial(0.25, 0.25)));
    claims.agents.get(0).expected = new double[] {0.4375, 1.5625};
    claims.agents.get(1).expected = new double[] {1.5625, 0.4375};
    claims.agents.forEach(agent -> agent.population = 2);
    claims.cost = 2.53125;
    claims.lowerBound = 1.75;
    claims.statusQuo = 4.5;
    claims.firstBest = 1;
    claims.prices = new double[] {0.5, 0.5};
    return claims;
  }

  private static PreferenceClaim types(boolean mirrored) {
    double[][] costs = {{2, 1}, {1, 2}, {4, 1}};
    List<ClaimedVector> rows = new ArrayList<>();
    for (double[] type : costs) {
      rows.add(mirrored ? ClaimedVector.of(type[1], type[0]) : ClaimedVector.of(type));
    }
    return new PreferenceClaim.FiniteTypes(rows, ClaimedVector.of(1, 2, 1));
  }

  static PreferenceClaim.UniformBox box(double[] lower, double[] upper) {
    return new PreferenceClaim.UniformBox(ClaimedVector.of(lower), ClaimedVector.of(upper));
  }

  /**
   * A marginal of a family.
   *
   * @param upper null for infinity
   * @param parameters names and values in turn
   */
  static PreferenceClaim.Marginal marginal(
      String family, double lower, @Nullable Double upper, Object... parameters) {
    Map<String, Numeral> named = new TreeMap<>();
    for (int k = 0; k < parameters.length; k += 2) {
      named.put((String) parameters[k], Numeral.of((double) parameters[k + 1]));
    }
    return new PreferenceClaim.Marginal(
        family, named, Numeral.of(lower), upper == null ? null : Numeral.of(upper));
  }

  static PreferenceClaim independent(PreferenceClaim.Marginal... marginals) {
    return new PreferenceClaim.Independent(List.of(marginals));
  }

  static MenuClaim.RayClaim ray(double probability, double... direction) {
    return new MenuClaim.RayClaim(ClaimedVector.of(direction), Numeral.of(probability), true);
  }

  static MenuClaim.RayClaim unused(double probability, double... direction) {
    return new MenuClaim.RayClaim(ClaimedVector.of(direction), Numeral.of(probability), false);
  }

  static MenuClaim rays(MenuClaim.RayClaim... rays) {
    return new MenuClaim.Rays(List.of(rays));
  }

  static MenuClaim remedial(double... assignment) {
    return new MenuClaim.Remedial(ClaimedVector.of(assignment));
  }

  /** Replaces a menu of an agent. */
  void menu(int agent, int place, MenuClaim menu) {
    List<MenuClaim.LotteryClaim> lottery = agents.get(agent).lottery;
    lottery.set(place, new MenuClaim.LotteryClaim(lottery.get(place).probability(), menu));
  }

  /** Replaces a share of an agent's lottery. */
  void share(int agent, int place, double share) {
    List<MenuClaim.LotteryClaim> lottery = agents.get(agent).lottery;
    lottery.set(place, new MenuClaim.LotteryClaim(Numeral.of(share), lottery.get(place).menu()));
  }

  MarketClaim market() {
    return new MarketClaim(
        marketName,
        sha,
        files,
        tasks,
        agents.stream()
            .map(
                agent ->
                    new MarketClaim.AgentClaim(
                        agent.id,
                        ClaimedVector.of(agent.socialCost),
                        ClaimedVector.of(agent.statusQuo),
                        ClaimedVector.of(agent.endowment),
                        Numeral.of(agent.population),
                        Numeral.of(agent.slack),
                        agent.preferences))
            .toList(),
        instances == null ? null : ClaimedVector.of(instances));
  }

  DesignClaim design() {
    if (!ownRatios) {
      relativeGap = (cost - lowerBound) / Math.max(Math.abs(cost), 1e-9);
      boolean room = statusQuo != lowerBound;
      gainGap = room ? (cost - lowerBound) / (statusQuo - lowerBound) : null;
      gainShare = room ? (statusQuo - cost) / (statusQuo - lowerBound) : null;
    }
    return new DesignClaim(
        designMarket,
        designSha,
        designFiles,
        status,
        new DesignClaim.CostClaim(
            Numeral.of(cost),
            Numeral.of(lowerBound),
            kind,
            lowerBoundPrices == null ? null : ClaimedVector.of(lowerBoundPrices),
            null,
            Numeral.of(statusQuo),
            numeral(nonChoice),
            Numeral.of(firstBest),
            numeral(relativeGap),
            numeral(gainGap),
            numeral(gainShare)),
        menuClass,
        new DesignClaim.MeasureClaim(sample > 0 ? "sample" : "exact", sample, null),
        ClaimedVector.of(prices),
        Numeral.of(residual),
        numeral(requestedGap),
        finiteMarket,
        (designAgents == null ? agents : designAgents)
            .stream()
                .map(
                    agent ->
                        new DesignClaim.AgentDesignClaim(
                            agent.id, ClaimedVector.of(agent.expected), agent.lottery))
                .toList());
  }

  private static @Nullable Numeral numeral(@Nullable Double value) {
    return value == null ? null : Numeral.of(value);
  }

  VerificationReport verify() {
    return DesignVerifier.withDefaults().withBoundSeconds(seconds).verify(market(), design());
  }

  /** The outcome of one check. */
  CheckResult result(Check check) {
    return verify().checks().stream()
        .filter(result -> result.check() == check)
        .findFirst()
        .orElseThrow();
  }
}
