package io.polaray.finite.selection;

import java.util.Arrays;

/** The columns that a small linear program is solved over, copied together task by task. */
final class ColumnWindow {
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
}
