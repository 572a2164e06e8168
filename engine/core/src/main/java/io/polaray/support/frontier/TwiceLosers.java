package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What tasks are worth to rays that lose twice, or to a ray that sheds two tasks or more, and the
 * bounds on bands of likely winners made of it.
 */
final class TwiceLosers {
  private static final int MAX_CEILING_NODES = 3000;

  private final ScaledBox box;
  private final ValueTable values;
  private final WinnerBounds bounds;
  private final long all;
  private final Map<Double, Double> ceilings = new HashMap<>();
  private double[] worth = {};

  TwiceLosers(ScaledBox box, ValueTable values, WinnerBounds bounds, long all) {
    this.box = box;
    this.values = values;
    this.bounds = bounds;
    this.all = all;
  }

  /** Computes the worth of single tasks; false when the time is over first. */
  boolean prepare(WorkBudget budget) {
    if (worth.length == 0) {
      double[] fresh = new double[box.tasks];
      for (int i = 0; i < box.tasks; i++) {
        if (budget.expired()) {
          return false;
        }
        long bit = all & 1L << i;
        fresh[i] = bit != 0 ? Math.min(values.of(bit, 0, 0.5), values.paired(i, all)) : 0;
      }
      worth = fresh;
    }
    return true;
  }

  /** The worth of single tasks; only after {@link #prepare}. */
  List<Double> worth() {
    return Arrays.stream(worth).boxed().toList();
  }

  /**
   * Bound on all menus of a band of likely winners: one other ray is worth what its tasks are worth
   * together, every other task what it brings to the winner or to a ray that loses twice.
   *
   * @param enough bounds below need not be told apart
   */
  double ceiling(Band band, double enough, WorkBudget budget) {
    Double known = ceilings.get(band.from());
    if (known != null) {
      return known;
    }
    if (!prepare(budget)) {
      return Double.POSITIVE_INFINITY;
    }
    List<Double> rest = new ArrayList<>();
    for (int i = 0; i < box.tasks; i++) {
      double most = Math.min(worth[i], band.rest().get(i));
      for (LikelyRays.Level level : band.levels()) {
        most = Math.max(most, level.to() * level.high()[i]);
      }
      rest.add((all >> i & 1) != 0 ? most : 0);
    }
    double ceiling = solve(new Band(0, band.cap(), rest, band.rest(), List.of()), enough, budget);
    ceilings.put(band.from(), ceiling);
    return ceiling;
  }

  private double solve(Band band, double enough, WorkBudget budget) {
    PriorityQueue<WinnerNode> queue = WinnerNode.queue();
    double[] rest = band.rest().stream().mapToDouble(Double::doubleValue).toArray();
    double settled = 0;
    long ids = 0;
    queue.add(new WinnerNode(band, 0, 0, rest, Double.MAX_VALUE, ids++));
    for (int n = 0; n < MAX_CEILING_NODES && !budget.expired(); n++) {
      WinnerNode node = queue.peek();
      if (node == null || node.bound <= Math.max(enough, settled)) {
        break;
      }
      queue.poll();
      int task = bounds.task(node);
      if (task < 0) {
        settled = Math.max(settled, node.bound);
        continue;
      }
      long bit = 1L << task;
      for (boolean shed : new boolean[] {true, false}) {
        WinnerNode child =
            new WinnerNode(
                band,
                shed ? node.shed | bit : node.shed,
                shed ? node.kept : node.kept | bit,
                node.rest,
                node.bound,
                ids++);
        bounds.improve(child, enough);
        queue.add(child);
      }
    }
    WinnerNode top = queue.peek();
    return Math.max(settled, top == null ? 0 : top.bound);
  }
}
