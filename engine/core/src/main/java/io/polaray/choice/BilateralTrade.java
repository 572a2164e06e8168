package io.polaray.choice;

import io.polaray.numeric.Vector;

/**
 * A bilateral trade between one person of each of two agents (paper, section 1.1 and Lemma 2): the
 * first is offered {@code sigma' + gamma}, the second {@code sigma'' - gamma}, and both move iff
 * both want to.
 *
 * @param first position of j' in the market
 * @param second position of j'' in the market, different from the first
 * @param gamma what the first takes on (positive) and sheds (negative); {@code sigma' + gamma >= 0}
 *     and {@code sigma'' - gamma >= 0}
 * @param firstAccepts P(gamma . c' &lt;= 0)
 * @param secondAccepts P(gamma . c'' &gt;= 0)
 * @param saving {@code -(pi' - pi'') . gamma}, what is saved when the trade takes place
 */
public record BilateralTrade(
    int first, int second, Vector gamma, double firstAccepts, double secondAccepts, double saving) {
  /** Checks that there are two different agents and that the probabilities are such. */
  public BilateralTrade {
    if (first < 0 || second < 0 || first == second) {
      throw new IllegalArgumentException(
          "first is " + first + ", second " + second + "; they must be different positions");
    }
    requireProbability("firstAccepts", firstAccepts);
    requireProbability("secondAccepts", secondAccepts);
  }

  private static void requireProbability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be in [0, 1]");
    }
  }

  /** The probability that both want the trade; types are independent. */
  public double probability() {
    return firstAccepts * secondAccepts;
  }

  /** Expected saving, {@code saving * P(gamma . c' <= 0) * P(gamma . c'' >= 0)}. */
  public double expectedSaving() {
    return saving * firstAccepts * secondAccepts;
  }
}
