package io.polaray.choice;

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
      for (int p = Math.max(begin, left); p < end; p++) {
        int right = Math.min(p + 1, left + TILE);
        int t = 0;
        for (; t + UNROLLED <= to - from; t += UNROLLED) {
          subtractEight(p * size, p * size + from + t, t * size, left, right);
        }
        for (; t < to - from; t++) {
          double factor = matrix[p * size + from + t];
          for (int q = left; q < right; q++) {
            matrix[p * size + q] -= factor * panel[t * size + q];
          }
        }
      }
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
