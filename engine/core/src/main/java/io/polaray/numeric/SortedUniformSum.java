package io.polaray.numeric;

import org.jspecify.annotations.Nullable;

/**
 * The distribution function of a weighted sum of uniforms by branching on the weights in falling
 * order: accurate whatever the scales of the weights.
 */
final class SortedUniformSum {
  /*
   * With weights k_0 >= k_1 >= ..., S_j the set {j, ..., n - 1}, V_j = sum of k_i U_i over S_j,
   * R_j its largest value and G_j(a, b) = E[(a - V_j)_+^b] / b!, the wanted F(t) is G_0(t, 0), and
   *
   *   G_j(a, b) = (G_{j+1}(a, b + 1) - G_{j+1}(a - k_j, b + 1)) / k_j.
   *
   * A node (j, a) has b = j. It ends with 0 when a <= 0. When a >= R_j, the positive part is not
   * needed, and E[(a - V_j)^b] / b! is the coefficient of s^b in
   *
   *   exp(s (a - R_j / 2)) Q_j(s),   Q_j(s) = product over S_j of sinh(s k_i / 2) / (s k_i / 2),
   *
   * a product of power series with nonnegative coefficients. Otherwise 0 < a < R_j <= (n - j) k_j,
   * so the division by k_j cannot lose more than the number of weights: no cancellation from small
   * weights against a large a ever arises.
   *
   * Derivatives: dG/da lowers b by one. For an unbranched weight, -dG/dk_i = E[U_i (a - V)^(b-1)]
   * / (b-1)! is half of the coefficient of s^(b-1) less the same coefficient of the series times
   * rho(s k_i), rho(z) = coth(z/2)/2 - 1/z = z/12 - z^3/720 + ... For the branched weight, dG_j(a,
   * b)/dk_j = (G_{j+1}(a - k_j, b) - G_j(a, b)) / k_j.
   */
  private static final double UNIT = UniformSum.UNIT;

  /** Arguments this close to zero may have the wrong sign by rounding. */
  private static final double NEAR_ZERO = 0x1p-40;

  /**
   * Coefficients of z, z^3, z^5, ... in coth(z/2)/2 - 1/z: B_2r / (2r)!, B the Bernoulli numbers.
   */
  private static final double[] RHO = bernoulliRatios(32);

  private final double[] k;
  private final int[] order;
  private final double[] reach;
  private final double[][] series;
  private final double[] powers;
  private final double[] coefficients;
  private final double[] gradient;

  private int terms;
  private boolean withGradient;
  private double low;
  private double size;
  private double slope;

  private double error;
  private double density;
  private double gradientError;

  SortedUniformSum(int maxTerms) {
    k = new double[maxTerms];
    order = new int[maxTerms];
    reach = new double[maxTerms + 1];
    series = new double[maxTerms + 1][maxTerms / 2 + 1];
    powers = new double[maxTerms + 2];
    coefficients = new double[maxTerms + 2];
    gradient = new double[maxTerms];
  }

  /** B_2r / (2r)! = 2 (-1)^(r+1) zeta(2r) / (2 pi)^(2r) for r = 1, 2, ... */
  private static double[] bernoulliRatios(int count) {
    double[] ratios = new double[count];
    ratios[0] = 1 / 12.0;
    ratios[1] = -1 / 720.0;
    ratios[2] = 1 / 30240.0;
    ratios[3] = -1 / 1209600.0;
    double step = 1 / (4 * Math.PI * Math.PI);
    double power = -2 * step * step * step * step;
    for (int r = 5; r <= count; r++) {
      power *= -step;
      double zeta = 0;
      for (int m = 60; m >= 1; m--) {
        zeta += StrictMath.pow(m, -2 * r);
      }
      ratios[r - 1] = power * zeta;
    }
    return ratios;
  }

  double error() {
    return error;
  }

  double density() {
    return density;
  }

  double gradientError() {
    return gradientError;
  }

  /** F(x) for 0 &lt; x &lt; sum of weights, largest weight in [1, 2); moments may be null. */
  double evaluate(double[] weights, int n, double x, double slack, double @Nullable [] moments) {
    sort(weights, n);
    prepare(n);
    terms = n;
    withGradient = moments != null;
    java.util.Arrays.fill(gradient, 0, n, 0);
    double value = node(0, x, 1);
    double argument = slack + 2 * (n + 1) * UNIT * x;
    error = 12 * (n + 2) * UNIT * size + slope * argument;
    if (moments != null) {
      density = Math.max(0, low);
      for (int i = 0; i < n; i++) {
        moments[order[i]] = -gradient[i];
      }
      gradientError = 1e-12;
    }
    return Math.min(1, Math.max(0, value));
  }

  private void sort(double[] weights, int n) {
    for (int i = 0; i < n; i++) {
      double weight = weights[i];
      int at = i;
      while (at > 0 && k[at - 1] < weight) {
        k[at] = k[at - 1];
        order[at] = order[at - 1];
        at--;
      }
      k[at] = weight;
      order[at] = i;
    }
  }

  private void prepare(int n) {
    reach[n] = 0;
    java.util.Arrays.fill(series[n], 0);
    series[n][0] = 1;
    for (int j = n - 1; j >= 0; j--) {
      reach[j] = reach[j + 1] + k[j];
      double square = 0.25 * k[j] * k[j];
      double[] from = series[j + 1];
      double[] to = series[j];
      int degree = n / 2;
      for (int m = 0; m <= degree; m++) {
        double sum = 0;
        double factor = 1;
        for (int r = 0; r <= m; r++) {
          sum += from[m - r] * factor;
          factor *= square / ((2 * r + 2) * (2 * r + 3));
        }
        to[m] = sum;
      }
    }
  }

  /**
   * G_j(a, j); sets {@code low} to G_j(a, j - 1), {@code size} to the sum of the absolute terms and
   * {@code slope} to a bound on the sum of their absolute derivatives with respect to a.
   *
   * @param factor the signed product of 1 / k over the branched weights, for the gradient
   */
  private double node(int j, double a, double factor) {
    if (a <= 0) {
      low = 0;
      size = 0;
      slope = 0;
      if (a > -NEAR_ZERO) {
        slope = 1;
        for (int m = 1; m < j; m++) {
          slope *= NEAR_ZERO / m;
        }
      }
      return 0;
    }
    if (a >= reach[j]) {
      return leaf(j, a, factor);
    }
    double inverse = 1 / k[j];
    double first = node(j + 1, a, factor * inverse);
    double firstLow = low;
    double firstSize = size;
    double firstSlope = slope;
    double second = node(j + 1, a - k[j], -factor * inverse);
    double value = (first - second) * inverse;
    if (withGradient) {
      accumulate(j, factor, (low - value) * inverse);
    }
    low = (firstLow - low) * inverse;
    size = (firstSize + size) * inverse;
    slope = (firstSlope + slope) * inverse;
    return value;
  }

  private double leaf(int j, double a, double factor) {
    double centre = a - 0.5 * reach[j];
    powers[0] = 1;
    double bound = 1;
    for (int m = 1; m <= j; m++) {
      powers[m] = powers[m - 1] * centre / m;
      bound = m < j ? bound * a / m : bound;
    }
    double value = coefficient(j, j);
    size = value;
    slope = bound;
    if (withGradient) {
      low = coefficient(j, j - 1);
      for (int m = 0; m < j; m++) {
        coefficients[m] = coefficient(j, m);
      }
      for (int i = j; i < terms; i++) {
        double sum = -0.5 * low;
        double power = k[i];
        for (int r = 0; r < RHO.length && j - 2 - 2 * r >= 0; r++) {
          sum += RHO[r] * power * coefficients[j - 2 - 2 * r];
          power *= k[i] * k[i];
        }
        accumulate(i, factor, sum);
      }
    }
    return value;
  }

  private double coefficient(int j, int degree) {
    double[] q = series[j];
    double sum = 0;
    for (int r = degree / 2; r >= 0; r--) {
      sum += q[r] * powers[degree - 2 * r];
    }
    return sum;
  }

  private void accumulate(int i, double factor, double amount) {
    if (amount != 0) {
      gradient[i] += factor * amount;
    }
  }
}
