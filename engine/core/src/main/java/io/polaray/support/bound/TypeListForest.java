package io.polaray.support.bound;

import io.polaray.preference.TypeSample;
import java.util.Arrays;

/**
 * Ray cells for finitely many types: every cell knows the weight of the types that accept all its
 * rays and lists the types that accept some of them.
 */
final class TypeListForest extends RayForest {
  /*
   * Bound of a cell. A type that accepts all rays of the box contributes at most max W; an
   * undecided type c contributes at most the maximum of W over the part of the box that it
   * accepts, c . kappa <= 0. Starting from the corner it likes best, every coordinate with w_i >
   * 0 can be raised at a price of c_i and a gain of w_i per unit: a fractional knapsack with the
   * budget -c . kappa, filled in the order of w_i / c_i. The order depends on the type and on w
   * alone.
   *
   * A type is put on neither side unless its inner product is clear of zero by more than the
   * error of computing it. The types are stored row by row, so that one type's costs lie together.
   */

  private static final double UNIT = 0x1p-53;
  private static final int LIST_BLOCK = OWN_INTS;
  private static final int LIST_START = OWN_INTS + 1;
  private static final int LIST_LENGTH = OWN_INTS + 2;
  private static final int LISTED = OWN_INTS + 3;
  private static final int ROUNDS = 16;
  private static final int LEVELS = 64;
  private static final long NANOS_PER_CELL = 2_000;
  private static final long NANOS_PER_ENTRY = 25;

  private final int types;
  private final double[] costs;
  private final double[] typeWeights;
  private final byte[] order;
  private final int[] everyone;
  private final IntArena lists = new IntArena();
  private final long maxListed;
  private final SampleProbability probability;
  private final double roundUp;
  private final int always;

  private final double[] best;
  private final double[] worst;
  private final double[] probe;
  private final double[] span;
  private final double[] levelTop = new double[LEVELS];
  private final double[] levelWeight = new double[LEVELS];
  private long entries;
  private int wanted;
  private double undecided;
  private double probed;

  TypeListForest(
      double[] endowment,
      TypeSample sample,
      double[] lowerCost,
      double[] upperCost,
      int maxCells,
      long maxListed) {
    super(endowment, lowerCost, upperCost, 1, 4, maxCells);
    types = sample.types();
    this.maxListed = maxListed;
    always = ownDoubles;
    costs = new double[types * tasks];
    typeWeights = new double[types];
    everyone = new int[types];
    for (int m = 0; m < types; m++) {
      everyone[m] = m;
      typeWeights[m] = sample.weight(m);
      for (int i = 0; i < tasks; i++) {
        costs[m * tasks + i] = sample.cost(m, i);
      }
    }
    order = new byte[types * tasks];
    probability = new SampleProbability(sample);
    roundUp = 1 + 4 * UNIT * (types + ROUNDS);
    best = new double[tasks];
    worst = new double[tasks];
    probe = new double[tasks];
    span = new double[tasks];
  }

  @Override
  RayProbability probability() {
    return probability;
  }

  @Override
  boolean hasModels() {
    return false;
  }

  @Override
  boolean hasRoom() {
    return lists.size() < maxListed;
  }

  @Override
  void begin(double[] newWeights) {
    super.begin(newWeights);
    entries = types;
    wanted = 0;
    for (int i = 0; i < tasks; i++) {
      wanted += weights[i] > 0 ? 1 : 0;
    }
    for (int m = 0; m < types; m++) {
      int from = m * tasks;
      int count = 0;
      for (int i = 0; i < tasks; i++) {
        if (!(weights[i] > 0)) {
          continue;
        }
        int place = count++;
        while (place > 0) {
          int other = order[from + place - 1];
          if (weights[other] * costs[from + i] >= weights[i] * costs[from + other]) {
            break;
          }
          order[from + place] = (byte) other;
          place--;
        }
        order[from + place] = (byte) i;
      }
    }
  }

  @Override
  long nominalNanos() {
    return NANOS_PER_CELL * cellsWeighed() + NANOS_PER_ENTRY * entries;
  }

  @Override
  void truncate(int keptCells) {
    super.truncate(keptCells);
    int block = -1;
    int end = 0;
    for (int cell = 0; cell < store.size(); cell++) {
      int[] ints = store.ints(cell);
      int at = store.intAt(cell);
      if (ints[at + LISTED] == 0) {
        continue;
      }
      int stop = ints[at + LIST_START] + ints[at + LIST_LENGTH];
      if (ints[at + LIST_BLOCK] > block) {
        block = ints[at + LIST_BLOCK];
        end = stop;
      } else if (ints[at + LIST_BLOCK] == block) {
        end = Math.max(end, stop);
      }
    }
    lists.truncate(block, end);
  }

  @Override
  void weigh(int cell, int parent) {
    double[] c = store.doubles(cell);
    int at = store.at(cell);
    int[] ints = store.ints(cell);
    int intAt = store.intAt(cell);
    int support = support(cell);
    double top = 0;
    double floorWorth = 0;
    double probeWorth = 0;
    double size = 0;
    for (int i = 0; i < tasks; i++) {
      boolean sheds = (support >> i & 1) != 0;
      double w = weights[i];
      double low = c[at + LOW + i];
      double high = c[at + this.high + i];
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
    double slack = ROUNDS * UNIT * size;
    double worth = top + slack;
    store.worth[cell] = worth;
    setSplit(cell, -1);
    if (ints[intAt + LISTED] == 0) {
      list(cell, parent, c, at);
    }
    value(cell, floorWorth + slack, worth);
    double sure = c[at + always];
    double mass = Math.min(1, (sure + undecided) * roundUp);
    store.mass[cell] = mass;
    double bound = worth > 0 ? Math.min(posted(sure, worth), mass * worth) * roundUp : 0;
    store.upper[cell] = bound;
    double atBest = (sure + undecided) * floorWorth;
    double atProbe = (sure + probed) * probeWorth;
    boolean probeWins = atProbe > atBest;
    store.value[cell] = Math.max(0, Math.max(atBest, atProbe));
    for (int i = 0; i < tasks; i++) {
      c[at + point + i] = Math.abs(probeWins ? probe[i] : best[i]);
    }
    c[at + bend] = bound - store.value[cell];
    c[at + affine] = bound;
    if (bound > floor()) {
      chooseSplit(cell, c, at, support, worth);
    }
  }

  /** Sorts the parent's undecided types, all types at a root. */
  private void list(int cell, int parent, double[] c, int at) {
    int[] source = everyone;
    int from = 0;
    int length = types;
    double sure = 0;
    if (parent >= 0) {
      int[] ints = store.ints(parent);
      int intAt = store.intAt(parent);
      source = lists.ints(ints[intAt + LIST_BLOCK]);
      from = ints[intAt + LIST_START];
      length = ints[intAt + LIST_LENGTH];
      sure = store.doubles(parent)[store.at(parent) + always];
    }
    entries += length;
    double error = error(best) + error(worst);
    lists.reserve(length);
    int[] target = lists.ints(lists.block());
    int start = lists.offset();
    int count = 0;
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
        target[start + count++] = m;
      }
    }
    lists.commit(count);
    c[at + always] = sure;
    int[] ints = store.ints(cell);
    int intAt = store.intAt(cell);
    ints[intAt + LISTED] = 1;
    ints[intAt + LIST_BLOCK] = lists.block();
    ints[intAt + LIST_START] = start;
    ints[intAt + LIST_LENGTH] = count;
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
      scale += upperCost[i] * Math.abs(kappa[i]);
    }
    return ROUNDS * UNIT * scale;
  }

  /** Weight of the undecided types and of those that accept the probe; classes of their maxima. */
  private void value(int cell, double floorWorth, double worth) {
    int[] ints = store.ints(cell);
    int intAt = store.intAt(cell);
    int[] source = lists.ints(ints[intAt + LIST_BLOCK]);
    int from = ints[intAt + LIST_START];
    int length = ints[intAt + LIST_LENGTH];
    entries += length;
    undecided = 0;
    probed = 0;
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
        double top = c[at + high + i];
        shed += top * upperCost[i];
        double middle = c[at + LOW + i] > 0 ? Math.sqrt(c[at + LOW + i] * top) : 0.5 * top;
        shedMiddle += middle * 0.5 * (lowerCost[i] + upperCost[i]);
      }
    }
    double mostUrgent = 1e-6;
    int task = -1;
    for (int i = 0; i < tasks; i++) {
      if (!boxes.isWide(c, at, i)) {
        continue;
      }
      double top = c[at + high + i];
      double low = c[at + LOW + i];
      double w = Math.abs(weights[i]);
      double score;
      if (low > 0) {
        double middle = Math.sqrt(low * top);
        double share = middle * (lowerCost[i] + upperCost[i]) / shedMiddle;
        score = 2 * c[at + half + i] * (share + 0.02);
      } else {
        score = w * top / worth + top * upperCost[i] / shed;
      }
      if (score > mostUrgent) {
        mostUrgent = score;
        task = i;
      }
    }
    setSplit(cell, task);
  }
}
