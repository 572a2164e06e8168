package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;
import java.util.PriorityQueue;

/** The tree over what a likely winner sheds, bounded by {@link StarBounds}. */
final class StarTree implements GainTree {
  private static final int FEW = 3;

  private final StarBounds bounds;
  private final int tasks;
  private final PriorityQueue<StarNode> open = StarNode.queue();
  private double settled;
  private long ids = 1;

  /**
   * The menus of a band.
   *
   * @param all the tasks that can be shed
   */
  StarTree(StarBounds bounds, Band band, long all, double known, double target) {
    this.bounds = bounds;
    tasks = Long.bitCount(all);
    push(StarNode.of(band, 0, 0), known, target);
  }

  @Override
  public double bound() {
    StarNode top = open.peek();
    return Math.max(settled, top == null ? 0 : top.bound);
  }

  @Override
  public boolean exhausted() {
    StarNode top = open.peek();
    return top == null || top.bound <= settled;
  }

  @Override
  public int size() {
    return open.size();
  }

  /** Whether the bound is that of winners which shed fewer tasks than the others. */
  boolean isOfFew() {
    StarNode top = open.peek();
    return top != null && FEW * (Long.bitCount(top.kept) - Long.bitCount(top.shed)) >= tasks;
  }

  @Override
  public boolean step(double known, double target, WorkBudget budget) {
    StarNode node = open.remove();
    int task = bounds.task(node);
    if (task < 0) {
      settled = Math.max(settled, node.bound);
    } else {
      push(node.child(1L << task, true, ids++), known, target);
      push(node.child(1L << task, false, ids++), known, target);
    }
    return true;
  }

  private void push(StarNode node, double known, double target) {
    bounds.improve(node, target);
    if (node.bound > known) {
      open.add(node);
    } else {
      settled = Math.max(settled, node.bound);
    }
  }
}
