package io.polaray.finite.replica;

/** How people choose from a menu of rays. */
public enum Behaviour {
  /** Private cost is c . x: the ray with c . kappa at most 0, if any (paper, Lemma 4). */
  LINEAR,
  /**
   * Private cost is convex, sum_i c(i) x(i)^2 / eta(i) (x(i)^2 where eta(i) = 0), compared at full
   * extension: extra tasks weigh more and more.
   */
  CONVEX,
  /** One of the rays or the endowment, all equally likely whatever the costs. */
  ERRATIC;

  private static final int ENDOWMENT = -1;

  /**
   * The ray a person takes.
   *
   * @param costs c
   * @param endowment eta
   * @param rays directions at full extension
   * @param uniform a number in [0, 1) for erratic choices
   * @return an index into {@code rays}; -1 for the endowment
   */
  int choose(double[] costs, double[] endowment, double[][] rays, double uniform) {
    if (this == ERRATIC) {
      return Math.min(rays.length, (int) (uniform * (rays.length + 1))) - 1;
    }
    int best = ENDOWMENT;
    double least = 0;
    for (int k = 0; k < rays.length; k++) {
      double change = 0;
      double[] ray = rays[k];
      for (int i = 0; i < ray.length; i++) {
        if (this == LINEAR) {
          change += costs[i] * ray[i];
        } else {
          double scale = endowment[i] > 0 ? 1 / endowment[i] : 1;
          change += costs[i] * scale * ray[i] * (2 * endowment[i] + ray[i]);
        }
      }
      if (change < least || (change == 0 && best == ENDOWMENT)) {
        least = change;
        best = k;
      }
    }
    return best;
  }
}
