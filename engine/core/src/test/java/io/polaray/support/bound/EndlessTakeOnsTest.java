package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Polarisation;
import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.search.MenuSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ray cells where costs may be 0 and take-ons have no largest useful size. */
class EndlessTakeOnsTest {
  private static final WorkBudget ENOUGH = WorkBudget.nodes(400_000);
  private final RayCellBound method = RayCellBound.standard();

  private static UniformRandomProvider random(long seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  private static double[] constant(int tasks, double value) {
    double[] vector = new double[tasks];
    Arrays.fill(vector, value);
    return vector;
  }

  /** A box with some lower ends at 0, at least one, and weights of either sign. */
  private static UniformInstance instance(UniformRandomProvider random, int tasks) {
    double[] weights = new double[tasks];
    double[] eta = new double[tasks];
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      weights[i] = random.nextInt(4) == 0 ? -random.nextDouble() : 0.4 + random.nextDouble();
      eta[i] = random.nextInt(6) == 0 ? 0 : 0.3 + random.nextDouble();
      lower[i] = i == 0 || random.nextBoolean() ? 0 : 0.2 + random.nextDouble();
      upper[i] = lower[i] + 0.3 + random.nextDouble();
    }
    eta[tasks - 1] = 1;
    weights[0] = Math.abs(weights[0]);
    return new UniformInstance(
        Vector.of(weights),
        UniformInstance.problem(eta, lower, upper),
        0,
        Double.POSITIVE_INFINITY);
  }

  private static double[][] directions(MenuColumn column) {
    return column.menu() instanceof Menu.Rays rays
        ? rays.rays().stream().map(ray -> ray.direction().toArray()).toArray(double[][]::new)
        : new double[0][];
  }

  /** The bound meets the gap above the menu of the search or a better one that it meets. */
  private void assertCloses(SupportProblem problem, Vector w, double gap) {
    double known = MenuSearch.of().search(problem, w, List.of(), SearchEffort.COLD, 1).value(w);
    BoundSession session = method.open(problem);
    double bound = session.upperBound(w, known, gap, ENOUGH).value();
    double best = Math.max(known, session.incumbent().map(c -> c.value(w)).orElse(known));
    assertThat(bound).isBetween(best - 1e-9 * Math.abs(best), best + 1.01 * gap * Math.abs(bound));
  }

  /**
   * w = eta = 1, costs uniform on [0, 1]: giving up N for task j gains at most E sum_N c_i, in the
   * limit, so all menus gain at most I / 2 in all; see docs/certified-bounds.md, 2.1 and 8.
   */
  @ParameterizedTest
  @CsvSource({"3, 1e-5", "4, 1e-4", "5, 1e-3"})
  void theSupremumOfEqualTasksIsReachedInTheLimit(int tasks, double gap) {
    double[] ones = constant(tasks, 1);
    SupportProblem problem = UniformInstance.problem(ones, constant(tasks, 0), ones);
    Vector w = Vector.of(ones);
    BoundSession session = method.open(problem);
    MenuColumn found = MenuSearch.of().search(problem, w, List.of(), SearchEffort.COLD, 1);
    UpperBound bound = session.upperBound(w, found.value(w), gap, ENOUGH);
    double supremum = 1.5 * tasks;
    assertThat(bound.value()).isBetween(supremum, supremum * (1 + 1.01 * gap));
    found = session.incumbent().orElse(found);
    assertThat(found.value(w)).isBetween(supremum * (1 - gap), supremum);
    if (found.menu() instanceof Menu.Rays rays) {
      assertThat(Polarisation.holds(rays.rays())).isTrue();
    }
  }

  /** More than six tasks: one far root a support. The weights tell the tasks apart. */
  @Test
  void endlessTasksTogetherCloseToo() {
    double[] lower = {0, 0.5, 0, 0.4, 0.6, 0.5, 0.7};
    double[] upper = {1, 1, 1.2, 1, 1, 0.9, 1};
    SupportProblem problem = UniformInstance.problem(constant(7, 1), lower, upper);
    Vector w = Vector.of(1, 0.6, 0.9, 0.5, 0.7, 0.6, 0.8);
    assertCloses(problem, w, 1e-2);
  }

  /** One task to give up: a ray on a fine grid of exchange rates against the bound. */
  @Test
  void oneRayOnAGrid() {
    UniformRandomProvider random = random(7);
    for (int n = 0; n < 6; n++) {
      double[] lower = {0.5 * random.nextDouble(), 0, n % 2 == 0 ? 0 : 0.1 * random.nextDouble()};
      double[] upper = {1, 0.4 + random.nextDouble(), 0.4 + random.nextDouble()};
      SupportProblem problem = UniformInstance.problem(new double[] {1, 0, 0}, lower, upper);
      Vector w = Vector.of(random.nextDouble() - 0.6, 0.3 + random.nextDouble(), 1);
      double best = Math.max(0, -w.get(0));
      for (double first = 0; first < 1e6; first = 1.02 * first + 1e-3) {
        for (double second = 0; second < 1e6; second = 1.05 * second + 1e-2) {
          double worth = first * w.get(1) + second * w.get(2) - w.get(0);
          double[] kappa = {-1, first, second};
          best = Math.max(best, worth * problem.measure().acceptanceProbability(kappa));
        }
      }
      double value = w.get(0) + best;
      double bound = method.open(problem).upperBound(w, value, 1e-4, ENOUGH).value();
      assertThat(bound).isBetween(value, value * (1 + 2e-3));
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 12, 1e-4", "4, 5, 1e-3"})
  void closesOnTheMenuFound(int tasks, int instances, double gap) {
    UniformRandomProvider random = random(20 + tasks);
    for (int n = 0; n < instances; n++) {
      UniformInstance instance = instance(random, tasks);
      assertCloses(instance.problem(), instance.weights(), gap);
    }
  }

  /** At every stage of the work, and with a root for all endless tasks together. */
  @ParameterizedTest
  @CsvSource({"2, 8", "3, 10", "4, 8", "5, 5", "7, 3"})
  void neverBelowRandomMenus(int tasks, int instances) {
    UniformRandomProvider random = random(40 + tasks);
    int made = 0;
    for (int n = 0; n < instances; n++) {
      UniformInstance instance = instance(random, tasks);
      made += tryToBreak(random, instance, 3_000);
    }
    assertThat(made).isGreaterThan(100 * instances);
  }

  /** The number of menus that the bounds were compared with. */
  private static int tryToBreak(
      UniformRandomProvider random, UniformInstance instance, long mostNodes) {
    int made = 0;
    RandomMenus menus = new RandomMenus(random, instance.problem());
    BoundSession session = RayCellBound.withLimits(100_000, 300).open(instance.problem());
    Vector w = instance.weights();
    for (long nodes : new long[] {1, 30, 300, 3_000}) {
      UpperBound bound =
          session.upperBound(
              w, Double.NEGATIVE_INFINITY, 1e-4, WorkBudget.nodes(Math.min(nodes, mostNodes)));
      double limit = bound.value() + 1e-9 * Math.abs(bound.value());
      double[][] around =
          session.incumbent().map(EndlessTakeOnsTest::directions).orElse(new double[0][]);
      for (int trial = 0; trial < 100; trial++) {
        Optional<MenuColumn> column = menus.next(w, stretched(around, random));
        if (column.isPresent()) {
          made++;
          assertThat(column.get().value(w)).isLessThanOrEqualTo(limit);
        }
      }
      w = nodes == 30 ? instance(random, w.size()).weights() : w;
    }
    return made;
  }

  /** Independent costs, some with 0 as their lower end, of rising, falling and even density. */
  private static UniformInstance independent(UniformRandomProvider random, int tasks) {
    UniformInstance box = instance(random, tasks);
    List<Marginal> costs = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      double lower = box.problem().preferences().lower().get(i);
      double upper = lower + 1 + 2 * random.nextDouble();
      double mean = 0.4 + random.nextDouble();
      costs.add(
          switch (random.nextInt(6)) {
            case 0 -> Marginal.exponential(mean, lower, upper);
            case 1 -> Marginal.gamma(1 + 2 * random.nextDouble(), 0.4 * mean, lower, upper);
            case 2 -> Marginal.weibull(1.5, mean, lower, upper);
            case 3 -> Marginal.beta(1, 1 + 2 * random.nextDouble(), lower, upper);
            case 4 -> Marginal.lognormal(0.5, 0.5, lower, Math.min(upper, 3.4));
            default -> Marginal.uniform(lower, upper);
          });
    }
    SupportProblem problem = UniformInstance.problem(box.problem().endowment(), costs);
    return new UniformInstance(box.weights(), problem, 0, Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({"3, 8, 1e-3", "4, 2, 5e-3"})
  void closesForIndependentCosts(int tasks, int instances, double gap) {
    UniformRandomProvider random = random(60 + tasks);
    for (int n = 0; n < instances; n++) {
      UniformInstance instance = independent(random, tasks);
      assertCloses(instance.problem(), instance.weights(), gap);
    }
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({"3, 8", "4, 4", "5, 2"})
  void neverBelowRandomMenusOfIndependentCosts(int tasks, int instances) {
    UniformRandomProvider random = random(80 + tasks);
    for (int n = 0; n < instances; n++) {
      tryToBreak(random, independent(random, tasks), 400);
    }
  }

  /** Lognormal costs are never as low as their distribution function can tell from 0. */
  @Test
  void costsThatAreNeverLow() {
    Marginal seldom = Marginal.lognormal(0, 0.12, 0, 2);
    Marginal cost = Marginal.exponential(1, 0.2, 4);
    SupportProblem problem =
        UniformInstance.problem(Vector.of(1, 1, 1), List.of(seldom, cost, seldom));
    assertCloses(problem, Vector.of(1, 0.7, 0.9), 1e-3);
  }

  /**
   * w = eta = 1 and exponential costs of mean 1, hardly cut: giving everything but task 1 for task
   * 1 and task 1 for task 2 earns, in the limit, the expected costs given up times the density 1 at
   * 0, I in all, besides what one has.
   */
  @Test
  void exponentialCostsInTheLimit() {
    Marginal cost = Marginal.exponential(1, 0, 16);
    SupportProblem problem = UniformInstance.problem(Vector.of(1, 1, 1), List.of(cost, cost, cost));
    Vector w = Vector.of(1, 1, 1);
    BoundSession session = method.open(problem);
    double bound = session.upperBound(w, Double.NEGATIVE_INFINITY, 1e-3, ENOUGH).value();
    assertThat(bound).isBetween(6 - 1e-5, 6.007);
    assertThat(session.incumbent().orElseThrow().value(w)).isBetween(5.99, 6.0);
  }

  /** Some take-ons many times as large. */
  private static double[][] stretched(double[][] rays, UniformRandomProvider random) {
    double[][] result = new double[rays.length][];
    for (int k = 0; k < rays.length; k++) {
      result[k] = rays[k].clone();
      for (int i = 0; i < result[k].length; i++) {
        boolean takes = result[k][i] > 0 && random.nextInt(3) == 0;
        result[k][i] *= takes ? Math.exp(12 * random.nextDouble() - 2) : 1;
      }
    }
    return result;
  }

  /** Lower ends at 0 in one component alone, in both, in neither. */
  @Test
  void closesMixtures() {
    UniformPreferences one = UniformPreferences.of(Vector.of(0, 0, 0.4), Vector.of(1, 0.7, 1));
    UniformPreferences two = UniformPreferences.of(Vector.of(0.5, 0, 0.2), Vector.of(0.9, 1.5, 2));
    MixturePreferences mixture = MixturePreferences.of(List.of(one, two), Vector.of(0.4, 0.6));
    SupportProblem problem =
        new SupportProblem(
            Vector.of(1, 1, 1),
            mixture,
            mixture.exactMeasure().orElseThrow(),
            mixture.sample(2048, 3));
    assertCloses(problem, Vector.of(1, 0.7, 0.9), 1e-3);
    assertCloses(problem, Vector.of(0.6, 1, -0.2), 1e-3);
  }

  private static SupportProblem problem(MixturePreferences mixture) {
    return new SupportProblem(
        Vector.of(constant(mixture.tasks(), 1)),
        mixture,
        mixture.exactMeasure().orElseThrow(),
        mixture.sample(2048, 3));
  }

  /** A uniform component from 0 on beside one of other costs, from 0 on or not. */
  @ParameterizedTest
  @CsvSource({"0.3", "0"})
  void mixturesWithOtherCosts(double lower) {
    UniformPreferences fromZero = UniformPreferences.of(Vector.of(0, 0, 0.4), Vector.of(1, 0.7, 1));
    Marginal cost = Marginal.exponential(0.6, lower, 2);
    MixturePreferences mixture =
        MixturePreferences.of(
            List.of(fromZero, IndependentPreferences.of(List.of(cost, cost, cost))),
            Vector.of(0.5, 0.5));
    SupportProblem problem = problem(mixture);
    assertThat(method.applies(problem)).isTrue();
    assertCloses(problem, Vector.of(1, 0.7, 0.9), 5e-3);
  }

  /** Densities that rise from 0 on in one component and fall in the other, or begin later. */
  @Test
  void mixturesOfOtherCosts() {
    Marginal rising = Marginal.gamma(2, 0.4, 0, 3);
    Marginal falling = Marginal.exponential(0.6, 0, 2);
    Marginal late = Marginal.exponential(0.6, 0.2, 2);
    MixturePreferences mixture =
        MixturePreferences.of(
            List.of(
                IndependentPreferences.of(List.of(rising, falling, late)),
                IndependentPreferences.of(List.of(falling, falling, rising))),
            Vector.of(0.4, 0.6));
    assertCloses(problem(mixture), Vector.of(0.7, 0.2, 0.9), 5e-3);
  }

  /** The same supremum as without the mixture, for components that are all alike. */
  @Test
  void mixturesOfEqualCostsInTheLimit() {
    Marginal cost = Marginal.exponential(1, 0, 16);
    IndependentPreferences component = IndependentPreferences.of(List.of(cost, cost, cost));
    SupportProblem problem =
        problem(MixturePreferences.of(List.of(component, component), Vector.of(0.5, 0.5)));
    BoundSession session = method.open(problem);
    Vector w = Vector.of(1, 1, 1);
    double bound = session.upperBound(w, Double.NEGATIVE_INFINITY, 1e-3, ENOUGH).value();
    assertThat(bound).isBetween(6 - 1e-5, 6.007);
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({"3, 6", "4, 3"})
  void neverBelowRandomMenusOfMixtures(int tasks, int instances) {
    UniformRandomProvider random = random(90 + tasks);
    for (int n = 0; n < instances; n++) {
      List<PreferenceDistribution> components = new ArrayList<>();
      for (int g = 0; g < 2; g++) {
        UniformInstance drawn =
            n % 2 + g == 0 ? instance(random, tasks) : independent(random, tasks);
        components.add(drawn.problem().preferences());
      }
      MixturePreferences mixture = MixturePreferences.of(components, Vector.of(0.5, 0.5));
      Vector w = instance(random, tasks).weights();
      tryToBreak(
          random, new UniformInstance(w, problem(mixture), 0, Double.POSITIVE_INFINITY), 400);
    }
  }

  /** Too many patterns for a root of each endless task and component. */
  @Test
  void largeMixturesFromZeroAreLeftToOtherBounds() {
    double[] ones = constant(7, 1);
    UniformPreferences fromZero = UniformPreferences.of(Vector.of(constant(7, 0)), Vector.of(ones));
    UniformPreferences other = UniformPreferences.of(Vector.of(ones), Vector.of(constant(7, 2)));
    MixturePreferences mixture =
        MixturePreferences.of(List.of(fromZero, other), Vector.of(0.5, 0.5));
    SupportProblem problem =
        new SupportProblem(
            Vector.of(ones), mixture, mixture.exactMeasure().orElseThrow(), mixture.sample(16, 3));
    assertThat(method.applies(problem)).isFalse();
    assertThat(ComponentBound.of(new MedianChordBound()).applies(problem)).isTrue();
  }
}
