package io.polaray.support.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.TypeSample;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.bracket.SupportSolver;
import io.polaray.support.price.TwoTaskSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Bayesian benchmark of one agent (paper, section 2 and Remark 1). */
class BayesianProgramTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static FinitePreferences types(int count, int tasks, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    List<Vector> types = new ArrayList<>();
    double[] weights = new double[count];
    double sum = 0;
    for (int m = 0; m < count; m++) {
      types.add(ScreeningCases.vector(random, tasks, 0.5, 2.5));
      weights[m] = 0.1 + random.nextDouble();
      sum += weights[m];
    }
    for (int m = 0; m < count; m++) {
      weights[m] /= sum;
    }
    return FinitePreferences.of(types, Vector.of(weights));
  }

  private static SupportProblem problem(Vector endowment, FinitePreferences types) {
    return new SupportProblem(endowment, types, types.exactMeasure().orElseThrow(), types.types());
  }

  private static void check(BayesianProgram.Solution solution) {
    assertThat(solution.converged()).isTrue();
    assertThat(solution.largestGain()).isLessThan(1e-8);
    assertThat(solution.upperBound()).isGreaterThanOrEqualTo(solution.value() - 1e-12);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void atTwoTasksItIsTheSupportFunctionOfOspMenus(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(100 + seed);
    Vector endowment = ScreeningCases.vector(random, 2, 0.5, 3);
    Vector weights = ScreeningCases.vector(random, 2, -0.3, 1);
    FinitePreferences types = types(12, 2, seed);
    BayesianProgram.Solution solution = BayesianProgram.of(endowment, types.types()).solve(weights);
    check(solution);
    double osp = TwoTaskSession.of(problem(endowment, types)).solve(weights).value();
    assertThat(solution.value()).isCloseTo(osp, within(1e-7 * Math.max(1, osp)));
    assertThat(solution.upperBound()).isGreaterThanOrEqualTo(osp - 1e-12);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void atThreeTasksNoOspMenuIsWorthMore(long seed) {
    Vector endowment = Vector.of(1, 1, 1);
    Vector weights = Vector.of(1, 0.9, 1.1);
    FinitePreferences types = types(15, 3, seed);
    BayesianProgram.Solution solution = BayesianProgram.of(endowment, types.types()).solve(weights);
    check(solution);
    double osp =
        SupportSolver.of(problem(endowment, types))
            .search(weights, List.of(), SearchEffort.COLD, 1)
            .value(weights);
    assertThat(solution.upperBound()).isGreaterThanOrEqualTo(osp);
    assertThat(osp).isGreaterThan(weights.dot(endowment));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithALinearProgramOfAllRows(long seed) {
    Vector endowment = Vector.of(1, 2, 0);
    Vector weights = Vector.of(1, 0.4, 0.7);
    TypeSample types = types(7, 3, seed).types();
    BayesianProgram.Solution solution = BayesianProgram.of(endowment, types).solve(weights);
    check(solution);
    double expected = linearProgram(endowment, weights, types);
    assertThat(solution.value()).isCloseTo(expected, within(1e-7));
    assertThat(solution.upperBound()).isGreaterThanOrEqualTo(expected - 1e-9);
  }

  private static double linearProgram(Vector endowment, Vector weights, TypeSample types) {
    LinearProgram program = LinearProgram.create();
    int tasks = types.tasks();
    for (int m = 0; m < types.types(); m++) {
      for (int i = 0; i < tasks; i++) {
        program.addVariable(-types.weight(m) * weights.get(i), 0, INF);
      }
    }
    for (int m = 0; m < types.types(); m++) {
      for (int k = 0; k < types.types(); k++) {
        int[] indices = new int[k == m ? tasks : 2 * tasks];
        double[] costs = new double[indices.length];
        double right = 0;
        for (int i = 0; i < tasks; i++) {
          indices[i] = m * tasks + i;
          costs[i] = types.cost(m, i);
          if (k != m) {
            indices[tasks + i] = k * tasks + i;
            costs[tasks + i] = -types.cost(m, i);
          } else {
            right += types.cost(m, i) * endowment.get(i);
          }
        }
        program.addRow(indices, costs, -INF, right);
      }
    }
    LinearProgram.Solution solution = program.solve(100_000, Duration.ofMinutes(1));
    assertThat(solution.status()).isEqualTo(LinearProgram.Status.OPTIMAL);
    return -solution.objective();
  }

  /** Revenue from goods whose values are the midpoints of n equal parts of [0, 1] each. */
  private static double revenue(int goods, int parts) {
    List<Vector> types = new ArrayList<>();
    double[] endowment = new double[goods + 1];
    double[] cap = new double[goods + 1];
    double[] weights = new double[goods + 1];
    Arrays.fill(endowment, 0, goods, 1);
    Arrays.fill(cap, 0, goods, 1);
    cap[goods] = INF;
    weights[goods] = 1;
    int count = 1;
    for (int i = 0; i < goods; i++) {
      count *= parts;
    }
    for (int k = 0; k < count; k++) {
      double[] costs = new double[goods + 1];
      int rest = k;
      for (int i = 0; i < goods; i++) {
        costs[i] = (rest % parts + 0.5) / parts;
        rest /= parts;
      }
      costs[goods] = 1;
      types.add(Vector.of(costs));
    }
    BayesianProgram.Solution solution =
        BayesianProgram.of(
                Vector.of(endowment),
                FinitePreferences.equallyLikely(types).types(),
                Vector.of(cap))
            .solve(Vector.of(weights));
    check(solution);
    return solution.value();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 20})
  void oneGoodIsSoldAtThePostedPrice(int parts) {
    double best = 0;
    for (int k = 0; k < parts; k++) {
      best = Math.max(best, (k + 0.5) / parts * (parts - k) / parts);
    }
    assertThat(revenue(1, parts)).isCloseTo(best, within(1e-7));
  }

  @Test
  void twoGoodsApproachTheClassicalMonopolyValue() {
    // Manelli and Vincent (2006). The error of the grid falls like 1 / n, to 0.4 / n.
    double limit = (12 + 2 * Math.sqrt(2)) / 27;
    for (int parts : new int[] {4, 6, 8}) {
      assertThat((revenue(2, parts) - limit) * parts).isBetween(0.3, 0.5);
    }
    assertThat(2 * revenue(2, 8) - revenue(2, 4)).isCloseTo(limit, within(0.012));
  }

  @Test
  void proportionalTypesAreOneAndNoEndowmentGivesNothing() {
    FinitePreferences doubled =
        FinitePreferences.of(
            List.of(Vector.of(1, 2), Vector.of(2, 4), Vector.of(2, 1)), Vector.of(0.25, 0.25, 0.5));
    FinitePreferences merged =
        FinitePreferences.of(List.of(Vector.of(1, 2), Vector.of(2, 1)), Vector.of(0.5, 0.5));
    Vector eta = Vector.of(1, 1);
    Vector weights = Vector.of(1, 0.8);
    BayesianProgram.Solution solution = BayesianProgram.of(eta, doubled.types()).solve(weights);
    assertThat(solution.value())
        .isEqualTo(BayesianProgram.of(eta, merged.types()).solve(weights).value());
    assertThat(solution.assignments()).hasSize(3);
    assertThat(solution.assignments().get(0)).isEqualTo(solution.assignments().get(1));
    assertThat(BayesianProgram.of(Vector.of(0, 0), merged.types()).solve(weights).upperBound())
        .isZero();
  }

  /** The multipliers of any iterate give a bound, so an early end widens it and no more. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theBoundHoldsWheneverTheWorkIsStopped(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(300 + seed);
    int tasks = 2 + (int) (seed % 3);
    Vector endowment = ScreeningCases.vector(random, tasks, 0, 2);
    Vector weights = ScreeningCases.vector(random, tasks, -0.4, 1);
    BayesianProgram program = BayesianProgram.of(endowment, types(14, tasks, seed).types());
    double value = program.solve(weights).value();
    double first = Double.NaN;
    double last = Double.NaN;
    for (int iterations = 0; iterations < 40; iterations++) {
      int[] left = {iterations};
      BayesianProgram.Solution solution = program.solve(weights, () -> left[0]-- == 0);
      assertThat(solution.iterations()).isLessThanOrEqualTo(iterations);
      assertThat(solution.upperBound()).isGreaterThanOrEqualTo(value - 1e-8);
      first = iterations == 0 ? solution.upperBound() : first;
      last = solution.upperBound();
    }
    assertThat(last).isCloseTo(value, within(1e-6)).isLessThan(first - 1e-3);
  }

  @Test
  void rejectsWrongArguments() {
    TypeSample types = types(3, 2, 1).types();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BayesianProgram.of(Vector.of(1), types))
        .withMessageContaining("endowment and cap have 1 and 2 entries");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BayesianProgram.of(Vector.of(1, 1), types, Vector.of(0.5, 1)))
        .withMessageContaining("cap[0] is 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BayesianProgram.of(Vector.of(1, 1), types).solve(Vector.of(1, INF)))
        .withMessageContaining("weights is");
  }
}
