package io.polaray.support.frontier;

/**
 * Menus in which three rays that shed one task each lose to one another in a circle and all others
 * lose to all three; docs/frontier-bounds.md, (E3).
 */
final class CircleTree extends BestFirstTree<CircleTree.Circle> {
  private static final double HALF = 0.5;
  private static final double ROUND_UP = 1 + 1e-12;

  /** Three tasks in increasing order. */
  record Circle(int x, int y, int z, double bound, long id) implements Node {}

  private final TakeBacks takeBacks;
  private final LoserWorths worths;
  private final int[] tasks;

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
    long id = 0;
    for (int x : tasks) {
      for (int y : tasks) {
        for (int z : tasks) {
          if (x < y && y < z) {
            double bound = sum + excess(x) + excess(y) + excess(z);
            add(new Circle(x, y, z, bound * ROUND_UP, id++), Double.NEGATIVE_INFINITY);
          }
        }
      }
    }
  }

  private double excess(int i) {
    return worths.alone().get(i) - worths.once().get(i);
  }

  @Override
  void divide(Circle circle, double known, double target) {
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
    settle(Math.min(circle.bound(), (circled + others) * ROUND_UP));
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
