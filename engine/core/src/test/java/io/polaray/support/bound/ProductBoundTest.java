package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.ProductMeasure;
import io.polaray.support.BoundKind;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ray cells for independent log-concave costs that are not uniform. */
class ProductBoundTest {
  private final RayCellBound method = RayCellBound.standard();

  private static UniformRandomProvider random(long seed) {
    return RandomSource.XO_SHI_RO_256_PP.create(seed);
  }

  private static Marginal marginal(UniformRandomProvider random) {
    double lower = 0.2 + 0.5 * random.nextDouble();
    double upper = lower + 0.5 + 1.5 * random.nextDouble();
    double shape = 1 + 2 * random.nextDouble();
    return switch (random.nextInt(6)) {
      case 0 -> Marginal.uniform(lower, upper);
      case 1 -> Marginal.gamma(shape, 0.3, lower, upper);
      case 2 -> Marginal.exponential(0.5, lower, upper);
      case 3 -> Marginal.weibull(shape, 0.8, lower, upper);
      case 4 -> Marginal.lognormal(StrictMath.log(upper) - 0.75, 0.5, lower, upper);
      default -> Marginal.beta(shape + 0.3, 1.3 + random.nextDouble(), lower, upper);
    };
  }

  private static SupportProblem problem(int tasks, UniformRandomProvider random) {
    List<Marginal> marginals = new ArrayList<>();
    double[] eta = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      marginals.add(marginal(random));
      eta[i] = 0.5 + random.nextDouble();
    }
    IndependentPreferences preferences = IndependentPreferences.of(marginals);
    return new SupportProblem(
        Vector.of(eta),
        preferences,
        preferences.exactMeasure().orElseThrow(),
        preferences.sample(1024, 1));
  }

  private static Vector weights(int tasks, UniformRandomProvider random, boolean positive) {
    double[] weights = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      weights[i] = positive ? 0.5 + random.nextDouble() : 1.4 * random.nextDouble() - 0.3;
    }
    weights[random.nextInt(tasks)] = 1;
    return Vector.of(weights);
  }

  /**
   * Menus valued by the measure itself, within its error. The budgets are small and large, so
   * bounds of trees that were stopped early are tried too.
   */
  @ParameterizedTest
  @CsvSource({"3, 1", "3, 2", "3, 3", "4, 4", "5, 5"})
  void noRandomMenuLiesAboveTheBound(int tasks, long seed) {
    UniformRandomProvider random = random(seed);
    SupportProblem problem = problem(tasks, random);
    Vector w = weights(tasks, random, seed % 2 == 0);
    double base = w.dot(problem.endowment());
    MenuColumn known = MenuSearch.of().search(problem, w, List.of(), SearchEffort.COLD, seed);
    double slack = problem.measure().probabilityError() * tasks * reach(problem, w);
    for (long nodes : new long[] {1, 200, tasks == 3 ? 3000 : 1000}) {
      BoundSession session = method.open(problem);
      UpperBound bound = session.upperBound(w, known.value(w), 1e-3, WorkBudget.nodes(nodes));
      assertThat(bound.kind()).isEqualTo(BoundKind.CERTIFIED);
      assertThat(bound.value()).isGreaterThanOrEqualTo(Math.max(base, known.value(w)) - slack);
      double[][] around = directions(known);
      RandomMenus menus = new RandomMenus(random, problem);
      int made = 0;
      for (int trial = 0; trial < 7000; trial++) {
        Optional<MenuColumn> column = menus.next(w, around);
        if (column.isPresent()) {
          made++;
          assertThat(column.get().value(w)).isLessThanOrEqualTo(bound.value() + slack);
        }
      }
      assertThat(made).isGreaterThan(4000);
    }
  }

  private static double[][] directions(MenuColumn column) {
    return column.menu() instanceof Menu.Rays rays
        ? rays.rays().stream().map(ray -> ray.direction().toArray()).toArray(double[][]::new)
        : new double[0][];
  }

  /** No ray that anybody accepts is worth more. */
  private static double reach(SupportProblem problem, Vector w) {
    double budget = 0;
    double best = 0;
    for (int i = 0; i < w.size(); i++) {
      budget += problem.endowment().get(i) * problem.preferences().upper().get(i);
      best = Math.max(best, Math.abs(w.get(i)) / problem.preferences().lower().get(i));
    }
    return budget * best;
  }

  @ParameterizedTest
  @CsvSource({"11", "12"})
  void closesAtThreeTasks(long seed) {
    UniformRandomProvider random = random(seed);
    SupportProblem problem = problem(3, random);
    Vector w = weights(3, random, false);
    MenuColumn known = MenuSearch.of().search(problem, w, List.of(), SearchEffort.COLD, seed);
    double bound =
        method.open(problem).upperBound(w, known.value(w), 2e-3, WorkBudget.nodes(200_000)).value();
    assertThat(bound).isBetween(known.value(w) * (1 - 1e-5), known.value(w) * (1 + 2.001e-3));
  }

  /** Tangents of log P with the enclosed elasticities lie above P everywhere. */
  @ParameterizedTest
  @CsvSource({"3, 21", "4, 22", "5, 23"})
  void tangentsLieAboveTheProbability(int tasks, long seed) {
    UniformRandomProvider random = random(seed);
    SupportProblem problem = problem(tasks, random);
    ProductProbability probability = new ProductProbability((ProductMeasure) problem.measure());
    double[] elasticity = new double[tasks];
    int tried = 0;
    for (int trial = 0; trial < 400; trial++) {
      double[] kappa = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        double size = StrictMath.exp(2 * random.nextDouble() - 1);
        kappa[i] = i == 0 || random.nextBoolean() ? -size : size;
      }
      double centre = probability.upperWithElasticity(kappa, elasticity);
      double error = probability.elasticityError();
      if (!(error < 0.2) || centre == 1) {
        continue;
      }
      tried++;
      for (int draw = 0; draw < 20; draw++) {
        double[] moved = kappa.clone();
        double exponent = 0;
        double size = StrictMath.exp(-6 * random.nextDouble());
        for (int i = 0; i < tasks; i++) {
          if (kappa[i] > 0) {
            double d = 2 * size * (random.nextDouble() - 0.5);
            moved[i] *= StrictMath.exp(d);
            exponent += elasticity[i] * d + error * Math.abs(d);
          }
        }
        assertThat(probability.lower(moved))
            .isLessThanOrEqualTo(centre * StrictMath.exp(exponent) * (1 + 1e-12));
      }
    }
    assertThat(tried).isGreaterThan(30);
  }

  /** The same with tasks that vary from 0 on. */
  @ParameterizedTest
  @CsvSource({"3, 21", "4, 22", "5, 23"})
  void hazardTangentsLieAboveTheProbability(int tasks, long seed) {
    UniformRandomProvider random = random(seed);
    int used = 0;
    for (int n = 0; n < 6; n++) {
      SupportProblem problem = problem(tasks, random);
      ProductMeasure measure = (ProductMeasure) problem.measure();
      ProductProbability kernel = new ProductProbability(measure);
      for (int trial = 0; trial < 20; trial++) {
        double[] kappa = HazardTangents.direction(random, tasks);
        double slack = 2 * measure.probabilityError();
        used += HazardTangents.check(kernel, measure, kappa, slack, random) ? 1 : 0;
      }
    }
    assertThat(used).isGreaterThan(20);
  }

  /** Elasticities and hazard rates lie about difference quotients of the measure itself. */
  @ParameterizedTest
  @CsvSource({"3, 31", "4, 32"})
  void slopesAreCloseToDifferenceQuotients(int tasks, long seed) {
    UniformRandomProvider random = random(seed);
    SupportProblem problem = problem(tasks, random);
    ProductMeasure measure = (ProductMeasure) problem.measure();
    ProductMeasure.Work work = measure.newWork();
    ProductProbability kernel = new ProductProbability(measure);
    int used = 0;
    for (int trial = 0; trial < 60; trial++) {
      double[] kappa = HazardTangents.direction(random, tasks);
      double[] elasticity = new double[tasks];
      double above = kernel.upperWithElasticity(kappa, elasticity);
      double p = measure.acceptanceProbability(kappa, work);
      double error = work.error();
      assertThat(kernel.upper(kappa)).isEqualTo(Math.min(1, p + error));
      assertThat(above).isCloseTo(p + error, within(error));
      assertThat(kernel.lower(kappa)).isEqualTo(Math.max(0, p - error));
      if (p < 0.1 || p > 0.98 || !(kernel.elasticityError() < 0.05)) {
        continue;
      }
      used++;
      double h = 0.02;
      double[] moved = kappa.clone();
      for (int j = 0; j < tasks; j++) {
        if (kappa[j] > 0) {
          moved[j] = kappa[j] * Math.exp(h);
          double far = measure.acceptanceProbability(moved);
          moved[j] = kappa[j] * Math.exp(-h);
          double quotient = Math.log(far / measure.acceptanceProbability(moved)) / (2 * h);
          moved[j] = kappa[j];
          assertThat(elasticity[j])
              .isCloseTo(quotient, within(kernel.elasticityError() + 0.03 * Math.abs(quotient)));
        }
      }
      double far = measure.acceptanceProbability(kappa, h, work);
      double rate = Math.log(measure.acceptanceProbability(kappa, -h, work) / far) / (2 * h);
      assertThat(kernel.hazardLower()).isBetween(0.8 * rate - 0.02, 1.05 * rate + 0.02);
      assertThat(kernel.hazardUpper()).isBetween(0.95 * rate - 0.02, 1.2 * rate + 0.02);
    }
    assertThat(used).isGreaterThan(10);
  }

  @Test
  void logLaplaceIsAboveThatOfTheCosts() {
    UniformRandomProvider random = random(5);
    SupportProblem problem = problem(4, random);
    ProductMeasure measure = (ProductMeasure) problem.measure();
    ProductProbability kernel = new ProductProbability(measure);
    for (int i = 0; i < 4; i++) {
      Marginal marginal = measure.marginals().get(i);
      for (double y : new double[] {-3, -0.1, 0, 0.1, 3}) {
        double sum = 0;
        int panels = 4000;
        for (int n = 0; n < panels; n++) {
          sum += Math.exp(-y * marginal.quantile((n + 0.5) / panels)) / panels;
        }
        double width = marginal.upper() - marginal.lower();
        assertThat(kernel.logLaplace(i, y))
            .isBetween(Math.log(sum) - 1e-5, Math.log(sum) + 1e-5 + y * y * width * width / 8);
      }
    }
  }

  /**
   * The interval of an elasticity is what curvature over a step and errors divided by it make, at
   * the step at which both are alike.
   */
  @ParameterizedTest
  @CsvSource({"3, 41", "4, 42"})
  void elasticitiesAreAsSharpAsErrorsAllow(int tasks, long seed) {
    UniformRandomProvider random = random(seed);
    SupportProblem problem = problem(tasks, random);
    ProductMeasure measure = (ProductMeasure) problem.measure();
    ProductMeasure.Work work = measure.newWork();
    ProductProbability kernel = new ProductProbability(measure);
    int used = 0;
    for (int trial = 0; trial < 200; trial++) {
      double[] kappa = HazardTangents.direction(random, tasks);
      double[] elasticity = new double[tasks];
      Arrays.fill(elasticity, 7);
      kernel.upperWithElasticity(kappa, elasticity);
      double p = measure.acceptanceProbability(kappa, work);
      double error = work.error();
      double step = Math.min(0.05, Math.max(2e-3, Math.sqrt(2 * error / p)));
      if (p < 0.02 || p > 0.98) {
        continue;
      }
      used++;
      // Both have the same panels; their series do not end at the same term.
      double noise = 3e-6 / p / step;
      double widest = 0;
      double[] moved = kappa.clone();
      double give = 0;
      double relief = 0;
      for (int j = 0; j < tasks; j++) {
        double largest = Math.abs(kappa[j]) * measure.marginals().get(j).upper();
        if (!(kappa[j] > 0)) {
          give += largest;
          continue;
        }
        relief -= elasticity[j];
        moved[j] = kappa[j] * StrictMath.exp(step);
        double far = measure.acceptanceProbability(moved, work) - work.error();
        moved[j] = kappa[j] * StrictMath.exp(-step);
        double near = measure.acceptanceProbability(moved, work) - work.error();
        moved[j] = kappa[j];
        double least = (StrictMath.log(far) - StrictMath.log(p + error)) / step;
        double most = Math.min(0, (StrictMath.log(p + error) - StrictMath.log(near)) / step);
        assertThat(elasticity[j]).isCloseTo(0.5 * (least + most), within(noise));
        widest = Math.max(widest, 0.5 * (most - least));
      }
      assertThat(kernel.elasticityError()).isCloseTo(widest, within(noise));
      for (int i = 0; i < tasks; i++) {
        if (kappa[i] < 0) {
          double part = Math.abs(kappa[i]) * measure.marginals().get(i).upper() / give;
          assertThat(elasticity[i]).isCloseTo(relief * part, within(1e-9));
        }
      }
      double shift = step * give;
      double near = measure.acceptanceProbability(kappa, -shift, work) - work.error();
      double far = measure.acceptanceProbability(kappa, shift, work) - work.error();
      double steepest = (StrictMath.log(p + error) - StrictMath.log(far)) / shift;
      double flattest = (StrictMath.log(near) - StrictMath.log(p + error)) / shift;
      assertThat(kernel.hazardLower())
          .isCloseTo(Math.max(0, flattest), within(noise / give + 1e-3 * steepest));
      assertThat(kernel.hazardUpper())
          .isCloseTo(Math.max(0, steepest), within(noise / give + 1e-3 * steepest));
    }
    assertThat(used).isGreaterThan(60);
  }

  /** Where hardly anybody accepts, or might not, there is a probability and no tangent. */
  @Test
  void noTangentWhereHardlyAnybodyAccepts() {
    UniformRandomProvider random = random(51);
    SupportProblem problem = problem(3, random);
    ProductMeasure measure = (ProductMeasure) problem.measure();
    ProductMeasure.Work work = measure.newWork();
    ProductProbability kernel = new ProductProbability(measure);
    double[] elasticity = new double[3];
    int none = 0;
    for (int trial = 0; trial < 400; trial++) {
      double[] kappa = HazardTangents.direction(random, 3);
      for (int i = 0; i < 3; i++) {
        kappa[i] *= kappa[i] > 0 ? 1 + 3 * random.nextDouble() : 1;
      }
      double above = kernel.upperWithElasticity(kappa, elasticity);
      double p = measure.acceptanceProbability(kappa, work);
      assertThat(above).isCloseTo(p + work.error(), within(2e-6));
      if (p < 1e-9 || work.error() >= 0.05 * p) {
        none++;
        assertThat(kernel.elasticityError()).isInfinite();
        assertThat(elasticity).containsOnly(0);
      }
    }
    assertThat(none).isBetween(5, 360);
  }

  /** The chord of exp over the interval at the mean cost. */
  @Test
  void logLaplaceIsTheChordAtTheMean() {
    Marginal marginal = Marginal.uniform(1, 3);
    ProductMeasure measure =
        (ProductMeasure) problemOf(marginal, Marginal.gamma(2, 0.3, 0.2, 2), marginal).measure();
    ProductProbability kernel = new ProductProbability(measure);
    for (double y : new double[] {-2, -0.3, 0.3, 2}) {
      double chord = Math.log(0.5 * Math.exp(-y) + 0.5 * Math.exp(-3 * y));
      assertThat(kernel.logLaplace(0, y)).isBetween(chord, chord + 1e-6 * Math.abs(y) * 3);
    }
    assertThat(kernel.logLaplace(1, 0)).isBetween(0.0, 1e-12);
  }

  private static SupportProblem problemOf(Marginal... marginals) {
    IndependentPreferences preferences = IndependentPreferences.of(List.of(marginals));
    return new SupportProblem(
        Vector.of(1, 1, 1),
        preferences,
        preferences.exactMeasure().orElseThrow(),
        preferences.sample(64, 1));
  }
}
