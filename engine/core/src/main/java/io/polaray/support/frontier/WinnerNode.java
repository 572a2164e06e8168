package io.polaray.support.frontier;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A set of menus of one band: those in which one ray sheds the tasks {@code shed} and does not shed
 * {@code kept}.
 */
final class WinnerNode {
  final Band band;
  final long shed;
  final long kept;

  /** Bounds on what the single tasks are worth to other rays. */
  final double[] rest;

  /** Bound on the gain of the menus. */
  double bound;

  final long id;

  WinnerNode(Band band, long shed, long kept, double[] rest, double bound, long id) {
    this.band = band;
    this.shed = shed;
    this.kept = kept;
    this.rest = rest.clone();
    this.bound = bound;
    this.id = id;
  }

  /** An empty queue, largest bounds first, older nodes first among equals. */
  static PriorityQueue<WinnerNode> queue() {
    return new PriorityQueue<>(
        Comparator.comparingDouble((WinnerNode node) -> node.bound)
            .reversed()
            .thenComparingLong(node -> node.id));
  }
}
