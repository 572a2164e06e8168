package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixturePreferencesTest {
  private static final UniformPreferences NEAR =
      UniformPreferences.of(Vector.of(1, 1, 1), Vector.of(2, 2, 2));
  private static final UniformPreferences FAR =
      UniformPreferences.of(Vector.of(3, 0.5, 1), Vector.of(4, 1, 3));
  private static final MixturePreferences MIXTURE =
      MixturePreferences.of(List.of(NEAR, FAR), Vector.of(0.3, 0.7));

  @Test
  void spansBothBoxesButIsNotTheirHull() {
    assertThat(MIXTURE.lower()).isEqualTo(Vector.of(1, 0.5, 1));
    assertThat(MIXTURE.upper()).isEqualTo(Vector.of(4, 2, 3));
    assertThat(MIXTURE.hasBoxSupport()).isFalse();
    assertThat(MIXTURE.hasLogConcaveLogCosts()).isFalse();
    assertThat(MIXTURE.needsTables()).isFalse();
    assertThat(MIXTURE)
        .isEqualTo(MixturePreferences.of(List.of(NEAR, FAR), Vector.of(0.3, 0.7)))
        .hasSameHashCodeAs(MixturePreferences.of(List.of(NEAR, FAR), Vector.of(0.3, 0.7)))
        .isNotEqualTo(MixturePreferences.of(List.of(NEAR, FAR), Vector.of(0.7, 0.3)));
  }

  @ParameterizedTest
  @CsvSource({"-1, 1, 0.2", "0.5, 0.7, -1", "-1, -0.2, 2", "-1, 0.25, 0.1"})
  void probabilitiesAndGradientsAddUp(double first, double second, double third) {
    double[] kappa = {first, second, third};
    MixtureMeasure measure = (MixtureMeasure) MIXTURE.exactMeasure().orElseThrow();
    double near = NEAR.measure().acceptanceProbability(kappa);
    double far = FAR.measure().acceptanceProbability(kappa);
    double p = measure.acceptanceProbability(kappa);
    assertThat(p).isCloseTo(0.3 * near + 0.7 * far, within(1e-15));
    double[] gradient = new double[3];
    assertThat(measure.probabilityAndGradient(kappa, gradient, measure.newWork()))
        .isCloseTo(p, within(1e-14));
    for (int i = 0; i < 3; i++) {
      double[] moved = kappa.clone();
      moved[i] += 1e-6;
      double above = measure.acceptanceProbability(moved);
      moved[i] -= 2e-6;
      double below = measure.acceptanceProbability(moved);
      assertThat(gradient[i]).isCloseTo((above - below) / 2e-6, within(1e-4));
    }
  }

  @Test
  void fullInformationIsTheMean() {
    double[] v = {1, 0.5, 0.2};
    double[] eta = {1, 2, 1};
    double sum =
        0.3 * NEAR.measure().fullInformationBound(v, eta)
            + 0.7 * FAR.measure().fullInformationBound(v, eta);
    double bound = MIXTURE.exactMeasure().orElseThrow().fullInformationBound(v, eta);
    assertThat(bound).isBetween(sum, sum * (1 + 1e-13));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "10, 10", "1000, 1000"})
  void samplesAreStratified(int wanted, int got) {
    TypeSample sample = MIXTURE.sample(wanted, 5);
    assertThat(sample.types()).isEqualTo(got);
    double first = 0;
    double sum = 0;
    for (int m = 0; m < sample.types(); m++) {
      sum += sample.weight(m);
      first += sample.cost(m, 0) <= 2 ? sample.weight(m) : 0;
    }
    assertThat(sum).isCloseTo(1, within(1e-14));
    assertThat(first).isCloseTo(0.3, within(1e-14));
  }

  @Test
  void drawsComeFromTheComponentsWithTheirShares() {
    TypeDraws draws = MIXTURE.draws(9);
    double[] costs = new double[3];
    int near = 0;
    for (int m = 0; m < 20_000; m++) {
      draws.next(costs);
      assertThat(costs[0] <= 2 || costs[0] >= 3).isTrue();
      near += costs[0] <= 2 ? 1 : 0;
    }
    assertThat(near / 20_000.0).isCloseTo(0.3, within(5 * Math.sqrt(0.21 / 20_000)));
  }

  @Test
  void hasNoExactMeasureWhenAComponentHasNone() {
    LognormalPreferences lognormal =
        LognormalPreferences.of(
            Vector.of(0, 0, 0),
            List.of(Vector.of(1, 0.5, 0), Vector.of(0.5, 1, 0), Vector.of(0, 0, 1)),
            Vector.of(0.2, 0.2, 0.2),
            Vector.of(4, 4, 4));
    MixturePreferences mixture =
        MixturePreferences.of(List.of(NEAR, lognormal), Vector.of(0.5, 0.5));
    assertThat(mixture.exactMeasure()).isEmpty();
  }

  @Test
  void rejectsWhatDoesNotFit() {
    FinitePreferences finite = FinitePreferences.equallyLikely(List.of(Vector.of(1, 1, 1)));
    UniformPreferences two = UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));
    rejects(List.of(), Vector.of(1), "components and shares have 0 and 1 entries");
    rejects(List.of(NEAR), Vector.of(0.5, 0.5), "1 and 2 entries");
    rejects(List.of(NEAR, finite), Vector.of(0.5, 0.5), "components[1]");
    rejects(List.of(MIXTURE), Vector.of(1), "components[0]");
    rejects(List.of(NEAR, two), Vector.of(0.5, 0.5), "components[1] has 2 tasks");
    rejects(List.of(NEAR, FAR), Vector.of(0, 1), "shares[0] is 0.0");
    rejects(List.of(NEAR, FAR), Vector.of(0.5, Double.NaN), "shares[1] is NaN");
    rejects(List.of(NEAR, FAR), Vector.of(0.5, 0.4), "shares sum to 0.9");
  }

  private static void rejects(
      List<PreferenceDistribution> components, Vector shares, String message) {
    assertThatThrownBy(() -> MixturePreferences.of(components, shares))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  /** Of equal components: rays are valued from below, and bounded from above, as by one of them. */
  @Test
  void seriesAreValuedFromBelow() {
    Marginal cost = Marginal.exponential(1, 0, 16);
    IndependentPreferences component = IndependentPreferences.of(List.of(cost, cost, cost));
    ProductMeasure alone = (ProductMeasure) component.exactMeasure().orElseThrow();
    UniformPreferences box = UniformPreferences.of(Vector.of(0, 0, 0), Vector.of(1, 1, 1));
    MixtureMeasure mixture =
        (MixtureMeasure)
            MixturePreferences.of(List.of(component, component, box), Vector.of(0.25, 0.25, 0.5))
                .exactMeasure()
                .orElseThrow();
    MixtureMeasure.Work work = mixture.newWork();
    ProductMeasure.Work ownWork = alone.newWork();
    for (double b : new double[] {0.5, 30, 1e5, 1e9}) {
      double[] kappa = {-1, b, 0.25};
      double even = box.measure().acceptanceProbability(kappa);
      double below = alone.valueFromBelow(kappa, ownWork);
      double above = alone.atMost(kappa, ownWork);
      assertThat(below).isLessThan(above);
      assertThat(mixture.acceptanceProbability(kappa, work))
          .isCloseTo(0.5 * below + 0.5 * even, within(1e-15));
      assertThat(mixture.atMost(kappa, work))
          .isCloseTo(0.5 * above + 0.5 * (even + box.measure().probabilityError()), within(1e-15));
    }
  }
}
