package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The menus of some bands of likely winners, bounded in two ways. A tree for each band looks at
 * what every other ray takes back from the winner; one for all of them at the ray that loses to the
 * winner alone, and at those that lose to both.
 */
final class LikelyTree implements GainTree {
  private final List<Band> bands;
  private final List<StarTree> stars;
  private final PairBounds pairBounds;
  private final LoserWorths worths;
  private @Nullable PairTree pairs;

  /**
   * The menus of bands.
   *
   * @param bands in increasing order, at least one
   * @param stars the tree of each band
   */
  LikelyTree(List<Band> bands, List<StarTree> stars, PairBounds pairBounds, LoserWorths worths) {
    this.bands = List.copyOf(bands);
    this.stars = List.copyOf(stars);
    this.pairBounds = pairBounds;
    this.worths = worths;
  }

  @Override
  public double bound() {
    PairTree second = pairs;
    double bound = star().bound();
    return second == null ? bound : Math.min(bound, second.bound());
  }

  /** The tree with the largest bound. */
  private StarTree star() {
    StarTree worst = stars.get(0);
    for (StarTree star : stars) {
      worst = star.bound() > worst.bound() ? star : worst;
    }
    return worst;
  }

  @Override
  public boolean exhausted() {
    PairTree second = pairs;
    return second != null && second.exhausted() && star().exhausted();
  }

  @Override
  public int size() {
    PairTree second = pairs;
    int size = second == null ? 0 : second.size();
    return size + stars.stream().mapToInt(StarTree::size).sum();
  }

  @Override
  public boolean step(double known, double target, WorkBudget budget) {
    StarTree star = star();
    PairTree second = pairs;
    if (second != null && !second.exhausted()) {
      return second.step(known, target, budget);
    }
    if (second == null && (star.exhausted() || star.isOfFew())) {
      return plant(known, target, budget);
    }
    return star.step(known, target, budget);
  }

  private boolean plant(double known, double target, WorkBudget budget) {
    if (!worths.prepare(budget)) {
      return false;
    }
    PairTree tree = new PairTree(pairBounds);
    tree.plant(PairKind.likely(bands, worths), known, target);
    pairs = tree;
    return true;
  }
}
