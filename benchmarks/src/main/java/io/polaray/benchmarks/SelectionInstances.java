package io.polaray.benchmarks;

import io.polaray.finite.selection.SelectionProblem;

/**
 * Seeded selection problems with many columns.
 *
 * <p>Dense: one or two tasks shed (lognormal, sd 0.25), all others taken on (lognormal, sd 1),
 * rescaled so that what is taken on is what is shed times a lognormal (sd 0.3). Sparse: the same
 * with one to three tasks taken on. Grid: entries in {-1, 0, 1, 2} and social costs in {0.8, 1,
 * 1.2}, full of ties. Social costs are lognormal (sd 0.3) otherwise. Random numbers: SplitMix64.
 */
final class SelectionInstances {
  /** How the rays look. */
  enum Family {
    /** Everything else is taken on. */
    DENSE,
    /** One to three tasks are taken on. */
    SPARSE,
    /** Small integers. */
    GRID
  }

  private static final double TURN = 6.283185307179586;

  private long state;

  private SelectionInstances(long seed) {
    state = seed * 1_000_003L + 17;
  }

  static SelectionProblem of(Family family, int columns, int tasks, long seed) {
    SelectionInstances random = new SelectionInstances(seed);
    SelectionProblem.Builder builder = SelectionProblem.builder(tasks, columns);
    double[] kappa = new double[tasks];
    for (int a = 0; a < columns; a++) {
      builder.add(kappa, random.fill(family, kappa), 1);
    }
    return builder.build();
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long bits = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }

  private int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  private double uniform() {
    return ((next() >>> 11) + 0.5) * 0x1p-53;
  }

  private double normal() {
    double first = uniform();
    return StrictMath.sqrt(-2 * StrictMath.log(first)) * StrictMath.cos(TURN * uniform());
  }

  /** Writes the next ray and returns its cost. */
  private double fill(Family family, double[] kappa) {
    int tasks = kappa.length;
    double[] pi = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      kappa[i] = 0;
      pi[i] = family == Family.GRID ? 0.8 + 0.2 * below(3) : StrictMath.exp(0.3 * normal());
    }
    int first = below(tasks);
    int second = uniform() < 0.5 ? below(tasks) : first;
    if (family == Family.GRID) {
      kappa[first] = -1;
      kappa[second] = -1;
      int more = 1 + below(2);
      for (int k = 0; k < more; k++) {
        int i = below(tasks);
        if (kappa[i] == 0) {
          kappa[i] = 1 + below(2);
        }
      }
    } else {
      lognormalRay(family, kappa, first, second);
    }
    double cost = 0;
    for (int i = 0; i < tasks; i++) {
      cost += pi[i] * kappa[i];
    }
    return cost;
  }

  private void lognormalRay(Family family, double[] kappa, int first, int second) {
    kappa[first] = -StrictMath.exp(0.25 * normal());
    if (second != first) {
      kappa[second] = -StrictMath.exp(0.25 * normal());
    }
    double shed = -(kappa[first] + (second != first ? kappa[second] : 0));
    double taken = 0;
    if (family == Family.SPARSE) {
      int more = 1 + below(3);
      for (int k = 0; k < more; k++) {
        int i = below(kappa.length);
        while (kappa[i] < 0) {
          i = below(kappa.length);
        }
        double amount = StrictMath.exp(normal());
        kappa[i] += amount;
        taken += amount;
      }
    } else {
      for (int i = 0; i < kappa.length; i++) {
        if (kappa[i] == 0) {
          kappa[i] = StrictMath.exp(normal());
          taken += kappa[i];
        }
      }
    }
    double scale = shed * StrictMath.exp(0.3 * normal()) / taken;
    for (int i = 0; i < kappa.length; i++) {
      kappa[i] *= kappa[i] > 0 ? scale : 1;
    }
  }
}
