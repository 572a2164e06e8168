package io.polaray.support.bound;

import io.polaray.preference.TypeSample;
import java.util.Arrays;

/** Tail integrals of the scaled costs of a sample, and the bound made of them. */
final class CostTails {
  /*
   * The masses p are those of the highest or lowest k types, k = 1 .. M, when all types weigh the
   * same. Otherwise tails are taken at a grid of masses p_0 = 0 < p_1 < ... < p_n = 1, with the
   * last type counted in part; between two of them R is at most its value at the lower and U its
   * value at the upper end.
   */

  private static final double UNIT = 0x1p-53;

  private final int tasks;
  private final int masses;
  private final boolean exactMasses;
  private final double[] mass;
  private final double[][] lowerTail;
  private final double[][] upperTail;
  private final double[] smallest;
  private final double roundUp;

  CostTails(TypeSample sample, double[] eta) {
    tasks = sample.tasks();
    int types = sample.types();
    exactMasses = sample.hasEqualWeights();
    masses = types;
    roundUp = 1 + 8 * UNIT * (types + tasks + 8);
    mass = new double[masses];
    for (int k = 0; k < masses; k++) {
      mass[k] = (k + 1.0) / masses;
    }
    lowerTail = new double[tasks][];
    upperTail = new double[tasks][];
    smallest = new double[tasks];
    double[] scale = new double[types];
    for (int m = 0; m < types; m++) {
      double burden = 0;
      for (int i = 0; i < tasks; i++) {
        burden += sample.cost(m, i) * eta[i];
      }
      scale[m] = burden > 0 ? 1 / burden : 1;
    }
    for (int i = 0; i < tasks; i++) {
      Integer[] order = new Integer[types];
      double[] scaled = new double[types];
      for (int m = 0; m < types; m++) {
        order[m] = m;
        scaled[m] = sample.cost(m, i) * scale[m];
      }
      Arrays.sort(order, (a, b) -> Double.compare(scaled[a], scaled[b]));
      smallest[i] = scaled[order[0]];
      lowerTail[i] = tail(sample, order, scaled, false);
      upperTail[i] = tail(sample, order, scaled, true);
    }
  }

  /** Integrals over the lowest or highest mass, at the masses of the grid. */
  private double[] tail(TypeSample sample, Integer[] order, double[] scaled, boolean highest) {
    double[] tail = new double[masses];
    double sum = 0;
    double reached = 0;
    int next = 0;
    int last = order.length - 1;
    for (int k = 0; k < masses; k++) {
      while (next <= last) {
        int m = order[highest ? last - next : next];
        if (!exactMasses && reached + sample.weight(m) > mass[k]) {
          break;
        }
        sum += scaled[m] * sample.weight(m);
        reached += sample.weight(m);
        next++;
        if (exactMasses) {
          break;
        }
      }
      double part = 0;
      if (!exactMasses && next <= last && mass[k] > reached) {
        part = (mass[k] - reached) * scaled[order[highest ? last - next : next]];
      }
      tail[k] = sum + part;
    }
    return tail;
  }

  /** The bound on S(w), rounded up. */
  double bound(double[] w, double[] eta) {
    double[] rate = new double[masses];
    double before = 0;
    for (int j = 0; j < tasks; j++) {
      before = Math.max(before, w[j] / smallest[j]);
    }
    for (int k = 0; k < masses; k++) {
      double best = 0;
      for (int j = 0; j < tasks; j++) {
        best = Math.max(best, w[j] * mass[k] / lowerTail[j][k]);
      }
      rate[k] = exactMasses ? best : before;
      before = best;
    }
    return SumOfRayGains.bound(w, eta, i -> gain(w[i], i, rate), roundUp - 1);
  }

  /** The largest {@code R(p) U_i(p) - p w_i}, at least 0. */
  private double gain(double weight, int i, double[] rate) {
    double best = 0;
    for (int k = 0; k < masses; k++) {
      double least = exactMasses || weight < 0 || k == 0 ? mass[k] : mass[k - 1];
      least = !exactMasses && k == 0 && weight >= 0 ? 0 : least;
      double taken = rate[k] * upperTail[i][k] * roundUp;
      best = Math.max(best, taken - least * weight + 4 * UNIT * (taken + Math.abs(weight)));
    }
    return best;
  }
}
