package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.BoundKind;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.search.MenuSearch;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionalTailBoundTest {
  private final ConditionalTailBound method = new ConditionalTailBound();

  private static List<Marginal> marginals() {
    return List.of(
        Marginal.uniform(0, 1),
        Marginal.uniform(0.5, 0.5),
        Marginal.lognormal(0, 0.8, 0.2, 6),
        Marginal.lognormal(0, 0.5, 0, 4),
        Marginal.gamma(2, 0.4, 0.1, 3),
        Marginal.exponential(0.7, 0, 3),
        Marginal.exponential(0.7, 0.3, 2),
        Marginal.beta(2, 0.9, 0.1, 0.8),
        Marginal.weibull(1.4, 0.8, 0.05, 2));
  }

  private static SupportProblem problem(List<Marginal> marginals, double[] eta) {
    IndependentPreferences preferences = IndependentPreferences.of(marginals);
    return new SupportProblem(
        Vector.of(eta),
        preferences,
        preferences.exactMeasure().orElseThrow(),
        preferences.sample(1024, 1));
  }

  private UpperBound bound(SupportProblem problem, Vector w) {
    return method.open(problem).upperBound(w, 0, 0, WorkBudget.nodes(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void neverBelowRandomMenus(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(500 + tasks);
    int made = 0;
    for (int n = 0; n < 12; n++) {
      List<Marginal> marginals = new ArrayList<>();
      double[] eta = new double[tasks];
      double[] weights = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        marginals.add(marginals().get(random.nextInt(marginals().size())));
        eta[i] = random.nextInt(6) == 0 ? 0 : 0.5 + random.nextDouble();
        weights[i] = random.nextInt(4) == 0 ? -random.nextDouble() : 0.3 + random.nextDouble();
      }
      eta[0] = 1;
      if (IndependentPreferences.of(marginals).exactMeasure().isEmpty()) {
        continue;
      }
      SupportProblem problem = problem(marginals, eta);
      Vector w = Vector.of(weights);
      double bound = bound(problem, w).value();
      double limit = bound * (1 + 1e-4) + 1e-12;
      assertThat(limit)
          .isGreaterThanOrEqualTo(MenuColumn.remedial(problem.endowment(), w).value(w));
      MenuColumn found = MenuSearch.of().search(problem, w, List.of(), SearchEffort.COLD, 1);
      assertThat(found.value(w)).isLessThanOrEqualTo(limit);
      RandomMenus menus = new RandomMenus(random, problem);
      made += menus.assertNoneAbove(limit, w, 200);
    }
    assertThat(made).isGreaterThan(300);
  }

  /** Against integrals of quantiles taken another way. */
  @ParameterizedTest
  @MethodSource("marginals")
  void ratesAreThoseOfTheLowestMass(Marginal marginal) {
    LowerMeans lowest = new LowerMeans(marginal);
    double sum = 0;
    double mass = 0;
    int steps = 40;
    for (int k = 0; k < LowerMeans.cells(); k++) {
      double from = LowerMeans.from(k);
      double to = LowerMeans.to(k);
      assertThat(from).isEqualTo(mass);
      double largest = 0;
      for (int s = 0; s < steps; s++) {
        double next = from + (to - from) * (s + 1) / steps;
        sum += (next - mass) * marginal.quantile(Math.min(0.5 * (mass + next), 1 - 1e-12));
        mass = next;
        largest = Math.max(largest, next * next / sum);
      }
      assertThat(lowest.rate(k)).isBetween(largest * (1 - 1e-4), largest * (k < 64 ? 40 : 1.02));
      mass = to;
    }
    assertThat(mass).isEqualTo(1);
  }

  /** Two tasks, the first given up for the second, against the formula for uniform costs. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, 1, 0.5, 1",
    "0, 1, 0.2, 1, 0.5, 1",
    "1, 2, 1, 2, 1, 1.2",
    "0.5, 0.5, 0.1, 2, -0.3, 1",
    "0, 2, 0.3, 1.3, 1.5, 0.8",
    "0.3, 2, 0.4, 1, -0.2, -0.1"
  })
  void isTheMeanOfWhatEachCostWouldTake(
      double low, double high, double otherLow, double otherHigh, double w, double otherW) {
    SupportProblem problem =
        problem(
            List.of(
                Marginal.uniform(low, high),
                Marginal.uniform(otherLow, otherHigh),
                Marginal.gamma(2, 0.4, 0.1, 3)),
            new double[] {1, 0, 0});
    double mean = 0;
    int costs = 1000;
    for (int m = 0; m < costs; m++) {
      double c = low + (high - low) * (m + 0.5) / costs;
      double best = Math.max(0, -w);
      for (double p = 1e-7; p <= 1; p = p < 1 ? Math.min(1, 1.01 * p) : 2) {
        double price = otherLow + 0.5 * p * (otherHigh - otherLow);
        best = Math.max(best, c * Math.max(0, otherW) * p / price - w * p);
      }
      mean += best / costs;
    }
    double expected = Math.max(Math.max(w, 0), w + mean);
    assertThat(bound(problem, Vector.of(w, otherW, -1)).value())
        .isBetween(expected * (1 - 2e-4), expected * (1 + 8e-3) + 1e-9);
  }

  /** Below a cost of 0 for almost everybody in the lowest mass: no bound, and no NaN. */
  @Test
  void anInfiniteDensityAtZeroHasNoBound() {
    assertThat(new LowerMeans(Marginal.gamma(0.5, 1, 0, 2)).rate(0))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Marginal.gamma(0.5, 1, 0, 2).largestDensity(0.1))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Marginal.exponential(0.5, 0, 1).largestDensity(0.1))
        .isCloseTo(2 / (1 - Math.exp(-2)), within(1e-12));
    assertThat(Marginal.beta(2, 2, 0, 1).largestDensity(0.9)).isCloseTo(1.5, within(1e-12));
    assertThat(Marginal.beta(2, 2, 0, 1).largestDensity(0.25)).isCloseTo(1.125, within(1e-12));
  }

  @Test
  void saysWhatItIsAndNeedsExactIndependentCosts() {
    SupportProblem problem = problem(marginals().subList(0, 3), new double[] {1, 1, 1});
    UpperBound bound = bound(problem, Vector.of(1, 1, 1));
    assertThat(bound.kind()).isEqualTo(BoundKind.RELAXED);
    assertThat(bound.method()).isEqualTo("conditional-tail");
    UniformPreferences box = UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));
    SupportProblem uniform =
        new SupportProblem(Vector.of(1, 1), box, box.measure(), box.sample(8, 1));
    assertThat(method.applies(uniform)).isFalse();
    assertThatThrownBy(() -> method.open(uniform))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("independent costs");
  }
}
