package io.polaray.preference;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * A marginal conditioned to a bounded interval, with a density that is linear on each of many
 * panels in place of its own, and the characteristic function of that.
 *
 * <p>Costs are counted from the middle of the interval in units of its width, {@code y in [-1/2,
 * 1/2]}.
 */
final class PanelLaw {
  /*
   * A panel has the probability p of the marginal, and so has its first half: the density there is
   * p (1 + a t) / h, t from -1 to 1. The two distribution functions are compared at nodes. Between
   * two of them, h' apart, with the marginal's density in [s, S] and the chord C, its distribution
   * function and the chord differ by at most h' (S - C) (C - s) / (S - s) <= h' (S - s) / 4; that
   * of the panel is a parabola and differs by p |a| (h' / h)^2 / 4. The density is monotone on
   * either side of its turning point, so s and S are values at the ends or at that point.
   *
   * The characteristic function is a sum over the panels of p exp(i s y_k) (sinc(theta) + i a
   * g(theta)), theta = h s / 2, g(theta) = (sin theta - theta cos theta) / theta^2. One Fourier
   * transform gives both sums on a grid, and another their derivatives. Between grid points the
   * cubic Hermite interpolant is off by at most step^4 / 384 times the fourth derivative, which is
   * at most E[y^4] <= 1/16. An integration by parts bounds |phi(s)| by the total variation of the
   * density over s.
   */
  static final int PANELS = 4096;

  /** Panels of a part of the interval. */
  private static final int PART_PANELS = 512;

  /** Nodes of a panel, besides its upper end. */
  private static final int NODES = 8;

  private static final double SERIES = 0.5;
  private static final int PADDING = 64;
  private static final double STEP = 2 * Math.PI / PADDING;

  /** The largest argument of {@link #evaluate} for the whole interval. */
  static final double MAX_ARGUMENT = argument(ProductMeasure.MOST);

  private static final double DISTRIBUTION_ERROR = 1e-11;

  /** Bound on the error of {@link #evaluate}. */
  static final double INTERPOLATION_ERROR = 1.5 * STEP * STEP * STEP * STEP / 384 / 16 + 1e-12;

  private final int most;
  private final double middle;
  private final double width;
  private final double[] chances;
  private final double[] tilts;
  private double error;
  private double variation;
  private final double[] real;
  private final double[] imaginary;
  private final double[] realSlope;
  private final double[] imaginarySlope;

  private PanelLaw(double from, double to, int panels, int most) {
    this.most = most;
    width = to - from;
    middle = 0.5 * (from + to);
    chances = new double[panels];
    tilts = new double[panels];
    int count = (int) (argument(most) / STEP) + 2;
    real = new double[count];
    imaginary = new double[count];
    realSlope = new double[count];
    imaginarySlope = new double[count];
  }

  /** Two periods of a term of a series. */
  private static double argument(int term) {
    return 2.02 * Math.PI * term;
  }

  /**
   * The law of a marginal of positive, finite width; the error is infinite when the density is;
   * wide intervals have longer series.
   */
  static PanelLaw of(Marginal marginal, boolean wide) {
    return of(marginal, marginal.lower(), marginal.upper(), PANELS, most(wide));
  }

  /** The same for the marginal conditioned to costs up to a point inside its interval. */
  static PanelLaw upTo(Marginal marginal, double to, boolean wide) {
    int most = wide ? ProductMeasure.MOST_OF_CUT_PARTS : ProductMeasure.MOST_OF_PARTS;
    return of(marginal, marginal.lower(), to, PART_PANELS, most);
  }

  /** A cost that is uniform on [0, upper]: one panel. */
  static PanelLaw uniform(double upper, boolean wide) {
    return of(Marginal.uniform(0, upper), 0, upper, 1, most(wide));
  }

  private static int most(boolean wide) {
    return wide ? ProductMeasure.MOST_OF_CUTS : ProductMeasure.MOST;
  }

  private static PanelLaw of(Marginal marginal, double lower, double upper, int panels, int most) {
    PanelLaw law = new PanelLaw(lower, upper, panels, most);
    double mass = marginal.between(lower, upper);
    double worst = law.setPanels(marginal, lower, upper);
    double total = 0;
    for (double chance : law.chances) {
      total += chance;
    }
    for (int k = 0; k < panels; k++) {
      law.chances[k] /= total;
      law.tilts[k] /= total;
    }
    law.error = (worst + DISTRIBUTION_ERROR) / mass + 2 * Math.abs(total / mass - 1);
    law.variation = law.totalVariation() * (1 + 1e-10);
    law.fill();
    return law;
  }

  /** Probabilities and tilts of the panels; the largest error of a distribution function. */
  private double setPanels(Marginal marginal, double lower, double upper) {
    int panels = chances.length;
    double h = (upper - lower) / panels;
    double worst = 0;
    double[] node = new double[NODES + 1];
    double[] part = new double[NODES];
    double density = marginal.densityAtLower();
    for (int k = 0; k < panels; k++) {
      double p = 0;
      double half = 0;
      for (int n = 0; n <= NODES; n++) {
        node[n] = lower + (k + (double) n / NODES) * h;
      }
      node[NODES] = k == panels - 1 ? upper : node[NODES];
      for (int n = 0; n < NODES; n++) {
        part[n] = marginal.between(node[n], node[n + 1]);
        p += part[n];
        half += n < NODES / 2 ? part[n] : 0;
      }
      double tilt = Math.min(p, Math.max(-p, 2 * (p - 2 * half)));
      chances[k] = p;
      tilts[k] = tilt;
      double difference = 0;
      double sum = 0;
      for (int n = 0; n < NODES; n++) {
        double u = (n + 1.0) / NODES;
        sum += part[n];
        double next = Math.abs(sum - p * u - tilt * (u * u - u));
        double beyond = marginal.density(node[n + 1]);
        double bend = spread(marginal, node[n], node[n + 1], density, beyond) / (4 * NODES) * h;
        double parabola = Math.abs(tilt) / (4 * NODES * NODES);
        worst = Math.max(worst, Math.max(difference, next) + bend + parabola);
        difference = next;
        density = beyond;
      }
    }
    return worst;
  }

  /** How much the density varies between two points, from its values there. */
  private static double spread(
      Marginal marginal, double from, double to, double atFrom, double atTo) {
    double turning = marginal.turningPoint();
    double least = Math.min(atFrom, atTo);
    double most = Math.max(atFrom, atTo);
    double room = to - from;
    if (turning > 0 && turning > from - room && turning < to + room) {
      double inside = Math.min(marginal.upper(), Math.max(marginal.lower(), turning));
      double there = marginal.density(inside);
      least = Math.min(least, there);
      most = Math.max(most, there);
    }
    return most - least;
  }

  private double totalVariation() {
    int panels = chances.length;
    double before = 0;
    double sum = 0;
    for (int k = 0; k < panels; k++) {
      sum += Math.abs(chances[k] - tilts[k] - before) + 2 * Math.abs(tilts[k]);
      before = chances[k] + tilts[k];
    }
    return panels * (sum + before);
  }

  private void fill() {
    int panels = chances.length;
    int size = panels * PADDING;
    double[][] sums = new double[2][size];
    double[][] moments = new double[2][size];
    for (int k = 0; k < panels; k++) {
      double place = (k + 0.5) / panels - 0.5;
      sums[0][k] = chances[k];
      sums[1][k] = tilts[k];
      moments[0][k] = chances[k] * place;
      moments[1][k] = tilts[k] * place;
    }
    FastFourierTransformer.transformInPlace(sums, DftNormalization.STANDARD, TransformType.FORWARD);
    FastFourierTransformer.transformInPlace(
        moments, DftNormalization.STANDARD, TransformType.FORWARD);
    double first = 0.5 / panels - 0.5;
    for (int j = 0; j < real.length; j++) {
      int at = j % size;
      int mirror = at == 0 ? 0 : size - at;
      double s = STEP * j;
      double cosine = StrictMath.cos(s * first);
      double sine = StrictMath.sin(s * first);
      double theta = 0.5 * s / panels;
      double sinc = theta == 0 ? 1 : StrictMath.sin(theta) / theta;
      double sincSlope = theta == 0 ? 0 : (StrictMath.cos(theta) - sinc) / theta;
      double g = tiltFactor(theta);
      double gSlope = tiltSlope(theta);
      // The transforms of two real sequences out of that of one complex one; its sign is -1.
      double p0 = 0.5 * (sums[0][at] + sums[0][mirror]);
      double p1 = 0.5 * (sums[1][mirror] - sums[1][at]);
      double q0 = 0.5 * (sums[1][at] + sums[1][mirror]);
      double q1 = 0.5 * (sums[0][at] - sums[0][mirror]);
      double mp0 = 0.5 * (moments[0][at] + moments[0][mirror]);
      double mp1 = 0.5 * (moments[1][mirror] - moments[1][at]);
      double mq0 = 0.5 * (moments[1][at] + moments[1][mirror]);
      double mq1 = 0.5 * (moments[0][at] - moments[0][mirror]);
      double re = sinc * p0 - g * q1;
      double im = sinc * p1 + g * q0;
      double turn = 0.5 / panels;
      double reSlope = sincSlope * turn * p0 - gSlope * turn * q1 - sinc * mp1 - g * mq0;
      double imSlope = sincSlope * turn * p1 + gSlope * turn * q0 + sinc * mp0 - g * mq1;
      real[j] = re * cosine - im * sine;
      imaginary[j] = re * sine + im * cosine;
      // The panels' places are counted from the middle already.
      realSlope[j] = (reSlope * cosine - imSlope * sine) * STEP;
      imaginarySlope[j] = (reSlope * sine + imSlope * cosine) * STEP;
    }
  }

  /** {@code (sin x - x cos x) / x^2}. */
  private static double tiltFactor(double x) {
    if (x > SERIES) {
      return (StrictMath.sin(x) / x - StrictMath.cos(x)) / x;
    }
    double y = x * x;
    return x * (1.0 / 3 - y * (1.0 / 30 - y * (1.0 / 840 - y * (1.0 / 45360 - y / 3991680))));
  }

  /** Its derivative. */
  private static double tiltSlope(double x) {
    if (x > SERIES) {
      double sinc = StrictMath.sin(x) / x;
      return sinc - 2 * (sinc - StrictMath.cos(x)) / (x * x);
    }
    double y = x * x;
    return 1.0 / 3 - y * (1.0 / 10 - y * (1.0 / 168 - y * (1.0 / 6480 - y / 443520)));
  }

  /** The last term of a series for which there are values. */
  int most() {
    return most;
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
   * @param s from 0 to two periods of the term {@link #most}
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
