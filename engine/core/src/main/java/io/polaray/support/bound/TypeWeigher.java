package io.polaray.support.bound;

import java.util.Arrays;

/**
 * Computes the numbers of the cells of a {@link TypeListForest}, and the lists of those that have
 * none yet; one thread at a time.
 */
final class TypeWeigher {
  /*
   * Bound of a cell. A type that accepts all rays of the box contributes at most max W; an
   * undecided type c contributes at most the maximum of W over the part of the box that it
   * accepts, c . kappa <= 0. Starting from the corner it likes best, every coordinate with w_i >
   * 0 can be raised at a price of c_i and a gain of w_i per unit: a fractional knapsack with the
   * budget -c . kappa, filled in the order of w_i / c_i. The order depends on the type and on w
   * alone.
   *
   * A ray with W = t is accepted by no undecided type whose maximum is below t. So its gain is at
   * most t (sure + weight of the undecided types with a maximum of at least t), and the bound is
   * the largest of these, as for a posted price. The maxima are sorted into LEVELS classes; a
   * class counts at its largest member.
   *
   * A type is put on neither side unless its inner product is clear of zero by more than the
   * error of computing it.
   */

  private static final int LEVELS = 64;

  private final TypeListForest forest;
  private final CellStore store;
  private final int tasks;
  private final double[] weights;
  private final double[] costs;
  private final double[] typeWeights;
  private final byte[] order;
  private final double[] best;
  private final double[] worst;
  private final double[] probe;
  private final double[] span;
  private final double[] levelTop = new double[LEVELS];
  private final double[] levelWeight = new double[LEVELS];
  private double undecided;
  private double probed;

  /** Lists made since {@link #clear}, one after the other. */
  private int[] made = new int[1024];

  private int used;

  /** For each cell since {@link #clear}: where its list ends, and the entries looked at. */
  private int[] ends = new int[64];

  private long[] entries = new long[64];
  private int count;
  private int taken;

  TypeWeigher(TypeListForest forest) {
    this.forest = forest;
    store = forest.store;
    tasks = forest.tasks;
    weights = forest.weights;
    costs = forest.costs;
    typeWeights = forest.typeWeights;
    order = forest.order;
    best = new double[tasks];
    worst = new double[tasks];
    probe = new double[tasks];
    span = new double[tasks];
  }

  /** Forgets the lists made. */
  void clear() {
    used = 0;
    count = 0;
    taken = 0;
  }

  /** Entries looked at for the next cell, in the order of weighing. */
  long nextEntries() {
    return entries[taken++];
  }

  /** Length of the list of the cell whose entries were asked for last. */
  int nextLength() {
    return ends[taken - 1] - start(taken - 1);
  }

  /** Copies that list. */
  void copyNext(int[] target, int offset) {
    System.arraycopy(made, start(taken - 1), target, offset, nextLength());
  }

  private int start(int n) {
    return n == 0 ? 0 : ends[n - 1];
  }

  /** See {@link RayForest#weigh}. */
  void weigh(int cell, int parent) {
    double[] c = store.doubles(cell);
    int at = store.at(cell);
    int support = forest.support(cell);
    double top = 0;
    double floorWorth = 0;
    double probeWorth = 0;
    double size = 0;
    for (int i = 0; i < tasks; i++) {
      boolean sheds = (support >> i & 1) != 0;
      double w = weights[i];
      double low = c[at + RayForest.LOW + i];
      double high = c[at + forest.high + i];
      best[i] = sheds ? -high : low;
      worst[i] = sheds ? -low : high;
      double middle = low > 0 ? Math.sqrt(low * high) : w > 0 ? 0.5 * high : 0;
      probe[i] = sheds ? -high : middle;
      span[i] = w > 0 ? worst[i] - best[i] : 0;
      top += w * (w > 0 ? worst[i] : best[i]);
      floorWorth += w * best[i];
      probeWorth += w * probe[i];
      size += Math.abs(w) * high;
    }
    double slack = TypeListForest.rounding() * size;
    double worth = top + slack;
    store.worth[cell] = worth;
    forest.setSplit(cell, -1);
    long looked = 0;
    int first = used;
    boolean listed = forest.isListed(cell);
    if (listed) {
      int start = forest.start(cell);
      value(forest.listOf(cell), start, forest.length(cell), floorWorth + slack, worth);
      looked += forest.length(cell);
    } else {
      looked += forest.length(parent);
      list(cell, parent);
      value(made, first, used - first, floorWorth + slack, worth);
      looked += used - first;
    }
    note(looked);
    double sure = c[at + forest.always()];
    double mass = Math.min(1, (sure + undecided) * forest.roundUp());
    store.mass[cell] = mass;
    double bound = worth > 0 ? Math.min(posted(sure, worth), mass * worth) * forest.roundUp() : 0;
    store.upper[cell] = bound;
    double atBest = (sure + undecided) * floorWorth;
    double atProbe = (sure + probed) * probeWorth;
    boolean probeWins = atProbe > atBest;
    store.value[cell] = Math.max(0, Math.max(atBest, atProbe));
    for (int i = 0; i < tasks; i++) {
      c[at + forest.point + i] = Math.abs(probeWins ? probe[i] : best[i]);
    }
    c[at + forest.bend] = bound - store.value[cell];
    c[at + forest.affine] = bound;
    if (bound > forest.floor()) {
      chooseSplit(cell, c, at, support, worth);
    }
  }

  private void note(long looked) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      entries = Arrays.copyOf(entries, 2 * count);
    }
    ends[count] = used;
    entries[count++] = looked;
  }

  /** Sorts the parent's undecided types, all types at a root. */
  private void list(int cell, int parent) {
    int[] source = forest.listOf(parent);
    int from = forest.start(parent);
    int length = forest.length(parent);
    int always = forest.always();
    double sure = parent < 0 ? 0 : store.doubles(parent)[store.at(parent) + always];
    double error = error(best) + error(worst);
    if (made.length < used + length) {
      made = Arrays.copyOf(made, Math.max(2 * made.length, used + length));
    }
    for (int t = from; t < from + length; t++) {
      int m = source[t];
      double atBest = 0;
      double atWorst = 0;
      for (int i = 0; i < tasks; i++) {
        double cost = costs[m * tasks + i];
        atBest += cost * best[i];
        atWorst += cost * worst[i];
      }
      if (atWorst < -error) {
        sure += typeWeights[m];
      } else if (atBest <= error) {
        made[used++] = m;
      }
    }
    store.doubles(cell)[store.at(cell) + always] = sure;
  }

  /** The largest t (sure + weight of the undecided types with a maximum of at least t). */
  private double posted(double sure, double worth) {
    double most = sure * worth;
    double accepted = sure;
    for (int n = LEVELS - 1; n >= 0; n--) {
      accepted += levelWeight[n];
      most = Math.max(most, levelTop[n] * accepted);
    }
    return most;
  }

  /** At least the error of {@code c . kappa} for any type. */
  private double error(double[] kappa) {
    double scale = 0;
    for (int i = 0; i < tasks; i++) {
      scale += forest.upperCost[i] * Math.abs(kappa[i]);
    }
    return TypeListForest.rounding() * scale;
  }

  /** Weight of the undecided types and of those that accept the probe; classes of their maxima. */
  private void value(int[] source, int from, int length, double floorWorth, double worth) {
    undecided = 0;
    probed = 0;
    int wanted = forest.wanted();
    double error = error(best);
    Arrays.fill(levelTop, 0);
    Arrays.fill(levelWeight, 0);
    double lowest = Math.max(0, floorWorth);
    double perLevel = worth > lowest ? LEVELS / (worth - lowest) : 0;
    for (int t = from; t < from + length; t++) {
      int m = source[t];
      int row = m * tasks;
      double atBest = 0;
      double atProbe = 0;
      for (int i = 0; i < tasks; i++) {
        double cost = costs[row + i];
        atBest += cost * best[i];
        atProbe += cost * probe[i];
      }
      double weight = typeWeights[m];
      undecided += weight;
      probed += atProbe <= 0 ? weight : 0;
      double budget = error - atBest;
      double gain = floorWorth;
      for (int q = 0; q < wanted && budget > 0; q++) {
        int i = order[row + q];
        double price = span[i] * costs[row + i];
        if (price <= budget) {
          gain += span[i] * weights[i];
          budget -= price;
        } else {
          gain += budget / costs[row + i] * weights[i];
          budget = 0;
        }
      }
      if (gain > 0) {
        int level = Math.min(LEVELS - 1, Math.max(0, (int) ((gain - lowest) * perLevel)));
        levelTop[level] = Math.max(levelTop[level], gain);
        levelWeight[level] += weight;
      }
    }
  }

  private void chooseSplit(int cell, double[] c, int at, int support, double worth) {
    double shed = 0;
    double shedMiddle = 0;
    for (int i = 0; i < tasks; i++) {
      if ((support >> i & 1) != 0) {
        double top = c[at + forest.high + i];
        shed += top * forest.upperCost[i];
        double middle =
            c[at + RayForest.LOW + i] > 0 ? Math.sqrt(c[at + RayForest.LOW + i] * top) : 0.5 * top;
        shedMiddle += middle * 0.5 * (forest.lowerCost[i] + forest.upperCost[i]);
      }
    }
    double mostUrgent = 1e-6;
    int task = -1;
    for (int i = 0; i < tasks; i++) {
      if (!forest.boxes.isWide(c, at, i)) {
        continue;
      }
      double top = c[at + forest.high + i];
      double low = c[at + RayForest.LOW + i];
      double w = Math.abs(weights[i]);
      double score;
      if (low > 0) {
        double middle = Math.sqrt(low * top);
        double share = middle * (forest.lowerCost[i] + forest.upperCost[i]) / shedMiddle;
        score = 2 * c[at + forest.half + i] * (share + 0.02);
      } else {
        score = w * top / worth + top * forest.upperCost[i] / shed;
      }
      if (score > mostUrgent) {
        mostUrgent = score;
        task = i;
      }
    }
    forest.setSplit(cell, task);
  }
}
