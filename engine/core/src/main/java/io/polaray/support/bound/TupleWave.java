package io.polaray.support.bound;

import java.util.Arrays;

/**
 * Tuples that are refined together: what can be done at the same time is, by idle threads of the
 * pool, and nothing depends on how many there are.
 */
final class TupleWave {
  /** Cells on a path at most. */
  private static final int MAX_DEPTH = 250;

  /** The most tuples in a wave. */
  static final int MAX_SIZE = 32;

  /** Bounds of tuples are computed in that many pieces of work at most. */
  private static final int MAX_PIECES = 8;

  /** The fewest bounds that are worth a piece of work of their own. */
  private static final int MIN_PIECE = 16;

  /** The fewest paths that are. */
  private static final int MIN_PATHS = 16;

  private final RayForest forest;
  private final TupleBound[] bounds = new TupleBound[MAX_PIECES];
  private final int stride;
  private int[] tuples;
  private int[] counts = new int[MAX_SIZE];
  private double[] values = new double[MAX_SIZE];
  private int size;

  /** A stretch for every cell of every tuple. */
  private int[] paths = new int[0];

  private int[] pathEnds = new int[0];
  private int[] leaves = new int[0];

  TupleWave(RayForest forest, int maxRays) {
    this.forest = forest;
    stride = maxRays;
    tuples = new int[MAX_SIZE * stride];
    bounds[0] = new TupleBound(forest);
  }

  void clear() {
    size = 0;
  }

  /** Gives memory back that only paths need. */
  void release() {
    paths = new int[0];
    pathEnds = new int[0];
    leaves = new int[0];
  }

  int size() {
    return size;
  }

  /** Adds a tuple; returns its number. */
  int add(int[] tuple, int count, double value) {
    if (size == counts.length) {
      counts = Arrays.copyOf(counts, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      tuples = Arrays.copyOf(tuples, 2 * size * stride);
    }
    System.arraycopy(tuple, 0, tuples, size * stride, count);
    counts[size] = count;
    values[size] = value;
    return size++;
  }

  /** Copies the cells of a tuple; returns how many. */
  int get(int n, int[] tuple) {
    System.arraycopy(tuples, n * stride, tuple, 0, counts[n]);
    return counts[n];
  }

  int count(int n) {
    return counts[n];
  }

  int cell(int n, int k) {
    return tuples[n * stride + k];
  }

  /** The number given with the tuple, or the bound after {@link #bound}. */
  double value(int n) {
    return values[n];
  }

  /** Lowers the number of every tuple to its bound, to {@link TupleBound#NONE} where there is. */
  void bound(double asked) {
    int pieces = Math.max(1, Math.min(MAX_PIECES, size / MIN_PIECE));
    for (int piece = 0; piece < pieces; piece++) {
      if (bounds[piece] == null) {
        bounds[piece] = new TupleBound(forest);
      }
    }
    forest.crew.run(
        pieces,
        piece -> {
          int[] tuple = new int[stride];
          int end = (piece + 1) * size / pieces;
          for (int n = piece * size / pieces; n < end; n++) {
            values[n] = Math.min(values[n], bounds[piece].bound(tuple, get(n, tuple), asked));
          }
        });
  }

  /** One bound outside of the wave. */
  double bound(int[] tuple, int count, double asked) {
    return bounds[0].bound(tuple, count, asked);
  }

  /** See {@link TupleBound#branch}. */
  int branch(int n, double excess) {
    int[] tuple = new int[stride];
    return bounds[0].branch(tuple, get(n, tuple), excess);
  }

  /**
   * Opens one leaf below every cell whose bound exceeds the gains met in it by more than its part
   * of a share of the excess of its tuple over {@code known}, and backs bounds up.
   *
   * @return whether anything was opened
   */
  boolean descend(double share, double known) {
    int places = size * stride;
    if (pathEnds.length < places) {
      paths = new int[places * MAX_DEPTH];
      pathEnds = new int[places];
      leaves = new int[places];
    }
    int pieces = Math.max(1, Math.min(MAX_PIECES, places / MIN_PATHS));
    forest.crew.run(
        pieces,
        piece -> {
          int end = (piece + 1) * size / pieces;
          for (int n = piece * size / pieces; n < end; n++) {
            findPaths(n, share, known);
          }
        });
    int found = 0;
    for (int p = 0; p < places; p++) {
      if (pathEnds[p] > p * MAX_DEPTH) {
        leaves[found++] = paths[pathEnds[p] - 1];
      }
    }
    if (found == 0) {
      return false;
    }
    long before = forest.openings();
    forest.openAll(leaves, found);
    for (int p = 0; p < places; p++) {
      for (int q = pathEnds[p] - 1; q >= p * MAX_DEPTH; q--) {
        if (forest.isOpen(paths[q])) {
          forest.backUp(paths[q]);
        }
      }
    }
    return forest.openings() > before;
  }

  /** Writes the paths below the cells of a tuple; those that need none end where they begin. */
  private void findPaths(int n, double share, double known) {
    for (int k = 0; k < stride; k++) {
      int from = (n * stride + k) * MAX_DEPTH;
      int end = from;
      if (k < counts[n]) {
        int cell = cell(n, k);
        double upper = forest.upper(cell);
        if (upper > forest.floor()
            && upper - forest.value(cell) > share / counts[n] * (values[n] - known)) {
          end = descend(cell, from);
        }
      }
      pathEnds[n * stride + k] = end;
    }
  }

  /**
   * Writes the path from a cell to a leaf along the children with the largest bounds.
   *
   * @return where in the paths the first place is free
   */
  private int descend(int cell, int from) {
    int end = from;
    int x = cell;
    while (x >= 0 && end - from < MAX_DEPTH) {
      paths[end++] = x;
      x = forest.isOpen(x) ? mostPromising(x) : -1;
    }
    return end;
  }

  /** The child with the largest bound, -1 if all are worthless. */
  private int mostPromising(int cell) {
    int first = forest.firstChild(cell);
    int last = forest.lastChild(cell);
    int best = forest.upper(last) > forest.upper(first) ? last : first;
    return forest.upper(best) > 0 ? best : -1;
  }
}
