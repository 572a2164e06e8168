package io.polaray.app.simulate;

import io.polaray.finite.replica.PowerLaw;
import io.polaray.finite.replica.ReplicaSummary;
import java.util.Comparator;
import java.util.List;

/**
 * The replica economies under one assumption on how people choose.
 *
 * @param truth the assumption: {@code stated}, or what {@code --truth} says
 * @param economies one entry a number of copies
 */
public record SimulatedSeries(String truth, List<ReplicaSummary> economies) {
  /** Copies the list. */
  public SimulatedSeries {
    economies = List.copyOf(economies);
  }

  /** The excess of the mean cost over the large-market cost, relative to its absolute value. */
  static double excess(ReplicaSummary economy, double largeMarket) {
    return (economy.meanCost() - largeMarket) / Math.max(Math.abs(largeMarket), 1e-9);
  }

  /**
   * How the excess falls between the two largest numbers of copies, with the standard error that
   * the draws leave (as if they were independent); NaN with fewer than three numbers of copies.
   */
  PowerLaw lastRate(double largeMarket) {
    List<ReplicaSummary> sorted =
        economies.stream().sorted(Comparator.comparingLong(ReplicaSummary::copies)).toList();
    if (sorted.size() < 3) {
      return new PowerLaw(Double.NaN, Double.NaN, Double.NaN);
    }
    ReplicaSummary small = sorted.get(sorted.size() - 2);
    ReplicaSummary large = sorted.get(sorted.size() - 1);
    PowerLaw fit =
        PowerLaw.fit(
            new double[] {small.copies(), large.copies()},
            new double[] {excess(small, largeMarket), excess(large, largeMarket)});
    double error =
        Math.hypot(relativeError(small, largeMarket), relativeError(large, largeMarket))
            / Math.log((double) large.copies() / small.copies());
    return new PowerLaw(fit.exponent(), error, fit.factor());
  }

  /** The standard error of the logarithm of the excess. */
  private static double relativeError(ReplicaSummary economy, double largeMarket) {
    return economy.standardError() / (economy.meanCost() - largeMarket);
  }

  /** How the excess falls with the number of copies. */
  PowerLaw rate(double largeMarket) {
    return PowerLaw.fit(
        economies.stream().mapToDouble(ReplicaSummary::copies).toArray(),
        economies.stream().mapToDouble(economy -> excess(economy, largeMarket)).toArray());
  }
}
