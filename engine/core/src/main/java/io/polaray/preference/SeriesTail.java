package io.polaray.preference;

import org.jspecify.annotations.Nullable;

/** A bound on what is left out of a {@link HalfSpaceSeries}. Scratch space of one thread. */
final class SeriesTail {
  /*
   * With s_i = n pi a_i / L, a_i = |kappa_i| width_i: (1) |phi_i(s)| <= q_i / s_i with q_i =
   * f(-1/2) + f(1/2) + inner(s), see PanelLaw. Over the d factors with q_i / s_i < 1 at n = N the
   * product falls like n^-d at least, and sum_{odd n > N} n^-(d+1) <= N^-d / (2 d): at most prod
   * (q_i / s_i) / (pi d) with the values at n = N.
   *
   * (2) The product of the leading parts of these d factors is a sum over the corners of the costs'
   * intervals, of W_c exp(i n psi_c) / n^d up to a power of i, where W_c is the product of the
   * densities at the corner over the s_i of n = 1 and psi_c = pi / L times the value of X there.
   * The other factors change from one odd n to the next by at most 2 s_i / n E |y_i| <= s_i / n.
   * Partial sums of exp(i n psi) over odd n are at most 1 / |sin psi|, so a summation by parts
   * gives at most 2/pi W_c (1 + 1 / (2 d) sum of the other s_i) / (N^(d+1) |sin psi_c|) for the
   * corner, and 2/pi W_c / (2 d N^d) holds in any case. What is left of the product, prod q_i -
   * prod (f(-1/2) + f(1/2)) over prod s_i, falls like n^-d as in (1).
   */
  private static final double ROOM = 1 + 1e-9;

  private final int tasks;
  private final @Nullable PanelLaw[] laws;
  private final double[] move;
  private final double[] pace;
  private final double[] corner;
  private final double[] distance;
  private double centre;

  /** The costs whose corners are kept, one bit each; -1 for none. */
  private int kept;

  SeriesTail(int tasks) {
    this.tasks = tasks;
    laws = new PanelLaw[tasks];
    move = new double[tasks];
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
    this.centre = centre / half;
    kept = -1;
    for (int i = 0; i < tasks; i++) {
      this.laws[i] = sizes[i] > 0 ? laws[i] : null;
      pace[i] = Math.PI / half * sizes[i];
      move[i] = 0.5 * (kappa[i] < 0 ? -sizes[i] : sizes[i]) / half;
    }
  }

  /** Weights W and lower bounds of |sin psi| of the corners of some costs. */
  private void setCorners(int set) {
    if (kept == set) {
      return;
    }
    kept = set;
    int corners = 1;
    corner[0] = 2 / Math.PI * ROOM;
    distance[0] = centre;
    for (int i = 0; i < tasks; i++) {
      PanelLaw law = laws[i];
      if (law == null || (set >> i & 1) == 0) {
        continue;
      }
      double low = law.atLower() / pace[i];
      double high = law.atUpper() / pace[i];
      for (int c = 0; c < corners; c++) {
        corner[corners + c] = corner[c] * high;
        distance[corners + c] = distance[c] + move[i];
        corner[c] *= low;
        distance[c] -= move[i];
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
    double whole = 1;
    double leading = 1;
    double scale = 1;
    double others = 0;
    int factors = 0;
    int set = 0;
    for (int i = 0; i < tasks; i++) {
      PanelLaw law = laws[i];
      if (law == null) {
        continue;
      }
      double s = pace[i] * last;
      double ends = law.atLower() + law.atUpper();
      double ratio = (ends + law.inner(s)) / s;
      if (ratio < 1) {
        whole *= ratio;
        leading *= ends / s;
        scale /= last;
        set |= 1 << i;
        factors++;
      } else {
        others += s;
      }
    }
    if (factors == 0) {
      return 1;
    }
    double bound = whole / (Math.PI * factors);
    double sum = (whole - leading + 1e-14 * whole) / (Math.PI * factors);
    if (sum < bound) {
      setCorners(set);
      double once = 0.5 / factors;
      double change = (1 + once * others) / last;
      for (int c = 0; c < 1 << factors; c++) {
        sum += corner[c] * scale * Math.min(once, change / distance[c]);
      }
    }
    return Math.min(bound, sum) * ROOM;
  }
}
