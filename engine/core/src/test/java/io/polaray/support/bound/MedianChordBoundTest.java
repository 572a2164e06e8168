package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.support.BoundKind;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.search.MenuSearch;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MedianChordBoundTest {
  private final MedianChordBound method = new MedianChordBound();

  private double bound(SupportProblem problem, Vector w) {
    return method.open(problem).upperBound(w, 0, 0, WorkBudget.nodes(0)).value();
  }

  private static double[] constant(int tasks, double value) {
    double[] vector = new double[tasks];
    Arrays.fill(vector, value);
    return vector;
  }

  /** Equal tasks with costs from 0 on: the supremum itself, by two rays without limit. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 50})
  void isTheSupremumForEqualTasksFromZeroOn(int tasks) {
    double[] ones = constant(tasks, 1);
    SupportProblem problem =
        UniformInstance.problem(ones, constant(tasks, 0), constant(tasks, 2.5));
    double supremum = 1.5 * tasks;
    double value = bound(problem, Vector.of(ones));
    assertThat(value).isBetween(supremum * (1 - 1e-12), supremum * (1 + 1e-3));
    double[] all = constant(tasks, -1);
    all[0] = 1e7 * tasks;
    double[] first = constant(tasks, 0);
    first[0] = -1;
    first[1] = 1e7;
    double gain = problem.measure().acceptanceProbability(all) * (all[0] - tasks + 1);
    gain += problem.measure().acceptanceProbability(first) * (first[1] - 1);
    assertThat(tasks + gain).isBetween(supremum * (1 - 1e-6), value);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void neverBelowRandomMenus(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(300 + tasks);
    int made = 0;
    for (int n = 0; n < 30; n++) {
      UniformInstance instance = drawn(random, tasks);
      SupportProblem problem = instance.problem();
      Vector w = instance.weights();
      RandomMenus menus = new RandomMenus(random, problem);
      double limit = bound(problem, w) * (1 + 1e-11);
      assertThat(limit)
          .isGreaterThanOrEqualTo(MenuColumn.remedial(problem.endowment(), w).value(w));
      MenuColumn found = MenuSearch.of().search(problem, w, List.of(), SearchEffort.COLD, 1);
      assertThat(found.value(w)).isLessThanOrEqualTo(limit);
      made += menus.assertNoneAbove(limit, w, 200);
    }
    assertThat(made).isGreaterThan(2000);
  }

  private static UniformInstance drawn(UniformRandomProvider random, int tasks) {
    UniformInstance instance = UniformInstance.random(random, tasks);
    double[] lower = instance.problem().preferences().lower().toArray();
    double[] upper = instance.problem().preferences().upper().toArray();
    for (int i = 0; i < tasks; i++) {
      switch (random.nextInt(4)) {
        case 0 -> lower[i] = 0;
        case 1 -> upper[i] = i > 0 ? lower[i] : upper[i];
        default -> {}
      }
    }
    double[] eta = instance.problem().endowment().toArray();
    return new UniformInstance(
        instance.weights(), UniformInstance.problem(eta, lower, upper), 0, Double.MAX_VALUE);
  }

  /** One task given up for another, by the formula and a fine grid of rates and costs. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 1, 0.5, 1",
    "0, 1, 0.2, 1, 0.5, 1",
    "1, 2, 1, 2, 1, 1.2",
    "0.5, 0.5, 0, 2, -0.3, 1",
    "0.3, 2, 0.7, 0.7, 0.4, 0.9",
    "0, 2, 0.3, 1.3, 1.5, 0.8"
  })
  void isTheMeanOfWhatEachCostWouldTake(
      double low, double high, double otherLow, double otherHigh, double w, double otherW) {
    SupportProblem problem =
        UniformInstance.problem(
            new double[] {1, 0}, new double[] {low, otherLow}, new double[] {high, otherHigh});
    double mean = 0;
    int costs = 1000;
    for (int m = 0; m < costs; m++) {
      double c = low + (high - low) * (m + 0.5) / costs;
      double best = 0;
      for (double p = 1e-7; p <= 1; p = p < 1 ? Math.min(1, 1.01 * p) : 2) {
        double price =
            p <= 0.5 ? otherLow + p * (otherHigh - otherLow) : 0.5 * (otherLow + otherHigh);
        best = Math.max(best, c * otherW * p / price - w * p);
      }
      mean += best / costs;
    }
    double expected = Math.max(Math.max(w, 0), w + mean);
    assertThat(bound(problem, Vector.of(w, otherW)))
        .isBetween(expected * (1 - 2e-4), expected * (1 + 3e-3) + 1e-12);
  }

  @Test
  void scalesWithWeightsAndEndowmentAndNeedsUniformCosts() {
    UniformInstance instance =
        UniformInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(4), 4);
    SupportProblem problem = instance.problem();
    Vector w = instance.weights();
    double value = bound(problem, w);
    double[] lower = problem.preferences().lower().toArray();
    double[] upper = problem.preferences().upper().toArray();
    double[] eta = problem.endowment().toArray();
    double[] weights = w.toArray();
    for (int i = 0; i < eta.length; i++) {
      eta[i] *= 1e-7;
      weights[i] *= 1e9;
    }
    SupportProblem small = UniformInstance.problem(eta, lower, upper);
    assertThat(bound(small, Vector.of(weights)) / value)
        .isBetween(1e2 * (1 - 1e-12), 1e2 * (1 + 1e-12));
    UpperBound bound = method.open(problem).upperBound(w, 0, 0, WorkBudget.nodes(0));
    assertThat(bound.kind()).isEqualTo(BoundKind.RELAXED);
    assertThat(bound.method()).isEqualTo("median-chord");
    assertThat(method.leastNodes()).isZero();
    FinitePreferences types =
        FinitePreferences.equallyLikely(List.of(Vector.of(1, 2), Vector.of(2, 1)));
    SupportProblem counted =
        new SupportProblem(
            Vector.of(1, 1), types, types.exactMeasure().orElseThrow(), types.sample(2, 1));
    assertThat(method.applies(counted)).isFalse();
    assertThatThrownBy(() -> method.open(counted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("uniform costs");
  }
}
