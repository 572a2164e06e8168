package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;

/**
 * What single tasks are worth, alone and to rays that must take back as much mass as they shed from
 * a ray that sheds two tasks or more, or from two other rays.
 */
final class LoserWorths {
  private static final double HALF = 0.5;
  private static final double ROUND_DOWN = 1 - 1e-12;

  private final ScaledBox box;
  private final ValueTable values;
  private final long all;
  private List<Double> alone = List.of();
  private List<Double> once = List.of();

  LoserWorths(ScaledBox box, ValueTable values, long all) {
    this.box = box;
    this.values = values;
    this.all = all;
  }

  /** Computes the worths; false when the time is over first. */
  boolean prepare(WorkBudget budget) {
    if (!once.isEmpty()) {
      return true;
    }
    List<Double> single = new ArrayList<>();
    List<Double> loses = new ArrayList<>();
    for (int i = 0; i < box.tasks; i++) {
      if (budget.expired()) {
        return false;
      }
      boolean held = (all >> i & 1) != 0;
      single.add(held ? values.of(1L << i, HALF) : 0);
      loses.add(held ? Math.min(single.get(i), paired(i)) : 0);
    }
    alone = List.copyOf(single);
    once = List.copyOf(loses);
    return true;
  }

  /** The worth F(e_i) of each task, 0 if it cannot be shed; only after {@link #prepare}. */
  List<Double> alone() {
    return alone;
  }

  /** L_i for each task, at most {@link #alone}; only after {@link #prepare}. */
  List<Double> once() {
    return once;
  }

  /** The largest f(e_i - mu_i (e_q + e_r) / (mu_q + mu_r)). */
  private double paired(int i) {
    double most = 0;
    for (int q = 0; q < box.tasks; q++) {
      for (int r = 0; r < q; r++) {
        if (q != i && r != i && (all >> q & 1) != 0 && (all >> r & 1) != 0) {
          double amount = box.mean[i] / (box.mean[q] + box.mean[r]) * ROUND_DOWN;
          most = Math.max(most, values.fresh(1L << i, 1L << q | 1L << r, amount, most));
        }
      }
    }
    return most;
  }
}
