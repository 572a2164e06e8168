package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Polarisation;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportProblem;
import io.polaray.support.WorkBudget;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeListBoundTest {
  private static final WorkBudget ENOUGH = WorkBudget.nodes(300_000);
  private final TypeListBound method = TypeListBound.standard();

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void neverBelowRandomMenus(int tasks) {
    tryToBreak(tasks, 6, 120, 150 + tasks);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void neverBelowManyRandomMenus(int tasks) {
    tryToBreak(tasks, 30, 400, 190 + tasks);
  }

  private void tryToBreak(int tasks, int instances, int menus, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    long[] budgets = {0, 1, 10, 100, 1000};
    for (int n = 0; n < instances; n++) {
      SampleInstance instance = SampleInstance.random(random, tasks, 1 + random.nextInt(200));
      RandomMenus generator = new RandomMenus(random, instance.problem());
      BoundSession session = TypeListBound.withLimits(20_000, 2_000_000).open(instance.problem());
      Vector w = instance.weights();
      for (long budget : budgets) {
        double bound =
            session.upperBound(w, Double.NEGATIVE_INFINITY, 1e-4, WorkBudget.nodes(budget)).value();
        Optional<MenuColumn> incumbent = session.incumbent();
        double[][] around =
            incumbent
                .map(column -> column.menu() instanceof Menu.Rays rays ? rays : null)
                .map(
                    rays ->
                        rays.rays().stream()
                            .map(ray -> ray.direction().toArray())
                            .toArray(double[][]::new))
                .orElse(new double[0][]);
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

  /** Allows for the rounding of a column's value. */
  private static void assertBelow(double value, double bound) {
    assertThat(value).isLessThanOrEqualTo(bound + 1e-13 * Math.abs(bound));
  }

  @ParameterizedTest
  @CsvSource({"2, 1000, 1e-3", "3, 1000, 1e-4", "4, 1000, 1e-3", "5, 200, 1e-2"})
  void closesTheGapWithMenusThatExist(int tasks, int types, double gap) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    for (int n = 0; n < 4; n++) {
      SampleInstance instance = SampleInstance.random(random, tasks, types);
      Vector w = instance.weights();
      BoundSession session = method.open(instance.problem());
      double bound = session.upperBound(w, Double.NEGATIVE_INFINITY, gap, ENOUGH).value();
      MenuColumn remedial = MenuColumn.remedial(instance.problem().endowment(), w);
      double lower = Math.max(remedial.value(w), w.dot(instance.problem().endowment()));
      Optional<MenuColumn> incumbent = session.incumbent();
      if (incumbent.isPresent()) {
        lower = Math.max(lower, incumbent.get().value(w));
        if (incumbent.get().menu() instanceof Menu.Rays rays) {
          assertThat(Polarisation.holds(rays.rays())).isTrue();
        }
      }
      assertThat(bound).isCloseTo(lower, within(1.1 * gap * Math.abs(bound)));
    }
  }

  /** One type: full information, {@code (c . eta) max_i w_i / c_i}, is attained. */
  @Test
  void oneType() {
    FinitePreferences one = FinitePreferences.equallyLikely(List.of(Vector.of(1, 1.2, 0.9)));
    SupportProblem problem = SampleInstance.problem(Vector.of(1, 1, 1), one);
    double bound =
        method
            .open(problem)
            .upperBound(Vector.of(1, 2, 1.4), Double.NEGATIVE_INFINITY, 1e-7, ENOUGH)
            .value();
    double expected = 3.1 * 2 / 1.2;
    assertThat(bound).isBetween(expected * (1 - 1e-14), expected * (1 + 2e-7));
  }

  /**
   * Two types and two tasks: the ray that gives task 0 for task 1 at the rate of one type, or of
   * both; the better of the prices, by hand.
   */
  @Test
  void twoTypes() {
    FinitePreferences two =
        FinitePreferences.of(List.of(Vector.of(2, 1), Vector.of(3, 1)), Vector.of(0.25, 0.75));
    SupportProblem problem = SampleInstance.problem(Vector.of(1, 0), two);
    Vector w = Vector.of(1, 1);
    double bound =
        method.open(problem).upperBound(w, Double.NEGATIVE_INFINITY, 1e-7, ENOUGH).value();
    double expected = 1 + Math.max(1 * (2 - 1), 0.75 * (3 - 1));
    assertThat(bound).isBetween(expected * (1 - 1e-14), expected * (1 + 2e-7));
  }

  @Test
  void resumesAtOtherWeights() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(12);
    SampleInstance instance = SampleInstance.random(random, 3, 200);
    BoundSession session = method.open(instance.problem());
    for (int round = 0; round < 6; round++) {
      Vector w = UniformInstance.random(random, 3).weights();
      double resumed = session.upperBound(w, Double.NEGATIVE_INFINITY, 1e-3, ENOUGH).value();
      double fresh =
          method
              .open(instance.problem())
              .upperBound(w, Double.NEGATIVE_INFINITY, 1e-3, ENOUGH)
              .value();
      assertThat(resumed).isCloseTo(fresh, within(1.1e-3 * Math.abs(fresh)));
    }
  }

  @Test
  void appliesToCountedMeasures() {
    SampleInstance instance =
        SampleInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(1), 3, 10);
    assertThat(method.applies(instance.problem())).isTrue();
    SupportProblem box =
        UniformInstance.problem(new double[] {1, 1}, new double[] {0.5, 0.5}, new double[] {1, 1});
    assertThat(method.applies(box)).isFalse();
    assertThatThrownBy(() -> method.open(box)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TypeListBound.withLimits(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TypeListBound.withLimits(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * What is proved within a number of cells on random instances; a bound that became looser or a
   * split that became worse shows here. A change that proves more may lower the figures.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 20, 1, 3.05034407",
    "2, 20, 2, 3.42743327",
    "2, 20, 3, 3.37237744",
    "2, 20, 4, 1.88860639",
    "2, 60, 1, 2.96880571",
    "2, 60, 2, 3.35338986",
    "2, 60, 3, 2.79112631",
    "2, 60, 4, 1.82013900",
    "3, 20, 1, 5.13451458",
    "3, 20, 2, 6.22610240",
    "3, 20, 3, 4.66024874",
    "3, 20, 4, 2.29125770",
    "3, 60, 1, 5.06107313",
    "3, 60, 2, 6.10060586",
    "3, 60, 3, 5.48269391",
    "3, 60, 4, 1.86645537",
    "4, 20, 1, 6.14698299",
    "4, 20, 2, 10.09779565",
    "4, 20, 3, 6.98089985",
    "4, 20, 4, 2.77147414",
    "4, 60, 1, 6.13877335",
    "4, 60, 2, 10.48304926",
    "4, 60, 3, 6.44542719",
    "4, 60, 4, 2.48187751"
  })
  void provesMuchWithLittleWork(int tasks, int types, long seed, double proved) {
    SampleInstance instance =
        SampleInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(seed), tasks, types);
    double bound =
        TypeListBound.standard()
            .open(instance.problem())
            .upperBound(instance.weights(), Double.NEGATIVE_INFINITY, 1e-4, WorkBudget.nodes(400))
            .value();
    assertThat(bound).isLessThanOrEqualTo(proved + 1e-9);
  }
}
