package io.polaray.support.frontier;

import java.util.List;

/**
 * Menus of one band whose likely ray, the winner, sheds the tasks {@code shed} and does not shed
 * {@code kept}.
 */
final class StarNode implements BestFirstTree.Node {
  final long shed;
  final long kept;

  /** Bounds on what the single tasks are worth to other rays. */
  final double[] rest;

  /** Bound on the gain of the menus. */
  double bound;

  private final long id;

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

  @Override
  public double bound() {
    return bound;
  }

  @Override
  public long id() {
    return id;
  }
}
