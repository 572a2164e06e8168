package io.polaray.support.search;

/** Orders of tasks by a key, ties by index. */
final class TaskOrder {
  private TaskOrder() {}

  /** Task indices with keys ascending. */
  static int[] ascending(double[] keys) {
    int[] order = new int[keys.length];
    for (int n = 0; n < keys.length; n++) {
      int position = n;
      while (position > 0 && keys[order[position - 1]] > keys[n]) {
        order[position] = order[position - 1];
        position--;
      }
      order[position] = n;
    }
    return order;
  }

  /** Task indices with keys descending. */
  static int[] descending(double[] keys) {
    double[] negated = new double[keys.length];
    for (int i = 0; i < keys.length; i++) {
      negated[i] = -keys[i];
    }
    return ascending(negated);
  }
}
