package io.polaray.support.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.menu.CostBox;
import io.polaray.menu.MenuClass;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Polarisation;
import io.polaray.menu.Ray;
import io.polaray.menu.RayChoice;
import io.polaray.menu.SupportPolarisation;
import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeSample;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bracket.SupportSolver;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the search for menus on a box owes its caller, and values it has to reach. */
class BoxMenuSearchTest {
  private static final BoxMenuSearch SEARCH = BoxMenuSearch.of(MenuSearch.of());

  private static SupportProblem onBox(SupportProblem problem) {
    return new SupportProblem(
        problem.endowment(),
        problem.preferences(),
        problem.measure(),
        problem.sample(),
        MenuClass.SUPPORT);
  }

  private static SupportProblem uniform(double[] eta, Vector lower, Vector upper) {
    PreferenceDistribution types = UniformPreferences.of(lower, upper);
    return onBox(
        new SupportProblem(
            Vector.of(eta), types, types.exactMeasure().orElseThrow(), types.sample(4096, 1)));
  }

  private static SupportProblem symmetric(double lower, double upper) {
    return uniform(
        new double[] {1, 1, 1}, Vector.of(lower, lower, lower), Vector.of(upper, upper, upper));
  }

  /** Values found by an independent multi-start search for this class, and those on the orthant. */
  @ParameterizedTest
  @CsvSource({"1, 2, 3.1939, 3.151117", "0.2, 1.2, 3.5392, 3.43935"})
  void reachesMoreThanAnyMenuOnTheOrthant(
      double lower, double upper, double known, double orthant) {
    SupportProblem problem = symmetric(lower, upper);
    Vector weights = Vector.of(1, 1, 1);
    for (int seed = 1; seed <= 2; seed++) {
      MenuColumn column = SEARCH.search(problem, weights, List.of(), SearchEffort.COLD, seed);
      assertThat(column.value(weights)).isGreaterThan(known).isGreaterThan(orthant + 0.04);
      assertHolds(problem, weights, column);
    }
  }

  @Test
  void aWarmSearchFollowsTheWeights() {
    SupportProblem problem = symmetric(1, 2);
    Vector before = Vector.of(1, 1, 1);
    MenuColumn stored = SEARCH.search(problem, before, List.of(), SearchEffort.COLD, 1);
    Vector weights = Vector.of(1.05, 1, 0.95);
    MenuColumn warm = SEARCH.search(problem, weights, List.of(stored), SearchEffort.WARM, 1);
    MenuColumn cold = SEARCH.search(problem, weights, List.of(), SearchEffort.COLD, 1);
    assertThat(warm.value(weights)).isGreaterThan(stored.value(weights));
    assertThat(warm.value(weights)).isCloseTo(cold.value(weights), within(8e-3));
    assertHolds(problem, weights, warm);
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(SearchEffort.COLD, 3),
        Arguments.of(SearchEffort.COLD, 5),
        Arguments.of(SearchEffort.WARM, 3),
        Arguments.of(SearchEffort.WARM, 8));
  }

  private static SupportProblem types(int tasks) {
    double[] eta = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      eta[i] = i % 3 == 2 ? 0.5 : 1 + 0.25 * i;
    }
    return onBox(TypeProblems.equallyLikely(eta, 600, 40 + tasks));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void returnsMenusThatHoldForAtoms(SearchEffort effort, int tasks) {
    SupportProblem problem = types(tasks);
    for (int seed = 0; seed < 2; seed++) {
      Vector weights = TypeProblems.weights(tasks, seed);
      MenuColumn column = SEARCH.search(problem, weights, List.of(), effort, seed);
      assertHolds(problem, weights, column);
      double orthant =
          MenuSearch.of().search(problem, weights, List.of(), effort, seed).value(weights);
      assertThat(column.value(weights)).isGreaterThanOrEqualTo(orthant);
      MenuColumn again = SEARCH.search(problem, weights, List.of(), effort, seed);
      assertThat(again).isEqualTo(column);
      double eight = 8;
      double[] larger = weights.toArray();
      for (int i = 0; i < tasks; i++) {
        larger[i] *= eight;
      }
      assertThat(SEARCH.search(problem, Vector.of(larger), List.of(), effort, seed))
          .isEqualTo(column);
    }
  }

  /** Types at corners of their box are where ties between rays would arise. */
  @Test
  void noTypeOfAGridIsCountedTwice() {
    double[] costs = new double[3 * 27];
    double[] chances = new double[27];
    for (int m = 0; m < 27; m++) {
      chances[m] = 1.0 / 27;
      costs[m] = 1 + 0.5 * (m % 3);
      costs[27 + m] = 1 + 0.5 * (Math.floorDiv(m, 3) % 3);
      costs[54 + m] = 1 + 0.5 * Math.floorDiv(m, 9);
    }
    SupportProblem problem = onBox(TypeProblems.of(new double[] {1, 1, 1}, costs, chances));
    for (int seed = 0; seed < 5; seed++) {
      Vector weights = seed == 0 ? Vector.of(1, 1, 1) : TypeProblems.weights(3, seed);
      MenuColumn column = SEARCH.search(problem, weights, List.of(), SearchEffort.COLD, seed);
      assertHolds(problem, weights, column);
    }
  }

  private static void assertHolds(SupportProblem problem, Vector weights, MenuColumn column) {
    List<Ray> rays = column.choices().stream().map(RayChoice::ray).toList();
    CostBox box = problem.box();
    assertThat(SupportPolarisation.holds(rays, box)).isTrue();
    double[] assignment = problem.endowment().toArray();
    double total = 0;
    for (RayChoice choice : column.choices()) {
      double[] kappa = choice.ray().direction().toArray();
      double exact = problem.measure().acceptanceProbability(kappa);
      assertThat(choice.probability()).isEqualTo(exact).isPositive();
      total += exact;
      double slack = Double.POSITIVE_INFINITY;
      for (int i = 0; i < kappa.length; i++) {
        assignment[i] += choice.taken() ? exact * kappa[i] : 0;
        slack = Math.min(slack, problem.endowment().get(i) + kappa[i]);
      }
      assertThat(slack).isZero();
    }
    assertThat(total).isLessThanOrEqualTo(1 + 1e-12);
    for (int i = 0; i < assignment.length; i++) {
      if (!column.choices().isEmpty()) {
        assertThat(column.assignment().get(i)).isCloseTo(assignment[i], within(1e-12));
      }
    }
    TypeSample sample = problem.sample();
    for (int m = 0; m < sample.types(); m++) {
      int accepted = 0;
      for (Ray ray : rays) {
        double dot = 0;
        for (int i = 0; i < sample.tasks(); i++) {
          dot += ray.direction().get(i) * sample.cost(m, i);
        }
        accepted += dot <= 0 ? 1 : 0;
      }
      assertThat(accepted).isLessThanOrEqualTo(1);
    }
    double bound =
        problem.measure().fullInformationBound(positive(weights), problem.endowment().toArray());
    double remedial = MenuColumn.remedial(problem.endowment(), weights).value(weights);
    assertThat(column.value(weights))
        .isLessThanOrEqualTo(bound * (1 + 1e-12))
        .isGreaterThanOrEqualTo(Math.max(weights.dot(problem.endowment()), remedial));
  }

  private static double[] positive(Vector weights) {
    double[] positive = weights.toArray();
    for (int i = 0; i < positive.length; i++) {
      positive[i] = Math.max(0, positive[i]);
    }
    return positive;
  }

  /** With lower ends 0 the box spans the orthant and both classes are one, bounds included. */
  @Test
  void aBoxThatSpansTheOrthantAddsNothing() {
    SupportProblem problem =
        uniform(new double[] {1, 1, 1}, Vector.of(0, 0, 0), Vector.of(1, 2, 3));
    Vector weights = Vector.of(-1, 1, 0.5);
    MenuColumn column = SEARCH.search(problem, weights, List.of(), SearchEffort.COLD, 1);
    assertThat(column)
        .isEqualTo(MenuSearch.of().search(problem, weights, List.of(), SearchEffort.COLD, 1));
    assertThat(Polarisation.holds(column.choices().stream().map(RayChoice::ray).toList())).isTrue();
  }

  @Test
  void onlyBoundsThatHoldForTheClassAreAsked() {
    SupportProblem problem = symmetric(1, 2);
    Vector weights = Vector.of(1, 1, 1);
    SupportSolver solver = SupportSolver.of(problem);
    UpperBound bound = solver.upperBound(weights, 3, 1e-6, WorkBudget.nodes(100_000));
    assertThat(bound.method()).isEqualTo("bayesian-cells");
    assertThat(bound.value()).isBetween(3.1943, 3.4);
    assertThat(solver.incumbent(weights)).isEmpty();
    SupportProblem orthant =
        new SupportProblem(
            problem.endowment(), problem.preferences(), problem.measure(), problem.sample());
    UpperBound narrow =
        SupportSolver.of(orthant).upperBound(weights, 3, 1e-6, WorkBudget.nodes(100_000));
    assertThat(narrow.value()).isBetween(3.151116, 3.16);
  }
}
