package io.polaray.support.frontier;

/**
 * What a single task is worth to a ray that must take back at least as much mass from known other
 * rays as it sheds, for some measure of mass.
 */
final class TakeBacks {
  private static final double ROUND_DOWN = 1 - 1e-12;
  private static final int TRIALS = 5;
  private static final double STEP = 1.25;

  /** Parts of the take-backs from two rays that are tried. */
  private static final double[] PARTS = {1, 0.7, 0.5};

  private final ScaledBox box;
  private final ValueTable values;
  private final Mass mass;

  TakeBacks(ScaledBox box, ValueTable values, Mass mass) {
    this.box = box;
    this.values = values;
    this.mass = mass;
  }

  /**
   * Bound on f(e_i - m_i 1_shed / m(may)): the least over smaller amounts as well, since f is
   * monotone and its extension is not.
   *
   * @param shed tasks that the other ray sheds
   * @param may all tasks that it may shed
   */
  double once(int i, long shed, long may, double cap) {
    double cheapest = 0;
    for (int q = 0; q < box.tasks; q++) {
      if ((shed >> q & 1) != 0) {
        cheapest += box.lower[q];
      }
    }
    double best = Double.POSITIVE_INFINITY;
    double previous = Double.POSITIVE_INFINITY;
    double least = 0.75 * mass.low(i) / mass.most(shed);
    double trial = Math.min(share(i, may), box.upper[i] / cheapest);
    for (int n = 0; n < TRIALS; n++) {
      double value = values.of(1L << i, shed, trial, cap);
      best = Math.min(best, value);
      if (value > previous || trial < least) {
        break;
      }
      previous = value;
      trial /= STEP;
    }
    return best;
  }

  /**
   * Bound on f(e_i - m_i 1_first / m(firstMay) - m_i 1_second / m(secondMay)), and smaller parts.
   */
  double twice(int i, long first, long firstMay, long second, long secondMay, double cap) {
    double best = Double.POSITIVE_INFINITY;
    double own = share(i, firstMay);
    double other = share(i, secondMay);
    for (double part : PARTS) {
      double value = values.of(1L << i, first, part * own, second, part * other, cap);
      if (value > best) {
        break;
      }
      best = value;
    }
    return best;
  }

  private double share(int i, long may) {
    return mass.low(i) / mass.most(may) * ROUND_DOWN;
  }
}
