package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.WorkBudget;
import io.polaray.support.search.MenuSearch;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ray cells of costs without upper ends: high ones are left out and what they pay is added. */
class UnboundedCostsTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final WorkBudget ENOUGH = WorkBudget.nodes(100_000);
  private final RayCellBound method = RayCellBound.standard();

  private double bound(SupportProblem problem, Vector w, double known, double gap) {
    assertThat(method.applies(problem)).isTrue();
    return method.open(problem).upperBound(w, known, gap, ENOUGH).value();
  }

  /** Giving up one task: rays on a grid, by the formula for exponential costs. */
  @Test
  void raysOfExponentialCosts() {
    double[] mean = {1, 0.7, 1.2};
    double[] lower = {0.4, 0.3, 0.2};
    SupportProblem problem =
        UniformInstance.problem(
            Vector.of(1, 0, 0),
            List.of(
                Marginal.exponential(mean[0], lower[0], INFINITE),
                Marginal.exponential(mean[1], lower[1], INFINITE),
                Marginal.exponential(mean[2], lower[2], INFINITE)));
    Vector w = Vector.of(0.3, 0.9, 1);
    double best = 0;
    for (double first = 0; first < 60; first = 1.03 * first + 0.01) {
      for (double second = 0; second < 60; second = 1.03 * second + 0.01) {
        double rest = first * lower[1] + second * lower[2] - lower[0];
        if (rest < 0) {
          continue;
        }
        double p =
            Math.exp(-rest / mean[0])
                / (1 + first * mean[1] / mean[0])
                / (1 + second * mean[2] / mean[0]);
        double gain = p * (first * w.get(1) + second * w.get(2) - w.get(0));
        best = Math.max(best, gain);
      }
    }
    double value = w.get(0) + best;
    double found = MenuSearch.of().search(problem, w, List.of(), SearchEffort.COLD, 1).value(w);
    assertThat(found).isCloseTo(value, within(1e-2));
    assertThat(bound(problem, w, found, 1e-4)).isBetween(value, Math.max(value, found) * 1.0002);
  }

  /** Menus of three tasks: the bound closes, and an end of a million is as good as none. */
  @Test
  @Tag("slow")
  void closesOnTheMenuFound() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3);
    for (int n = 0; n < 3; n++) {
      double low = n == 0 ? 0 : 0.2 + 0.2 * random.nextDouble();
      double scale = 0.3 + random.nextDouble();
      double shape = 1 + 2 * random.nextDouble();
      double mean = 0.3 + random.nextDouble();
      Vector w = Vector.of(0.5 + random.nextDouble(), random.nextDouble(), 1);
      SupportProblem[] problems = new SupportProblem[2];
      for (int k = 0; k < 2; k++) {
        double end = k == 0 ? INFINITE : 1e6;
        problems[k] =
            UniformInstance.problem(
                Vector.of(1, 0.5, 1),
                List.of(
                    Marginal.exponential(mean, low, end),
                    Marginal.gamma(shape, scale, 0.2, end),
                    Marginal.weibull(1.5, scale, 0.1, end)));
      }
      double known =
          MenuSearch.of().search(problems[0], w, List.of(), SearchEffort.COLD, 1).value(w);
      double bound = bound(problems[0], w, known, 1e-3);
      assertThat(bound).isBetween(known, known * (1 + 1.01e-3));
      assertThat(bound(problems[1], w, known, 1e-3)).isCloseTo(bound, within(1e-6 * bound));
      BoundSession tails = new ConditionalTailBound().open(problems[0]);
      assertThat(tails.upperBound(w, known, 0, ENOUGH).value()).isGreaterThan(known);
    }
  }

  /** What the measure leaves out is added to the bound, to the digit. */
  @Test
  void whatIsLeftOutIsAdded() {
    SupportProblem problem =
        UniformInstance.problem(
            new double[] {1, 1, 1}, new double[] {1, 1, 1}, new double[] {2, 2, 2});
    Vector w = Vector.of(1, 0.8, 1.2);
    double[] bounds = new double[2];
    for (int k = 0; k < 2; k++) {
      double beyond = 0.5 * k;
      TypeMeasure measure =
          new TypeMeasure() {
            @Override
            public int tasks() {
              return 3;
            }

            @Override
            public Kind kind() {
              return Kind.EXACT;
            }

            @Override
            public double acceptanceProbability(double[] kappa) {
              return problem.measure().acceptanceProbability(kappa);
            }

            @Override
            public double probabilityError() {
              return problem.measure().probabilityError();
            }

            @Override
            public double fullInformationBound(double[] v, double[] eta) {
              return problem.measure().fullInformationBound(v, eta);
            }

            @Override
            public double gainBeyond(double[] weights, double[] endowment) {
              return beyond;
            }
          };
      BoundSession session =
          new CellSession(
              "cells",
              problem.endowment(),
              measure,
              RayCellBound.forest(problem, 10_000),
              10_000,
              10_000);
      bounds[k] = session.upperBound(w, 3.05, 0, WorkBudget.nodes(300)).value();
    }
    assertThat(bounds[1]).isCloseTo(bounds[0] + 0.5, within(1e-12));
  }

  /** A group of people of whom some have costs without ends. */
  @Test
  void mixtures() {
    IndependentPreferences few =
        IndependentPreferences.of(
            List.of(
                Marginal.exponential(0.5, 0.3, INFINITE),
                Marginal.exponential(0.5, 0.2, INFINITE),
                Marginal.exponential(0.5, 0.4, INFINITE)));
    IndependentPreferences others =
        IndependentPreferences.of(
            List.of(
                Marginal.uniform(0.5, 1), Marginal.beta(2, 2, 0.5, 1.5), Marginal.uniform(1, 2)));
    MixturePreferences mixture = MixturePreferences.of(List.of(few, others), Vector.of(0.4, 0.6));
    SupportProblem problem =
        new SupportProblem(
            Vector.of(1, 1, 0.5),
            mixture,
            mixture.exactMeasure().orElseThrow(),
            mixture.sample(1024, 1));
    Vector w = Vector.of(1, 0.8, 1.1);
    double known = MenuSearch.of().search(problem, w, List.of(), SearchEffort.COLD, 1).value(w);
    assertThat(bound(problem, w, known, 1e-2)).isBetween(known, known * 1.0101);
    double own = few.exactMeasure().orElseThrow().gainBeyond(w.toArray(), new double[] {1, 1, 0.5});
    assertThat(problem.measure().gainBeyond(w.toArray(), new double[] {1, 1, 0.5}))
        .isCloseTo(0.4 * own, within(1e-9 * own));
  }
}
