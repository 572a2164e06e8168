package io.polaray.support.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.polaray.menu.CostBox;
import io.polaray.menu.MenuClass;
import io.polaray.menu.Ray;
import io.polaray.menu.SupportPolarisation;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeSample;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.FullInformationBound;
import io.polaray.support.bracket.SupportSolver;
import io.polaray.support.price.TwoTaskSession;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Bayesian benchmark of uniform costs from above. */
class BayesianCellBoundTest {
  private static final WorkBudget SMALL = WorkBudget.nodes(30_000);
  private static final Vector ONES = Vector.of(1, 1, 1);

  private static UpperBound bound(SupportProblem problem, Vector weights, WorkBudget budget) {
    double known = weights.dot(problem.endowment());
    return new BayesianCellBound().open(problem).upperBound(weights, known, 0, budget);
  }

  private static UniformPreferences uniform(UniformRandomProvider random, int tasks) {
    double[] low = new double[tasks];
    double[] high = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      low[i] = 0.1 + random.nextDouble();
      high[i] = low[i] + 0.2 + 2 * random.nextDouble();
    }
    return UniformPreferences.of(Vector.of(low), Vector.of(high));
  }

  /** At two tasks OSP menus reach the Bayesian value (Remark 1), so the bound closes on S(w). */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void atTwoTasksItConvergesToTheSupportFunction(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    Vector endowment = ScreeningCases.vector(random, 2, 0.2, 2);
    Vector weights = ScreeningCases.vector(random, 2, -0.3, 1);
    SupportProblem problem = ScreeningCases.onSupport(endowment, uniform(random, 2));
    double exact = TwoTaskSession.of(problem).solve(weights).value();
    double before = Double.POSITIVE_INFINITY;
    for (long nodes : new long[] {300, 3_000, 30_000}) {
      double now =
          new BayesianCellBound()
              .open(problem)
              .upperBound(weights, exact, 0, WorkBudget.nodes(nodes))
              .value();
      assertThat(now).isGreaterThanOrEqualTo(exact - 1e-9).isLessThanOrEqualTo(before);
      before = now;
    }
    assertThat(before).isCloseTo(exact, within(1e-3 * Math.max(0.1, exact)));
  }

  /** Below full information by far; values are those of the best menus known for the support. */
  @ParameterizedTest
  @CsvSource({"1, 2, 3.194217, 3.36", "0.2, 1.2, 3.539212, 3.96"})
  void isMuchBelowFullInformation(double low, double high, double known, double reached) {
    SupportProblem problem =
        ScreeningCases.onSupport(
            ONES, UniformPreferences.of(Vector.of(low, low, low), Vector.of(high, high, high)));
    UpperBound found = bound(problem, ONES, WorkBudget.nodes(250_000));
    double full = new FullInformationBound().open(problem).upperBound(ONES, 0, 0, SMALL).value();
    assertThat(found.value()).isBetween(known, reached).isLessThan(full - 0.2);
    assertThat(found.kind()).isEqualTo(BoundKind.CERTIFIED);
  }

  /** Random rays that a menu for the box may hold together; the bound is below none of them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void noRandomMenuIsWorthMore(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(50 + seed);
    int tasks = 3 + (int) (seed % 2);
    Vector endowment = ScreeningCases.vector(random, tasks, 0.1, 1.5);
    UniformPreferences types = uniform(random, tasks);
    SupportProblem problem = ScreeningCases.onSupport(endowment, types);
    CostBox box = problem.box();
    Vector[] weights = new Vector[3];
    double[] bounds = new double[3];
    for (int n = 0; n < 3; n++) {
      weights[n] = ScreeningCases.vector(random, tasks, n == 0 ? 0.2 : -0.5, 1);
      bounds[n] = bound(problem, weights[n], SMALL).value();
    }
    int pairs = 0;
    for (int trial = 0; trial < 3_000; trial++) {
      List<Ray> menu = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        Ray ray = ray(random, endowment, types);
        if (ray != null
            && menu.stream().allMatch(r -> SupportPolarisation.holds(List.of(r, ray), box))) {
          menu.add(ray);
        }
      }
      pairs += menu.size() > 1 ? 1 : 0;
      for (int n = 0; n < 3; n++) {
        double value = weights[n].dot(endowment);
        for (Ray ray : menu) {
          double worth = Math.max(0, weights[n].dot(ray.direction()));
          value += worth * problem.measure().acceptanceProbability(ray.direction().toArray());
        }
        assertThat(value).isLessThanOrEqualTo(bounds[n] + 1e-12);
      }
    }
    assertThat(pairs).isGreaterThan(50);
  }

  /** A ray at full extension that suits a random type by a little. */
  private static Ray ray(UniformRandomProvider random, Vector endowment, UniformPreferences types) {
    int tasks = endowment.size();
    double[] direction = new double[tasks];
    int shed = random.nextInt(tasks);
    double gained = 0;
    double taken = 0;
    for (int i = 0; i < tasks; i++) {
      double cost =
          types.lower().get(i)
              + random.nextDouble() * (types.upper().get(i) - types.lower().get(i));
      boolean sheds = i == shed || random.nextInt(4) == 0;
      direction[i] = sheds ? -endowment.get(i) : random.nextDouble();
      gained += sheds ? -direction[i] * cost : 0;
      taken += sheds ? 0 : direction[i] * cost;
    }
    if (taken == 0) {
      return null;
    }
    for (int i = 0; i < tasks; i++) {
      direction[i] *= direction[i] > 0 ? gained / taken : 1;
    }
    return new Ray(Vector.of(direction));
  }

  /**
   * Bayesian mechanisms for finite samples of the box overfit, so that they are worth more than the
   * best for the box on average; for fresh types they are mechanisms of the box.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mechanismsLearnedFromSamplesAreWorthNoMoreOnFreshTypes(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(90 + seed);
    Vector endowment = ScreeningCases.vector(random, 3, 0.5, 1.5);
    UniformPreferences types = uniform(random, 3);
    Vector weights = ScreeningCases.vector(random, 3, 0.1, 1);
    double bound = bound(ScreeningCases.onSupport(endowment, types), weights, SMALL).value();
    BayesianProgram.Solution learned =
        BayesianProgram.of(endowment, types.sample(80, seed)).solve(weights);
    TypeSample fresh = types.sample(20_000, 1000 + seed);
    double sum = 0;
    double squares = 0;
    for (int m = 0; m < fresh.types(); m++) {
      double worth = chosen(fresh, m, learned.assignments(), endowment).dot(weights);
      sum += worth;
      squares += worth * worth;
    }
    double mean = sum / fresh.types();
    double error = Math.sqrt((squares / fresh.types() - mean * mean) / fresh.types());
    assertThat(mean).isLessThan(bound + 4 * error).isGreaterThan(weights.dot(endowment) - 0.2);
    assertThat(learned.upperBound()).isGreaterThan(mean - 4 * error);
  }

  private static Vector chosen(TypeSample sample, int m, List<Vector> menu, Vector endowment) {
    Vector best = endowment;
    double least = burden(sample, m, endowment);
    for (Vector x : menu) {
      double load = burden(sample, m, x);
      if (load < least) {
        least = load;
        best = x;
      }
    }
    return best;
  }

  private static double burden(TypeSample sample, int m, Vector x) {
    double load = 0;
    for (int i = 0; i < x.size(); i++) {
      load += sample.cost(m, i) * x.get(i);
    }
    return load;
  }

  @Test
  void aMixtureOfTheTwoHalvesOfABoxIsThatBox() {
    UniformPreferences box = UniformPreferences.of(Vector.of(1, 0.5, 1), Vector.of(2, 1.5, 3));
    PreferenceDistribution halves =
        MixturePreferences.of(
            List.of(
                UniformPreferences.of(Vector.of(1, 0.5, 1), Vector.of(1.25, 1.5, 3)),
                UniformPreferences.of(Vector.of(1.25, 0.5, 1), Vector.of(2, 1.5, 3))),
            Vector.of(0.25, 0.75));
    WorkBudget budget = WorkBudget.nodes(250_000);
    double once = bound(ScreeningCases.onSupport(ONES, box), ONES, budget).value();
    double mixed = bound(ScreeningCases.onSupport(ONES, halves), ONES, budget).value();
    double full =
        new FullInformationBound()
            .open(ScreeningCases.onSupport(ONES, halves))
            .upperBound(ONES, 0, 0, SMALL)
            .value();
    assertThat(mixed).isCloseTo(once, within(0.15)).isLessThan(full - 0.2);
  }

  @Test
  void aCallGoesOnWhereTheLastOneStopped() {
    SupportProblem problem =
        ScreeningCases.onSupport(
            ONES, UniformPreferences.of(Vector.of(1, 1, 1), Vector.of(2, 2, 2)));
    BoundSession session = new BayesianCellBound().open(problem);
    double first = session.upperBound(ONES, 3, 0, WorkBudget.nodes(2_000)).value();
    assertThat(session.nominalNanos()).isPositive();
    double second = session.upperBound(ONES, 3, 0, WorkBudget.nodes(20_000)).value();
    assertThat(second).isLessThan(first);
    double nothing = session.upperBound(ONES, 3, 0, WorkBudget.nodes(0)).value();
    assertThat(nothing).isEqualTo(second);
    assertThat(session.nominalNanos()).isZero();
    assertThat(session.upperBound(Vector.of(-1, 0, -2), 0, 0, SMALL).value()).isZero();
    assertThat(session.upperBound(Vector.of(2, 2, 2), 6, 0, WorkBudget.nodes(2_000)).value())
        .isCloseTo(2 * first, within(1e-5));
  }

  @Test
  void theSolverUsesItForMenusOfTheSupport() {
    SupportProblem problem =
        ScreeningCases.onSupport(
            ONES, UniformPreferences.of(Vector.of(1, 1, 1), Vector.of(2, 2, 2)));
    UpperBound found = SupportSolver.of(problem).upperBound(ONES, 3.19, 1e-6, SMALL);
    assertThat(found.method()).isEqualTo("bayesian-cells");
    assertThat(found.value()).isBetween(3.194217, 3.45);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void finiteTypesAreBoundedByTheirOwnProgram(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(70 + seed);
    List<Vector> types = new ArrayList<>();
    for (int m = 0; m < 60; m++) {
      types.add(ScreeningCases.vector(random, 3, 0.8, 2));
    }
    SupportProblem problem = ScreeningCases.onSupport(ONES, FinitePreferences.equallyLikely(types));
    Vector weights = ScreeningCases.vector(random, 3, 0.3, 1);
    SupportSolver solver = SupportSolver.of(problem);
    double value = solver.search(weights, List.of(), SearchEffort.COLD, seed).value(weights);
    UpperBound found = solver.upperBound(weights, value, 1e-6, WorkBudget.nodes(1_000_000));
    assertThat(found.method()).isEqualTo("bayesian-types");
    assertThat(found.value()).isGreaterThanOrEqualTo(value);
    double full = new FullInformationBound().open(problem).upperBound(weights, 0, 0, SMALL).value();
    assertThat(found.value()).isLessThan(full - 0.01);
    UpperBound cheap =
        SupportSolver.of(problem).upperBound(weights, value, 1e-6, WorkBudget.nodes(1));
    assertThat(cheap.method()).isEqualTo("full-information");
  }

  @Test
  void appliesToUniformCostsOfTheSupportAlone() {
    BayesianCellBound method = new BayesianCellBound();
    UniformPreferences box = UniformPreferences.of(Vector.of(1, 1, 1), Vector.of(2, 2, 2));
    SupportProblem support = ScreeningCases.onSupport(ONES, box);
    assertThat(method.applies(support)).isTrue();
    assertThat(new BayesianTypeBound().applies(support)).isFalse();
    SupportProblem orthant =
        new SupportProblem(ONES, box, support.measure(), support.sample(), MenuClass.ORTHANT);
    assertThat(method.applies(orthant)).isFalse();
    UniformPreferences known = UniformPreferences.of(Vector.of(1, 1, 1), Vector.of(2, 2, 1));
    assertThat(method.applies(ScreeningCases.onSupport(ONES, known))).isFalse();
    assertThat(method.applies(ScreeningCases.onSupport(Vector.of(0, 0, 0), box))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> method.open(orthant))
        .withMessageContaining("the method needs at most 8 tasks");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BayesianTypeBound().open(support))
        .withMessageContaining("a counted measure of positive costs");
  }

  /** Many weights and boxes against the best menus a search finds for the support. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void noMenuThatASearchFindsIsWorthMore(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(500 + seed);
    int tasks = 3 + (int) (seed % 3);
    Vector endowment = ScreeningCases.vector(random, tasks, 0, 1.5);
    SupportProblem problem = ScreeningCases.onSupport(endowment, uniform(random, tasks));
    Vector weights = ScreeningCases.vector(random, tasks, -0.2, 1);
    SupportSolver solver = SupportSolver.of(problem);
    double value = solver.search(weights, List.of(), SearchEffort.COLD, seed).value(weights);
    assertThat(bound(problem, weights, WorkBudget.nodes(250_000)).value())
        .isGreaterThanOrEqualTo(value);
  }
}
