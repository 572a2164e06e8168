package io.polaray.dual.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.DesignChecks;
import io.polaray.dual.oracle.DualProblem;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.dual.oracle.PolyhedralOracle;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Market-clearing vertices from random and from degenerate column sets. */
class PrimalRecoveryTest {
  @ParameterizedTest
  @CsvSource({
    "plain, 1, 2",
    "plain, 1, 6",
    "plain, 2, 8",
    "plain, 3, 3",
    "plain, 25, 4",
    "plain, 60, 10",
    "duplicates, 10, 4",
    "duplicates, 2, 3",
    "endowments, 6, 3",
    "endowments, 1, 2",
    "lines, 8, 5",
    "lines, 40, 3",
    "sizes, 20, 4",
    "sizes, 50, 6",
    "dropped, 10, 3"
  })
  void verticesClearAndAreOptimal(String kind, int agents, int tasks) {
    for (long seed = 1; seed <= 5; seed++) {
      check(kind, agents, tasks, seed);
    }
  }

  private static void check(String kind, int agents, int tasks, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    DualProblem problem = problem(kind, agents, tasks, random);
    List<List<Vector>> points = points(kind, problem, 12, random);
    try (WorkerPool workers = WorkerPool.of(1)) {
      PolyhedralOracle oracle = PolyhedralOracle.of(problem, points, workers);
      ColumnSet columns = allColumns(oracle);
      PrimalRecovery recovery = PrimalRecovery.of(columns);
      DesignChecks.assertClearingVertex(oracle, recovery.best().orElseThrow());
      double[] origin = new double[tasks];
      double[] prices =
          recovery.recover(new InteriorPointMaster(workers).solve(columns, origin, 1e-7, 1e-11));
      PrimalSolution vertex = recovery.best().orElseThrow();
      DesignChecks.assertClearingVertex(oracle, vertex);
      double size = Math.abs(problem.endowmentCost());
      double dual = columns.cost(columns.model(prices));
      assertThat(vertex.cost()).isCloseTo(dual, within(1e-10 * size));
      double check =
          LinearMaster.solve(columns, origin, 1e6)
              .map(solution -> columns.cost(solution.model()))
              .orElseThrow();
      assertThat(check).isCloseTo(dual, within(1e-6 * size));
    }
  }

  private static ColumnSet allColumns(PolyhedralOracle oracle) {
    DualProblem problem = oracle.problem();
    ColumnSet columns = ColumnSet.of(problem, PriceScale.of(problem));
    for (int k = 0; k < oracle.columns(0); k++) {
      int[] numbers = new int[problem.agents()];
      double[] values = new double[problem.agents()];
      double[] assignments = new double[problem.agents() * problem.tasks()];
      for (int j = 0; j < numbers.length; j++) {
        numbers[j] = k;
        oracle.column(j, k).copyTo(assignments, j * problem.tasks());
      }
      columns.add(OracleAnswer.of(Vector.zeros(problem.tasks()), numbers, values, assignments));
    }
    return columns;
  }

  private static DualProblem problem(
      String kind, int agents, int tasks, UniformRandomProvider random) {
    List<Vector> pi = new ArrayList<>();
    List<Vector> eta = new ArrayList<>();
    double[] populations = new double[agents];
    double[] instances = new double[tasks];
    for (int j = 0; j < agents; j++) {
      double[] cost = new double[tasks];
      double[] own = new double[tasks];
      populations[j] = kind.equals("sizes") ? Math.pow(10, 6 * random.nextDouble()) : 1;
      for (int i = 0; i < tasks; i++) {
        cost[i] = 2 * random.nextDouble() - 0.5;
        own[i] = kind.equals("sizes") ? Math.pow(10, 3 * random.nextDouble()) : 1 + i;
        if (kind.equals("dropped") && (i + j) % 2 == 0) {
          own[i] = 0;
        }
        instances[i] += populations[j] * own[i];
      }
      pi.add(Vector.of(cost));
      eta.add(Vector.of(own));
    }
    return new DualProblem(Vector.of(instances), pi, eta, Vector.of(populations));
  }

  private static List<List<Vector>> points(
      String kind, DualProblem problem, int size, UniformRandomProvider random) {
    List<List<Vector>> points = new ArrayList<>();
    for (int j = 0; j < problem.agents(); j++) {
      Vector eta = problem.endowments().get(j);
      List<Vector> own = new ArrayList<>();
      double[] along = new double[problem.tasks()];
      for (int i = 0; i < along.length; i++) {
        along[i] = random.nextDouble() - 0.5;
      }
      for (int k = 0; k < size; k++) {
        double[] x = eta.toArray();
        double shared = random.nextDouble();
        for (int i = 0; i < x.length; i++) {
          double change =
              switch (kind) {
                case "endowments" -> 0;
                case "lines" -> along[i] * shared;
                default -> random.nextDouble() - 0.5;
              };
          x[i] *= 1 + change;
        }
        own.add(kind.equals("duplicates") && k % 3 > 0 ? own.get(k - 1) : Vector.of(x));
      }
      points.add(own);
    }
    return points;
  }
}
