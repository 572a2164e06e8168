package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Menus in which three rays that shed one task each lose to one another in a circle and all others
 * lose to all three; docs/frontier-bounds.md, (E3).
 */
final class CircleTree implements GainTree {
  private static final double HALF = 0.5;
  private static final double ROUND_UP = 1 + 1e-12;

  private record Circle(int x, int y, int z, double bound) {}

  private final TakeBacks takeBacks;
  private final LoserWorths worths;
  private final int[] tasks;
  private final PriorityQueue<Circle> open =
      new PriorityQueue<>(
          Comparator.comparingDouble(Circle::bound)
              .reversed()
              .thenComparingInt(Circle::x)
              .thenComparingInt(Circle::y)
              .thenComparingInt(Circle::z));
  private double settled;

  /**
   * All circles of tasks that can be shed.
   *
   * @param worths must be prepared
   */
  CircleTree(TakeBacks takeBacks, LoserWorths worths, long all) {
    this.takeBacks = takeBacks;
    this.worths = worths;
    tasks = new int[Long.bitCount(all)];
    double sum = 0;
    for (int i = 0, n = 0; n < tasks.length; i++) {
      if ((all >> i & 1) != 0) {
        tasks[n++] = i;
        sum += worths.once().get(i);
      }
    }
    for (int x : tasks) {
      for (int y : tasks) {
        for (int z : tasks) {
          if (x < y && y < z) {
            double bound = sum + excess(x) + excess(y) + excess(z);
            open.add(new Circle(x, y, z, bound * ROUND_UP));
          }
        }
      }
    }
  }

  private double excess(int i) {
    return worths.alone().get(i) - worths.once().get(i);
  }

  @Override
  public double bound() {
    Circle top = open.peek();
    return Math.max(settled, top == null ? 0 : top.bound());
  }

  @Override
  public boolean exhausted() {
    Circle top = open.peek();
    return top == null || top.bound() <= settled;
  }

  @Override
  public int size() {
    return open.size();
  }

  @Override
  public boolean step(double known, double target, WorkBudget budget) {
    Circle circle = open.remove();
    int x = circle.x();
    int y = circle.y();
    int z = circle.z();
    double circled =
        Math.max(loses(x, y) + loses(y, z) + loses(z, x), loses(y, x) + loses(z, y) + loses(x, z));
    double others = 0;
    for (int i : tasks) {
      if (i != x && i != y && i != z) {
        double least = Math.min(worths.once().get(i), loses(i, x, y));
        others += Math.min(least, Math.min(loses(i, y, z), loses(i, z, x)));
      }
    }
    settled = Math.max(settled, (circled + others) * ROUND_UP);
    return true;
  }

  private double loses(int i, int to) {
    long bit = 1L << to;
    return Math.min(worths.alone().get(i), takeBacks.once(i, bit, bit, HALF));
  }

  private double loses(int i, int first, int second) {
    long one = 1L << first;
    long two = 1L << second;
    return takeBacks.twice(i, one, one, two, two, HALF);
  }
}
