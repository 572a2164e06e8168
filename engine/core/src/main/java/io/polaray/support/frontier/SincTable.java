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

  /** Bound on the rounding errors and the rest of the series in a value made from n factors. */
  double error(int n) {
    return tail + 16 * (n + 4) * (count + 4) * 0x1p-53;
  }

  /**
   * Fills the table of products with one factor left out.
   *
   * @param range half ranges a_i, positive
   * @param sorted the same in increasing order
   * @param newStep h
   */
  void fill(double[] range, double[] sorted, int n, double newStep) {
    if (!choose(sorted, n - 1, newStep)) {
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

  /** Fills the product of all factors alone; false when too many terms would be needed. */
  boolean product(double[] range, double[] sorted, int n, double newStep) {
    if (!choose(sorted, n, newStep)) {
      return false;
    }
    if (prefix.length < count) {
      prefix = new double[count];
      suffix = new double[count];
    }
    for (int q = 0; q < count; q++) {
      prefix[q] = 1.0 / (q + 1);
    }
    for (int i = 0; i < n; i++) {
      sinc(range[i] * step, 0);
      for (int q = 0; q < count; q++) {
        prefix[q] *= suffix[q];
      }
    }
    return true;
  }

  /** P(m + Y &gt;= 0) from the product of all factors. */
  double invert(double shift) {
    double angle = shift * step;
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    double re = 1;
    double im = 0;
    double total = 0;
    for (int q = 0; q < count; q++) {
      double next = re * cosine - im * sine;
      im = re * sine + im * cosine;
      re = next;
      total += im * prefix[q];
    }
    return 0.5 + (0.5 * angle + total) / Math.PI;
  }

  /** Sets step and number of terms from the {@code used} smallest factors. */
  private boolean choose(double[] sorted, int used, double newStep) {
    step = newStep;
    count = 4;
    tail = tail(sorted, used, count);
    while (tail > TAIL && count <= MAX_TERMS) {
      count += Math.max(2, count / 4);
      tail = tail(sorted, used, count);
    }
    if (tail > TAIL) {
      count = 0;
      return false;
    }
    return true;
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
   * a_i) over any m of the {@code used} smallest factors.
   */
  private double tail(double[] sorted, int used, int terms) {
    double best = Double.POSITIVE_INFINITY;
    double product = 1;
    int taken = 0;
    for (int i = used - 1; i >= 0; i--) {
      product /= step * sorted[i] * terms;
      taken++;
      best = Math.min(best, product / (taken * Math.PI));
    }
    return best;
  }
}
