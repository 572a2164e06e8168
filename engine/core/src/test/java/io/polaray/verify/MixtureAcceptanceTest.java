package io.polaray.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Mixtures, and the box around what any distribution can draw. */
class MixtureAcceptanceTest {
  private static final PreferenceClaim LOW =
      Claims.box(new double[] {1, 1, 1}, new double[] {2, 2, 2});
  private static final PreferenceClaim HIGH =
      Claims.box(new double[] {1, 1, 1}, new double[] {2, 2, 3});

  private static PreferenceClaim lognormals() {
    ClaimedVector zeros = ClaimedVector.of(0, 0, 0);
    List<ClaimedVector> covariance =
        List.of(
            ClaimedVector.of(1, 0.5, 0), ClaimedVector.of(0.5, 1, 0), ClaimedVector.of(0, 0, 1));
    return new PreferenceClaim.Lognormal(zeros, covariance, zeros, null);
  }

  private static PreferenceClaim mix(double first, double second, PreferenceClaim... parts) {
    return new PreferenceClaim.Mixture(List.of(parts), ClaimedVector.of(first, second));
  }

  private static Acceptance.Probability accepted(PreferenceClaim claim, double... kappa) {
    Acceptance.Probability found = Acceptances.of(claim).of(ClaimedVector.of(kappa).exact());
    assertThat(found).isNotNull();
    return found;
  }

  @Test
  void weightsAreShares() {
    double[] kappa = {-1, -1, 1};
    BigDecimal low = accepted(LOW, kappa).value();
    BigDecimal high = accepted(HIGH, kappa).value();
    Acceptance.Probability mixed = accepted(mix(1, 3, LOW, HIGH), kappa);
    assertThat(mixed.value().doubleValue())
        .isCloseTo(0.25 * low.doubleValue() + 0.75 * high.doubleValue(), within(1e-15));
    assertThat(mixed.statistical()).isFalse();
    assertThat(mixed.error()).isBetween(1e-33, 1e-30);
  }

  /** A sampled component makes the whole statistical, with its share of the standard error. */
  @Test
  void standardErrorsOfSampledParts() {
    double[] kappa = {-1, 0.5, 0.5};
    Acceptance.Probability part = accepted(lognormals(), kappa);
    Acceptance.Probability mixed = accepted(mix(1, 3, LOW, lognormals()), kappa);
    assertThat(mixed.statistical()).isTrue();
    assertThat(mixed.error()).isCloseTo(0.75 * part.error(), within(1e-12));
    Acceptance.Probability twice = accepted(mix(1, 1, lognormals(), lognormals()), kappa);
    assertThat(twice.error()).isCloseTo(part.error() / Math.sqrt(2), within(1e-12));
    assertThat(twice.value().doubleValue()).isCloseTo(part.value().doubleValue(), within(1e-15));
  }

  /** Errors of quadrature add by share. */
  @Test
  void errorBoundsOfPlanarParts() {
    PreferenceClaim.Marginal marginal =
        new PreferenceClaim.Marginal(
            "gamma",
            Map.of("shape", Numeral.of(2.0), "scale", Numeral.of(1.0)),
            Numeral.of(0.0),
            null);
    PreferenceClaim plane = new PreferenceClaim.Independent(List.of(marginal, marginal));
    PreferenceClaim box = Claims.box(new double[] {1, 1}, new double[] {2, 2});
    double error = accepted(plane, -1, 1.5).error();
    assertThat(error).isPositive();
    Acceptance.Probability mixed = accepted(mix(3, 1, box, plane), -1, 1.5);
    assertThat(mixed.statistical()).isFalse();
    assertThat(mixed.error()).isCloseTo(0.25 * error, within(1e-25));
  }

  @Test
  void unknownPartsLeaveTheWholeUnknown() {
    PreferenceClaim.Marginal strange =
        new PreferenceClaim.Marginal("strange", Map.of(), Numeral.of(0.0), null);
    PreferenceClaim unknown = new PreferenceClaim.Independent(List.of(strange, strange, strange));
    assertThat(Acceptances.of(mix(1, 1, LOW, unknown)).of(ClaimedVector.of(-1, 0.5, 0.5).exact()))
        .isNull();
  }

  @Test
  void supports() {
    Support hull = Support.of(mix(1, 1, LOW, HIGH));
    assertThat(hull.lower()).allMatch(end -> end.compareTo(BigDecimal.ONE) == 0);
    assertThat(hull.upper().get(1)).hasValueSatisfying(end -> assertThat(end).isEqualTo("2"));
    assertThat(hull.upper().get(2)).hasValueSatisfying(end -> assertThat(end).isEqualTo("3"));
    Support open = Support.of(mix(1, 1, LOW, lognormals()));
    assertThat(open.lower()).allMatch(end -> end.signum() == 0);
    assertThat(open.upper()).allMatch(Optional::isEmpty);
    assertThat(Support.of(mix(1, 1, lognormals(), LOW)).upper()).allMatch(Optional::isEmpty);
    Support types =
        Support.of(
            new PreferenceClaim.FiniteTypes(
                List.of(ClaimedVector.of(1, 5), ClaimedVector.of(3, 2)), ClaimedVector.of(1, 1)));
    assertThat(types.lower()).extracting(BigDecimal::doubleValue).containsExactly(1.0, 2.0);
    assertThat(types.upper()).extracting(end -> end.get().doubleValue()).containsExactly(3.0, 5.0);
    PreferenceClaim.Lognormal lognormal =
        new PreferenceClaim.Lognormal(
            ClaimedVector.of(0, 0),
            List.of(ClaimedVector.of(1, 0), ClaimedVector.of(0, 1)),
            ClaimedVector.of(0.5, 0.25),
            ClaimedVector.of(2, 4));
    assertThat(Support.of(lognormal).lower())
        .extracting(BigDecimal::doubleValue)
        .containsExactly(0.5, 0.25);
    assertThat(Support.of(lognormal).upper())
        .extracting(end -> end.get().doubleValue())
        .containsExactly(2.0, 4.0);
  }

  /** The least value takes the lower end for a positive and the upper for a negative entry. */
  @Test
  void leastValues() {
    Support hull = Support.of(mix(1, 1, LOW, HIGH));
    assertThat(least(hull, 1, -1, 0)).isEqualTo(-1);
    assertThat(least(hull, 0, -1, -1)).isEqualTo(-5);
    assertThat(least(hull, 2, 1, 1)).isEqualTo(4);
    Support open = Support.of(lognormals());
    assertThat(least(open, 1, 1, 1)).isZero();
    assertThat(open.least(rationals(1, 1, -1))).isEmpty();
  }

  private static double least(Support support, double... coefficients) {
    return support.least(rationals(coefficients)).orElseThrow().toDouble();
  }

  private static List<Rational> rationals(double... coefficients) {
    return ClaimedVector.of(coefficients).exact().stream().map(Rational::of).toList();
  }
}
