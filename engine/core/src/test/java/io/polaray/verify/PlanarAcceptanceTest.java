package io.polaray.verify;

import static io.polaray.verify.Claims.marginal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two tasks: rays of every sign, costs without width, types that two rays suit. */
class PlanarAcceptanceTest {
  private static Acceptance.Probability accepted(PreferenceClaim claim, double... kappa) {
    Acceptance.Probability found = Acceptances.of(claim).of(ClaimedVector.of(kappa).exact());
    assertThat(found).isNotNull();
    assertThat(found.statistical()).isFalse();
    return found;
  }

  private static PreferenceClaim.Lognormal lognormal(double first, double second, double both) {
    return new PreferenceClaim.Lognormal(
        ClaimedVector.of(0, 0),
        List.of(ClaimedVector.of(first, both), ClaimedVector.of(both, second)),
        ClaimedVector.of(0, 0),
        null);
  }

  /** Rays that are not trades are accepted by all or none. */
  @ParameterizedTest
  @CsvSource({
    "-1, -1, 1",
    "-1, 0, 1",
    "0, -1, 1",
    "0, 0, 1",
    "1, 0, 0",
    "0, 1, 0",
    "1, 1, 0",
    "2, 1, 0"
  })
  void raysOfOneSign(double first, double second, double probability) {
    PreferenceClaim gamma = Claims.independent(GAMMA, GAMMA);
    for (PreferenceClaim claim : List.of(gamma, lognormal(1, 1, 0.5))) {
      Acceptance.Probability found = accepted(claim, first, second);
      assertThat(found.value().doubleValue()).isEqualTo(probability);
      assertThat(found.error()).isZero();
    }
  }

  private static final PreferenceClaim.Marginal GAMMA =
      marginal("gamma", 0, null, "shape", 1.0, "scale", 2.0);

  /** One cost is known: the distribution function of the other, from both sides. */
  @Test
  void oneKnownCost() {
    PreferenceClaim.Marginal known = marginal("uniform", 1.5, 1.5);
    for (double rate : new double[] {0.2, 1, 3}) {
      // c_b <= rate 1.5 with mean 2.
      double below = 1 - Math.exp(-rate * 1.5 / 2);
      Acceptance.Probability found = accepted(Claims.independent(known, GAMMA), -rate, 1);
      assertThat(found.value().doubleValue()).isCloseTo(below, within(1e-12));
      assertThat(found.error()).isPositive().isLessThanOrEqualTo(1e-11);
      // 1.5 <= rate c_a.
      double above = Math.exp(-1.5 / rate / 2);
      found = accepted(Claims.independent(GAMMA, known), -rate, 1);
      assertThat(found.value().doubleValue()).isCloseTo(above, within(1e-12));
      assertThat(accepted(Claims.independent(known, GAMMA), 1, -rate).value().doubleValue())
          .isCloseTo(above, within(1e-12));
    }
  }

  @Test
  void twoKnownCosts() {
    PreferenceClaim claim =
        Claims.independent(marginal("uniform", 1, 1.0), marginal("uniform", 2, 2.0));
    assertThat(accepted(claim, -2, 1).value()).isEqualByComparingTo("1");
    assertThat(accepted(claim, -1.999, 1).value()).isEqualByComparingTo("0");
    assertThat(accepted(claim, 2, -1).value()).isEqualByComparingTo("1");
    assertThat(accepted(claim, 2.001, -1).value()).isEqualByComparingTo("0");
  }

  /** Without quadrature a sample stands in, and says so. */
  @Test
  void nearlySingularCovariances() {
    for (double both : new double[] {0.99995, -0.99995, 1}) {
      Acceptance.Probability found =
          Acceptances.of(lognormal(1, 1, both)).of(ClaimedVector.of(-1.2, 1).exact());
      assertThat(found).isNotNull();
      assertThat(found.statistical()).isTrue();
    }
    assertThat(accepted(lognormal(1, 1, 0.999), -1.2, 1).value().doubleValue())
        .isCloseTo(NormalTable.below(Math.log(1.2) / Math.sqrt(0.002)), within(1e-9));
    assertThat(accepted(lognormal(1, 1, -0.999), -1.2, 1).value().doubleValue())
        .isCloseTo(NormalTable.below(Math.log(1.2) / Math.sqrt(3.998)), within(1e-9));
    assertThat(LognormalPlane.of(lognormal(0, 1, 0))).isNull();
    assertThat(LognormalPlane.of(lognormal(1, 0, 0))).isNull();
  }

  /** Hardly any mass in the box: nothing to divide by. */
  @Test
  void emptyBoxes() {
    PreferenceClaim.Lognormal far =
        new PreferenceClaim.Lognormal(
            ClaimedVector.of(0, 0),
            List.of(ClaimedVector.of(0.01, 0), ClaimedVector.of(0, 0.01)),
            ClaimedVector.of(50, 50),
            ClaimedVector.of(60, 60));
    assertThat(LognormalPlane.of(far)).isNull();
  }

  /** Independent lognormals of two kinds of claim: one formula each, the same numbers. */
  @Test
  void lognormalsOnABox() {
    PreferenceClaim.Marginal first = marginal("lognormal", 0.5, 2.0, "mu", 0.1, "sigma", 0.6);
    PreferenceClaim.Marginal second = marginal("lognormal", 0.8, 3.0, "mu", 0.4, "sigma", 0.5);
    PreferenceClaim plane =
        new PreferenceClaim.Lognormal(
            ClaimedVector.of(0.1, 0.4),
            List.of(ClaimedVector.of(0.6 * 0.6, 0), ClaimedVector.of(0, 0.25)),
            ClaimedVector.of(0.5, 0.8),
            ClaimedVector.of(2, 3));
    for (double rate : new double[] {0.41, 0.6, 1, 1.4, 2.2, 5.9}) {
      double one = accepted(Claims.independent(first, second), -rate, 1).value().doubleValue();
      assertThat(accepted(plane, -rate, 1).value().doubleValue()).isCloseTo(one, within(1e-11));
      double other =
          accepted(Claims.independent(first, second), 1, -1 / rate).value().doubleValue();
      assertThat(accepted(plane, 1, -1 / rate).value().doubleValue())
          .isCloseTo(other, within(1e-11));
      assertThat(one + accepted(Claims.independent(first, second), rate, -1).value().doubleValue())
          .isCloseTo(1, within(1e-11));
    }
  }

  /** The probability is smooth in the rate: no panel of the quadrature is lost anywhere. */
  @Test
  void smoothOnManyBoxes() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 60; trial++) {
      double[] low = {random.nextDouble(0.1, 1), random.nextDouble(0.1, 1)};
      double[] high = {low[0] + random.nextDouble(0.5, 4), low[1] + random.nextDouble(0.5, 4)};
      double both = random.nextDouble(-0.3, 0.3);
      PreferenceClaim claim =
          new PreferenceClaim.Lognormal(
              ClaimedVector.of(0, 0),
              List.of(ClaimedVector.of(0.5, both), ClaimedVector.of(both, 0.4)),
              ClaimedVector.of(low),
              ClaimedVector.of(high));
      double middle =
          low[1] / high[0] + random.nextDouble() * (high[1] / low[0] - low[1] / high[0]);
      double one = accepted(claim, -middle, 1).value().doubleValue();
      double other = accepted(claim, middle, -1).value().doubleValue();
      assertThat(one + other).as("%s", claim).isCloseTo(1, within(1e-11));
      double[] near = new double[5];
      for (int k = 0; k < near.length; k++) {
        near[k] = accepted(claim, -middle * (1 + 1e-3 * (k - 2)), 1).value().doubleValue();
      }
      double fourth = near[0] - 4 * near[1] + 6 * near[2] - 4 * near[3] + near[4];
      assertThat(fourth).as("%s at %s", claim, middle).isCloseTo(0, within(1e-6));
    }
  }

  /** A type that two rays suit takes the one it gains from, otherwise the first. */
  @Test
  void typesChooseOneRay() {
    TypesAcceptance types =
        new TypesAcceptance(
            new PreferenceClaim.FiniteTypes(
                List.of(
                    ClaimedVector.of(1, 1),
                    ClaimedVector.of(2, 1),
                    ClaimedVector.of(1, 3),
                    ClaimedVector.of(4, 1)),
                ClaimedVector.of(1, 2, 3, 4)));
    List<BigDecimal> first = ClaimedVector.of(-1, 1).exact();
    List<BigDecimal> second = ClaimedVector.of(1, -1).exact();
    List<BigDecimal> third = ClaimedVector.of(-1, 2).exact();
    // (1,1) is indifferent between the first two; (2,1) gains from the first and touches the third.
    assertThat(types.jointly(List.of(first, second)))
        .extracting(found -> found.value().doubleValue())
        .containsExactly(0.7, 0.3);
    assertThat(types.jointly(List.of(second, first)))
        .extracting(found -> found.value().doubleValue())
        .containsExactly(0.4, 0.6);
    assertThat(types.jointly(List.of(third, second)))
        .extracting(found -> found.value().doubleValue())
        .containsExactly(0.6, 0.4);
    // The last of several that a type gains from: polarised rays never give that choice.
    assertThat(types.jointly(List.of(third)))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.value().doubleValue()).isEqualTo(0.6);
              assertThat(found.error()).isZero();
            });
    assertThat(types.jointly(List.of(ClaimedVector.of(1, 1).exact())))
        .extracting(found -> found.value().signum())
        .containsExactly(0);
  }

  /** Signs that rounding hides are decided exactly, for large and tiny numbers. */
  @Test
  void signsOfNearlyIndifferentTypes() {
    for (double size : new double[] {1e-150, 1e-3, 1, 1e100}) {
      double[] cost = {0.1 * size, 0.3 * size, 0.7 * size};
      TypesAcceptance types =
          new TypesAcceptance(
              new PreferenceClaim.FiniteTypes(
                  List.of(ClaimedVector.of(cost)), ClaimedVector.of(1)));
      double rest = (cost[0] + cost[1]) / cost[2];
      int accepted = 0;
      for (double last : new double[] {Math.nextDown(rest), rest, Math.nextUp(rest)}) {
        List<BigDecimal> kappa = ClaimedVector.of(-1, -1, last).exact();
        BigDecimal sum = Exact.dot(kappa, ClaimedVector.of(cost).exact());
        boolean takes = types.of(kappa).value().signum() > 0;
        assertThat(takes).isEqualTo(sum.signum() <= 0);
        accepted += takes ? 1 : 0;
      }
      assertThat(accepted).isBetween(1, 2);
    }
  }
}
