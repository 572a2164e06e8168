package io.polaray.support.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.menu.MenuColumn;
import io.polaray.menu.Polarisation;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored menus polished at neighbouring weights. */
class PolishEffortTest {
  private static final MenuSearch SEARCH = MenuSearch.of();
  private static final int WEIGHTS = 12;
  private static final double MOVE = 0.05;

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of("uniform, 3 tasks", uniform(3), 0.3),
        Arguments.of("uniform, 6 tasks", uniform(6), 0.3),
        Arguments.of("uniform, 12 tasks", uniform(12), 0.3),
        Arguments.of("counted, 4 tasks", counted(4), 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void winsBackWhatAMoveOfTheWeightsHasLost(String name, SupportProblem problem, double share) {
    double stored = 0;
    double polished = 0;
    double cold = 0;
    for (int seed = 0; seed < WEIGHTS; seed++) {
      Vector before = positive(problem.tasks(), seed);
      Vector after = moved(before, seed);
      MenuColumn kept = SEARCH.search(problem, before, List.of(), SearchEffort.COLD, seed);
      List<MenuColumn> pool = List.of(MenuColumn.statusQuo(problem.endowment()), kept);
      MenuColumn found = SEARCH.search(problem, after, pool, SearchEffort.POLISH, seed);
      assertThat(found.value(after)).isGreaterThanOrEqualTo(kept.value(after));
      assertThat(Polarisation.holds(found.choices().stream().map(RayChoice::ray).toList()))
          .isTrue();
      double base = after.dot(problem.endowment());
      stored += kept.value(after) - base;
      polished += found.value(after) - base;
      cold += SEARCH.search(problem, after, List.of(), SearchEffort.COLD, seed).value(after) - base;
    }
    assertThat(polished).isGreaterThan(stored + share * (cold - stored));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void withoutAStoredMenuItIsAQuickSearch(String name, SupportProblem problem, double share) {
    Vector weights = positive(problem.tasks(), 3);
    List<MenuColumn> pool = List.of(MenuColumn.statusQuo(problem.endowment()));
    assertThat(SEARCH.search(problem, weights, pool, SearchEffort.POLISH, 1))
        .isEqualTo(SEARCH.search(problem, weights, pool, SearchEffort.QUICK, 1));
  }

  private static SupportProblem uniform(int tasks) {
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      lower[i] = 1 + 0.1 * (i % 3);
      upper[i] = 2 + 0.2 * (i % 4);
    }
    UniformPreferences preferences = UniformPreferences.of(Vector.of(lower), Vector.of(upper));
    return new SupportProblem(
        endowment(tasks),
        preferences,
        preferences.exactMeasure().orElseThrow(),
        preferences.sample(2048, 1));
  }

  private static SupportProblem counted(int tasks) {
    return TypeProblems.equallyLikely(endowment(tasks).toArray(), 2000, 5);
  }

  private static Vector endowment(int tasks) {
    double[] eta = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      eta[i] = 1 + 0.5 * (i % 3);
    }
    return Vector.of(eta);
  }

  private static Vector positive(int tasks, long seed) {
    UniformRandomProvider random = TypeProblems.random(seed);
    double[] weights = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      weights[i] = 0.5 + random.nextDouble();
    }
    return Vector.of(weights);
  }

  private static Vector moved(Vector weights, long seed) {
    UniformRandomProvider random = TypeProblems.random(1000 + seed);
    double[] moved = weights.toArray();
    for (int i = 0; i < moved.length; i++) {
      moved[i] *= 1 + MOVE * (2 * random.nextDouble() - 1);
    }
    return Vector.of(moved);
  }
}
