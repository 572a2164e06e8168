package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.method.ProximalBundle;
import io.polaray.dual.oracle.BallOracle;
import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.PolyhedralOracle;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle rounds of the default method on the stand-in oracles. */
class StandInRoundsTest {
  @ParameterizedTest
  @CsvSource({
    "100, 5, 1",
    "100, 10, 1",
    "100, 20, 1",
    "100, 5, 2",
    "100, 10, 2",
    "100, 20, 2",
    "1000, 5, 1",
    "1000, 10, 1",
    "1000, 20, 1"
  })
  void polyhedralSetsNeedAtMostTenRounds(int agents, int tasks, long seed) {
    try (WorkerPool workers = WorkerPool.of(2)) {
      DualLoop loop = solve(PolyhedralOracle.of(agents, tasks, 200, seed, workers), workers, 1e-6);
      assertThat(loop.rounds()).isLessThanOrEqualTo(10);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "100, 5, 1",
    "100, 10, 1",
    "100, 20, 1",
    "100, 20, 2",
    "1000, 5, 1",
    "1000, 10, 1",
    "1000, 20, 1"
  })
  void smoothSetsNeedAtMostSixteenRounds(int agents, int tasks, long seed) {
    try (WorkerPool workers = WorkerPool.of(2)) {
      DualLoop loop = solve(BallOracle.of(agents, tasks, seed, workers), workers, 1e-6);
      assertThat(loop.rounds()).isLessThanOrEqualTo(16);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 100, 5", "1, 300, 10", "0, 200, 2", "0, 300, 5", "0, 100, 20"})
  void tinyGapsAreReached(int polyhedral, int agents, int tasks) {
    try (WorkerPool workers = WorkerPool.of(2)) {
      DualOracle oracle =
          polyhedral == 1
              ? PolyhedralOracle.of(agents, tasks, 200, 3, workers)
              : BallOracle.of(agents, tasks, 3, workers);
      solve(oracle, workers, 1e-10);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1500, 4", "0, 1200, 3"})
  void groupsOfAgentsShareCutsWhenTheMasterIsTooLarge(int polyhedral, int agents, int tasks) {
    try (WorkerPool workers = WorkerPool.of(2)) {
      DualOracle oracle =
          polyhedral == 1
              ? PolyhedralOracle.of(agents, tasks, 50, 3, workers)
              : BallOracle.of(agents, tasks, 3, workers);
      double tolerance = 1e-6 * oracle.problem().endowmentCost();
      DualLoop loop = DualLoop.of(oracle, new ProximalBundle(workers, 1_000), tolerance);
      assertThat(loop.run(1e-6, 40, agent -> SearchEffort.WARM, () -> false, (e, s) -> {}))
          .isTrue();
      DesignChecks.assertClearingVertex(oracle, loop.primal().orElseThrow());
    }
  }

  @Test
  void evictionKeepsTheRunGoing() {
    try (WorkerPool workers = WorkerPool.of(1)) {
      DualOracle oracle = BallOracle.of(2, 15, 3, workers);
      double tolerance = 1e-12 * oracle.problem().endowmentCost();
      DualLoop loop = DualLoop.of(oracle, new ProximalBundle(workers), tolerance);
      loop.run(0, 180, agent -> SearchEffort.WARM, () -> false, (event, state) -> {});
      assertThat(loop.columns().size()).isLessThan(2 * 150);
      assertThat(loop.estimateGap()).isBetween(-1e-12, 1e-6);
      DesignChecks.assertClearingVertex(oracle, loop.primal().orElseThrow());
    }
  }

  private static DualLoop solve(DualOracle oracle, WorkerPool workers, double gap) {
    DualLoop loop =
        DualLoop.of(oracle, new ProximalBundle(workers), gap * oracle.problem().endowmentCost());
    boolean met = loop.run(gap, 100, agent -> SearchEffort.WARM, () -> false, (event, state) -> {});
    assertThat(met).isTrue();
    DesignChecks.assertClearingVertex(oracle, loop.primal().orElseThrow());
    return loop;
  }
}
