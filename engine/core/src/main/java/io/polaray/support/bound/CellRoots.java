package io.polaray.support.bound;

import java.util.Arrays;

/**
 * The roots of a {@link RayForest} and what kind of rays the cells below each of them hold: a
 * support, and the endless tasks of which every ray takes on one without limit, the <em>far</em>
 * tasks; none for ordinary rays.
 */
final class CellRoots {
  private final int tasks;
  private final CellStore store;

  /** Offset of the kind in the ints of a cell: the support, and above it the far tasks. */
  private final int kindAt;

  /** For each support the root of ordinary rays, those with one far task, that with several. */
  private final int[] roots;

  CellRoots(int tasks, CellStore store, int kindAt) {
    this.tasks = tasks;
    this.store = store;
    this.kindAt = kindAt;
    roots = new int[(tasks + 2) << tasks];
    Arrays.fill(roots, -1);
  }

  /** The first task of a set, one bit each. */
  static int firstOf(int tasks) {
    return Integer.numberOfTrailingZeros(tasks);
  }

  private int place(int support, int far) {
    int slot = Integer.bitCount(far) > 1 ? tasks + 1 : far == 0 ? 0 : 1 + firstOf(far);
    return slot << tasks | support;
  }

  /**
   * The root, -1 if there is none yet.
   *
   * @param far the far tasks; sets of several tasks of one support are always the same
   */
  int find(int support, int far) {
    return roots[place(support, far)];
  }

  /** Makes a root without a box. */
  int add(int support, int far) {
    int cell = store.add();
    roots[place(support, far)] = cell;
    store.ints(cell)[store.intAt(cell) + kindAt] = far << tasks | support;
    return cell;
  }

  /** Makes a cell one of the kind of its parent. */
  void inherit(int child, int parent) {
    store.ints(child)[store.intAt(child) + kindAt] =
        store.ints(parent)[store.intAt(parent) + kindAt];
  }

  int support(int cell) {
    return store.ints(cell)[store.intAt(cell) + kindAt] & (1 << tasks) - 1;
  }

  /**
   * The far tasks, one bit each. In the box the first stands at its reach b and the others at 0;
   * the gain of a ray is at most P b there times {@link CellBoxes#farWeight}.
   */
  int far(int cell) {
    return store.ints(cell)[store.intAt(cell) + kindAt] >> tasks;
  }

  /** Forgets roots that are not among the oldest cells. */
  void truncate(int keptCells) {
    for (int place = 0; place < roots.length; place++) {
      if (roots[place] >= keptCells) {
        roots[place] = -1;
      }
    }
  }
}
