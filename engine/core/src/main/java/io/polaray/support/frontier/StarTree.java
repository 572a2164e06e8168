package io.polaray.support.frontier;

/** The tree over what a likely winner sheds, bounded by {@link StarBounds}. */
final class StarTree extends BestFirstTree<StarNode> {
  private static final int FEW = 3;

  private final StarBounds bounds;
  private final int tasks;
  private long ids = 1;

  /**
   * The menus of a band.
   *
   * @param all the tasks that can be shed
   */
  StarTree(StarBounds bounds, Band band, long all, double known, double target) {
    this.bounds = bounds;
    tasks = Long.bitCount(all);
    improve(StarNode.of(band, 0, 0), known, target);
  }

  /** Whether the bound is that of winners which shed fewer tasks than the others. */
  boolean isOfFew() {
    StarNode top = top();
    return top != null && FEW * (Long.bitCount(top.kept) - Long.bitCount(top.shed)) >= tasks;
  }

  @Override
  void divide(StarNode node, double known, double target) {
    int task = bounds.task(node);
    if (task < 0) {
      settle(node.bound);
    } else {
      improve(node.child(1L << task, true, ids++), known, target);
      improve(node.child(1L << task, false, ids++), known, target);
    }
  }

  private void improve(StarNode node, double known, double target) {
    bounds.improve(node, target);
    add(node, known);
  }
}
