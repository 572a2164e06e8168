package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;
import java.util.PriorityQueue;

/**
 * Branch and bound over what the winner of a menu sheds, and the ray that loses to it alone; best
 * first.
 */
final class PairTree implements GainTree {
  private static final PairNode.Part[] LIKELY = PairNode.Part.values();
  private static final PairNode.Part[] GIVEN = {PairNode.Part.PAIR, PairNode.Part.REST};

  private final PairBounds bounds;
  private final PriorityQueue<PairNode> open = PairNode.queue();
  private double settled;
  private long ids;

  PairTree(PairBounds bounds) {
    this.bounds = bounds;
  }

  /** Adds the menus of a kind. */
  void plant(PairKind kind, double known, double target) {
    push(PairNode.of(kind, 0, 0, 0), known, target);
  }

  @Override
  public double bound() {
    PairNode top = open.peek();
    return Math.max(settled, top == null ? 0 : top.bound);
  }

  @Override
  public boolean exhausted() {
    PairNode top = open.peek();
    return top == null || top.bound <= settled;
  }

  @Override
  public int size() {
    return open.size();
  }

  @Override
  public boolean step(double known, double target, WorkBudget budget) {
    PairNode node = open.remove();
    int task = bounds.task(node);
    if (task < 0) {
      settled = Math.max(settled, node.bound);
      return true;
    }
    for (PairNode.Part part : node.kind.likely() ? LIKELY : GIVEN) {
      push(node.child(1L << task, part, ids++), known, target);
    }
    return true;
  }

  private void push(PairNode node, double known, double target) {
    bounds.improve(node, target);
    if (node.bound > known) {
      open.add(node);
    } else {
      settled = Math.max(settled, node.bound);
    }
  }
}
