package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Branch and bound over what the rays of a menu shed and the rates at which they take back what the
 * others shed; a bound on the gain of every polarised menu.
 */
final class RateTree {
  /*
   * For every family of disjoint sets there is a root for each ray that may be accepted with
   * probability 1/2 or more, and one for none. A root is first divided by which tasks are shed in
   * part, at most as many as there are rays; then rates, parts and probabilities are halved, best
   * first. A node with a ray worth no more than the floor is dropped: the family without that ray
   * covers it, and the floor is paid for once for each ray a menu can have. The tree stops when a
   * node cannot be divided further, for then it cannot reach its target.
   */
  private static final int MAX_OPEN = 200_000;
  private static final double NARROW = 1e-6;
  private static final double MAX_RATE = 1e12;
  private static final double CLOSE = 1 - 1e-15;

  private final int tasks;
  private final RateValues values;
  private final RateBounds bounds;
  private final double floor;
  private final double target;
  private final int levels;
  private final int maxRays;
  private final PriorityQueue<RateNode> open = RateNode.queue();
  private double settled;
  private long ids;

  /**
   * A tree for one weight vector.
   *
   * @param held the tasks that can be shed
   * @param levels linear bounds on rays accepted with probability 1/2 or more, for all of [1/2, 1]
   * @param single bound on the worth of any single ray
   * @param target gain at which nodes are not divided any more
   * @param floor rays worth less are dropped
   */
  RateTree(
      ScaledBox box,
      long held,
      List<LikelyRays.Level> levels,
      double single,
      double target,
      double floor) {
    tasks = box.tasks;
    this.floor = floor;
    maxRays = Long.bitCount(held);
    this.target = target - maxRays * floor;
    this.levels = levels.size();
    values = new RateValues(box, levels);
    bounds = new RateBounds(tasks, values, floor);
    settled = single;
    if (settled <= this.target) {
      families(held, 0, new long[tasks], 0);
    }
  }

  /** Bound on the gain of any menu of rays; infinite when the tree was not grown. */
  double run(WorkBudget budget) {
    if (settled > target && ids == 0) {
      return Double.POSITIVE_INFINITY;
    }
    long nodes = 0;
    while (!open.isEmpty()
        && settled <= target
        && nodes < budget.maxNodes()
        && open.size() < MAX_OPEN
        && !budget.expired()) {
      nodes++;
      divide(open.poll());
    }
    double top = open.isEmpty() ? 0 : open.peek().bound;
    return (Math.max(top, settled) + maxRays * floor) * (1 + 1e-12);
  }

  /** Whether more work would not change the bound of {@link #run}. */
  boolean isDone() {
    return open.isEmpty() || settled > target || open.size() >= MAX_OPEN;
  }

  /** Acceptance probabilities evaluated. */
  long evaluations() {
    return values.evaluations();
  }

  private void families(long held, int task, long[] sets, int count) {
    if (task == tasks) {
      if (count > 1) {
        for (int likely = levels > 0 ? count - 1 : -1; likely >= -1; likely--) {
          push(
              new RateNode(
                  Arrays.copyOf(sets, count),
                  likely,
                  tasks,
                  levels,
                  Double.POSITIVE_INFINITY,
                  ids++));
        }
      }
      return;
    }
    families(held, task + 1, sets, count);
    if ((held >> task & 1) == 0) {
      return;
    }
    long bit = 1L << task;
    for (int k = 0; k <= count; k++) {
      sets[k] |= bit;
      families(held, task + 1, sets, Math.max(count, k + 1));
      sets[k] &= ~bit;
    }
  }

  private void push(RateNode node) {
    bounds.improve(node, target);
    if (node.bound > target) {
      open.add(node);
    } else {
      settled = Math.max(settled, node.bound);
    }
  }

  private void divide(RateNode node) {
    if (node.division == RateNode.Division.PARTS) {
      divideByParts(node);
      return;
    }
    RateNode low = node.copy(ids++);
    RateNode high = node.copy(ids++);
    int first = node.first;
    int second = node.second;
    switch (node.division) {
      case LEVEL -> {
        low.endLevel = (node.firstLevel + node.endLevel) >>> 1;
        high.firstLevel = low.endLevel;
      }
      case SHED -> {
        double middle = 0.5 * (node.least[first] + node.most[first]);
        if (node.most[first] - node.least[first] < NARROW) {
          settled = Math.max(settled, node.bound);
          return;
        }
        low.most[first] = middle;
        high.least[first] = middle;
      }
      default -> {
        double middle = bounds.middle(node, first, second);
        boolean narrow =
            node.isBounded(first, second)
                && node.rate[first][second] * node.rate[second][first] > 1 - NARROW;
        if (narrow || middle > MAX_RATE || middle < 1 / MAX_RATE) {
          settled = Math.max(settled, node.bound);
          return;
        }
        low.rate[second][first] = CLOSE / middle;
        high.rate[first][second] = middle;
      }
    }
    push(low);
    push(high);
  }

  private void divideByParts(RateNode node) {
    long union = node.union();
    long parts = union;
    while (true) {
      if (Long.bitCount(parts) <= node.rays()) {
        RateNode child = node.copy(ids++);
        child.parts = parts;
        child.division = RateNode.Division.RATE;
        for (int i = 0; i < tasks; i++) {
          child.least[i] = (union >> i & 1) != 0 && (parts >> i & 1) == 0 ? 1 : 0;
        }
        push(child);
      }
      if (parts == 0) {
        return;
      }
      parts = (parts - 1) & union;
    }
  }
}
