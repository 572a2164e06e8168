package io.polaray.support.frontier;

import java.util.List;

/** Bounds on the gain of the menus of one node; the proofs are in docs/frontier-bounds.md. */
final class WinnerBounds {
  private static final double SMALL_REST = 0.12;
  private static final int REST_TRIALS = 5;
  private static final double REST_STEP = 1.25;

  private final ScaledBox box;
  private final ValueTable values;
  private final long all;

  /**
   * Bounds for one weight vector.
   *
   * @param all the tasks that can be shed
   */
  WinnerBounds(ScaledBox box, ValueTable values, long all) {
    this.box = box;
    this.values = values;
    this.all = all;
  }

  /** Lowers the bound of a node, and the worths of its single tasks, until it is below enough. */
  void improve(WinnerNode node, double enough) {
    if (node.band.likely() && (all & ~node.kept) == 0) {
      // At full extension the winner sheds some task fully.
      node.bound = 0;
    }
    apply(node, enough);
    if (node.bound > enough && lowerRests(node)) {
      apply(node, enough);
    }
  }

  private void apply(WinnerNode node, double enough) {
    if (node.bound > enough) {
      node.bound = Math.min(node.bound, node.band.likely() ? linear(node) : additive(node, enough));
    }
    if (node.bound > enough && !node.band.likely()) {
      node.bound = Math.min(node.bound, whole(node));
    }
  }

  /** Winner accepted with probability 1/2 or more: linear in what it sheds. */
  private double linear(WinnerNode node) {
    double worst = 0;
    for (LikelyRays.Level level : node.band.levels()) {
      double p = level.to();
      double sum = 0;
      for (int i = 0; i < box.tasks; i++) {
        long bit = 1L << i;
        if ((all & bit) == 0) {
          continue;
        }
        double own = p * level.high()[i];
        if ((node.shed & bit) != 0) {
          sum += own;
          continue;
        }
        sum += (node.kept & bit) != 0 ? node.rest[i] : Math.max(own, node.rest[i]);
      }
      worst = Math.max(worst, sum);
    }
    return worst;
  }

  /** Undecided tasks are worth the larger of what they bring to the winner and to the others. */
  private double additive(WinnerNode node, double enough) {
    List<Double> own = node.band.own();
    double others = 0;
    double undecided = 0;
    double shed = 0;
    double mixed = 0;
    long joined = node.shed;
    for (int i = 0; i < box.tasks; i++) {
      long bit = 1L << i;
      if ((all & bit) == 0) {
        continue;
      }
      if ((node.shed & bit) != 0) {
        shed += own.get(i);
      } else if ((node.kept & bit) != 0) {
        others += node.rest[i];
      } else {
        double larger = Math.max(own.get(i), node.rest[i]);
        undecided += larger;
        if (node.rest[i] < SMALL_REST * own.get(i)) {
          joined |= bit;
          mixed += node.rest[i];
        } else {
          mixed += larger;
        }
      }
    }
    double bound = others + undecided + shed;
    if (bound <= enough) {
      return bound;
    }
    bound = Math.min(bound, others + undecided + values.of(node.shed, 0, node.band.cap()));
    if (bound > enough && joined != node.shed) {
      bound = Math.min(bound, others + mixed + values.of(joined, 0, node.band.cap()));
    }
    return bound;
  }

  /** The ray may shed every undecided task, and the others may as well. */
  private double whole(WinnerNode node) {
    double others = 0;
    long open = all & ~node.shed;
    for (int i = 0; i < box.tasks; i++) {
      if ((open >> i & 1) != 0) {
        others += node.rest[i];
      }
    }
    return values.of(all & ~node.kept, 0, node.band.cap()) + others;
  }

  /** Tasks of other rays pay for what these rays must take back of the winner's tasks. */
  private boolean lowerRests(WinnerNode node) {
    if (node.shed == 0 || !node.band.likely()) {
      return false;
    }
    double most = mass(all & ~node.kept);
    boolean changed = false;
    for (int i = 0; i < box.tasks; i++) {
      if (((all & ~node.shed) >> i & 1) != 0 && node.rest[i] > 0) {
        double value = rest(i, node.shed, box.mean[i] / most * (1 - 1e-12), node.band.cap());
        if (value < node.rest[i]) {
          node.rest[i] = value;
          changed = true;
        }
      }
    }
    return changed;
  }

  /** The undecided task that is worth most to other rays, -1 if all are decided. */
  int task(WinnerNode node) {
    int best = -1;
    for (int i = 0; i < box.tasks; i++) {
      if ((all & ~node.shed & ~node.kept & 1L << i) != 0
          && (best < 0 || node.rest[i] > node.rest[best])) {
        best = i;
      }
    }
    return best;
  }

  double mass(long set) {
    double sum = 0;
    for (int i = 0; i < box.tasks; i++) {
      if ((set >> i & 1) != 0) {
        sum += box.mean[i];
      }
    }
    return sum;
  }

  /**
   * Bound on f(e_i - amount 1_shed): the least over smaller amounts as well, since f is monotone
   * and its extension is not.
   */
  private double rest(int i, long shed, double amount, double cap) {
    double cheapest = 0;
    for (int q = 0; q < box.tasks; q++) {
      if ((shed >> q & 1) != 0) {
        cheapest += box.lower[q];
      }
    }
    double best = Double.POSITIVE_INFINITY;
    double previous = Double.POSITIVE_INFINITY;
    double trial = Math.min(amount, box.upper[i] / cheapest);
    for (int n = 0; n < REST_TRIALS; n++) {
      double value = values.of(1L << i, shed, trial, 0, cap);
      best = Math.min(best, value);
      if (value > previous || trial * mass(shed) < 0.75 * box.mean[i]) {
        break;
      }
      previous = value;
      trial /= REST_STEP;
    }
    return best;
  }
}
