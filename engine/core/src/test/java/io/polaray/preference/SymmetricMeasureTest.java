package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricMeasureTest {
  private static List<Marginal> costs(UniformRandomProvider random, int tasks) {
    List<Marginal> costs = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      double lower = random.nextDouble();
      double upper = lower + 0.2 + random.nextDouble();
      double a = 1 + 3 * random.nextDouble();
      costs.add(
          switch (random.nextInt(4)) {
            case 0 -> Marginal.uniform(lower, upper);
            case 1 -> Marginal.uniform(upper, upper);
            default -> Marginal.beta(a, a, lower, upper);
          });
    }
    costs.set(0, Marginal.beta(2, 2, 0.4, 1.1));
    return costs;
  }

  private static double[] ray(UniformRandomProvider random, int tasks) {
    double[] kappa = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      kappa[i] = random.nextInt(3) == 0 ? 0 : 2 * random.nextDouble() - 1;
    }
    return kappa;
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 9, 20})
  void agreesWithASample(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    for (int n = 0; n < 6; n++) {
      IndependentPreferences preferences = IndependentPreferences.of(costs(random, tasks));
      TypeMeasure measure = preferences.exactMeasure().orElseThrow();
      assertThat(measure).isInstanceOf(SymmetricMeasure.class);
      assertThat(preferences.needsTables()).isFalse();
      TypeSample sample = preferences.sample(1 << 14, 3);
      for (int m = 0; m < 12; m++) {
        double[] kappa = ray(random, tasks);
        double counted =
            CountedMeasure.of(sample, TypeMeasure.Kind.SAMPLE).acceptanceProbability(kappa);
        assertThat(measure.acceptanceProbability(kappa)).isCloseTo(counted, within(6e-3));
      }
    }
  }

  /** The panels of independent costs of any law know nothing of symmetry. */
  @Test
  void agreesWithTheMeasureOfPanels() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(4);
    int compared = 0;
    for (int n = 0; n < 12; n++) {
      List<Marginal> costs = costs(random, 5);
      if (!(ProductMeasure.of(costs).orElse(null) instanceof ProductMeasure panels)) {
        continue;
      }
      ProductMeasure.Work others = panels.newWork();
      SymmetricMeasure measure = SymmetricMeasure.of(costs);
      SymmetricMeasure.Work work = measure.newWork();
      for (int m = 0; m < 20; m++) {
        double[] kappa = ray(random, 5);
        double p = measure.probability(kappa, work);
        double other = panels.acceptanceProbability(kappa, others);
        assertThat(p).isCloseTo(other, within(work.error() + others.error()));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void hasTheGradient() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(5);
    for (int n = 0; n < 40; n++) {
      int tasks = 6 + random.nextInt(6);
      SymmetricMeasure measure = SymmetricMeasure.of(costs(random, tasks));
      SymmetricMeasure.Work work = measure.newWork();
      double[] kappa = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        kappa[i] = (i % 2 == 0 ? 1 : -1) * (0.3 + random.nextDouble());
      }
      double[] gradient = new double[tasks];
      double p = measure.probabilityAndGradient(kappa, gradient, work);
      assertThat(p).isEqualTo(measure.acceptanceProbability(kappa));
      for (int i = 0; i < tasks; i++) {
        double old = kappa[i];
        double step = 1e-4;
        kappa[i] = old + step;
        double above = measure.probability(kappa, work);
        kappa[i] = old - step;
        double below = measure.probability(kappa, work);
        kappa[i] = old;
        assertThat(gradient[i]).isCloseTo((above - below) / (2 * step), within(2e-5));
      }
    }
  }

  @Test
  void decidesRaysThatConcernKnownCostsAlone() {
    List<Marginal> costs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      costs.add(i < 3 ? Marginal.uniform(0.5, 0.5) : Marginal.beta(2, 2, 1, 2));
    }
    SymmetricMeasure measure = SymmetricMeasure.of(costs);
    assertThat(measure.acceptanceProbability(new double[] {1, -1, 0, 0, 0, 0})).isEqualTo(1);
    assertThat(measure.acceptanceProbability(new double[] {1.01, -1, 0, 0, 0, 0})).isZero();
    // Certain either way, and by symmetry one half.
    assertThat(measure.acceptanceProbability(new double[] {0, 0, 0, 1, -2, 0})).isEqualTo(1);
    assertThat(measure.acceptanceProbability(new double[] {0, 0, 0, 2, -1, 0})).isZero();
    assertThat(measure.acceptanceProbability(new double[] {0, 0, 0, 1, -0.5, -0.5}))
        .isCloseTo(0.5, within(1e-8));
  }

  /** Errors of long take-ons would be multiplied by them. */
  @Test
  void valuesRaysWithoutALimitFromBelow() {
    List<Marginal> costs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      costs.add(Marginal.beta(1.5, 1.5, i == 0 ? 0 : 1, 2));
    }
    SymmetricMeasure measure = SymmetricMeasure.of(costs);
    SymmetricMeasure.Work work = measure.newWork();
    for (double take = 1; take < 1e12; take *= 10) {
      double[] kappa = {take, -1, -1, -1, -1, -1};
      double p = measure.probability(kappa, work);
      assertThat(measure.valueFromBelow(kappa, work))
          .isEqualTo(work.error() <= 1e-3 * p ? p - work.error() : 0);
      assertThat(measure.atMost(kappa, work)).isEqualTo(Math.min(1, p + work.error()));
      // What is accepted lies below 5 upper / take, whose probability falls like take^-1.5.
      double most = Marginal.beta(1.5, 1.5, 0, 2).below(10 / take);
      assertThat(measure.valueFromBelow(kappa, work)).isLessThanOrEqualTo(most);
    }
  }

  /** With a uniform cost from 0 on P is {@code E[A] / (k upper)} for all k from some one on. */
  @Test
  void countsTheFewWhoAcceptLongTakeOns() {
    List<Marginal> costs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      costs.add(i == 0 ? Marginal.uniform(0, 2) : Marginal.beta(1.5, 1.5, 1, 2));
    }
    SymmetricMeasure measure = SymmetricMeasure.of(costs);
    SymmetricMeasure.Work work = measure.newWork();
    double[] gradient = new double[6];
    for (double take = 10; take < 1e12; take *= 7) {
      double[] kappa = {take, -1, -1, -1, -1, -1};
      double expected = 5 * 1.5 / (2 * take);
      assertThat(measure.probability(kappa, work)).isCloseTo(expected, within(1e-7 * expected));
      assertThat(work.error()).isLessThan(1e-7 * expected);
      measure.probabilityAndGradient(kappa, gradient, work);
      // k P is constant, and the gradient is homogeneous: each shed task has a fifth of P.
      assertThat(gradient[0]).isCloseTo(-expected / take, within(1e-6 * expected / take));
      for (int i = 1; i < 6; i++) {
        assertThat(gradient[i]).isCloseTo(-expected / 5, within(1e-6 * expected));
      }
    }
  }

  /** A cost that is cut above its lower end; the same probability from the measure of panels. */
  @Test
  void cutsCostsThatNobodyAccepts() {
    List<Marginal> costs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      costs.add(i == 0 ? Marginal.uniform(0.5, 2) : Marginal.beta(2, 2, 1, 2));
    }
    SymmetricMeasure measure = SymmetricMeasure.of(costs);
    SymmetricMeasure.Work work = measure.newWork();
    ProductMeasure panels = (ProductMeasure) ProductMeasure.of(costs).orElseThrow();
    ProductMeasure.Work others = panels.newWork();
    for (double take = 3; take < 18; take += 1.3) {
      double[] kappa = {take, -1, -1, -1.5, 0.3};
      double p = measure.probability(kappa, work);
      double other = panels.acceptanceProbability(kappa, others);
      assertThat(p).isCloseTo(other, within(work.error() + others.error()));
      assertThat(work.error()).isLessThan(1e-8);
    }
    // Nobody: 0.5 k and 0.3 c_5 exceed what the dearest tasks shed are worth.
    assertThat(measure.probability(new double[] {14, -1, -1, -1.5, 0.3}, work)).isZero();
    assertThat(measure.probability(new double[] {13, -1, -1, -1.5, 0.3}, work)).isPositive();
  }

  @Test
  void tellsWhatItIs() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(9);
    List<Marginal> costs = costs(random, 7);
    SymmetricMeasure measure = SymmetricMeasure.of(costs);
    assertThat(measure.marginals()).isEqualTo(costs);
    assertThat(measure.kind()).isEqualTo(TypeMeasure.Kind.EXACT);
    assertThat(measure.probabilityError()).isBetween(1e-12, 1e-6);
    double[] v = {1, 1, 1, 1, 1, 1, 1};
    assertThat(measure.fullInformationBound(v, v))
        .isEqualTo(IndependentFullInformation.bound(costs, v, v));
    // Rays of known and uniform costs alone are those of the box.
    double[] kappa = new double[7];
    double[] gradient = new double[7];
    for (int i = 1; i < 7; i++) {
      boolean peaked = costs.get(i).family() == Family.BETA;
      kappa[i] = peaked ? 0 : i % 2 == 0 ? -1 : 0.7;
    }
    double p = measure.probabilityAndGradient(kappa, gradient, measure.newWork());
    assertThat(p).isEqualTo(measure.acceptanceProbability(kappa));
  }

  @Test
  void isAComponentOfMixturesWithGradients() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(6);
    IndependentPreferences one = IndependentPreferences.of(costs(random, 7));
    IndependentPreferences two = IndependentPreferences.of(costs(random, 7));
    MixtureMeasure mixture =
        MixtureMeasure.of(
            List.of(one.exactMeasure().orElseThrow(), two.exactMeasure().orElseThrow()),
            new double[] {0.25, 0.75});
    assertThat(mixture.hasGradients()).isTrue();
    double[] kappa = {1, -0.5, 0.4, -1, 0.3, 0.2, -0.6};
    MixtureMeasure.Work work = mixture.newWork();
    double expected =
        0.25 * one.exactMeasure().orElseThrow().acceptanceProbability(kappa)
            + 0.75 * two.exactMeasure().orElseThrow().acceptanceProbability(kappa);
    double[] gradient = new double[7];
    assertThat(mixture.acceptanceProbability(kappa, work)).isCloseTo(expected, within(1e-12));
    assertThat(mixture.atMost(kappa, work)).isBetween(expected, expected + 1e-6);
    assertThat(mixture.probabilityAndGradient(kappa, gradient, work))
        .isCloseTo(expected, within(1e-12));
    kappa[0] += 1e-4;
    double above = mixture.acceptanceProbability(kappa, work);
    assertThat(gradient[0]).isCloseTo((above - expected) / 1e-4, within(1e-3));
  }

  @Test
  void refusesOtherLaws() {
    assertThat(SymmetricMeasure.suits(List.of(Marginal.beta(2, 3, 0, 1)))).isFalse();
    assertThat(SymmetricMeasure.suits(List.of(Marginal.beta(0.9, 0.9, 0, 1)))).isFalse();
    assertThat(SymmetricMeasure.suits(List.of(Marginal.beta(100, 100, 0, 1)))).isTrue();
    assertThat(SymmetricMeasure.suits(List.of(Marginal.beta(101, 101, 0, 1)))).isFalse();
    assertThatThrownBy(() -> SymmetricMeasure.of(List.of(Marginal.exponential(1, 0, 2))))
        .hasMessageContaining("symmetric beta");
    SymmetricMeasure measure =
        SymmetricMeasure.of(List.of(Marginal.uniform(0, 1), Marginal.beta(2, 2, 1, 2)));
    assertThatThrownBy(() -> measure.acceptanceProbability(new double[3]))
        .hasMessageContaining("kappa has length 3");
  }
}
