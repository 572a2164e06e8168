package io.polaray.preference;

import io.polaray.numeric.GaussLegendre;

/** A continuous distribution of one positive cost, before truncation. */
abstract class Law {
  /*
   * Probabilities of intervals are differences of the distribution function on one side. When the
   * difference is small against what it is taken from, the interval is short on the scale of the
   * distribution, the density is smooth on it, and integrating the density is accurate.
   */
  private static final GaussLegendre RULE = GaussLegendre.of(24);

  private static final double CANCELLATION = 0.05;

  /** The density at x. */
  abstract double density(double x);

  /** The limit of the density at 0, possibly infinite. */
  double densityAtZero() {
    return density(0);
  }

  /** P(c &lt;= x), relatively accurate. */
  abstract double below(double x);

  /** P(c &gt; x), relatively accurate. */
  abstract double above(double x);

  /** E[c; a &lt; c &lt;= b]. */
  abstract double partialMean(double a, double b);

  /** E[1 / c; c &lt;= b], possibly infinite. */
  abstract double inverseMean(double b);

  /**
   * The turning point of the density: it is monotone on either side. 0 or infinity when it is
   * monotone.
   */
  abstract double turningPoint();

  /** P(a &lt; c &lt;= b). */
  final double between(double a, double b) {
    if (!(a < b)) {
      return 0;
    }
    double upTo = below(b);
    double from = above(a);
    double reference = Math.min(upTo, from);
    double difference;
    if (upTo <= from) {
      difference = upTo - below(a);
    } else {
      difference = from - above(b);
    }
    if (difference >= CANCELLATION * reference || reference == 0 || Double.isInfinite(b)) {
      return Math.max(0, difference);
    }
    double half = 0.5 * (b - a);
    double sum = 0;
    for (int i = 0; i < RULE.count(); i++) {
      sum += RULE.weight(i) * density(a + half * (1 + RULE.node(i)));
    }
    return sum * half;
  }
}
