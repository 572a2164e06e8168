package io.polaray.app.simulate;

import io.polaray.finite.replica.PowerLaw;
import io.polaray.finite.replica.ReplicaSummary;
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

  /** How the excess falls with the number of copies. */
  PowerLaw rate(double largeMarket) {
    return PowerLaw.fit(
        economies.stream().mapToDouble(ReplicaSummary::copies).toArray(),
        economies.stream().mapToDouble(economy -> excess(economy, largeMarket)).toArray());
  }
}
