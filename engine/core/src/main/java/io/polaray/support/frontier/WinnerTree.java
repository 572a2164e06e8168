package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;

/**
 * Branch and bound over what the winner of a menu, the ray that loses to no other, sheds; a bound
 * on the gain of every polarised menu.
 */
final class WinnerTree {
  /*
   * A menu is a single ray, or has a ray accepted with probability 1/2 or more, its winner, or
   * none. Menus of the second kind are in a tree for each band of the winner's probability. Menus
   * of the third kind are worth at most the sum of single tasks; they get a tree only when they are
   * what is left. The tree with the largest bound grows; one that is exhausted keeps its bound.
   */
  private static final double[] LIKELY_BANDS = {
    0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1
  };

  /** The bands after which a new group begins. */
  private static final List<Integer> LAST_OF_GROUP = List.of(3, 9);

  private static final double VALUE_TOLERANCE = 5e-4;
  private static final int MAX_OPEN = 200_000;
  private static final double HALF = 0.5;

  private final ScaledBox box;
  private final ValueTable values;
  private final TakeBacks takeBacks;
  private final PairBounds pairBounds;
  private final LoserWorths worths;
  private final List<LikelyRays.Level> levels;
  private final List<GainTree> trees = new ArrayList<>();
  private final double base;
  private long all;
  private double closed;
  private double unlikely;
  private boolean rooted;

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
    takeBacks = new TakeBacks(box, values, Mass.of(box.mean));
    levels = rays.levels();
    double sum = 0;
    for (int i = 0; i < box.tasks; i++) {
      if (box.held[i]) {
        all |= 1L << i;
        sum += values.of(1L << i, HALF);
      }
    }
    closed = rays.upper();
    unlikely = Long.bitCount(all) >= 2 ? sum * (1 + 1e-12) : 0;
    worths = new LoserWorths(box, values, all);
    pairBounds = new PairBounds(box, values, takeBacks, all);
  }

  /**
   * Bound on the gain of any menu of rays.
   *
   * @param known gain of a menu that exists
   * @param relativeGap stop when the bound on S is this close
   */
  double run(double known, double relativeGap, WorkBudget budget) {
    double target = known + relativeGap * Math.abs(base + known);
    long limit = budget.maxNodes();
    long start = values.evaluations();
    if (!rooted) {
      root(known, target);
      rooted = true;
    }
    while (bound() > Math.max(target, closed)) {
      if (values.evaluations() - start > limit || budget.expired() || size() > MAX_OPEN) {
        break;
      }
      if (!grow(known, target, budget)) {
        break;
      }
    }
    return bound();
  }

  /** Acceptance probabilities evaluated. */
  long evaluations() {
    return values.evaluations();
  }

  private double bound() {
    double bound = Math.max(closed, unlikely);
    for (GainTree tree : trees) {
      bound = Math.max(bound, tree.bound());
    }
    return bound;
  }

  private int size() {
    return trees.stream().mapToInt(GainTree::size).sum();
  }

  /** Lowers the largest bound; false when the time is over first. */
  private boolean grow(double known, double target, WorkBudget budget) {
    GainTree worst = null;
    for (GainTree tree : trees) {
      if (tree.bound() > unlikely && (worst == null || tree.bound() > worst.bound())) {
        worst = tree;
      }
    }
    if (worst == null) {
      return plantUnlikely(known, target, budget);
    }
    if (worst.exhausted()) {
      closed = Math.max(closed, worst.bound());
      trees.remove(worst);
      return true;
    }
    return worst.step(known, target, budget);
  }

  private void root(double known, double target) {
    List<Band> bands = new ArrayList<>();
    List<StarTree> stars = new ArrayList<>();
    for (int n = 0; n + 1 < LIKELY_BANDS.length; n++) {
      double from = LIKELY_BANDS[n];
      Band band = band(from, LIKELY_BANDS[n + 1], 1 - from, known);
      if (!band.levels().isEmpty()) {
        bands.add(band);
        stars.add(new StarTree(new StarBounds(box, band, all), band, all, known, target));
      }
      if (LAST_OF_GROUP.contains(n) && !bands.isEmpty()) {
        trees.add(new LikelyTree(bands, stars, pairBounds, worths));
        bands.clear();
        stars.clear();
      }
    }
  }

  private Band band(double from, double to, double cap, double known) {
    List<Double> rest = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < box.tasks; i++) {
      rest.add(values.of(all & 1L << i, cap));
      sum += rest.get(i);
    }
    List<LikelyRays.Level> inside =
        levels.stream().filter(t -> t.from() > from - 1e-9 && t.from() < to - 1e-9).toList();
    List<LikelyRays.Level> mine = new ArrayList<>();
    for (LikelyRays.Level level : inside) {
      if (level.single() + sum > known) {
        mine.add(level);
      } else {
        closed = Math.max(closed, level.single() + sum);
      }
    }
    // The mass of the least probability holds for all of them; at 1/2 it is the mean cost.
    TakeBacks pays =
        inside.isEmpty() || from <= HALF
            ? takeBacks
            : new TakeBacks(box, values, inside.get(0).mass());
    return new Band(cap, rest, mine, pays);
  }

  /**
   * Divides the menus whose rays are all accepted with probability at most 1/2: one ray of one task
   * q and one more ray are worth what they are alone, the tasks of all others are worth less, or
   * three rays of one task each are worth what they are alone. False when the time is over first.
   */
  private boolean plantUnlikely(double known, double target, WorkBudget budget) {
    if (!worths.prepare(budget)) {
      return false;
    }
    trees.add(new CircleTree(takeBacks, worths, all));
    PairTree tree = new PairTree(pairBounds);
    tree.plant(PairKind.ofMany(worths), known, target);
    for (int q = 0; q < box.tasks; q++) {
      if ((all >> q & 1) != 0) {
        tree.plant(PairKind.ofOne(q, worths), known, target);
      }
    }
    unlikely = 0;
    trees.add(tree);
    return true;
  }
}
