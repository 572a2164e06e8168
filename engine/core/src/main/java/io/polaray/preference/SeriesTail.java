package io.polaray.preference;

import org.jspecify.annotations.Nullable;

/** A bound on what is left out of a {@link HalfSpaceSeries}. Scratch space of one thread. */
final class SeriesTail {
  /*
   * With s_i = n pi a_i / L, a_i = |kappa_i| width_i: (1) |phi_i(s)| <= q_i / s_i with q_i =
   * f(-1/2) + f(1/2) + inner(s), see PanelLaw. Over the d factors with q_i / s_i < 1 the product
   * falls like n^-d at least, and sum_{odd n > N} n^-(d+1) <= N^-d / (2 d): at most prod (q_i /
   * s_i) / (pi d) with the values at n = N.
   *
   * (2) The product of the leading parts of all d factors is a sum over the corners of the costs'
   * intervals, of W_c exp(i n psi_c) / n^d up to a power of i, where W_c is the product of the
   * densities at the corner over the s_i of n = 1 and psi_c = pi / L times the value of X there.
   * Partial sums of exp(i n psi) over odd n are at most 1 / |sin psi|, so by Abel's inequality the
   * corner adds at most 2/pi W_c / (N^(d+1) |sin psi_c|), and 2/pi W_c / (2 d N^d) in any case.
   * What is left of the product, prod q_i - prod (f(-1/2) + f(1/2)) over prod s_i, falls like n^-d
   * as in (1).
   */
  private static final double ROOM = 1 + 1e-9;

  /** A factor that hardly varies has no corners. */
  private static final double SMALLEST = 1e-9;

  private final int tasks;
  private final @Nullable PanelLaw[] laws;
  private final double[] pace;
  private final double[] corner;
  private final double[] distance;
  private int corners;

  SeriesTail(int tasks) {
    this.tasks = tasks;
    laws = new PanelLaw[tasks];
    pace = new double[tasks];
    corner = new double[1 << tasks];
    distance = new double[1 << tasks];
  }

  /**
   * Turns to a ray.
   *
   * @param laws null for known costs
   * @param sizes |kappa| times the widths of the laws
   * @param centre X at the middles of all intervals
   * @param half L
   */
  void set(@Nullable PanelLaw[] laws, double[] kappa, double[] sizes, double centre, double half) {
    corners = 1;
    corner[0] = 2 / Math.PI * ROOM;
    distance[0] = centre / half;
    for (int i = 0; i < tasks; i++) {
      PanelLaw law = laws[i];
      this.laws[i] = sizes[i] > 0 ? law : null;
      pace[i] = Math.PI / half * sizes[i];
      if (law == null || sizes[i] == 0) {
        continue;
      }
      if (!(sizes[i] > SMALLEST * half)) {
        corners = 0;
      }
      double low = law.atLower() / pace[i];
      double high = law.atUpper() / pace[i];
      double move = 0.5 * (kappa[i] < 0 ? -sizes[i] : sizes[i]) / half;
      for (int c = 0; c < corners; c++) {
        corner[corners + c] = corner[c] * high;
        distance[corners + c] = distance[c] + move;
        corner[c] *= low;
        distance[c] -= move;
      }
      corners *= 2;
    }
    for (int c = 0; c < corners; c++) {
      // sin(pi x) >= 3 x - 4 x^3 for x up to 1/2.
      double x = Math.abs(distance[c] - Math.rint(distance[c]));
      distance[c] = Math.max(0, x * (3 - 4 * x * x) - 1e-12);
    }
  }

  /** At least the sum of all terms beyond the last. */
  double beyond(int last) {
    double product = 1;
    int factors = 0;
    double whole = 1;
    double leading = 1;
    int all = 0;
    for (int i = 0; i < tasks; i++) {
      PanelLaw law = laws[i];
      if (law == null) {
        continue;
      }
      double s = pace[i] * last;
      double ends = law.atLower() + law.atUpper();
      double ratio = (ends + law.inner(s)) / s;
      whole *= ratio;
      leading *= ends / s;
      all++;
      if (ratio < 1) {
        product *= ratio;
        factors++;
      }
    }
    double bound = factors == 0 ? 1 : product / (Math.PI * factors);
    if (corners > 1) {
      double scale = 1;
      for (int k = 0; k < all; k++) {
        scale /= last;
      }
      double sum = (whole - leading + 1e-14 * whole) / (Math.PI * all);
      for (int c = 0; c < corners; c++) {
        sum += corner[c] * scale * Math.min(0.5 / all, 1 / (last * distance[c]));
      }
      bound = Math.min(bound, sum);
    }
    return bound * ROOM;
  }
}
