package io.polaray.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolarisationCertificateTest {
  private static List<BigDecimal> exact(double... values) {
    return ClaimedVector.of(values).exact();
  }

  private static Support support(List<BigDecimal> lower, List<BigDecimal> upper) {
    return new Support(lower, upper.stream().map(Optional::of).toList());
  }

  @Test
  void oneUnitInTheLastPlaceDecides() {
    double s = 2.48925;
    double tight = 1 / s;
    while (new BigDecimal(tight).multiply(new BigDecimal(s)).compareTo(BigDecimal.ONE) < 0) {
      tight = Math.nextUp(tight);
    }
    List<BigDecimal> k = exact(-1, -1, s);
    assertThat(Polarisation.onOrthant(k, exact(0.81840, tight, -1)).holds()).isTrue();
    double below = Math.nextDown(tight);
    Polarisation.Verdict verdict = Polarisation.onOrthant(k, exact(0.81840, below, -1));
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.reason()).contains("tasks 1 and 2");
  }

  @Test
  void equalityHasAnExactCertificate() {
    // 1/3 is no double, so t = 1/3 exactly is a fraction.
    Polarisation.Verdict verdict = Polarisation.onOrthant(exact(-1, 1, 0), exact(3, -3, 1));
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.t()).isNotNull();
    assertThat(verdict.t().toString()).isEqualTo("1/3");
  }

  @Test
  void sharedGiveUpsAndOneSidedTakeOnsAreRefused() {
    assertThat(Polarisation.onOrthant(exact(-1, 2, 0), exact(-1, 0, 2)).holds()).isFalse();
    assertThat(Polarisation.onOrthant(exact(-1, 2, 0), exact(0, -1, 2)).holds()).isFalse();
    assertThat(Polarisation.onOrthant(exact(-1, 0, 2), exact(2, 0, -1)).holds()).isTrue();
  }

  /**
   * On random pairs, the two forms agree (the test itself would throw otherwise), the certificate
   * is nonnegative, and a refused pair has a type of the orthant that strictly gains from both
   * rays.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void certificateOrWitness(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int polarised = 0;
    for (int trial = 0; trial < 200; trial++) {
      int tasks = 2 + random.nextInt(4);
      double[] k = new double[tasks];
      double[] l = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        k[i] = random.nextInt(-3, 5);
        l[i] = k[i] < 0 && random.nextInt(4) > 0 ? random.nextInt(5) : random.nextInt(-3, 5);
      }
      if (!nonMonotone(k) || !nonMonotone(l)) {
        continue;
      }
      Polarisation.Verdict verdict = Polarisation.onOrthant(exact(k), exact(l));
      if (verdict.holds()) {
        polarised++;
        assertThat(verdict.t()).isNotNull();
        for (int i = 0; i < tasks; i++) {
          Rational entry =
              Rational.of(new BigDecimal(k[i]))
                  .plus(verdict.t().times(Rational.of(new BigDecimal(l[i]))));
          assertThat(entry.signum()).isGreaterThanOrEqualTo(0);
        }
      } else {
        assertThat(witness(k, l)).as("%s %s", Arrays.toString(k), Arrays.toString(l)).isTrue();
      }
    }
    assertThat(polarised).isGreaterThan(10);
  }

  private static boolean nonMonotone(double[] ray) {
    return Arrays.stream(ray).anyMatch(v -> v < 0) && Arrays.stream(ray).anyMatch(v -> v > 0);
  }

  /** A type supported on one or two tasks that strictly gains from both. */
  private static boolean witness(double[] k, double[] l) {
    for (int i = 0; i < k.length; i++) {
      if (k[i] < 0 && l[i] < 0) {
        return true;
      }
      for (int j = 0; j < k.length; j++) {
        // c_i = 1 and c_j = r: k_i + r k_j < 0 and l_i + r l_j < 0 for some r > 0.
        if (k[i] < 0 && l[j] < 0) {
          double most = k[j] > 0 ? -k[i] / k[j] : Double.POSITIVE_INFINITY;
          double least = l[i] / -l[j];
          if (least < most) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Test
  void supportIsWeakerThanTheOrthant() {
    List<BigDecimal> lower = exact(1, 1, 1);
    List<BigDecimal> upper = exact(2, 2, 2);
    List<BigDecimal> k = exact(-1, 1.9, 0);
    List<BigDecimal> l = exact(0, -1, 1.9);
    assertThat(Polarisation.onOrthant(k, l).holds()).isFalse();
    assertThat(Polarisation.onBox(k, l, support(lower, upper)).holds())
        .isEqualTo(bruteForce(k, l, lower, upper));
    List<BigDecimal> tight = exact(0.2, -1, 1.9);
    assertThat(Polarisation.onBox(k, tight, support(lower, upper)).holds()).isTrue();
    assertThat(bruteForce(k, tight, lower, upper)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void boxTestAgreesWithCorners(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int held = 0;
    for (int trial = 0; trial < 150; trial++) {
      int tasks = 2 + random.nextInt(4);
      double[] k = new double[tasks];
      double[] l = new double[tasks];
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        k[i] = random.nextInt(-3, 3);
        l[i] = random.nextInt(-3, 3);
        lower[i] = 1 + random.nextInt(3);
        upper[i] = lower[i] + random.nextInt(3);
      }
      boolean holds =
          Polarisation.onBox(exact(k), exact(l), support(exact(lower), exact(upper))).holds();
      held += holds ? 1 : 0;
      assertThat(holds).isEqualTo(bruteForce(exact(k), exact(l), exact(lower), exact(upper)));
    }
    assertThat(held).isBetween(5, 145);
  }

  /**
   * Intersects over all corners of the box the intervals of y that keep the mixture nonnegative.
   */
  private static boolean bruteForce(
      List<BigDecimal> k, List<BigDecimal> l, List<BigDecimal> lower, List<BigDecimal> upper) {
    List<ClaimedVector> corners = new java.util.ArrayList<>();
    for (int mask = 0; mask < 1 << k.size(); mask++) {
      double[] corner = new double[k.size()];
      for (int i = 0; i < corner.length; i++) {
        corner[i] = ((mask >> i & 1) == 0 ? lower : upper).get(i).doubleValue();
      }
      corners.add(ClaimedVector.of(corner));
    }
    return Polarisation.onTypes(k, l, corners).holds();
  }
}
