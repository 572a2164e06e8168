package io.polaray.verify;

import static io.polaray.verify.Claims.marginal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The best price of one task in terms of the other, for costs whose logarithms are log-concave. */
class PriceSideBoundTest {
  private static final PreferenceClaim.Marginal UNIFORM = marginal("uniform", 1, 2.0);

  static List<Arguments> concavity() {
    return List.of(
        Arguments.of(UNIFORM, true),
        Arguments.of(marginal("exponential", 0, null, "mean", 1.0), true),
        Arguments.of(marginal("gamma", 0, null, "shape", 0.5, "scale", 1.0), true),
        Arguments.of(marginal("weibull", 0, null, "shape", 0.5, "scale", 1.0), true),
        Arguments.of(marginal("lognormal", 0, null, "mu", 0.0, "sigma", 2.0), true),
        Arguments.of(marginal("strange", 0, null), false),
        Arguments.of(marginal("beta", 1, 2.0, "alpha", 1.0, "beta", 1.0), true),
        Arguments.of(marginal("beta", 1, 2.0, "alpha", 0.9, "beta", 1.0), false),
        Arguments.of(marginal("beta", 0, 2.0, "alpha", 0.9, "beta", 1.0), true),
        Arguments.of(marginal("beta", 0, 2.0, "alpha", 2.0, "beta", 0.9), false),
        Arguments.of(marginal("beta", 0, 2.0, "alpha", 2.0), false),
        Arguments.of(marginal("beta", 0, 2.0, "beta", 2.0), false));
  }

  @ParameterizedTest
  @MethodSource("concavity")
  void logConcaveFamilies(PreferenceClaim.Marginal marginal, boolean concave) {
    assertThat(PriceSideBound.isLogConcave(Claims.independent(UNIFORM, marginal)))
        .isEqualTo(concave);
    assertThat(PriceSideBound.isLogConcave(Claims.independent(marginal, UNIFORM)))
        .isEqualTo(concave);
  }

  @Test
  void otherClaims() {
    assertThat(PriceSideBound.isLogConcave(Claims.box(new double[] {1, 1}, new double[] {2, 2})))
        .isFalse();
    assertThat(
            PriceSideBound.isLogConcave(
                new PreferenceClaim.FiniteTypes(
                    List.of(ClaimedVector.of(1, 1)), ClaimedVector.of(1))))
        .isFalse();
  }

  static List<PreferenceClaim> claims() {
    return List.of(
        Claims.independent(
            marginal("exponential", 0.1, null, "mean", 1.0),
            marginal("gamma", 0.2, null, "shape", 3.0, "scale", 0.5)),
        Claims.independent(
            marginal("lognormal", 0.5, 2.0, "mu", 0.1, "sigma", 0.6),
            marginal("weibull", 0.2, 3.0, "shape", 2.0, "scale", 1.1)),
        Claims.independent(marginal("beta", 1, 2.0, "alpha", 2.0, "beta", 3.0), UNIFORM),
        Claims.independent(
            marginal("uniform", 1.5, 1.5), marginal("gamma", 0, null, "shape", 2.0, "scale", 1.0)),
        new PreferenceClaim.Lognormal(
            ClaimedVector.of(0.1, -0.2),
            List.of(ClaimedVector.of(0.09, 0.05), ClaimedVector.of(0.05, 0.16)),
            ClaimedVector.of(0, 0),
            null),
        new PreferenceClaim.Lognormal(
            ClaimedVector.of(0, 0),
            List.of(ClaimedVector.of(0.5, -0.2), ClaimedVector.of(-0.2, 0.4)),
            ClaimedVector.of(0.3, 0.5),
            ClaimedVector.of(3, 2)));
  }

  /** Above the earnings at every price of a fine grid, and hardly above the best of them. */
  @ParameterizedTest
  @MethodSource("claims")
  void boundsEveryPrice(PreferenceClaim claim) {
    RatioProbability ratio = Acceptances.planar(claim);
    assertThat(ratio).isNotNull();
    PriceSideBound side = new PriceSideBound(ratio);
    for (double[] weights : new double[][] {{0.7, 1.5}, {-0.2, 0.4}}) {
      double weightA = weights[0];
      double weightB = weights[1];
      for (int a = 0; a < 2; a++) {
        double best = Math.max(0, -weightA);
        for (double s = -6; s < 6; s += 0.05) {
          double earned = weightB * Math.exp(s) - weightA;
          if (earned > best) {
            double taken = ratio.of(a, Math.exp(-s)).value().doubleValue();
            best = Math.max(best, taken * earned);
          }
        }
        SideBound.Side found = side.bound(a, new BigDecimal(weightA), new BigDecimal(weightB));
        double upper = found.upper().doubleValue();
        assertThat(upper).isGreaterThanOrEqualTo(best * (1 - 1e-12));
        assertThat(upper).isCloseTo(best, within(3e-3 * (1 + best)));
        assertThat(found.looseness().doubleValue()).isBetween(0.0, 1e-7 * (1 + upper));
      }
    }
  }

  /** Counts how often a probability is asked for. */
  private static final class Counting implements RatioProbability {
    private final RatioProbability inner;
    private int asked;

    Counting(RatioProbability inner) {
      this.inner = inner;
    }

    @Override
    public Probability of(List<BigDecimal> kappa) {
      return Objects.requireNonNull(inner.of(kappa));
    }

    @Override
    public Probability of(int a, double rate) {
      asked++;
      return inner.of(a, rate);
    }
  }

  static List<Arguments> effort() {
    List<Arguments> cases = new ArrayList<>();
    int[][] asked = {{38, 82, 85}, {14, 80, 80}, {140, 584, 90}, {48, 92, 86}, {34, 71, 75}};
    for (int k = 0; k < asked.length; k++) {
      cases.add(Arguments.of(claims().get(k + 1), asked[k]));
    }
    return cases;
  }

  /**
   * How many prices are looked at: to set up, and for one bound on either side. Looser lines or a
   * worse order of the intervals need more; a change that needs fewer may lower the figures.
   */
  @ParameterizedTest
  @MethodSource("effort")
  void pricesLookedAt(PreferenceClaim claim, int[] asked) {
    RatioProbability ratio = Acceptances.planar(claim);
    assertThat(ratio).isNotNull();
    Counting counting = new Counting(ratio);
    PriceSideBound side = new PriceSideBound(counting);
    int[] found = {counting.asked, 0, 0};
    for (int a = 0; a < 2; a++) {
      int before = counting.asked;
      SideBound.Side bound = side.bound(a, new BigDecimal("0.7"), new BigDecimal("1.5"));
      found[1 + a] = counting.asked - before;
      assertThat(bound.looseness().doubleValue())
          .isBetween(0.0, 2e-10 * bound.upper().doubleValue() + 1e-9);
    }
    for (int k = 0; k < asked.length; k++) {
      assertThat(found[k]).isLessThanOrEqualTo(asked[k]);
    }
  }

  /** Nobody needs to be asked when the task taken on is worth nothing. */
  @ParameterizedTest
  @ValueSource(doubles = {0, -1})
  void worthlessTakeOns(double weightB) {
    RatioProbability ratio = Acceptances.planar(Claims.independent(UNIFORM, UNIFORM));
    assertThat(ratio).isNotNull();
    PriceSideBound side = new PriceSideBound(ratio);
    for (double weightA : new double[] {-0.75, 0, 0.5}) {
      SideBound.Side found = side.bound(0, new BigDecimal(weightA), new BigDecimal(weightB));
      assertThat(found.looseness()).isEqualByComparingTo("0");
      assertThat(found.upper().doubleValue())
          .isCloseTo(Math.max(0, -weightA), within(1e-14))
          .isGreaterThanOrEqualTo(Math.max(0, -weightA));
    }
  }

  /** Tails that fall more slowly than the price rises leave the bound open. */
  @Test
  void heavyTails() {
    // P(A / B >= p) falls like p^-0.3 when B is gamma with shape 0.3 and may be next to nothing.
    PreferenceClaim heavy =
        Claims.independent(UNIFORM, marginal("gamma", 0, null, "shape", 0.3, "scale", 1.0));
    RatioProbability ratio = Acceptances.planar(heavy);
    assertThat(ratio).isNotNull();
    SideBound.Side found = new PriceSideBound(ratio).bound(0, BigDecimal.ONE, BigDecimal.ONE);
    assertThat(found.upper().doubleValue()).isEqualTo(Double.MAX_VALUE);
    assertThat(found.looseness()).isEqualByComparingTo(found.upper());
    // The other way round the tail ends.
    found = new PriceSideBound(ratio).bound(1, BigDecimal.ONE, BigDecimal.ONE);
    assertThat(found.looseness().doubleValue()).isLessThan(1e-4);
  }
}
