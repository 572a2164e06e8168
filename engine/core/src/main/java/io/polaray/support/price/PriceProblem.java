package io.polaray.support.price;

/**
 * One-dimensional monopoly pricing: {@code max_r P(r) (gain * r - loss)} over exchange rates r &gt;
 * 0, where P(r) is the nonincreasing probability that a unit of the shed task costs at least r
 * units of the task taken on.
 */
interface PriceProblem {
  /**
   * Solves the problem.
   *
   * @param gain weight of the task taken on, positive
   * @param loss weight of the task shed, any sign
   * @param absoluteTolerance the bracket may stop once {@code upperBound - value} is at most this
   */
  PriceBracket solve(double gain, double loss, double absoluteTolerance);
}
