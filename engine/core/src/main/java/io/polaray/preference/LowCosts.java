package io.polaray.preference;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A cost conditioned to a few intervals from its lower end on.
 *
 * <p>Who takes on much of a task has to have a low cost of it. Then {@code P(c . kappa <= 0)} is
 * the probability of such a cost, which is known to almost all digits, times a conditional
 * probability that is not small. Safe for use by many threads.
 */
final class LowCosts {
  /*
   * The intervals have widths of (upper - lower) / 4^k. What is made depends on k alone, so it does
   * not matter who makes it, or twice.
   */

  private static final int INTERVALS = 9;
  private static final double RATIO = 4;

  /** Distribution functions have errors, and so few do not matter. */
  private static final double LEAST = 1e-9;

  private final Marginal marginal;
  private final boolean wide;
  private final AtomicReferenceArray<PanelLaw> laws = new AtomicReferenceArray<>(INTERVALS + 1);
  private final double[] ends = new double[INTERVALS + 1];
  private final double[] shares = new double[INTERVALS + 1];

  /** Of a marginal; wide if series are longer for the sake of some cost. */
  LowCosts(Marginal marginal, boolean wide) {
    this.marginal = marginal;
    this.wide = wide;
    double width = marginal.upper() - marginal.lower();
    for (int k = 0; k <= INTERVALS; k++) {
      ends[k] = k == 0 ? marginal.upper() : marginal.lower() + width;
      shares[k] = marginal.below(ends[k]);
      width /= RATIO;
    }
  }

  /** The number of the shortest interval that holds all costs up to x; 0 is the whole one. */
  int interval(double x) {
    int k = 0;
    while (k < INTERVALS && x <= ends[k + 1] && shares[k + 1] > LEAST) {
      k++;
    }
    return k;
  }

  /** The probability of an interval. */
  double share(int k) {
    return shares[k];
  }

  /** The cost conditioned to an interval other than the whole one. */
  PanelLaw law(int k) {
    PanelLaw law = laws.get(k);
    if (law == null) {
      law = PanelLaw.upTo(marginal, ends[k], wide);
      laws.set(k, law);
    }
    return law;
  }
}
