package io.polaray.finite.selection;

import java.util.Arrays;

/** The columns that a small linear program is solved over, copied together task by task. */
final class ColumnWindow {
  /** Size of the perturbation of a cost, relative to the mean absolute cost. */
  static final double PERTURBATION_RELATIVE_SIZE = 1e-11;

  private static final int MAX_FIRST_CAPACITY = 1024;

  int size;
  double[] cost;
  double[] limit;
  int[] id;
  final double[][] rows;

  /** An empty window for a problem with the given number of columns. */
  ColumnWindow(int tasks, int columns) {
    int capacity = Math.min(MAX_FIRST_CAPACITY, columns);
    cost = new double[capacity];
    limit = new double[capacity];
    id = new int[capacity];
    rows = new double[tasks][capacity];
  }

  void clear() {
    size = 0;
  }

  /** Makes room for {@code count} more columns. */
  void reserve(int count) {
    if (size + count > cost.length) {
      int length = Math.max(size + count, cost.length + cost.length / 2);
      cost = Arrays.copyOf(cost, length);
      limit = Arrays.copyOf(limit, length);
      id = Arrays.copyOf(id, length);
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOf(rows[i], length);
      }
    }
  }

  /** The place of a column among the first {@code sorted} ones, -1 when it is not there. */
  int find(int column, int sorted) {
    int at = Arrays.binarySearch(id, 0, sorted, column);
    return at >= 0 ? at : -1;
  }

  /**
   * What is added to the scaled cost of a column to break ties: a number from 0 to {@value
   * #PERTURBATION_RELATIVE_SIZE} that depends on the column alone (SplitMix64 finaliser).
   */
  static double perturbation(int column) {
    long bits = (column + 1L) * 0x9E3779B97F4A7C15L;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return ((bits ^ (bits >>> 31)) >>> 11) * 0x1p-53 * PERTURBATION_RELATIVE_SIZE;
  }
}
