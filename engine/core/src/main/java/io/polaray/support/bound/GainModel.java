package io.polaray.support.bound;

/**
 * Bound on the gain {@code P W} over a cell: a quadratic majorant of P times one of {@code W = w .
 * kappa}, in the scaled log deviations e, and its maximum over {@code |e_i| <= 1}.
 */
final class GainModel {
  /*
   * With W = W0 + sum W_i e_i + sum omega_i, omega_i = c_i (exp(h_i e_i) - 1 - h_i e_i) at most u_i
   * e_i^2, and P at most p(e) = p0 + sum p_i e_i + sum M_ij e_i e_j + sum E_q (1 - e_q^2):
   *     P W <= p0 W0 + sum (p0 W_i + W0 p_i) e_i + (sum p_i e_i)(sum W_i e_i) + p omega
   *            + (sum M_ij e_i e_j + sum E_q (1 - e_q^2)) (W0 + sum W_i e_i)
   * where W >= 0; where W < 0 the ray is worthless. In p omega the factor p is replaced by its
   * largest value where u_i > 0, by its least where u_i < 0; in the last product the second factor
   * by its largest value for M_ii and E_q, by W0 with a remainder for the others. This leaves
   *     C + sum g_i e_i + sum A_ii e_i^2 + sum_{i>j} B_ij e_i e_j,
   * and |B_ij e_i e_j| <= |B_ij| (e_i^2 + e_j^2) / 2 makes it separable: C + sum g_i e_i + D_i
   * e_i^2. Near an optimum D_i < 0 as a rule, and the bound has no second-order error.
   */

  private static final double ROUNDING = 4e-13;

  private final int tasks;
  private final double[] worthSlope;
  private final double[] worthCurve;
  private final double[] slope;
  private final double[] diagonal;
  private final double[] product;
  private final double[] shape;
  private final BoxQuadratic quadratic;
  private double worth0;
  private double worthRange;
  private double size;
  private double constant;

  GainModel(int tasks) {
    this.tasks = tasks;
    worthSlope = new double[tasks];
    worthCurve = new double[tasks];
    slope = new double[tasks];
    diagonal = new double[tasks];
    shape = new double[tasks];
    product = new double[tasks * tasks];
    quadratic = new BoxQuadratic(tasks);
  }

  /** Starts a cell: no deviation so far. */
  void begin(double magnitudes) {
    worth0 = 0;
    worthRange = 0;
    size = magnitudes;
  }

  /** Adds a term of W that does not vary. */
  void fixedTerm(int i, double term) {
    worth0 += term;
    worthSlope[i] = 0;
    worthCurve[i] = 0;
  }

  /** Adds the term {@code c (1 + e)} of W. */
  void linearTerm(int i, double c) {
    worth0 += c;
    worthSlope[i] = c;
    worthRange += Math.abs(c);
    worthCurve[i] = 0;
  }

  /** Adds the term {@code c exp(h e)} of W. */
  void term(int i, double c, double h) {
    worth0 += c;
    worthSlope[i] = c * h;
    worthRange += Math.abs(c) * h;
    double curve = h * h * BoxCellModel.curvature(h);
    worthCurve[i] = c > 0 ? c * curve : c * Math.max(0, 0.5 * h * h * (1 - h / 3));
  }

  /** Maximum with the plain model. */
  double plain(double[] c, int from) {
    double p0 = c[from];
    double k = c[from + 1];
    double range = 0;
    for (int i = 0; i < tasks; i++) {
      range += Math.abs(c[from + 2 + i]);
    }
    double most = p0 * (1 + range * (1 + k * range));
    double relief = 0;
    for (int i = 0; i < tasks; i++) {
      relief += c[from + 2 + tasks + i];
    }
    double least = p0 * Math.max(0, 1 - range - relief);
    constant = p0 * worth0 + ROUNDING * most * size;
    for (int i = 0; i < tasks; i++) {
      double p = p0 * c[from + 2 + i];
      shape[i] = p;
      double w = worthSlope[i];
      slope[i] = p0 * w + worth0 * p;
      double g = c[from + 2 + i];
      diagonal[i] =
          p * w
              + (w > 0 ? most : least) * worthCurve[i]
              + square(p0 * (k * g * g - c[from + 2 + tasks + i]));
      for (int j = 0; j < i; j++) {
        double m = 2 * p0 * k * g * c[from + 2 + j];
        product(i, j, p * worthSlope[j] + p0 * c[from + 2 + j] * w + m * worth0, m);
      }
    }
    return quadratic.maximum(constant, slope, diagonal, product, shape);
  }

  /** Maximum with the chord model. */
  double chord(double[] c, int from) {
    double p0 = c[from];
    if (p0 == Double.POSITIVE_INFINITY) {
      return p0;
    }
    int gaps = from + 1 + tasks;
    int products = gaps + tasks;
    double range = 0;
    double gap = 0;
    for (int i = 0; i < tasks; i++) {
      range += Math.abs(c[from + 1 + i]);
      gap += c[gaps + i];
    }
    for (int ij = 0; ij < tasks * (tasks + 1) / 2; ij++) {
      range += Math.abs(c[products + ij]);
    }
    double most = p0 + range + gap;
    double least = Math.max(0, p0 - range);
    double top = Math.max(0, worth0 + worthRange);
    constant = p0 * worth0 + gap * top + ROUNDING * most * size;
    for (int i = 0; i < tasks; i++) {
      double p = c[from + 1 + i];
      shape[i] = p;
      double w = worthSlope[i];
      slope[i] = p0 * w + worth0 * p;
      diagonal[i] =
          p * w
              + (w > 0 ? most : least) * worthCurve[i]
              + square(c[products + BoxCellModel.pair(i, i)])
              - c[gaps + i] * top;
      for (int j = 0; j < i; j++) {
        double m = c[products + BoxCellModel.pair(i, j)];
        product(i, j, p * worthSlope[j] + c[from + 1 + j] * w + m * worth0, m);
      }
    }
    return quadratic.maximum(constant, slope, diagonal, product, shape);
  }

  /** Bound on the coefficient of e_i^2 in {@code m e_i^2 W} where W >= 0. */
  private double square(double m) {
    return m * Math.max(0, m > 0 ? worth0 + worthRange : worth0 - worthRange);
  }

  /** The term {@code b e_i e_j} and what {@code m e_i e_j} adds where W is not W0. */
  private void product(int i, int j, double b, double m) {
    product[i * tasks + j] = 0.5 * b;
    product[j * tasks + i] = 0.5 * b;
    double rest = 0.5 * Math.abs(m) * worthRange;
    diagonal[i] += rest;
    diagonal[j] += rest;
  }

  /** Level of the affine majorant of the last model. */
  double affineLevel() {
    return quadratic.affineLevel();
  }

  /** Slope in e_i of the affine majorant of the last model. */
  double gradient(int i) {
    return quadratic.gradient(i);
  }

  /** The maximiser of the last model, in [-1, 1]. */
  double place(int i) {
    return quadratic.place(i);
  }
}
