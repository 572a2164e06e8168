package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.WorkBudget;
import io.polaray.support.search.MenuSearch;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ray cells for costs that are log-concave in the logarithm alone. */
class SteepCostsTest {
  private final RayCellBound method = RayCellBound.standard();

  /**
   * Densities that are log-concave in the logarithm of the cost alone: with three tasks one is
   * given up or one is taken on, and that is enough; with four bounds are valid.
   */
  @ParameterizedTest
  @Tag("slow")
  @CsvSource({"3, 41, 5e-3", "3, 42, 5e-3", "4, 43, 0.25"})
  void steepCosts(int tasks, long seed, double gap) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    List<Marginal> marginals = new ArrayList<>();
    double[] eta = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      double lower = 0.1 + 0.3 * random.nextDouble();
      double upper = i % 2 == 0 ? 4 : Double.POSITIVE_INFINITY;
      marginals.add(
          switch ((int) (seed + i) % 3) {
            case 0 -> Marginal.lognormal(0, 0.4 + 0.2 * random.nextDouble(), lower, upper);
            case 1 -> Marginal.weibull(0.8, 0.5, lower, 4);
            default -> Marginal.gamma(0.6, 0.4, lower, upper);
          });
      eta[i] = 0.5 + random.nextDouble();
    }
    SupportProblem problem = UniformInstance.problem(Vector.of(eta), marginals);
    double[] weights = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      weights[i] = 0.5 + random.nextDouble();
    }
    Vector w = Vector.of(weights);
    MenuColumn known = MenuSearch.of().search(problem, w, List.of(), SearchEffort.COLD, seed);
    double value = known.value(w);
    double last = 0;
    for (long nodes : new long[] {100, 3000, 30_000}) {
      last = method.open(problem).upperBound(w, value, gap, WorkBudget.nodes(nodes)).value();
      RandomMenus menus = new RandomMenus(random, problem);
      assertThat(menus.assertNoneAbove(last * (1 + 1e-5), w, 2000)).isGreaterThan(1000);
    }
    assertThat(last).isBetween(value * (1 - 1e-5), value / (1 - gap) * (1 + 1e-5));
  }

  /**
   * One task is taken on for two. Without a chord for the take-on this takes eight times as many.
   */
  @Test
  void theOnlyTakeOnHasAChord() {
    Marginal cost = Marginal.lognormal(0, 0.5, 0.3, Double.POSITIVE_INFINITY);
    SupportProblem problem =
        UniformInstance.problem(Vector.of(1.3, 3.1, 2.5), List.of(cost, cost, cost));
    Vector w = Vector.of(-0.2, -0.1, 1);
    BoundSession session = method.open(problem);
    double bound =
        session.upperBound(w, Double.NEGATIVE_INFINITY, 1e-3, WorkBudget.nodes(250)).value();
    double value = session.incumbent().orElseThrow().value(w);
    assertThat(value).isGreaterThan(4.6687);
    assertThat(bound).isBetween(value, value * (1 + 1.001e-3));
  }

  /** All families are log-concave in the logarithm where their density is bounded. */
  @Test
  void needsAnExactMeasure() {
    Marginal good = Marginal.gamma(2, 0.3, 0.2, 2);
    assertThat(applies(good, good, Marginal.lognormal(0, 0.5, 0.4, 2.2))).isTrue();
    assertThat(applies(good, good, Marginal.gamma(0.9, 0.3, 0.2, 2))).isTrue();
    assertThat(applies(good, good, Marginal.uniform(0, 2))).isTrue();
    assertThat(applies(good, good, Marginal.uniform(1, 1))).isTrue();
    IndependentPreferences steep =
        IndependentPreferences.of(List.of(good, good, Marginal.gamma(0.9, 0.3, 0, 2)));
    assertThat(steep.exactMeasure()).isEmpty();
    TypeSample sample = steep.sample(64, 1);
    SupportProblem wrong =
        new SupportProblem(
            Vector.of(1, 1, 1), steep, CountedMeasure.of(sample, TypeMeasure.Kind.SAMPLE), sample);
    assertThat(method.applies(wrong)).isFalse();
    assertThatThrownBy(() -> method.open(wrong)).isInstanceOf(IllegalArgumentException.class);
  }

  private boolean applies(Marginal... costs) {
    return method.applies(UniformInstance.problem(Vector.of(1, 1, 1), List.of(costs)));
  }
}
