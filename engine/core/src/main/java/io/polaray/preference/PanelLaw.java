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
   * transform gives both sums on a grid. Derivatives of order m are at most E |y|^m <= 2^-m, so
   * with step' = step / 2 central differences with nine points are off by step'^9 / 630 and
   * step'^10 / 3150 for the step times the slope and its square times the second derivative, and
   * between grid points the quintic through values, slopes and second derivatives by step'^6 /
   * 46080 more.
   *
   * Two integrations by parts: i s phi(s) is f(1/2) exp(i s / 2) - f(-1/2) exp(-i s / 2) up to
   * (jumps + bend / s), the sums of the jumps of the density between the panels and of those of its
   * slope, which is 0 outside.
   */
  static final int PANELS = 4096;

  /** Panels of a part of the interval. */
  private static final int PART_PANELS = 512;

  /** Nodes of a panel, besides its upper end. */
  private static final int NODES = 8;

  private static final double SERIES = 0.5;
  private static final double ROOM = 1 + 1e-9;
  private static final int PADDING = 16;
  private static final double STEP = 2 * Math.PI / PADDING;

  /** Of a node: Re, Im, their slopes and second derivatives. */
  private static final int ENTRIES = 6;

  /** Of a cell between two nodes: the coefficients of two quintics. */
  private static final int CELL = 12;

  /** Central differences for the step times the slope, at distances of one to four steps. */
  private static final double[] DIFFERENCES = {0.8, -0.2, 4.0 / 105, -1.0 / 280};

  /** The same for the square of the step times the second derivative. */
  private static final double[] CURVES = {1.6, -0.2, 8.0 / 315, -1.0 / 560};

  private static final double CURVE_MIDDLE = 205.0 / 72;

  /** The largest argument for the whole interval. */
  static final double MAX_ARGUMENT = argument(HalfSpaceSeries.MOST);

  private static final double DISTRIBUTION_ERROR = 1e-11;

  /** Bound on the error of an interpolated value: 1.6e-9, with room for rounding. */
  static final double INTERPOLATION_ERROR = 2e-9;

  private final int most;
  private final double middle;
  private final double width;
  private final double[] chances;
  private final double[] tilts;
  private final double[] cells;
  private double error;
  private double jumps;
  private double bend;

  private PanelLaw(double from, double to, int panels, int most) {
    this.most = most;
    width = to - from;
    middle = 0.5 * (from + to);
    chances = new double[panels];
    tilts = new double[panels];
    cells = new double[CELL * ((int) (argument(most) / STEP) + 1)];
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
    int most = wide ? HalfSpaceSeries.MOST_OF_CUT_PARTS : HalfSpaceSeries.MOST_OF_PARTS;
    return of(marginal, marginal.lower(), to, PART_PANELS, most);
  }

  /** A cost that is uniform on [0, upper]: one panel. */
  static PanelLaw uniform(double upper, boolean wide) {
    return of(Marginal.uniform(0, upper), 0, upper, 1, most(wide));
  }

  private static int most(boolean wide) {
    return wide ? HalfSpaceSeries.MOST_OF_CUTS : HalfSpaceSeries.MOST;
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
    law.measureJumps();
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

  private void measureJumps() {
    int panels = chances.length;
    double slope = 0;
    for (int k = 0; k < panels; k++) {
      double own = 2.0 * panels * tilts[k];
      bend += Math.abs(own - slope);
      slope = own;
      if (k > 0) {
        jumps += Math.abs(chances[k] - tilts[k] - chances[k - 1] - tilts[k - 1]);
      }
    }
    jumps *= panels * ROOM;
    bend = (bend + Math.abs(slope)) * panels * ROOM;
  }

  private void fill() {
    int panels = chances.length;
    int size = panels * PADDING;
    double[][] sums = new double[2][size];
    System.arraycopy(chances, 0, sums[0], 0, panels);
    System.arraycopy(tilts, 0, sums[1], 0, panels);
    FastFourierTransformer.transformInPlace(sums, DftNormalization.STANDARD, TransformType.FORWARD);
    double first = 0.5 / panels - 0.5;
    int nodes = cells.length / CELL + 1;
    double[] re = new double[nodes + DIFFERENCES.length];
    double[] im = new double[re.length];
    for (int j = 0; j < re.length; j++) {
      int at = j % size;
      int mirror = at == 0 ? 0 : size - at;
      double s = STEP * j;
      double cosine = StrictMath.cos(s * first);
      double sine = StrictMath.sin(s * first);
      double theta = 0.5 * s / panels;
      double sinc = theta == 0 ? 1 : StrictMath.sin(theta) / theta;
      double g = tiltFactor(theta);
      // The transforms of two real sequences out of that of one complex one; its sign is -1.
      double p0 = 0.5 * (sums[0][at] + sums[0][mirror]);
      double p1 = 0.5 * (sums[1][mirror] - sums[1][at]);
      double q0 = 0.5 * (sums[1][at] + sums[1][mirror]);
      double q1 = 0.5 * (sums[0][at] - sums[0][mirror]);
      double a = sinc * p0 - g * q1;
      double b = sinc * p1 + g * q0;
      re[j] = a * cosine - b * sine;
      im[j] = a * sine + b * cosine;
    }
    double[] table = new double[ENTRIES * nodes];
    for (int j = 0; j < nodes; j++) {
      int at = ENTRIES * j;
      table[at] = re[j];
      table[at + 1] = im[j];
      table[at + 4] = -CURVE_MIDDLE * re[j];
      table[at + 5] = -CURVE_MIDDLE * im[j];
      for (int d = 1; d <= DIFFERENCES.length; d++) {
        // phi(-s) is the conjugate of phi(s).
        double before = re[Math.abs(j - d)];
        double beforeIm = j < d ? -im[d - j] : im[j - d];
        table[at + 2] += DIFFERENCES[d - 1] * (re[j + d] - before);
        table[at + 3] += DIFFERENCES[d - 1] * (im[j + d] - beforeIm);
        table[at + 4] += CURVES[d - 1] * (re[j + d] + before);
        table[at + 5] += CURVES[d - 1] * (im[j + d] + beforeIm);
      }
    }
    fillCells(table);
  }

  /** The quintics between the nodes, by rising powers of the place in the cell. */
  private void fillCells(double[] table) {
    for (int n = 0; CELL * n < cells.length; n++) {
      for (int part = 0; part < 2; part++) {
        int at = ENTRIES * n + part;
        int to = CELL * n + 6 * part;
        double f0 = table[at];
        double d0 = table[at + 2];
        double c0 = 0.5 * table[at + 4];
        double f1 = table[at + 6];
        double d1 = table[at + 8];
        double c1 = 0.5 * table[at + 10];
        double rise = f1 - f0 - d0 - c0;
        double slope = d1 - d0 - 2 * c0;
        double curve = c1 - c0;
        cells[to] = f0;
        cells[to + 1] = d0;
        cells[to + 2] = c0;
        cells[to + 3] = 10 * rise - 4 * slope + curve;
        cells[to + 4] = -15 * rise + 7 * slope - 2 * curve;
        cells[to + 5] = 6 * rise - 3 * slope + curve;
      }
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

  /** Bound on the difference of the distribution functions. */
  double error() {
    return error;
  }

  /** The density of y at the lower end. */
  double atLower() {
    return chances.length * Math.max(0, chances[0] - tilts[0]);
  }

  /** The density of y at the upper end. */
  double atUpper() {
    int last = chances.length - 1;
    return chances.length * Math.max(0, chances[last] + tilts[last]);
  }

  /**
   * A bound of {@code |i s phi(s) - f(1/2) exp(i s / 2) + f(-1/2) exp(-i s / 2)|} for the density f
   * of y.
   */
  double inner(double s) {
    return jumps + bend / s;
  }

  /**
   * Sets {@code phi(s) = E exp(i s y)} at odd multiples of an argument.
   *
   * @param s so that the last one is at most two periods of the term {@link #most}
   * @param sign -1 for the conjugate
   */
  void evaluate(double s, double sign, int terms, double[] re, double[] im) {
    double scale = s / STEP;
    for (int t = 0; t < terms; t++) {
      double place = (2 * t + 1) * scale;
      int node = (int) place;
      double u = place - node;
      double v = u * u;
      int j = CELL * node;
      double first = cells[j] + cells[j + 1] * u;
      double second = cells[j + 2] + cells[j + 3] * u;
      double third = cells[j + 4] + cells[j + 5] * u;
      re[t] = first + v * (second + v * third);
      first = cells[j + 6] + cells[j + 7] * u;
      second = cells[j + 8] + cells[j + 9] * u;
      third = cells[j + 10] + cells[j + 11] * u;
      im[t] = sign * (first + v * (second + v * third));
    }
  }

  /** Sets the derivatives of phi there, those of the quintics. */
  void evaluateSlopes(double s, double sign, int terms, double[] re, double[] im) {
    double scale = s / STEP;
    for (int t = 0; t < terms; t++) {
      double place = (2 * t + 1) * scale;
      int node = (int) place;
      re[t] = slope(CELL * node, place - node);
      im[t] = sign * slope(CELL * node + CELL / 2, place - node);
    }
  }

  private double slope(int j, double u) {
    double high = 3 * cells[j + 3] + u * (4 * cells[j + 4] + u * (5 * cells[j + 5]));
    return (cells[j + 1] + u * (2 * cells[j + 2] + u * high)) / STEP;
  }
}
