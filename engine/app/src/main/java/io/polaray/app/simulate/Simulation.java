package io.polaray.app.simulate;

import io.polaray.app.market.MarketFile;
import java.util.List;

/**
 * A finished simulation.
 *
 * @param market the market
 * @param designSha256 digest of the design file
 * @param largeMarket the design's cost in the large market
 * @param statusQuo cost of the status quo
 * @param endowments cost of the endowments, which no draw of the optimal rule exceeds
 * @param rule the selection rule
 * @param draws preference profiles for each number of copies
 * @param seed the seed
 * @param series the stated preferences first
 */
public record Simulation(
    MarketFile market,
    String designSha256,
    double largeMarket,
    double statusQuo,
    double endowments,
    String rule,
    int draws,
    long seed,
    List<SimulatedSeries> series) {
  private static final double COST_RELATIVE_TOLERANCE = 1e-9;

  /** Copies the list. */
  public Simulation {
    series = List.copyOf(series);
  }

  /** Draws without a selection, over all series. */
  public long unsolved() {
    return series.stream()
        .flatMap(one -> one.economies().stream())
        .mapToLong(economy -> economy.unsolved())
        .sum();
  }

  /** Whether no draw costs more than the endowments, up to rounding. */
  public boolean neverWorse() {
    double allowed = COST_RELATIVE_TOLERANCE * Math.max(1e-9, Math.abs(endowments));
    return series.stream()
        .flatMap(one -> one.economies().stream())
        .allMatch(economy -> economy.largestCost() <= endowments + allowed);
  }
}
