package io.polaray.support.screening;

import io.polaray.numeric.WorkerPool;
import java.util.function.IntConsumer;

/** Cholesky factorisation of the lower triangle of a row-major matrix, in place. */
final class BlockedCholesky {
  /*
   * Right-looking by blocks of columns. The trailing update, which is nearly all the work, runs
   * along rows with eight columns of the panel at a time, so that it vectorises and each tile of
   * the transposed panel stays in the cache. Every entry is updated in one fixed order whatever
   * the number of threads. Inside a worker pool the rows are shared by that pool.
   */
  private static final int BLOCK = 64;
  private static final int UNROLLED = 8;
  private static final int TILE = 512;
  private static final int ROWS = 32;
  private static final int PARALLEL_SIZE = 512;

  /** Stands for a pivot that rounding made zero or negative; its variable then stays put. */
  private static final double HUGE_PIVOT = 1e64;

  private final double[] matrix;
  private final int size;
  private final double[] panel;

  private BlockedCholesky(double[] matrix, int size) {
    this.matrix = matrix;
    this.size = size;
    this.panel = new double[BLOCK * size];
  }

  /** Factors; false if a pivot is not a number. */
  static boolean factor(double[] matrix, int size) {
    return new BlockedCholesky(matrix, size).factor();
  }

  private boolean factor() {
    for (int from = 0; from < size; from += BLOCK) {
      int to = Math.min(size, from + BLOCK);
      if (!diagonal(from, to)) {
        return false;
      }
      int first = from;
      int chunks = (size - to + ROWS - 1) / ROWS;
      each(chunks, chunk -> solveRows(first, to, to + chunk * ROWS));
      each(chunks, chunk -> updateRows(first, to, to + chunk * ROWS));
    }
    return true;
  }

  private void each(int chunks, IntConsumer action) {
    if (size >= PARALLEL_SIZE) {
      WorkerPool.fork(chunks, action);
    } else {
      for (int chunk = 0; chunk < chunks; chunk++) {
        action.accept(chunk);
      }
    }
  }

  private boolean diagonal(int from, int to) {
    for (int p = from; p < to; p++) {
      for (int q = from; q <= p; q++) {
        double value = matrix[p * size + q];
        for (int t = from; t < q; t++) {
          value -= matrix[p * size + t] * matrix[q * size + t];
        }
        if (q < p) {
          matrix[p * size + q] = value / matrix[q * size + q];
        } else if (value > 0) {
          matrix[p * size + p] = Math.sqrt(value);
        } else if (Double.isNaN(value)) {
          return false;
        } else {
          matrix[p * size + p] = HUGE_PIVOT;
        }
      }
    }
    return true;
  }

  /** The block column below the diagonal block, and its transpose into the panel. */
  private void solveRows(int from, int to, int begin) {
    int end = Math.min(size, begin + ROWS);
    for (int p = begin; p < end; p++) {
      for (int q = from; q < to; q++) {
        double value = matrix[p * size + q];
        for (int t = from; t < q; t++) {
          value -= matrix[p * size + t] * matrix[q * size + t];
        }
        value /= matrix[q * size + q];
        matrix[p * size + q] = value;
        panel[(q - from) * size + p] = value;
      }
    }
  }

  private void updateRows(int from, int to, int begin) {
    int end = Math.min(size, begin + ROWS);
    for (int left = to; left < end; left += TILE) {
      for (int p = Math.max(begin, left); p < end; p += 2) {
        int right = Math.min(p + 1, left + TILE);
        boolean pair = p + 1 < end;
        int rightBoth = pair ? Math.min(p + 2, left + TILE) : right;
        int t = 0;
        for (; t + UNROLLED <= to - from; t += UNROLLED) {
          if (pair) {
            subtractEightTwice(p * size, p * size + from + t, t * size, left, rightBoth);
          } else {
            subtractEight(p * size, p * size + from + t, t * size, left, right);
          }
        }
        for (; t < to - from; t++) {
          subtractOne(p * size, matrix[p * size + from + t], t * size, left, right);
          if (pair) {
            int next = (p + 1) * size;
            subtractOne(next, matrix[next + from + t], t * size, left, rightBoth);
          }
        }
      }
    }
  }

  private void subtractOne(int row, double factor, int source, int left, int right) {
    for (int q = left; q < right; q++) {
      matrix[row + q] -= factor * panel[source + q];
    }
  }

  /** Two rows at once; the entry of the first above the diagonal is nobody's. */
  private void subtractEightTwice(int row, int factors, int source, int left, int right) {
    double f0 = matrix[factors];
    double f1 = matrix[factors + 1];
    double f2 = matrix[factors + 2];
    double f3 = matrix[factors + 3];
    double f4 = matrix[factors + 4];
    double f5 = matrix[factors + 5];
    double f6 = matrix[factors + 6];
    double f7 = matrix[factors + 7];
    int below = factors + size;
    double g0 = matrix[below];
    double g1 = matrix[below + 1];
    double g2 = matrix[below + 2];
    double g3 = matrix[below + 3];
    double g4 = matrix[below + 4];
    double g5 = matrix[below + 5];
    double g6 = matrix[below + 6];
    double g7 = matrix[below + 7];
    int s1 = source + size;
    int s2 = s1 + size;
    int s3 = s2 + size;
    int s4 = s3 + size;
    int s5 = s4 + size;
    int s6 = s5 + size;
    int s7 = s6 + size;
    int next = row + size;
    for (int q = left; q < right; q++) {
      double p0 = panel[source + q];
      double p1 = panel[s1 + q];
      double p2 = panel[s2 + q];
      double p3 = panel[s3 + q];
      double p4 = panel[s4 + q];
      double p5 = panel[s5 + q];
      double p6 = panel[s6 + q];
      double p7 = panel[s7 + q];
      matrix[row + q] -=
          ((f0 * p0 + f1 * p1) + (f2 * p2 + f3 * p3)) + ((f4 * p4 + f5 * p5) + (f6 * p6 + f7 * p7));
      matrix[next + q] -=
          ((g0 * p0 + g1 * p1) + (g2 * p2 + g3 * p3)) + ((g4 * p4 + g5 * p5) + (g6 * p6 + g7 * p7));
    }
  }

  private void subtractEight(int row, int factors, int source, int left, int right) {
    double f0 = matrix[factors];
    double f1 = matrix[factors + 1];
    double f2 = matrix[factors + 2];
    double f3 = matrix[factors + 3];
    double f4 = matrix[factors + 4];
    double f5 = matrix[factors + 5];
    double f6 = matrix[factors + 6];
    double f7 = matrix[factors + 7];
    int s1 = source + size;
    int s2 = s1 + size;
    int s3 = s2 + size;
    int s4 = s3 + size;
    int s5 = s4 + size;
    int s6 = s5 + size;
    int s7 = s6 + size;
    for (int q = left; q < right; q++) {
      matrix[row + q] -=
          ((f0 * panel[source + q] + f1 * panel[s1 + q])
                  + (f2 * panel[s2 + q] + f3 * panel[s3 + q]))
              + ((f4 * panel[s4 + q] + f5 * panel[s5 + q])
                  + (f6 * panel[s6 + q] + f7 * panel[s7 + q]));
    }
  }
}
