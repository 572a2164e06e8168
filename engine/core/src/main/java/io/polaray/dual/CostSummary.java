package io.polaray.dual;

import io.polaray.support.BoundKind;

/**
 * The costs of a design, kept apart by what they prove (social cost, in the unit of pi times
 * tasks).
 *
 * @param design cost of the market-clearing design, sum_j m_j pi_j . x_j
 * @param lowerBound no polarised-ray design under the same measure costs less
 * @param lowerBoundKind how the bound was obtained
 * @param lowerBoundMethod names of the bounds used, for people
 * @param dualEstimate dual value with the best menus found; not a bound
 * @param statusQuo cost of the status quo
 * @param firstBest sum_i n(i) min_j pi_j(i)
 */
public record CostSummary(
    double design,
    double lowerBound,
    BoundKind lowerBoundKind,
    String lowerBoundMethod,
    double dualEstimate,
    double statusQuo,
    double firstBest) {
  /** (design - lowerBound) / max(|design|, 1e-9). */
  public double relativeGap() {
    return (design - lowerBound) / Math.max(Math.abs(design), 1e-9);
  }

  /** (design - lowerBound) / (statusQuo - lowerBound), NaN when 0/0. */
  public double gainGap() {
    return (design - lowerBound) / (statusQuo - lowerBound);
  }

  /** (statusQuo - design) / (statusQuo - lowerBound), NaN when 0/0. */
  public double gainShare() {
    return (statusQuo - design) / (statusQuo - lowerBound);
  }
}
