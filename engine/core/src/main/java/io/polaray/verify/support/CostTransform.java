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
 * |phi(z)| <= 2 g / z} with g the largest density of u, if that has one peak. Safe for several
 * threads.
 */
public final class CostTransform {
  /** The largest z in the table of a cost, and of one that is known to be low. */
  public static final double LARGEST = 1024;

  public static final double LARGEST_IF_LOW = 512;

  static final int STEPS = 8;
  static final int ENTRIES = 6;

  private static final double STEP = 1.0 / STEPS;
  private static final double INTERPOLATION = StrictMath.pow(STEP, 6) / 46080;
  private static final double CUBIC = StrictMath.pow(STEP, 4) / 384;
  private static final double ROUNDING = 2e-11;
  private static final double RATE_RATIO = 1.15;
  private static final int RATES = 140;
  private static final double LEAST_RATE = 1e-4;

  /**
   * Central differences with nine points, for the step times the slope and its square times the
   * second derivative: they are off by at most {@code step^9 / 630} and {@code step^10 / 3150}.
   */
  private static final double[] DIFFERENCES = {0.8, -0.2, 4.0 / 105, -1.0 / 280};

  private static final double[] CURVES = {1.6, -0.2, 8.0 / 315, -1.0 / 560};
  private static final double CURVE_MIDDLE = 205.0 / 72;

  /** Of sin(z) / z, which all uniform costs share. */
  private static final double[] UNIFORM = empty(LARGEST);

  static {
    put(UNIFORM, 0, 1, 0, 0, 0, -STEP * STEP / 3, 0);
    for (int j = 1; j < UNIFORM.length / ENTRIES; j++) {
      double z = j * STEP;
      double value = StrictMath.sin(z) / z;
      double slope = (StrictMath.cos(z) - value) / z;
      put(UNIFORM, j, value, 0, slope * STEP, 0, (-value - 2 * slope / z) * STEP * STEP, 0);
    }
  }

  final double lower;
  final double upper;

  /** Middle and half of the width of the interval. */
  final double middle;

  final double half;

  /** The largest density of u. */
  final double density;

  /** A bound on the error of an interpolated value. */
  final double error;

  /** The same for a cubic through values and slopes. */
  final double cubicError;

  /** The largest z in the table. */
  final double largest;

  /** Whether the cost and its logarithm have log-concave densities. */
  final boolean logConcave;

  private final @Nullable FromZero fromZero;

  /**
   * Re, Im of phi, their slopes times the step, and their second derivatives times its square, for
   * one node after the other.
   */
  final double[] table;

  /** {@code 1 - E exp(-r c)} at rates that rise geometrically; concave in r. */
  private final double[] discounts = new double[RATES];

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

  private CostTransform(
      double lower,
      double upper,
      double density,
      boolean logConcave,
      @Nullable FromZero fromZero,
      double[] table,
      double sixth,
      DoubleUnaryOperator discount) {
    this.lower = lower;
    this.upper = upper;
    this.logConcave = logConcave;
    this.fromZero = fromZero;
    this.table = table;
    this.error = sixth * INTERPOLATION + ROUNDING;
    // E u^4 is at most the square root of E u^2 E u^6, and E u^2 at most 1.
    cubicError = Math.sqrt(sixth) * CUBIC + ROUNDING;
    largest = (table.length / ENTRIES - 2) * STEP;
    middle = 0.5 * (lower + upper);
    half = 0.5 * (upper - lower);
    this.density = density * half * (1 + 1e-9);
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
   * @param costs nodes of a quadrature that integrates {@code exp(i z u)} for z up to 1024 to
   *     within 1e-12
   * @param chances their weights, of sum 1 to within 1e-12
   * @param density the largest density, which falls to either side of it
   * @param logConcave whether the cost has a log-concave density and so has its logarithm
   * @param fromZero what is known if the lower end is 0
   */
  public static CostTransform of(
      double lower,
      double upper,
      double[] costs,
      double[] chances,
      double density,
      boolean logConcave,
      @Nullable FromZero fromZero) {
    double[] places = places(lower, upper, costs);
    return new CostTransform(
        lower,
        upper,
        density,
        logConcave,
        fromZero,
        table(places, chances, LARGEST),
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
   * @param density the largest density, which falls to either side of it
   */
  public static CostTransform low(double upper, double[] costs, double[] chances, double density) {
    double[] places = places(0, upper, costs);
    double[] table = table(places, chances, LARGEST_IF_LOW);
    double sixth = sixth(places, chances);
    return new CostTransform(0, upper, density, true, null, table, sixth, rate -> 0);
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
        width > 0 ? 1 / width : 0,
        true,
        zero,
        UNIFORM,
        1.0 / 7,
        rate -> {
          double z = rate * width;
          double mean = z > 0 ? -StrictMath.expm1(-z) / z : 1;
          return 1 - mean * StrictMath.exp(-rate * lower);
        });
  }

  private static double[] empty(double largest) {
    return new double[ENTRIES * ((int) (largest * STEPS) + 2)];
  }

  /** Values by turning all nodes on, derivatives by central differences of ninth order. */
  private static double[] table(double[] places, double[] chances, double largest) {
    double[] table = empty(largest);
    int nodes = table.length / ENTRIES;
    double[] re = new double[nodes + DIFFERENCES.length];
    double[] im = new double[nodes + DIFFERENCES.length];
    int count = places.length;
    double[] turnCos = new double[count];
    double[] turnSin = new double[count];
    double[] cos = chances.clone();
    double[] sin = new double[count];
    for (int m = 0; m < count; m++) {
      turnCos[m] = StrictMath.cos(places[m] * STEP);
      turnSin[m] = StrictMath.sin(places[m] * STEP);
    }
    for (int j = 0; j < re.length; j++) {
      re[j] = sum(cos);
      im[j] = sum(sin);
      turn(cos, sin, turnCos, turnSin);
    }
    for (int j = 0; j < nodes; j++) {
      double slopeRe = 0;
      double slopeIm = 0;
      double curveRe = -CURVE_MIDDLE * re[j];
      double curveIm = -CURVE_MIDDLE * im[j];
      for (int d = 1; d <= DIFFERENCES.length; d++) {
        // phi(-z) is the conjugate of phi(z).
        double before = re[Math.abs(j - d)];
        double beforeIm = j < d ? -im[d - j] : im[j - d];
        slopeRe += DIFFERENCES[d - 1] * (re[j + d] - before);
        slopeIm += DIFFERENCES[d - 1] * (im[j + d] - beforeIm);
        curveRe += CURVES[d - 1] * (re[j + d] + before);
        curveIm += CURVES[d - 1] * (im[j + d] + beforeIm);
      }
      put(table, j, re[j], im[j], slopeRe, slopeIm, curveRe, curveIm);
    }
    return table;
  }

  private static void turn(double[] cos, double[] sin, double[] turnCos, double[] turnSin) {
    for (int m = 0; m < cos.length; m++) {
      double c = cos[m];
      double s = sin[m];
      cos[m] = c * turnCos[m] - s * turnSin[m];
      sin[m] = c * turnSin[m] + s * turnCos[m];
    }
  }

  private static double sum(double[] values) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int m = 0;
    for (; m + 3 < values.length; m += 4) {
      first += values[m];
      second += values[m + 1];
      third += values[m + 2];
      fourth += values[m + 3];
    }
    for (; m < values.length; m++) {
      first += values[m];
    }
    return (first + second) + (third + fourth);
  }

  private static void put(double[] table, int j, double... values) {
    System.arraycopy(values, 0, table, ENTRIES * j, ENTRIES);
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
