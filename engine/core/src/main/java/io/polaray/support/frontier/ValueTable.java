package io.polaray.support.frontier;

import java.util.HashMap;
import java.util.Map;

/**
 * Bounds on ray values for bundles that give up 1 of each task of one set and take back the same
 * amount of each task of another, and of a third, remembered between nodes.
 */
final class ValueTable {
  private static final int MAX_ENTRIES = 400_000;

  private record Key(
      long given, long taken, double amount, long others, double otherAmount, double cap) {}

  private final ScaledBox box;
  private final BundleValue values;
  private final double[] bundle;
  private final Map<Key, Double> known = new HashMap<>();

  ValueTable(ScaledBox box, double relativeTolerance) {
    this.box = box;
    values = new BundleValue(box, relativeTolerance);
    bundle = new double[box.tasks];
  }

  /** Work done so far, in evaluated probabilities. */
  long evaluations() {
    return values.evaluations();
  }

  /** Bound on f(1_given) with p at most {@code cap}. */
  double of(long given, double cap) {
    return of(given, 0, 0, 0, 0, cap);
  }

  /** Bound on f(1_given - amount 1_taken) with p at most {@code cap}; the sets are disjoint. */
  double of(long given, long taken, double amount, double cap) {
    return of(given, taken, amount, 0, 0, cap);
  }

  /**
   * Bound on f(1_given - amount 1_taken - otherAmount 1_others) with p at most {@code cap}; the
   * sets are disjoint.
   */
  double of(long given, long taken, double amount, long others, double otherAmount, double cap) {
    if (given == 0) {
      return 0;
    }
    Key key = new Key(given, taken, taken == 0 ? 0 : amount, others, otherAmount, cap);
    Double value = known.get(key);
    if (value == null) {
      fill(given, taken, amount, others, otherAmount);
      value = values.upper(bundle, 0, cap, 0);
      if (known.size() >= MAX_ENTRIES) {
        known.clear();
      }
      known.put(key, value);
    }
    return value;
  }

  /**
   * Bound on f(1_given - amount 1_taken) with p at most 1/2, not remembered; values below {@code
   * enough} need not be told apart.
   */
  double fresh(long given, long taken, double amount, double enough) {
    fill(given, taken, amount, 0, 0);
    return values.upper(bundle, 0, 0.5, enough);
  }

  private void fill(long given, long taken, double amount, long others, double otherAmount) {
    for (int i = 0; i < box.tasks; i++) {
      long bit = 1L << i;
      bundle[i] =
          (given & bit) != 0
              ? 1
              : (taken & bit) != 0 ? -amount : (others & bit) != 0 ? -otherAmount : 0;
    }
  }
}
