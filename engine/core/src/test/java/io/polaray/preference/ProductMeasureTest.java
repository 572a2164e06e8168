package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductMeasureTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static final List<Marginal> MIXED =
      List.of(
          Marginal.gamma(2, 0.3, 0.2, 2),
          Marginal.beta(2, 3, 0.5, 1.5),
          Marginal.exponential(0.6, 0.3, 2.5),
          Marginal.weibull(1.7, 1, 0.4, 2),
          Marginal.lognormal(0, 0.5, 0.4, 2));

  private static ProductMeasure product(List<Marginal> marginals) {
    return (ProductMeasure) ProductMeasure.of(marginals).orElseThrow();
  }

  private static double[] ray(SplittableRandom random, int tasks) {
    double[] kappa = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      double size = StrictMath.exp(4 * (random.nextDouble() - 0.5));
      kappa[i] = random.nextInt(8) == 0 ? 0 : random.nextBoolean() ? size : -size;
    }
    return kappa;
  }

  /** Take-ons without limit of a cost that may be 0: P b rises to a limit and never above it. */
  @Test
  void endlessTakeOnsAreValuedFromBelow() {
    ProductMeasure measure =
        product(
            List.of(
                Marginal.uniform(0, 1),
                Marginal.lognormal(0, 0.5, 0, 4),
                Marginal.gamma(2, 0.4, 0.1, 3)));
    double mean = Marginal.lognormal(0, 0.5, 0, 4).mean();
    double[] gradient = new double[3];
    for (double b = 4; b < 1e9; b *= 3) {
      double[] kappa = {b, -1, 0};
      double found = measure.acceptanceProbability(kappa);
      assertThat(found).isBetween(0.0, mean / b);
      assertThat(measure.probabilityAndGradient(kappa, gradient, measure.newWork()))
          .isEqualTo(found);
      ProductMeasure.Work work = measure.newWork();
      double middle = measure.acceptanceProbability(kappa, work);
      assertThat(mean / b).isBetween(middle - work.error(), middle + work.error());
      assertThat(found).isEqualTo(Math.max(0, middle - work.error()));
      assertThat(work.error()).isLessThan(b < 100 ? 1e-5 : 1);
      assertThat(measure.atMost(kappa, work)).isBetween(mean / b, middle + 2 * work.error());
    }
  }

  /** Uniform costs have a formula of their own; some costs are known. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void staysWithinItsErrorBoundOnUniformBoxes(int tasks) {
    SplittableRandom random = new SplittableRandom(tasks);
    for (int instance = 0; instance < 3; instance++) {
      List<Marginal> marginals = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        double lower = 0.1 + random.nextDouble();
        boolean known = instance == 2 && i == 1;
        marginals.add(Marginal.uniform(lower, known ? lower : lower + 2 * random.nextDouble()));
      }
      IndependentPreferences preferences = IndependentPreferences.of(marginals);
      UniformBoxMeasure box = UniformBoxMeasure.of(preferences.lower(), preferences.upper());
      ProductMeasure measure = product(marginals);
      ProductMeasure.Work work = measure.newWork();
      int between = 0;
      for (int trial = 0; trial < 1500; trial++) {
        double[] kappa = ray(random, tasks);
        double expected = box.acceptanceProbability(kappa);
        double found = measure.acceptanceProbability(kappa, work);
        assertThat(found)
            .as("%s", Vector.of(kappa))
            .isCloseTo(expected, within(work.error() + 1e-9));
        between += found > 0.01 && found < 0.99 && work.error() < 1e-5 ? 1 : 0;
      }
      assertThat(between).isGreaterThan(100);
    }
  }

  /** A shift is what a task of known cost adds. */
  @Test
  void aShiftIsATaskOfKnownCost() {
    List<Marginal> marginals = new ArrayList<>(MIXED.subList(0, 3));
    marginals.add(Marginal.uniform(1.5, 1.5));
    ProductMeasure measure = product(marginals);
    ProductMeasure.Work work = measure.newWork();
    SplittableRandom random = new SplittableRandom(8);
    for (int trial = 0; trial < 200; trial++) {
      double[] kappa = ray(random, 4);
      double expected = measure.acceptanceProbability(kappa, work);
      double shift = 1.5 * kappa[3];
      kappa[3] = 0;
      assertThat(measure.acceptanceProbability(kappa, shift, work))
          .isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void agreesWithALargeSample() {
    ProductMeasure measure = product(MIXED);
    TypeSample sample = IndependentPreferences.of(MIXED).sample(1 << 18, 3);
    CountedMeasure counted = CountedMeasure.of(sample, TypeMeasure.Kind.SAMPLE);
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 60; trial++) {
      double[] kappa = ray(random, 5);
      assertThat(measure.acceptanceProbability(kappa))
          .isCloseTo(counted.acceptanceProbability(kappa), within(2e-3));
    }
    assertThat(measure.kind()).isEqualTo(TypeMeasure.Kind.EXACT);
    assertThat(measure.probabilityError()).isBetween(1e-9, 2e-5);
    double[] one = {1, 1, 1, 1, 1};
    assertThat(measure.fullInformationBound(one, one))
        .isCloseTo(counted.fullInformationBound(one, one), within(5e-3));
  }

  @Test
  void gradientsAreThoseOfTheProbability() {
    ProductMeasure measure = product(MIXED);
    ProductMeasure.Work work = measure.newWork();
    SplittableRandom random = new SplittableRandom(7);
    double[] gradient = new double[5];
    int checked = 0;
    while (checked < 30) {
      double[] kappa = ray(random, 5);
      double p = measure.probabilityAndGradient(kappa, gradient, work);
      if (p < 0.05 || p > 0.95) {
        continue;
      }
      checked++;
      for (int i = 0; i < 5; i++) {
        double[] moved = kappa.clone();
        moved[i] += 1e-3;
        double above = measure.acceptanceProbability(moved);
        moved[i] -= 2e-3;
        double slope = (above - measure.acceptanceProbability(moved)) / 2e-3;
        assertThat(gradient[i]).isCloseTo(slope, within(2e-3 * (1 + Math.abs(slope))));
      }
    }
  }

  @Test
  void isScaleFreeAndKnowsCertainChoices() {
    ProductMeasure measure = product(MIXED);
    double[] kappa = {-1, 0.5, -0.25, 0.75, 0};
    double[] longer = {-1024, 512, -256, 768, 0};
    assertThat(measure.acceptanceProbability(longer))
        .isCloseTo(measure.acceptanceProbability(kappa), within(1e-12));
    assertThat(measure.acceptanceProbability(new double[] {-1, -1, 0, 0, 0})).isOne();
    assertThat(measure.acceptanceProbability(new double[] {1, 1, 0, 0, 0})).isZero();
    assertThat(measure.acceptanceProbability(new double[] {-1, 100, 0, 0, 0})).isZero();
  }

  @Test
  void isThereOnlyForBoundedDensitiesThatAreNotTooPeaked() {
    assertThat(ProductMeasure.of(MIXED.subList(0, 2))).isEmpty();
    // Of a wide range few are high: no series would end in time.
    Marginal wide = Marginal.lognormal(0, 1.5, 0.2, INFINITE);
    assertThat(ProductMeasure.of(List.of(MIXED.get(0), MIXED.get(1), wide))).isEmpty();
    Marginal steep = Marginal.gamma(0.5, 0.3, 0, 2);
    assertThat(ProductMeasure.of(List.of(MIXED.get(0), MIXED.get(1), steep))).isEmpty();
    List<Marginal> six = new ArrayList<>(MIXED);
    six.add(MIXED.get(0));
    assertThat(ProductMeasure.of(six)).isEmpty();
    assertThat(IndependentPreferences.of(MIXED).exactMeasure().orElseThrow())
        .isInstanceOf(ProductMeasure.class);
  }

  /**
   * {@code P(b_2 c_2 + b_3 c_3 <= c_1)} of exponential costs without upper ends, or with ones so
   * high that it hardly matters, has a formula.
   */
  @ParameterizedTest
  @ValueSource(doubles = {INFINITE, 1e7})
  void costsWithoutUpperEnds(double upper) {
    ProductMeasure measure =
        product(
            List.of(
                Marginal.exponential(1, 0.4, upper),
                Marginal.exponential(0.7, 0.3, upper),
                Marginal.exponential(1.2, 0, upper)));
    assertThat(measure.probabilityError()).isLessThan(1e-5);
    assertThat(measure.marginals().get(0).upper()).isBetween(0.4 + 18.4, 0.4 + 18.5);
    ProductMeasure.Work work = measure.newWork();
    for (double b = 1.4; b < 20; b *= 1.5) {
      for (double other = 1e-3; other < 1e4; other *= 4) {
        double[] kappa = {-1, b, other};
        double exact = StrictMath.exp(0.4 - 0.3 * b) / (1 + 0.7 * b) / (1 + 1.2 * other);
        double found = measure.acceptanceProbability(kappa, work);
        assertThat(found).isCloseTo(exact, within(work.error() + 3.1e-7 * (exact + 1e-3)));
        assertThat(measure.acceptanceProbability(kappa)).isLessThanOrEqualTo(exact + 1e-12);
        assertThat(work.error()).isLessThan(1e-4);
      }
    }
    assertThat(measure.fullInformationBound(new double[] {1, 1, 0}, new double[] {0, 0, 1}))
        .isGreaterThan(1.2 / 0.7);
  }

  /** The gain of a ray on people with a high cost, by quadrature. */
  @Test
  void whatIsGainedBeyondTheEnds() {
    List<Marginal> costs =
        List.of(
            Marginal.exponential(0.5, 0.4, INFINITE),
            Marginal.uniform(1, 2),
            Marginal.gamma(2, 0.3, 0, 3));
    ProductMeasure measure = product(costs);
    double end = measure.marginals().get(0).upper();
    assertThat(measure.marginals().subList(1, 3)).isEqualTo(costs.subList(1, 3));
    double[] weights = {-0.5, 1, 0.7};
    double[] endowment = {2, 1, 1};
    double bound = measure.gainBeyond(weights, endowment);
    double best = 0;
    for (double b = 0.1; b < 100; b *= 1.1) {
      double sum = 0;
      double step = 0.01;
      for (double c = end + step / 2; c < end + 20; c += step) {
        double accepts = Math.min(1, Math.max(0, 2 * c / b - 1));
        sum += step * costs.get(0).density(c) * accepts * (b * weights[1] - 2 * weights[0]);
      }
      best = Math.max(best, sum);
    }
    assertThat(bound).isBetween(best, 5 * best);
    double[] tripled = {-1.5, 3, 2.1};
    assertThat(measure.gainBeyond(tripled, endowment)).isCloseTo(3 * bound, within(1e-12 * bound));
    double[] none = {0, 1, 1};
    // Whoever gives up nothing of the first task may still be one of those with a high cost.
    double rest = measure.gainBeyond(weights, none);
    assertThat(rest).isBetween(1e-10, bound);
    assertThat(product(costs.subList(1, 3), Marginal.uniform(1, 2)).gainBeyond(weights, endowment))
        .isZero();
  }

  private static ProductMeasure product(List<Marginal> marginals, Marginal last) {
    List<Marginal> all = new ArrayList<>(marginals);
    all.add(last);
    return product(all);
  }

  /**
   * Exponential costs that are hardly cut: {@code P(b c_3 <= a_1 c_1 + a_2 c_2)} has a formula, and
   * is known to almost all digits however small it is.
   */
  @Test
  void largeTakeOnsOfCostsFromZeroOnAreRelativelyAccurate() {
    double[] mean = {0.5, 0.7, 1.1};
    List<Marginal> marginals = new ArrayList<>();
    for (double m : mean) {
      marginals.add(Marginal.exponential(m, 0, 16 * m));
    }
    ProductMeasure measure = product(marginals);
    ProductMeasure.Work work = measure.newWork();
    double[] gradient = new double[3];
    for (double b = 0.5; b < 1e5; b *= 1.7) {
      double[] kappa = {-1, -0.6, b};
      double first = 1 / (1 + mean[0] / (b * mean[2]));
      double second = 1 / (1 + 0.6 * mean[1] / (b * mean[2]));
      double expected = 1 - first * second;
      double found = measure.acceptanceProbability(kappa, work);
      assertThat(found).isCloseTo(expected, within(work.error() + 1e-6 * expected));
      assertThat(work.error()).isLessThan(2e-3 * expected);
      double valued = measure.probabilityAndGradient(kappa, gradient, work);
      assertThat(valued).isBetween(expected * (1 - 4e-3), expected * (1 + 1e-6));
      kappa[2] = b * (1 + 1e-5);
      double moved = measure.acceptanceProbability(kappa, work);
      assertThat(gradient[2]).isCloseTo((moved - found) / (1e-5 * b), within(0.06 * expected / b));
    }
  }

  @Test
  void aUniformCostCanTakeThePlaceOfAnother() {
    List<Marginal> marginals = new ArrayList<>(MIXED.subList(0, 3));
    ProductMeasure measure = product(marginals).withUniform(1, 1.7);
    marginals.set(1, Marginal.uniform(0, 1.7));
    ProductMeasure fresh = product(marginals);
    SplittableRandom random = new SplittableRandom(9);
    ProductMeasure.Work work = measure.newWork();
    ProductMeasure.Work other = fresh.newWork();
    for (int trial = 0; trial < 200; trial++) {
      double[] kappa = ray(random, 3);
      double expected = fresh.acceptanceProbability(kappa, other);
      assertThat(measure.acceptanceProbability(kappa, work))
          .isCloseTo(expected, within(work.error() + other.error()));
    }
  }
}
