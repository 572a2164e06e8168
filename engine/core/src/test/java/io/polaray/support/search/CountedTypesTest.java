package io.polaray.support.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.preference.CountedMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counting on the blocks of the kernel gives the very number of the measure. */
class CountedTypesTest {
  private static final int DIRECTIONS = 200;

  @ParameterizedTest
  @CsvSource({"2, 7, 1", "3, 512, 2", "5, 513, 3", "9, 3000, 4", "30, 1500, 5"})
  void equalsTheMeasureForEquallyLikelyTypes(int tasks, int types, long seed) {
    double[] probabilities = new double[types];
    Arrays.fill(probabilities, 1.0 / types);
    check(TypeSample.of(tasks, TypeProblems.costs(tasks, types, seed), probabilities), seed);
  }

  @ParameterizedTest
  @CsvSource({"3, 40, 1", "6, 2000, 2"})
  void equalsTheMeasureForOtherProbabilities(int tasks, int types, long seed) {
    double[] probabilities = new double[types];
    for (int m = 0; m < types; m++) {
      probabilities[m] = 2.0 * (m + 1) / (types * (types + 1.0));
    }
    check(TypeSample.of(tasks, TypeProblems.costs(tasks, types, seed), probabilities), seed);
  }

  /** Tasks in very different units, and many types that are equal. */
  @ParameterizedTest
  @CsvSource({"1e-25, 1", "1e-12, 2", "1, 3", "1e9, 4", "1e25, 5", "1e60, 6"})
  void equalsTheMeasureWhateverTheUnits(double unit, long seed) {
    int types = 1000;
    double[] probabilities = new double[types];
    Arrays.fill(probabilities, 1.0 / types);
    double[] costs = TypeProblems.costs(4, types, seed);
    for (int m = 0; m < types; m++) {
      costs[m] *= unit;
      costs[types + m] = 1 + m % 3;
    }
    check(TypeSample.of(4, costs, probabilities), seed);
  }

  /** Directions at random, and such that some type is as near to indifference as doubles allow. */
  private static void check(TypeSample sample, long seed) {
    CountedMeasure measure = CountedMeasure.of(sample, TypeMeasure.Kind.EXACT);
    CountedTypes counted = new CountedTypes(measure, sample, TypeBlocks.of(sample));
    UniformRandomProvider random = TypeProblems.random(seed);
    int tasks = sample.tasks();
    int between = 0;
    for (int n = 0; n < DIRECTIONS; n++) {
      double[] kappa = new double[tasks];
      int m = random.nextInt(sample.types());
      int last = random.nextInt(tasks);
      double left = 0;
      for (int i = 0; i < tasks; i++) {
        if (i != last && random.nextInt(4) > 0) {
          kappa[i] = (random.nextDouble() - 0.6) / sample.cost(m, i);
          left -= kappa[i] * sample.cost(m, i);
        }
      }
      kappa[last] = left / sample.cost(m, last) * (n % 4 == 0 ? 1 + 1e-7 * (n % 3 - 1) : 1);
      double expected = measure.acceptanceProbability(kappa);
      assertThat(counted.probability(kappa)).isEqualTo(expected);
      between += expected > 0 && expected < 1 ? 1 : 0;
    }
    assertThat(between).isGreaterThan(DIRECTIONS / 10);
  }
}
