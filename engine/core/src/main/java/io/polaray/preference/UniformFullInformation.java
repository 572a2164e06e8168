package io.polaray.preference;

import io.polaray.numeric.GaussLegendre;
import java.util.Arrays;

/** E[(c . eta) max_i v_i / c(i)] for independent uniform costs, rounded upwards. */
final class UniformFullInformation {
  /*
   * With R = max_l v_l / c_l and R_i the maximum without task i, c_i R = v_i + (c_i R_i - v_i)_+,
   * and R_i is independent of c_i. Integrating over the values r = 1 / x of R_i,
   *
   *   E[(c . eta) R] = sum_i eta_i (v_i + integral of D_i(x) M_i(v_i x) dx / x^2),
   *   D_i(x) = P(R_i > 1 / x) = 1 - product over l != i of (1 - q_l(x)),  q_l(x) = P(c_l < v_l x),
   *   M_i(y) = E[c_i; c_i > y].
   *
   * Between neighbouring points of {lower_l / v_l, upper_l / v_l} the integrand is a polynomial
   * over x^2. The pieces are cut so that their ends have a ratio of at most 2. In the ellipse with
   * rho = 2 around such a piece [a, b], |x| >= 7 a / 8, a linear function with values in [0, z] on
   * the piece stays below 9/8 z in modulus, M_i below 5/4 upper_i, D_i below product (1 + 9/8
   * q_l(b)) - 1 and below 1 + (9/8)^n. The error bound of the quadrature with 32 nodes, (64/15)
   * 2^-64 / (1 - 1/4) times the modulus, is added to the result, as are bounds on the rounding
   * errors of the q_l, which matter in intervals that are narrow against their distance from 0.
   */
  private static final GaussLegendre RULE = GaussLegendre.of(32);

  private static final double UNIT = 0x1p-53;
  private static final double RULE_ERROR = 6 * 0x1p-64;

  private final double[] lower;
  private final double[] upper;
  private final double[] v;
  private final double[] eta;
  private final double[] below;
  private final double[] partialMean;
  private final double[] after;
  private double total;
  private double slack;

  private UniformFullInformation(double[] lower, double[] upper, double[] v, double[] eta) {
    this.lower = lower;
    this.upper = upper;
    this.v = v;
    this.eta = eta;
    below = new double[v.length];
    partialMean = new double[v.length];
    after = new double[v.length + 1];
  }

  static double bound(double[] lower, double[] upper, double[] v, double[] eta) {
    return new UniformFullInformation(lower, upper, v, eta).compute();
  }

  private double compute() {
    int n = v.length;
    double start = Double.POSITIVE_INFINITY;
    double[] ends = new double[2 * n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      total += eta[i] * v[i];
      if (v[i] > 0) {
        ends[count++] = lower[i] / v[i];
        ends[count++] = upper[i] / v[i];
      }
      for (int l = 0; l < n && eta[i] > 0; l++) {
        if (l != i && v[l] > 0) {
          start = Math.min(start, lower[l] / v[l]);
        }
      }
    }
    if (start == 0) {
      return Double.POSITIVE_INFINITY;
    }
    if (start < Double.POSITIVE_INFINITY) {
      Arrays.sort(ends, 0, count);
      double from = start;
      for (int e = 0; e < count; e++) {
        while (from < ends[e]) {
          double to = Math.min(ends[e], 2 * from);
          piece(from, to);
          from = to;
        }
      }
      // Beyond the last end only tasks with v_i = 0 are left: D_i = 1, M_i = E[c_i].
      for (int i = 0; i < n; i++) {
        if (v[i] == 0) {
          total += eta[i] * 0.5 * (lower[i] + upper[i]) / from;
        }
      }
    }
    return (total + slack) * (1 + (8 * n + 256) * UNIT);
  }

  private void piece(double from, double to) {
    int n = v.length;
    double half = 0.5 * (to - from);
    double middle = from + half;
    for (int node = 0; node < RULE.count(); node++) {
      double x = Math.min(to, Math.max(from, middle + half * RULE.node(node)));
      double doubt = 0;
      for (int i = 0; i < n; i++) {
        double width = upper[i] - lower[i];
        double y = v[i] * x;
        if (y <= lower[i]) {
          below[i] = 0;
          partialMean[i] = 0.5 * (lower[i] + upper[i]);
        } else if (y >= upper[i]) {
          below[i] = 1;
          partialMean[i] = 0;
        } else {
          below[i] = (y - lower[i]) / width;
          partialMean[i] = (upper[i] - y) / width * 0.5 * (upper[i] + y);
          doubt += 4 * UNIT * y / width;
        }
      }
      double weight = RULE.weight(node) * half / (x * x);
      after[n] = 0;
      for (int i = n - 1; i >= 0; i--) {
        after[i] = after[i + 1] + below[i] * (1 - after[i + 1]);
      }
      double before = 0;
      for (int i = 0; i < n; i++) {
        double someOther = before + after[i + 1] * (1 - before);
        total += weight * eta[i] * someOther * partialMean[i];
        slack += weight * eta[i] * doubt * (partialMean[i] + upper[i]);
        before += below[i] * (1 - before);
      }
    }
    double modulus = 0;
    double growth = 1;
    for (int i = 0; i < n; i++) {
      modulus += eta[i] * upper[i];
      double width = upper[i] - lower[i];
      double share = width > 0 ? Math.max(0, v[i] * to - lower[i]) / width : 1;
      growth *= 1 + 1.125 * Math.min(1, share * (1 + 1e-6));
    }
    growth = Math.min(growth - 1, 1 + StrictMath.pow(1.125, n));
    slack += RULE_ERROR * half * growth * 1.25 * 1.31 * modulus / (from * from);
  }
}
