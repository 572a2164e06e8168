package io.polaray.support.bound;

import java.util.function.IntToDoubleFunction;

/**
 * The bound on S(w) that follows when no ray gains more than {@code sum of a_i g_i} over the tasks
 * that it gives up, a_i of each: the rays of a menu give up disjoint sets of tasks, so
 *
 * <pre>  S(w) &lt;= max { sum_i max(w_i, 0) eta_i, w . eta + sum_i eta_i g_i }.</pre>
 */
final class SumOfRayGains {
  private static final double UNIT = 0x1p-53;

  private SumOfRayGains() {}

  /**
   * The bound, rounded up.
   *
   * @param gain g_i for each task i with a positive eta_i, nonnegative
   * @param error relative error of a gain
   */
  static double bound(double[] w, double[] eta, IntToDoubleFunction gain, double error) {
    double base = 0;
    double remedial = 0;
    double size = 0;
    double gains = 0;
    for (int i = 0; i < w.length; i++) {
      base += w[i] * eta[i];
      remedial += Math.max(0, w[i]) * eta[i];
      size += Math.abs(w[i]) * eta[i];
      gains += eta[i] > 0 ? eta[i] * gain.applyAsDouble(i) : 0;
    }
    double slack = 4 * (w.length + 2) * UNIT * size;
    return Math.max(remedial, base + gains * (1 + error)) + slack;
  }
}
