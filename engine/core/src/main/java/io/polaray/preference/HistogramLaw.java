package io.polaray.preference;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * A marginal on a bounded interval replaced by a histogram with the same probability of each of
 * {@value #PANELS} panels, and the characteristic function of that histogram.
 *
 * <p>Costs are counted from the middle of the interval in units of its width, {@code y in [-1/2,
 * 1/2]}.
 */
final class HistogramLaw {
  /*
   * On a panel of width h whose density lies in [s, S] the distribution function of the marginal
   * and the chord of the histogram, of slope C, differ by at most h (S - C) (C - s) / (S - s) <= h
   * (S - s) / 4. The density is monotone on either side of its turning point, so s and S are values
   * at the ends or at that point.
   *
   * The characteristic function of the histogram is sinc(h s / 2) times a trigonometric sum, which
   * a Fourier transform gives on a grid, with its derivative. Between grid points the cubic
   * Hermite interpolant is off by at most step^4 / 384 max |phi''''|, and |phi''''| <= E[y^4] <=
   * 1/16. An integration by parts bounds |phi(s)| by the total variation of the density over s.
   */
  static final int PANELS = 4096;

  private static final int PADDING = 64;
  private static final double STEP = 2 * Math.PI / PADDING;

  /** The largest argument of {@link #evaluate}: two periods of the last term of a series. */
  static final double MAX_ARGUMENT = 2.02 * Math.PI * ProductMeasure.MOST;

  private static final double DISTRIBUTION_ERROR = 1e-11;

  /** Bound on the error of {@link #evaluate}. */
  static final double INTERPOLATION_ERROR = 1.5 * STEP * STEP * STEP * STEP / 384 / 16 + 1e-12;

  private final double middle;
  private final double width;
  private final double error;
  private final double variation;
  private final double[] real;
  private final double[] imaginary;
  private final double[] realSlope;
  private final double[] imaginarySlope;

  private HistogramLaw(Marginal marginal, double[] chances, double error) {
    this.error = error;
    width = marginal.upper() - marginal.lower();
    middle = 0.5 * (marginal.lower() + marginal.upper());
    double turns = PANELS * (chances[0] + chances[PANELS - 1]);
    for (int k = 1; k < PANELS; k++) {
      turns += PANELS * Math.abs(chances[k] - chances[k - 1]);
    }
    variation = turns * (1 + 1e-10);
    int count = (int) (MAX_ARGUMENT / STEP) + 2;
    real = new double[count];
    imaginary = new double[count];
    realSlope = new double[count];
    imaginarySlope = new double[count];
    fill(chances);
  }

  /**
   * The histogram of a marginal of positive, finite width; the error is infinite when the density
   * is.
   */
  static HistogramLaw of(Marginal marginal) {
    double h = (marginal.upper() - marginal.lower()) / PANELS;
    double turning = marginal.turningPoint();
    double[] chances = new double[PANELS];
    double worst = 0;
    double total = 0;
    for (int k = 0; k < PANELS; k++) {
      double a = marginal.lower() + k * h;
      double b = k == PANELS - 1 ? marginal.upper() : marginal.lower() + (k + 1) * h;
      chances[k] = marginal.between(a, b);
      total += chances[k];
      double left = marginal.density(a);
      double right = marginal.density(b);
      double least = Math.min(left, right);
      double most = Math.max(left, right);
      if (turning > a - h && turning < b + h) {
        double there =
            marginal.density(Math.min(marginal.upper(), Math.max(marginal.lower(), turning)));
        least = Math.min(least, there);
        most = Math.max(most, there);
      }
      double excess = h * (most - least) / 4;
      worst = Math.max(worst, excess);
    }
    for (int k = 0; k < PANELS; k++) {
      chances[k] /= total;
    }
    return new HistogramLaw(
        marginal, chances, worst + DISTRIBUTION_ERROR + 2 * Math.abs(total - 1));
  }

  private void fill(double[] chances) {
    int size = PANELS * PADDING;
    double[][] sums = new double[2][size];
    double[][] moments = new double[2][size];
    for (int k = 0; k < PANELS; k++) {
      sums[0][k] = chances[k];
      moments[0][k] = chances[k] * ((k + 0.5) / PANELS - 0.5);
    }
    FastFourierTransformer.transformInPlace(sums, DftNormalization.STANDARD, TransformType.FORWARD);
    FastFourierTransformer.transformInPlace(
        moments, DftNormalization.STANDARD, TransformType.FORWARD);
    double first = 0.5 / PANELS - 0.5;
    for (int j = 0; j < real.length; j++) {
      double s = STEP * j;
      double cosine = StrictMath.cos(s * first);
      double sine = StrictMath.sin(s * first);
      double re = sums[0][j] * cosine + sums[1][j] * sine;
      double im = sums[0][j] * sine - sums[1][j] * cosine;
      double mre = moments[0][j] * cosine + moments[1][j] * sine;
      double mim = moments[0][j] * sine - moments[1][j] * cosine;
      double half = 0.5 * s / PANELS;
      double sinc = half == 0 ? 1 : StrictMath.sin(half) / half;
      double turn = half == 0 ? 0 : (StrictMath.cos(half) - sinc) / half * (0.5 / PANELS);
      real[j] = sinc * re;
      imaginary[j] = sinc * im;
      realSlope[j] = (turn * re - sinc * mim) * STEP;
      imaginarySlope[j] = (turn * im + sinc * mre) * STEP;
    }
  }

  double middle() {
    return middle;
  }

  double width() {
    return width;
  }

  /** {@code E[y]}. */
  double meanOffset() {
    return imaginarySlope[0] / STEP;
  }

  /** Bound on the difference of the distribution functions. */
  double error() {
    return error;
  }

  /** Bound of {@code s |phi(s)|}. */
  double variation() {
    return variation;
  }

  /**
   * Real part, imaginary part and their derivatives of {@code phi(s) = E exp(i s y)}.
   *
   * @param s from 0 to {@link #MAX_ARGUMENT}
   */
  void evaluate(double s, double[] work) {
    double place = s / STEP;
    int j = (int) place;
    double u = place - j;
    double u2 = u * u;
    double u3 = u2 * u;
    double a = 2 * u3 - 3 * u2 + 1;
    double b = u3 - 2 * u2 + u;
    double c = 3 * u2 - 2 * u3;
    double d = u3 - u2;
    work[0] = a * real[j] + b * realSlope[j] + c * real[j + 1] + d * realSlope[j + 1];
    work[1] =
        a * imaginary[j] + b * imaginarySlope[j] + c * imaginary[j + 1] + d * imaginarySlope[j + 1];
    work[2] = (realSlope[j] + u * (realSlope[j + 1] - realSlope[j])) / STEP;
    work[3] = (imaginarySlope[j] + u * (imaginarySlope[j + 1] - imaginarySlope[j])) / STEP;
  }
}
