package io.polaray.menu;

import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns directions found by a search into rays that hold in exact arithmetic: at full extension,
 * inside the orthant, pairwise polarised.
 *
 * <p>Rays are scaled first; scaling rounds, so (P) is restored afterwards by raising positive
 * entries. A raised entry lowers acceptance by the same tiny factor, so callers value a menu after
 * this step and not before. Each pass repairs every violated pair, and a repair never breaks a
 * pair: positive entries only stand on the larger side of (P).
 */
public final class ExactMenus {
  private static final double SNAP_RELATIVE_TOLERANCE = 0x1p-44;

  private ExactMenus() {}

  /**
   * Rays at full extension: {@code eta + kappa >= 0} with equality for some task that is shed.
   *
   * @param endowment eta, nonnegative
   * @param kappas directions; an entry that sheds a task with eta(i) = 0 is set to 0. A direction
   *     that is not non-monotone after that gives no ray
   * @return the rays in the order of {@code kappas}, polarised
   * @throws IllegalArgumentException if the directions violate polarisation in a way that raising
   *     positive entries cannot repair: shared negative tasks or a zero where (P) needs a positive
   *     entry
   */
  public static List<Ray> fullExtension(Vector endowment, double[][] kappas) {
    List<double[]> scaled = new ArrayList<>();
    for (double[] kappa : kappas) {
      double[] ray = extend(endowment, kappa);
      if (isNonMonotone(ray)) {
        scaled.add(ray);
      }
    }
    for (int k = 0; k < scaled.size(); k++) {
      for (int l = k + 1; l < scaled.size(); l++) {
        repair(scaled.get(k), scaled.get(l));
      }
    }
    List<Ray> rays = new ArrayList<>();
    for (double[] ray : scaled) {
      rays.add(new Ray(Vector.of(ray)));
    }
    return rays;
  }

  static double[] extend(Vector endowment, double[] kappa) {
    double[] ray = kappa.clone();
    double extension = Double.POSITIVE_INFINITY;
    int binding = -1;
    for (int i = 0; i < ray.length; i++) {
      if (ray[i] < 0 && endowment.get(i) == 0) {
        ray[i] = 0;
      }
      if (ray[i] < 0 && endowment.get(i) / -ray[i] < extension) {
        extension = endowment.get(i) / -ray[i];
        binding = i;
      }
    }
    if (binding < 0) {
      return ray;
    }
    for (int i = 0; i < ray.length; i++) {
      ray[i] *= extension;
      double full = -endowment.get(i);
      if (i == binding || (ray[i] < 0 && ray[i] <= full * (1 - SNAP_RELATIVE_TOLERANCE))) {
        ray[i] = full;
      }
      if (ray[i] == 0) {
        ray[i] = 0.0;
      }
    }
    return ray;
  }

  static boolean isNonMonotone(double[] ray) {
    boolean negative = false;
    boolean positive = false;
    for (double entry : ray) {
      negative |= entry < 0;
      positive |= entry > 0;
    }
    return negative && positive;
  }

  private static void repair(double[] first, double[] second) {
    for (int i = 0; i < first.length; i++) {
      if (!(first[i] < 0)) {
        continue;
      }
      for (int j = 0; j < second.length; j++) {
        if (second[j] < 0) {
          repairPair(first, second, i, j);
        }
      }
    }
  }

  private static void repairPair(double[] first, double[] second, int i, int j) {
    if (Polarisation.pairHolds(first[i], second[j], first[j], second[i])) {
      return;
    }
    if (!(first[j] > 0) || !(second[i] > 0)) {
      throw new IllegalArgumentException(
          "rays are not polarised at tasks "
              + i
              + " and "
              + j
              + ": each must take on some of what the other sheds, got "
              + first[j]
              + " and "
              + second[i]);
    }
    double factor = (first[i] * second[j]) / (first[j] * second[i]);
    if (factor > 1 + SNAP_RELATIVE_TOLERANCE) {
      first[j] *= Math.sqrt(factor);
      second[i] *= Math.sqrt(factor);
    }
    while (!Polarisation.pairHolds(first[i], second[j], first[j], second[i])) {
      first[j] = Math.nextUp(first[j]);
      if (!Polarisation.pairHolds(first[i], second[j], first[j], second[i])) {
        second[i] = Math.nextUp(second[i]);
      }
    }
  }
}
