package io.polaray.support.frontier;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Menus of one band whose likely ray, the winner, sheds the tasks {@code shed} and does not shed
 * {@code kept}.
 */
final class StarNode {
  final long shed;
  final long kept;

  /** Bounds on what the single tasks are worth to other rays. */
  final double[] rest;

  /** Bound on the gain of the menus. */
  double bound;

  final long id;

  private StarNode(long shed, long kept, double[] rest, double bound, long id) {
    this.shed = shed;
    this.kept = kept;
    this.rest = rest.clone();
    this.bound = bound;
    this.id = id;
  }

  /** The node of sets within a band. */
  static StarNode of(Band band, long shed, long kept) {
    List<Double> rest = band.rest();
    double[] worths = rest.stream().mapToDouble(Double::doubleValue).toArray();
    return new StarNode(shed, kept, worths, Double.POSITIVE_INFINITY, 0);
  }

  /** The menus that shed the tasks of a bit too, or do not shed them. */
  StarNode child(long bit, boolean sheds, long number) {
    return new StarNode(sheds ? shed | bit : shed, sheds ? kept : kept | bit, rest, bound, number);
  }

  /** An empty queue, largest bounds first, older nodes first among equals. */
  static PriorityQueue<StarNode> queue() {
    return new PriorityQueue<>(
        Comparator.comparingDouble((StarNode node) -> node.bound)
            .reversed()
            .thenComparingLong(node -> node.id));
  }
}
