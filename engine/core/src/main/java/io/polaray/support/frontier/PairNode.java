package io.polaray.support.frontier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Menus of one kind whose winner sheds the tasks {@code winner}, whose ray that loses to the winner
 * alone sheds {@code pair}, and whose other rays shed {@code rest}, or nobody does.
 */
final class PairNode implements BestFirstTree.Node {
  /** Who sheds a task. */
  enum Part {
    WINNER,
    PAIR,
    REST
  }

  final PairKind kind;
  final long winner;
  final long pair;
  final long rest;

  /** Bounds on the worth of a single task to the ray that loses to the winner alone. */
  final double[] own;

  /** Bounds on the worth of a single task to a ray that loses twice. */
  final double[] other;

  /** What the tasks of one ray may be worth beyond {@link #other}. */
  double extra;

  /** Bound on the gain of the menus. */
  double bound;

  private final long id;

  /** The set that the node before had less of, null for a root. */
  final @Nullable Part grown;

  private PairNode(
      PairKind kind,
      long winner,
      long pair,
      long rest,
      double bound,
      @Nullable Part grown,
      long id) {
    this.grown = grown;
    this.kind = kind;
    this.winner = winner;
    this.pair = pair;
    this.rest = rest;
    this.bound = bound;
    this.id = id;
    own = new double[kind.own().size()];
    other = new double[own.length];
  }

  /** The node of sets within a kind. */
  static PairNode of(PairKind kind, long winner, long pair, long rest) {
    PairNode node =
        new PairNode(kind, winner | kind.winner(), pair, rest, Double.POSITIVE_INFINITY, null, 0);
    fill(kind.own(), node.own);
    fill(kind.rest(), node.other);
    for (int i = 0; i < kind.lone().size(); i++) {
      node.extra = Math.max(node.extra, kind.lone().get(i) - node.other[i]);
    }
    return node;
  }

  private static void fill(List<Double> from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from.get(i);
    }
  }

  /** The menus in which a task is shed by the part given. */
  PairNode child(long bit, Part part, long number) {
    PairNode child =
        new PairNode(
            kind,
            part == Part.WINNER ? winner | bit : winner,
            part == Part.PAIR ? pair | bit : pair,
            part == Part.REST ? rest | bit : rest,
            bound,
            part,
            number);
    System.arraycopy(own, 0, child.own, 0, own.length);
    System.arraycopy(other, 0, child.other, 0, other.length);
    child.extra = extra;
    return child;
  }

  /** The tasks in none of the sets. */
  long open(long all) {
    return all & ~winner & ~pair & ~rest;
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
