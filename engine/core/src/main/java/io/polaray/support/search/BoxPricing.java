package io.polaray.support.search;

import io.polaray.menu.CostBox;
import io.polaray.menu.SupportPolarisation;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeSample;
import java.util.Arrays;

/**
 * Prices of the rays of a menu on a box for a measure that counts types: what a ray takes on is
 * scaled by the factor that earns most.
 *
 * <p>With give-up cost A and take-on cost B a type accepts {@code f} times the positive entries iff
 * {@code f <= A / B}. Between two such ratios the same types accept and a larger f earns more, so
 * the best f is a ratio, less a trifle for rounding. Polarisation with the other rays is monotone
 * in f and leaves an interval that is unbounded above.
 */
final class BoxPricing {
  private static final double TRIFLE = 1 - 0x1p-48;
  private static final double LEAST = 0.25;
  private static final int BISECTIONS = 40;

  private final CostBox box;
  private final TypeSample sample;
  private final Vector weights;

  BoxPricing(CostBox box, TypeSample sample, Vector weights) {
    this.box = box;
    this.sample = sample;
    this.weights = weights;
  }

  /** Prices every ray in turn, in place. */
  void improve(double[][] kappas, int passes) {
    for (int pass = 0; pass < passes; pass++) {
      for (int k = 0; k < kappas.length; k++) {
        kappas[k] = scaled(kappas[k], best(kappas, k));
      }
    }
  }

  private double best(double[][] kappas, int ray) {
    double[] kappa = kappas[ray];
    double wanted = 0;
    double given = 0;
    for (int i = 0; i < kappa.length; i++) {
      wanted += Math.max(0, kappa[i]) * weights.get(i);
      given += Math.max(0, -kappa[i]) * weights.get(i);
    }
    int types = sample.types();
    double[] ratios = new double[types];
    Integer[] order = new Integer[types];
    for (int m = 0; m < types; m++) {
      double shed = 0;
      double taken = 0;
      for (int i = 0; i < kappa.length; i++) {
        double cost = kappa[i] * sample.cost(m, i);
        shed += Math.max(0, -cost);
        taken += Math.max(0, cost);
      }
      ratios[m] = taken > 0 ? shed / taken : 0;
      order[m] = m;
    }
    Arrays.sort(order, (a, b) -> Double.compare(ratios[b], ratios[a]));
    double least = leastFactor(kappas, ray);
    double best = 1;
    double bestValue = Double.NEGATIVE_INFINITY;
    double mass = 0;
    for (int n = 0; n < types; n++) {
      mass += sample.weight(order[n]);
      double factor = ratios[order[n]] * TRIFLE;
      if (factor < least) {
        break;
      }
      double value = mass * (factor * wanted - given);
      if (value > bestValue) {
        bestValue = value;
        best = factor;
      }
    }
    return best;
  }

  /** The smallest factor that keeps the ray polarised with all others. */
  private double leastFactor(double[][] kappas, int ray) {
    if (holds(kappas, ray, LEAST)) {
      return LEAST;
    }
    double low = LEAST;
    double high = 1;
    if (!holds(kappas, ray, high)) {
      return high;
    }
    for (int step = 0; step < BISECTIONS; step++) {
      double middle = 0.5 * (low + high);
      if (holds(kappas, ray, middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private boolean holds(double[][] kappas, int ray, double factor) {
    double[] moved = scaled(kappas[ray], factor);
    for (int l = 0; l < kappas.length; l++) {
      if (l != ray && !SupportPolarisation.holdsClearly(moved, kappas[l], box)) {
        return false;
      }
    }
    return true;
  }

  /** A copy with positive entries times a factor. */
  static double[] scaled(double[] kappa, double factor) {
    double[] scaled = kappa.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= scaled[i] > 0 ? factor : 1;
    }
    return scaled;
  }
}
