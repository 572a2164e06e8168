package io.polaray.dual.oracle;

import io.polaray.numeric.Vector;

/**
 * What an oracle answered at some prices, by the numbers of its points.
 *
 * <p>Belongs to an {@link OracleHistory}, whose pools hold the points.
 */
public final class RecordedAnswer {
  private final Vector prices;
  private final int[] columns;
  private final int[] known;

  private RecordedAnswer(Vector prices, int[] columns, int[] known) {
    this.prices = prices;
    this.columns = columns;
    this.known = known;
  }

  /**
   * A record.
   *
   * @param prices lambda
   * @param columns the number of each agent's point
   * @param known how many points of each agent were known after the answer; larger than the number
   */
  public static RecordedAnswer of(Vector prices, int[] columns, int[] known) {
    if (columns.length != known.length) {
      throw new IllegalArgumentException(
          "columns and known have " + columns.length + " and " + known.length + " agents");
    }
    for (int j = 0; j < columns.length; j++) {
      if (columns[j] < 0 || columns[j] >= known[j]) {
        throw new IllegalArgumentException(
            "columns[" + j + "] is " + columns[j] + "; it must be in [0, " + known[j] + ")");
      }
    }
    return new RecordedAnswer(prices, columns.clone(), known.clone());
  }

  /** lambda. */
  public Vector prices() {
    return prices;
  }

  /** The number of agents. */
  public int agents() {
    return columns.length;
  }

  /** The number of agent j's point. */
  public int column(int agent) {
    return columns[agent];
  }

  /** How many points of agent j were known after the answer. */
  public int known(int agent) {
    return known[agent];
  }
}
