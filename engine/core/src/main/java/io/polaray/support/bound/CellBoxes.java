package io.polaray.support.bound;

/** The boxes of a {@link RayForest}: the root of a support, and how a box is split. */
final class CellBoxes {
  /*
   * Boxes are split at the geometric mean of an interval, at a sixth of its upper end when the
   * lower end is 0. When only one interval of a shed task is left that reaches eta_i, that
   * magnitude is fixed at eta_i; so both parts of a cell hold rays at full extension. Siblings
   * share the very double at which they were split, so they cover the rays at full extension of
   * their parent without gap.
   */

  private static final double FIRST_SPLIT = 1.0 / 6;

  /** Largest part in what is shed of a give-up that is varied in its magnitude. */
  private static final double LINEAR_SHARE = 0.2;

  private static final double MIN_RELATIVE_WIDTH = 1e-9;

  /** A take-on of so many times its usual size is steady. */
  private static final double STEADY = 2;

  private final RayForest forest;
  private final double[] logEndowment;
  private final TakeOnReach reach;

  /** The endless tasks, one bit each. */
  final int endless;

  /** Those for which P times the take-on never falls and keeps rising, one bit each. */
  private final int steady;

  /** Whether the endless tasks outside of a support share a root. */
  final boolean together;

  /** What is shed at the highest costs, for every support. */
  private final double[] shed;

  CellBoxes(RayForest forest, TakeOnReach reach) {
    this.forest = forest;
    this.reach = reach;
    together = reach.together();
    int zeros = 0;
    int falling = 0;
    for (int i = 0; i < forest.tasks; i++) {
      zeros |= forest.lowerCost[i] > 0 ? 0 : 1 << i;
      falling |= reach.task(i).steady() ? 1 << i : 0;
    }
    endless = zeros;
    steady = falling;
    shed = new double[1 << forest.tasks];
    for (int support = 0; support < shed.length; support++) {
      for (int i = 0; i < forest.tasks; i++) {
        if ((support >> i & 1) != 0) {
          shed[support] += forest.endowment[i] * forest.upperCost[i];
        }
      }
    }
    logEndowment = new double[forest.tasks];
    for (int i = 0; i < logEndowment.length; i++) {
      logEndowment[i] = logOf(forest.endowment[i]);
    }
  }

  /** Writes the box of all rays of a root that some type might accept. */
  void root(int cell) {
    double[] c = forest.store.doubles(cell);
    int at = forest.store.at(cell);
    int support = forest.support(cell);
    int far = forest.roots.far(cell);
    for (int i = 0; i < forest.tasks; i++) {
      double top;
      if ((support >> i & 1) != 0) {
        top = forest.endowment[i];
        c[at + RayForest.LOW + i] = Integer.bitCount(support) == 1 ? top : 0;
      } else {
        top = limit(support, i);
        if ((far >> i & 1) != 0) {
          top = i == CellRoots.firstOf(far) ? farReach(support, i) : 0;
          c[at + RayForest.LOW + i] = top;
        }
      }
      c[at + forest.high + i] = top;
      c[at + forest.logCentre + i] = logOf(top);
    }
  }

  private double takeOn(int support, double cost) {
    return TakeOnReach.takeOn(shed[support], cost);
  }

  /** The take-on of an endless task beyond which the gain follows from that of other rays. */
  double settled(int support, int i) {
    return takeOn(support, reach.task(i).settled());
  }

  /** The take-on from which on P times it is at most what it is in the limit. */
  double mostFrom(int support, int i) {
    return takeOn(support, reach.task(i).most());
  }

  /** The largest take-on of task i in a box; nobody accepts more unless the task is endless. */
  private double limit(int support, int i) {
    return takeOn(support, reach.task(i).limit());
  }

  /** The take-on that stands for one without limit. */
  private double farReach(int support, int i) {
    return takeOn(support, reach.task(i).far());
  }

  /** A take-on that comes close to one without limit. */
  double menuReach(int support, int i) {
    return takeOn(support, reach.task(i).menu());
  }

  /**
   * The endless task whose take-on is farthest beyond its usual size in all of an ordinary cell,
   * and for which P times it never falls; -1 if there is none.
   */
  int steadyTask(int cell, double[] c, int at) {
    int best = -1;
    int support = forest.support(cell);
    double most = STEADY;
    for (int left = steady & ~support; left != 0; left &= left - 1) {
      int i = CellRoots.firstOf(left);
      double ratio = c[at + RayForest.LOW + i] / takeOn(support, reach.task(i).reach());
      if (ratio > most && c[at + forest.half + i] > 0 && forest.roots.far(cell) == 0) {
        best = i;
        most = ratio;
      }
    }
    return best;
  }

  /** A factor on the bounds of a cell for what its upper ends stand for. */
  double excess(int cell) {
    double excess = 1;
    for (int left = unlimited(cell) & ~forest.roots.far(cell); left != 0; left &= left - 1) {
      excess *= reach.task(CellRoots.firstOf(left)).excess();
    }
    return excess;
  }

  /** The task that is worth most of those a ray may take on without limit. */
  int farTask(int far) {
    int best = CellRoots.firstOf(far);
    for (int left = far; left != 0; left &= left - 1) {
      int j = CellRoots.firstOf(left);
      double other = forest.weights[best] * reach.task(j).far();
      best = forest.weights[j] * reach.task(best).far() > other ? j : best;
    }
    return best;
  }

  /**
   * The weight of that task in units of the first: {@code P b_j upper_j} has the same limit for all
   * far tasks, the mean of what is left of c . kappa.
   */
  double farWeight(int far) {
    int first = CellRoots.firstOf(far);
    int best = farTask(far);
    double weight = forest.weights[best];
    return best == first
        ? weight
        : weight * TakeOnReach.takeOn(reach.task(first).far(), reach.task(best).far());
  }

  /** Tasks, one bit each, whose upper ends stand for all larger take-ons of them as well. */
  int unlimited(int cell) {
    if (endless == 0) {
      return 0;
    }
    int result = forest.roots.far(cell);
    int support = forest.support(cell);
    for (int left = endless & ~support & ~result; left != 0; left &= left - 1) {
      int i = CellRoots.firstOf(left);
      double top = forest.store.doubles(cell)[forest.store.at(cell) + forest.high + i];
      result |= top == limit(support, i) ? 1 << i : 0;
    }
    return result;
  }

  /** Whether the interval of task i is wide enough to be split. */
  boolean isWide(double[] c, int at, int i) {
    double top = c[at + forest.high + i];
    return top - c[at + RayForest.LOW + i] > MIN_RELATIVE_WIDTH * top;
  }

  /** Whether task i is taken on from 0 up to an end that is not 0. */
  boolean isLinearTakeOn(double[] c, int at, int support, int i) {
    return (support >> i & 1) == 0 && c[at + RayForest.LOW + i] == 0 && c[at + forest.high + i] > 0;
  }

  /**
   * The tasks whose magnitude, from 0 on, is a variable of the models itself and not by its log:
   * take-ons, and give-ups that are a small part of what is shed.
   */
  int linearTasks(double[] c, int at, int support) {
    int open = 0;
    double shed = 0;
    for (int i = 0; i < forest.tasks; i++) {
      double top = c[at + forest.high + i];
      open |= c[at + RayForest.LOW + i] == 0 && top > 0 ? 1 << i : 0;
      shed += (support >> i & 1) != 0 ? top * forest.upperCost[i] : 0;
    }
    int linear = open & ~support;
    for (int left = open & support; left != 0; left &= left - 1) {
      int i = Integer.numberOfTrailingZeros(left);
      linear |= c[at + forest.high + i] * forest.upperCost[i] <= LINEAR_SHARE * shed ? 1 << i : 0;
    }
    return linear;
  }

  /** Makes room for the two parts of a cell. */
  void split() {
    forest.store.add();
    forest.store.add();
  }

  /** Writes the box of a part of a cell split by a task. */
  void fill(int child, boolean lowerPart, int cell, int task) {
    double[] c = forest.store.doubles(cell);
    int at = forest.store.at(cell);
    double low = c[at + RayForest.LOW + task];
    double top = c[at + forest.high + task];
    double middle = low > 0 ? Math.sqrt(low * top) : FIRST_SPLIT * top;
    if ((endless & ~forest.support(cell) & 1 << task) != 0 && low == 0) {
      double usual = takeOn(forest.support(cell), reach.task(task).reach());
      middle = top > usual ? usual : middle;
    }
    copyInto(child, cell, task, lowerPart ? low : middle, lowerPart ? middle : top);
  }

  private void copyInto(int child, int cell, int task, double low, double top) {
    double[] source = forest.store.doubles(cell);
    int from = forest.store.at(cell);
    double[] target = forest.store.doubles(child);
    int to = forest.store.at(child);
    System.arraycopy(source, from, target, to, forest.point);
    target[to + RayForest.LOW + task] = low;
    target[to + forest.high + task] = top;
    target[to + forest.logCentre + task] = logOf(low > 0 ? Math.sqrt(low * top) : top);
    target[to + forest.half + task] = halfWidth(source[from + forest.half + task], low, top);
    int support = forest.support(cell);
    forest.roots.inherit(child, cell);
    int reaching = -1;
    int count = 0;
    for (int i = 0; i < forest.tasks; i++) {
      if ((support >> i & 1) != 0 && target[to + forest.high + i] == forest.endowment[i]) {
        reaching = i;
        count++;
      }
    }
    if (count == 1) {
      target[to + RayForest.LOW + reaching] = forest.endowment[reaching];
      target[to + forest.half + reaching] = 0;
      target[to + forest.logCentre + reaching] = logEndowment[reaching];
    }
  }

  private static double logOf(double magnitude) {
    return magnitude > 0 ? StrictMath.log(magnitude) : 0;
  }

  /** Half the log width, rounded up: halved at every split after the first. */
  private static double halfWidth(double parentHalf, double low, double top) {
    if (!(low > 0)) {
      return 0;
    }
    double width = parentHalf > 0 ? 0.5 * parentHalf : 0.5 * StrictMath.log(top / low);
    return width * (1 + 1e-14) + 1e-15;
  }
}
