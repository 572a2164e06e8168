package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HalfSpaceSeriesTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final double ROOM = 0.05;

  private static double[] ray(SplittableRandom random, int tasks) {
    double[] kappa = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      double size = StrictMath.exp(3 * (random.nextDouble() - 0.5));
      kappa[i] = i == 0 || (i > 1 && random.nextBoolean()) ? -size : size;
    }
    return kappa;
  }

  private static double[] known(ProductLaws laws) {
    return laws.marginals().stream().mapToDouble(Marginal::lower).toArray();
  }

  private static List<Marginal> uniform(int tasks, SplittableRandom random) {
    List<Marginal> marginals = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      double lower = 0.1 + random.nextDouble();
      boolean certain = tasks > 3 && i == 1;
      marginals.add(
          Marginal.uniform(lower, certain ? lower : lower + 0.5 + 2 * random.nextDouble()));
    }
    return marginals;
  }

  /** Rays next to one that was opened, against the formula for boxes. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void neighboursStayWithinTheirErrorBounds(int tasks) {
    SplittableRandom random = new SplittableRandom(30 + tasks);
    int used = 0;
    for (int instance = 0; instance < 3; instance++) {
      List<Marginal> marginals = uniform(tasks, random);
      IndependentPreferences preferences = IndependentPreferences.of(marginals);
      UniformBoxMeasure box = UniformBoxMeasure.of(preferences.lower(), preferences.upper());
      ProductLaws laws = ProductLaws.of(marginals).orElseThrow();
      HalfSpaceSeries series = new HalfSpaceSeries(known(laws));
      for (int trial = 0; trial < 300; trial++) {
        double[] kappa = ray(random, tasks);
        double shift = 0.2 * (random.nextDouble() - 0.5);
        double p = series.open(laws, kappa, 0, ROOM, Math.abs(shift));
        double exact = box.acceptanceProbability(kappa);
        assertThat(p).isCloseTo(exact, within(series.error() + 1e-9));
        used += exact > 0.01 && exact < 0.99 ? 1 : 0;
        for (int i = 0; i < tasks; i++) {
          if (kappa[i] > 0) {
            double old = kappa[i];
            kappa[i] = old * StrictMath.exp(ROOM * (2 * random.nextDouble() - 1));
            double found = series.withEntry(i, kappa[i]);
            exact = box.acceptanceProbability(kappa);
            assertThat(found).isCloseTo(exact, within(series.error() + 1e-9));
            assertThat(series.error()).isLessThan(1e-4);
            kappa[i] = old;
          }
        }
        HalfSpaceSeries fresh = new HalfSpaceSeries(known(laws));
        double expected = fresh.open(laws, kappa, shift, 0, 0);
        assertThat(series.withShift(shift))
            .isCloseTo(expected, within(series.error() + fresh.error()));
        assertThat(series.withShift(0)).isCloseTo(p, within(1e-12));
      }
    }
    assertThat(used).isGreaterThan(300);
  }

  /** Costs that may be as small as 0 are conditioned to be low, for all rays next to the first. */
  @Test
  void neighboursOfLargeTakeOns() {
    double[] mean = {0.5, 0.7, 1.1};
    List<Marginal> marginals = new ArrayList<>();
    for (double m : mean) {
      marginals.add(Marginal.exponential(m, 0, 16 * m));
    }
    ProductLaws laws = ProductLaws.of(marginals).orElseThrow();
    HalfSpaceSeries series = new HalfSpaceSeries(known(laws));
    for (double b = 0.5; b < 1e4; b *= 1.3) {
      series.open(laws, new double[] {-1, -0.6, b}, 0, ROOM, 0);
      for (double move : new double[] {-ROOM, -0.01, 0, 0.02, ROOM}) {
        double c = b * StrictMath.exp(move);
        double first = 1 / (1 + mean[0] / (c * mean[2]));
        double second = 1 / (1 + 0.6 * mean[1] / (c * mean[2]));
        double expected = 1 - first * second;
        assertThat(series.withEntry(2, c))
            .isCloseTo(expected, within(series.error() + 1e-6 * expected));
        assertThat(series.error()).isLessThan(2e-3 * expected);
      }
    }
  }

  /** How many terms known rays need: the tail bound is no looser than it was. */
  @ParameterizedTest
  @CsvSource({
    // Exponential costs without ends: what counts is the corner of their lower ends.
    "exponential, 1, -1, 1, 296",
    "exponential, 3.56, -3.13, 0.324, 724",
    "gamma, 1, -1, 1, 176",
    "gamma, 3.56, -3.13, 0.324, 352",
    "uniform, 1, -1, 1, 32",
    "uniform, 3.56, -3.13, 0.324, 56",
  })
  void theSeriesEndsInTime(String kind, double a, double b, double c, int most) {
    List<Marginal> marginals = new ArrayList<>();
    for (double mean : new double[] {0.558, 1.007, 0.537}) {
      marginals.add(
          switch (kind) {
            case "exponential" -> Marginal.exponential(mean, 0.3, INFINITE);
            case "gamma" -> Marginal.gamma(2, 0.5 * mean, 0.3, INFINITE);
            default -> Marginal.uniform(0.3, 0.3 + 2 * mean);
          });
    }
    ProductLaws laws = ProductLaws.of(marginals).orElseThrow();
    HalfSpaceSeries series = new HalfSpaceSeries(known(laws));
    double p = series.open(laws, new double[] {a, b, c}, 0, 0, 0);
    assertThat(p).isBetween(0.1, 0.9);
    assertThat(series.error()).isLessThan(1e-6);
    assertThat(series.terms()).isEqualTo(most);
  }

  @Test
  void thereIsRoomForWhatWasAskedForAlone() {
    ProductLaws laws = ProductLaws.of(uniform(3, new SplittableRandom(1))).orElseThrow();
    HalfSpaceSeries series = new HalfSpaceSeries(known(laws));
    double[] kappa = {-1, 1, -0.5};
    series.open(laws, kappa, 0, ROOM, 0.1);
    assertThat(series.withEntry(1, StrictMath.exp(ROOM))).isPositive();
    assertThat(series.withShift(0.1)).isPositive();
    assertThatThrownBy(() -> series.withEntry(1, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4.0");
    assertThatThrownBy(() -> series.withShift(-3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-3.0");
  }
}
