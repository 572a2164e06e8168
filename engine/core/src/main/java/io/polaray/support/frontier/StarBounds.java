package io.polaray.support.frontier;

/**
 * Bounds on the gain of the menus of a {@link StarNode}: every other ray pays for what it must take
 * back from the winner, and for nothing else; docs/frontier-bounds.md, (F1).
 */
final class StarBounds {
  private final ScaledBox box;
  private final Band band;
  private final long all;

  /**
   * Bounds for one weight vector.
   *
   * @param all the tasks that can be shed
   */
  StarBounds(ScaledBox box, Band band, long all) {
    this.box = box;
    this.band = band;
    this.all = all;
  }

  /** Lowers the bound of a node, and the worths of its single tasks, until it is below enough. */
  void improve(StarNode node, double enough) {
    if ((all & ~node.kept) == 0) {
      // At full extension the winner sheds some task fully.
      node.bound = 0;
    }
    apply(node, enough);
    if (node.bound > enough && lowerRests(node)) {
      apply(node, enough);
    }
  }

  private void apply(StarNode node, double enough) {
    if (node.bound > enough) {
      node.bound = Math.min(node.bound, linear(node));
    }
  }

  /** Winner accepted with probability 1/2 or more: linear in what it sheds. */
  private double linear(StarNode node) {
    double worst = 0;
    for (LikelyRays.Level level : band.levels()) {
      double sum = 0;
      for (int i = 0; i < box.tasks; i++) {
        long bit = 1L << i;
        if ((all & bit) != 0) {
          double own = level.to() * level.high()[i];
          double rest = node.rest[i];
          sum += (node.shed & bit) != 0 ? own : (node.kept & bit) != 0 ? rest : Math.max(own, rest);
        }
      }
      worst = Math.max(worst, sum);
    }
    return worst;
  }

  /** Tasks of other rays pay for what these rays must take back of the winner's tasks. */
  private boolean lowerRests(StarNode node) {
    if (node.shed == 0) {
      return false;
    }
    long may = all & ~node.kept;
    boolean changed = false;
    for (int i = 0; i < box.tasks; i++) {
      if (((all & ~node.shed) >> i & 1) != 0 && node.rest[i] > 0) {
        double value = band.takeBacks().once(i, node.shed, may, band.cap());
        if (value < node.rest[i]) {
          node.rest[i] = value;
          changed = true;
        }
      }
    }
    return changed;
  }

  /** The undecided task that is worth most to other rays, -1 if all are decided. */
  int task(StarNode node) {
    int best = -1;
    for (int i = 0; i < box.tasks; i++) {
      if ((all & ~node.shed & ~node.kept & 1L << i) != 0
          && (best < 0 || node.rest[i] > node.rest[best])) {
        best = i;
      }
    }
    return best;
  }
}
