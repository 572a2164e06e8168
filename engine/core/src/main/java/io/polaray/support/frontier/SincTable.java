package io.polaray.support.frontier;

import java.util.Arrays;

/**
 * Values of the characteristic function of a sum of independent uniforms, with any one of them left
 * out, at the multiples of a step: products of sinc(q h a_i) over all i but one, divided by q.
 */
final class SincTable {
  private static final int MAX_TERMS = 400;
  private static final double TAIL = 1e-11;

  private final int capacity;
  private double[] prefix = new double[0];
  private double[] suffix = new double[0];
  private double step;
  private int count;
  private double tail;

  SincTable(int factors) {
    capacity = factors;
  }

  /** The step h. */
  double step() {
    return step;
  }

  /** The number of terms, 0 when too many would be needed. */
  int terms() {
    return count;
  }

  /** Bound on the sum of |Phi(q h)| / (pi q) beyond the last term, any factor left out. */
  double tail() {
    return tail;
  }

  /**
   * Fills the table.
   *
   * @param range half ranges a_i, positive
   * @param sorted the same in increasing order
   * @param newStep h
   */
  void fill(double[] range, double[] sorted, int n, double newStep) {
    step = newStep;
    count = 4;
    tail = tail(sorted, n, count);
    while (tail > TAIL && count <= MAX_TERMS) {
      count += Math.max(2, count / 4);
      tail = tail(sorted, n, count);
    }
    if (tail > TAIL) {
      count = 0;
      return;
    }
    int size = (capacity + 1) * count;
    if (prefix.length < size) {
      prefix = new double[size];
      suffix = new double[size];
    }
    // suffix[i] first holds sinc of factor i, then the product of the factors from i on.
    for (int i = 0; i < n; i++) {
      sinc(range[i] * step, i * count);
    }
    Arrays.fill(prefix, 0, count, 1);
    for (int i = 0; i < n; i++) {
      for (int q = 0; q < count; q++) {
        prefix[(i + 1) * count + q] = prefix[i * count + q] * suffix[i * count + q];
      }
    }
    for (int q = 0; q < count; q++) {
      suffix[n * count + q] = 1.0 / (q + 1);
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int q = 0; q < count; q++) {
        suffix[i * count + q] *= suffix[(i + 1) * count + q];
      }
    }
  }

  private void sinc(double angle, int offset) {
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    double inverse = 1 / angle;
    double re = 1;
    double im = 0;
    for (int q = 1; q <= count; q++) {
      double next = re * cosine - im * sine;
      im = re * sine + im * cosine;
      re = next;
      suffix[offset + q - 1] = im * inverse / q;
    }
  }

  /** Writes Phi(q h) / q at index q - 1, without factor {@code left}; all factors if it is n. */
  void without(int left, int n, double[] phi) {
    int tailOffset = left == n ? n : left + 1;
    for (int q = 0; q < count; q++) {
      phi[q] = prefix[left * count + q] * suffix[tailOffset * count + q];
    }
  }

  /**
   * As |sinc(x)| &lt;= 1 / x, the rest after T terms is at most T^-m / (m pi) product of 1 / (h
   * a_i) over any m factors. The largest is left out.
   */
  private double tail(double[] sorted, int n, int terms) {
    double best = Double.POSITIVE_INFINITY;
    double product = 1;
    int used = 0;
    for (int i = n - 2; i >= 0; i--) {
      product /= step * sorted[i] * terms;
      used++;
      best = Math.min(best, product / (used * Math.PI));
    }
    return best;
  }
}
