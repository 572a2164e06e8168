package io.polaray.support.frontier;

/**
 * Bounds on the gain of the menus of a {@link PairNode}; docs/frontier-bounds.md, (E1), (E2) and
 * (F2).
 */
final class PairBounds {
  /*
   * The winner is worth something given, or what it sheds at the best of its levels. The ray that
   * loses to it alone is worth f of what it sheds, and at most what its tasks are worth alone. An
   * undecided task counts with the largest of what it is worth to the three; or it is shed by the
   * losing ray and by others as well.
   */
  private static final double SMALL_REST = 0.12;

  private final ScaledBox box;
  private final ValueTable values;
  private final TakeBacks takeBacks;
  private final long all;

  /** What the tasks bring to the winner at one level. */
  private final double[] brought;

  /**
   * Bounds for one weight vector.
   *
   * @param takeBacks what losers must take back when mass is the mean cost
   * @param all the tasks that can be shed
   */
  PairBounds(ScaledBox box, ValueTable values, TakeBacks takeBacks, long all) {
    this.box = box;
    this.values = values;
    this.takeBacks = takeBacks;
    this.all = all;
    brought = new double[box.tasks];
  }

  /** Lowers the bound of a node, and the worths of its single tasks, until it is below enough. */
  void improve(PairNode node, double enough) {
    if (node.kind.likely() && node.winner == 0 && node.open(all) == 0) {
      // At full extension the winner sheds some task fully.
      node.bound = 0;
    }
    apply(node, enough);
    if (node.bound > enough && (node.kind.many() ? lowerMany(node) : lower(node))) {
      apply(node, enough);
    }
  }

  private void apply(PairNode node, double enough) {
    if (node.bound <= enough) {
      return;
    }
    double bound = 0;
    if (node.kind.likely()) {
      for (LikelyRays.Level level : node.kind.levels()) {
        double shed = 0;
        for (int i = 0; i < box.tasks; i++) {
          brought[i] = level.to() * level.high()[i];
          shed += (node.winner >> i & 1) != 0 ? brought[i] : 0;
        }
        bound = Math.max(bound, bound(node, shed, Math.max(enough, bound)));
      }
    } else {
      bound = bound(node, node.kind.worth(), enough);
    }
    node.bound = Math.min(node.bound, bound);
  }

  /** The bound at one level. */
  private double bound(PairNode node, double winner, double enough) {
    boolean likely = node.kind.likely();
    double fixed = winner + node.extra;
    double pair = 0;
    double separate = 0;
    double together = 0;
    double mixed = 0;
    long joined = node.pair;
    long open = node.open(all);
    for (int i = 0; i < box.tasks; i++) {
      long bit = 1L << i;
      double own = node.own[i];
      double other = node.other[i];
      if ((node.pair & bit) != 0) {
        pair += own;
      } else if ((node.rest & bit) != 0) {
        fixed += other;
      } else if ((open & bit) != 0) {
        double without = likely ? Math.max(brought[i], other) : other;
        double larger = Math.max(own, without);
        separate += larger;
        together += without;
        if (without < SMALL_REST * own) {
          joined |= bit;
          mixed += without;
        } else {
          mixed += larger;
        }
      }
    }
    double bound = fixed + pair + separate;
    if (bound > enough) {
      bound = Math.min(bound, fixed + separate + values.of(node.pair, node.kind.cap()));
    }
    if (bound > enough && joined != node.pair) {
      bound = Math.min(bound, fixed + mixed + values.of(joined, node.kind.cap()));
    }
    if (bound > enough && open != 0) {
      bound = Math.min(bound, fixed + together + values.of(node.pair | open, node.kind.cap()));
    }
    return bound;
  }

  /**
   * Tasks pay for what their rays must take back of tasks known to be shed by others; true if a
   * worth changed. Asked where those tasks have become more, and again when all are decided.
   */
  private boolean lower(PairNode node) {
    long open = node.open(all);
    boolean owns = open == 0 || node.grown == null || node.grown == PairNode.Part.WINNER;
    if (node.winner == 0 || !(owns || node.grown == PairNode.Part.PAIR)) {
      return false;
    }
    double cap = node.kind.cap();
    long winnerMay = node.kind.likely() ? node.winner | open : node.winner;
    long pairMay = node.pair | open;
    boolean changed = false;
    for (int i = 0; i < box.tasks; i++) {
      if (((all & ~node.winner) >> i & 1) == 0) {
        continue;
      }
      if (owns && node.own[i] > 0) {
        double value = takeBacks.once(i, node.winner, winnerMay, cap);
        changed |= value < node.own[i];
        node.own[i] = Math.min(node.own[i], value);
      }
      if ((node.pair >> i & 1) == 0) {
        double value = Math.min(node.other[i], node.own[i]);
        if (node.pair != 0 && value > 0) {
          double both = takeBacks.twice(i, node.winner, winnerMay, node.pair, pairMay, cap);
          value = Math.min(value, both);
        }
        changed |= value < node.other[i];
        node.other[i] = value;
      }
    }
    double extra = extra(node);
    changed |= extra < node.extra;
    node.extra = extra;
    return changed;
  }

  /** What the task of the one ray that does not lose twice may be worth beyond the others. */
  private double extra(PairNode node) {
    double extra = 0;
    long open = node.open(all);
    for (int i = 0; i < node.kind.lone().size(); i++) {
      if (((node.rest | open) >> i & 1) != 0) {
        double lone = node.kind.lone().get(i);
        if (node.pair != 0 && lone - node.other[i] > extra) {
          double value = takeBacks.once(i, node.pair, node.pair | open, node.kind.cap());
          lone = Math.min(lone, value);
        }
        extra = Math.max(extra, lone - node.other[i]);
      }
    }
    return extra;
  }

  /** As {@link #lower} where all others lose to the ray of many tasks, but for one. */
  private boolean lowerMany(PairNode node) {
    long open = node.open(all);
    if (node.pair == 0 || (node.grown == PairNode.Part.REST && open != 0)) {
      return false;
    }
    boolean changed = false;
    double extra = 0;
    for (int i = 0; i < box.tasks; i++) {
      if (((node.rest | open) >> i & 1) != 0) {
        double value = takeBacks.once(i, node.pair, node.pair | open, node.kind.cap());
        changed |= value < node.other[i];
        node.other[i] = Math.min(node.other[i], value);
        extra = Math.max(extra, node.kind.lone().get(i) - node.other[i]);
      }
    }
    changed |= extra < node.extra;
    node.extra = extra;
    return changed;
  }

  /** The undecided task that counts much wherever it is shed, -1 if all are decided. */
  int task(PairNode node) {
    int best = -1;
    double most = -1;
    long open = node.open(all);
    for (int i = 0; i < box.tasks; i++) {
      if ((open >> i & 1) == 0) {
        continue;
      }
      double high = Math.max(node.own[i], node.other[i]);
      double second = Math.min(node.own[i], node.other[i]);
      for (LikelyRays.Level level : node.kind.levels()) {
        second = Math.max(second, Math.min(high, level.to() * level.high()[i]));
      }
      if (second > most) {
        most = second;
        best = i;
      }
    }
    return best;
  }
}
