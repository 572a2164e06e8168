package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CountedMeasureTest {
  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  private static BigDecimal exactAccepted(TypeSample sample, double[] kappa) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int m = 0; m < sample.types(); m++) {
      BigDecimal dot = BigDecimal.ZERO;
      for (int i = 0; i < kappa.length; i++) {
        dot = dot.add(new BigDecimal(kappa[i]).multiply(new BigDecimal(sample.cost(m, i))));
      }
      if (dot.signum() <= 0) {
        sum = sum.add(new BigDecimal(sample.weight(m)));
      }
    }
    return sum;
  }

  /** Rays through types, moved by single units in the last place, at all scales. */
  @ParameterizedTest
  @MethodSource("seeds")
  void countsAsInExactArithmetic(int seed) {
    Random random = new Random(seed);
    int tasks = 2 + random.nextInt(6);
    int types = 1 + random.nextInt(700);
    double[] costs = new double[tasks * types];
    double[] weights = new double[types];
    double total = 0;
    for (int m = 0; m < types; m++) {
      weights[m] = 0.1 + random.nextDouble();
      total += weights[m];
      for (int i = 0; i < tasks; i++) {
        costs[i * types + m] =
            Math.scalb(1 + random.nextInt(8) / 8.0, random.nextInt(3 * seed + 1));
      }
    }
    for (int m = 0; m < types; m++) {
      weights[m] /= total;
    }
    TypeSample sample = TypeSample.of(tasks, costs, weights);
    CountedMeasure measure = CountedMeasure.of(sample, TypeMeasure.Kind.SAMPLE);
    double[] work = new double[measure.workLength()];
    for (int round = 0; round < 40; round++) {
      double[] kappa = new double[tasks];
      int type = random.nextInt(types);
      double rest = 0;
      for (int i = 1; i < tasks; i++) {
        kappa[i] = (random.nextInt(17) - 8) / 8.0;
        rest += kappa[i] * sample.cost(type, i);
      }
      kappa[0] = -rest / sample.cost(type, 0);
      kappa[0] = random.nextBoolean() ? kappa[0] : Math.nextUp(kappa[0]);
      double expected = exactAccepted(sample, kappa).doubleValue();
      double value = measure.acceptanceProbability(kappa, work);
      assertThat(value).isCloseTo(expected, within(Math.ulp(expected)));
      assertThat(measure.acceptanceProbability(kappa)).isEqualTo(value);
    }
  }

  @Test
  void boundaryTypesAccept() {
    FinitePreferences preferences =
        FinitePreferences.of(
            List.of(Vector.of(1, 2, 1), Vector.of(2, 1, 1), Vector.of(0.1, 0.3, 1)),
            Vector.of(0.5, 0.25, 0.25));
    TypeMeasure measure = preferences.exactMeasure().orElseThrow();
    assertThat(measure.kind()).isEqualTo(TypeMeasure.Kind.EXACT);
    assertThat(measure.probabilityError()).isZero();
    assertThat(measure.acceptanceProbability(new double[] {-2, 1, 0})).isEqualTo(0.75);
    assertThat(measure.acceptanceProbability(new double[] {0.3, -0.1, 0})).isEqualTo(0.25);
    assertThat(measure.acceptanceProbability(new double[] {-3, 1, 0})).isEqualTo(1);
    assertThat(measure.acceptanceProbability(new double[] {0, 0, 0})).isEqualTo(1);
    assertThat(measure.acceptanceProbability(new double[] {1e-300, 0, 1e300})).isZero();
    assertThat(measure.acceptanceProbability(new double[] {-1e-300, 1e-300, 0})).isEqualTo(0.25);
  }

  @Test
  void fullInformationIsTheMeanOfTheBestRatios() {
    FinitePreferences preferences =
        FinitePreferences.of(List.of(Vector.of(1, 2), Vector.of(2, 1)), Vector.of(0.25, 0.75));
    double bound =
        preferences
            .exactMeasure()
            .orElseThrow()
            .fullInformationBound(new double[] {1, 1}, new double[] {1, 1});
    assertThat(bound).isBetween(3.0, 3.0 * (1 + 1e-14));
  }

  @Test
  void countedProbabilityOfEquallyLikelyTypesIsTheRoundedShare() {
    List<Vector> types = new ArrayList<>();
    for (int m = 1; m <= 49; m++) {
      types.add(Vector.of(m, 10));
    }
    TypeMeasure measure = FinitePreferences.equallyLikely(types).exactMeasure().orElseThrow();
    assertThat(measure.acceptanceProbability(new double[] {-10, 491})).isZero();
    assertThat(measure.acceptanceProbability(new double[] {-1, 4.9})).isZero();
    assertThat(measure.acceptanceProbability(new double[] {-10, 49})).isEqualTo(1 / 49.0);
    assertThat(measure.acceptanceProbability(new double[] {-10, 1})).isEqualTo(1);
  }
}
