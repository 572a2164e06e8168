package io.polaray.support.frontier;

/**
 * The tree over what the winner of a menu sheds, and the ray that loses to it alone, bounded by
 * {@link PairBounds}.
 */
final class PairTree extends BestFirstTree<PairNode> {
  private static final PairNode.Part[] LIKELY = PairNode.Part.values();
  private static final PairNode.Part[] GIVEN = {PairNode.Part.PAIR, PairNode.Part.REST};

  private final PairBounds bounds;
  private long ids;

  PairTree(PairBounds bounds) {
    this.bounds = bounds;
  }

  /** Adds the menus of a kind. */
  void plant(PairKind kind, double known, double target) {
    improve(PairNode.of(kind, 0, 0, 0), known, target);
  }

  @Override
  void divide(PairNode node, double known, double target) {
    int task = bounds.task(node);
    if (task < 0) {
      settle(node.bound);
      return;
    }
    for (PairNode.Part part : node.kind.likely() ? LIKELY : GIVEN) {
      improve(node.child(1L << task, part, ids++), known, target);
    }
  }

  private void improve(PairNode node, double known, double target) {
    bounds.improve(node, target);
    add(node, known);
  }
}
