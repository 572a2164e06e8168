package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.oracle.BracketSupports;
import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.MarketOracle;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SearchEffort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** First prices of large markets. Every agent is best at one task, in turns. */
class PilotPricesTest {
  private static final PreferenceDistribution COSTS =
      UniformPreferences.of(Vector.of(1, 1, 1), Vector.of(2, 2, 2));

  @Test
  void pricesOfAPartAreNearThoseOfAll() {
    Market market = market(600);
    SolveOptions options = SolveOptions.defaults();
    LargeMarketDesign design =
        LargeMarketSolver.create()
            .solve(
                market,
                new SolveOptions(
                    options.method(), 1e-3, Duration.ZERO, options.timeLimit(), 100, 1024, 1, 2),
                report -> {},
                () -> false);
    assertThat(design.status()).isEqualTo(TerminationStatus.LOCALLY_SOLVED);
    assertThat(design.maxAbsoluteResidual()).isLessThan(1e-9);
    assertThat(design.cost().design()).isLessThan(0.95 * design.cost().statusQuo());
    Vector pilot = pilot(market, 2).orElseThrow();
    for (int i = 0; i < 3; i++) {
      double price = design.taskPrices().get(i);
      assertThat(pilot.get(i)).isCloseTo(price, within(0.1 * Math.abs(price)));
    }
    assertThat(pilot(market, 1)).contains(pilot);
  }

  /** A Newton step: what all agents leave over shrinks by a factor. */
  @Test
  void theFirstAnswersCorrectThePrices() {
    Market market = market(2_400);
    Vector corrected = corrected(market, 2);
    assertThat(corrected(market, 1)).isEqualTo(corrected);
  }

  private static Vector corrected(Market market, int threads) {
    try (WorkerPool workers = WorkerPool.of(threads)) {
      MarketOracle oracle = MarketOracle.of(market, new BracketSupports(), 1024, 1, workers);
      PilotPrices pilot = PilotPrices.of(oracle, workers, () -> false).orElseThrow();
      OracleAnswer answer = oracle.answer(pilot.prices(), agent -> SearchEffort.QUICK, () -> false);
      Vector first = pilot.corrected(answer).orElseThrow();
      OracleAnswer next = oracle.answer(first, agent -> SearchEffort.POLISH, () -> false);
      assertThat(leftOver(market, next)).isLessThan(0.5 * leftOver(market, answer));
      assertThat(pilot.corrected(answer)).isPresent();
      assertThat(pilot.corrected(answer)).isEmpty();
      return first;
    }
  }

  @Test
  void smallMarketsGoWithout() {
    assertThat(pilot(market(499), 1)).isEmpty();
  }

  @Test
  void aPartIsAMarketOfItsOwn() {
    Market market = market(20);
    try (WorkerPool workers = WorkerPool.of(1)) {
      MarketOracle whole = MarketOracle.of(market, new BracketSupports(), 256, 1, workers);
      DualOracle part = whole.part(new int[] {2, 11});
      assertThat(part.problem().endowments())
          .containsExactly(market.agents().get(2).endowment(), market.agents().get(11).endowment());
      assertThat(part.problem().excess().maxAbsolute()).isZero();
      OracleAnswer answer =
          part.answer(Vector.of(1.5, 1.5, 1.5), agent -> SearchEffort.QUICK, () -> false);
      assertThat(answer.agents()).isEqualTo(2);
      assertThat(whole.columns(11)).isEqualTo(2);
      assertThat(whole.columns(12)).isEqualTo(1);
      Vector point = whole.column(11, answer.column(1));
      assertThat(part.column(1, answer.column(1))).isEqualTo(point);
      for (int i = 0; i < 3; i++) {
        assertThat(answer.assignment(1, i)).isEqualTo(point.get(i));
      }
      assertThat(whole.searches()).isEqualTo(2);
      assertThat(whole.history().answers()).isEmpty();
    }
  }

  /** The largest share of a task's instances that an answer leaves over or takes too many of. */
  private static double leftOver(Market market, OracleAnswer answer) {
    double largest = 0;
    for (int i = 0; i < market.tasks().size(); i++) {
      double left = market.instances().get(i);
      for (int j = 0; j < answer.agents(); j++) {
        left -= answer.assignment(j, i);
      }
      largest = Math.max(largest, Math.abs(left) / market.instances().get(i));
    }
    return largest;
  }

  private static Optional<Vector> pilot(Market market, int threads) {
    try (WorkerPool workers = WorkerPool.of(threads)) {
      MarketOracle oracle = MarketOracle.of(market, new BracketSupports(), 1024, 1, workers);
      return PilotPrices.of(oracle, workers, () -> false).map(PilotPrices::prices);
    }
  }

  private static Market market(int agents) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(7);
    List<Agent> all = new ArrayList<>();
    for (int j = 0; j < agents; j++) {
      double[] socialCost = new double[3];
      double[] statusQuo = new double[3];
      for (int i = 0; i < 3; i++) {
        socialCost[i] = 1 + random.nextDouble() - (i == j % 3 ? 0.5 : 0);
        statusQuo[i] = 0.5 + random.nextDouble();
      }
      Vector eta = Vector.of(statusQuo);
      all.add(new Agent("j" + j, Vector.of(socialCost), eta, eta, 1, 1, COSTS));
    }
    List<Task> tasks = List.of(Task.of("a"), Task.of("b"), Task.of("c"));
    return Market.of("large", tasks, all);
  }
}
