package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Branch and bound over what the winner of a menu, the ray that loses to no other, sheds and takes
 * on; a bound on the gain of every polarised menu.
 */
final class WinnerTree {
  /*
   * Every menu is a single ray, or has no winner (then all its rays are accepted with probability
   * at most 1/2, as in every menu without a likelier ray), or lies below one of the roots: one for
   * each band of the winner's probability and each interval of what it takes on. Nodes are refined
   * best first; a node that cannot be divided further keeps its bound.
   */
  private static final double[] LOW_BANDS = {0, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5};
  private static final double[] LIKELY_BANDS = {0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 1};
  private static final double[] TAKEN = {0, 0.3, 0.5, 0.7, 0.85, 1, 1.2, 1.5, 2, 3};
  private static final double VALUE_TOLERANCE = 5e-4;
  private static final double SHARE_OF_EXCESS = 0.3;
  private static final double NARROW = 1.0005;
  private static final double QUITE_NARROW = 1.05;
  private static final int MAX_OPEN = 200_000;

  private final ScaledBox box;
  private final ValueTable values;
  private final WinnerBounds bounds;
  private final List<LikelyRays.Level> levels;
  private final double[] singles;
  private final long all;
  private final double cycle;
  private final double base;
  private final PriorityQueue<WinnerNode> open =
      new PriorityQueue<>(
          Comparator.comparingDouble((WinnerNode node) -> node.bound)
              .reversed()
              .thenComparingLong(node -> node.id));
  private double closed;
  private double discarded;
  private double known;
  private double target;
  private long nodes;
  private boolean rooted;
  private long ids;

  /**
   * A tree for one weight vector.
   *
   * @param rays the exact single-ray problem at these weights
   * @param base w . eta
   */
  WinnerTree(ScaledBox box, SingleRay rays, double base) {
    this.box = box;
    this.base = base;
    values = new ValueTable(box, VALUE_TOLERANCE);
    levels = rays.levels();
    singles = new double[box.tasks];
    long held = 0;
    double sum = 0;
    int count = 0;
    for (int i = 0; i < box.tasks; i++) {
      if (box.held[i]) {
        held |= 1L << i;
        singles[i] = values.of(1L << i, 0, 0.5);
        sum += singles[i];
        count++;
      }
    }
    all = held;
    cycle = sum * (1 + 1e-12);
    closed = rays.upper();
    if (count >= 3) {
      closed = Math.max(closed, cycle);
    }
    bounds = new WinnerBounds(box, values, all, cycle);
  }

  /**
   * Bound on the gain of any menu of rays.
   *
   * @param lowerGain gain of a menu that exists
   * @param relativeGap stop when the bound on S is this close
   */
  double run(double lowerGain, double relativeGap, WorkBudget budget) {
    known = lowerGain;
    target = known + relativeGap * Math.abs(base + known);
    long limit = budget.maxNodes();
    long start = values.evaluations();
    if (!rooted) {
      root();
      rooted = true;
    }
    while (!open.isEmpty() && open.peek().bound > Math.max(target, closed)) {
      if (values.evaluations() - start > limit || budget.expired() || open.size() > MAX_OPEN) {
        break;
      }
      WinnerNode node = open.poll();
      nodes++;
      divide(node);
    }
    return bound();
  }

  /** Nodes divided. */
  long nodes() {
    return nodes;
  }

  private double bound() {
    double top = open.isEmpty() ? 0 : open.peek().bound;
    return Math.max(Math.max(closed, discarded), top);
  }

  private void root() {
    double total = bounds.mass(all);
    for (int n = 0; n + 1 < LOW_BANDS.length; n++) {
      plant(band(LOW_BANDS[n], LOW_BANDS[n + 1], 0.5), total);
    }
    for (int n = 0; n + 1 < LIKELY_BANDS.length; n++) {
      double from = LIKELY_BANDS[n];
      double to = LIKELY_BANDS[n + 1];
      Band band = band(from, to, 1 - from);
      if (!band.levels().isEmpty()) {
        plant(band, total);
      }
    }
  }

  private Band band(double from, double to, double cap) {
    List<Double> rest = new ArrayList<>();
    List<Double> own = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < box.tasks; i++) {
      long bit = all & 1L << i;
      rest.add(cap == 0.5 ? singles[i] : values.of(bit, 0, cap));
      own.add(from < 0.5 ? values.of(bit, from, to) : 0);
      sum += rest.get(i);
    }
    List<LikelyRays.Level> mine = new ArrayList<>();
    for (LikelyRays.Level level : levels) {
      boolean inside = level.from() > from - 1e-9 && level.from() < to - 1e-9;
      if (inside && level.single() + sum > known) {
        mine.add(level);
      } else if (inside) {
        discarded = Math.max(discarded, level.single() + sum);
      }
    }
    return new Band(from, to, cap, rest, own, mine);
  }

  private void plant(Band band, double total) {
    int count = Math.max(4, Long.bitCount(all));
    double[] rest = band.rest().stream().mapToDouble(Double::doubleValue).toArray();
    for (int n = 0; n < TAKEN.length; n++) {
      // Each of at most count - 1 rays takes back no more than the winner sheds.
      double most = n + 1 < TAKEN.length ? TAKEN[n + 1] * total : count * total;
      push(
          new WinnerNode(
              band, 0, 0, TAKEN[n] * total, most, rest, Double.POSITIVE_INFINITY, ids++));
    }
  }

  private void push(WinnerNode node) {
    bounds.improve(node, target);
    if (node.bound > known) {
      open.add(node);
    } else {
      discarded = Math.max(discarded, node.bound);
    }
  }

  private void divide(WinnerNode node) {
    int best = -1;
    double sum = 0;
    for (int i = 0; i < box.tasks; i++) {
      long bit = 1L << i;
      if ((all & ~node.shed & ~node.kept & bit) != 0) {
        sum += node.rest[i];
        if (best < 0 || node.rest[i] > node.rest[best]) {
          best = i;
        }
      }
    }
    boolean wide = node.most > node.least * NARROW;
    boolean byTask =
        best >= 0
            && (sum > SHARE_OF_EXCESS * (node.bound - known)
                || !wide
                || node.kept == 0
                || node.most < node.least * QUITE_NARROW);
    if (byTask) {
      long bit = 1L << best;
      push(child(node, node.shed | bit, node.kept, node.least, node.most));
      push(child(node, node.shed, node.kept | bit, node.least, node.most));
    } else if (wide) {
      double middle = node.least > 0 ? Math.sqrt(node.least * node.most) : 0.5 * node.most;
      push(child(node, node.shed, node.kept, node.least, middle));
      push(child(node, node.shed, node.kept, middle, node.most));
    } else {
      closed = Math.max(closed, node.bound);
    }
  }

  private WinnerNode child(WinnerNode node, long shed, long kept, double least, double most) {
    return new WinnerNode(node.band, shed, kept, least, most, node.rest, node.bound, ids++);
  }
}
