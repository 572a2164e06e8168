package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.BoundKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole markets at two tasks, where support values are exact. */
class LargeMarketSolverTest {
  /** Root of the excess, bisected in 50 digits; 2.5730250813 is in use too, right to 7. */
  private static final double TWO_AGENTS_PRICE = 2.573025119523880;

  private static final List<Task> TASKS = List.of(Task.of("a"), Task.of("b"));
  private static final PreferenceDistribution COSTS =
      UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));

  @Test
  void twoAgentsWithOppositeSkills() {
    LargeMarketDesign design =
        solve(
            Market.of(
                "two",
                TASKS,
                List.of(
                    agent("x", Vector.of(0, 1), Vector.of(1, 1), 1),
                    agent("y", Vector.of(1, 0), Vector.of(1, 1), 1))),
            1e-9,
            1);
    assertThat(design.status()).isEqualTo(TerminationStatus.OPTIMAL);
    assertThat(design.cost().lowerBoundKind()).isEqualTo(BoundKind.CERTIFIED);
    assertThat(design.cost().statusQuo()).isEqualTo(2);
    assertThat(design.cost().design()).isCloseTo(0.988327549760, within(1e-9));
    assertThat(design.taskPrices().get(0)).isCloseTo(TWO_AGENTS_PRICE, within(1e-10));
    assertThat(design.taskPrices().get(1)).isCloseTo(TWO_AGENTS_PRICE, within(1e-10));
    checkDesign(design);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void aPriceIsWhatOneMoreTaskCosts(long seed) {
    Market market = random(6, seed, 0);
    LargeMarketDesign design = solve(market, 1e-10, 1);
    for (int i = 0; i < 2; i++) {
      double step = 1e-3 * market.instances().get(i);
      double more = solve(withInstances(market, i, step), 1e-10, 1).cost().design();
      double less = solve(withInstances(market, i, -step), 1e-10, 1).cost().design();
      double price = design.taskPrices().get(i);
      double cost = design.cost().design();
      assertThat((more - cost) / step).as("cost is convex").isGreaterThan(price - 1e-3);
      assertThat((cost - less) / step).isLessThan(price + 1e-3);
      assertThat((more - less) / (2 * step)).isCloseTo(price, within(2e-2 * Math.abs(price)));
      PriceRange range = design.priceRanges().get(i);
      assertThat(range.low()).isLessThanOrEqualTo(price).isGreaterThan(price - 1e-2);
      assertThat(range.high()).isGreaterThanOrEqualTo(price).isLessThan(price + 1e-2);
    }
  }

  private static Market withInstances(Market market, int task, double change) {
    double[] instances = market.instances().toArray();
    instances[task] += change;
    return new Market(market.name(), market.tasks(), market.agents(), Vector.of(instances));
  }

  @Test
  void degeneratePricesHaveAWideRange() {
    // Known costs, opposite skills: with the other price at l, any price in [l - 1, l + 1] will do.
    PreferenceDistribution known = UniformPreferences.of(Vector.of(1, 1), Vector.of(1, 1));
    Vector one = Vector.of(1, 1);
    LargeMarketDesign design =
        solve(
            Market.of(
                "known",
                TASKS,
                List.of(
                    new Agent("x", Vector.of(0, 1), one, one, 1, 1, known),
                    new Agent("y", Vector.of(1, 0), one, one, 1, 1, known))),
            1e-9,
            1);
    assertThat(design.cost().design()).isCloseTo(0, within(1e-9));
    double other = design.taskPrices().get(1);
    PriceRange range = design.priceRanges().get(0);
    assertThat(range.low()).isLessThanOrEqualTo(other - 1 + 1e-9);
    assertThat(range.high()).isGreaterThanOrEqualTo(other + 1 - 1e-9);
  }

  @Test
  void identicalPerformanceCostsTheStatusQuo() {
    Vector pi = Vector.of(0.7, 0.3);
    List<Agent> agents = new ArrayList<>();
    for (int j = 0; j < 5; j++) {
      agents.add(agent("j" + j, pi, Vector.of(1.1 + j, 3.3 - 0.5 * j), 1 + 0.5 * j));
    }
    Market market = Market.of("same", TASKS, agents);
    LargeMarketDesign design = solve(market, 1e-9, 1);
    assertThat(design.status()).isEqualTo(TerminationStatus.OPTIMAL);
    assertThat(design.cost().design()).isEqualTo(market.statusQuoCost());
    checkDesign(design);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomMarketsAreSolvedToCertifiedOptimality(long seed) {
    LargeMarketDesign design = solve(random(30, seed, 0), 1e-9, 1);
    assertThat(design.status()).isEqualTo(TerminationStatus.OPTIMAL);
    checkDesign(design);
  }

  @Test
  void threadsDoNotChangeABit() {
    Market market = random(40, 4, 0);
    LargeMarketDesign one = solve(market, 1e-8, 1);
    for (int threads : new int[] {2, 4}) {
      LargeMarketDesign other = solve(market, 1e-8, threads);
      assertThat(other.cost()).isEqualTo(one.cost());
      assertThat(other.taskPrices()).isEqualTo(one.taskPrices());
      assertThat(other.agents()).isEqualTo(one.agents());
    }
  }

  @Test
  void addingAConstantToATasksCostsAddsConstantTimesInstances() {
    Market market = random(20, 5, 0);
    Market shifted = random(20, 5, 10);
    double expected = solve(market, 1e-9, 1).cost().design() + 10 * market.instances().get(0);
    assertThat(solve(shifted, 1e-9, 1).cost().design())
        .isCloseTo(expected, within(1e-7 * expected));
  }

  @Test
  void splittingAnAgentChangesNothing() {
    Agent whole = agent("w", Vector.of(0.2, 0.9), Vector.of(2, 1), 3);
    Agent first = agent("w", Vector.of(0.2, 0.9), Vector.of(2, 1), 1);
    Agent second = agent("w2", Vector.of(0.2, 0.9), Vector.of(2, 1), 2);
    Agent other = agent("o", Vector.of(0.8, 0.4), Vector.of(2, 2), 2);
    LargeMarketDesign joined = solve(Market.of("m", TASKS, List.of(whole, other)), 1e-9, 1);
    LargeMarketDesign split = solve(Market.of("m", TASKS, List.of(first, other, second)), 1e-9, 1);
    assertThat(split.cost().design()).isCloseTo(joined.cost().design(), within(1e-12));
    Vector parts =
        split
            .agents()
            .get(0)
            .expectedAssignment()
            .plus(2, split.agents().get(2).expectedAssignment());
    Vector group = Vector.zeros(2).plus(3, joined.agents().get(0).expectedAssignment());
    assertThat(parts.minus(group).maxAbsolute()).isLessThan(1e-12);
    int menus = split.agents().stream().mapToInt(agent -> agent.lottery().size()).sum();
    assertThat(menus).isLessThanOrEqualTo(3 + 2);
  }

  @Test
  void anInterruptedSolveReturnsTheBestDesign() {
    Market market = random(20, 6, 0);
    int[] asked = {0};
    LargeMarketDesign design =
        LargeMarketSolver.create()
            .solve(market, options(1e-9, 1), report -> {}, () -> ++asked[0] > 70);
    assertThat(design.status()).isEqualTo(TerminationStatus.INTERRUPTED);
    checkDesign(design);
  }

  @Test
  void noTimeAtAllStillGivesAClearingDesignWithABound() {
    SolveOptions options =
        new SolveOptions(
            "proximal-bundle", 1e-9, Duration.ofSeconds(1), Duration.ZERO, 100, 256, 1, 1);
    LargeMarketDesign design =
        LargeMarketSolver.create().solve(random(20, 7, 0), options, r -> {}, StopSignal.NEVER);
    assertThat(design.status()).isEqualTo(TerminationStatus.TIME_LIMIT);
    checkDesign(design);
  }

  @Test
  void instancesBeyondReachAreInfeasible() {
    Market market = random(4, 8, 0);
    Market impossible =
        new Market("m", TASKS, market.agents(), Vector.of(1000, market.instances().get(1)));
    LargeMarketDesign design = solve(impossible, 1e-6, 1);
    assertThat(design.status()).isEqualTo(TerminationStatus.INFEASIBLE);
  }

  @Test
  void instancesOtherThanTheEndowmentsAreClearedWhenTheyCanBe() {
    Market market = random(6, 9, 0);
    Vector fewer = Vector.of(0.9 * market.instances().get(0), 0.95 * market.instances().get(1));
    LargeMarketDesign design = solve(new Market("m", TASKS, market.agents(), fewer), 1e-8, 1);
    assertThat(design.status()).isEqualTo(TerminationStatus.OPTIMAL);
    checkDesign(design);
  }

  @Test
  void anUnknownMethodIsRejected() {
    SolveOptions options =
        new SolveOptions(
            "simplex", 1e-9, Duration.ofSeconds(1), Duration.ofDays(1), 100, 256, 1, 1);
    assertThatThrownBy(
            () ->
                LargeMarketSolver.create()
                    .solve(random(2, 1, 0), options, r -> {}, StopSignal.NEVER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("simplex")
        .hasMessageContaining("proximal-bundle");
  }

  @Test
  void aStopBeforeTheBoundLeavesWhatIsProvedAtOnce() {
    LargeMarketDesign design = stopped(random(6, 11, 0), 'R');
    assertThat(design.status()).isEqualTo(TerminationStatus.OPTIMAL);
    assertThat(design.boundCut()).isFalse();
  }

  @Test
  void aStopBeforeTheBoundIsNoConvergence() {
    List<Task> tasks = List.of(Task.of("a"), Task.of("b"), Task.of("c"));
    UniformPreferences costs = UniformPreferences.of(Vector.of(1, 1, 1), Vector.of(2, 2, 2));
    List<Agent> agents = new ArrayList<>();
    for (int j = 0; j < 4; j++) {
      Vector pi = Vector.of(1 + j % 2, 2 - 0.3 * j, 1.5);
      Vector sigma = Vector.of(3, 2, 4);
      agents.add(new Agent("j" + j, pi, sigma, sigma, 1, 1, costs));
    }
    LargeMarketDesign design = stopped(Market.of("three tasks", tasks, agents), 'C');
    assertThat(design.status()).isEqualTo(TerminationStatus.INTERRUPTED);
    assertThat(design.boundCut()).isTrue();
    assertThat(design.cost().lowerBoundMethod()).isIn("full-information", "first-best");
  }

  /** A solve that is stopped at the first round of a kind. */
  private static LargeMarketDesign stopped(Market market, char event) {
    boolean[] stop = {false};
    LargeMarketDesign design =
        LargeMarketSolver.create()
            .solve(
                market,
                options(1e-9, 1),
                report -> stop[0] |= report.event() == event,
                () -> stop[0]);
    assertThat(stop[0]).isTrue();
    checkDesign(design);
    return design;
  }

  static Agent agent(String id, Vector pi, Vector sigma, double population) {
    return new Agent(id, pi, sigma, sigma, population, 1, COSTS);
  }

  static Market random(int agents, long seed, double constant) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    List<Agent> all = new ArrayList<>();
    for (int j = 0; j < agents; j++) {
      Vector pi = Vector.of(constant + random.nextDouble(), random.nextDouble());
      Vector sigma = Vector.of(1 + random.nextInt(9), random.nextInt(9));
      all.add(agent("j" + j, pi, sigma, 1 + random.nextInt(3)));
    }
    return Market.of("random", TASKS, all);
  }

  private static SolveOptions options(double gap, int threads) {
    return new SolveOptions(
        "proximal-bundle", gap, Duration.ofSeconds(60), Duration.ofDays(1), 200, 1024, 1, threads);
  }

  private static LargeMarketDesign solve(Market market, double gap, int threads) {
    return LargeMarketSolver.create()
        .solve(market, options(gap, threads), report -> {}, StopSignal.NEVER);
  }

  private static void checkDesign(LargeMarketDesign design) {
    Market market = design.market();
    double cost = 0;
    for (AgentDesign agent : design.agents()) {
      double sum = 0;
      for (LotteryEntry entry : agent.lottery()) {
        assertThat(entry.probability()).isPositive();
        sum += entry.probability();
      }
      assertThat(sum).isCloseTo(1, within(1e-14));
      cost +=
          agent.agent().population() * agent.agent().socialCost().dot(agent.expectedAssignment());
    }
    assertThat(design.cost().design()).isCloseTo(cost, within(1e-12 * Math.abs(cost)));
    assertThat(design.cost().lowerBound()).isLessThanOrEqualTo(design.cost().design());
    assertThat(design.maxAbsoluteResidual())
        .isLessThanOrEqualTo(1e-12 * market.instances().maxAbsolute());
  }
}
