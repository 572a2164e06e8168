package io.polaray.verify;

import static io.polaray.verify.CheckResult.Outcome.HOLDS;
import static io.polaray.verify.CheckResult.Outcome.NOT_CONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lower bounds of markets with three and more tasks, where the support values are known. */
class ManyTaskBoundTest {
  private static final double[] ONES = {1, 1, 1};

  /** The best menu polarised on the orthant for costs on [1,2]^3, w = eta = 1 (reference set). */
  private static final double CUBE = 3.1511;

  private static final double FEW = 1e-9;

  private static Claims market(int tasks) {
    return new Claims(
        java.util.stream.IntStream.range(0, tasks).mapToObj(i -> "t" + i).toArray(String[]::new));
  }

  private static PreferenceClaim oneType(double... cost) {
    return new PreferenceClaim.FiniteTypes(List.of(ClaimedVector.of(cost)), ClaimedVector.of(1));
  }

  /** Full information, which one type gives away: (c . eta) max_i w_i / c_i. */
  private static double known(double[] cost, double[] weights, double[] endowment) {
    double burden = 0;
    double best = 0;
    for (int i = 0; i < cost.length; i++) {
      burden += cost[i] * endowment[i];
      best = Math.max(best, weights[i] / cost[i]);
    }
    return burden * best;
  }

  private static Claims.Agent idle(
      String id, double[] socialCost, double[] endowment, PreferenceClaim preferences) {
    return new Claims.Agent(id, socialCost, endowment, preferences)
        .offered(1, new MenuClaim.StatusQuo());
  }

  /**
   * Sets costs of the status quo and a lower bound of {@code lambda . n} less some value. Hardly
   * anybody who does everything for nothing is added, so that the first best is no bound.
   */
  private static Claims finish(Claims claims, double value) {
    int tasks = claims.tasks.size();
    double[] endowment = new double[tasks];
    Arrays.fill(endowment, 1);
    PreferenceClaim preferences = claims.agents.get(0).preferences;
    claims.agents.add(idle("free", new double[tasks], endowment, preferences));
    claims.agents.get(claims.agents.size() - 1).population = FEW;
    double total = 0;
    for (int i = 0; i < tasks; i++) {
      double least = Double.POSITIVE_INFINITY;
      double instances = 0;
      for (Claims.Agent agent : claims.agents) {
        double endowed = agent.population * agent.endowment[i];
        claims.cost += agent.socialCost[i] * endowed;
        total += claims.prices[i] * endowed;
        instances += endowed;
        least = Math.min(least, agent.socialCost[i]);
      }
      claims.firstBest += instances * least;
    }
    claims.statusQuo = claims.cost;
    claims.lowerBound = total - value;
    return claims;
  }

  private static CheckResult.Outcome outcome(Claims claims) {
    CheckResult result = claims.result(Check.LOWER_BOUND);
    assertThat(result.outcome()).as(result.summary()).isIn(HOLDS, NOT_CONFIRMED);
    return result.outcome();
  }

  /** Two groups of unlike size and endowments, each with one type. */
  private static Claims knownTypes(double factor) {
    Claims claims = market(3);
    double[] first = {1, 1.5, 2};
    double[] second = {2, 1, 1.25};
    double[] endowment = {2, 1, 1};
    claims.agents.add(idle("p", new double[] {2, 1, 2}, ONES, oneType(first)));
    claims.agents.add(idle("q", new double[] {1, 2, 1.5}, endowment, oneType(second)));
    claims.agents.get(0).population = 3;
    claims.prices = new double[] {3, 3, 3};
    double value = 3 * known(first, new double[] {1, 2, 1}, ONES);
    value += known(second, new double[] {2, 1, 1.5}, endowment);
    return finish(claims, value * factor);
  }

  @Test
  void knownTypesAreConfirmed() {
    Claims claims = knownTypes(1 + 1e-2);
    assertThat(outcome(claims)).isEqualTo(HOLDS);
    assertThat(claims.verify().recomputed().lowerBound())
        .isBetween(claims.lowerBound - 1e-9, knownTypes(1).lowerBound + 1e-9);
  }

  @Test
  void moreThanKnownTypesAllowIsNot() {
    Claims claims = knownTypes(1 - 1e-3);
    assertThat(outcome(claims)).isEqualTo(NOT_CONFIRMED);
    assertThat(claims.verify().recomputed().lowerBound()).isLessThan(claims.lowerBound);
    assertThat(claims.result(Check.LOWER_BOUND).summary()).contains("needs more");
  }

  /** Identical agents are bounded once and count as often as there are people. */
  @Test
  void identicalAgentsCountEach() {
    for (double factor : new double[] {1 + 1e-2, 1 - 1e-3}) {
      Claims claims = market(3);
      double[] cost = {1, 1.5, 2};
      PreferenceClaim preferences = oneType(cost);
      for (int j = 0; j < 4; j++) {
        claims.agents.add(idle("a" + j, new double[] {2, 1, 2}, ONES, preferences));
      }
      claims.agents.get(2).population = 2.5;
      claims.agents.add(idle("b", new double[] {1, 1, 1}, ONES, oneType(2, 1, 1)));
      claims.prices = new double[] {3, 3, 3};
      double value = 5.5 * known(cost, new double[] {1, 2, 1}, ONES);
      value += known(new double[] {2, 1, 1}, new double[] {2, 2, 2}, ONES);
      finish(claims, factor * value);
      assertThat(outcome(claims)).isEqualTo(factor > 1 ? HOLDS : NOT_CONFIRMED);
    }
  }

  /**
   * One agent is offered all that can be gained, the other nothing: the slack of the claim, shared
   * by value, is too little for the second until the first has left it its part.
   */
  @Test
  void slackGoesWhereItIsNeeded() {
    Claims claims = market(3);
    double[] cost = {1, 1.5, 2};
    double[] small = {0.1, 0.1, 0.1};
    claims.agents.add(idle("rich", new double[] {2, 1, 2}, ONES, oneType(cost)));
    claims.agents.add(idle("poor", new double[] {1, 2, 2}, small, oneType(1, 1, 1)));
    // Giving up the first and the last task for the second, the best for one known type.
    Claims.Agent rich = claims.agents.get(0);
    rich.lottery.clear();
    rich.offered(1, Claims.rays(Claims.ray(1, -1, 2, -1)));
    rich.expected = new double[] {0, 3, 0};
    claims.prices = new double[] {3, 3, 3};
    double first = known(cost, new double[] {1, 2, 1}, ONES);
    double second = known(new double[] {1, 1, 1}, new double[] {2, 1, 1}, small);
    finish(claims, 0);
    claims.cost = claims.statusQuo - 2;
    claims.instances = new double[] {0.1 + FEW, 3.1 + FEW, 0.1 + FEW};
    claims.lowerBound = 3 * (0.1 + 3.1 + 0.1) - first - second - 0.08;
    assertThat(claims.verify().failures()).isEmpty();
    assertThat(claims.result(Check.LOWER_BOUND).summary()).startsWith("proved again");
  }

  private static Claims cube(PreferenceClaim preferences, double value) {
    Claims claims = market(3);
    claims.agents.add(idle("p", ONES, ONES, preferences));
    claims.prices = new double[] {2, 2, 2};
    return finish(claims, value);
  }

  private static PreferenceClaim halves() {
    return new PreferenceClaim.Mixture(
        List.of(
            Claims.box(ONES, new double[] {1.5, 2, 2}),
            Claims.box(new double[] {1.5, 1, 1}, new double[] {2, 2, 2})),
        ClaimedVector.of(3, 3));
  }

  @Test
  void boxesAreConfirmed() {
    PreferenceClaim box = Claims.box(ONES, new double[] {2, 2, 2});
    assertThat(outcome(cube(box, CUBE + 1e-2))).isEqualTo(HOLDS);
    assertThat(outcome(cube(box, CUBE - 3e-3))).isEqualTo(NOT_CONFIRMED);
  }

  /** The cube again, as three independent costs, and a share of people with each of the two. */
  @Test
  void independentCostsAreConfirmed() {
    PreferenceClaim.Marginal side = Claims.marginal("uniform", 1, 2.0);
    PreferenceClaim cube = Claims.independent(side, side, side);
    Claims claims = cube(cube, CUBE + 1e-2);
    claims.seconds = 5;
    assertThat(outcome(claims)).isEqualTo(HOLDS);
    assertThat(outcome(cube(cube, CUBE - 3e-3))).isEqualTo(NOT_CONFIRMED);
    PreferenceClaim mixture =
        new PreferenceClaim.Mixture(
            List.of(cube, Claims.box(ONES, new double[] {2, 2, 2})), ClaimedVector.of(1, 2));
    claims = cube(mixture, CUBE + 5e-2);
    claims.seconds = 4;
    assertThat(outcome(claims)).isEqualTo(HOLDS);
  }

  /** The two halves of the cube, each with half of the weight. */
  @Test
  void mixturesAreConfirmed() {
    Claims claims = cube(halves(), CUBE + 0.1);
    claims.seconds = 3;
    assertThat(outcome(claims)).isEqualTo(HOLDS);
    assertThat(outcome(cube(halves(), CUBE - 3e-3))).isEqualTo(NOT_CONFIRMED);
  }

  /** The remedial menu is the best where only weights for and against stand side by side. */
  @Test
  void remedialMenus() {
    for (double factor : new double[] {1 + 1e-4, 1 - 1e-4}) {
      Claims claims = market(3);
      PreferenceClaim box = Claims.box(new double[] {1, 1, 1}, new double[] {1.1, 1.1, 1.1});
      claims.agents.add(idle("p", new double[] {9, 9, 1}, ONES, box));
      claims.prices = new double[] {0.2, 0.2, 1.1};
      // w = (-8.8, -8.8, 0.1): of the third task 3.1 / 1.1 more or less; giving up all the rest
      // is what counts, and a remedial menu does that at once.
      double remedial = 0.1;
      double most = 0.1 * 3.2;
      finish(claims, factor > 1 ? most : 0.9 * remedial);
      assertThat(outcome(claims)).isEqualTo(factor > 1 ? HOLDS : NOT_CONFIRMED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"seconds", "support", "sample", "failed", "tasks", "zero", "family", "part"})
  void whereNoSearchIsMade(String why) {
    Claims claims = knownTypes(1 + 1e-2);
    switch (why) {
      case "seconds" -> claims.seconds = 0;
      case "support" -> claims.menuClass = "support";
      case "sample" -> claims.sample = 100;
      case "failed" -> claims.designSha = "ff";
      case "tasks" -> {
        claims = market(7);
        double[] ones = new double[7];
        Arrays.fill(ones, 1);
        claims.agents.add(idle("p", ones, ones, oneType(ones)));
        Arrays.fill(claims.prices, 2);
        finish(claims, 7.5);
      }
      case "zero" -> {
        for (Claims.Agent agent : claims.agents) {
          agent.preferences = oneType(0, 1, 1);
        }
      }
      case "part" -> {
        PreferenceClaim.Marginal marginal =
            Claims.marginal("beta", 1, 2.0, "alpha", 0.5, "beta", 0.5);
        claims.agents.get(1).preferences =
            new PreferenceClaim.Mixture(
                List.of(
                    oneType(1, 1, 1),
                    new PreferenceClaim.Independent(List.of(marginal, marginal, marginal))),
                ClaimedVector.of(1, 1));
      }
      default -> {
        PreferenceClaim.Marginal marginal =
            Claims.marginal("beta", 1, 2.0, "alpha", 0.5, "beta", 0.5);
        claims.agents.get(1).preferences =
            new PreferenceClaim.Independent(List.of(marginal, marginal, marginal));
      }
    }
    CheckResult result = claims.result(Check.LOWER_BOUND);
    assertThat(result.outcome()).isEqualTo(NOT_CONFIRMED);
    assertThat(result.summary()).contains("not recomputed here");
  }

  /** Six tasks are the most that are searched. */
  @Test
  void sixTasks() {
    Claims claims = market(6);
    double[] ones = new double[6];
    Arrays.fill(ones, 1);
    claims.agents.add(idle("p", ones, ones, oneType(ones)));
    Arrays.fill(claims.prices, 2);
    finish(claims, 6 + 1e-3);
    assertThat(outcome(claims)).isEqualTo(HOLDS);
  }

  /** Too little work for so many agents: nothing is begun. */
  @Test
  void tooLittleWork() {
    Claims claims = knownTypes(1 - 1e-3);
    claims.seconds = 3 * 2000.5 / MenuCeilings.WORK_A_SECOND;
    assertThat(claims.result(Check.LOWER_BOUND).summary()).contains("own search proves");
    claims.seconds = 3 * 1999.0 / MenuCeilings.WORK_A_SECOND;
    CheckResult result = claims.result(Check.LOWER_BOUND);
    assertThat(result.summary()).contains("not recomputed here");
  }

  /**
   * Every agent's bound lies between what its menus attain and the target, in the agents' order.
   */
  @Test
  void gainsStandInTheOrderOfTheAgents() {
    List<Claims.Agent> agents = new ArrayList<>();
    double[][] costs = {{1, 1.5, 2}, {2, 1, 1.25}, {1, 1.5, 2}};
    for (int j = 0; j < 3; j++) {
      agents.add(idle("a" + j, ONES, ONES, oneType(costs[j])));
    }
    Claims claims = market(3);
    claims.agents.addAll(agents);
    MarketClaim market = claims.market();
    DesignClaim design = claims.design();
    List<AgentAudit> audits = new ArrayList<>();
    for (int j = 0; j < 3; j++) {
      audits.add(new AgentAudit(market.agents().get(j), design.agents().get(j)));
    }
    double[][] weights = {{1, 2, 1}, {2, 1, 1.5}, {1, 1, 3}};
    List<Double> gains =
        new MenuCeilings(1)
            .gains(
                audits,
                Arrays.stream(weights).map(w -> ClaimedVector.of(w).exact()).toList(),
                ClaimedVector.of(0, 0, 0).exact(),
                new double[] {1e-6, 1e-6, 1e-6});
    assertThat(gains).hasSize(3);
    for (int j = 0; j < 3; j++) {
      double base = weights[j][0] + weights[j][1] + weights[j][2];
      double exact = known(costs[j], weights[j], ONES) - base;
      assertThat(gains.get(j)).isCloseTo(exact, within(1e-3)).isGreaterThanOrEqualTo(exact);
    }
  }
}
