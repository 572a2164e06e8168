package io.polaray.support.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.numeric.Vector;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With one take-on the best price near the present one is that of some type. */
class BlockPricingTest {
  @ParameterizedTest
  @CsvSource({"513, 3", "3000, 4", "3000, 5"})
  void findsTheBestPriceOfOneTarget(int types, long seed) {
    double[] costs = TypeProblems.costs(3, types, seed);
    double[] probabilities = new double[types];
    java.util.Arrays.fill(probabilities, 1.0 / types);
    TypeSample sample = TypeSample.of(3, costs, probabilities);
    TypeBlocks blocks = TypeBlocks.of(sample);
    CountedMeasure measure = CountedMeasure.of(sample, TypeMeasure.Kind.EXACT);
    Vector weights = Vector.of(0.3, 0.2, 1);
    double start = 2;
    double best = 0;
    for (int m = 0; m < types; m++) {
      double price = (sample.cost(m, 0) + sample.cost(m, 1)) / sample.cost(m, 2);
      if (price <= 1.3 * start && price >= start / 1.3) {
        double[] kappa = {-1, -1, price * (1 - 1e-13)};
        best = Math.max(best, (kappa[2] - 0.5) * measure.acceptanceProbability(kappa));
      }
    }
    double[][] rays = {{-1, -1, start}};
    double[] values = {(start - 0.5) * measure.acceptanceProbability(rays[0])};
    new BlockPricing(sample, blocks, weights).improve(rays, values, 1);
    double found = (rays[0][2] - 0.5) * measure.acceptanceProbability(rays[0]);
    assertThat(found).isGreaterThanOrEqualTo(best * (1 - 1e-12));
  }
}
