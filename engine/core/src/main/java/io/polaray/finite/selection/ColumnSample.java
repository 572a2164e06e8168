package io.polaray.finite.selection;

import java.util.Arrays;

/** Columns of a problem, all or an evenly spread sample in increasing order; arrays are shared. */
final class ColumnSample {
  private final int size;
  private final double[] costs;
  private final double[] limits;
  private final double[][] rows;
  private final int[] ids;
  private final double share;

  private ColumnSample(
      int size, double[] costs, double[] limits, double[][] rows, int[] ids, double share) {
    this.size = size;
    this.costs = costs;
    this.limits = limits;
    this.rows = rows;
    this.ids = ids;
    this.share = share;
  }

  /** All columns. */
  static ColumnSample all(SelectionProblem problem) {
    return new ColumnSample(
        problem.size(),
        problem.sharedCosts(),
        problem.sharedLimits(),
        problem.sharedDirections(),
        new int[0],
        1);
  }

  /**
   * One column of each of {@code count} equal stretches, at a pseudo-random place in it, and the
   * given columns.
   *
   * @param extra numbers of columns to include; negative ones are ignored
   */
  static ColumnSample of(SelectionProblem problem, int count, int[] extra) {
    int[] ids = new int[count + extra.length];
    double stretch = (double) problem.size() / count;
    long state = 0x2545F4914F6CDD1DL;
    int length = 0;
    for (int k = 0; k < count; k++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      double within = (state >>> 11) * 0x1p-53;
      ids[length++] = Math.min(problem.size() - 1, (int) ((k + within) * stretch));
    }
    for (int id : extra) {
      if (id >= 0) {
        ids[length++] = id;
      }
    }
    int[] distinct = Arrays.stream(ids, 0, length).sorted().distinct().toArray();
    double[] costs = gather(problem.sharedCosts(), distinct);
    double[] limits = gather(problem.sharedLimits(), distinct);
    double[][] rows = new double[problem.tasks()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = gather(problem.sharedDirections()[i], distinct);
    }
    double share = (double) distinct.length / problem.size();
    return new ColumnSample(distinct.length, costs, limits, rows, distinct, share);
  }

  private static double[] gather(double[] from, int[] ids) {
    double[] to = new double[ids.length];
    for (int k = 0; k < to.length; k++) {
      to[k] = from[ids[k]];
    }
    return to;
  }

  int size() {
    return size;
  }

  double[] costs() {
    return costs;
  }

  double[] limits() {
    return limits;
  }

  double[][] rows() {
    return rows;
  }

  /** The number of the k-th column in the problem. */
  int id(int k) {
    return ids.length == 0 ? k : ids[k];
  }

  /** The right-hand side b, in proportion to the sample. */
  double[] clearing(SelectionProblem problem) {
    double[] clearing = problem.sharedClearing().clone();
    for (int i = 0; i < clearing.length; i++) {
      clearing[i] *= share;
    }
    return clearing;
  }
}
