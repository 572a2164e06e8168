package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.BoundSession;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RayCellThreadsTest {
  private record Outcome(UpperBound bound, Optional<MenuColumn> incumbent, long pops) {}

  /** Two weight vectors, so that the second finds cells of the first. */
  private static List<Outcome> outcomes(int tasks, long seed) {
    UniformInstance instance =
        UniformInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(seed), tasks);
    BoundSession session = RayCellBound.withLimits(60_000, 500).open(instance.problem());
    List<Outcome> outcomes = new ArrayList<>();
    for (double scale : new double[] {1, 1.1}) {
      UpperBound bound =
          session.upperBound(
              instance.weights().plus(scale - 1, instance.weights()),
              Double.NEGATIVE_INFINITY,
              1e-3,
              WorkBudget.nodes(20_000));
      outcomes.add(new Outcome(bound, session.incumbent(), ((CellSession) session).pops()));
    }
    return outcomes;
  }

  private static List<Outcome> outcomesOfTypes(int tasks, int types) {
    SampleInstance instance =
        SampleInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(types), tasks, types);
    BoundSession session = TypeListBound.withLimits(60_000, 5_000_000).open(instance.problem());
    List<Outcome> outcomes = new ArrayList<>();
    for (double scale : new double[] {1, 1.1, 0.9}) {
      UpperBound bound =
          session.upperBound(
              instance.weights().plus(scale - 1, instance.weights()),
              Double.NEGATIVE_INFINITY,
              1e-3,
              WorkBudget.nodes(8_000));
      outcomes.add(new Outcome(bound, session.incumbent(), ((CellSession) session).pops()));
    }
    return outcomes;
  }

  @ParameterizedTest
  @CsvSource({"3, 700", "4, 50", "4, 3000", "5, 1500"})
  void theSameForTypes(int tasks, int types) {
    List<Outcome> alone = outcomesOfTypes(tasks, types);
    assertThat(alone.get(0).pops()).isPositive();
    for (int threads : new int[] {1, 2, 3, 8}) {
      try (WorkerPool pool = WorkerPool.of(threads)) {
        assertThat(pool.compute(() -> outcomesOfTypes(tasks, types))).isEqualTo(alone);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "4, 2", "4, 3", "5, 4", "6, 5"})
  void theSameForAnyNumberOfThreads(int tasks, long seed) {
    List<Outcome> alone = outcomes(tasks, seed);
    assertThat(alone.get(0).pops()).isPositive();
    for (int threads : new int[] {1, 2, 3, 8}) {
      try (WorkerPool pool = WorkerPool.of(threads)) {
        assertThat(pool.compute(() -> outcomes(tasks, seed))).isEqualTo(alone);
      }
    }
  }
}
