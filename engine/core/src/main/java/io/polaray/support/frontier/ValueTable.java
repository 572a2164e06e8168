package io.polaray.support.frontier;

import java.util.Arrays;
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

  /**
   * Bound on the worth of task i to a ray that must take back as much mass as it sheds, spread over
   * two tasks or more: the largest f(e_i - mu_i (e_q + e_r) / (mu_q + mu_r)).
   */
  double paired(int i, long all) {
    double most = 0;
    for (int q = 0; q < box.tasks; q++) {
      for (int r = 0; r < q; r++) {
        if (q != i && r != i && (all >> q & 1) != 0 && (all >> r & 1) != 0) {
          Arrays.fill(bundle, 0);
          double amount = box.mean[i] / (box.mean[q] + box.mean[r]) * (1 - 1e-12);
          bundle[i] = 1;
          bundle[q] = -amount;
          bundle[r] = -amount;
          most = Math.max(most, values.upper(bundle, 0, 0.5, most));
        }
      }
    }
    return most;
  }
}
