package io.polaray.verify;

import static io.polaray.verify.Claims.marginal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QuadratureTest {
  private static double probability(PreferenceClaim claim, double first, double second) {
    Acceptance.Probability found =
        Acceptances.of(claim).of(ClaimedVector.of(first, second).exact());
    assertThat(found).isNotNull();
    assertThat(found.statistical()).isFalse();
    assertThat(found.error()).isLessThan(1e-9);
    return found.value().doubleValue();
  }

  /** Two exponentials of means 1 and 2, one of them written as a gamma. */
  @Test
  void exponentials() {
    PreferenceClaim claim =
        new PreferenceClaim.Independent(
            List.of(
                marginal("exponential", 0, null, "mean", 1.0),
                marginal("gamma", 0, null, "shape", 1.0, "scale", 2.0)));
    // P(B <= r A) with rates 1 and 1/2: r / (r + 2).
    for (double r : new double[] {0.01, 0.5, 1, 3, 100}) {
      assertThat(probability(claim, -r, 1)).isCloseTo(r / (r + 2), within(1e-12));
      assertThat(probability(claim, r, -1)).isCloseTo(2 / (r + 2), within(1e-12));
    }
  }

  /** Gammas of one scale: A / (A + B) is beta; shapes 2 and 3. */
  @Test
  void gammas() {
    PreferenceClaim claim =
        new PreferenceClaim.Independent(
            List.of(
                marginal("gamma", 0, null, "shape", 2.0, "scale", 1.5),
                marginal("gamma", 0, null, "shape", 3.0, "scale", 1.5)));
    for (double r : new double[] {0.2, 1, 2.5}) {
      // P(B <= r A) = P(X >= 1/(1+r)) for X ~ Beta(2,3), F(x) = 6x^2 - 8x^3 + 3x^4.
      double x = 1 / (1 + r);
      double beta = 6 * x * x - 8 * x * x * x + 3 * x * x * x * x;
      assertThat(probability(claim, -r, 1)).isCloseTo(1 - beta, within(1e-12));
    }
  }

  /** Uniform marginals against the exact box. */
  @Test
  void uniforms() {
    PreferenceClaim claim =
        new PreferenceClaim.Independent(
            List.of(
                marginal("uniform", 0.3, 1.1),
                marginal("beta", 1, 2.0, "alpha", 1.0, "beta", 1.0)));
    PreferenceClaim box =
        new PreferenceClaim.UniformBox(ClaimedVector.of(0.3, 1), ClaimedVector.of(1.1, 2));
    for (double r : new double[] {0.95, 1.3, 2, 4, 6.5}) {
      double exact = Acceptances.of(box).of(ClaimedVector.of(-r, 1).exact()).value().doubleValue();
      assertThat(probability(claim, -r, 1)).isCloseTo(exact, within(1e-12));
    }
  }

  /** Correlated normals without truncation: log c_b - log c_a is normal. */
  @Test
  void lognormals() {
    PreferenceClaim claim =
        new PreferenceClaim.Lognormal(
            ClaimedVector.of(0.1, -0.2),
            List.of(ClaimedVector.of(0.25, 0.1), ClaimedVector.of(0.1, 0.16)),
            ClaimedVector.of(0, 0),
            null);
    for (double r : new double[] {0.3, 0.7, 1, 2}) {
      double z = (Math.log(r) + 0.1 + 0.2) / Math.sqrt(0.25 + 0.16 - 0.2);
      assertThat(probability(claim, -r, 1)).isCloseTo(NormalTable.below(z), within(1e-12));
    }
  }

  /** Values of the normal distribution function (Abramowitz and Stegun, table 26.1). */
  @Test
  void normalTable() {
    LawTable normal = new LawTable(new CostLaw.Normal(0, 1), 0, Double.POSITIVE_INFINITY);
    assertThat(normal.massBelow(1) / normal.mass()).isCloseTo(0.841344746068543, within(1e-14));
    assertThat(normal.massBelow(-2) / normal.mass()).isCloseTo(0.022750131948179, within(1e-14));
    assertThat(normal.mass()).isCloseTo(Math.sqrt(2 * Math.PI), within(1e-13));
    for (double z = -9; z < 9; z += 0.0371) {
      double exact = normal.massBelow(z) / normal.mass();
      assertThat(NormalTable.below(z)).isCloseTo(exact, within(1e-13 * exact + 1e-300));
    }
    assertThat(NormalTable.between(10, 11)).isCloseTo(7.619661958e-24, within(1e-32));
  }

  static List<Arguments> claims() {
    return List.of(
        Arguments.of(
            new PreferenceClaim.Independent(
                List.of(
                    marginal("lognormal", 0.5, 2.0, "mu", 0.1, "sigma", 0.6),
                    marginal("weibull", 0.2, 3.0, "shape", 0.7, "scale", 1.1)))),
        Arguments.of(
            new PreferenceClaim.Independent(
                List.of(
                    marginal("beta", 0.2, 1.5, "alpha", 0.4, "beta", 2.5),
                    marginal("gamma", 2, 9.0, "shape", 0.5, "scale", 0.3)))),
        Arguments.of(
            new PreferenceClaim.Lognormal(
                ClaimedVector.of(0, 0.3),
                List.of(ClaimedVector.of(0.5, -0.3), ClaimedVector.of(-0.3, 0.4)),
                ClaimedVector.of(0.8, 0.5),
                ClaimedVector.of(3, 2))));
  }

  /** Quadrature and random draws use the same densities by different routes. */
  @ParameterizedTest
  @MethodSource("claims")
  void agreesWithDraws(PreferenceClaim claim) {
    SampledAcceptance sample = SampledAcceptance.of(claim);
    assertThat(sample).isNotNull();
    for (double r : new double[] {0.2, 0.5, 1, 2, 5}) {
      Acceptance.Probability drawn = sample.of(ClaimedVector.of(-r, 1).exact());
      assertThat(drawn).isNotNull();
      assertThat(probability(claim, -r, 1))
          .isCloseTo(drawn.value().doubleValue(), within(5 * drawn.error() + 1e-9));
    }
  }

  /** Three independent costs are not sampled. */
  @Test
  void threeTasks() {
    PreferenceClaim claim =
        new PreferenceClaim.Independent(
            List.of(
                marginal("exponential", 0, null, "mean", 1.0),
                marginal("exponential", 0, null, "mean", 1.0),
                marginal("exponential", 0, null, "mean", 1.0)));
    Acceptance.Probability found = Acceptances.of(claim).of(ClaimedVector.of(-1, 0.5, 0.5).exact());
    assertThat(found).isNotNull();
    assertThat(found.statistical()).isFalse();
    // P(A >= (B + C) / 2) = (1 + 1/2)^-2.
    assertThat(found.value().doubleValue()).isCloseTo(4.0 / 9, within(found.error()));
  }
}
