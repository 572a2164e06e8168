package io.polaray.verify;

import static io.polaray.verify.Claims.marginal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three and more independent costs: formulas, exact boxes and random draws. */
class LatticeAcceptanceTest {
  private static Acceptance.Probability accepted(PreferenceClaim claim, double... kappa) {
    Acceptance.Probability found = Acceptances.of(claim).of(ClaimedVector.of(kappa).exact());
    assertThat(found).isNotNull();
    assertThat(found.statistical()).isFalse();
    return found;
  }

  private static double[] ray(SplittableRandom random, int tasks) {
    double[] kappa = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      kappa[i] = (i % 2 == 0 ? -1 : 1) * (0.1 + random.nextDouble());
    }
    return kappa;
  }

  /** Uniform costs, some of them known, have an exact sum of their own. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 7})
  void uniformCosts(int tasks) {
    SplittableRandom random = new SplittableRandom(tasks);
    int between = 0;
    for (int trial = 0; trial < 12; trial++) {
      PreferenceClaim.Marginal[] marginals = new PreferenceClaim.Marginal[tasks];
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble();
        upper[i] = lower[i] + (random.nextInt(5) == 0 && lower[i] > 0 ? 0 : random.nextDouble());
        marginals[i] = marginal("uniform", lower[i], upper[i]);
      }
      double[] kappa = ray(random, tasks);
      Acceptance.Probability exact = accepted(Claims.box(lower, upper), kappa);
      Acceptance.Probability found = accepted(Claims.independent(marginals), kappa);
      double p = exact.value().doubleValue();
      assertThat(found.value().doubleValue()).isCloseTo(p, within(found.error() + 1e-12));
      assertThat(found.error()).isLessThan(2e-5);
      between += p > 0.01 && p < 0.99 ? 1 : 0;
    }
    assertThat(between).isGreaterThanOrEqualTo(3);
  }

  /** {@code P(b c_3 <= a_1 c_1 + a_2 c_2)} for exponential costs without upper ends. */
  @Test
  void exponentialCosts() {
    double[] mean = {0.5, 0.7, 1.1};
    PreferenceClaim claim =
        Claims.independent(
            Arrays.stream(mean)
                .mapToObj(m -> marginal("exponential", 0, null, "mean", m))
                .toArray(PreferenceClaim.Marginal[]::new));
    for (double b = 0.3; b < 1e5; b *= 4) {
      double first = 1 / (1 + mean[0] / (b * mean[2]));
      double second = 1 / (1 + 0.6 * mean[1] / (b * mean[2]));
      Acceptance.Probability found = accepted(claim, -1, -0.6, b);
      assertThat(found.value().doubleValue()).isCloseTo(1 - first * second, within(found.error()));
      assertThat(found.error()).isLessThan(1e-4);
      Acceptance.Probability other = accepted(claim, 1, 0.6, -b);
      assertThat(other.value().doubleValue()).isCloseTo(first * second, within(other.error()));
    }
  }

  /** Two tasks taken on: c_1 >= b_2 c_2 + b_3 c_3 has a formula as well. */
  @Test
  void twoExponentialCostsTakenOn() {
    PreferenceClaim claim =
        Claims.independent(
            marginal("exponential", 0, null, "mean", 2.0),
            marginal("exponential", 0, null, "mean", 0.5),
            marginal("exponential", 0, null, "mean", 0.8));
    double expected = 1 / ((1 + 0.9 * 0.5 / 2) * (1 + 3 * 0.8 / 2));
    Acceptance.Probability found = accepted(claim, -1, 0.9, 3);
    assertThat(found.value().doubleValue()).isCloseTo(expected, within(found.error()));
    assertThat(found.error()).isLessThan(5e-5);
  }

  /** Other families against draws. */
  @Test
  void drawsAgree() {
    PreferenceClaim.Independent claim =
        (PreferenceClaim.Independent)
            Claims.independent(
                marginal("gamma", 0.2, 3.0, "shape", 2.0, "scale", 0.4),
                marginal("beta", 0.1, 2.0, "alpha", 0.7, "beta", 2.0),
                marginal("weibull", 0, 4.0, "shape", 1.5, "scale", 0.9),
                marginal("lognormal", 0, null, "mu", 0.1, "sigma", 0.5));
    SampledAcceptance sample = SampledAcceptance.of(claim);
    assertThat(sample).isNotNull();
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 10; trial++) {
      double[] kappa = ray(random, 4);
      Acceptance.Probability found = accepted(claim, kappa);
      Acceptance.Probability drawn = sample.of(ClaimedVector.of(kappa).exact());
      assertThat(drawn).isNotNull();
      assertThat(found.value().doubleValue())
          .isCloseTo(drawn.value().doubleValue(), within(5 * drawn.error() + found.error()));
      assertThat(found.error()).isLessThan(1e-4);
    }
  }

  @Test
  void raysOfOneSignAndKnownCosts() {
    PreferenceClaim claim =
        Claims.independent(
            marginal("gamma", 0, null, "shape", 2.0, "scale", 0.4),
            marginal("uniform", 1.5, 1.5),
            marginal("uniform", 0.5, 0.5));
    assertThat(accepted(claim, -1, -1, 0).value().doubleValue()).isEqualTo(1);
    assertThat(accepted(claim, 1, 0.5, 0).value().doubleValue()).isZero();
    assertThat(accepted(claim, 0, 0, 0).value().doubleValue()).isEqualTo(1);
    assertThat(accepted(claim, 0, -1, 3).value().doubleValue()).isEqualTo(1);
    assertThat(accepted(claim, 0, -1, 3.5).value().doubleValue()).isZero();
    // c_1 <= 0.75 + 0.1, gamma of shape 2.
    double x = 0.85 / 0.4;
    Acceptance.Probability found = accepted(claim, 1, -0.5, -0.2);
    assertThat(found.value().doubleValue())
        .isCloseTo(1 - (1 + x) * Math.exp(-x), within(found.error()));
  }
}
