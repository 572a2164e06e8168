package io.polaray.menu;

import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns directions found by a search into rays at full extension, inside the orthant, that are
 * pairwise polarised on a box of costs in exact arithmetic: on the orthant, or strictly on the box.
 *
 * <p>Positive entries of a pair that misses the condition are raised by a common factor. A raised
 * entry never harms another pair: both conditions are monotone in positive entries.
 */
public final class SupportMenus {
  private static final double MARGIN = 4e-13;
  private static final double MAX_RAISE = 0.05;
  private static final int BISECTIONS = 60;

  private SupportMenus() {}

  /**
   * Rays at full extension, polarised on the box.
   *
   * @param endowment eta, nonnegative
   * @param kappas directions; an entry that sheds a task with eta(i) = 0 is set to 0. A direction
   *     that is not non-monotone after that gives no ray
   * @throws IllegalArgumentException if the directions miss the condition by more than raising
   *     positive entries by five hundredths repairs
   */
  public static List<Ray> fullExtension(Vector endowment, double[][] kappas, CostBox box) {
    List<double[]> scaled = new ArrayList<>();
    for (double[] kappa : kappas) {
      double[] ray = ExactMenus.extend(endowment, kappa);
      if (ExactMenus.isNonMonotone(ray)) {
        scaled.add(ray);
      }
    }
    for (int k = 0; k < scaled.size(); k++) {
      for (int l = k + 1; l < scaled.size(); l++) {
        repair(scaled.get(k), scaled.get(l), box);
      }
    }
    List<Ray> rays = new ArrayList<>();
    for (double[] ray : scaled) {
      rays.add(new Ray(Vector.of(ray)));
    }
    return rays;
  }

  private static void repair(double[] k, double[] l, CostBox box) {
    if (SupportPolarisation.holdsStrictly(k, l, box)) {
      return;
    }
    double high = 0x1p-40;
    while (!enough(k, l, high, box)) {
      high *= 2;
      if (high > MAX_RAISE) {
        throw new IllegalArgumentException(
            "kappas are not polarised on the box and cannot be made so: "
                + Vector.of(k)
                + " and "
                + Vector.of(l));
      }
    }
    double low = 0;
    for (int step = 0; step < BISECTIONS; step++) {
      double middle = 0.5 * (low + high);
      if (enough(k, l, middle, box)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    raise(k, high);
    raise(l, high);
  }

  private static boolean enough(double[] k, double[] l, double share, CostBox box) {
    double[] first = k.clone();
    double[] second = l.clone();
    raise(first, share);
    raise(second, share);
    return SupportPolarisation.margin(first, second, box) >= MARGIN;
  }

  private static void raise(double[] ray, double share) {
    for (int i = 0; i < ray.length; i++) {
      if (ray[i] > 0) {
        ray[i] *= 1 + share;
      }
    }
  }
}
