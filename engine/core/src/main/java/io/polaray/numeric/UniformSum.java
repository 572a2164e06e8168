package io.polaray.numeric;

import org.jspecify.annotations.Nullable;

/**
 * Distribution function of a weighted sum of independent uniforms, {@code F(t) = P(k_1 U_1 + ... +
 * k_n U_n <= t)} with k_i &gt; 0 and U_i uniform on [0, 1], and its derivatives.
 *
 * <p>An instance owns scratch space and holds the results of its last call: create one a thread.
 * Every value comes with a bound on its rounding error, computed along with it.
 */
public final class UniformSum {
  /*
   * The side with t <= sum k / 2 is computed, the other follows by symmetry. Few weights: the
   * signed-vertex formula (VertexSum). It cancels when some k_i is small against t. Then
   * SortedUniformSum takes over; it branches on the largest weight first and stops where the rest
   * of the sum cannot cross t, which keeps all terms of one size. Long sums without dominant
   * weights go to UniformSeries.
   *
   * Weights are scaled by a power of two so that the largest lies in [1, 2). Weights below 2^-60
   * of it are replaced by their mean: the density of the sum is at most 1 / max k, so F moves by
   * less than 2^-61 each.
   */
  static final double UNIT = 0x1p-53;

  private static final double NEGLIGIBLE = 0x1p-60;
  private static final int MIN_SERIES = 9;
  private static final double VALUE_TOLERANCE = 4e-14;

  /** Small values stay accurate relative to themselves: they are multiplied by large rays. */
  private static final double RELATIVE_TOLERANCE = 1e-12;

  private static final double GRADIENT_TOLERANCE = 1e-12;

  private final double[] k;
  private final int[] index;
  private final double[] moment;
  private final VertexSum vertices = new VertexSum();
  private @Nullable SortedUniformSum sorted;
  private @Nullable UniformSeries series;

  private double error;
  private double density;
  private double gradientError;

  /** Scratch space for sums of at most {@code maxTerms} uniforms. */
  public UniformSum(int maxTerms) {
    k = new double[maxTerms];
    index = new int[maxTerms];
    moment = new double[maxTerms];
  }

  /**
   * F(t).
   *
   * @param weights the first n entries are the k_i, positive and finite
   * @param t the threshold
   * @param remainder {@code sum k - t}, given apart so that it carries no cancellation
   * @param thresholdError bound on the absolute error of t and of the remainder
   */
  public double cdf(double[] weights, int n, double t, double remainder, double thresholdError) {
    return evaluate(weights, n, t, remainder, thresholdError, null);
  }

  /**
   * F(t) with its derivatives: {@link #density()} is F'(t), and {@code moments[i] = E[U_i; sum =
   * t]}, the integral of U_i over the density at t, is {@code -dF/dk_i}.
   */
  public double cdfAndMoments(
      double[] weights,
      int n,
      double t,
      double remainder,
      double thresholdError,
      double[] moments) {
    return evaluate(weights, n, t, remainder, thresholdError, moments);
  }

  /** Bound on the absolute error of the last value. */
  public double error() {
    return error;
  }

  /** The density F'(t) of the last call of {@link #cdfAndMoments}. */
  public double density() {
    return density;
  }

  /** Bound on the error of the density and the moments times the largest weight, last call. */
  public double gradientError() {
    return gradientError;
  }

  private double evaluate(
      double[] weights,
      int n,
      double t,
      double remainder,
      double thresholdError,
      double @Nullable [] moments) {
    error = 0;
    density = 0;
    gradientError = 0;
    if (!(t > 0) || !(remainder > 0)) {
      if (moments != null) {
        java.util.Arrays.fill(moments, 0, n, 0);
      }
      error = Math.min(1, boundaryError(weights, n, thresholdError));
      return t > 0 ? 1 : 0;
    }
    boolean mirrored = t > remainder;
    double threshold = mirrored ? remainder : t;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, weights[i]);
    }
    int exponent = Math.min(1000, -Math.getExponent(largest));
    double scale = Double.longBitsToDouble((1023L + exponent) << 52);
    double x = threshold * scale;
    double slack = thresholdError * scale;
    int m = 0;
    double dropped = 0;
    for (int i = 0; i < n; i++) {
      double scaled = weights[i] * scale;
      if (scaled < NEGLIGIBLE) {
        dropped += 0.5 * scaled;
      } else {
        k[m] = scaled;
        index[m++] = i;
      }
    }
    slack += dropped + 4 * UNIT * x;
    x -= dropped;
    double value = 0;
    if (x > 0) {
      value = core(m, x, slack, moments != null);
    } else {
      error = slack;
    }
    if (moments != null) {
      collect(n, m, x > 0, mirrored, scale, moments);
    }
    return mirrored ? 1 - value : value;
  }

  private static double boundaryError(double[] weights, int n, double thresholdError) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, weights[i]);
    }
    return thresholdError == 0 ? 0 : thresholdError / largest;
  }

  private void collect(
      int n, int m, boolean inside, boolean mirrored, double scale, double[] moments) {
    density = inside ? density * scale : 0;
    for (int i = 0; i < n; i++) {
      moments[i] = 0.5 * density;
    }
    for (int i = 0; inside && i < m; i++) {
      double value = moment[i] * scale;
      moments[index[i]] = mirrored ? density - value : value;
    }
  }

  private double core(int m, double x, double slack, boolean gradient) {
    double @Nullable [] moments = gradient ? moment : null;
    if (m <= VertexSum.MAX_TERMS) {
      double value = vertices.evaluate(k, m, x, slack, moments);
      error = vertices.error();
      density = vertices.density();
      gradientError = vertices.gradientError();
      if (error <= VALUE_TOLERANCE + slack
          && vertices.rounding() <= RELATIVE_TOLERANCE * value
          && (!gradient || gradientError <= GRADIENT_TOLERANCE)) {
        return value;
      }
    } else if (m >= MIN_SERIES && series().suits(k, m, x)) {
      double value = series().evaluate(k, m, x, slack, moments);
      error = series().error();
      density = series().density();
      gradientError = series().gradientError();
      return value;
    }
    double value = sorted().evaluate(k, m, x, slack, moments);
    error = sorted().error();
    density = sorted().density();
    gradientError = sorted().gradientError();
    return value;
  }

  private SortedUniformSum sorted() {
    SortedUniformSum result = sorted;
    if (result == null) {
      result = new SortedUniformSum(k.length);
      sorted = result;
    }
    return result;
  }

  private UniformSeries series() {
    UniformSeries result = series;
    if (result == null) {
      result = new UniformSeries(k.length);
      series = result;
    }
    return result;
  }
}
