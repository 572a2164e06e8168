package io.polaray.numeric;

/**
 * Gauss-Legendre quadrature on [-1, 1]: with N nodes it is exact for polynomials of degree 2 N - 1.
 *
 * <p>If f is analytic in the ellipse with foci -1, 1 and half axes summing to rho, and |f| &lt;= M
 * there, the error is at most {@code (64 / 15) M rho^(-2 N) / (1 - rho^(-2))} (Trefethen,
 * Approximation Theory and Approximation Practice, theorem 19.3).
 */
public final class GaussLegendre {
  private final double[] nodes;
  private final double[] weights;

  private GaussLegendre(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /**
   * The rule with the given number of nodes.
   *
   * @param count at least 1
   */
  public static GaussLegendre of(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + "; it must be at least 1");
    }
    double[] nodes = new double[count];
    double[] weights = new double[count];
    for (int i = 0; i < (count + 1) / 2; i++) {
      // Newton's method on the Legendre polynomial from the classical approximation of its zeros.
      double x = StrictMath.cos(Math.PI * (i + 0.75) / (count + 0.5));
      double slope = 1;
      for (int step = 0; step < 100; step++) {
        double before = 1;
        double value = x;
        for (int m = 2; m <= count; m++) {
          double next = ((2 * m - 1) * x * value - (m - 1) * before) / m;
          before = value;
          value = next;
        }
        slope = count == 1 ? 1 : count * (before - x * value) / ((1 - x) * (1 + x));
        double move = value / slope;
        x -= move;
        if (Math.abs(move) <= 1e-16) {
          break;
        }
      }
      boolean middle = 2 * i + 1 == count;
      double weight = 2 / ((1 - x) * (1 + x) * slope * slope);
      nodes[i] = middle ? 0 : -x;
      nodes[count - 1 - i] = middle ? 0 : x;
      weights[i] = weight;
      weights[count - 1 - i] = weight;
    }
    return new GaussLegendre(nodes, weights);
  }

  /** The number of nodes. */
  public int count() {
    return nodes.length;
  }

  /** Node i in (-1, 1), in rising order. */
  public double node(int i) {
    return nodes[i];
  }

  /** Weight of node i; the weights sum to 2. */
  public double weight(int i) {
    return weights[i];
  }
}
