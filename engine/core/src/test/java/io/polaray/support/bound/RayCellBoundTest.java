package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Polarisation;
import io.polaray.numeric.Vector;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RayCellBoundTest {
  private static final WorkBudget ENOUGH = WorkBudget.nodes(2_000_000);
  private final RayCellBound method = RayCellBound.standard();

  private double bound(SupportProblem problem, Vector w, double lower, double gap) {
    return method.open(problem).upperBound(w, lower, gap, ENOUGH).value();
  }

  @ParameterizedTest
  @CsvSource({"2, 2e-6", "3, 2e-6", "4, 1e-4"})
  void closesTheReferenceInstances(int tasks, double gap) throws IOException {
    checkReferences(tasks, gap);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"4, 2e-6", "5, 1e-5"})
  void closesTheLargerReferenceInstances(int tasks, double gap) throws IOException {
    checkReferences(tasks, gap);
  }

  private void checkReferences(int tasks, double gap) throws IOException {
    for (UniformInstance instance : UniformInstance.references()) {
      if (instance.problem().tasks() != tasks) {
        continue;
      }
      BoundSession session = method.open(instance.problem());
      Vector w = instance.weights();
      double value = session.upperBound(w, Double.NEGATIVE_INFINITY, gap, ENOUGH).value();
      double lower = instance.lowerBound() - 5e-8;
      assertThat(value).isBetween(lower, instance.lowerBound() + 5e-8 + 1.01 * gap * lower);
      double found = session.incumbent().map(column -> column.value(w)).orElse(0.0);
      assertThat(found).isBetween(value * (1 - 1.000001 * gap), instance.upperBound() + 5e-8);
    }
  }

  /** The menu {(-1, -1, s), (t, u, -1)} with s u = 1 of mathematics, section 3.1. */
  @Test
  void goldenBox() {
    double[] ones = {1, 1, 1};
    SupportProblem problem = UniformInstance.problem(ones, ones, new double[] {2, 2, 2});
    double value = bound(problem, Vector.of(ones), 3.151117, 2e-7);
    assertThat(value).isBetween(3.151117080, 3.1511171 + 1e-6);
  }

  /** Source: the two sides of a two-task menu priced independently. */
  @ParameterizedTest
  @CsvSource({"1, 1, 2.113400545562", "1.2, 1, 2.345529009115", "2, 1, 3.518058668653"})
  void twoTasks(double first, double second, double expected) {
    SupportProblem problem =
        UniformInstance.problem(new double[] {1, 1}, new double[] {1, 1}, new double[] {2, 2});
    double value = bound(problem, Vector.of(first, second), Double.NEGATIVE_INFINITY, 1e-9);
    assertThat(value).isBetween(expected - 1e-12, expected * (1 + 2e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void neverBelowRandomMenus(int tasks) {
    tryToBreak(tasks, 6, 120, 50 + tasks);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void neverBelowManyRandomMenus(int tasks) {
    tryToBreak(tasks, 40, 500, 90 + tasks);
  }

  /** Bounds at many stages of the search, over several weights in one session. */
  private void tryToBreak(int tasks, int instances, int menus, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    long[] budgets = {0, 1, 10, 100, 1000};
    for (int n = 0; n < instances; n++) {
      UniformInstance instance = UniformInstance.random(random, tasks);
      RandomMenus generator = new RandomMenus(random, instance.problem());
      BoundSession session = RayCellBound.withLimits(100_000, 500).open(instance.problem());
      Vector w = instance.weights();
      for (long budget : budgets) {
        double bound =
            session.upperBound(w, Double.NEGATIVE_INFINITY, 1e-4, WorkBudget.nodes(budget)).value();
        Optional<MenuColumn> incumbent = session.incumbent();
        double[][] around = incumbent.map(RayCellBoundTest::directions).orElse(new double[0][]);
        assertThat(bound).isGreaterThanOrEqualTo(trivialValue(w, instance.problem()));
        if (incumbent.isPresent()) {
          assertBelow(incumbent.get().value(w), bound);
        }
        for (int m = 0; m < menus / budgets.length; m++) {
          Optional<MenuColumn> column = generator.next(w, around);
          if (column.isPresent()) {
            assertBelow(column.get().value(w), bound);
          }
        }
        w = budget == 10 ? UniformInstance.random(random, tasks).weights() : w;
      }
    }
  }

  /** Allows for the error of the measure that values the menu. */
  private static void assertBelow(double value, double bound) {
    assertThat(value).isLessThanOrEqualTo(bound + 1e-11 * Math.abs(bound));
  }

  private static double trivialValue(Vector w, SupportProblem problem) {
    MenuColumn remedial = MenuColumn.remedial(problem.endowment(), w);
    return Math.max(remedial.value(w), w.dot(problem.endowment()));
  }

  private static double[][] directions(MenuColumn column) {
    return column.menu() instanceof Menu.Rays rays
        ? rays.rays().stream().map(ray -> ray.direction().toArray()).toArray(double[][]::new)
        : new double[0][];
  }

  @Test
  void incumbentsAreExactlyPolarised() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3);
    int checked = 0;
    for (int n = 0; n < 8; n++) {
      UniformInstance instance = UniformInstance.random(random, 4);
      BoundSession session = method.open(instance.problem());
      UpperBound upper =
          session.upperBound(instance.weights(), Double.NEGATIVE_INFINITY, 1e-2, ENOUGH);
      Optional<MenuColumn> incumbent = session.incumbent();
      if (incumbent.isPresent() && incumbent.get().menu() instanceof Menu.Rays rays) {
        assertThat(Polarisation.holds(rays.rays())).isTrue();
        assertThat(incumbent.get().value(instance.weights()))
            .isBetween(upper.value() * (1 - 1.000001e-2), upper.value());
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(4);
  }

  @Test
  void givenLowerValuesEndTheSearch() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(4);
    for (int n = 0; n < 8; n++) {
      UniformInstance instance = UniformInstance.random(random, 3);
      BoundSession session = method.open(instance.problem());
      double tight =
          session.upperBound(instance.weights(), Double.NEGATIVE_INFINITY, 1e-6, ENOUGH).value();
      double again = bound(instance.problem(), instance.weights(), tight * (1 - 1e-4), 1e-3);
      assertThat(again).isBetween(tight * (1 - 1e-4), tight * (1 + 1.1e-3));
    }
  }

  /** A session that has seen other weights gives the same value within the gap. */
  @Test
  void resumesAtOtherWeights() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5);
    for (int n = 0; n < 4; n++) {
      UniformInstance instance = UniformInstance.random(random, 3);
      BoundSession session = method.open(instance.problem());
      for (int round = 0; round < 5; round++) {
        Vector w = UniformInstance.random(random, 3).weights();
        double resumed = session.upperBound(w, Double.NEGATIVE_INFINITY, 1e-4, ENOUGH).value();
        double fresh = bound(instance.problem(), w, Double.NEGATIVE_INFINITY, 1e-4);
        assertThat(resumed).isCloseTo(fresh, within(1.1e-4 * Math.abs(fresh)));
      }
    }
  }

  @Test
  void scalesWithWeightsEndowmentAndCosts() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(6);
    double gap = 1e-4;
    for (int n = 0; n < 3; n++) {
      UniformInstance instance = UniformInstance.random(random, 3);
      SupportProblem problem = instance.problem();
      Vector w = instance.weights();
      double[] eta = problem.endowment().toArray();
      double[] lower = problem.preferences().lower().toArray();
      double[] upper = problem.preferences().upper().toArray();
      double value = bound(problem, w, Double.NEGATIVE_INFINITY, gap);
      for (double s : new double[] {1e-6, 1e6}) {
        double byWeight = bound(problem, scaled(w, s), Double.NEGATIVE_INFINITY, gap);
        double byEndowment =
            bound(
                UniformInstance.problem(scaled(problem.endowment(), s).toArray(), lower, upper),
                w,
                Double.NEGATIVE_INFINITY,
                gap);
        double byCost =
            bound(
                UniformInstance.problem(
                    eta,
                    scaled(problem.preferences().lower(), s).toArray(),
                    scaled(problem.preferences().upper(), s).toArray()),
                w,
                Double.NEGATIVE_INFINITY,
                gap);
        assertThat(byWeight / s).isCloseTo(value, within(1.1 * gap * value));
        assertThat(byEndowment / s).isCloseTo(value, within(1.1 * gap * value));
        assertThat(byCost).isCloseTo(value, within(1.1 * gap * value));
      }
    }
  }

  private static Vector scaled(Vector v, double factor) {
    return Vector.zeros(v.size()).plus(factor, v);
  }

  @Test
  void relabellingTasksChangesNothing() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(8);
    for (int n = 0; n < 3; n++) {
      UniformInstance instance = UniformInstance.random(random, 4);
      SupportProblem problem = instance.problem();
      SupportProblem moved =
          UniformInstance.problem(
              rotated(problem.endowment()),
              rotated(problem.preferences().lower()),
              rotated(problem.preferences().upper()));
      double value = bound(problem, instance.weights(), Double.NEGATIVE_INFINITY, 1e-3);
      double other =
          bound(moved, Vector.of(rotated(instance.weights())), Double.NEGATIVE_INFINITY, 1e-3);
      assertThat(other).isCloseTo(value, within(1.1e-3 * Math.abs(value)));
    }
  }

  private static double[] rotated(Vector v) {
    double[] result = new double[v.size()];
    for (int i = 0; i < result.length; i++) {
      result[(i + 1) % result.length] = v.get(i);
    }
    return result;
  }

  @Test
  void growsWithTheWeights() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(9);
    for (int n = 0; n < 4; n++) {
      UniformInstance instance = UniformInstance.random(random, 3);
      BoundSession session = method.open(instance.problem());
      double[] w = instance.weights().toArray();
      double before = Double.NEGATIVE_INFINITY;
      for (int step = 0; step < 4; step++) {
        double value =
            session.upperBound(Vector.of(w), Double.NEGATIVE_INFINITY, 1e-4, ENOUGH).value();
        assertThat(value).isGreaterThanOrEqualTo(before * (1 - 1e-4));
        before = value;
        w[step % 3] += 0.1;
      }
    }
  }

  @Test
  void awkwardWeights() {
    double[] eta = {1, 2, 0.5};
    SupportProblem problem =
        UniformInstance.problem(eta, new double[] {0.2, 0.3, 0.4}, new double[] {1, 1.3, 0.9});
    assertThat(bound(problem, Vector.of(-1, -0.5, -2), 0, 1e-6)).isZero();
    assertThat(bound(problem, Vector.of(0, 0, 0), 0, 1e-6)).isZero();
    double one = bound(problem, Vector.of(1, -5, -5), Double.NEGATIVE_INFINITY, 1e-6);
    assertThat(one).isGreaterThanOrEqualTo(1.0);
    assertThat(bound(problem, Vector.of(1, 0, 0), Double.NEGATIVE_INFINITY, 1e-6))
        .isGreaterThanOrEqualTo(one * (1 - 1e-6));
  }

  /** Costs that are almost known: full information is attainable in the limit. */
  @Test
  void narrowBoxesApproachFullInformation() {
    double[] eta = {1, 1, 1};
    Vector w = Vector.of(1, 2, 1.5);
    for (double width : new double[] {1e-3, 1e-6, 1e-9}) {
      double[] upper = {1 + width, 1.2 + width, 0.9 + width};
      SupportProblem problem = UniformInstance.problem(eta, new double[] {1, 1.2, 0.9}, upper);
      double value = bound(problem, w, Double.NEGATIVE_INFINITY, 1e-4);
      assertThat(value)
          .isBetween(3.1 / 0.72 * (1 - 10 * width), 3.1 / 0.6 * (1 + 10 * width) + 1e-3);
      assertThat(value).isCloseTo(3.1 * Math.max(2 / 1.2, 1.5 / 0.9), within(5 * width + 1e-3));
    }
  }

  @Test
  void anEmptyEndowmentIsWorthNothing() {
    SupportProblem problem =
        UniformInstance.problem(new double[] {0, 0}, new double[] {0.5, 0.5}, new double[] {1, 1});
    assertThat(bound(problem, Vector.of(1, 2), 0, 1e-6)).isZero();
  }

  @Test
  void appliesToBoxesOfUpToEightTasks() {
    assertThat(method.applies(problem(2, 0.1, 1))).isTrue();
    assertThat(method.applies(problem(2, 0, 1))).isTrue();
    assertThat(method.applies(problem(2, 1, 1))).isFalse();
    assertThat(method.applies(problem(9, 0.1, 1))).isFalse();
    UniformPreferences box = UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));
    SupportProblem other =
        new SupportProblem(Vector.of(1, 1), box, new NoMeasure(2), box.sample(8, 1));
    assertThat(method.applies(other)).isFalse();
    assertThatThrownBy(() -> method.open(other)).isInstanceOf(IllegalArgumentException.class);
  }

  private static SupportProblem problem(int tasks, double lower, double upper) {
    double[] eta = new double[tasks];
    double[] low = new double[tasks];
    double[] top = new double[tasks];
    java.util.Arrays.fill(eta, 1);
    java.util.Arrays.fill(low, lower);
    java.util.Arrays.fill(top, upper);
    return UniformInstance.problem(eta, low, top);
  }

  @Test
  void rejectsBadArguments() {
    BoundSession session = method.open(problem(2, 0.1, 1));
    assertThatThrownBy(() -> session.upperBound(Vector.of(1), 0, 1e-3, ENOUGH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights");
    assertThatThrownBy(() -> session.upperBound(Vector.of(1, Double.NaN), 0, 1e-3, ENOUGH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> session.upperBound(Vector.of(1, 1), 0, -1, ENOUGH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("relativeGap");
    assertThatThrownBy(() -> RayCellBound.withLimits(0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RayCellBound.withLimits(1, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void stopsAtDeadlinesWithAValidBound() {
    SupportProblem problem = problem(5, 0.2, 1.2);
    double[] ones = {1, 1, 1, 1, 1};
    double value =
        method
            .open(problem)
            .upperBound(
                Vector.of(ones),
                Double.NEGATIVE_INFINITY,
                1e-9,
                new WorkBudget(Long.MAX_VALUE, System.nanoTime() + 20_000_000))
            .value();
    assertThat(value).isGreaterThanOrEqualTo(5.726).isFinite();
  }
}
