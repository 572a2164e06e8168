package io.polaray.verify.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The characteristic function {@code phi(z) = E exp(i z u)} of one private cost, with {@code u} the
 * place of the cost in its interval, from -1 at the lower to 1 at the upper end.
 *
 * <p>A table at steps of 1/8 up to z = 1024 holds values and two derivatives; between them a
 * quintic has an error of at most {@code step^6 / 46080 E u^6}. Beyond and everywhere {@code
 * |phi(z)| <= 2 g / z} with g the largest density of u, if that has one peak, and {@code |phi(z)|
 * <= (jumps + bend / z) / z}, the sums of the density at both ends and of the variation of its
 * slope with the slopes there. Safe for several threads.
 */
public final class CostTransform {
  /** The largest z in the table of a cost, and of one that is known to be low. */
  public static final double LARGEST = 1024;

  public static final double LARGEST_IF_LOW = 512;

  private static final double INTERPOLATION = StrictMath.pow(TransformTable.STEP, 6) / 46080;
  private static final double CUBIC = StrictMath.pow(TransformTable.STEP, 4) / 384;
  private static final double ROUNDING = 2e-11;
  private static final double ROOM = 1 + 1e-9;
  private static final double RATE_RATIO = 1.15;
  private static final int RATES = 140;
  private static final double LEAST_RATE = 1e-4;

  final double lower;
  final double upper;

  /** Middle and half of the width of the interval. */
  final double middle;

  final double half;

  /** The largest density of u. */
  final double density;

  private final double jumps;
  private final double bend;

  /** A bound on the error of an interpolated value. */
  final double error;

  /** The same for a cubic through values and slopes. */
  final double cubicError;

  /** The part of the cost that the interval leaves out. */
  final Beyond beyond;

  /** The largest z in the table. */
  final double largest;

  final Concavity concavity;

  private final @Nullable FromZero fromZero;

  /**
   * Re, Im of phi, their slopes times the step, and their second derivatives times its square, for
   * one node after the other.
   */
  final double[] table;

  /** {@code 1 - E exp(-r c)} at rates that rise geometrically; concave in r. */
  private final double[] discounts = new double[RATES];

  /** Which densities are log-concave. */
  public enum Concavity {
    /** Those of the cost and of its logarithm. */
    BOTH,
    /** That of the logarithm. */
    LOGARITHM,
    /** Perhaps neither. */
    NONE
  }

  /**
   * How the distribution function F of a cost from 0 on compares with that of uniform costs.
   *
   * @param useful a cost of the size of most costs
   * @param settled a small cost x, up to which the density is monotone
   * @param limitCost {@code F(c) <= c / limitCost} up to x
   * @param excess at least {@code F'(0) x / F(x)}, and 1
   * @param always whether {@code F(c) <= c / limitCost} for all c
   * @param low the cost given that it is low, by falling upper ends
   */
  public record FromZero(
      double useful,
      double settled,
      double limitCost,
      double excess,
      boolean always,
      List<Low> low) {
    /** Costs of which the largest take-ons of cells ask the smallest. */
    static final int LEVELS = 8;

    static final double RATIO = 0.25;

    /** Copies the list. */
    public FromZero {
      low = List.copyOf(low);
    }

    /** The upper ends of the low costs. */
    public static double[] ends(double useful) {
      double[] ends = new double[LEVELS];
      for (int k = 0; k < LEVELS; k++) {
        ends[k] = useful * StrictMath.pow(RATIO, k + 1);
      }
      return ends;
    }
  }

  /**
   * The cost given that it is at most the upper end of a transform.
   *
   * @param cost its transform
   * @param chance the probability of that, to within a relative 1e-11
   */
  public record Low(CostTransform cost, double chance) {
    /** The upper end. */
    public double upper() {
      return cost.upper;
    }
  }

  /**
   * Costs that are higher than the upper end of a transform.
   *
   * @param chance at least their probability
   * @param meanAbove at least {@code E[c; c above the end]}
   * @param mean at least {@code E[c]}
   */
  public record Beyond(double chance, double meanAbove, double mean) {
    static final Beyond NONE = new Beyond(0, 0, 0);
  }

  /**
   * What is known of the density of a cost.
   *
   * @param largest its largest value; it falls to either side of that
   * @param jumps the sum of its values at the ends
   * @param bend at least the variation of its slope in the interval plus the absolute slopes at the
   *     ends, perhaps infinite
   */
  public record Density(double largest, double jumps, double bend) {}

  private CostTransform(
      double lower,
      double upper,
      Beyond beyond,
      Density density,
      Concavity concavity,
      @Nullable FromZero fromZero,
      double[] table,
      double sixth,
      DoubleUnaryOperator discount) {
    this.lower = lower;
    this.upper = upper;
    this.beyond = beyond;
    this.concavity = concavity;
    this.fromZero = fromZero;
    this.table = table;
    this.error = sixth * INTERPOLATION + ROUNDING;
    // E u^4 is at most the square root of E u^2 E u^6, and E u^2 at most 1.
    cubicError = Math.sqrt(sixth) * CUBIC + ROUNDING;
    largest = TransformTable.largest(table);
    middle = 0.5 * (lower + upper);
    half = 0.5 * (upper - lower);
    this.density = density.largest * half * ROOM;
    jumps = density.jumps * half * ROOM;
    bend = half > 0 ? density.bend * half * half : 0;
    double rate = LEAST_RATE / upper;
    for (int k = 0; k < RATES; k++, rate *= RATE_RATIO) {
      discounts[k] = discount.applyAsDouble(rate) - ROUNDING;
    }
  }

  /**
   * A cost with a density.
   *
   * @param lower lower end, not negative
   * @param upper upper end, finite and larger
   * @param beyond what lies above it
   * @param costs nodes of a quadrature that integrates {@code exp(i z u)} for z up to 1024 to
   *     within 1e-12
   * @param chances their weights, of sum 1 to within 1e-12
   * @param density its density
   * @param concavity which densities are log-concave
   * @param fromZero what is known if the lower end is 0
   */
  public static CostTransform of(
      double lower,
      double upper,
      Beyond beyond,
      double[] costs,
      double[] chances,
      Density density,
      Concavity concavity,
      @Nullable FromZero fromZero) {
    double[] places = places(lower, upper, costs);
    return new CostTransform(
        lower,
        upper,
        beyond,
        density,
        concavity,
        fromZero,
        TransformTable.of(places, chances, LARGEST),
        sixth(places, chances),
        rate -> {
          double sum = 0;
          for (int m = 0; m < costs.length; m++) {
            sum -= chances[m] * StrictMath.expm1(-rate * costs[m]);
          }
          return sum;
        });
  }

  /**
   * A cost given that it is low, for probabilities alone.
   *
   * @param upper upper end, positive
   * @param costs nodes of a quadrature as above, for z up to 512
   * @param chances their weights, of sum 1
   * @param density its density
   */
  public static CostTransform low(double upper, double[] costs, double[] chances, Density density) {
    double[] places = places(0, upper, costs);
    double[] table = TransformTable.of(places, chances, LARGEST_IF_LOW);
    double sixth = sixth(places, chances);
    return new CostTransform(
        0, upper, Beyond.NONE, density, Concavity.NONE, null, table, sixth, rate -> 0);
  }

  private static double[] places(double lower, double upper, double[] costs) {
    return Arrays.stream(costs)
        .map(cost -> (cost - 0.5 * (lower + upper)) / (0.5 * (upper - lower)))
        .toArray();
  }

  private static double sixth(double[] places, double[] chances) {
    double sixth = 0;
    for (int m = 0; m < places.length; m++) {
      sixth += chances[m] * StrictMath.pow(places[m], 6);
    }
    return sixth;
  }

  /** A uniform cost, perhaps a certain one; the upper end is positive and finite. */
  public static CostTransform uniform(double lower, double upper) {
    FromZero zero = null;
    if (lower == 0) {
      List<Low> low = new ArrayList<>();
      for (double end : FromZero.ends(upper)) {
        low.add(new Low(uniform(0, end, null), end / upper));
      }
      zero = new FromZero(upper, upper, upper, 1, true, low);
    }
    return uniform(lower, upper, zero);
  }

  private static CostTransform uniform(double lower, double upper, @Nullable FromZero zero) {
    double width = upper - lower;
    return new CostTransform(
        lower,
        upper,
        new Beyond(0, 0, upper),
        width > 0 ? new Density(1 / width, 2 / width, 0) : new Density(0, 0, 0),
        Concavity.BOTH,
        zero,
        TransformTable.UNIFORM,
        1.0 / 7,
        rate -> {
          double z = rate * width;
          double mean = z > 0 ? -StrictMath.expm1(-z) / z : 1;
          return 1 - mean * StrictMath.exp(-rate * lower);
        });
  }

  /** The upper end. */
  public double upper() {
    return upper;
  }

  /** At least {@code |phi|} beyond z. */
  double tail(double z) {
    return Math.min(2 * density, jumps + bend / z) / z;
  }

  /** At least the largest {@code b P(b c <= s) / s}, of costs beyond the interval too. */
  double takeOn() {
    double dense = density / half + (beyond.chance > 0 ? 1 / upper : 0);
    return lower > 0 ? Math.min(1 / lower, half > 0 ? dense : 1 / lower) : dense;
  }

  /** What is known of the cost if its lower end is 0. */
  public @Nullable FromZero zero() {
    return fromZero;
  }

  /** At most {@code 1 - E exp(-rate c)}. */
  double discount(double rate) {
    double least = LEAST_RATE / upper;
    if (!(rate > least)) {
      return Math.max(0, discounts[0]) * (rate / least);
    }
    int k = (int) (StrictMath.log(rate / least) / StrictMath.log(RATE_RATIO));
    if (k + 1 >= RATES) {
      return Math.max(0, discounts[RATES - 1]);
    }
    double from = least * StrictMath.pow(RATE_RATIO, k);
    double share = Math.min(1, Math.max(0, (rate - from) / (from * (RATE_RATIO - 1))));
    double value = discounts[k] + share * (discounts[k + 1] - discounts[k]);
    return Math.max(0, value * (1 - 1e-12));
  }
}
