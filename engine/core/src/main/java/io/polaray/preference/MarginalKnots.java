package io.polaray.preference;

/** Where to cut the interval of a marginal for quadrature. */
final class MarginalKnots {
  private static final double[] TAILS = {0.5, 0x1p-4, 0x1p-11, 0x1p-24, 0x1p-52};
  private static final double FAR_TAIL = 0x1p-200;
  private static final double MAX_RATIO = 4;
  private static final double RESOLUTION = 0x1p-50;

  private MarginalKnots() {}

  /**
   * Points that cut the interval at quantiles in the middle and in both tails, and geometrically
   * towards an end where the density or distribution function may behave like a power. The last one
   * is finite: the upper end, or a point with no more than 2^-200 beyond.
   */
  static double[] of(Marginal marginal) {
    double lower = marginal.lower();
    double upper = marginal.upper();
    if (marginal.isKnown()) {
      return new double[] {lower};
    }
    boolean beta = marginal.family() == Family.BETA;
    Knots knots = new Knots();
    double last = upper;
    if (Double.isInfinite(upper)) {
      last = marginal.quantileAbove(FAR_TAIL);
    }
    for (double tail : TAILS) {
      knots.add(marginal.quantile(tail));
      knots.add(marginal.quantileAbove(tail));
    }
    double start = Math.max(lower, Double.MIN_NORMAL);
    double[] cuts = knots.within(start, last);
    double least = lower == 0 ? marginal.quantile(TAILS[TAILS.length - 1]) : lower;
    for (int i = 0; i + 1 < cuts.length; i++) {
      if (cuts[i + 1] <= least) {
        continue;
      }
      if (lower == 0 || beta) {
        grade(knots, lower, 1, Math.max(cuts[i] - lower, RESOLUTION * lower), cuts[i + 1] - lower);
      }
      if (beta) {
        grade(knots, upper, -1, Math.max(upper - cuts[i + 1], RESOLUTION * upper), upper - cuts[i]);
      }
    }
    return knots.within(start, last);
  }

  /** Adds points at geometric distances from an end. */
  private static void grade(Knots knots, double end, int side, double near, double far) {
    for (double distance = near; distance < far && near > 0; distance *= MAX_RATIO) {
      knots.add(end + side * distance);
    }
  }
}
