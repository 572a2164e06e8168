package io.polaray.finite.replica;

import io.polaray.finite.selection.SelectionSolution.Status;
import java.util.List;
import org.apache.commons.numbers.core.Sum;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * All draws of one replica economy.
 *
 * @param copies N
 * @param draws one entry a preference profile
 */
public record ReplicaSummary(int copies, List<ReplicaDraw> draws) {
  private static final double TAIL = 0.025;

  /** Copies the list; there must be at least two draws. */
  public ReplicaSummary {
    draws = List.copyOf(draws);
    if (draws.size() < 2) {
      throw new IllegalArgumentException(
          "there are " + draws.size() + " draws; there must be at least 2");
    }
  }

  /** Mean social cost over the number of copies. */
  public double meanCost() {
    Sum sum = Sum.create();
    draws.forEach(draw -> sum.add(draw.cost()));
    return sum.getAsDouble() / draws.size();
  }

  /** Standard error of the mean cost. */
  public double standardError() {
    double mean = meanCost();
    Sum squares = Sum.create();
    draws.forEach(draw -> squares.addProduct(draw.cost() - mean, draw.cost() - mean));
    return Math.sqrt(squares.getAsDouble() / (draws.size() - 1) / draws.size());
  }

  /** Half the width of the 95 % confidence interval of the mean cost (Student). */
  public double halfWidth() {
    return TDistribution.of(draws.size() - 1.0).inverseSurvivalProbability(TAIL) * standardError();
  }

  /** The largest cost of any draw. */
  public double largestCost() {
    return draws.stream().mapToDouble(ReplicaDraw::cost).max().orElse(Double.NaN);
  }

  /** The smallest cost of any draw. */
  public double smallestCost() {
    return draws.stream().mapToDouble(ReplicaDraw::cost).min().orElse(Double.NaN);
  }

  /** Mean share of the trades people chose that are carried out, over draws with any. */
  public double executedShare() {
    return draws.stream()
        .mapToDouble(ReplicaDraw::executedShare)
        .filter(share -> !Double.isNaN(share))
        .average()
        .orElse(Double.NaN);
  }

  /** Mean share of people who chose a ray. */
  public double chosenShare() {
    return draws.stream().mapToDouble(ReplicaDraw::chosenShare).average().orElse(Double.NaN);
  }

  /** Draws in which no selection was found, so that everybody kept the endowment. */
  public long unsolved() {
    return draws.stream().filter(draw -> draw.status() != Status.OPTIMAL).count();
  }
}
