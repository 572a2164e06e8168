package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.Vector;
import io.polaray.preference.UniformPreferences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Markets in which all agents perform one of the tasks alike, as shrinkage often leaves it. */
class EqualPerformanceTest {
  private static final double[][] HELD = {
    {30, 40, 12}, {36, 34, 14}, {28, 30, 26}, {30, 38, 18}, {40, 28, 20}, {26, 32, 30}
  };
  private static final double[][] COSTS = {
    {0.247, 0.371, 0.474}, {0.247, 0.335, 0.361}, {0.247, 0.337, 0.161},
    {0.247, 0.219, 0.394}, {0.247, 0.289, 0.289}, {0.247, 0.298, 0.232}
  };

  @Test
  void itsPriceIsFoundInAsFewRoundsAsAnyOther() {
    UniformPreferences preferences =
        UniformPreferences.of(Vector.of(0.5, 0.5, 0.5), Vector.of(1.5, 1.5, 1.5));
    List<Agent> agents = new ArrayList<>();
    for (int j = 0; j < HELD.length; j++) {
      Vector sigma = Vector.of(HELD[j]);
      agents.add(new Agent("a" + j, Vector.of(COSTS[j]), sigma, sigma, 1, 1, preferences));
    }
    Market market = Market.of("alike", List.of(Task.of("a"), Task.of("b"), Task.of("c")), agents);
    SolveOptions options =
        new SolveOptions(
            "proximal-bundle", 1e-4, Duration.ZERO, Duration.ofDays(1), 200, 2048, 1, 2);
    LargeMarketDesign design =
        LargeMarketSolver.create().solve(market, options, report -> {}, StopSignal.NEVER);
    assertThat(design.status()).isEqualTo(TerminationStatus.LOCALLY_SOLVED);
    assertThat(design.taskPrices().get(0)).isBetween(0.3, 0.5);
    assertThat(design.rounds()).isLessThanOrEqualTo(17);
    assertThat(design.coverage()).isEqualTo(new SearchCoverage(6, 6));
  }
}
