package io.polaray.preference;

import io.polaray.numeric.Vector;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of one cost: a family with its parameters, conditioned to lie in [lower, upper].
 *
 * <p>Parameters by family: uniform none; lognormal {@code mu, sigma}; gamma {@code shape, scale};
 * beta {@code alpha, beta}, stretched over [lower, upper] rather than cut; exponential {@code
 * mean}; weibull {@code shape, scale}. The upper end may be infinite except for uniform and beta.
 * An interval of zero width is a known cost, whatever the family.
 */
public final class Marginal {
  private static final int MAX_STEPS = 200;
  private static final double LEAST_MASS = 1e-250;

  /** A difference of two probabilities is used as it is when it is this large against them. */
  private static final double SAFE_SHARE = 0.1;

  private final Family family;
  private final Vector parameters;
  private final double lower;
  private final double upper;
  private final @Nullable Law law;
  private final double mass;
  private final double lowerBelow;
  private final double lowerAbove;
  private final double upperBelow;
  private final double upperAbove;

  private Marginal(Family family, Vector parameters, double lower, double upper) {
    this.family = family;
    this.parameters = parameters;
    this.lower = lower;
    this.upper = upper;
    this.law = lower == upper ? null : law(family, parameters, lower, upper);
    this.mass = law == null ? 1 : law.between(lower, upper);
    this.lowerBelow = law == null ? 0 : law.below(lower);
    this.lowerAbove = law == null ? 1 : law.above(lower);
    this.upperBelow = law == null ? 1 : law.below(upper);
    this.upperAbove = law == null ? 0 : law.above(upper);
    if (!(mass > LEAST_MASS)) {
      throw new IllegalArgumentException(
          "lower = "
              + lower
              + ", upper = "
              + upper
              + ": a "
              + family.label()
              + " with parameters "
              + parameters
              + " has probability "
              + mass
              + " there; it must be above "
              + LEAST_MASS);
    }
  }

  /**
   * A family conditioned to an interval.
   *
   * @param parameters as many as {@link Family#parameterNames()}, in that order; finite, and
   *     positive except mu
   * @param lower finite, at least 0
   * @param upper positive, at least {@code lower}, infinite where the family allows it
   * @throws IllegalArgumentException naming the parameter that is out of range
   */
  public static Marginal of(Family family, Vector parameters, double lower, double upper) {
    int count = family.parameterNames().size();
    if (parameters.size() != count) {
      throw new IllegalArgumentException(
          "parameters has "
              + parameters.size()
              + " entries; "
              + family.label()
              + " needs "
              + family.parameterNames());
    }
    for (int i = 0; i < count; i++) {
      String name = family.parameterNames().get(i);
      double value = parameters.get(i);
      boolean anySign = name.equals("mu");
      if (!Double.isFinite(value) || (!anySign && !(value > 0))) {
        throw new IllegalArgumentException(
            name + " is " + value + "; it must be finite" + (anySign ? "" : " and positive"));
      }
    }
    BoxChecks.requireInterval("", lower, upper, family.allowsInfiniteUpper());
    return new Marginal(family, parameters, lower, upper);
  }

  /** Uniform on [lower, upper]. */
  public static Marginal uniform(double lower, double upper) {
    return of(Family.UNIFORM, Vector.of(), lower, upper);
  }

  /** Lognormal, truncated. */
  public static Marginal lognormal(double mu, double sigma, double lower, double upper) {
    return of(Family.LOGNORMAL, Vector.of(mu, sigma), lower, upper);
  }

  /** Gamma, truncated. */
  public static Marginal gamma(double shape, double scale, double lower, double upper) {
    return of(Family.GAMMA, Vector.of(shape, scale), lower, upper);
  }

  /** Beta, stretched over [lower, upper]. */
  public static Marginal beta(double alpha, double beta, double lower, double upper) {
    return of(Family.BETA, Vector.of(alpha, beta), lower, upper);
  }

  /** Exponential, truncated. */
  public static Marginal exponential(double mean, double lower, double upper) {
    return of(Family.EXPONENTIAL, Vector.of(mean), lower, upper);
  }

  /** Weibull, truncated. */
  public static Marginal weibull(double shape, double scale, double lower, double upper) {
    return of(Family.WEIBULL, Vector.of(shape, scale), lower, upper);
  }

  private static Law law(Family family, Vector parameters, double lower, double upper) {
    return switch (family) {
      case UNIFORM -> new UniformLaw(lower, upper);
      case LOGNORMAL -> new LognormalLaw(parameters.get(0), parameters.get(1));
      case GAMMA -> new GeneralizedGammaLaw(parameters.get(0), 1, parameters.get(1));
      case BETA -> new BetaLaw(parameters.get(0), parameters.get(1), lower, upper);
      case EXPONENTIAL -> new GeneralizedGammaLaw(1, 1, parameters.get(0));
      case WEIBULL -> new GeneralizedGammaLaw(1, parameters.get(0), parameters.get(1));
    };
  }

  /** The family. */
  public Family family() {
    return family;
  }

  /** The parameters in the order of {@link Family#parameterNames()}. */
  public Vector parameters() {
    return parameters;
  }

  /** Lower end. */
  public double lower() {
    return lower;
  }

  /** Upper end, possibly infinite. */
  public double upper() {
    return upper;
  }

  /** Whether the cost is known: an interval of zero width. */
  public boolean isKnown() {
    return law == null;
  }

  /**
   * Whether the density of c is log-concave on [lower, upper] (a known cost counts as log-concave).
   *
   * <p>With l the log density: uniform l = 0. Exponential l = -c / mean. Gamma l'' = -(shape - 1) /
   * c^2, so iff shape &gt;= 1. Weibull l'' = -(shape - 1) / c^2 - shape (shape - 1) c^(shape - 2) /
   * scale^shape, so iff shape &gt;= 1. Beta l'' = -(alpha - 1) / (c - lower)^2 - (beta - 1) /
   * (upper - c)^2, whose ends show: iff alpha &gt;= 1 and beta &gt;= 1. Lognormal l'' = (sigma^2 -
   * 1 + log c - mu) / (sigma c)^2, so iff upper &lt;= exp(mu + 1 - sigma^2). Conditioning to an
   * interval keeps log-concavity.
   */
  public boolean logConcaveDensity() {
    if (law == null) {
      return true;
    }
    return switch (family) {
      case UNIFORM, EXPONENTIAL -> true;
      case GAMMA, WEIBULL -> parameters.get(0) >= 1;
      case BETA -> parameters.get(0) >= 1 && parameters.get(1) >= 1;
      case LOGNORMAL ->
          StrictMath.log(upper) <= parameters.get(0) + 1 - parameters.get(1) * parameters.get(1);
    };
  }

  /**
   * Whether the density of u = log c is log-concave (a known cost counts as log-concave).
   *
   * <p>With l the log density of u: uniform l = u. Exponential l = u - e^u / mean, gamma l = shape
   * u - e^u / scale, Weibull l = shape u - (e^u / scale)^shape, lognormal l = -(u - mu)^2 / (2
   * sigma^2), all concave. Beta l = (alpha - 1) log(e^u - lower) + (beta - 1) log(upper - e^u) + u,
   * where log(upper - e^u) is strictly concave and log(e^u - lower) concave, and linear when lower
   * = 0: so iff beta &gt;= 1 and (alpha &gt;= 1 or lower = 0).
   */
  public boolean logConcaveInLog() {
    if (law == null || family != Family.BETA) {
      return true;
    }
    return parameters.get(1) >= 1 && (parameters.get(0) >= 1 || lower == 0);
  }

  /** Whether this is a beta distribution with two equal shapes of at least 1. */
  public boolean isSymmetricBeta() {
    return family == Family.BETA
        && parameters.get(0) >= 1
        && parameters.get(0) == parameters.get(1);
  }

  /** P(c &lt;= x). */
  public double below(double x) {
    if (x >= upper) {
      return 1;
    }
    if (law == null || !(x > lower)) {
      return 0;
    }
    double upTo = law.below(x);
    double share = upTo <= lowerAbove ? upTo - lowerBelow : lowerAbove - law.above(x);
    if (share < SAFE_SHARE * Math.min(upTo, lowerAbove)) {
      share = law.between(lower, x);
    }
    return Math.min(1, share / mass);
  }

  /** P(c &gt; x). */
  public double above(double x) {
    if (x >= upper) {
      return 0;
    }
    if (law == null || !(x > lower)) {
      return 1;
    }
    double from = law.above(x);
    double share = from <= upperBelow ? from - upperAbove : upperBelow - law.below(x);
    if (share < SAFE_SHARE * Math.min(from, upperBelow)) {
      share = law.between(x, upper);
    }
    return Math.min(1, share / mass);
  }

  /** The density at x; 0 for a known cost. */
  public double density(double x) {
    return law == null || x < lower || x > upper ? 0 : law.density(x) / mass;
  }

  /** The limit of the density at the lower end, possibly infinite; 0 for a known cost. */
  public double densityAtLower() {
    return law != null && lower == 0 ? law.densityAtZero() / mass : density(lower);
  }

  /** The largest density on (lower, x], possibly infinite; 0 for a known cost. */
  public double largestDensity(double x) {
    if (law == null) {
      return 0;
    }
    double end = Math.min(x, upper);
    double first = densityAtLower();
    double turn = Math.min(Math.max(turningPoint(), lower), end);
    return Math.max(first, Math.max(density(turn), density(end)));
  }

  /** E[c; c &gt; x], finite. */
  public double meanAbove(double x) {
    if (x >= upper) {
      return 0;
    }
    return law == null ? lower : law.partialMean(Math.max(x, lower), upper) / mass;
  }

  /** E[c; c &lt;= x], relatively accurate. */
  public double meanBelow(double x) {
    double end = Math.min(x, upper);
    if (law == null) {
      return x >= lower ? lower : 0;
    }
    return end > lower ? law.partialMean(lower, end) / mass : 0;
  }

  /** E[c]. */
  public double mean() {
    return meanAbove(0);
  }

  /** E[1 / c; c &lt;= x], infinite when the density does not vanish fast enough at 0. */
  double inverseMeanBelow(double x) {
    if (law == null) {
      return x >= lower ? 1 / lower : 0;
    }
    double to = Math.min(x, upper);
    if (!(to > lower)) {
      return 0;
    }
    return lower > 0 ? law.between(lower, to) / mass / lower : law.inverseMean(to) / mass;
  }

  /** P(a &lt; c &lt;= b). */
  double between(double a, double b) {
    double from = Math.max(a, lower);
    double to = Math.min(b, upper);
    if (law == null) {
      return a < lower && lower <= b ? 1 : 0;
    }
    return from < to ? Math.min(1, law.between(from, to) / mass) : 0;
  }

  /** The density is monotone on either side of this point. */
  public double turningPoint() {
    return law == null ? lower : law.turningPoint();
  }

  /**
   * The x with P(c &lt;= x) = p, positive, within [lower, upper]; the same bits on every machine.
   *
   * @param p strictly between 0 and 1
   */
  public double quantile(double p) {
    return p <= 0.5 ? quantile(p, true) : quantile(1 - p, false);
  }

  /** The x with P(c &gt; x) = p. */
  double quantileAbove(double p) {
    return quantile(p, false);
  }

  private double quantile(double target, boolean low) {
    Law distribution = law;
    if (distribution == null) {
      return lower;
    }
    if (family == Family.UNIFORM) {
      double x = low ? lower + (upper - lower) * target : upper - (upper - lower) * target;
      return Math.min(upper, Math.max(lower, x));
    }
    double from = lower > 0 ? lower : Double.MIN_NORMAL;
    double to = Double.isInfinite(upper) ? Double.MAX_VALUE : upper;
    double x = start(from, to);
    // Newton's method on log(tail) as a function of log x, kept inside a bracket.
    for (int step = 0; step < MAX_STEPS; step++) {
      double tail = low ? below(x) : above(x);
      double excess = StrictMath.log(tail / target);
      if (low ? excess > 0 : excess < 0) {
        to = x;
      } else {
        from = x;
      }
      double slope = x * distribution.density(x) / mass / tail;
      double move = StrictMath.expm1((low ? -excess : excess) / slope);
      double next = x + x * move;
      if (!(next > from && next < to)) {
        if (Math.abs(move) <= 0x1p-51) {
          break;
        }
        next = middle(from, to);
      }
      if (next == x || Math.abs(move) <= 0x1p-53) {
        break;
      }
      x = next;
    }
    return Math.min(upper, Math.max(Math.max(lower, Double.MIN_NORMAL), x));
  }

  private double start(double from, double to) {
    double guess = middle(from, to);
    Law distribution = law;
    if (distribution != null && to > 4 * from) {
      double turn = distribution.turningPoint();
      double scale = parameters.get(parameters.size() - 1);
      double typical = turn > 0 ? turn : scale;
      if (typical > from && typical < to) {
        guess = typical;
      }
    }
    return guess;
  }

  private static double middle(double from, double to) {
    return to > 4 * from ? Math.sqrt(from) * Math.sqrt(to) : from + 0.5 * (to - from);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Marginal other
        && family == other.family
        && parameters.equals(other.parameters)
        && lower == other.lower
        && upper == other.upper;
  }

  @Override
  public int hashCode() {
    int hash = 31 * family.label().hashCode() + parameters.hashCode();
    return 31 * (31 * hash + Double.hashCode(lower)) + Double.hashCode(upper);
  }

  @Override
  public String toString() {
    return family.label() + parameters + " on [" + lower + ", " + upper + "]";
  }
}
