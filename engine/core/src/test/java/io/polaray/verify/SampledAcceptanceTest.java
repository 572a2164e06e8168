package io.polaray.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random draws of the verifier against probabilities that are known. */
class SampledAcceptanceTest {
  private static final int DRAWS = SampledAcceptance.DRAWS;

  private static PreferenceClaim.Lognormal lognormal(
      double[] mean, double[][] covariance, double lower, @Nullable Double upper) {
    double[] low = new double[mean.length];
    Arrays.fill(low, lower);
    double[] high = new double[mean.length];
    Arrays.fill(high, upper == null ? 0 : upper);
    return new PreferenceClaim.Lognormal(
        ClaimedVector.of(mean),
        Arrays.stream(covariance).map(ClaimedVector::of).toList(),
        ClaimedVector.of(low),
        upper == null ? null : ClaimedVector.of(high));
  }

  private static Acceptance.Probability drawn(PreferenceClaim claim, double... kappa) {
    SampledAcceptance sample = SampledAcceptance.of(claim);
    assertThat(sample).isNotNull();
    Acceptance.Probability found = sample.of(ClaimedVector.of(kappa).exact());
    assertThat(found).isNotNull();
    assertThat(found.statistical()).isTrue();
    return found;
  }

  private static void agrees(Acceptance.Probability found, double exact) {
    assertThat(found.value().doubleValue()).isCloseTo(exact, within(4 * found.error()));
  }

  @Test
  void boxes() {
    PreferenceClaim box = Claims.box(new double[] {1, 2, 0.5}, new double[] {2, 4, 1});
    for (double[] kappa : new double[][] {{-1, 0.3, 0.4}, {-1, -1, 6}, {2, -1, 0}, {1, 1, -5}}) {
      Acceptance.Probability exact = Acceptances.of(box).of(ClaimedVector.of(kappa).exact());
      assertThat(exact).isNotNull();
      assertThat(exact.statistical()).isFalse();
      agrees(drawn(box, kappa), exact.value().doubleValue());
    }
  }

  /** Boxes with more tasks than the sum over vertices can take are sampled. */
  @Test
  void manyTasks() {
    double[] lower = new double[18];
    double[] upper = new double[18];
    double[] kappa = new double[18];
    Arrays.fill(lower, 1);
    Arrays.fill(upper, 2);
    Arrays.fill(kappa, 1);
    Arrays.fill(kappa, 0, 9, -1);
    Acceptance.Probability found =
        Acceptances.of(Claims.box(lower, upper)).of(ClaimedVector.of(kappa).exact());
    assertThat(found).isNotNull();
    assertThat(found.statistical()).isTrue();
    agrees(found, 0.5);
  }

  /** The error is that of independent draws, and not zero where all or none accept. */
  @Test
  void standardErrors() {
    PreferenceClaim box = Claims.box(new double[] {1, 1, 1}, new double[] {2, 2, 2});
    Acceptance.Probability half = drawn(box, -1, 1, 0);
    double p = half.value().doubleValue();
    assertThat(half.error()).isCloseTo(Math.sqrt(p * (1 - p) / DRAWS), within(1e-9));
    assertThat(drawn(box, -1, 0.1, 0).error()).isCloseTo(1.0 / DRAWS, within(1e-9));
    assertThat(drawn(box, -1, 9, 0).error()).isCloseTo(1.0 / DRAWS, within(1e-9));
    assertThat(drawn(box, -1, 9, 0).value()).isEqualByComparingTo("0");
    assertThat(drawn(box, 0, 0, 0).value()).isEqualByComparingTo("1");
  }

  /** log c_b - log c_a is normal, whatever the third task does. */
  @Test
  void lognormals() {
    double[][] covariance = {{0.25, 0.1, 0.05}, {0.1, 0.16, -0.1}, {0.05, -0.1, 0.3}};
    PreferenceClaim claim = lognormal(new double[] {0.1, -0.2, 0.4}, covariance, 0, null);
    double z = (Math.log(0.7) + 0.1 + 0.2) / Math.sqrt(0.25 + 0.16 - 0.2);
    agrees(drawn(claim, -0.7, 1, 0), NormalTable.below(z));
    z = (Math.log(1.3) - 0.2 - 0.4) / Math.sqrt(0.16 + 0.3 + 0.2);
    agrees(drawn(claim, 0, -1.3, 1), NormalTable.below(z));
    z = (Math.log(2) + 0.4 - 0.1) / Math.sqrt(0.25 + 0.3 - 0.1);
    agrees(drawn(claim, 1, 0, -2), NormalTable.below(z));
  }

  /** Truncated to a box, against quadrature; the third task is independent of the two. */
  @Test
  void truncatedLognormals() {
    double[][] three = {{0.25, 0.1, 0}, {0.1, 0.16, 0}, {0, 0, 1}};
    double[][] two = {{0.25, 0.1}, {0.1, 0.16}};
    PreferenceClaim whole = lognormal(new double[] {0.1, -0.2, 0.4}, three, 0.8, 1.5);
    PreferenceClaim plane = lognormal(new double[] {0.1, -0.2}, two, 0.8, 1.5);
    for (double rate : new double[] {0.7, 1, 1.2}) {
      Acceptance.Probability exact = Acceptances.of(plane).of(ClaimedVector.of(-rate, 1).exact());
      assertThat(exact).isNotNull();
      assertThat(exact.statistical()).isFalse();
      agrees(drawn(whole, -rate, 1, 0), exact.value().doubleValue());
    }
  }

  /** A singular covariance: the second cost is twice the first, the third known. */
  @Test
  void singularCovariances() {
    double[][] covariance = {{0.25, 0.25, 0}, {0.25, 0.25, 0}, {0, 0, 0}};
    double[] mean = {0, Math.log(2), Math.log(3)};
    PreferenceClaim claim = lognormal(mean, covariance, 0, null);
    assertThat(drawn(claim, -2.0001, 1, 0).value()).isEqualByComparingTo("1");
    assertThat(drawn(claim, -1.9999, 1, 0).value()).isEqualByComparingTo("0");
    agrees(drawn(claim, -1, 0, 0.5), 1 - NormalTable.below(Math.log(1.5) / 0.5));
    // Ends that only part of the draws keep to: the weight of the others is zero.
    PreferenceClaim cut = lognormal(mean, covariance, 0.5, 4.0);
    double from = NormalTable.below(Math.log(0.5) / 0.5);
    double to = NormalTable.below(Math.log(2) / 0.5);
    double above = NormalTable.below(Math.log(1.5) / 0.5);
    agrees(drawn(cut, -1, 0, 0.5), (to - above) / (to - from));
  }

  @Test
  void whatCannotBeDrawn() {
    double[][] indefinite = {{1, 2, 0}, {2, 1, 0}, {0, 0, 1}};
    assertThat(SampledAcceptance.of(lognormal(new double[3], indefinite, 0, null))).isNull();
    assertThat(
            SampledAcceptance.of(
                new PreferenceClaim.FiniteTypes(
                    List.of(ClaimedVector.of(1, 1)), ClaimedVector.of(1))))
        .isNull();
    // Hardly any draw is left: no estimate rather than a bad one.
    double[][] known = {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}};
    SampledAcceptance outside =
        SampledAcceptance.of(lognormal(new double[] {5, 5, 5}, known, 1, 2.0));
    assertThat(outside).isNotNull();
    assertThat(outside.of(ClaimedVector.of(-1, 1, 0).exact())).isNull();
  }

  /** Marginals without width, and others against their distribution functions. */
  @Test
  void independentMarginals() {
    PreferenceClaim.Marginal fixed =
        new PreferenceClaim.Marginal("uniform", Map.of(), Numeral.of(1.5), Numeral.of(1.5));
    PreferenceClaim.Marginal exponential =
        new PreferenceClaim.Marginal(
            "exponential", Map.of("mean", Numeral.of(2.0)), Numeral.of(0.0), null);
    PreferenceClaim.Marginal uniform =
        new PreferenceClaim.Marginal("uniform", Map.of(), Numeral.of(1.0), Numeral.of(3.0));
    PreferenceClaim claim = new PreferenceClaim.Independent(List.of(fixed, exponential, uniform));
    agrees(drawn(claim, -2, 1, 0), 1 - Math.exp(-1.5));
    agrees(drawn(claim, -1, 0, 1), 0.25);
    agrees(drawn(claim, -1, 0, 0.75), 0.5);
  }

  /** Every family: a cost is below its median in half of the draws. */
  @ParameterizedTest
  @ValueSource(strings = {"lognormal", "weibull", "gamma", "beta"})
  void medians(String family) {
    PreferenceClaim.Marginal marginal =
        switch (family) {
          case "lognormal" ->
              new PreferenceClaim.Marginal(
                  family,
                  Map.of("mu", Numeral.of(0.0), "sigma", Numeral.of(0.5)),
                  Numeral.of(0.5),
                  Numeral.of(2.0));
          case "weibull" ->
              new PreferenceClaim.Marginal(
                  family,
                  Map.of(
                      "shape", Numeral.of(0.5), "scale", Numeral.of(1 / Math.log(2) / Math.log(2))),
                  Numeral.of(0.0),
                  null);
          case "gamma" ->
              new PreferenceClaim.Marginal(
                  family,
                  Map.of("shape", Numeral.of(1.0), "scale", Numeral.of(1 / Math.log(2))),
                  Numeral.of(0.0),
                  null);
          default ->
              new PreferenceClaim.Marginal(
                  family,
                  Map.of("alpha", Numeral.of(0.5), "beta", Numeral.of(0.5)),
                  Numeral.of(0.0),
                  Numeral.of(2.0));
        };
    PreferenceClaim.Marginal one =
        new PreferenceClaim.Marginal("uniform", Map.of(), Numeral.of(1.0), Numeral.of(1.0));
    PreferenceClaim claim = new PreferenceClaim.Independent(List.of(marginal, one, one));
    agrees(drawn(claim, 1, -1, 0), 0.5);
  }
}
