package io.polaray.verify.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The characteristic function {@code phi(z) = E exp(i z u)} of one private cost, with {@code u} the
 * place of the cost in its interval, from -1 at the lower to 1 at the upper end.
 *
 * <p>A table at steps of 1/8 up to z = 1024 holds values and two derivatives; between them a
 * quintic has an error of at most {@code step^6 / 46080 E u^6}. Beyond and everywhere {@code
 * |phi(z)| <= 2 g / z} with g the largest density of u, if that has one peak, and {@code |phi(z)|
 * <= (ends + bend / z) / z}, the sum of the density at both ends and the variation of its slope
 * with the slopes there. Safe for several threads.
 */
public final class CostTransform {
  /** The largest z in the table of a cost, and of one that is known to be low. */
  public static final double LARGEST = 1024;

  public static final double LARGEST_IF_LOW = 512;

  private static final double INTERPOLATION = StrictMath.pow(TransformTable.STEP, 6) / 46080;
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

  /** The density of u at the lower end. */
  final double atLower;

  /** The density of u at the upper end. */
  final double atUpper;

  /** The bend of the density of u; see {@link Density}. */
  final double bend;

  /** A bound on the error of an interpolated value. */
  final double error;

  /** The part of the cost that the interval leaves out. */
  final Beyond beyond;

  /** The largest z in the table. */
  final double largest;

  final Concavity concavity;

  private final LowEnd lowEnd;

  /** Of phi; see {@link TransformTable}. */
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
   */
  public record FromZero(
      double useful, double settled, double limitCost, double excess, boolean always) {}

  /**
   * What is known of low costs.
   *
   * @param levels the cost given that it is low, by falling upper ends
   * @param zero what is known besides if the lower end is 0
   */
  public record LowEnd(List<Low> levels, @Nullable FromZero zero) {
    /** Nothing. */
    public static final LowEnd UNKNOWN = new LowEnd(List.of(), null);

    private static final double RATIO = 0.5;

    /** Of what most costs are above the lower end; larger take-ons of cells are rare. */
    private static final double LEAST = 1e-5;

    /** So that a width relative to the lower end is exact to 1e-11. */
    private static final double TOLD_APART = 2e-5;

    /** Copies the list. */
    public LowEnd {
      levels = List.copyOf(levels);
    }

    /**
     * Falling upper ends of low costs.
     *
     * @param useful a number of the size of how far most costs are above the lower end
     */
    public static double[] ends(double lower, double upper, double useful) {
      double least = Math.max(LEAST * useful, TOLD_APART * lower);
      return DoubleStream.iterate(RATIO * (upper - lower), width -> width > least, w -> RATIO * w)
          .map(width -> lower + width)
          .toArray();
    }
  }

  /** The cost given that it is at most some upper end; made when it is asked for. */
  public static final class Low {
    final double upper;
    final double chance;
    private final Supplier<CostTransform> recipe;
    private volatile @Nullable CostTransform cost;

    /**
     * A low cost.
     *
     * @param upper the end
     * @param chance the probability of that, to within a relative 1e-11
     * @param recipe makes the transform, the same each time
     */
    public Low(double upper, double chance, Supplier<CostTransform> recipe) {
      this.upper = upper;
      this.chance = chance;
      this.recipe = recipe;
    }

    /** The upper end. */
    public double upper() {
      return upper;
    }

    /** The probability of a cost up to the end. */
    public double chance() {
      return chance;
    }

    /** The transform. */
    public CostTransform cost() {
      CostTransform made = cost;
      if (made == null) {
        made = recipe.get();
        cost = made;
      }
      return made;
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
   * @param atLower its value at the lower end
   * @param atUpper its value at the upper end
   * @param bend at least the variation of its slope in the interval plus the absolute slopes at the
   *     ends, perhaps infinite
   */
  public record Density(double largest, double atLower, double atUpper, double bend) {}

  private CostTransform(
      double lower,
      double upper,
      Beyond beyond,
      Density density,
      Concavity concavity,
      LowEnd lowEnd,
      double[] table,
      double sixth,
      DoubleUnaryOperator discount) {
    this.lower = lower;
    this.upper = upper;
    this.beyond = beyond;
    this.concavity = concavity;
    this.lowEnd = lowEnd;
    this.table = table;
    this.error = sixth * INTERPOLATION + ROUNDING;
    largest = TransformTable.largest(table);
    middle = 0.5 * (lower + upper);
    half = 0.5 * (upper - lower);
    this.density = density.largest * half * ROOM;
    atLower = density.atLower * half * ROOM;
    atUpper = density.atUpper * half * ROOM;
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
   * @param lowEnd what is known of low costs
   */
  public static CostTransform of(
      double lower,
      double upper,
      Beyond beyond,
      double[] costs,
      double[] chances,
      Density density,
      Concavity concavity,
      LowEnd lowEnd) {
    double[] places = places(lower, upper, costs);
    return new CostTransform(
        lower,
        upper,
        beyond,
        density,
        concavity,
        lowEnd,
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
   * @param lower lower end, not negative
   * @param upper upper end, larger
   * @param costs nodes of a quadrature as above, for z up to 512
   * @param chances their weights, of sum 1
   * @param density its density
   */
  public static CostTransform low(
      double lower, double upper, double[] costs, double[] chances, Density density) {
    double[] places = places(lower, upper, costs);
    double[] table = TransformTable.of(places, chances, LARGEST_IF_LOW);
    double sixth = sixth(places, chances);
    return new CostTransform(
        lower,
        upper,
        Beyond.NONE,
        density,
        Concavity.NONE,
        LowEnd.UNKNOWN,
        table,
        sixth,
        rate -> 0);
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
    LowEnd lowEnd = LowEnd.UNKNOWN;
    if (lower < upper) {
      List<Low> levels = new ArrayList<>();
      for (double end : LowEnd.ends(lower, upper, upper - lower)) {
        double chance = (end - lower) / (upper - lower);
        levels.add(new Low(end, chance, () -> uniform(lower, end, LowEnd.UNKNOWN)));
      }
      lowEnd = new LowEnd(levels, lower > 0 ? null : new FromZero(upper, upper, upper, 1, true));
    }
    return uniform(lower, upper, lowEnd);
  }

  private static CostTransform uniform(double lower, double upper, LowEnd lowEnd) {
    double width = upper - lower;
    return new CostTransform(
        lower,
        upper,
        new Beyond(0, 0, upper),
        width > 0 ? new Density(1 / width, 1 / width, 1 / width, 0) : new Density(0, 0, 0, 0),
        Concavity.BOTH,
        lowEnd,
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
    return Math.min(2 * density, atLower + atUpper + bend / z) / z;
  }

  /** At least the largest {@code b P(b c <= s) / s}, of costs beyond the interval too. */
  double takeOn() {
    double dense = density / half + (beyond.chance > 0 ? 1 / upper : 0);
    return lower > 0 ? Math.min(1 / lower, half > 0 ? dense : 1 / lower) : dense;
  }

  /** What is known of the cost if its lower end is 0. */
  public @Nullable FromZero zero() {
    return lowEnd.zero;
  }

  /** The cost given that it is low, by falling upper ends. */
  public List<Low> low() {
    return lowEnd.levels;
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
