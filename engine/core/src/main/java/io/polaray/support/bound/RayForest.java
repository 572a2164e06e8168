package io.polaray.support.bound;

import io.polaray.numeric.WorkCrew;
import java.util.Arrays;

/**
 * One tree of cells for every negative support N: boxes in the magnitudes {@code |kappa_i|} of the
 * rays that shed exactly the tasks of N, each with an upper bound on the ray's gain {@code P(c .
 * kappa <= 0) max(0, w . kappa)} over the box.
 *
 * <p>The root of N spans {@code 0 <= |kappa_i| <= eta_i} for the tasks shed and {@code 0 <= kappa_j
 * <= sum_N eta_i upper_i / lower_j} for the others: a ray above that is never accepted. Only rays
 * at full extension ({@code |kappa_i| = eta_i} for some i in N) have to be covered, since the gain
 * is linear in the scale of the ray.
 *
 * <p>A task is <em>endless</em> if its cost may be 0. From its reach on, a take-on b times P no
 * longer changes. Upper ends of roots stand for everything above, and there are more {@link
 * CellRoots}.
 */
abstract class RayForest {
  /*
   * What a box knows about probabilities does not depend on the weights and is kept; what depends
   * on them is recomputed when a box is touched for the first time after begin(). A box that was
   * split under earlier weights counts as a leaf until it is opened again.
   *
   * Lazy back-up: UPPER(cell) = min(own bound, max of UPPER over the children), brought up to
   * date along one path from a cell to the most promising leaf. VALUE and POINT are
   * the best gain met at a point of the cell and that point; they steer the search and start
   * menus, nothing else.
   */

  private static final int COMMON_INTS = 4;

  /** The first of the two parts, next to each other; 0 if there are none. */
  private static final int CHILD = 0;

  private static final int KIND = 1;
  private static final int SPLIT = 2;
  private static final int STAMP = 3;

  /** Offset of the lower ends of the magnitudes in the doubles of a cell. */
  static final int LOW = 0;

  /** Offset of the ints that belong to the subclass. */
  static final int OWN_INTS = COMMON_INTS;

  final int tasks;
  final double[] endowment;
  final CellStore store;

  /** Offset of the upper ends. */
  final int high;

  /** Offset of the half widths in log magnitude; 0 for an interval that is flat or a point. */
  final int half;

  /**
   * Offset of the logs of the centres; the log of the upper end for an interval with lower end 0.
   * Accurate to {@code 1e-14}, absolute.
   */
  final int logCentre;

  /** Offset of the point that attains VALUE. */
  final int point;

  /** Offset of a measure of how far the bound is above the gains met. */
  final int bend;

  /**
   * Offset of the affine model of the gain: level, then one slope a task; the gain is at most
   * {@code level + slopes . d} in the cell wherever w . kappa >= 0. d_i is the log deviation from
   * the centre, and {@code b_i / top - 1/2} for a {@link CellBoxes#isLinearTakeOn}.
   */
  final int affine;

  /** Offset of the doubles that belong to the subclass. */
  final int ownDoubles;

  final double[] lowerCost;
  final double[] upperCost;

  /** The weights w of the present call. */
  final double[] weights;

  final CellRoots roots;
  final CellBoxes boxes;

  /** Helps with cells and with tuples of them. */
  final WorkCrew crew = new WorkCrew();

  private int[] newlyOpen = new int[0];
  private int[] freshCells = new int[0];
  private int[] freshParents = new int[0];
  private final int maxCells;
  private int stamp;
  private double floor;
  private long cellsMade;
  private long openings;
  private long cellsWeighed;
  private boolean full;

  RayForest(
      double[] endowment,
      double[] lowerCost,
      double[] upperCost,
      TakeOnReach reach,
      int moreDoubles,
      int moreInts,
      int maxCells) {
    tasks = endowment.length;
    this.endowment = endowment.clone();
    this.lowerCost = lowerCost.clone();
    this.upperCost = upperCost.clone();
    this.maxCells = maxCells;
    high = tasks;
    half = 2 * tasks;
    logCentre = 3 * tasks;
    point = 4 * tasks;
    bend = 5 * tasks;
    affine = bend + 1;
    ownDoubles = affine + tasks + 1;
    boxes = new CellBoxes(this, reach);
    store = new CellStore(ownDoubles + moreDoubles, COMMON_INTS + moreInts);
    roots = new CellRoots(tasks, store, KIND);
    weights = new double[tasks];
  }

  /** Acceptance probabilities under the measure of the problem. */
  abstract RayProbability probability();

  /**
   * Computes the marks, the point and the model of a cell for the present weights, and calls {@link
   * #setSplit}; {@code parent} is -1 for a root. A cell just made has no box before {@link
   * #prepare}.
   */
  abstract void weigh(int cell, int parent);

  /**
   * Does what {@link #weigh} does for each of the cells; {@code parents} has an entry for each. A
   * subclass may do several at a time.
   */
  void weighAll(int[] cells, int[] parents, int count) {
    for (int n = 0; n < count; n++) {
      prepare(cells[n], parents[n]);
      weigh(cells[n], parents[n]);
    }
  }

  /** Writes the box of a child that has none yet. */
  final void prepare(int child, int parent) {
    if (support(child) == 0) {
      int[] ints = store.ints(parent);
      int at = store.intAt(parent);
      boxes.fill(child, ints[at + CHILD] == child, parent, ints[at + SPLIT]);
    }
  }

  /** Whether cells have affine models besides their bounds. */
  boolean hasModels() {
    return true;
  }

  /** Whether the subclass has room for more cells. */
  boolean hasRoom() {
    return true;
  }

  /** Starts work for new weights. */
  void begin(double[] newWeights) {
    System.arraycopy(newWeights, 0, weights, 0, tasks);
    stamp++;
    Arrays.fill(store.below, 0, store.size(), 0);
    floor = 0;
    full = false;
    cellsMade = 0;
    openings = 0;
    cellsWeighed = 0;
  }

  /** Rays worth less than this need no model: the search drops them. */
  final void setFloor(double newFloor) {
    floor = newFloor;
  }

  final double floor() {
    return floor;
  }

  /** Cells weighed since {@link #begin}. */
  final long cellsWeighed() {
    return cellsWeighed;
  }

  /** Nominal nanoseconds since {@link #begin}; see {@link io.polaray.support.BoundSession}. */
  abstract long nominalNanos();

  /** Cells made since {@link #begin}. */
  final long cellsMade() {
    return cellsMade;
  }

  /** Cells opened since {@link #begin}. */
  final long openings() {
    return openings;
  }

  final int maxCells() {
    return maxCells;
  }

  /** Whether a split was refused for want of room. */
  final boolean isFull() {
    return full;
  }

  /** Forgets all but the oldest cells. */
  void truncate(int keptCells) {
    int size = store.size();
    if (keptCells >= size) {
      return;
    }
    for (int cell = 0; cell < keptCells; cell++) {
      int[] ints = store.ints(cell);
      int at = store.intAt(cell);
      if (ints[at + CHILD] + 2 > keptCells) {
        ints[at + CHILD] = 0;
      }
    }
    roots.truncate(keptCells);
    store.truncate(keptCells);
  }

  /** The root cell of a support, weighed. */
  final int root(int support) {
    return root(support, 0);
  }

  /** The root cell of a support with far tasks, weighed. */
  final int root(int support, int far) {
    int cell = roots.find(support, far);
    if (cell < 0) {
      cell = roots.add(support, far);
      cellsMade++;
      boxes.root(cell);
    }
    touch(cell, -1);
    return cell;
  }

  final int support(int cell) {
    return roots.support(cell);
  }

  final double upper(int cell) {
    return store.upper[cell];
  }

  final double value(int cell) {
    return store.value[cell];
  }

  /** The first child of an open cell. */
  final int firstChild(int cell) {
    return store.below[cell];
  }

  /** The last child of an open cell. */
  final int lastChild(int cell) {
    return store.below[cell] + 1;
  }

  /** Whether the cell has a dimension left to split. */
  final boolean isSplittable(int cell) {
    return store.ints(cell)[store.intAt(cell) + SPLIT] >= 0;
  }

  /** Whether the cell's numbers are those of the present weights. */
  final boolean isCurrent(int cell) {
    return store.ints(cell)[store.intAt(cell) + STAMP] == stamp;
  }

  /** Whether the cell's children stand for it under the present weights. */
  final boolean isOpen(int cell) {
    return store.below[cell] != 0;
  }

  /**
   * Splits the cells that have no children, weighs the children and backs their bounds up. Cells
   * may appear twice. What could not be split is not {@link #isOpen} afterwards.
   */
  final void openAll(int[] cells, int count) {
    int opened = 0;
    int fresh = 0;
    reserve(count);
    for (int n = 0; n < count; n++) {
      int cell = cells[n];
      if (isOpen(cell) || !hasChildren(cell)) {
        continue;
      }
      int[] ints = store.ints(cell);
      int at = store.intAt(cell);
      int first = ints[at + CHILD];
      store.below[cell] = first;
      newlyOpen[opened++] = cell;
      for (int child = first; child <= first + 1; child++) {
        if (!isCurrent(child)) {
          store.ints(child)[store.intAt(child) + STAMP] = stamp;
          freshParents[fresh] = cell;
          freshCells[fresh++] = child;
        }
      }
    }
    openings += opened;
    cellsWeighed += fresh;
    weighAll(freshCells, freshParents, fresh);
    for (int n = 0; n < opened; n++) {
      int cell = newlyOpen[n];
      double bound = upper(cell);
      for (int child = firstChild(cell); child <= lastChild(cell); child++) {
        store.upper[child] = Math.min(store.upper[child], bound);
      }
      backUp(cell);
    }
  }

  private void reserve(int count) {
    if (newlyOpen.length < count) {
      newlyOpen = new int[count];
      freshCells = new int[2 * count];
      freshParents = new int[2 * count];
    }
  }

  /** Makes the children unless they are there; false if the cell cannot be split. */
  private boolean hasChildren(int cell) {
    int[] ints = store.ints(cell);
    int at = store.intAt(cell);
    if (ints[at + CHILD] > 0) {
      return true;
    }
    if (ints[at + SPLIT] < 0) {
      return false;
    }
    if (store.size() + 2 > maxCells || !hasRoom()) {
      full = true;
      return false;
    }
    ints[at + CHILD] = store.size();
    cellsMade += 2;
    boxes.split();
    return true;
  }

  /** Lowers the bound of an open cell to its children's largest, and takes their best point. */
  final void backUp(int cell) {
    double[] upper = store.upper;
    double[] value = store.value;
    int last = lastChild(cell);
    double bound = 0;
    for (int child = firstChild(cell); child <= last; child++) {
      bound = Math.max(bound, upper[child]);
      if (value[child] > value[cell]) {
        value[cell] = value[child];
        System.arraycopy(
            store.doubles(child),
            store.at(child) + point,
            store.doubles(cell),
            store.at(cell) + point,
            tasks);
      }
    }
    upper[cell] = Math.min(upper[cell], bound);
  }

  private void touch(int cell, int parent) {
    int[] ints = store.ints(cell);
    int at = store.intAt(cell);
    if (ints[at + STAMP] != stamp) {
      ints[at + STAMP] = stamp;
      cellsWeighed++;
      weigh(cell, parent);
    }
  }

  /** Chooses the dimension to split by, unless the cell has been split before. */
  final void setSplit(int cell, int task) {
    int[] ints = store.ints(cell);
    int at = store.intAt(cell);
    if (ints[at + CHILD] == 0) {
      ints[at + SPLIT] = task;
    }
  }
}
