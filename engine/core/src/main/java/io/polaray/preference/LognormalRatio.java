package io.polaray.preference;

import io.polaray.numeric.GaussLegendre;
import io.polaray.numeric.NormalFunctions;

/** The ratio of two correlated lognormal costs truncated to a box. */
final class LognormalRatio implements CostRatio {
  /*
   * With y = log c normal and l = log z, P(y_1 <= y_0 + l, y in box) is the integral over y_0 of
   * its normal density times the conditional probability that y_1 lies between its lower end and
   * min(upper end, y_0 + l). The integrand is entire between the two kinks y_0 = end - l. It
   * varies on the scale of the standard deviation of y_0, and where one of the limits crosses the
   * conditional mean on that of the conditional standard deviation s; cuts at 0, 2.5, 5 and 8.2
   * deviations on either side leave pieces of at most 3.2 deviations, on which the 20-point rule
   * is exact to rounding.
   *
   * s = 0 leaves an interval of y_0, and known costs are the case of zero variances.
   *
   * Excess: c_0 / c_1 = exp(y_0 - y_1) weights the normal distribution to one with the same
   * covariances and means shifted by covariance (1, -1)', so E[c_0 / c_1; event] is a constant
   * times the probability of the event under the shifted means.
   */
  private static final GaussLegendre RULE = GaussLegendre.of(20);
  private static final double[] DEVIATIONS = {-8.2, -5, -2.5, 0, 2.5, 5, 8.2};
  private static final double FAR = 38;

  /** Relative slack added to excesses for the errors of quadrature. */
  private static final double RELATIVE_SLACK = 1e-11;

  private final double[] mean;
  private final double[] low;
  private final double[] high;
  private final double spread;
  private final double slope;
  private final double conditional;
  private final double mass;
  private final double firstShift;
  private final double secondShift;

  /**
   * A ratio.
   *
   * @param low logarithms of the lower ends
   * @param high logarithms of the upper ends
   */
  LognormalRatio(double[] mean, CovarianceFactor factor, double[] low, double[] high) {
    this.mean = mean;
    this.low = low;
    this.high = high;
    spread = factor.get(0, 0);
    slope = spread > 0 ? factor.get(1, 0) / spread : 0;
    conditional = factor.get(1, 1);
    double covariance = spread * spread * slope;
    firstShift = spread * spread - covariance;
    secondShift = covariance - (slope * slope * spread * spread + conditional * conditional);
    mass = probability(mean[0], mean[1], Double.POSITIVE_INFINITY, true);
  }

  @Override
  public double atMost(double z) {
    return probability(mean[0], mean[1], StrictMath.log(z), true) / mass;
  }

  @Override
  public double atLeast(double z) {
    return probability(mean[0], mean[1], StrictMath.log(z), false) / mass;
  }

  @Override
  public double fullInformationBound(double[] v, double[] eta) {
    // c_0 max(v_0 / c_0, v_1 / c_1) = v_0 + v_1 max(c_0 / c_1 - v_0 / v_1, 0), and likewise for
    // c_1.
    double total = eta[0] * v[0] + eta[1] * v[1];
    if (eta[0] > 0 && v[1] > 0) {
      total += eta[0] * v[1] * excess(v[0] / v[1], 1);
    }
    if (eta[1] > 0 && v[0] > 0) {
      total += eta[1] * v[0] * excess(v[1] / v[0], -1);
    }
    return total * (1 + RELATIVE_SLACK);
  }

  /** E[max((c_0 / c_1)^sign - z, 0)]; the event is c_1 &lt;= c_0 / z for sign 1. */
  private double excess(double z, int sign) {
    double limit = z > 0 ? -sign * StrictMath.log(z) : sign * Double.POSITIVE_INFINITY;
    double difference = firstShift - secondShift;
    double factor = StrictMath.exp(sign * (mean[0] - mean[1]) + 0.5 * difference);
    double weighted =
        factor
            * probability(
                mean[0] + sign * firstShift, mean[1] + sign * secondShift, limit, sign > 0);
    double plain = z * probability(mean[0], mean[1], limit, sign > 0);
    return Math.max(0, weighted - plain + RELATIVE_SLACK * (weighted + plain)) / mass;
  }

  /** P(y in box and y_1 &lt;= y_0 + limit), or &gt;= when not {@code below}. */
  private double probability(double m0, double m1, double limit, boolean below) {
    if (spread == 0) {
      return m0 < low[0] || m0 > high[0] ? 0 : conditionalMass(m1, m0 + limit, below);
    }
    double from = Math.max(low[0], m0 - FAR * spread);
    double to = Math.min(high[0], m0 + FAR * spread);
    if (conditional == 0) {
      return degenerate(m0, m1, limit, below);
    }
    Knots knots = new Knots();
    for (double deviation : DEVIATIONS) {
      knots.add(m0 + deviation * spread);
      if (slope != 0) {
        knots.add(m0 + (low[1] - m1 + deviation * conditional) / slope);
        knots.add(m0 + (high[1] - m1 + deviation * conditional) / slope);
      }
      if (slope != 1) {
        knots.add((m1 - slope * m0 - limit + deviation * conditional) / (1 - slope));
      }
    }
    knots.add(low[1] - limit);
    knots.add(high[1] - limit);
    if (!(from < to)) {
      return 0;
    }
    double[] cuts = knots.within(from, to);
    double sum = 0;
    for (int piece = 0; piece + 1 < cuts.length; piece++) {
      double half = 0.5 * (cuts[piece + 1] - cuts[piece]);
      double part = 0;
      for (int i = 0; i < RULE.count(); i++) {
        double y = cuts[piece] + half * (1 + RULE.node(i));
        double share = conditionalMass(m1 + slope * (y - m0), y + limit, below);
        if (share > 0) {
          part += RULE.weight(i) * share * NormalFunctions.density((y - m0) / spread);
        }
      }
      sum += part * half;
    }
    return sum / spread;
  }

  /** P(y_1 in its interval and on the given side of the limit) given its conditional mean. */
  private double conditionalMass(double centre, double limit, boolean below) {
    double a = below ? low[1] : Math.max(low[1], limit);
    double b = below ? Math.min(high[1], limit) : high[1];
    if (conditional == 0) {
      return a <= centre && centre <= b ? 1 : 0;
    }
    return NormalFunctions.between((a - centre) / conditional, (b - centre) / conditional);
  }

  /** y_1 is a linear function of y_0. */
  private double degenerate(double m0, double m1, double limit, boolean below) {
    double[] interval = {low[0], high[0]};
    clip(interval, slope, low[1] - m1 + slope * m0, true);
    clip(interval, slope, high[1] - m1 + slope * m0, false);
    clip(interval, slope - 1, limit - m1 + slope * m0, !below);
    return NormalFunctions.between((interval[0] - m0) / spread, (interval[1] - m0) / spread);
  }

  /** Intersects the interval with {factor y >= value}, or &lt;= when not {@code above}. */
  private static void clip(double[] interval, double factor, double value, boolean above) {
    if (factor == 0) {
      if (above ? value > 0 : value < 0) {
        interval[1] = interval[0];
      }
    } else if ((factor > 0) == above) {
      interval[0] = Math.max(interval[0], value / factor);
    } else {
      interval[1] = Math.min(interval[1], value / factor);
    }
  }
}
