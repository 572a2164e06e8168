package io.polaray.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactProbabilityTest {
  private static Acceptance box(int tasks, double lower, double upper) {
    return Acceptances.of(
        new PreferenceClaim.UniformBox(
            new ClaimedVector(Collections.nCopies(tasks, Numeral.of(lower))),
            new ClaimedVector(Collections.nCopies(tasks, Numeral.of(upper)))));
  }

  private static List<BigDecimal> direction(String text) {
    return List.of(text.split(" ")).stream().map(BigDecimal::new).toList();
  }

  /** Volumes of polytopes by hand; the third is an Irwin-Hall tail, 479/600. */
  @ParameterizedTest
  @CsvSource({
    "-1 0.6 0.6, 31, 135",
    "-1 -1 2.5, 5, 24",
    "1 1 1 1 -5, 479, 600",
    "1 -1, 1, 2",
    "-1 -1 2, 1, 2",
    "3 -1 -1 -1, 1, 2",
    "-1 0.4, 1, 1",
    "-1 2.5, 0, 1",
    "-1 0 1.25, 9, 40"
  })
  void knownVolumes(String kappa, int numerator, int denominator) {
    List<BigDecimal> ray = direction(kappa);
    Acceptance.Probability found = box(ray.size(), 1, 2).of(ray);
    BigDecimal exact = Exact.quotient(new BigDecimal(numerator), new BigDecimal(denominator));
    assertThat(found).isNotNull();
    assertThat(found.statistical()).isFalse();
    assertThat(found.value()).isEqualByComparingTo(exact);
  }

  @Test
  void knownCostsDropOut() {
    Acceptance acceptance =
        Acceptances.of(
            new PreferenceClaim.UniformBox(ClaimedVector.of(1, 3, 2), ClaimedVector.of(2, 3, 2)));
    assertThat(acceptance.of(direction("-2 1 0")).value()).isEqualByComparingTo("0.5");
    assertThat(acceptance.of(direction("0 -2 3")).value()).isEqualByComparingTo("1");
    assertThat(acceptance.of(direction("0 -1 3")).value()).isEqualByComparingTo("0");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 12})
  void agreesWithPlainMonteCarlo(int tasks) {
    SplittableRandom random = new SplittableRandom(tasks);
    double[] kappa = new double[tasks];
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      kappa[i] = random.nextDouble(-1, 1);
      lower[i] = random.nextDouble(0, 1);
      upper[i] = lower[i] + random.nextDouble(0.1, 2);
    }
    int draws = 200_000;
    int accepted = 0;
    for (int k = 0; k < draws; k++) {
      double sum = 0;
      for (int i = 0; i < tasks; i++) {
        sum += kappa[i] * random.nextDouble(lower[i], upper[i]);
      }
      accepted += sum <= 0 ? 1 : 0;
    }
    Acceptance acceptance =
        Acceptances.of(
            new PreferenceClaim.UniformBox(ClaimedVector.of(lower), ClaimedVector.of(upper)));
    double exact = acceptance.of(ClaimedVector.of(kappa).exact()).value().doubleValue();
    assertThat((double) accepted / draws).isCloseTo(exact, within(5 * 0.5 / Math.sqrt(draws)));
  }

  @Test
  void countsTypesOnTheBoundary() {
    PreferenceClaim claim =
        new PreferenceClaim.FiniteTypes(
            List.of(
                ClaimedVector.of(0.1, 0.3), ClaimedVector.of(0.3, 0.1), ClaimedVector.of(0.2, 0.2)),
            ClaimedVector.of(1, 2, 1));
    Acceptance acceptance = Acceptances.of(claim);
    assertThat(acceptance.of(direction("-1 1")).value()).isEqualByComparingTo("0.75");
    // As doubles 0.3 is below 3 times 0.1 by 2^-54 or so; only exact arithmetic tells.
    List<BigDecimal> three = ClaimedVector.of(-1, 3).exact();
    BigDecimal sign =
        Numeral.of(0.1).exact().multiply(new BigDecimal(3)).subtract(Numeral.of(0.3).exact());
    assertThat(sign.signum()).isPositive();
    assertThat(acceptance.of(three).value()).isEqualByComparingTo("0");
    List<BigDecimal> less = ClaimedVector.of(-1, Math.nextDown(3.0)).exact();
    assertThat(acceptance.of(less).value()).isEqualByComparingTo("0.5");
  }

  @Test
  void saysWhenItCannot() {
    List<BigDecimal> kappa = Collections.nCopies(17, BigDecimal.ONE);
    assertThat(new BoxAcceptance(kappa, Collections.nCopies(17, BigDecimal.TEN)).canCompute(kappa))
        .isFalse();
  }
}
