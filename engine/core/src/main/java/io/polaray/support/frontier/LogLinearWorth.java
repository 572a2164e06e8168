package io.polaray.support.frontier;

/**
 * The most that {@code min(top, exp(level + rate (beta - origin))) (slope exp(beta) - shift)} is on
 * an interval of beta where the exponential is at least {@code least}: a bound on p (k w_j - s)
 * where log P is below a line in beta = log k.
 */
final class LogLinearWorth {
  /** With slopes below this the worth falls before beta has grown by {@link #FAR}. */
  private static final double FALLING = -1 - 1e-6;

  private static final double FAR = 600;

  private double slope;
  private double shift;
  private double least;
  private double top;
  private double where;

  /** The band of probabilities. */
  void band(double lowest, double highest) {
    least = lowest;
    top = highest;
  }

  /** The worth as a function of k. */
  void worth(double perRate, double sum) {
    slope = perRate;
    shift = sum;
  }

  /** Where the last maximum above 0 lies, or the place last set. */
  double where() {
    return where;
  }

  /** Sets the place for the case that nothing is worth anything. */
  void place(double beta) {
    where = beta;
  }

  /** The maximum over [from, to], 0 at least. */
  double most(double from, double to, double origin, double level, double rate) {
    double start = from;
    double stop = to;
    double bound = 0;
    if (rate < 0 && least > 0) {
      stop = Math.min(stop, origin + (StrictMath.log(least) - level) / rate + 1e-12);
    }
    if (stop < start) {
      return 0;
    }
    double logTop = StrictMath.log(top);
    if (level + rate * (start - origin) > logTop) {
      double kink = rate < 0 ? Math.min(stop, origin + (logTop - level) / rate) : stop;
      kink = Math.max(kink, start);
      bound = top * Math.max(0, slope * StrictMath.exp(kink) - shift);
      where = kink;
      start = kink;
      if (!(start < stop)) {
        return bound * (1 + 1e-14);
      }
    }
    bound = better(bound, start, origin, level, rate);
    bound = better(bound, stop, origin, level, rate);
    if (rate < -1 && shift > 0) {
      double stationary = StrictMath.log(rate * shift / ((rate + 1) * slope));
      if (stationary > start && stationary < stop) {
        bound = better(bound, stationary, origin, level, rate);
      }
    }
    return bound * (1 + 1e-14);
  }

  private double better(double bound, double at, double origin, double level, double rate) {
    double chance = StrictMath.exp(level + rate * (at - origin));
    double value = Math.min(top, chance) * (slope * StrictMath.exp(at) - shift);
    if (value > bound) {
      where = at;
      return value;
    }
    return bound;
  }

  /** The supremum over all beta from a point on; infinite if the line falls too little. */
  double beyond(double from, double level, double rate) {
    return rate < FALLING ? most(from, from + FAR, from, level, rate) : Double.POSITIVE_INFINITY;
  }

  /**
   * The supremum over k from a point on, from which P is {@code mass / k}.
   *
   * @param mass at least k P(k)
   * @param chance at least P at the point
   */
  double endless(double mass, double chance) {
    double highest = Math.min(top, chance);
    if (highest < least || !(mass > 0)) {
      return 0;
    }
    double value = Math.max(mass * slope - shift * highest, mass * slope - shift * least);
    return Math.max(0, value) * (1 + 1e-14);
  }
}
