package io.polaray.verify;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One family of cost distributions in a coordinate z in which its density is smooth, has one peak
 * and light tails: the cost itself for a uniform, log cost for lognormal, gamma, Weibull and
 * exponential, and the logit of the place in the interval for beta.
 */
sealed interface CostLaw {
  /** Logarithm of the density in z, up to a constant. */
  double logDensity(double z);

  /** The cost at z. */
  double cost(double z);

  /** z at a cost; infinite at the ends of the family's range. */
  double coordinate(double cost);

  /** Where the density in z is largest. */
  double mode();

  /** Logarithm of the slope of {@link #cost} at z. */
  double logSlope(double z);

  /** The slope of the logarithm of the density of the cost, perhaps infinite at an end. */
  double logDensitySlope(double cost);

  /**
   * The power p for which the density of the cost near the lower end of an interval is about {@code
   * (cost - end)^p}; 0 where the density is positive, infinite where all its slopes vanish.
   */
  double orderAtLower(double end);

  /** The same for the upper end. */
  default double orderAtUpper(double end) {
    return 0;
  }

  /**
   * All costs, perhaps outside the interval and in any order, at which the slope of the density of
   * the cost is largest or smallest; perhaps others, and NaN.
   */
  double[] turns();

  /** Roots of {@code a x^2 - 2 b x + c}; NaN or infinite ones where there are less than two. */
  private static double[] roots(double a, double b, double c) {
    double q = b + Math.copySign(Math.sqrt(b * b - a * c), b);
    return new double[] {q / a, c / q};
  }

  /**
   * The cost, perhaps outside the interval, up to which the density of the cost rises and from
   * which it falls; NaN where there is none.
   */
  double costMode();

  /** Whether the density of the cost, up to an upper end, is log-concave. */
  boolean isLogConcave(double upper);

  /** Whether the density of the logarithm of the cost is log-concave. */
  default boolean isLogConcaveInLog() {
    return true;
  }

  /** The law of a marginal of a market file, or null when the family is not known here. */
  static @Nullable CostLaw of(PreferenceClaim.Marginal claim) {
    Map<String, Numeral> parameters = claim.parameters();
    return switch (claim.distribution()) {
      case "uniform" -> new Uniform();
      case "lognormal" -> {
        Numeral mu = parameters.get("mu");
        Numeral sigma = parameters.get("sigma");
        yield mu == null || sigma == null ? null : new Normal(mu.value(), sigma.value());
      }
      case "gamma" -> gamma(parameters.get("shape"), null, parameters.get("scale"));
      case "exponential" -> gamma(null, null, parameters.get("mean"));
      case "weibull" -> gamma(null, parameters.get("shape"), parameters.get("scale"));
      case "beta" -> {
        Numeral alpha = parameters.get("alpha");
        Numeral beta = parameters.get("beta");
        Numeral upper = claim.upper();
        yield alpha == null || beta == null || upper == null
            ? null
            : new Logit(alpha.value(), beta.value(), claim.lower().value(), upper.value());
      }
      default -> null;
    };
  }

  private static @Nullable CostLaw gamma(
      @Nullable Numeral shape, @Nullable Numeral power, @Nullable Numeral scale) {
    return scale == null
        ? null
        : new GeneralGamma(
            shape == null ? 1 : shape.value(), power == null ? 1 : power.value(), scale.value());
  }

  /** Uniform; z is the cost. */
  record Uniform() implements CostLaw {
    @Override
    public double logDensity(double z) {
      return 0;
    }

    @Override
    public double cost(double z) {
      return z;
    }

    @Override
    public double coordinate(double cost) {
      return cost;
    }

    @Override
    public double mode() {
      return 0;
    }

    @Override
    public double logSlope(double z) {
      return 0;
    }

    @Override
    public double logDensitySlope(double cost) {
      return 0;
    }

    @Override
    public double orderAtLower(double end) {
      return 0;
    }

    @Override
    public double[] turns() {
      return new double[0];
    }

    @Override
    public double costMode() {
      return 0;
    }

    @Override
    public boolean isLogConcave(double upper) {
      return true;
    }
  }

  /** Lognormal; z is log cost, normal with the given mean and deviation. */
  record Normal(double mu, double sigma) implements CostLaw {
    @Override
    public double logDensity(double z) {
      double t = (z - mu) / sigma;
      return -t * t / 2;
    }

    @Override
    public double cost(double z) {
      return StrictMath.exp(z);
    }

    @Override
    public double coordinate(double cost) {
      return StrictMath.log(cost);
    }

    @Override
    public double mode() {
      return mu;
    }

    @Override
    public double logSlope(double z) {
      return z;
    }

    @Override
    public double logDensitySlope(double cost) {
      return -(1 + (StrictMath.log(cost) - mu) / (sigma * sigma)) / cost;
    }

    @Override
    public double orderAtLower(double end) {
      return end > 0 ? 0 : Double.POSITIVE_INFINITY;
    }

    /** With v = 1 + (log c - mu) / sigma^2: f'' has the sign of v^2 + v - 1 / sigma^2. */
    @Override
    public double[] turns() {
      double variance = sigma * sigma;
      double[] turns = roots(1, -0.5, -1 / variance);
      for (int n = 0; n < turns.length; n++) {
        turns[n] = StrictMath.exp(mu + variance * (turns[n] - 1));
      }
      return turns;
    }

    @Override
    public double costMode() {
      return StrictMath.exp(mu - sigma * sigma);
    }

    @Override
    public boolean isLogConcave(double upper) {
      return upper <= StrictMath.exp(mu + 1 - sigma * sigma);
    }
  }

  /**
   * Gamma (power 1) and Weibull (shape 1): density of the cost proportional to {@code c^(shape
   * power - 1) exp(-(c / scale)^power)}; z is log cost.
   */
  record GeneralGamma(double shape, double power, double scale) implements CostLaw {
    @Override
    public double logDensity(double z) {
      double t = power * (z - StrictMath.log(scale));
      return shape * t - StrictMath.exp(t);
    }

    @Override
    public double cost(double z) {
      return StrictMath.exp(z);
    }

    @Override
    public double coordinate(double cost) {
      return StrictMath.log(cost);
    }

    @Override
    public double mode() {
      return StrictMath.log(scale) + StrictMath.log(shape) / power;
    }

    @Override
    public double logSlope(double z) {
      return z;
    }

    @Override
    public double logDensitySlope(double cost) {
      double rise = shape * power - 1;
      double fall = power / scale * StrictMath.pow(cost / scale, power - 1);
      return (rise == 0 ? 0 : rise / cost) - fall;
    }

    @Override
    public double orderAtLower(double end) {
      return end > 0 ? 0 : shape * power - 1;
    }

    /**
     * With a = shape power - 1 and t = (c / scale)^power: f'' has the sign of (a - power t)^2 - a -
     * power (power - 1) t.
     */
    @Override
    public double[] turns() {
      double rise = shape * power - 1;
      double[] turns =
          roots(power * power, rise * power + 0.5 * power * (power - 1), rise * rise - rise);
      for (int n = 0; n < turns.length; n++) {
        turns[n] = scale * StrictMath.pow(turns[n], 1 / power);
      }
      return turns;
    }

    @Override
    public double costMode() {
      double rise = shape * power - 1;
      return rise > 0 ? scale * StrictMath.pow(rise / power, 1 / power) : 0;
    }

    @Override
    public boolean isLogConcave(double upper) {
      return shape * power >= 1 && power >= 1;
    }
  }

  /** Beta stretched over an interval; z is the logit of the place in it. */
  record Logit(double alpha, double beta, double lower, double upper) implements CostLaw {
    @Override
    public double logDensity(double z) {
      return alpha * z - (alpha + beta) * soft(z);
    }

    /** log (1 + e^z) without overflow. */
    private static double soft(double z) {
      return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    @Override
    public double cost(double z) {
      double share =
          z < 0 ? StrictMath.exp(z) / (1 + StrictMath.exp(z)) : 1 / (1 + StrictMath.exp(-z));
      return lower + (upper - lower) * share;
    }

    @Override
    public double coordinate(double cost) {
      if (cost <= lower) {
        return Double.NEGATIVE_INFINITY;
      }
      return cost >= upper
          ? Double.POSITIVE_INFINITY
          : StrictMath.log((cost - lower) / (upper - cost));
    }

    @Override
    public double mode() {
      return StrictMath.log(alpha / beta);
    }

    @Override
    public double logSlope(double z) {
      return StrictMath.log(upper - lower) + z - 2 * soft(z);
    }

    @Override
    public double logDensitySlope(double cost) {
      return (alpha == 1 ? 0 : (alpha - 1) / (cost - lower))
          - (beta == 1 ? 0 : (beta - 1) / (upper - cost));
    }

    @Override
    public double orderAtLower(double end) {
      return end > lower ? 0 : alpha - 1;
    }

    @Override
    public double orderAtUpper(double end) {
      return end < upper ? 0 : beta - 1;
    }

    /**
     * With a = alpha - 1, b = beta - 1 and x the place in the interval: f'' has the sign of (a (1 -
     * x) - b x)^2 - a (1 - x)^2 - b x^2.
     */
    @Override
    public double[] turns() {
      double a = alpha - 1;
      double sum = a + beta - 1;
      double[] turns = roots(sum * (sum - 1), a * (sum - 1), a * (a - 1));
      for (int n = 0; n < turns.length; n++) {
        turns[n] = lower + (upper - lower) * turns[n];
      }
      return turns;
    }

    @Override
    public double costMode() {
      return alpha < 1 || beta < 1
          ? Double.NaN
          : alpha + beta > 2 ? lower + (upper - lower) * (alpha - 1) / (alpha + beta - 2) : lower;
    }

    @Override
    public boolean isLogConcave(double upper) {
      return alpha >= 1 && beta >= 1;
    }

    @Override
    public boolean isLogConcaveInLog() {
      return beta >= 1 && (alpha >= 1 || lower == 0);
    }
  }
}
