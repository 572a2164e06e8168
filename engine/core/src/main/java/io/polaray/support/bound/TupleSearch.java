package io.polaray.support.bound;

import io.polaray.support.WorkBudget;
import java.util.Arrays;

/**
 * Best-first search over tuples of ray cells: an upper bound on the gain {@code sum_k P_k max(0, w
 * . kappa^k)} of every polarised menu.
 */
final class TupleSearch {
  /*
   * A pattern is a set of disjoint supports; its root tuple holds the roots of their trees. The
   * tuples with the largest bounds are taken in waves: their cells are first brought up to date
   * (lazy back-up), then one cell of each is replaced by its children. A wave is as large as the
   * heap allows without much work on tuples that better ones would have spared. At any time every
   * polarised menu lies in a tuple that is
   *   - in the heap, so gains at most the top bound,
   *   - discarded with a bound of at most the gain known,
   *   - set aside because nothing in it can be refined (the largest such bound is kept), or
   *   - dropped because a cell is worth less than the floor: then the menu without that ray lies
   *     in a tuple of the smaller pattern, and the floor is paid for once for each ray a menu can
   *     have.
   */

  /** Divided by the number of rays: what a ray may leave unresolved of a tuple's excess. */
  private static final double DESCENT_SHARE = 0.5;

  private static final int MAX_DESCENTS = 3;
  private static final double FLOOR_SHARE = 0.15;
  private static final double MIN_GAP = 1e-10;

  /** Tuples in the heap for each one in a wave. */
  private static final int TUPLES_PER_PLACE = 32;

  private static final long EXCHANGE_TRIALS = 60;
  private static final double ROUND_UP = 1 + 0x1p-48;

  private final RayForest forest;
  private final MenuPolish polish;
  private final TupleWave wave;
  private final TupleWave children;
  private final double[] parentBounds = new double[TupleWave.MAX_SIZE];
  private final int[] places = new int[TupleWave.MAX_SIZE];
  private final int[] cells = new int[TupleWave.MAX_SIZE];
  private final TupleHeap heap;
  private final int maxTuples;
  private final int maxRays;
  private final int[] tuple;
  private int[] roots = new int[0];
  private int rootCount;
  private double known;
  private double aside;
  private long pops;

  TupleSearch(RayForest forest, MenuPolish polish, int maxTuples) {
    this.forest = forest;
    this.polish = polish;
    this.maxTuples = maxTuples;
    int rays = 0;
    for (double eta : forest.endowment) {
      rays += eta > 0 ? 1 : 0;
    }
    maxRays = rays;
    wave = new TupleWave(forest, rays);
    children = new TupleWave(forest, rays);
    heap = new TupleHeap(rays);
    tuple = new int[rays + 1];
  }

  /**
   * Bounds the gain over the endowment.
   *
   * @param base w . eta
   * @param knownGain a gain that is known to be attained; the bound is not smaller than it
   * @param uninformed whether to look for a good menu first
   * @param relativeGap stop when the bound on the value is that close to the best value known
   */
  double run(
      double[] weights,
      double base,
      double knownGain,
      boolean uninformed,
      double relativeGap,
      WorkBudget budget) {
    forest.begin(weights);
    heap.clear();
    known = Math.max(0, knownGain);
    aside = 0;
    pops = 0;
    polish.begin(weights, known);
    collectRoots();
    if (uninformed && rootCount > 0) {
      int trials = (int) Math.min(EXCHANGE_TRIALS * forest.tasks, budget.maxNodes());
      known = polish.climbFromExchanges(forest.lowerCost, forest.upperCost, trials);
    }
    double gap = Math.max(relativeGap, MIN_GAP);
    forest.setFloor(FLOOR_SHARE * gap * Math.abs(base + known) / Math.max(1, maxRays));
    double dropped = maxRays * forest.floor();
    pushPatterns(0, 0, 0);
    while (heap.size() > 0) {
      double top = heap.topBound();
      double bound = Math.max(top, aside) + dropped;
      if (bound - known <= relativeGap * Math.max(Math.abs(base + bound), 1e-300)
          || top <= known
          || forest.isFull()
          || heap.size() >= maxTuples
          || forest.cellsMade() + pops >= budget.maxNodes()
          || budget.expired()) {
        break;
      }
      refine(Math.min(TupleWave.MAX_SIZE, 1 + heap.size() / TUPLES_PER_PLACE));
    }
    double open = heap.size() > 0 ? heap.topBound() : 0;
    heap.release();
    wave.release();
    polish.release();
    forest.crew.rest();
    return (Math.max(known, Math.max(open, aside)) + dropped) * ROUND_UP;
  }

  /** The best gain known at the end, from outside or met on the way. */
  double known() {
    return known;
  }

  /** Tuples refined by the last call. */
  long pops() {
    return pops;
  }

  private void collectRoots() {
    int all = (1 << forest.tasks) - 1;
    int owned = 0;
    for (int i = 0; i < forest.tasks; i++) {
      owned |= forest.endowment[i] > 0 ? 1 << i : 0;
    }
    int wanted = 0;
    for (int i = 0; i < forest.tasks; i++) {
      wanted |= forest.weights[i] > 0 ? 1 << i : 0;
    }
    rootCount = 0;
    for (int support = 1; support < all; support++) {
      int gainful = wanted & ~support;
      if ((support & ~owned) == 0 && gainful != 0) {
        addRoot(forest.root(support));
        int far = forest.boxes.endless & ~support;
        if (forest.boxes.together && far != 0) {
          addRoot(forest.root(support, far));
          far = 0;
        }
        for (int left = far & gainful; left != 0; left &= left - 1) {
          addRoot(forest.root(support, Integer.lowestOneBit(left)));
        }
      }
    }
  }

  private void addRoot(int root) {
    if (forest.upper(root) > 0) {
      if (rootCount == roots.length) {
        roots = Arrays.copyOf(roots, 2 * rootCount + 16);
      }
      roots[rootCount++] = root;
    }
  }

  private void pushPatterns(int from, int used, int count) {
    for (int s = from; s < rootCount; s++) {
      int support = forest.support(roots[s]);
      if ((support & used) != 0) {
        continue;
      }
      tuple[count] = roots[s];
      if (forest.upper(tuple[count]) <= forest.floor()) {
        continue;
      }
      double bound = wave.bound(tuple, count + 1, known);
      if (bound != TupleBound.NONE) {
        heap.push(bound, tuple, count + 1);
      }
      if (count + 1 < maxRays) {
        pushPatterns(s + 1, used | support, count + 1);
      }
    }
  }

  /** Takes the tuples with the largest bounds from the heap and puts what is left of them back. */
  private void refine(int size) {
    wave.clear();
    while (wave.size() < size && heap.size() > 0 && heap.topBound() > known) {
      double bound = heap.topBound();
      wave.add(tuple, heap.pop(tuple), bound);
      pops++;
    }
    for (int round = 0; round < MAX_DESCENTS && wave.descend(DESCENT_SHARE, known); round++) {}
    for (int n = 0; n < wave.size(); n++) {
      parentBounds[n] = wave.value(n);
    }
    wave.bound(known);
    int opened = 0;
    for (int n = 0; n < wave.size(); n++) {
      places[n] = place(n);
      if (places[n] >= 0) {
        cells[opened++] = wave.cell(n, places[n]);
      }
    }
    forest.openAll(cells, opened);
    children.clear();
    for (int n = 0; n < wave.size(); n++) {
      if (places[n] >= 0) {
        addChildren(n);
      }
    }
    children.bound(known);
    for (int n = 0; n < children.size(); n++) {
      if (children.value(n) != TupleBound.NONE) {
        heap.push(children.value(n), tuple, children.get(n, tuple));
      }
    }
  }

  /** The place of the cell to open in a tuple of the wave, -1 if the tuple is done with for now. */
  private int place(int n) {
    double bound = wave.value(n);
    if (bound == TupleBound.NONE) {
      return -1;
    }
    double parentBound = parentBounds[n];
    int count = wave.get(n, tuple);
    if (bound < parentBound - 1e-3 * (parentBound - known)
        && heap.size() > 0
        && bound < heap.topBound()) {
      heap.push(bound, tuple, count);
      return -1;
    }
    double met = 0;
    for (int k = 0; k < count; k++) {
      met += forest.value(tuple[k]);
    }
    if (met > known) {
      known = Math.max(known, polish.offer(forest, tuple, count, forest.cellsMade() + pops));
    }
    int place = bound > known ? wave.branch(n, bound - known) : -1;
    if (place < 0) {
      aside = Math.max(aside, bound);
    }
    return place;
  }

  private void addChildren(int n) {
    double bound = wave.value(n);
    int count = wave.get(n, tuple);
    int parent = tuple[places[n]];
    if (!forest.isOpen(parent)) {
      aside = Math.max(aside, bound);
      return;
    }
    int last = forest.lastChild(parent);
    for (int child = forest.firstChild(parent); child <= last; child++) {
      tuple[places[n]] = child;
      children.add(tuple, count, bound);
    }
  }
}
