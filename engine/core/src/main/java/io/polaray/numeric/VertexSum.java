package io.polaray.numeric;

import org.jspecify.annotations.Nullable;

/**
 * The distribution function of a weighted sum of few uniforms by the plain signed-vertex formula.
 */
final class VertexSum {
  /*
   * F(x) = 1 / (m! prod k) sum over v in {0,1}^m of (-1)^|v| (x - k.v)_+^m for x <= sum k / 2, so
   * that a vertex and its complement are never both above zero; in particular the last vertex
   * never is. Up to four weights the vertices are written out, without branches.
   */
  static final int MAX_TERMS = 6;

  private static final double UNIT = UniformSum.UNIT;

  private final double[] rest = new double[1 << MAX_TERMS];
  private final double[] vertexSum = new double[MAX_TERMS];

  private double even;
  private double odd;
  private double evenSlope;
  private double oddSlope;

  private double error;
  private double rounding;
  private double density;
  private double gradientError;

  double error() {
    return error;
  }

  /** The part of the error that another way of summing could avoid. */
  double rounding() {
    return rounding;
  }

  double density() {
    return density;
  }

  double gradientError() {
    return gradientError;
  }

  /** F(x), 0 &lt; x &lt;= half the sum of the m weights; moments may be null. */
  double evaluate(double[] k, int m, double x, double slack, double @Nullable [] moments) {
    switch (m) {
      case 1 -> one(x);
      case 2 -> two(x, k[0], k[1]);
      case 3 -> three(x, k[0], k[1], k[2]);
      case 4 -> four(x, k);
      default -> many(k, m, x, moments != null);
    }
    double product = 1;
    double smallest = Double.MAX_VALUE;
    for (int i = 0; i < m; i++) {
      product *= k[i] * (i + 1);
      smallest = Math.min(smallest, k[i]);
    }
    double inverse = 1 / product;
    double value = Math.max(0, (even - odd) * inverse);
    // Rounding of the powers and sums, of the arguments x - k.v, and vertices within that of zero.
    int vertices = 1 << m;
    double own = 2 * (m + 1) * UNIT * x;
    double argument = slack + own;
    double slope = m * (evenSlope + oddSlope) * inverse;
    double relative = (vertices + 4 * m + 2) * UNIT;
    double sums = relative * (even + odd) * inverse;
    double crossings = vertices * argument * inverse;
    rounding = sums + slope * own;
    error = sums + (slope + crossings) * argument;
    if (moments != null) {
      density = Math.max(0, m * (evenSlope - oddSlope) * inverse);
      double curvature = m * (m - 1) * vertices * inverse;
      for (int i = 2; i < m; i++) {
        curvature *= x;
      }
      for (int i = 0; i < m; i++) {
        moments[i] = m * vertexSum[i] * inverse + value / k[i];
      }
      gradientError = 2 * (error + relative * slope + curvature * argument) / Math.min(1, smallest);
    }
    return value;
  }

  private void one(double x) {
    even = x;
    odd = 0;
    evenSlope = 1;
    oddSlope = 0;
    vertexSum[0] = 0;
  }

  private void two(double x, double a, double b) {
    double x1 = Math.max(0, x - a);
    double x2 = Math.max(0, x - b);
    even = x * x;
    odd = x1 * x1 + x2 * x2;
    evenSlope = x;
    oddSlope = x1 + x2;
    vertexSum[0] = -x1;
    vertexSum[1] = -x2;
  }

  private void three(double x, double a, double b, double c) {
    double xa = Math.max(0, x - a);
    double xb = Math.max(0, x - b);
    double xc = Math.max(0, x - c);
    double xab = Math.max(0, x - a - b);
    double xac = Math.max(0, x - a - c);
    double xbc = Math.max(0, x - b - c);
    double pa = xa * xa;
    double pb = xb * xb;
    double pc = xc * xc;
    double pab = xab * xab;
    double pac = xac * xac;
    double pbc = xbc * xbc;
    even = x * x * x + (pab * xab + pac * xac + pbc * xbc);
    odd = pa * xa + pb * xb + pc * xc;
    evenSlope = x * x + (pab + pac + pbc);
    oddSlope = pa + pb + pc;
    vertexSum[0] = pab + pac - pa;
    vertexSum[1] = pab + pbc - pb;
    vertexSum[2] = pac + pbc - pc;
  }

  private void four(double x, double[] k) {
    double[] y = rest;
    y[0] = x;
    for (int i = 0; i < 4; i++) {
      int block = 1 << i;
      for (int v = 0; v < block; v++) {
        y[block + v] = y[v] - k[i];
      }
    }
    double singles = 0;
    double triples = 0;
    double pairs = 0;
    double singlePowers = 0;
    double triplePowers = 0;
    double pairPowers = 0;
    for (int i = 0; i < 4; i++) {
      double single = Math.max(0, y[1 << i]);
      double triple = Math.max(0, y[15 ^ (1 << i)]);
      double s = single * single * single;
      double t = triple * triple * triple;
      singles += s * single;
      triples += t * triple;
      singlePowers += s;
      triplePowers += t;
      vertexSum[i] = t - s;
    }
    for (int i = 0; i < 4; i++) {
      vertexSum[i] -= triplePowers;
      for (int l = i + 1; l < 4; l++) {
        double pair = Math.max(0, y[(1 << i) | (1 << l)]);
        double p = pair * pair * pair;
        pairs += p * pair;
        pairPowers += p;
        vertexSum[i] += p;
        vertexSum[l] += p;
      }
    }
    double cube = x * x * x;
    even = cube * x + pairs;
    odd = singles + triples;
    evenSlope = cube + pairPowers;
    oddSlope = singlePowers + triplePowers;
  }

  private void many(double[] k, int m, double x, boolean gradient) {
    even = 0;
    odd = 0;
    evenSlope = 0;
    oddSlope = 0;
    for (int i = 0; i < m; i++) {
      vertexSum[i] = 0;
    }
    rest[0] = x;
    int vertices = 1 << m;
    for (int v = 0; v < vertices; v++) {
      if (v > 0) {
        rest[v] = rest[v & (v - 1)] - k[Integer.numberOfTrailingZeros(v)];
      }
      double base = rest[v];
      if (base <= 0) {
        continue;
      }
      double power = 1;
      for (int i = 1; i < m; i++) {
        power *= base;
      }
      if ((Integer.bitCount(v) & 1) == 0) {
        even += power * base;
        evenSlope += power;
      } else {
        odd += power * base;
        oddSlope += power;
        power = -power;
      }
      if (gradient) {
        for (int bits = v; bits != 0; bits &= bits - 1) {
          vertexSum[Integer.numberOfTrailingZeros(bits)] += power;
        }
      }
    }
  }
}
