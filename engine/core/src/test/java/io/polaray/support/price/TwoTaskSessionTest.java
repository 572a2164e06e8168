package io.polaray.support.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.polaray.market.Agent;
import io.polaray.menu.Menu;
import io.polaray.menu.Polarisation;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.LognormalPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SupportProblem;
import io.polaray.support.SupportValue;
import io.polaray.support.WorkBudget;
import io.polaray.support.bracket.SupportProblems;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwoTaskSessionTest {
  private static final PreferenceDistribution BOX =
      UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));

  static SupportProblem problem(Vector endowment, PreferenceDistribution preferences) {
    return SupportProblems.forAgent(
        new Agent("a", Vector.zeros(endowment.size()), endowment, endowment, 1, 1, preferences),
        64,
        1);
  }

  /** Values for c uniform on [1,2]^2 and eta = (1,1), from closed-form piecewise optimisation. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 2.113400545562",
    "1.2, 1, 2.345529009115",
    "2, 1, 3.518058668653",
    "0.4, 1, 1.722541852171",
    "1, 0, 1.625",
    "1, -1, 1.546673811511",
    "-1, -2, 0"
  })
  void goldenValues(double first, double second, double expected) {
    TwoTaskSession session = TwoTaskSession.of(problem(Vector.of(1, 1), BOX));
    SupportValue value = session.solve(Vector.of(first, second));
    assertThat(value.value()).isCloseTo(expected, within(1e-12));
    assertThat(value.upperBound().value()).isBetween(value.value(), value.value() + 1e-11);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bracketsEveryPriceOnAGrid(long seed) {
    UniformRandomProvider rng = RandomSource.XO_SHI_RO_256_PP.create(seed);
    for (int repeat = 0; repeat < 40; repeat++) {
      Vector lower = Vector.of(0.05 + rng.nextDouble(), 0.05 + rng.nextDouble());
      Vector upper = lower.plus(1, Vector.of(2 * rng.nextDouble(), 2 * rng.nextDouble()));
      Vector endowment = Vector.of(5 * rng.nextDouble(), 5 * rng.nextDouble());
      SupportProblem problem = problem(endowment, UniformPreferences.of(lower, upper));
      Vector weights = Vector.of(2 * rng.nextDouble() - 0.7, 2 * rng.nextDouble() - 0.7);
      SupportValue value = TwoTaskSession.of(problem).solve(weights);
      assertThat(value.upperBound().value()).isGreaterThanOrEqualTo(value.value());
      double magnitude =
          Math.abs(weights.get(0)) * endowment.get(0) + Math.abs(weights.get(1)) * endowment.get(1);
      assertThat(value.upperBound().value() - value.value()).isLessThan(1e-9 * magnitude);
      if (value.column().menu() instanceof Menu.Rays menu) {
        assertThat(Polarisation.holds(menu.rays())).isTrue();
      }
      double best = 0;
      for (int k = 0; k <= 400; k++) {
        double rate = StrictMath.exp(-5 + 0.025 * k);
        double sell =
            problem.measure().acceptanceProbability(new double[] {-1, rate})
                * endowment.get(0)
                * (weights.get(1) * rate - weights.get(0));
        best = Math.max(best, sell);
      }
      assertThat(weights.dot(endowment) + best)
          .isLessThanOrEqualTo(value.upperBound().value() + 1e-12);
    }
  }

  @Test
  void atomsAreNotLost() {
    FinitePreferences types =
        FinitePreferences.of(
            List.of(Vector.of(0.3, 0.7), Vector.of(0.7, 0.1), Vector.of(0.9, 0.9)),
            Vector.of(0.2, 0.3, 0.5));
    SupportProblem problem = problem(Vector.of(3, 0.1), types);
    SupportValue value = TwoTaskSession.of(problem).solve(Vector.of(0.1, 1));
    double expected = 0.1 * 3 + 0.1;
    double best = 0;
    double[] rates = {0.3 / 0.7, 7, 1};
    double[] mass = {1, 0.3, 0.8};
    for (int k = 0; k < 3; k++) {
      best = Math.max(best, mass[k] * 3 * (rates[k] - 0.1));
    }
    assertThat(value.value()).isCloseTo(expected + best, within(1e-12));
    assertThat(problem.measure().kind()).isEqualTo(TypeMeasure.Kind.EXACT);
  }

  @Test
  void knownCostsTradeAtTheKnownRate() {
    SupportProblem problem =
        problem(Vector.of(1, 1), UniformPreferences.of(Vector.of(3, 1), Vector.of(3, 1)));
    SupportValue value = TwoTaskSession.of(problem).solve(Vector.of(1, 1));
    assertThat(value.value()).isCloseTo(4, within(1e-12));
    assertThat(value.upperBound().value()).isCloseTo(4, within(1e-11));
  }

  @ParameterizedTest
  @CsvSource({"-1, -2", "0, -1", "0, 0"})
  void nothingIsWorthMoreThanNothingWithoutAPositiveWeight(double first, double second) {
    SupportValue value =
        TwoTaskSession.of(problem(Vector.of(1, 1), BOX)).solve(Vector.of(first, second));
    assertThat(value.value()).isZero();
    assertThat(value.upperBound().value()).isZero();
  }

  @Test
  void oneKnownCost() {
    SupportProblem problem =
        problem(Vector.of(1, 0), UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 1)));
    SupportValue value = TwoTaskSession.of(problem).solve(Vector.of(0, 1));
    assertThat(value.value()).isCloseTo(1, within(1e-12));
    assertThat(value.upperBound().value()).isCloseTo(1, within(1e-11));
  }

  /**
   * For costs uniform on [0, 1] and a rate r of at least 1, {@code P(c_t <= c_s / r) = 1 / (2 r)}:
   * both sides earn up to w / 2, at rates without end.
   */
  @Test
  void uniformCostsFromZeroOn() {
    SupportProblem problem =
        problem(Vector.of(1, 1), UniformPreferences.of(Vector.of(0, 0), Vector.of(1, 1)));
    SupportValue value = TwoTaskSession.of(problem).solve(Vector.of(1, 0));
    assertThat(value.value()).isBetween(1.5 - 1e-5, 1.5);
    assertThat(value.upperBound().value()).isBetween(1.5, 1.5 + 1e-5);
    SupportValue far = TwoTaskSession.of(problem).solve(Vector.of(1, -0.5));
    assertThat(far.upperBound().value()).isBetween(far.value(), far.value() + 1e-5);
  }

  /**
   * Exponential costs with mean 1: P(r c_t &lt;= c_s) = 1 / (1 + r), and with equal weights a side
   * earns (r - 1) / (r + 1). In a mixture with costs that are never small the limit is a share of
   * that or a finite rate is better.
   */
  @Test
  void densitiesAtZeroBoundWhatRatesEarn() {
    double end = Double.POSITIVE_INFINITY;
    IndependentPreferences exponential =
        IndependentPreferences.of(
            List.of(Marginal.exponential(1, 0, end), Marginal.exponential(1, 0, end)));
    SupportValue value =
        TwoTaskSession.of(problem(Vector.of(1, 1), exponential)).solve(Vector.of(1, 1));
    assertThat(value.value()).isBetween(4 - 1e-3, 4.0);
    assertThat(value.upperBound().value()).isBetween(4.0, 4 + 1e-6);
    UniformPreferences box = UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));
    MixturePreferences mixture =
        MixturePreferences.of(List.of(exponential, box), Vector.of(0.5, 0.5));
    SupportProblem mixed = problem(Vector.of(1, 1), mixture);
    SupportValue both = TwoTaskSession.of(mixed).solve(Vector.of(1, 1), 1e-2);
    double best = 0;
    for (double r = 1; r < 1e7; r *= 1.001) {
      double accept = mixed.measure().acceptanceProbability(new double[] {-1, r});
      best = Math.max(best, accept * (r - 1));
    }
    assertThat(both.upperBound().value()).isBetween(2 + 2 * best, (2 + 2 * best) * 1.03);
    assertThat(both.value()).isGreaterThan((2 + 2 * best) * 0.97);
  }

  /** Rate times probability at most, from a rate on: by hand. */
  @Test
  void mostOfRateTimesProbability() {
    UniformPreferences box = UniformPreferences.of(Vector.of(1, 0), Vector.of(2, 4));
    assertThat(TwoTaskSession.largestProduct(box, 0, 1, 1)).isBetween(0.375, 0.375 + 1e-8);
    assertThat(TwoTaskSession.largestProduct(box, 1, 0, 1)).isBetween(4.0, 4 + 1e-7);
    assertThat(TwoTaskSession.largestProduct(box, 1, 0, 4)).isBetween(4.0, 4 + 1e-7);
    assertThat(TwoTaskSession.largestProduct(box, 1, 0, 4.1)).isZero();
    double end = Double.POSITIVE_INFINITY;
    IndependentPreferences independent =
        IndependentPreferences.of(
            List.of(Marginal.gamma(3, 2, 0, end), Marginal.exponential(0.25, 0, end)));
    // The mean 6 of the gamma costs times the density 1 / 0.25 or 0.25 of the others at 0.
    double product = TwoTaskSession.largestProduct(independent, 0, 1, 1);
    double density = Marginal.exponential(0.25, 0, end).largestDensity(end);
    double mean = Marginal.gamma(3, 2, 0, end).mean();
    assertThat(product).isBetween(mean * density, mean * density * (1 + 1e-8));
    IndependentPreferences rarelySmall =
        IndependentPreferences.of(List.of(Marginal.beta(1, 1, 0, 3), Marginal.beta(2, 1, 0, 5)));
    // At rates of r and more costs up to 3 / r matter: there the density of task 2 is 2 c / 25.
    double late = TwoTaskSession.largestProduct(rarelySmall, 0, 1, 30);
    assertThat(late).isBetween(1.5 * 0.2 / 25, 1.5 * 0.2 / 25 * (1 + 1e-6));
    MixturePreferences mixture = MixturePreferences.of(List.of(box, box), Vector.of(0.25, 0.75));
    assertThat(TwoTaskSession.largestProduct(mixture, 0, 1, 1)).isBetween(0.375, 0.375 + 1e-8);
    PreferenceDistribution lognormal =
        LognormalPreferences.of(
            Vector.of(0, 0),
            List.of(Vector.of(0.3, 0), Vector.of(0, 0.3)),
            Vector.of(0, 0),
            Vector.of(6, 6));
    assertThat(TwoTaskSession.largestProduct(lognormal, 0, 1, 1)).isInfinite();
  }

  @Test
  void boundsMayBeInfinite() {
    Marginal often = Marginal.weibull(0.8, 1, 0, 5);
    SupportProblem problem =
        problem(Vector.of(1, 1), IndependentPreferences.of(List.of(often, often)));
    SupportValue value = TwoTaskSession.of(problem).solve(Vector.of(1, 1));
    assertThat(value.value()).isGreaterThan(2);
    assertThat(value.upperBound().value()).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e-3, 1e6, 1e9})
  void homogeneousInWeightsEndowmentAndCosts(double scale) {
    Vector weights = Vector.of(0.9, 1.1);
    double reference = TwoTaskSession.of(problem(Vector.of(2, 1), BOX)).solve(weights).value();
    double scaledWeights =
        TwoTaskSession.of(problem(Vector.of(2, 1), BOX))
            .solve(Vector.of(0.9 * scale, 1.1 * scale))
            .value();
    double scaledEndowment =
        TwoTaskSession.of(problem(Vector.of(2 * scale, scale), BOX)).solve(weights).value();
    double scaledCosts =
        TwoTaskSession.of(
                problem(
                    Vector.of(2, 1),
                    UniformPreferences.of(
                        Vector.of(scale, scale), Vector.of(2 * scale, 2 * scale))))
            .solve(weights)
            .value();
    assertThat(scaledWeights / scale).isCloseTo(reference, within(1e-11));
    assertThat(scaledEndowment / scale).isCloseTo(reference, within(1e-11));
    assertThat(scaledCosts).isCloseTo(reference, within(1e-11));
  }

  @Test
  void convexAndMonotoneAlongSegments() {
    SupportProblem problem = problem(Vector.of(2, 1), BOX);
    List<Double> values = new ArrayList<>();
    for (int k = 0; k <= 20; k++) {
      double t = k / 20.0;
      values.add(TwoTaskSession.of(problem).solve(Vector.of(-1 + 2 * t, -0.5 + 1.5 * t)).value());
    }
    for (int k = 1; k < 20; k++) {
      assertThat(values.get(k)).isGreaterThanOrEqualTo(values.get(k - 1) - 1e-12);
      assertThat(2 * values.get(k))
          .isLessThanOrEqualTo(values.get(k - 1) + values.get(k + 1) + 1e-11);
    }
  }

  @Test
  void rejectsThreeTasks() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TwoTaskSession.of(
                    problem(
                        Vector.of(1, 1, 1),
                        UniformPreferences.of(Vector.of(1, 1, 1), Vector.of(2, 2, 2)))))
        .withMessageContaining("3 tasks");
  }

  /** Rates have no upper limit, but few accept a high one: the bound is finite. */
  @ParameterizedTest
  @CsvSource({"1, 0.9", "0.5, -0.3", "-0.2, 1", "0.02, 1"})
  void lowerEndsAtZeroOfCostsThatAreSeldomSmall(double first, double second) {
    PreferenceDistribution costs =
        LognormalPreferences.of(
            Vector.of(0, 0),
            List.of(Vector.of(0.3, 0.1), Vector.of(0.1, 0.4)),
            Vector.of(0, 0),
            Vector.of(6, 6));
    SupportProblem problem = problem(Vector.of(5, 5), costs);
    Vector weights = Vector.of(first, second);
    SupportValue value = TwoTaskSession.of(problem).solve(weights);
    double[] best = new double[2];
    for (int shed = 0; shed < 2; shed++) {
      double[] kappa = new double[2];
      kappa[shed] = -1;
      for (int k = 0; k <= 2000; k++) {
        kappa[1 - shed] = StrictMath.exp(-10 + 0.01 * k);
        double gain =
            problem.measure().acceptanceProbability(kappa) * weights.dot(Vector.of(kappa));
        best[shed] = Math.max(best[shed], 5 * gain);
      }
    }
    double grid = weights.dot(problem.endowment()) + best[0] + best[1];
    assertThat(value.value()).isGreaterThanOrEqualTo(grid - 1e-9);
    assertThat(value.upperBound().value()).isBetween(value.value(), value.value() + 1e-8);
  }

  /** Some price at which a type is indifferent is best, on either side. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void finitelyManyTypesAgainstAllTheirPrices(long seed) {
    UniformRandomProvider rng = RandomSource.XO_SHI_RO_256_PP.create(50 + seed);
    for (int repeat = 0; repeat < 40; repeat++) {
      int count = 1 + rng.nextInt(9);
      List<Vector> types = new ArrayList<>();
      double[] mass = new double[count];
      double sum = 0;
      for (int m = 0; m < count; m++) {
        types.add(Vector.of(0.1 + rng.nextDouble(), 0.1 + rng.nextDouble()));
        mass[m] = 0.1 + rng.nextDouble();
        sum += mass[m];
      }
      for (int m = 0; m < count; m++) {
        mass[m] /= sum;
      }
      Vector endowment = Vector.of(3 * rng.nextDouble(), 3 * rng.nextDouble());
      Vector weights = Vector.of(2 * rng.nextDouble() - 0.7, 2 * rng.nextDouble() - 0.7);
      SupportProblem problem = problem(endowment, FinitePreferences.of(types, Vector.of(mass)));
      double trades = weights.dot(endowment);
      for (int shed = 0; shed < 2; shed++) {
        double best = 0;
        for (Vector type : types) {
          double rate = type.get(shed) / type.get(1 - shed);
          double accepting = 0;
          for (int m = 0; m < count; m++) {
            Vector other = types.get(m);
            accepting += other.get(shed) / other.get(1 - shed) >= rate ? mass[m] : 0;
          }
          best = Math.max(best, accepting * (weights.get(1 - shed) * rate - weights.get(shed)));
        }
        trades += weights.get(1 - shed) > 0 ? endowment.get(shed) * best : 0;
      }
      double remedial = 0;
      for (int i = 0; i < 2; i++) {
        remedial += Math.max(0, weights.get(i)) * endowment.get(i);
      }
      double expected = Math.max(remedial, trades);
      TwoTaskSession session = TwoTaskSession.of(problem);
      SupportValue value = session.solve(weights);
      assertThat(value.value()).isCloseTo(expected, within(1e-12));
      assertThat(session.incumbent().orElseThrow()).isEqualTo(value.column());
      double bound = session.upperBound(weights, 0, 1e-3, WorkBudget.nodes(1)).value();
      assertThat(bound).isEqualTo(value.upperBound().value());
      assertThat(bound).isBetween(expected - 1e-15, expected + 1e-12);
    }
  }

  /** Beta costs with many at the upper end: log P is not concave, and gaps close slowly. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-4, 1e-6})
  void closesTheGapThatIsAskedFor(double gap) {
    PreferenceDistribution costs =
        IndependentPreferences.of(
            List.of(Marginal.beta(1, 0.7, 0.2, 2.2), Marginal.beta(2, 0.8, 0.5, 1.5)));
    SupportProblem problem = problem(Vector.of(5, 3), costs);
    Vector weights = Vector.of(0.9, 1.1);
    TwoTaskSession session = TwoTaskSession.of(problem);
    SupportValue value = session.solve(weights, gap);
    double bound = value.upperBound().value();
    assertThat(bound - value.value()).isBetween(0.0, gap * bound);
    assertThat(session.upperBound(weights, 0, gap, WorkBudget.nodes(1)).value()).isEqualTo(bound);
    assertThat(session.solve(weights).value())
        .isCloseTo(value.value(), within((1e-7 + 0.01 * gap) * bound));
  }
}
