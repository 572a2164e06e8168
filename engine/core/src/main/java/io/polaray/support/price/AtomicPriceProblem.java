package io.polaray.support.price;

import io.polaray.preference.TypeSample;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Price problem of a finite distribution: an optimal rate makes some type indifferent, so the rates
 * {@code c_m(shed) / c_m(taken)} are all the candidates. They are sorted once; every solve is one
 * pass.
 *
 * <p>A candidate is rounded down until its type accepts in exact arithmetic under rounding of the
 * scaled ray, so no atom is lost; the bound uses the rate rounded up.
 */
final class AtomicPriceProblem implements PriceProblem {
  private static final double DOWN = 1 - 0x1p-50;
  private static final double UP = 1 + 0x1p-50;

  /** Candidate rates, decreasing. */
  private final double[] rates;

  /** Probability of all types with at least that rate. */
  private final double[] acceptance;

  private AtomicPriceProblem(double[] rates, double[] acceptance) {
    this.rates = rates;
    this.acceptance = acceptance;
  }

  static AtomicPriceProblem of(TypeSample sample, int shed, int taken) {
    int types = sample.types();
    double[] ratio = new double[types];
    for (int m = 0; m < types; m++) {
      ratio[m] = sample.cost(m, shed) / sample.cost(m, taken);
    }
    int[] order =
        IntStream.range(0, types)
            .boxed()
            .sorted(Comparator.comparingDouble(m -> -ratio[m]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] rates = new double[types];
    double[] acceptance = new double[types];
    double sum = 0;
    for (int k = 0; k < types; k++) {
      sum += sample.weight(order[k]);
      rates[k] = ratio[order[k]];
      acceptance[k] = Math.min(1, sum);
    }
    return new AtomicPriceProblem(rates, acceptance);
  }

  @Override
  public PriceBracket solve(double gain, double loss, double absoluteTolerance) {
    double best = 0;
    double bestRate = Double.NaN;
    double upper = 0;
    for (int k = 0; k < rates.length; k++) {
      double value = acceptance[k] * (gain * (rates[k] * DOWN) - loss);
      if (value > best) {
        best = value;
        bestRate = rates[k] * DOWN;
      }
      upper = Math.max(upper, acceptance[k] * UP * (gain * (rates[k] * UP) - loss));
    }
    return new PriceBracket(bestRate, best, Math.max(upper, best));
  }
}
