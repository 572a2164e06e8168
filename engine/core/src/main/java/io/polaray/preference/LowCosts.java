package io.polaray.preference;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A cost whose lower end is 0, conditioned to a few intervals near 0.
 *
 * <p>Who takes on much of a task has to have a low cost of it. Then {@code P(c . kappa <= 0)} is
 * the probability of such a cost, which is known to almost all digits, times a conditional
 * probability that is not small. Safe for use by many threads.
 */
final class LowCosts {
  /*
   * The intervals end at upper / 4^k. What is made depends on k alone, so it does not matter who
   * makes it, or twice.
   */

  private static final int INTERVALS = 9;
  private static final double RATIO = 4;

  private final Marginal marginal;
  private final AtomicReferenceArray<PanelLaw> laws = new AtomicReferenceArray<>(INTERVALS + 1);
  private final double[] ends = new double[INTERVALS + 1];
  private final double[] shares = new double[INTERVALS + 1];

  LowCosts(Marginal marginal) {
    this.marginal = marginal;
    double end = marginal.upper();
    for (int k = 0; k <= INTERVALS; k++) {
      ends[k] = end;
      shares[k] = marginal.below(end);
      end /= RATIO;
    }
  }

  /** The number of the shortest interval that holds all costs up to x; 0 is the whole one. */
  int interval(double x) {
    int k = 0;
    while (k < INTERVALS && x <= ends[k + 1] && shares[k + 1] > Double.MIN_NORMAL) {
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
      law = PanelLaw.upTo(marginal, ends[k]);
      laws.set(k, law);
    }
    return law;
  }
}
