package io.polaray.support.frontier;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bounds on the worth of one ray of a {@link RateNode}; remembered between nodes. */
final class RateValues {
  private static final int MAX_ENTRIES = 400_000;
  private static final double TOLERANCE = 1e-4;
  private static final double MARGIN = 1e-12;

  /** A bundle with its band. */
  private static final class Key {
    final double[] numbers;
    final int hash;

    Key(double[] bundle, double cap, boolean extended) {
      numbers = Arrays.copyOf(bundle, bundle.length + 1);
      numbers[bundle.length] = extended ? -cap : cap;
      hash = Arrays.hashCode(numbers);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(numbers, key.numbers);
    }
  }

  private final ScaledBox box;
  private final BundleValue values;
  private final List<LikelyRays.Level> levels;
  private final Map<Key, Double> known = new HashMap<>();
  private final double[] bundle;

  RateValues(ScaledBox box, List<LikelyRays.Level> levels) {
    this.box = box;
    this.levels = levels;
    values = new BundleValue(box, TOLERANCE);
    bundle = new double[box.tasks];
  }

  long evaluations() {
    return values.evaluations();
  }

  double mean(long set) {
    double sum = 0;
    for (int i = 0; i < box.tasks; i++) {
      sum += (set >> i & 1) != 0 ? box.mean[i] : 0;
    }
    return sum;
  }

  /**
   * Bound on ray k when it sheds {@code own} of its tasks and takes back, at the node's lower rates
   * but for ray {@code other}, what the others shed.
   *
   * @param other a ray whose rate is replaced, -1 for none
   * @param replaced the rate in its place
   * @param extended whether the convex extension of the worth is wanted and not the worth itself
   */
  double of(
      RateNode node,
      int k,
      int other,
      double replaced,
      double[] own,
      double[] shed,
      boolean extended) {
    fill(node, k, other, replaced, own, shed);
    double given = 0;
    double taken = 0;
    double balance = 0;
    for (int i = 0; i < box.tasks; i++) {
      given += Math.max(0, bundle[i]) * box.upper[i];
      taken -= Math.min(0, bundle[i]) * box.lower[i];
      balance += bundle[i] * box.mean[i];
    }
    if (given == 0 && taken == 0) {
      return 0;
    }
    if (k == node.likely) {
      return !extended && balance < -MARGIN * (given + taken) ? 0 : likely(node);
    }
    if (!extended && taken > given * (1 + MARGIN)) {
      return 0;
    }
    Key key = new Key(bundle, cap(node), extended);
    Double value = known.get(key);
    if (value == null) {
      value =
          extended
              ? values.upper(bundle, 0, cap(node), 0)
              : values.upperOfRays(bundle, 0, cap(node));
      if (known.size() >= MAX_ENTRIES) {
        known.clear();
      }
      known.put(key, value);
    }
    return value;
  }

  private void fill(RateNode node, int k, int other, double replaced, double[] own, double[] shed) {
    for (int i = 0; i < box.tasks; i++) {
      bundle[i] = 0;
      for (int l = 0; l < node.rays(); l++) {
        if ((node.sets[l] >> i & 1) != 0) {
          double rate = l == other ? replaced : node.rate[k][l];
          bundle[i] = l == k ? own[i] : -rate * shed[i];
        }
      }
    }
  }

  private double cap(RateNode node) {
    return node.likely < 0 ? 0.5 : Math.min(0.5, 1 - levels.get(node.firstLevel).from());
  }

  private double likely(RateNode node) {
    double worst = 0;
    for (int n = node.firstLevel; n < node.endLevel; n++) {
      LikelyRays.Level level = levels.get(n);
      double sum = 0;
      for (int i = 0; i < box.tasks; i++) {
        sum += bundle[i] * (bundle[i] > 0 ? level.high()[i] : level.low()[i]);
      }
      worst = Math.max(worst, level.to() * sum);
    }
    return worst + box.slack;
  }
}
