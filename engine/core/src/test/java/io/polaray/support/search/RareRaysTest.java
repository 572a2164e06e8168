package io.polaray.support.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.RayCellBound;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** A search alone finds what proofs of a millionth find: rays for one type in ten thousand. */
final class RareRaysTest {
  private static final double GAP = 1e-6;

  @Test
  void twoMenusThatNeedARayForOneTypeInTenThousandHaveIt() {
    assertProved(
        new double[] {0.2989766264504498, 1.1124361386675006, 0.6479705223070228},
        new double[] {1, 1, 1},
        new double[] {0.37172293410708995, 0.3932167911638498, 0.4456930696421212},
        new double[] {2.094919826664011, 1.0121743243753671, 2.100126161310664});
    assertProved(
        new double[] {1.2095202007891506, -0.048555546506522274, 0.5890667717346827},
        new double[] {0.7479036797953096, 1.8657206075712802, 0.4514606066994969},
        new double[] {0.23462318138824423, 0.25212539475806905, 0.41374125207413676},
        new double[] {1.3126560504346587, 1.250751887292385, 2.396704329366437});
  }

  @Test
  void searchesOfRandomBoxesComeWithinAMillionthOfTheBound() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(71);
    for (int n = 0; n < 40; n++) {
      double[][] box = box(random, 3);
      assertProved(box[0], box[1], box[2], box[3]);
    }
  }

  @Test
  void takeOnsOfTasksThatMayCostNothingAreLarge() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(72);
    for (int n = 0; n < 20; n++) {
      double[][] box = box(random, 3);
      box[2][n % 3] = 0;
      assertProved(box[0], box[1], box[2], box[3]);
    }
  }

  @Test
  void costsThatAreNotUniformAreTakenOnWithoutEndToo() {
    List<Marginal> costs =
        List.of(
            Marginal.exponential(0.5, 0, 1.2),
            Marginal.gamma(2, 0.3, 0.2, 1.8),
            Marginal.weibull(1.5, 0.8, 0, 1.6));
    IndependentPreferences independent = IndependentPreferences.of(costs);
    Vector weights = Vector.of(0.52, 0.7, 0.65);
    SupportProblem problem =
        new SupportProblem(
            Vector.of(1, 1, 1),
            independent,
            independent.exactMeasure().orElseThrow(),
            independent.sample(4096, 1));
    double shortfall = shortfall(problem, weights, 1e-4);
    assertTrue(shortfall <= 1.2e-4 && shortfall >= 0, "short by " + shortfall);
  }

  @Test
  void theLineEndsWhereNobodyAccepts() {
    UniformPreferences costs = UniformPreferences.of(Vector.of(1, 2, 1), Vector.of(2, 4, 2));
    SupportProblem problem =
        new SupportProblem(Vector.of(1, 1, 1), costs, costs.measure(), costs.sample(512, 1));
    SearchSpace space =
        new SearchSpace(problem.endowment(), Vector.of(0.5, 1, 2), TypeBlocks.of(problem.sample()));
    MeasureLine line = new MeasureLine(space, problem.measure(), costs);
    double[] kappa = {-1, 0.25, 0};
    UnivariatePointValuePair best = line.best(kappa, 2);
    double gain =
        IntStream.rangeClosed(1, 20_000)
            .mapToDouble(n -> 1.5 * n / 20_000)
            .map(amount -> gain(space, problem, kappa, amount))
            .max()
            .orElseThrow();
    assertTrue(best.getPoint() > 0.125 && best.getPoint() < 1.5, "amount " + best.getPoint());
    assertEquals(gain, best.getValue(), 1e-7 * gain);
    assertEquals(0, line.best(new double[] {-1, 1, 0}, 2).getValue(), "nobody has room left");
  }

  private static double gain(
      SearchSpace space, SupportProblem problem, double[] kappa, double amount) {
    double[] ray = kappa.clone();
    ray[2] += amount;
    return space.worthOf(ray) * problem.measure().acceptanceProbability(ray);
  }

  /** Weights, endowment, lower and upper ends. */
  private static double[][] box(UniformRandomProvider random, int tasks) {
    double[][] box = new double[4][tasks];
    for (int i = 0; i < tasks; i++) {
      box[0][i] = 0.1 + 1.1 * random.nextDouble();
      box[1][i] = 0.2 + 2 * random.nextDouble();
      box[2][i] = 0.05 + 0.45 * random.nextDouble();
      box[3][i] = box[2][i] + 0.3 + 1.7 * random.nextDouble();
    }
    return box;
  }

  private static void assertProved(double[] w, double[] eta, double[] lower, double[] upper) {
    UniformPreferences costs = UniformPreferences.of(Vector.of(lower), Vector.of(upper));
    SupportProblem problem =
        new SupportProblem(Vector.of(eta), costs, costs.measure(), costs.sample(4096, 1));
    double shortfall = shortfall(problem, Vector.of(w), GAP);
    assertTrue(
        shortfall <= 2 * GAP && shortfall >= -1e-12,
        () -> "short by " + shortfall + " at w " + Vector.of(w) + costs);
  }

  /** How far the menu of a search alone is from a bound that stops at the gap. */
  private static double shortfall(SupportProblem problem, Vector weights, double gap) {
    MenuColumn found = MenuSearch.of().search(problem, weights, List.of(), SearchEffort.COLD, 1);
    double value = found.value(weights);
    double bound =
        RayCellBound.standard()
            .open(problem)
            .upperBound(weights, value, gap, new WorkBudget(200_000_000, Long.MAX_VALUE))
            .value();
    return (bound - value) / bound;
  }
}
