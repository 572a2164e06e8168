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
 * @param expectedPriceValue the expectation of what draws cost at the task prices; NaN where it is
 *     not known, and then means are plain
 */
public record SimulatedSeries(
    String truth, List<ReplicaSummary> economies, double expectedPriceValue) {
  /** Copies the list. */
  public SimulatedSeries {
    economies = List.copyOf(economies);
  }

  private boolean isAdjusted(ReplicaSummary economy) {
    return !Double.isNaN(expectedPriceValue) && economy.unsolved() == 0;
  }

  /** The best estimate of the expected cost. */
  double cost(ReplicaSummary economy) {
    return isAdjusted(economy) ? economy.adjustedCost(expectedPriceValue) : economy.meanCost();
  }

  /** Half the width of its 95 % confidence interval. */
  double halfWidth(ReplicaSummary economy) {
    return isAdjusted(economy) ? economy.adjustedHalfWidth() : economy.halfWidth();
  }

  private double standardError(ReplicaSummary economy) {
    return isAdjusted(economy) ? economy.adjustedStandardError() : economy.standardError();
  }

  /** The excess of the expected cost over the large-market cost, relative to its absolute value. */
  double excess(ReplicaSummary economy, double largeMarket) {
    return (cost(economy) - largeMarket) / Math.max(Math.abs(largeMarket), 1e-9);
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
  private double relativeError(ReplicaSummary economy, double largeMarket) {
    return standardError(economy) / (cost(economy) - largeMarket);
  }

  /** How the excess falls with the number of copies. */
  PowerLaw rate(double largeMarket) {
    return PowerLaw.fit(
        economies.stream().mapToDouble(ReplicaSummary::copies).toArray(),
        economies.stream().mapToDouble(economy -> excess(economy, largeMarket)).toArray());
  }
}
