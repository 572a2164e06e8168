package io.polaray.numeric;

import org.jspecify.annotations.Nullable;

/**
 * The distribution function of a weighted sum of many uniforms by inverting its characteristic
 * function.
 */
final class UniformSeries {
  /*
   * X = sum k_i U_i - x lies in (-L, L) with L = sum k - x >= x, and there sgn X has the Fourier
   * series (4 / pi) sum over odd j of sin(j pi X / L) / j. So, exactly,
   *
   *   P(X <= 0) = 1/2 - (2 / pi) sum over odd j of  Im Phi(j pi / L) / j,
   *   Phi(s) = exp(i s (sum k / 2 - x)) product of sinc(s k_i / 2).
   *
   * What is cut off after j = J is bounded by |Phi(s)| <= product over {s k_i > 2} of 2 / (s k_i):
   * with p factors the rest of the series is at most |Phi bound at J| / (pi p). Differentiating by
   * x and by k_i gives the density and the moments, with one power of convergence less.
   */
  private static final double TAIL = 0x1p-56;
  private static final double UNIT = UniformSum.UNIT;

  /** Cost of one factor of one term against that of one node of the branching. */
  private static final double RELATIVE_COST = 2;

  private final double[] sinc;
  private final double[] slopes;
  private final double[] prefix;
  private final double[] centred;

  private int cutoff;
  private double error;
  private double density;
  private double gradientError;

  UniformSeries(int maxTerms) {
    sinc = new double[maxTerms];
    slopes = new double[maxTerms];
    prefix = new double[maxTerms + 1];
    centred = new double[maxTerms];
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

  /** Whether the series is cheaper than branching; remembers the cutoff. */
  boolean suits(double[] k, int n, double x) {
    double length = length(k, n, x);
    double nodes = Math.scalb(1.0, Math.min(n, 40));
    double limit = Math.min(1e7, nodes / (RELATIVE_COST * n));
    for (double j = 4; j <= limit; j *= 1.25) {
      double s = j * Math.PI / length;
      double bound = 1;
      int factors = 0;
      for (int i = 0; i < n; i++) {
        if (s * k[i] > 2) {
          bound *= 2 / (s * k[i]);
          factors++;
        }
      }
      if (factors > 1 && bound * j < TAIL) {
        cutoff = (int) j | 1;
        return true;
      }
    }
    return false;
  }

  private static double length(double[] k, int n, double x) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += k[i];
    }
    return Math.max(sum - x, x);
  }

  /** F(x) with the cutoff of the last call of {@link #suits}; moments may be null. */
  double evaluate(double[] k, int n, double x, double slack, double @Nullable [] moments) {
    double length = length(k, n, x);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += k[i];
      centred[i] = 0;
    }
    double shift = 0.5 * sum - x;
    double value = 0;
    double slope = 0;
    double size = 0;
    density = 0;
    for (int j = 1; j <= cutoff; j += 2) {
      double s = j * (Math.PI / length);
      double sine = StrictMath.sin(s * shift);
      double product = 1;
      for (int i = 0; i < n; i++) {
        double half = 0.5 * s * k[i];
        double sinHalf = StrictMath.sin(half);
        // Below 2^-26 the next term of sinc is less than half a unit in the last place.
        sinc[i] = half < 0x1p-26 ? 1 : sinHalf / half;
        prefix[i] = product;
        product *= sinc[i];
        if (moments != null) {
          slopes[i] = sincSlope(half, sinHalf);
        }
      }
      value += sine * product / j;
      size += Math.abs(product) / j;
      slope += Math.abs(product);
      if (moments != null) {
        density += StrictMath.cos(s * shift) * product;
        double suffix = sine;
        for (int i = n - 1; i >= 0; i--) {
          centred[i] += slopes[i] * prefix[i] * suffix;
          suffix *= sinc[i];
        }
      }
    }
    // Each term carries the error of its n + 1 sines and that of the arguments, about j pi units
    // each.
    error = 4 * (n + 2) * UNIT * (1 + size + 4 * slope) + TAIL + slope * slack * 2 / length;
    if (moments != null) {
      density = Math.max(0, density * 2 / length);
      for (int i = 0; i < n; i++) {
        moments[i] = 0.5 * density + centred[i] * 2 / length;
      }
      gradientError = 1e-12;
    }
    return Math.min(1, Math.max(0, 0.5 - value * 2 / Math.PI));
  }

  /** The derivative of sinc(z / 2) at z = 2 half: (cos(half) - sinc(half)) / z. */
  private static double sincSlope(double half, double sinHalf) {
    if (half < 0.05) {
      double square = half * half;
      return -half / 6 * (1 - square / 10 * (1 - square / 28 * (1 - square / 54)));
    }
    return (StrictMath.cos(half) - sinHalf / half) / (2 * half);
  }
}
