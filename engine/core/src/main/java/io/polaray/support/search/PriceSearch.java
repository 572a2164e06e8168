package io.polaray.support.search;

import io.polaray.numeric.Vector;

/**
 * Coordinate search for prices of rays on a finite set of types, where the best prices sit on
 * types.
 *
 * <p>With everything else fixed, the value of a ray as a function of one take-on, or of the common
 * scale of all its take-ons, is piecewise linear and falls only where a type stops accepting. So
 * only the types' own thresholds are candidates. A move stays above the smallest amount that
 * polarisation with the other rays allows.
 */
abstract sealed class PriceSearch permits BlockPricing, CountedPricing {
  /** From a threshold to a factor that the type accepts in spite of rounding. */
  static final double TOWARDS_ACCEPTANCE = 1 - 0x1p-44;

  /** Relative gain of a move below which nothing moves. */
  static final double GAIN = 1e-9;

  private static final double PASS_GAIN = 1e-5;
  private static final double AT_FLOOR = 1 + 1e-9;

  final Vector weights;
  private final TypeBlocks types;

  PriceSearch(Vector weights, TypeBlocks types) {
    this.weights = weights;
    this.types = types;
  }

  /** Prepares moves of a ray. */
  abstract void begin(double[] kappa);

  /**
   * Tries to scale one take-on of ray k, or all of them when j is -1; {@code rays[k]} may be
   * replaced.
   *
   * @param base worth of what stays
   * @param gain worth of what is scaled
   * @param floor the least factor
   * @param value the value of the ray
   * @return its value after the move
   */
  abstract double move(
      double[][] rays, int k, int j, double base, double gain, double floor, double value);

  /**
   * Improves rays at full extension in place; polarisation is kept up to rounding.
   *
   * @param values the values of the rays under the measure; updated
   */
  final void improve(double[][] rays, double[] values, int maxPasses) {
    for (int pass = 0; pass < maxPasses; pass++) {
      boolean moved = false;
      for (int k = 0; k < rays.length; k++) {
        double before = values[k];
        begin(rays[k]);
        int target = bestTarget(rays[k]);
        int taken = 0;
        for (int j = 0; j < weights.size(); j++) {
          double floor = rays[k][j] > 0 ? floor(rays, k, j) / rays[k][j] : 1;
          if (rays[k][j] > 0 && (floor * AT_FLOOR < 1 || j == target)) {
            values[k] = move(rays, k, j, floor, values[k]);
          }
          taken += rays[k][j] > 0 ? 1 : 0;
        }
        if (taken > 1) {
          values[k] = move(rays, k, -1, commonFloor(rays, k), values[k]);
        }
        moved |= values[k] > before * (1 + PASS_GAIN);
      }
      if (!moved) {
        return;
      }
    }
  }

  private double move(double[][] rays, int k, int j, double floor, double value) {
    double base = 0;
    double gain = 0;
    for (int i = 0; i < rays[k].length; i++) {
      double worth = weights.get(i) * rays[k][i];
      if (isScaled(rays[k], i, j)) {
        gain += worth;
      } else {
        base += worth;
      }
    }
    return gain <= 0 && j < 0 && !(floor > 0) ? value : move(rays, k, j, base, gain, floor, value);
  }

  /** The task taken on that is worth most for its mean cost; -1 when none is worth anything. */
  private int bestTarget(double[] kappa) {
    int best = -1;
    double most = 0;
    for (int j = 0; j < kappa.length; j++) {
      double worth = weights.get(j) / types.meanCost(j);
      if (kappa[j] > 0 && worth > most) {
        most = worth;
        best = j;
      }
    }
    return best;
  }

  /** Whether entry i moves: it is j, or any take-on when j is -1. */
  static boolean isScaled(double[] kappa, int i, int j) {
    return j < 0 ? kappa[i] > 0 : i == j;
  }

  /** A copy with the moved entries times a factor. */
  static double[] scaled(double[] kappa, int j, double factor) {
    double[] moved = kappa.clone();
    for (int i = 0; i < kappa.length; i++) {
      if (isScaled(kappa, i, j)) {
        moved[i] = kappa[i] * factor;
      }
    }
    return moved;
  }

  /** The least take-on of task j by ray k that (P) allows. */
  private static double floor(double[][] rays, int k, int j) {
    double floor = 0;
    for (int l = 0; l < rays.length; l++) {
      if (l != k && rays[l][j] < 0) {
        for (int i = 0; i < rays[k].length; i++) {
          if (rays[k][i] < 0) {
            floor = Math.max(floor, rays[k][i] * rays[l][j] / rays[l][i]);
          }
        }
      }
    }
    return floor;
  }

  /** The least common factor of the take-ons of ray k that (P) allows. */
  private static double commonFloor(double[][] rays, int k) {
    double floor = 0;
    for (int i = 0; i < rays[k].length; i++) {
      if (rays[k][i] > 0) {
        floor = Math.max(floor, floor(rays, k, i) / rays[k][i]);
      }
    }
    return floor;
  }
}
