package io.polaray.support.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.menu.MenuColumn;
import io.polaray.menu.Polarisation;
import io.polaray.menu.Ray;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeSample;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.SupportSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every search owes its caller, for every effort. */
class SupportSearchContractTest {
  private static final int TYPES = 700;

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (SearchEffort effort : SearchEffort.values()) {
      int[] sizes = effort == SearchEffort.THOROUGH ? new int[] {2, 3} : new int[] {2, 3, 5, 9};
      for (int tasks : sizes) {
        cases.add(Arguments.of(MenuSearch.of(), effort, tasks));
      }
    }
    return cases.stream();
  }

  private static double[] endowment(int tasks) {
    double[] eta = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      eta[i] = i % 3 == 2 ? 0.5 : 1 + 0.25 * i;
    }
    return eta;
  }

  private static SupportProblem problem(int tasks) {
    return TypeProblems.equallyLikely(endowment(tasks), TYPES, 17 + tasks);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void returnsMenusThatHold(SupportSearch search, SearchEffort effort, int tasks) {
    SupportProblem problem = problem(tasks);
    for (int seed = 0; seed < 3; seed++) {
      Vector weights = TypeProblems.weights(tasks, seed);
      MenuColumn column = search.search(problem, weights, List.of(), effort, seed);
      assertHolds(problem, weights, column);
    }
  }

  private static void assertHolds(SupportProblem problem, Vector weights, MenuColumn column) {
    List<Ray> rays = column.choices().stream().map(RayChoice::ray).toList();
    assertThat(Polarisation.holds(rays)).isTrue();
    double[] assignment = problem.endowment().toArray();
    for (RayChoice choice : column.choices()) {
      double[] kappa = choice.ray().direction().toArray();
      double exact = TypeProblems.accepted(problem.sample(), kappa);
      assertThat(choice.probability()).isCloseTo(exact, within(1e-12)).isPositive();
      assertThat(weights.dot(choice.ray().direction())).isPositive();
      double slack = Double.POSITIVE_INFINITY;
      for (int i = 0; i < kappa.length; i++) {
        assignment[i] += choice.probability() * kappa[i];
        if (kappa[i] < 0) {
          slack = Math.min(slack, problem.endowment().get(i) + kappa[i]);
        }
      }
      assertThat(slack).isZero();
    }
    for (int i = 0; i < assignment.length; i++) {
      assertThat(column.assignment().get(i)).isNotNegative();
      if (!column.choices().isEmpty()) {
        assertThat(column.assignment().get(i)).isCloseTo(assignment[i], within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void liesBetweenTheStatusQuoAndFullInformation(
      SupportSearch search, SearchEffort effort, int tasks) {
    SupportProblem problem = problem(tasks);
    Vector weights = TypeProblems.weights(tasks, 5);
    double value = search.search(problem, weights, List.of(), effort, 1).value(weights);
    double bound = problem.measure().fullInformationBound(weights.toArray(), endowment(tasks));
    double remedial = MenuColumn.remedial(problem.endowment(), weights).value(weights);
    assertThat(value)
        .isLessThanOrEqualTo(bound * (1 + 1e-12))
        .isGreaterThanOrEqualTo(Math.max(weights.dot(problem.endowment()), remedial));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scalesWithWeights(SupportSearch search, SearchEffort effort, int tasks) {
    SupportProblem problem = problem(tasks);
    Vector weights = TypeProblems.weights(tasks, 6);
    MenuColumn column = search.search(problem, weights, List.of(), effort, 1);
    MenuColumn scaled = search.search(problem, times(weights, 8), List.of(), effort, 1);
    assertThat(scaled).isEqualTo(column);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scalesWithTheEndowment(SupportSearch search, SearchEffort effort, int tasks) {
    Vector weights = TypeProblems.weights(tasks, 7);
    SupportProblem problem = problem(tasks);
    SupportProblem doubled =
        new SupportProblem(
            times(problem.endowment(), 2),
            problem.preferences(),
            problem.measure(),
            problem.sample());
    MenuColumn column = search.search(problem, weights, List.of(), effort, 1);
    MenuColumn scaled = search.search(doubled, weights, List.of(), effort, 1);
    for (int i = 0; i < tasks; i++) {
      double expected = 2 * column.assignment().get(i);
      assertThat(scaled.assignment().get(i)).isCloseTo(expected, within(1e-12 * (1 + expected)));
    }
  }

  private static Vector times(Vector vector, double factor) {
    return Vector.of(Arrays.stream(vector.toArray()).map(x -> x * factor).toArray());
  }

  /** A column of F_j is worth as much elsewhere as its assignment says: convexity, subgradients. */
  @ParameterizedTest
  @MethodSource("cases")
  void isConvexAndMonotoneWithItsColumns(SupportSearch search, SearchEffort effort, int tasks) {
    SupportProblem problem = problem(tasks);
    Vector first = TypeProblems.weights(tasks, 8);
    Vector last = TypeProblems.weights(tasks, 9);
    double[] mean = new double[tasks];
    double[] raised = first.toArray();
    for (int i = 0; i < tasks; i++) {
      mean[i] = 0.5 * (first.get(i) + last.get(i));
      raised[i] += 0.1 * (i % 2);
    }
    Vector middle = Vector.of(mean);
    MenuColumn column = search.search(problem, middle, List.of(), effort, 1);
    MenuColumn atFirst = search.search(problem, first, List.of(column), effort, 1);
    MenuColumn atLast = search.search(problem, last, List.of(column), effort, 1);
    double subgradient =
        column.value(middle) + column.assignment().dot(first) - column.assignment().dot(middle);
    assertThat(atFirst.value(first)).isGreaterThanOrEqualTo(subgradient - 1e-12);
    assertThat(0.5 * (atFirst.value(first) + atLast.value(last)))
        .isGreaterThanOrEqualTo(column.value(middle) - 1e-12);
    Vector more = Vector.of(raised);
    MenuColumn atMore = search.search(problem, more, List.of(atFirst), effort, 1);
    assertThat(atMore.value(more)).isGreaterThanOrEqualTo(atFirst.value(first) - 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isNeverWorseThanStoredMenus(SupportSearch search, SearchEffort effort, int tasks) {
    SupportProblem problem = problem(tasks);
    List<MenuColumn> pool = new ArrayList<>();
    for (int seed = 20; seed < 23; seed++) {
      Vector weights = TypeProblems.weights(tasks, seed);
      pool.add(search.search(problem, weights, pool, SearchEffort.COLD, seed));
    }
    for (int seed = 20; seed < 26; seed++) {
      Vector weights = TypeProblems.weights(tasks, seed);
      double stored = pool.stream().mapToDouble(column -> column.value(weights)).max().orElse(0);
      double value = search.search(problem, weights, pool, effort, seed).value(weights);
      assertThat(value).isGreaterThanOrEqualTo(stored);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shedsNothingThatIsNotOwned(SupportSearch search, SearchEffort effort, int tasks) {
    double[] eta = endowment(tasks);
    eta[0] = 0;
    SupportProblem problem = TypeProblems.equallyLikely(eta, TYPES, 31);
    Vector weights = TypeProblems.weights(tasks, 10);
    MenuColumn column = search.search(problem, weights, List.of(), effort, 1);
    assertHolds(problem, weights, column);
    for (RayChoice choice : column.choices()) {
      assertThat(choice.ray().direction().get(0)).isNotNegative();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void countsUnequalTypeWeights(SupportSearch search, SearchEffort effort, int tasks) {
    int types = 300;
    double[] probabilities = new double[types];
    double total = types * (types + 1) / 2.0;
    for (int m = 0; m < types; m++) {
      probabilities[m] = (m + 1) / total;
    }
    double[] costs = TypeProblems.costs(tasks, types, 33);
    SupportProblem problem = TypeProblems.of(endowment(tasks), costs, probabilities);
    Vector weights = TypeProblems.weights(tasks, 11);
    assertHolds(problem, weights, search.search(problem, weights, List.of(), effort, 1));
  }

  /** The order of tasks is a name; searches may differ by what they find, not by much. */
  @ParameterizedTest
  @MethodSource("cases")
  void hardlyDependsOnTheOrderOfTasks(SupportSearch search, SearchEffort effort, int tasks) {
    SupportProblem problem = problem(tasks);
    Vector weights = TypeProblems.weights(tasks, 12);
    double[] eta = new double[tasks];
    double[] moved = new double[tasks];
    double[] costs = new double[tasks * TYPES];
    TypeSample sample = problem.sample();
    for (int i = 0; i < tasks; i++) {
      int to = tasks - 1 - i;
      eta[to] = problem.endowment().get(i);
      moved[to] = weights.get(i);
      for (int m = 0; m < TYPES; m++) {
        costs[to * TYPES + m] = sample.cost(m, i);
      }
    }
    double[] probabilities = new double[TYPES];
    Arrays.fill(probabilities, 1.0 / TYPES);
    SupportProblem mirrored = TypeProblems.of(eta, costs, probabilities);
    double base = weights.dot(problem.endowment());
    double gain = search.search(problem, weights, List.of(), effort, 1).value(weights) - base;
    Vector mirror = Vector.of(moved);
    double other = search.search(mirrored, mirror, List.of(), effort, 1).value(mirror) - base;
    assertThat(other).isCloseTo(gain, within(0.01 * gain));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doesNotDependOnThreads(SupportSearch search, SearchEffort effort, int tasks) {
    SupportProblem problem = problem(tasks);
    List<MenuColumn> alone = new ArrayList<>();
    for (int seed = 0; seed < 4; seed++) {
      Vector weights = TypeProblems.weights(tasks, seed);
      alone.add(search.search(problem, weights, List.of(), effort, seed));
    }
    List<MenuColumn> together =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(
                seed ->
                    search.search(
                        problem, TypeProblems.weights(tasks, seed), List.of(), effort, seed))
            .toList();
    assertThat(together).isEqualTo(alone);
  }
}
