package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullInformationBoundTest {
  private final FullInformationBound method = new FullInformationBound();

  private double bound(SupportProblem problem, Vector w) {
    return method.open(problem).upperBound(w, 0, 1e-6, WorkBudget.nodes(0)).value();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void neverBelowRandomMenus(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    for (int n = 0; n < 10; n++) {
      UniformInstance instance = UniformInstance.random(random, tasks);
      RandomMenus generator = new RandomMenus(random, instance.problem());
      Vector w = instance.weights();
      double bound = bound(instance.problem(), w);
      assertThat(bound)
          .isGreaterThanOrEqualTo(MenuColumn.remedial(instance.problem().endowment(), w).value(w));
      for (int m = 0; m < 100; m++) {
        Optional<MenuColumn> column = generator.next(w, new double[0][]);
        if (column.isPresent()) {
          assertThat(column.get().value(w)).isLessThanOrEqualTo(bound);
        }
      }
    }
  }

  /** A designer who knows the costs gives the task with the best ratio w/c. */
  @Test
  void isAttainedWhenCostsAreKnown() {
    double[] costs = {1, 1.2, 0.9};
    FinitePreferences known = FinitePreferences.equallyLikely(List.of(Vector.of(costs)));
    SupportProblem problem =
        new SupportProblem(
            Vector.of(1, 1, 1), known, known.exactMeasure().orElseThrow(), known.sample(1, 1));
    double expected = 3.1 * Math.max(2 / 1.2, 1.5 / 0.9);
    assertThat(bound(problem, Vector.of(1, 2, 1.5))).isBetween(expected, expected * (1 + 1e-6));
  }

  @Test
  void isZeroWithoutPositiveWeight() {
    SupportProblem problem =
        UniformInstance.problem(new double[] {1, 1}, new double[] {0.5, 0.5}, new double[] {1, 1});
    assertThat(bound(problem, Vector.of(-1, 0))).isZero();
  }

  @Test
  void saysWhatItIs() {
    SupportProblem problem =
        UniformInstance.problem(new double[] {1, 1}, new double[] {0.5, 0.5}, new double[] {1, 1});
    BoundSession session = method.open(problem);
    UpperBound bound = session.upperBound(Vector.of(1, 1), 0, 0, WorkBudget.nodes(1));
    assertThat(bound.kind()).isEqualTo(BoundKind.RELAXED);
    assertThat(bound.method()).isEqualTo(method.name());
    assertThat(method.applies(problem)).isTrue();
    assertThat(method.holdsForSupportMenus()).isTrue();
    assertThat(session.incumbent()).isEmpty();
  }
}
