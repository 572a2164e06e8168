package io.polaray.support.frontier;

import java.util.HashMap;
import java.util.Map;

/**
 * Bounds on ray values for bundles that give up 1 of each task of one set and take back the same
 * amount of each task of another, remembered between nodes.
 */
final class ValueTable {
  private static final int MAX_ENTRIES = 400_000;

  private record Key(long given, long taken, double amount, double first, double last) {}

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

  /** Bound on f(1_given) with p in [first, last]. */
  double of(long given, double first, double last) {
    return of(given, 0, 0, first, last);
  }

  /** Bound on f(1_given - amount 1_taken) with p in [first, last]; the sets are disjoint. */
  double of(long given, long taken, double amount, double first, double last) {
    if (given == 0) {
      return 0;
    }
    double rate = taken == 0 ? 0 : amount;
    Key key = new Key(given, rate == 0 ? 0 : taken, rate, first, last);
    Double value = known.get(key);
    if (value == null) {
      for (int i = 0; i < box.tasks; i++) {
        long bit = 1L << i;
        bundle[i] = (given & bit) != 0 ? 1 : (taken & bit) != 0 ? -rate : 0;
      }
      value = values.upper(bundle, first, last, 0);
      if (known.size() >= MAX_ENTRIES) {
        known.clear();
      }
      known.put(key, value);
    }
    return value;
  }
}
