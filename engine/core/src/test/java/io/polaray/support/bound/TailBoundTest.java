package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.support.BoundKind;
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

class TailBoundTest {
  private final TailBound method = new TailBound();

  private double bound(SupportProblem problem, Vector w) {
    return method.open(problem).upperBound(w, 0, 0, WorkBudget.nodes(0)).value();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 12})
  void neverBelowRandomMenus(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    for (int n = 0; n < 20; n++) {
      SampleInstance instance = SampleInstance.random(random, tasks, 1 + random.nextInt(100));
      RandomMenus generator = new RandomMenus(random, instance.problem());
      Vector w = instance.weights();
      double bound = bound(instance.problem(), w);
      assertThat(bound)
          .isGreaterThanOrEqualTo(MenuColumn.remedial(instance.problem().endowment(), w).value(w));
      for (int m = 0; m < 60; m++) {
        Optional<MenuColumn> column = generator.next(w, new double[0][]);
        if (column.isPresent()) {
          assertThat(column.get().value(w)).isLessThanOrEqualTo(bound);
        }
      }
    }
  }

  /** The certified value of the same sample is never above. */
  @Test
  void neverBelowTheCertifiedValue() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(77);
    for (int n = 0; n < 10; n++) {
      SampleInstance instance = SampleInstance.random(random, 3, 100);
      double certified =
          TypeListBound.standard()
              .open(instance.problem())
              .upperBound(
                  instance.weights(), Double.NEGATIVE_INFINITY, 1e-3, WorkBudget.nodes(100_000))
              .value();
      assertThat(bound(instance.problem(), instance.weights()))
          .isGreaterThanOrEqualTo(certified * (1 - 1.1e-3));
    }
  }

  /** By hand: c = (1, 1), scaled to (1/2, 1/2); R = 2 w_max, U = 1/2, two tasks. */
  @Test
  void oneType() {
    FinitePreferences one = FinitePreferences.equallyLikely(List.of(Vector.of(1, 1)));
    SupportProblem problem = SampleInstance.problem(Vector.of(1, 1), one);
    double bound = bound(problem, Vector.of(3, 1));
    assertThat(bound).isBetween(3.0 + 1 + (3 - 1), 6 * (1 + 1e-12));
  }

  @Test
  void saysWhatItIs() {
    SampleInstance instance =
        SampleInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(1), 3, 10);
    UpperBound bound =
        method.open(instance.problem()).upperBound(Vector.of(-1, -1, 0), 0, 0, WorkBudget.nodes(0));
    assertThat(bound.kind()).isEqualTo(BoundKind.RELAXED);
    assertThat(bound.method()).isEqualTo(method.name());
    assertThat(method.applies(instance.problem())).isTrue();
    SupportProblem box =
        UniformInstance.problem(new double[] {1, 1}, new double[] {0.5, 0.5}, new double[] {1, 1});
    assertThat(method.applies(box)).isFalse();
    assertThatThrownBy(() -> method.open(box)).isInstanceOf(IllegalArgumentException.class);
  }
}
