package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.method.DualMethods;
import io.polaray.dual.oracle.BallOracle;
import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.DualProblem;
import io.polaray.dual.oracle.PolyhedralOracle;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every dual method must satisfy on exact oracles. */
class DualMethodContractTest {
  private static final double GAP = 1e-5;
  private static final int MAX_ROUNDS = 600;

  static Stream<String> methods() {
    return DualMethods.names().stream().filter(name -> !name.equals("subgradient-diminishing"));
  }

  static Stream<String> allMethods() {
    return DualMethods.names().stream();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void polyhedralMarketsAreSolved(String method) {
    try (WorkerPool workers = WorkerPool.of(1)) {
      for (int tasks : new int[] {2, 5}) {
        checkSolved(PolyhedralOracle.of(40, tasks, 50, 7, workers), method, workers);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void smoothMarketsAreSolved(String method) {
    try (WorkerPool workers = WorkerPool.of(1)) {
      checkSolved(BallOracle.of(30, 4, 8, workers), method, workers);
      checkSolved(BallOracle.of(3, 3, 8, workers), method, workers);
    }
  }

  /** Steps along the subgradient itself are left with a gap of 7e-6 there. */
  @Test
  void deflectedSubgradientsDoNotZigzag() {
    try (WorkerPool workers = WorkerPool.of(1)) {
      DualOracle oracle = PolyhedralOracle.of(100, 20, 200, 1, workers);
      DualLoop loop = loop(oracle, "subgradient", workers);
      boolean met =
          loop.run(1e-6, 150, agent -> SearchEffort.WARM, () -> false, (event, state) -> {});
      assertThat(met).isTrue();
      DesignChecks.assertClearingVertex(oracle, loop.primal().orElseThrow());
    }
  }

  private static void checkSolved(DualOracle oracle, String method, WorkerPool workers) {
    DualLoop loop = loop(oracle, method, workers);
    boolean[] monotone = {true};
    double[] last = {Double.POSITIVE_INFINITY};
    boolean met =
        loop.run(
            GAP,
            MAX_ROUNDS,
            agent -> SearchEffort.WARM,
            () -> false,
            (event, state) -> {
              double cost = state.primal().orElseThrow().cost();
              monotone[0] &= cost <= last[0];
              last[0] = cost;
            });
    assertThat(met).isTrue();
    assertThat(monotone[0]).isTrue();
    assertThat(loop.estimateGap()).isGreaterThan(-1e-12);
    DesignChecks.assertClearingVertex(oracle, loop.primal().orElseThrow());
    double dual = dualValue(oracle, loop.session().bestPrices());
    assertThat(loop.session().dualEstimate()).isCloseTo(dual, within(1e-10 * Math.abs(dual)));
  }

  @ParameterizedTest
  @MethodSource("allMethods")
  void aFewRoundsKeepWeakDualityAndClearing(String method) {
    try (WorkerPool workers = WorkerPool.of(1)) {
      DualOracle oracle = PolyhedralOracle.of(20, 6, 30, 3, workers);
      DualLoop loop = loop(oracle, method, workers);
      loop.run(0, 12, agent -> SearchEffort.WARM, () -> false, (event, state) -> {});
      PrimalSolution primal = loop.primal().orElseThrow();
      DesignChecks.assertClearingVertex(oracle, primal);
      double cost = primal.cost();
      assertThat(loop.session().dualEstimate()).isLessThanOrEqualTo(cost * (1 + 1e-12));
      assertThat(cost).isLessThanOrEqualTo(oracle.problem().endowmentCost() * (1 + 1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void identicalCostsLeaveTheEndowments(String method) {
    try (WorkerPool workers = WorkerPool.of(1)) {
      DualProblem random = PolyhedralOracle.of(15, 3, 10, 4, workers).problem();
      Vector pi = Vector.of(1.25, -0.5, 3);
      DualProblem problem =
          new DualProblem(
              random.instances(),
              Collections.nCopies(15, pi),
              random.endowments(),
              random.populations());
      DualOracle oracle = PolyhedralOracle.of(problem, points(problem, 10, 5), workers);
      DualLoop loop = loop(oracle, method, workers);
      assertThat(loop.run(GAP, 50, agent -> SearchEffort.WARM, () -> false, (e, s) -> {})).isTrue();
      double expected = problem.endowmentCost();
      assertThat(loop.primal().orElseThrow().cost()).isCloseTo(expected, within(1e-12 * expected));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void relabellingAgentsAndTasksChangesNothing(String method) {
    try (WorkerPool workers = WorkerPool.of(1)) {
      DualProblem problem = PolyhedralOracle.of(12, 3, 10, 6, workers).problem();
      List<List<Vector>> points = points(problem, 10, 6);
      double cost = cost(PolyhedralOracle.of(problem, points, workers), method, workers);
      List<Vector> pi = new ArrayList<>();
      List<Vector> eta = new ArrayList<>();
      List<List<Vector>> own = new ArrayList<>();
      for (int j = 11; j >= 0; j--) {
        pi.add(rotate(problem.socialCosts().get(j)));
        eta.add(rotate(problem.endowments().get(j)));
        own.add(points.get(j).stream().map(DualMethodContractTest::rotate).toList());
      }
      DualProblem relabelled =
          new DualProblem(rotate(problem.instances()), pi, eta, problem.populations());
      double other = cost(PolyhedralOracle.of(relabelled, own, workers), method, workers);
      assertThat(other).isCloseTo(cost, within(2 * GAP * cost));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void constantsAndReplicasMoveCostsAsTheyMust(String method) {
    try (WorkerPool workers = WorkerPool.of(1)) {
      DualProblem problem = PolyhedralOracle.of(12, 3, 10, 9, workers).problem();
      List<List<Vector>> points = points(problem, 10, 9);
      double cost = cost(PolyhedralOracle.of(problem, points, workers), method, workers);
      Vector constant = Vector.of(5, -2, 0.5);
      DualProblem shifted =
          new DualProblem(
              Vector.zeros(3).plus(7, problem.instances()),
              problem.socialCosts().stream().map(pi -> pi.plus(1, constant)).toList(),
              problem.endowments(),
              Vector.zeros(12).plus(7, problem.populations()));
      double other = cost(PolyhedralOracle.of(shifted, points, workers), method, workers);
      double expected = 7 * (cost + constant.dot(problem.instances()));
      assertThat(other).isCloseTo(expected, within(7 * 3 * GAP * cost));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void threadsDoNotChangeABit(String method) {
    List<Double> costs = new ArrayList<>();
    List<Vector> prices = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      try (WorkerPool workers = WorkerPool.of(threads)) {
        DualLoop loop = loop(PolyhedralOracle.of(150, 6, 20, 2, workers), method, workers);
        loop.run(GAP, 5, agent -> SearchEffort.WARM, () -> false, (event, state) -> {});
        costs.add(loop.primal().orElseThrow().cost());
        prices.add(loop.session().nextPrices());
      }
    }
    assertThat(costs).containsOnly(costs.get(0));
    assertThat(prices).containsOnly(prices.get(0));
  }

  @Test
  void anUnknownNameIsRejected() {
    try (WorkerPool workers = WorkerPool.of(1)) {
      assertThatThrownBy(() -> DualMethods.named("ellipsoid", workers))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("ellipsoid");
    }
  }

  private static double cost(DualOracle oracle, String method, WorkerPool workers) {
    DualLoop loop = loop(oracle, method, workers);
    assertThat(loop.run(GAP, MAX_ROUNDS, agent -> SearchEffort.WARM, () -> false, (e, s) -> {}))
        .isTrue();
    return loop.primal().orElseThrow().cost();
  }

  private static DualLoop loop(DualOracle oracle, String method, WorkerPool workers) {
    double tolerance = GAP * Math.abs(oracle.problem().endowmentCost());
    return DualLoop.of(oracle, DualMethods.named(method, workers), tolerance);
  }

  private static double dualValue(DualOracle oracle, Vector prices) {
    return oracle.problem().dualValue(prices, oracle.rescore(prices).values());
  }

  private static List<List<Vector>> points(DualProblem problem, int size, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    List<List<Vector>> points = new ArrayList<>();
    for (Vector eta : problem.endowments()) {
      List<Vector> own = new ArrayList<>();
      for (int k = 0; k < size; k++) {
        double[] x = eta.toArray();
        for (int i = 0; i < x.length; i++) {
          x[i] *= 0.5 + random.nextDouble();
        }
        own.add(Vector.of(x));
      }
      points.add(own);
    }
    return points;
  }

  private static Vector rotate(Vector vector) {
    double[] entries = new double[vector.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[(i + 1) % entries.length] = vector.get(i);
    }
    return Vector.of(entries);
  }
}
