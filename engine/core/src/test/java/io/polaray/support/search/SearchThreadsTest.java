package io.polaray.support.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchThreadsTest {
  private static final int TYPES = 1500;

  /** Types near three points, so that the search for groups is used. */
  private static SupportProblem grouped(int tasks, long seed) {
    UniformRandomProvider random = TypeProblems.random(seed);
    double[][] centres = new double[3][tasks];
    for (double[] centre : centres) {
      for (int i = 0; i < tasks; i++) {
        centre[i] = 0.2 + 3 * random.nextDouble();
      }
    }
    double[] costs = new double[tasks * TYPES];
    for (int m = 0; m < TYPES; m++) {
      double[] centre = centres[random.nextInt(centres.length)];
      for (int i = 0; i < tasks; i++) {
        costs[i * TYPES + m] = centre[i] * (1 + 0.05 * random.nextDouble());
      }
    }
    double[] weights = new double[TYPES];
    Arrays.fill(weights, 1.0 / TYPES);
    return TypeProblems.of(ones(tasks), costs, weights);
  }

  private static SupportProblem problem(String kind, int tasks, long seed) {
    return switch (kind) {
      case "grouped" -> grouped(tasks, seed);
      case "box" -> {
        double[] lower = new double[tasks];
        double[] upper = new double[tasks];
        UniformRandomProvider random = TypeProblems.random(seed);
        for (int i = 0; i < tasks; i++) {
          lower[i] = 0.2 + random.nextDouble();
          upper[i] = lower[i] + 0.3 + random.nextDouble();
        }
        yield BoxProblem.of(ones(tasks), lower, upper, TYPES);
      }
      default -> TypeProblems.equallyLikely(ones(tasks), TYPES, seed);
    };
  }

  private static double[] ones(int tasks) {
    double[] ones = new double[tasks];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** A cold column, then a warm one from it at other weights. */
  private static List<MenuColumn> columns(SupportProblem problem, SearchEffort effort, long seed) {
    MenuSearch search = MenuSearch.of();
    Vector weights = TypeProblems.weights(problem.tasks(), seed);
    List<MenuColumn> columns = new ArrayList<>();
    columns.add(search.search(problem, weights, List.of(), effort, seed));
    Vector other = weights.plus(0.2, TypeProblems.weights(problem.tasks(), seed + 100));
    columns.add(search.search(problem, other, columns, SearchEffort.WARM, seed));
    return columns;
  }

  @ParameterizedTest
  @CsvSource({
    "spread, 5, COLD, 1",
    "spread, 12, COLD, 2",
    "grouped, 6, COLD, 3",
    "grouped, 9, THOROUGH, 4",
    "box, 4, COLD, 5"
  })
  void theSameForAnyNumberOfThreads(String kind, int tasks, SearchEffort effort, long seed) {
    SupportProblem problem = problem(kind, tasks, seed);
    List<MenuColumn> alone = columns(problem, effort, seed);
    assertThat(alone.get(0).choices()).isNotEmpty();
    assertThat(PreparedTypes.of(problem.sample()).anchors().grouped())
        .isEqualTo(kind.equals("grouped"));
    for (int threads : new int[] {1, 2, 3, 8}) {
      try (WorkerPool pool = WorkerPool.of(threads)) {
        assertThat(pool.compute(() -> columns(problem, effort, seed))).isEqualTo(alone);
      }
    }
  }
}
