package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.search.MenuSearch;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ray cells and bounds by component for mixtures. */
class MixtureBoundTest {
  private final RayCellBound cells = RayCellBound.standard();
  private final SupportBound byComponent = ComponentBound.of(RayCellBound.standard());

  private static double[][] directions(MenuColumn column) {
    return column.menu() instanceof Menu.Rays rays
        ? rays.rays().stream().map(ray -> ray.direction().toArray()).toArray(double[][]::new)
        : new double[0][];
  }

  private static MenuColumn search(SupportProblem problem, Vector w) {
    return MenuSearch.of().search(problem, w, List.of(), SearchEffort.COLD, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void noRandomMenuLiesAboveTheBounds(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(800 + tasks);
    int made = 0;
    for (int n = 0; n < 6; n++) {
      UniformInstance instance = UniformInstance.mixture(random, tasks, 2 + n % 2);
      Vector w = instance.weights();
      MenuColumn known = search(instance.problem(), w);
      RandomMenus menus = new RandomMenus(random, instance.problem());
      for (long nodes : new long[] {1, 50, 2000}) {
        double least = Double.POSITIVE_INFINITY;
        for (SupportBound method : List.of(cells, byComponent)) {
          BoundSession session = method.open(instance.problem());
          least =
              Math.min(
                  least,
                  session.upperBound(w, known.value(w), 1e-4, WorkBudget.nodes(nodes)).value());
        }
        double limit = least + 1e-11 * Math.abs(least);
        assertThat(known.value(w)).isLessThanOrEqualTo(limit);
        for (int trial = 0; trial < 300; trial++) {
          Optional<MenuColumn> column = menus.next(w, directions(known));
          if (column.isPresent()) {
            made++;
            assertThat(column.get().value(w)).isLessThanOrEqualTo(limit);
          }
        }
      }
    }
    assertThat(made).isGreaterThan(1000);
  }

  @ParameterizedTest
  @CsvSource({"3, 1e-4, 31", "3, 1e-4, 32", "4, 2e-3, 33"})
  void closesOnTheMenuFound(int tasks, double gap, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    UniformInstance instance = UniformInstance.mixture(random, tasks, 3);
    Vector w = instance.weights();
    double known = search(instance.problem(), w).value(w);
    BoundSession session = cells.open(instance.problem());
    UpperBound bound = session.upperBound(w, known, gap, WorkBudget.nodes(2_000_000));
    double best = Math.max(known, session.incumbent().map(c -> c.value(w)).orElse(known));
    assertThat(bound.kind()).isEqualTo(BoundKind.CERTIFIED);
    assertThat(bound.value()).isBetween(best * (1 - 1e-12), best * (1 + 1.001 * gap));
    assertThat(known).isGreaterThan(best * (1 - 1e-3));
  }

  /** Two equal components are that component. */
  @Test
  void equalComponentsAreOne() {
    double[] ones = {1, 1, 1};
    UniformPreferences box = UniformPreferences.of(Vector.of(ones), Vector.of(2, 2, 2));
    MixturePreferences twice = MixturePreferences.of(List.of(box, box), Vector.of(0.25, 0.75));
    SupportProblem problem =
        new SupportProblem(
            Vector.of(ones), twice, twice.exactMeasure().orElseThrow(), twice.sample(512, 1));
    Vector w = Vector.of(ones);
    WorkBudget enough = WorkBudget.nodes(2_000_000);
    double bound = cells.open(problem).upperBound(w, 3.151117, 1e-5, enough).value();
    assertThat(bound).isBetween(3.151117080, 3.1511171 * (1 + 2e-5));
    UpperBound parts = byComponent.open(problem).upperBound(w, 3.151117, 1e-5, enough);
    assertThat(parts.value()).isBetween(3.151117080, 3.1511171 * (1 + 2e-5));
    assertThat(parts.kind()).isEqualTo(BoundKind.RELAXED);
    assertThat(parts.method()).isEqualTo("by-component (ray-cells)");
  }

  /** Components that are not uniform: the ray that sheds task 0 for task 1 alone. */
  @Test
  void mixesOtherMarginals() {
    IndependentPreferences gamma =
        IndependentPreferences.of(
            List.of(
                Marginal.gamma(2, 0.4, 0.3, 2),
                Marginal.exponential(0.6, 0.2, 1.5),
                Marginal.uniform(0.5, 1.2)));
    UniformPreferences box = UniformPreferences.of(Vector.of(0.3, 1, 0.4), Vector.of(0.9, 2, 1.4));
    MixturePreferences mixture = MixturePreferences.of(List.of(gamma, box), Vector.of(0.4, 0.6));
    SupportProblem problem =
        new SupportProblem(
            Vector.of(1, 1, 1),
            mixture,
            mixture.exactMeasure().orElseThrow(),
            mixture.sample(2048, 3));
    Vector w = Vector.of(1, 0.6, 0.8);
    double known = search(problem, w).value(w);
    double bound = cells.open(problem).upperBound(w, known, 2e-3, WorkBudget.nodes(60_000)).value();
    double slack = 3 * problem.measure().probabilityError() * 20;
    assertThat(bound).isBetween(known - slack, known * (1 + 2.5e-3));
  }

  @Test
  void needsComponentsThatItsMethodCanBound() {
    UniformPreferences good = UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));
    IndependentPreferences other =
        IndependentPreferences.of(
            List.of(Marginal.lognormal(0, 1, 0.2, 6), Marginal.uniform(1, 2)));
    MixturePreferences mixture = MixturePreferences.of(List.of(good, other), Vector.of(.5, .5));
    SupportProblem problem =
        new SupportProblem(
            Vector.of(1, 1), mixture, mixture.exactMeasure().orElseThrow(), mixture.sample(64, 3));
    assertThat(cells.applies(problem)).isFalse();
    assertThat(byComponent.applies(problem)).isFalse();
    assertThatThrownBy(() -> byComponent.open(problem))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ray-cells");
  }

  @Test
  void theBoundByComponentSaysWhatItIs() {
    UniformInstance instance =
        UniformInstance.mixture(RandomSource.XO_RO_SHI_RO_128_PP.create(3), 2, 2);
    UpperBound bound =
        byComponent
            .open(instance.problem())
            .upperBound(instance.weights(), 0, 1e-2, WorkBudget.nodes(10));
    assertThat(bound.method()).isEqualTo(byComponent.name() + " (" + cells.name() + ")");
    assertThat(byComponent.name()).isNotEmpty();
  }
}
