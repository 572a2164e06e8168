package io.polaray.dual.oracle;

import io.polaray.numeric.Vector;

/**
 * The oracle's answer at prices lambda: for every agent j a point x_j of F_j and its value {@code
 * (lambda - pi_j) . x_j <= S_j(lambda - pi_j)}.
 */
public final class OracleAnswer {
  private final Vector prices;
  private final int tasks;
  private final int[] columns;
  private final double[] values;
  private final double[] assignments;

  private OracleAnswer(Vector prices, int[] columns, double[] values, double[] assignments) {
    this.prices = prices;
    this.tasks = prices.size();
    this.columns = columns;
    this.values = values;
    this.assignments = assignments;
  }

  /**
   * An answer.
   *
   * @param prices lambda, length I
   * @param columns the oracle's number of each agent's point: equal numbers, equal points; 0 is the
   *     endowment
   * @param values (lambda - pi_j) . x_j
   * @param assignments x_j(i) at {@code j * I + i}
   */
  public static OracleAnswer of(
      Vector prices, int[] columns, double[] values, double[] assignments) {
    if (values.length != columns.length || assignments.length != columns.length * prices.size()) {
      throw new IllegalArgumentException(
          "values and assignments have "
              + values.length
              + " and "
              + assignments.length
              + " entries; "
              + columns.length
              + " agents with "
              + prices.size()
              + " tasks need "
              + columns.length
              + " and "
              + columns.length * prices.size());
    }
    return new OracleAnswer(prices, columns.clone(), values.clone(), assignments.clone());
  }

  /** lambda. */
  public Vector prices() {
    return prices;
  }

  /** The number of agents. */
  public int agents() {
    return columns.length;
  }

  /** The oracle's number of agent j's point; 0 is the endowment. */
  public int column(int agent) {
    return columns[agent];
  }

  /** (lambda - pi_j) . x_j. */
  public double value(int agent) {
    return values[agent];
  }

  /** All values, one an agent. */
  public Vector values() {
    return Vector.of(values);
  }

  /** x_j(i). */
  public double assignment(int agent, int task) {
    return assignments[agent * tasks + task];
  }
}
