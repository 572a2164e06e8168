package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Branch and bound over what the winner of a menu, the ray that loses to no other, sheds; a bound
 * on the gain of every polarised menu.
 */
final class WinnerTree {
  /*
   * A menu is a single ray, or has a ray accepted with probability 1/2 or more, its winner, or
   * none. Menus of the second kind lie below the roots for each band of the winner's
   * probability. Menus of the third kind are worth at most the sum of
   * single tasks; they are divided only when they are what is left. Nodes are refined best first; a
   * node that cannot be divided further keeps its bound.
   */
  private static final double[] LIKELY_BANDS = {0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 1};
  private static final double VALUE_TOLERANCE = 5e-4;
  private static final int MAX_OPEN = 200_000;

  private final ScaledBox box;
  private final ValueTable values;
  private final WinnerBounds bounds;
  private final List<LikelyRays.Level> levels;
  private final double[] singles;
  private final long all;
  private final double allSingles;
  private final double base;
  private final PriorityQueue<WinnerNode> open = WinnerNode.queue();
  private final TwiceLosers losers;
  private double closed;
  private double unlikely;
  private double discarded;
  private double known;
  private double target;
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
    allSingles = sum * (1 + 1e-12);
    closed = rays.upper();
    unlikely = count >= 2 ? allSingles : 0;
    bounds = new WinnerBounds(box, values, all);
    losers = new TwiceLosers(box, values, bounds, all);
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
    while (bound() > Math.max(target, closed)) {
      if (values.evaluations() - start > limit || budget.expired() || open.size() > MAX_OPEN) {
        break;
      }
      if (open.isEmpty() || open.peek().bound <= unlikely) {
        if (!plantUnlikely(budget)) {
          break;
        }
      } else {
        WinnerNode node = open.poll();
        if (!lowered(node, budget)) {
          divide(node);
        }
      }
    }
    return bound();
  }

  /** Lowers a node of small winners to the bound on its whole band; true if that changed it. */
  private boolean lowered(WinnerNode node, WorkBudget budget) {
    int decided = Long.bitCount(node.kept) - Long.bitCount(node.shed);
    if (!node.band.likely() || 3 * decided < Long.bitCount(all)) {
      return false;
    }
    double ceiling = losers.ceiling(node.band, target, budget);
    if (ceiling >= node.bound) {
      return false;
    }
    node.bound = ceiling;
    push(node);
    return true;
  }

  /** Acceptance probabilities evaluated. */
  long evaluations() {
    return values.evaluations();
  }

  private double bound() {
    double top = open.isEmpty() ? 0 : open.peek().bound;
    return Math.max(Math.max(closed, discarded), Math.max(top, unlikely));
  }

  private void root() {
    for (int n = 0; n + 1 < LIKELY_BANDS.length; n++) {
      double from = LIKELY_BANDS[n];
      double to = LIKELY_BANDS[n + 1];
      Band band = band(from, to, 1 - from);
      if (!band.levels().isEmpty()) {
        push(root(band, 0));
      }
    }
  }

  private Band band(double from, double to, double cap) {
    List<Double> rest = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < box.tasks; i++) {
      long bit = all & 1L << i;
      rest.add(values.of(bit, 0, cap));
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
    return new Band(from, cap, rest, List.of(), mine);
  }

  private WinnerNode root(Band band, long kept) {
    double[] rest = band.rest().stream().mapToDouble(Double::doubleValue).toArray();
    double bound = band.likely() ? Double.POSITIVE_INFINITY : allSingles;
    return new WinnerNode(band, 0, kept, rest, bound, ids++);
  }

  /**
   * Divides the menus whose rays are all accepted with probability at most 1/2: one ray of one task
   * q and one more ray are worth what they are alone, the tasks of all others are worth less, or
   * three rays of one task each are worth what they are alone. False when nothing can be gained.
   */
  private boolean plantUnlikely(WorkBudget budget) {
    if (!losers.prepare(budget)) {
      return false;
    }
    List<Double> worth = losers.worth();
    List<Double> excess = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < box.tasks; i++) {
      excess.add(singles[i] - worth.get(i));
      sum += worth.get(i);
    }
    excess.sort(Comparator.reverseOrder());
    if (box.tasks > 2) {
      closed = Math.max(closed, sum + excess.get(0) + excess.get(1) + excess.get(2));
    }
    unlikely = 0;
    for (int q = 0; q < box.tasks; q++) {
      if ((all >> q & 1) != 0) {
        List<Double> rest = new ArrayList<>(worth);
        rest.set(q, singles[q]);
        List<Double> own = Arrays.stream(singles).boxed().toList();
        Band band = new Band(0, 0.5, rest, own, List.of());
        push(root(band, 1L << q));
      }
    }
    return true;
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
    int task = bounds.task(node);
    if (task < 0) {
      closed = Math.max(closed, node.bound);
      return;
    }
    long bit = 1L << task;
    push(new WinnerNode(node.band, node.shed | bit, node.kept, node.rest, node.bound, ids++));
    push(new WinnerNode(node.band, node.shed, node.kept | bit, node.rest, node.bound, ids++));
  }
}
