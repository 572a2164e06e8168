package io.polaray.dual.master;

import io.polaray.numeric.Vector;

/**
 * A market-clearing combination of known points: every agent's lottery over the oracle's points. At
 * most J + I probabilities are positive, so at most I agents have a proper lottery.
 */
public final class PrimalSolution {
  private final double cost;
  private final double violation;
  private final Vector prices;
  private final int[] start;
  private final int[] columns;
  private final double[] probabilities;

  private PrimalSolution(
      double cost,
      double violation,
      Vector prices,
      int[] start,
      int[] columns,
      double[] probabilities) {
    this.cost = cost;
    this.violation = violation;
    this.prices = prices;
    this.start = start;
    this.columns = columns;
    this.probabilities = probabilities;
  }

  /** The positive weights of a column set. */
  static PrimalSolution of(ColumnSet set, double[] weights, double[] scaledPrices) {
    int count = 0;
    for (int k = 0; k < set.size(); k++) {
      count += weights[k] > 0 ? 1 : 0;
    }
    int[] start = new int[set.agents + 1];
    int[] columns = new int[count];
    double[] probabilities = new double[count];
    int at = 0;
    for (int j = 0; j < set.agents; j++) {
      for (int k = set.start[j]; k < set.start[j + 1]; k++) {
        if (weights[k] > 0) {
          columns[at] = set.number[k];
          probabilities[at++] = weights[k];
        }
      }
      start[j + 1] = at;
    }
    return new PrimalSolution(
        set.cost(Clearing.cost(set, weights)),
        Clearing.violation(set, weights),
        set.scale.prices(scaledPrices),
        start,
        columns,
        probabilities);
  }

  /** sum_j m_j pi_j . x_j. */
  public double cost() {
    return cost;
  }

  /**
   * Largest absolute clearing residual in scaled units, where all instances together count as 1.
   */
  public double violation() {
    return violation;
  }

  /** Prices at which the positive weights have the reduced cost 0, of the last basis. */
  public Vector prices() {
    return prices;
  }

  /** The number of positive probabilities of all agents. */
  public int support() {
    return columns.length;
  }

  /** The number of points in agent j's lottery, at least 1. */
  public int support(int agent) {
    return start[agent + 1] - start[agent];
  }

  /** The oracle's number of the k-th point of agent j's lottery. */
  public int column(int agent, int k) {
    return columns[start[agent] + k];
  }

  /** The probability of the k-th point of agent j's lottery, in (0, 1]. */
  public double probability(int agent, int k) {
    return probabilities[start[agent] + k];
  }
}
