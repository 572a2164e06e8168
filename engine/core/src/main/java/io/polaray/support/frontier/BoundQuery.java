package io.polaray.support.frontier;

import io.polaray.numeric.Vector;
import io.polaray.support.SupportProblem;

/**
 * What is known of S(w) before any menu is looked at: the values of the status quo and of the
 * remedial menu, and the value that a search has found.
 *
 * @param base w . eta, the value of the status quo
 * @param remedial value of the remedial menu
 * @param known the largest value known
 * @param slack bound on the rounding of these sums
 * @param isTrivial whether nothing is worth having or nothing is held, so that S(w) is 0
 */
record BoundQuery(double base, double remedial, double known, double slack, boolean isTrivial) {
  private static final double UNIT = 0x1p-53;

  /** Checks the arguments of a bound and sums up. */
  static BoundQuery of(
      SupportProblem problem, Vector weights, double lowerValue, double relativeGap) {
    if (weights.size() != problem.tasks() || !weights.isFinite()) {
      throw new IllegalArgumentException(
          "weights is " + weights + "; it needs " + problem.tasks() + " finite entries");
    }
    if (!(relativeGap >= 0)) {
      throw new IllegalArgumentException("relativeGap is " + relativeGap + "; it must be >= 0");
    }
    double size = 0;
    double remedial = 0;
    boolean wanted = false;
    boolean held = false;
    for (int i = 0; i < weights.size(); i++) {
      double eta = problem.endowment().get(i);
      size += Math.abs(weights.get(i)) * eta;
      remedial += Math.max(0, weights.get(i)) * eta;
      wanted |= weights.get(i) > 0;
      held |= eta > 0;
    }
    double base = weights.dot(problem.endowment());
    double trivial = Math.max(remedial, base);
    double known = Math.max(lowerValue > Double.NEGATIVE_INFINITY ? lowerValue : trivial, trivial);
    double slack = 2 * (weights.size() + 2) * UNIT * size;
    return new BoundQuery(base, remedial, known, slack, !wanted || !held);
  }

  /** The bound on S(w) that a bound on the gain of menus of rays over the status quo gives. */
  double bound(double gain) {
    return Math.max(remedial, base + gain) + slack;
  }
}
