package io.polaray.verify.support;

/**
 * The take-ons of a cell whose intervals start at 0, in a tangent bound.
 *
 * <p>For x added to {@code c . kappa} the log of P is concave in x and the logs of the other
 * take-ons together. With r at most {@code -d log P / dx} at x = 0 and take-ons {@code b_j = y_j
 * t_j}, y_j from 0 to 1, the mean over their costs gives {@code P <= P0 e^s prod_j E exp(-r t_j y_j
 * c_j)}, and each factor is convex in y_j, hence at most {@code 1 - m_j y_j}, {@code m_j <= 1 - E
 * exp(-r t_j c_j)}. It is multiplied by {@code A + sum_j B_j y_j}.
 */
final class TakeOnsFromZero {
  private static final double ROUNDING = 0x1p-46;
  private static final int SWEEPS = 3;

  private final int[] tasks;
  private final double[] worth;
  private final double[] discount;
  private final double[] share;
  private int count;

  TakeOnsFromZero(int tasks) {
    this.tasks = new int[tasks];
    worth = new double[tasks];
    discount = new double[tasks];
    share = new double[tasks];
  }

  void clear() {
    count = 0;
  }

  /**
   * Adds a task, which needs the discount of some part before {@link #maximum}.
   *
   * @param gain w_j t_j, positive
   */
  void add(int task, double gain) {
    tasks[count] = task;
    worth[count] = gain;
    discount[count++] = 1;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Lowers the m_j to those of a part of the distribution with a rate r >= 0. */
  void lowerDiscounts(PartTangents part, RayCell cell, double rate) {
    for (int n = 0; n < count; n++) {
      double own = part.discount(tasks[n], rate * cell.high[tasks[n]]);
      discount[n] = Math.min(discount[n], own);
    }
  }

  /**
   * A number that is at least the maximum over y of {@code prod (1 - m_j y_j) (a + e sum B_j y_j)}.
   */
  double maximum(double a, double e) {
    double total = a;
    for (int n = 0; n < count; n++) {
      share[n] = 1;
      total += e * worth[n];
    }
    if (count == 0 || total <= 0) {
      return total;
    }
    // The log is concave in y: its tangent at any y is above it, and one at the maximum is exact.
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int n = 0; n < count; n++) {
        double b = e * worth[n];
        double m = discount[n];
        double rest = total - share[n] * b;
        double best = m > 0 ? (b - m * rest) / (2 * m * b) : 1;
        share[n] = Math.max(0, Math.min(1, best));
        total = rest + share[n] * b;
      }
    }
    double product = total;
    double above = 0;
    for (int n = 0; n < count; n++) {
      double left = 1 - discount[n] * share[n];
      double slope = e * worth[n] / total - discount[n] / left;
      product *= left;
      above += Math.max(slope * (1 - share[n]), -slope * share[n]);
    }
    return product * StrictMath.exp(above) * (1 + ROUNDING);
  }
}
