package io.polaray.support.frontier;

import io.polaray.support.WorkBudget;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A tree whose node with the largest bound is divided next, older nodes first among equals; it
 * remembers the largest bound of the nodes that are not divided any more.
 *
 * @param <N> the nodes
 */
abstract class BestFirstTree<N extends BestFirstTree.Node> implements GainTree {
  /** A class of menus. */
  interface Node {
    /** Bound on the gain of the menus; the same as long as the node is in the tree. */
    double bound();

    /** Smaller for older nodes. */
    long id();
  }

  private final PriorityQueue<N> open =
      new PriorityQueue<>(
          Comparator.<N>comparingDouble(Node::bound).reversed().thenComparingLong(Node::id));
  private double settled;

  @Override
  public final double bound() {
    N top = open.peek();
    return Math.max(settled, top == null ? 0 : top.bound());
  }

  @Override
  public final boolean exhausted() {
    N top = open.peek();
    return top == null || top.bound() <= settled;
  }

  @Override
  public final int size() {
    return open.size();
  }

  @Override
  public final boolean step(double known, double target, WorkBudget budget) {
    divide(open.remove(), known, target);
    return true;
  }

  /** Adds the parts of a node, or settles its bound. */
  abstract void divide(N node, double known, double target);

  /** The node that is divided next. */
  final @Nullable N top() {
    return open.peek();
  }

  /** Adds a node; one that is not above what is known is settled. */
  final void add(N node, double known) {
    if (node.bound() > known) {
      open.add(node);
    } else {
      settle(node.bound());
    }
  }

  /** Takes a bound as one that cannot be lowered. */
  final void settle(double bound) {
    settled = Math.max(settled, bound);
  }
}
