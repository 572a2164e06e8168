package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.support.BoundKind;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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

  /** The formula of docs/certified-bounds.md, section 6, written out. */
  private static double expected(SupportProblem problem, Vector w) {
    TypeSample sample = problem.sample();
    boolean equal = sample.hasEqualWeights();
    int types = sample.types();
    int tasks = sample.tasks();
    double gain = 0;
    double base = 0;
    double remedial = 0;
    for (int i = 0; i < tasks; i++) {
      double most = 0;
      for (int k = 1; k <= types; k++) {
        double p = (double) k / types;
        double before = (double) (k - 1) / types;
        double rate = 0;
        for (int j = 0; j < tasks; j++) {
          double at = equal ? p : before;
          double mean = at > 0 ? integral(problem, j, at, false) / at : smallest(problem, j);
          rate = Math.max(rate, w.get(j) / mean);
        }
        double least = equal || w.get(i) < 0 ? p : before;
        most = Math.max(most, rate * integral(problem, i, p, true) - least * w.get(i));
      }
      double eta = problem.endowment().get(i);
      gain += most * eta;
      base += w.get(i) * eta;
      remedial += Math.max(0, w.get(i)) * eta;
    }
    return Math.max(remedial, base + gain);
  }

  private static double scaled(SupportProblem problem, int type, int task) {
    TypeSample sample = problem.sample();
    double burden = 0;
    for (int i = 0; i < sample.tasks(); i++) {
      burden += sample.cost(type, i) * problem.endowment().get(i);
    }
    return sample.cost(type, task) / burden;
  }

  private static double smallest(SupportProblem problem, int task) {
    return IntStream.range(0, problem.sample().types())
        .mapToDouble(m -> scaled(problem, m, task))
        .min()
        .orElseThrow();
  }

  /** The integral of a scaled cost over the lowest or highest mass p. */
  private static double integral(SupportProblem problem, int task, double p, boolean highest) {
    TypeSample sample = problem.sample();
    List<Integer> order =
        IntStream.range(0, sample.types())
            .boxed()
            .sorted(Comparator.comparingDouble(m -> (highest ? -1 : 1) * scaled(problem, m, task)))
            .toList();
    double left = p;
    double sum = 0;
    for (int m : order) {
      double part = Math.min(left, sample.weight(m));
      sum += part * scaled(problem, m, task);
      left -= part;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void isTheFormulaRoundedUp(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(30 + tasks);
    int equal = 0;
    for (int n = 0; n < 40; n++) {
      SampleInstance instance = SampleInstance.random(random, tasks, 1 + random.nextInt(12));
      double expected = expected(instance.problem(), instance.weights());
      double bound = bound(instance.problem(), instance.weights());
      assertThat(bound).isBetween(expected - 1e-14, expected + 1e-11 * (1 + expected));
      equal += instance.problem().sample().hasEqualWeights() ? 1 : 0;
    }
    assertThat(equal).isBetween(5, 35);
  }

  /** A sample may hold a cost of 0: the mean over the lowest mass is 0 then, and R infinite. */
  @Test
  void needsPositiveCosts() {
    FinitePreferences some = FinitePreferences.equallyLikely(List.of(Vector.of(1, 2)));
    for (double cost : new double[] {0, 1e-300}) {
      TypeSample sample = TypeSample.equallyWeighted(2, new double[] {1, 2, 1, cost});
      CountedMeasure measure = CountedMeasure.of(sample, TypeMeasure.Kind.SAMPLE);
      SupportProblem problem = new SupportProblem(Vector.of(1, 1), some, measure, sample);
      assertThat(method.applies(problem)).isEqualTo(cost > 0);
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
