package io.polaray.choice;

import java.util.Optional;

/**
 * What a search for the best bilateral trade found and what it proved.
 *
 * @param best the trade of largest expected saving that was found, empty if none saves anything
 * @param upperBound no bilateral trade between two of the agents compared has a larger expected
 *     saving under the measure
 * @param agents the number of agents compared; agents that cannot be told apart count once
 * @param pairs the number of unordered pairs compared
 * @param complete whether every pair of the market was compared
 * @param refined the number of pairs on which gamma was optimised
 */
public record TradeReport(
    Optional<BilateralTrade> best,
    double upperBound,
    int agents,
    long pairs,
    boolean complete,
    int refined) {
  /** The expected saving of the best trade found, 0 without one. */
  public double value() {
    return best.map(BilateralTrade::expectedSaving).orElse(0.0);
  }

  /** {@code upperBound - value()}, relative to the bound; 0 when no trade can save anything. */
  public double relativeGap() {
    return upperBound > 0 ? (upperBound - value()) / upperBound : 0;
  }
}
