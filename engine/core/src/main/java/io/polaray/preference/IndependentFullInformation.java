package io.polaray.preference;

import java.util.ArrayList;
import java.util.List;

/** E[(c . eta) max_i v_i / c(i)] for independent costs, rounded upwards. */
final class IndependentFullInformation {
  /*
   * As for uniform costs (UniformFullInformation), the expectation is
   *
   *   sum_i eta_i (v_i + integral of G_i(x) dx / x^2),   G_i(x) = D_i(x) M_i(v_i x),
   *   D_i(x) = 1 - product over l != i of (1 - q_l(x)),  q_l(x) = P(c_l < v_l x),
   *   M_i(y) = E[c_i; c_i > y].
   *
   * D_i rises and M_i falls, which bounds G_i on a cell [a, b] by D_i(b) M_i(a). Densities are
   * monotone between the cuts, so on a cell they lie between their values at its ends, and the
   * slope of G_i lies in an interval [s, S] computed from them. With C the slope of the chord, G_i
   * exceeds the chord by a triangle at most, of height (S - C) (C - s) / (S - s) (b - a). The
   * smaller bound counts; cells with the largest excess are halved until the total is tight.
   * Arguments are moved outward by a few units in the last place.
   *
   * Near x = 0, D_i <= sum of q_l and M_i <= E[c_i], and the integral of q_l / x^2 over (0, h) is
   * v_l E[1 / c_l; c_l < v_l h] - q_l(h) / h. Beyond the last cell D_i <= 1 and M_i only falls.
   */
  private static final double TIGHTNESS = 1e-6;

  private static final int MAX_CELLS = 3000;
  private static final int MAX_PASSES = 60;
  private static final double OUTWARD = 0x1p-50;

  /** Relative slack for the errors of the distribution functions. */
  private static final double RELATIVE_SLACK = 1e-10;

  private static final double HEAD = 0x1p-16;
  private static final double TAIL = 0x1p-40;

  private final List<Marginal> marginals;
  private final double[] v;
  private final double[] eta;
  private final int n;

  private IndependentFullInformation(List<Marginal> marginals, double[] v, double[] eta) {
    this.marginals = marginals;
    this.v = v;
    this.eta = eta;
    n = v.length;
  }

  static double bound(List<Marginal> marginals, double[] v, double[] eta) {
    return new IndependentFullInformation(marginals, v, eta).compute();
  }

  /** The functions at one point. */
  private final class Point {
    final double x;
    final double[] below = new double[n];
    final double[] someOther = new double[n];
    final double[] partialMean = new double[n];
    final double[] density = new double[n];

    Point(double x) {
      this.x = x;
      for (int i = 0; i < n; i++) {
        below[i] = v[i] > 0 ? marginals.get(i).below(v[i] * x * (1 + OUTWARD)) : 0;
        partialMean[i] = marginals.get(i).meanAbove(v[i] * x * (1 - OUTWARD));
        density[i] = v[i] > 0 ? densityInside(i, v[i] * x) : 0;
      }
      for (int i = 0; i < n; i++) {
        for (int l = 0; l < n; l++) {
          if (l != i) {
            someOther[i] += below[l] * (1 - someOther[i]);
          }
        }
      }
    }
  }

  /** Bound and excess of one cell. */
  private record Cell(double bound, double excess) {}

  private double compute() {
    double total = 0;
    double start = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      total += eta[i] * v[i];
      for (int l = 0; l < n && eta[i] > 0; l++) {
        if (l != i && v[l] > 0) {
          start = Math.min(start, marginals.get(l).lower() / v[l]);
        }
      }
    }
    if (start == Double.POSITIVE_INFINITY) {
      return total * (1 + RELATIVE_SLACK);
    }
    if (start == 0) {
      start = Double.POSITIVE_INFINITY;
      for (int l = 0; l < n; l++) {
        if (v[l] > 0) {
          start = Math.min(start, marginals.get(l).quantile(HEAD) / v[l]);
        }
      }
      total += head(start);
      if (total == Double.POSITIVE_INFINITY) {
        return total;
      }
    }
    double end = start;
    for (int i = 0; i < n; i++) {
      if (v[i] > 0) {
        Marginal marginal = marginals.get(i);
        double last =
            Double.isInfinite(marginal.upper()) ? marginal.quantileAbove(TAIL) : marginal.upper();
        end = Math.max(end, last / v[i] * (1 + OUTWARD));
      }
    }
    List<Point> points = new ArrayList<>();
    for (double x : cuts(start * (1 - OUTWARD), end)) {
      points.add(new Point(x));
    }
    total += refine(points, total);
    Point last = new Point(end);
    for (int i = 0; i < n; i++) {
      total += eta[i] * last.partialMean[i] / last.x;
    }
    return total * (1 + RELATIVE_SLACK);
  }

  private double head(double h) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int l = 0; l < n && eta[i] > 0; l++) {
        if (l != i && v[l] > 0) {
          double y = v[l] * h;
          double inverse = v[l] * marginals.get(l).inverseMeanBelow(y * (1 + OUTWARD));
          double part = inverse - marginals.get(l).below(y * (1 - OUTWARD)) / h;
          sum += eta[i] * marginals.get(i).mean() * part;
        }
      }
    }
    return sum;
  }

  private double[] cuts(double start, double end) {
    Knots knots = new Knots();
    for (int i = 0; i < n; i++) {
      if (v[i] > 0) {
        Marginal marginal = marginals.get(i);
        knots.add(marginal.lower() / v[i]);
        knots.add(marginal.upper() / v[i]);
        knots.add(marginal.turningPoint() / v[i]);
        for (int k = 1; k < 8; k++) {
          knots.add(marginal.quantile(k / 8.0) / v[i]);
        }
      }
    }
    return knots.within(start, end);
  }

  /** Bound on the integral over all cells between the points and points added to them. */
  private double refine(List<Point> points, double offset) {
    List<Point> current = points;
    List<Cell> cells = new ArrayList<>();
    for (int k = 0; k + 1 < current.size(); k++) {
      cells.add(cell(current.get(k), current.get(k + 1)));
    }
    for (int pass = 1; ; pass++) {
      double sum = 0;
      double excess = 0;
      for (Cell cell : cells) {
        sum += cell.bound;
        excess += cell.excess;
      }
      boolean tight = excess <= TIGHTNESS * (offset + sum);
      if (tight || cells.size() >= MAX_CELLS || pass >= MAX_PASSES) {
        return sum;
      }
      double threshold = 0.25 * excess / cells.size();
      List<Point> finer = new ArrayList<>();
      List<Cell> finerCells = new ArrayList<>();
      for (int k = 0; k < cells.size(); k++) {
        Point from = current.get(k);
        Point to = current.get(k + 1);
        finer.add(from);
        double middle = Math.sqrt(from.x) * Math.sqrt(to.x);
        if (cells.get(k).excess > threshold && middle > from.x && middle < to.x) {
          Point between = new Point(middle);
          finer.add(between);
          finerCells.add(cell(from, between));
          finerCells.add(cell(between, to));
        } else {
          finerCells.add(cells.get(k));
        }
      }
      finer.add(current.get(current.size() - 1));
      current = finer;
      cells = finerCells;
    }
  }

  private Cell cell(Point from, Point to) {
    double a = from.x;
    double b = to.x;
    double h = b - a;
    double weight = h / a / b;
    double[] least = new double[n];
    double[] most = new double[n];
    for (int i = 0; i < n; i++) {
      if (v[i] > 0) {
        densityRange(i, from, to, least, most);
      }
    }
    double bound = 0;
    double excess = 0;
    for (int i = 0; i < n; i++) {
      if (eta[i] == 0) {
        continue;
      }
      double plain = to.someOther[i] * from.partialMean[i] * weight;
      double slack = plain - from.someOther[i] * to.partialMean[i] * weight;
      double left = from.someOther[i] * from.partialMean[i];
      double right = to.someOther[i] * to.partialMean[i];
      double rise = slopeOfOthers(i, most, from) * from.partialMean[i];
      double fall = slopeOfOthers(i, least, to) * to.partialMean[i];
      double square = v[i] * v[i];
      double steepest = rise - from.someOther[i] * square * a * least[i];
      double flattest = fall - to.someOther[i] * square * b * most[i];
      double chord = (right - left) / h;
      double e = h / a;
      double smooth;
      double spread;
      if (steepest <= chord) {
        smooth = left * weight + steepest * lever(e);
        spread = Math.max(0, steepest - flattest) * lever(e);
      } else if (flattest >= chord) {
        smooth = right * weight - flattest * counterLever(e);
        spread = Math.max(0, steepest - flattest) * counterLever(e);
      } else {
        double height = (steepest - chord) * ((chord - flattest) / (steepest - flattest)) * h;
        spread = 0.5 * height * h / a / a;
        smooth = left * weight + chord * lever(e) + spread;
      }
      if (smooth < plain && spread < slack) {
        bound += eta[i] * smooth;
        excess += eta[i] * spread;
      } else {
        bound += eta[i] * plain;
        excess += eta[i] * slack;
      }
    }
    return new Cell(bound, excess);
  }

  /** The slope of D_i when the densities are the given ones and the q_l those of the point. */
  private double slopeOfOthers(int i, double[] densities, Point at) {
    double sum = 0;
    for (int l = 0; l < n; l++) {
      if (l == i || v[l] == 0 || densities[l] == 0) {
        continue;
      }
      double product = v[l] * densities[l];
      for (int m = 0; m < n; m++) {
        product *= m == i || m == l ? 1 : 1 - at.below[m];
      }
      sum += product;
    }
    return sum;
  }

  /** The density at y, moved to the nearest point of the interval. */
  private double densityInside(int i, double y) {
    Marginal marginal = marginals.get(i);
    return marginal.density(Math.min(marginal.upper(), Math.max(marginal.lower(), y)));
  }

  private void densityRange(int i, Point from, Point to, double[] least, double[] most) {
    Marginal marginal = marginals.get(i);
    double middle = v[i] * Math.sqrt(from.x) * Math.sqrt(to.x);
    if (marginal.isKnown() || middle <= marginal.lower() || middle >= marginal.upper()) {
      return;
    }
    least[i] = Math.min(from.density[i], to.density[i]);
    most[i] = Math.max(from.density[i], to.density[i]);
    double turn = marginal.turningPoint();
    if (turn > v[i] * from.x && turn < v[i] * to.x) {
      double between = marginal.density(turn);
      least[i] = Math.min(least[i], between);
      most[i] = Math.max(most[i], between);
    }
  }

  /** The integral of (a (1 + e) - x) / x^2 from a to a (1 + e), e - log(1 + e). */
  private static double counterLever(double e) {
    if (e > 0.05) {
      return e - StrictMath.log1p(e);
    }
    double sum = 0;
    for (int k = 12; k >= 2; k--) {
      sum = 1.0 / k - e * sum;
    }
    return sum * e * e;
  }

  /** The integral of (x - a) / x^2 from a to a (1 + e), log(1 + e) - e / (1 + e). */
  private static double lever(double e) {
    if (e > 0.05) {
      return StrictMath.log1p(e) - e / (1 + e);
    }
    double sum = 0;
    for (int k = 12; k >= 2; k--) {
      sum = (k - 1.0) / k - e * sum;
    }
    return sum * e * e;
  }
}
