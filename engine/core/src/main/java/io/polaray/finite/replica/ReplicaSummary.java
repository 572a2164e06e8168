package io.polaray.finite.replica;

import io.polaray.finite.selection.SelectionSolution.Status;
import java.util.List;
import java.util.function.ToDoubleFunction;
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
    return mean(ReplicaDraw::cost);
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
    return quantile() * standardError();
  }

  /** Half the width of the 95 % confidence interval of {@link #adjustedCost} (Student). */
  public double adjustedHalfWidth() {
    return quantile() * adjustedStandardError();
  }

  private double quantile() {
    return TDistribution.of(draws.size() - 1.0).inverseSurvivalProbability(TAIL);
  }

  private double mean(ToDoubleFunction<ReplicaDraw> value) {
    Sum sum = Sum.create();
    draws.forEach(draw -> sum.add(value.applyAsDouble(draw)));
    return sum.getAsDouble() / draws.size();
  }

  private double meanPriceValue() {
    return mean(ReplicaDraw::priceValue);
  }

  /**
   * The slope of a regression of costs on values at the prices; 0 where the latter are constant.
   */
  private double slope() {
    double cost = meanCost();
    double value = meanPriceValue();
    Sum squares = Sum.create();
    Sum products = Sum.create();
    for (ReplicaDraw draw : draws) {
      squares.addProduct(draw.priceValue() - value, draw.priceValue() - value);
      products.addProduct(draw.cost() - cost, draw.priceValue() - value);
    }
    double variance = squares.getAsDouble();
    return variance > 0 ? products.getAsDouble() / variance : 0;
  }

  /**
   * The mean cost with part of the chance in what people like taken out: what a regression of the
   * draws' costs on {@link ReplicaDraw#priceValue} gives at the expectation of the latter (a
   * control variate with its best coefficient). It estimates what {@link #meanCost} does, with an
   * error that is no larger, up to terms of the order of one over the number of draws.
   *
   * @param expectedPriceValue see {@link ReplicaEconomy#expectedPriceValue}
   */
  public double adjustedCost(double expectedPriceValue) {
    return meanCost() - slope() * (meanPriceValue() - expectedPriceValue);
  }

  /** Standard error of {@link #adjustedCost}; that of the mean with two draws. */
  public double adjustedStandardError() {
    if (draws.size() < 3) {
      return standardError();
    }
    double slope = slope();
    double cost = meanCost();
    double value = meanPriceValue();
    Sum squares = Sum.create();
    for (ReplicaDraw draw : draws) {
      double off = draw.cost() - cost - slope * (draw.priceValue() - value);
      squares.addProduct(off, off);
    }
    return Math.sqrt(squares.getAsDouble() / (draws.size() - 2) / draws.size());
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
