package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.oracle.OracleHistory;
import io.polaray.dual.oracle.RecordedAnswer;
import io.polaray.dual.oracle.WarmStart;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.menu.Menu;
import io.polaray.numeric.Vector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checkpoints and warm starts. */
class SolveStartTest {
  private static final Market MARKET = LargeMarketSolverTest.random(25, 11, 0);

  @Test
  void everyCheckpointLeadsToTheSameBits() {
    List<OracleHistory> histories = new ArrayList<>();
    LargeMarketDesign whole =
        solve(MARKET, SolveStart.cold(), (report, history) -> histories.add(history.get()), "cold");
    assertThat(histories).hasSizeGreaterThan(5);
    for (OracleHistory history : histories) {
      LargeMarketDesign resumed =
          solve(MARKET, SolveStart.from(history), CheckpointListener.NONE, "resumed");
      assertThat(resumed.cost()).isEqualTo(whole.cost());
      assertThat(resumed.taskPrices()).isEqualTo(whole.taskPrices());
      assertThat(resumed.agents()).isEqualTo(whole.agents());
      assertThat(resumed.rounds()).isEqualTo(whole.rounds());
    }
  }

  @Test
  void aHistoryOfAnotherMarketIsRejected() {
    List<OracleHistory> histories = new ArrayList<>();
    solve(MARKET, SolveStart.cold(), (report, history) -> histories.add(history.get()), "cold");
    OracleHistory last = histories.get(histories.size() - 1);
    assertThatThrownBy(
            () ->
                solve(
                    LargeMarketSolverTest.random(24, 11, 0),
                    SolveStart.from(last),
                    CheckpointListener.NONE,
                    "other"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                solve(
                    LargeMarketSolverTest.random(25, 12, 0),
                    SolveStart.from(last),
                    CheckpointListener.NONE,
                    "other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("endowment");
  }

  @Test
  void recordsThatDoNotFitAreRejected() {
    assertThatThrownBy(() -> RecordedAnswer.of(Vector.of(1), new int[] {1}, new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("columns[0] is 1");
    assertThatThrownBy(() -> RecordedAnswer.of(Vector.of(1), new int[] {0}, new int[] {1, 1}))
        .isInstanceOf(IllegalArgumentException.class);
    RecordedAnswer answer = RecordedAnswer.of(Vector.of(1), new int[] {0}, new int[] {1});
    assertThatThrownBy(() -> new OracleHistory(List.of(), List.of(answer)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OracleHistory(List.of(List.of()), List.of(answer)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNeighbouringMarketStartsCloser() {
    LargeMarketDesign design = solve(MARKET, SolveStart.cold(), CheckpointListener.NONE, "cold");
    Map<String, List<Menu>> menus = new HashMap<>();
    for (AgentDesign agent : design.agents()) {
      menus.put(
          agent.agent().id(),
          agent.lottery().stream().map(entry -> entry.column().menu()).toList());
    }
    WarmStart start = new WarmStart(design.taskPrices(), menus);
    List<Agent> neighbours = new ArrayList<>();
    for (Agent agent : MARKET.agents().subList(0, 24)) {
      neighbours.add(
          new Agent(
              agent.id(),
              agent.socialCost().plus(1e-3, Vector.of(neighbours.size() % 3, 1)),
              agent.statusQuo().plus(0.5, Vector.of(1, 1)),
              agent.endowment().plus(0.5, Vector.of(1, 1)),
              agent.population(),
              1,
              agent.preferences()));
    }
    neighbours.add(LargeMarketSolverTest.agent("new", Vector.of(0.3, 0.4), Vector.of(3, 1), 2));
    Market neighbour = Market.of("neighbour", MARKET.tasks(), neighbours);
    LargeMarketDesign cold =
        solve(neighbour, SolveStart.cold(), CheckpointListener.NONE, "cold neighbour");
    LargeMarketDesign warm =
        solve(neighbour, SolveStart.from(start), CheckpointListener.NONE, "warm neighbour");
    assertThat(warm.status()).isEqualTo(TerminationStatus.OPTIMAL);
    assertThat(warm.cost().design())
        .isCloseTo(cold.cost().design(), within(2e-6 * cold.cost().design()));
    assertThat(warm.rounds()).as("cold %d", cold.rounds()).isLessThan(cold.rounds());
  }

  private static LargeMarketDesign solve(
      Market market, SolveStart start, CheckpointListener checkpoints, String name) {
    SolveOptions options =
        new SolveOptions(
            "proximal-bundle", 1e-6, Duration.ofSeconds(60), Duration.ofDays(1), 200, 512, 1, 1);
    LargeMarketDesign design =
        LargeMarketSolver.create()
            .solve(market, options, start, report -> {}, checkpoints, StopSignal.NEVER);
    assertThat(design.maxAbsoluteResidual())
        .as(name)
        .isLessThanOrEqualTo(1e-12 * market.instances().maxAbsolute());
    return design;
  }
}
