package io.polaray.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SideBoundTest {
  private static double support(SideBound side, double[] weights, double[] eta) {
    double remedial = 0;
    double rays = 0;
    for (int i = 0; i < 2; i++) {
      remedial += Math.max(0, weights[i]) * eta[i];
      rays += weights[i] * eta[i];
      BigDecimal v =
          side.bound(i, new BigDecimal(weights[i]), new BigDecimal(weights[1 - i])).upper();
      rays += eta[i] * v.doubleValue();
    }
    return Math.max(remedial, rays);
  }

  /** S for c uniform on [1,2]^2 and sigma = (1,1), from independent one-dimensional searches. */
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
  void referenceValues(double first, double second, double value) {
    SideBound side =
        new BoxSideBound(
            new PreferenceClaim.UniformBox(ClaimedVector.of(1, 1), ClaimedVector.of(2, 2)));
    assertThat(support(side, new double[] {first, second}, new double[] {1, 1}))
        .isCloseTo(value, within(1e-12));
  }

  /** The bound is above the earnings at every price and touches the best of a fine grid. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void boundsEveryPriceAndIsReached(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 8; trial++) {
      double[] lower = {random.nextDouble(0, 1), trial % 3 == 0 ? 0 : random.nextDouble(0, 1)};
      double[] upper = {
        trial % 4 == 0 ? lower[0] : lower[0] + random.nextDouble(), lower[1] + random.nextDouble()
      };
      double first = random.nextDouble(-1, 2);
      double second = random.nextDouble(-1, 2);
      PreferenceClaim claim =
          new PreferenceClaim.UniformBox(ClaimedVector.of(lower), ClaimedVector.of(upper));
      double bound =
          new BoxSideBound((PreferenceClaim.UniformBox) claim)
              .bound(0, new BigDecimal(first), new BigDecimal(second))
              .upper()
              .doubleValue();
      Acceptance acceptance = Acceptances.of(claim);
      double best = Math.max(0, -first);
      double top = Math.min(2000, upper[0] / Math.max(lower[1], 1e-4)) * 1.01;
      for (double price = 1e-3; price < top; price *= 1.01) {
        double probability =
            acceptance.of(ClaimedVector.of(-1, price).exact()).value().doubleValue();
        best = Math.max(best, probability * (second * price - first));
      }
      assertThat(best).isLessThanOrEqualTo(bound + 1e-12 * Math.max(1, bound));
      assertThat(best).isCloseTo(bound, within(2e-2 * (Math.abs(first) + bound)));
    }
  }

  /** Quadrature and log-concavity against the closed form of the box. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "0.4, 1", "1, 0", "1, -1", "-1, 2", "-1, -2", "2.573, 1.573"})
  void logConcaveBoundOfUniforms(double first, double second) {
    PreferenceClaim.Marginal marginal =
        new PreferenceClaim.Marginal("uniform", Map.of(), Numeral.of(1.0), Numeral.of(2.0));
    PreferenceClaim claim = new PreferenceClaim.Independent(List.of(marginal, marginal));
    RatioProbability ratio = Acceptances.planar(claim);
    assertThat(ratio).isNotNull();
    assertThat(PriceSideBound.isLogConcave(claim)).isTrue();
    SideBound box =
        new BoxSideBound(
            new PreferenceClaim.UniformBox(ClaimedVector.of(1, 1), ClaimedVector.of(2, 2)));
    BigDecimal weightA = new BigDecimal(first);
    BigDecimal weightB = new BigDecimal(second);
    double exact = box.bound(0, weightA, weightB).upper().doubleValue();
    SideBound.Side found = new PriceSideBound(ratio).bound(0, weightA, weightB);
    assertThat(found.upper().doubleValue()).isBetween(exact - 1e-14, exact + 1e-8);
    assertThat(found.looseness().doubleValue()).isBetween(0.0, 1e-8);
    assertThat(found.upper().subtract(found.looseness()).doubleValue())
        .isLessThanOrEqualTo(exact + 1e-14);
  }

  /** Two lognormals on the whole half-line, against a dense grid of prices. */
  @Test
  void logConcaveBoundOfLognormals() {
    PreferenceClaim.Lognormal claim =
        new PreferenceClaim.Lognormal(
            ClaimedVector.of(0, 0.2),
            List.of(ClaimedVector.of(0.3, 0.1), ClaimedVector.of(0.1, 0.2)),
            ClaimedVector.of(0, 0),
            null);
    RatioProbability ratio = Acceptances.planar(claim);
    assertThat(ratio).isNotNull();
    double best = 0;
    for (double price = 0.01; price < 100; price *= 1.01) {
      double accepted = ratio.of(1, 1 / price).value().doubleValue();
      best = Math.max(best, accepted * (1.5 * price - 0.7));
    }
    SideBound.Side found =
        new PriceSideBound(ratio).bound(1, new BigDecimal("0.7"), new BigDecimal("1.5"));
    assertThat(found.upper().doubleValue()).isBetween(best, best * (1 + 1e-4));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void typesAreEnumerated(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ClaimedVector> types = new ArrayList<>();
    double[] weights = new double[9];
    for (int m = 0; m < weights.length; m++) {
      types.add(ClaimedVector.of(1 + random.nextInt(3), 1 + random.nextInt(3)));
      weights[m] = random.nextInt(1, 5);
    }
    PreferenceClaim.FiniteTypes claim =
        new PreferenceClaim.FiniteTypes(types, ClaimedVector.of(weights));
    SideBound side = new TypesSideBound(claim);
    double total = Arrays.stream(weights).sum();
    for (double[] w : new double[][] {{1, 1}, {-0.5, 1}, {1, -0.5}, {-1, -1}, {0.3, 2}}) {
      double best = Math.max(0, -w[0]);
      for (int k = 0; k < types.size(); k++) {
        double price = types.get(k).value(0) / types.get(k).value(1);
        double accepted = 0;
        for (int m = 0; m < types.size(); m++) {
          accepted +=
              types.get(m).value(0) >= price * types.get(m).value(1) - 1e-12 ? weights[m] : 0;
        }
        best = Math.max(best, accepted / total * (w[1] * price - w[0]));
      }
      double bound =
          side.bound(0, new BigDecimal(w[0]), new BigDecimal(w[1])).upper().doubleValue();
      assertThat(bound).isGreaterThanOrEqualTo(best * (1 - 1e-15)).isCloseTo(best, within(1e-12));
    }
  }
}
