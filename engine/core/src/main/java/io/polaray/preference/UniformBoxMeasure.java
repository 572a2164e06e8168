package io.polaray.preference;

import io.polaray.numeric.ExactSign;
import io.polaray.numeric.UniformSum;
import io.polaray.numeric.Vector;

/**
 * The exact measure of independent uniform costs on a box.
 *
 * <p>Writing c(i) as the end of its interval that makes {@code kappa_i c(i)} smallest plus a
 * uniform fraction of the width, {@code c . kappa = s + sum of k_i U_i} with {@code k_i = |kappa_i|
 * (upper_i - lower_i)} and s the smallest value of {@code c . kappa} on the box. The acceptance
 * probability is that of a weighted sum of uniforms staying below -s ({@link UniformSum}).
 *
 * <p>Coordinates of zero width are known costs. When no coordinate with positive width takes part,
 * the probability is 0 or 1 and decided in exact arithmetic, ties accepting.
 */
public final class UniformBoxMeasure implements TypeMeasure {
  /*
   * s and the largest value are needed to an accuracy relative to the largest k_i: in narrow boxes
   * far from the origin their terms cancel. s is also needed relative to itself: where few accept,
   * the probability is a power of it, and is multiplied by what those few take on. The plain sum is
   * used when its error bound is small enough, otherwise products and sums are compensated (about
   * 106 bits).
   */
  private static final double UNIT = 0x1p-53;

  private static final double PROBABILITY_ERROR = 1e-12;
  private static final double THRESHOLD_TOLERANCE = 4e-15;
  private static final double RELATIVE_THRESHOLD_TOLERANCE = 2e-14;

  private final double[] lower;
  private final double[] upper;
  private final double[] width;

  private UniformBoxMeasure(double[] lower, double[] upper) {
    this.lower = lower;
    this.upper = upper;
    this.width = new double[lower.length];
    for (int i = 0; i < width.length; i++) {
      width[i] = upper[i] - lower[i];
    }
  }

  /**
   * The measure of independent uniforms.
   *
   * @param lower lower ends, nonnegative
   * @param upper upper ends, finite, {@code upper >= lower} and positive
   */
  public static UniformBoxMeasure of(Vector lower, Vector upper) {
    BoxChecks.requireBox(lower, upper, false);
    return new UniformBoxMeasure(lower.toArray(), upper.toArray());
  }

  /** Scratch space of one thread; sized for one number of tasks. */
  public static final class Work {
    private final double[] weights;
    private final double[] moments;
    private final int[] index;
    private final UniformSum sum;
    private double smallest;
    private double largest;
    private double thresholdError;
    private int count;

    private Work(int tasks) {
      weights = new double[tasks];
      moments = new double[tasks];
      index = new int[tasks];
      sum = new UniformSum(tasks);
    }
  }

  /** New scratch space for the methods that take {@code work}. */
  public Work newWork() {
    return new Work(lower.length);
  }

  @Override
  public int tasks() {
    return lower.length;
  }

  @Override
  public Kind kind() {
    return Kind.EXACT;
  }

  /** Lower end of task i's cost. */
  public double lower(int i) {
    return lower[i];
  }

  /** Upper end of task i's cost. */
  public double upper(int i) {
    return upper[i];
  }

  @Override
  public double probabilityError() {
    return PROBABILITY_ERROR;
  }

  @Override
  public double acceptanceProbability(double[] kappa) {
    return acceptanceProbability(kappa, newWork());
  }

  /** As {@link #acceptanceProbability(double[])}, without allocation. */
  public double acceptanceProbability(double[] kappa, Work work) {
    if (!reduce(kappa, work)) {
      return work.smallest <= 0 ? 1 : 0;
    }
    return work.sum.cdf(
        work.weights, work.count, -work.smallest, work.largest, work.thresholdError);
  }

  /**
   * A number that is certainly not below P(c . kappa &lt;= 0): the value plus a bound on the
   * rounding errors made in computing it.
   */
  public double upperProbability(double[] kappa, Work work) {
    double value = acceptanceProbability(kappa, work);
    return work.count == 0 ? value : Math.min(1, value + lastError(value, work));
  }

  /** A number that is certainly not above P(c . kappa &lt;= 0). */
  public double lowerProbability(double[] kappa, Work work) {
    double value = acceptanceProbability(kappa, work);
    return work.count == 0 ? value : Math.max(0, value - lastError(value, work));
  }

  private static double lastError(double value, Work work) {
    return work.sum.error() + 2 * UNIT * value;
  }

  /**
   * P(c . kappa &lt;= 0) and its gradient by kappa.
   *
   * <p>{@code dP/dkappa_i = -E[c(i); c . kappa = 0]}, the integral of c(i) over the density of
   * {@code c . kappa} at 0; never positive. Where P has a kink the gradient is one of the one-sided
   * ones; where P is 0 or 1 in a neighbourhood, and for a sum without random terms, it is 0.
   *
   * @param gradient receives the I partial derivatives
   * @return the probability
   */
  public double probabilityAndGradient(double[] kappa, double[] gradient, Work work) {
    if (!reduce(kappa, work)) {
      java.util.Arrays.fill(gradient, 0, lower.length, 0);
      return work.smallest <= 0 ? 1 : 0;
    }
    double value =
        work.sum.cdfAndMoments(
            work.weights,
            work.count,
            -work.smallest,
            work.largest,
            work.thresholdError,
            work.moments);
    double density = work.sum.density();
    for (int i = 0; i < lower.length; i++) {
      gradient[i] = -density * (lower[i] + 0.5 * width[i]);
    }
    for (int m = 0; m < work.count; m++) {
      int i = work.index[m];
      double moment = Math.min(density, Math.max(0, work.moments[m]));
      gradient[i] =
          kappa[i] > 0
              ? -(density * lower[i] + moment * width[i])
              : -(density * upper[i] - moment * width[i]);
    }
    return value;
  }

  /**
   * Reduces to a weighted sum; false when c . kappa is a constant, whose sign is then {@code
   * smallest}.
   */
  private boolean reduce(double[] kappa, Work work) {
    if (kappa.length != lower.length) {
      throw new IllegalArgumentException(
          "kappa has length " + kappa.length + "; it must be " + lower.length);
    }
    int count = 0;
    double smallest = 0;
    double largest = 0;
    double magnitude = 0;
    double widest = 0;
    for (int i = 0; i < kappa.length; i++) {
      double entry = kappa[i];
      if (entry == 0) {
        continue;
      }
      double atLower = entry * lower[i];
      double atUpper = entry * upper[i];
      smallest += entry > 0 ? atLower : atUpper;
      largest += entry > 0 ? atUpper : atLower;
      magnitude += Math.abs(atUpper);
      double weight = Math.abs(entry) * width[i];
      if (weight > 0) {
        widest = Math.max(widest, weight);
        work.index[count] = i;
        work.weights[count++] = weight;
      }
    }
    work.count = count;
    if (count == 0) {
      work.smallest = ExactSign.dot(kappa, lower, 0, 1);
      return false;
    }
    double error = (kappa.length + 1) * UNIT * magnitude;
    if (error <= THRESHOLD_TOLERANCE * widest
        && error <= RELATIVE_THRESHOLD_TOLERANCE * Math.abs(smallest)) {
      work.smallest = smallest;
      work.largest = largest;
      work.thresholdError = error;
    } else {
      work.smallest = compensated(kappa, true);
      work.largest = compensated(kappa, false);
      work.thresholdError =
          4 * (kappa.length + 2.0) * (kappa.length + 2.0) * UNIT * UNIT * magnitude;
    }
    return true;
  }

  /** The smallest or largest value of c . kappa on the box, with compensated products and sums. */
  private double compensated(double[] kappa, boolean smallestValue) {
    double high = 0;
    double low = 0;
    for (int i = 0; i < kappa.length; i++) {
      double end = (kappa[i] > 0) == smallestValue ? lower[i] : upper[i];
      double product = kappa[i] * end;
      double sum = high + product;
      double part = sum - high;
      low += (high - (sum - part)) + (product - part) + Math.fma(kappa[i], end, -product);
      high = sum;
    }
    return high + low;
  }

  @Override
  public double fullInformationBound(double[] v, double[] eta) {
    return UniformFullInformation.bound(lower, upper, v, eta);
  }
}
