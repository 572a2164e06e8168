package io.polaray.verify.support;

import java.util.Arrays;

/**
 * {@code P(X <= T)} for a sum X of independent terms, each of them {@code s u} or {@code -s u} with
 * u the place of a cost in its interval and s its size.
 *
 * <p>With {@code |X - T| <= H} the event is a half of a square wave of period 2 H, so {@code P(X <=
 * T) = 1/2 + 2/pi sum over odd k of Im(exp(i k pi T / H) conj phi_X(k pi / H)) / k}, and phi_X is
 * the product of the transforms of the costs at {@code z_i = k pi s_i / H}. The factors of all
 * terms are kept: another size for one cost or another T leave the others as they are. Scratch
 * space of one thread.
 */
final class WaveSeries {
  private static final double ROUNDING = 1e-12;
  private static final double HALF_PI = Math.PI / 2;
  private static final double ROOM = 1 + 1e-9;
  private static final int FIRST_TERMS = 32;

  private final CostTransform[] costs;
  private final double[] sizes;
  private final double[] signs;
  private final double[] paces;
  private final double[][] re;
  private final double[][] im;
  private final double[] weights;
  private final double[] distances;
  private int cornersOf;
  private double place;
  private double[] productRe = {};
  private double[] productIm = {};
  private double[] otherRe = {};
  private double[] otherIm = {};
  private double[] inverse = {};
  private int count;
  private double half;
  private double slack;
  private int terms;

  /** The term whose factors are left out of the products, -1 if none is; -2 if there are none. */
  private int leftOut;

  private double error;

  /** For at most as many costs. */
  WaveSeries(int tasks) {
    costs = new CostTransform[tasks];
    sizes = new double[tasks];
    signs = new double[tasks];
    paces = new double[tasks];
    re = new double[tasks][0];
    im = new double[tasks][0];
    weights = new double[1 << tasks];
    distances = new double[1 << tasks];
  }

  /** Begins anew. */
  void clear() {
    count = 0;
  }

  /** Adds a term of positive size; mirrored if it is -s u. */
  void add(CostTransform cost, double size, boolean mirrored) {
    costs[count] = cost;
    sizes[count] = size;
    signs[count++] = mirrored ? -1 : 1;
  }

  /**
   * Chooses a period and the length of the series.
   *
   * @param threshold T
   * @param room how much |T| and the sum of the sizes will grow together afterwards
   * @param maxTail what may be left out, if the tables are long enough
   * @param slack by how much T may be off
   */
  void open(double threshold, double room, double maxTail, double slack) {
    this.slack = slack;
    half = Math.abs(threshold) + room;
    for (int n = 0; n < count; n++) {
      half += sizes[n];
    }
    half *= 1 + 1e-12;
    int end = Integer.MAX_VALUE;
    for (int n = 0; n < count; n++) {
      paces[n] = Math.PI * sizes[n] / half;
      // A size may grow by the room.
      double fastest = Math.PI * (sizes[n] + room) / half;
      end = (int) Math.min(end, costs[n].largest / fastest);
    }
    place = threshold / half;
    cornersOf = -1;
    int last = FIRST_TERMS;
    while (last < end && tail(last) > maxTail) {
      last += last / 8;
    }
    last = Math.min(last, end);
    terms = Math.max(1, (last + 1) / 2);
    if (terms > productRe.length) {
      grow(2 * terms);
    }
    leftOut = -2;
    for (int n = 0; n < count; n++) {
      evaluate(n, re[n], im[n]);
    }
  }

  private void grow(int length) {
    productRe = new double[length];
    productIm = new double[length];
    otherRe = new double[length];
    otherIm = new double[length];
    inverse = new double[length];
    for (int t = 0; t < length; t++) {
      inverse[t] = 1.0 / (2 * t + 1);
    }
    for (int n = 0; n < costs.length; n++) {
      re[n] = new double[length];
      im[n] = new double[length];
    }
  }

  /** How many terms are added up. */
  int terms() {
    return terms;
  }

  /** P(X &lt;= T) for a T within the room. */
  double probability(double threshold) {
    multiplyOthers(-1);
    return value(productRe, productIm, threshold);
  }

  /** The same with another size of term n, within the room. */
  double probability(int n, double size, double threshold) {
    multiplyOthers(n);
    double old = paces[n];
    double oldSize = sizes[n];
    paces[n] = Math.PI * size / half;
    sizes[n] = size;
    evaluate(n, otherRe, otherIm);
    multiply(otherRe, otherIm, productRe, productIm);
    double value = value(otherRe, otherIm, threshold);
    paces[n] = old;
    sizes[n] = oldSize;
    return value;
  }

  /** A bound on the error of the last value. */
  double error() {
    return error;
  }

  /** Whether {@code |T|} and sizes, one of them changed by so much, are within the period. */
  boolean hasRoom(double threshold, double change) {
    double sum = Math.abs(threshold) + change;
    for (int n = 0; n < count; n++) {
      sum += sizes[n];
    }
    return sum <= half;
  }

  private double value(double[] a, double[] b, double threshold) {
    place = threshold / half;
    cornersOf = -1;
    int last = 2 * terms - 1;
    double share = 0;
    double density = Double.POSITIVE_INFINITY;
    for (int n = 0; n < count; n++) {
      share += costs[n].error;
      density = Math.min(density, costs[n].density / sizes[n]);
    }
    error =
        tail(last)
            + density * slack
            + share * (1 + 0.5 * StrictMath.log(last)) / HALF_PI
            + ROUNDING;
    return 0.5 + sum(a, b, Math.PI * threshold / half) / HALF_PI;
  }

  private void multiplyOthers(int but) {
    if (leftOut == but) {
      return;
    }
    leftOut = but;
    boolean first = true;
    for (int n = 0; n < count; n++) {
      if (n == but) {
        continue;
      }
      if (first) {
        System.arraycopy(re[n], 0, productRe, 0, terms);
        System.arraycopy(im[n], 0, productIm, 0, terms);
        first = false;
      } else {
        multiply(productRe, productIm, re[n], im[n]);
      }
    }
    if (first) {
      Arrays.fill(productRe, 0, terms, 1);
      Arrays.fill(productIm, 0, terms, 0);
    }
  }

  private void multiply(double[] a, double[] b, double[] x, double[] y) {
    for (int t = 0; t < terms; t++) {
      double product = a[t] * x[t] - b[t] * y[t];
      b[t] = a[t] * y[t] + b[t] * x[t];
      a[t] = product;
    }
  }

  /** {@code sum of Im(exp(i k angle) conj phi) / k}, odd and even places apart. */
  private double sum(double[] a, double[] b, double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    double cosNext = StrictMath.cos(3 * angle);
    double sinNext = StrictMath.sin(3 * angle);
    double turnCos = StrictMath.cos(4 * angle);
    double turnSin = StrictMath.sin(4 * angle);
    double sum = 0;
    double other = 0;
    int t = 0;
    for (; t + 1 < terms; t += 2) {
      sum += (sin * a[t] - cos * b[t]) * inverse[t];
      other += (sinNext * a[t + 1] - cosNext * b[t + 1]) * inverse[t + 1];
      double turned = cos * turnCos - sin * turnSin;
      sin = cos * turnSin + sin * turnCos;
      cos = turned;
      turned = cosNext * turnCos - sinNext * turnSin;
      sinNext = cosNext * turnSin + sinNext * turnCos;
      cosNext = turned;
    }
    if (t < terms) {
      sum += (sin * a[t] - cos * b[t]) * inverse[t];
    }
    return sum + other;
  }

  /**
   * Weights of the corners of the box of some costs: the densities there over z at k = 1; and lower
   * bounds of {@code |sin(pi (T - X) / H)|}.
   */
  private void measureCorners(int set) {
    if (cornersOf == set) {
      return;
    }
    cornersOf = set;
    weights[0] = ROOM / HALF_PI;
    distances[0] = place;
    int corners = 1;
    for (int n = 0; n < count; n++) {
      if ((set >> n & 1) == 0) {
        continue;
      }
      double low = costs[n].atLower / paces[n];
      double high = costs[n].atUpper / paces[n];
      double move = signs[n] * sizes[n] / half;
      for (int c = 0; c < corners; c++) {
        weights[corners + c] = weights[c] * high;
        distances[corners + c] = distances[c] - move;
        weights[c] *= low;
        distances[c] += move;
      }
      corners *= 2;
    }
    for (int c = 0; c < corners; c++) {
      // sin(pi x) >= x (3 - 4 x^2) up to x = 1/2, where both are 1.
      double x = Math.abs(distances[c] - Math.rint(distances[c]));
      distances[c] = Math.max(0, x * (3 - 4 * x * x) - 1e-12);
    }
  }

  /**
   * At least what all terms beyond k add.
   *
   * <p>Of d costs {@code |phi_i|} is below 1 by its bound. One bound is {@code 1 / (pi d)} times
   * the product of these, since it falls like {@code k^-d}. The other: {@code i z phi(z)} is the
   * density at the upper end times {@code exp(i z)} less that at the lower end times {@code exp(-i
   * z)}, up to {@code bend / z}. The product of these leading parts is a sum over corners, of a
   * weight times {@code k^-d} times an oscillation of which sums over consecutive odd k are at most
   * {@code 1 / |sin|}. The other costs' factors change by at most {@code 2 z / k} from one odd k to
   * the next, so a summation by parts gives {@code 1 + sum of their z / d} times the first term
   * over {@code |sin|}. The rest of the product is bounded as before.
   */
  private double tail(int last) {
    int set = 0;
    int decaying = 0;
    double whole = 1;
    double bounded = 1;
    double leading = 1;
    double scale = 1;
    double others = 0;
    for (int n = 0; n < count; n++) {
      CostTransform cost = costs[n];
      double z = paces[n] * last;
      double size = cost.tail(z);
      if (size < 1) {
        double ends = cost.atLower + cost.atUpper;
        bounded *= size;
        whole *= (ends * ROOM + cost.bend / z) / z;
        leading *= ends / z;
        scale /= last;
        set |= 1 << n;
        decaying++;
      } else {
        others += z;
      }
    }
    if (decaying == 0) {
      return 1;
    }
    double bound = bounded / (Math.PI * decaying);
    double sum = (whole - leading + 1e-14 * whole) / (Math.PI * decaying);
    if (!(sum < bound)) {
      return bound;
    }
    measureCorners(set);
    double once = 0.5 / decaying;
    double change = (1 + others / decaying) / last;
    for (int c = 0; c < 1 << decaying; c++) {
      sum += weights[c] * scale * Math.min(once, change / distances[c]);
    }
    return Math.min(bound, sum * ROOM);
  }

  private void evaluate(int n, double[] a, double[] b) {
    TransformTable.interpolate(costs[n].table, paces[n], signs[n], terms, a, b);
  }
}
