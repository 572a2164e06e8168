package io.polaray.support.bound;

import io.polaray.preference.TypeSample;

/**
 * Ray cells for finitely many types: every cell knows the weight of the types that accept all its
 * rays and lists the types that accept some of them.
 */
final class TypeListForest extends RayForest {
  /*
   * Which types are undecided in a cell does not depend on the weights: the list is made when a
   * cell is weighed for the first time, out of its parent's, and stays. Lists are made by weighers,
   * several at a time, and put into the arena one after the other in the order of the cells, so
   * that nothing depends on the number of threads.
   *
   * The types are stored row by row, so that one type's costs lie together.
   */

  private static final double UNIT = 0x1p-53;
  private static final int LIST_BLOCK = OWN_INTS;
  private static final int LIST_START = OWN_INTS + 1;
  private static final int LIST_LENGTH = OWN_INTS + 2;
  private static final int LISTED = OWN_INTS + 3;
  private static final int ROUNDS = 16;

  /** Cells are weighed in that many pieces of work at most. */
  private static final int MAX_PIECES = 16;

  /** The least nominal work of a piece. */
  private static final long PIECE_NANOS = 20_000;

  private static final long NANOS_PER_CELL = 2_000;
  private static final long NANOS_PER_ENTRY = 25;

  /** Costs of the types, row by row. */
  final double[] costs;

  final double[] typeWeights;

  /** For each type the tasks with w_i > 0 by falling w_i / c_i. */
  final byte[] order;

  private final int types;
  private final int[] everyone;
  private final IntArena lists = new IntArena();
  private final long maxListed;
  private final SampleProbability probability;
  private final double roundUp;
  private final int always;

  private final TypeWeigher[] weighers = new TypeWeigher[MAX_PIECES];
  private long entries;
  private int wanted;

  TypeListForest(
      double[] endowment,
      TypeSample sample,
      double[] lowerCost,
      double[] upperCost,
      int maxCells,
      long maxListed) {
    super(endowment, lowerCost, upperCost, TakeOnReach.of(lowerCost), 1, 4, maxCells);
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
    weighers[0] = new TypeWeigher(this);
  }

  /** Offset of the weight of the types that accept all rays of a cell. */
  int always() {
    return always;
  }

  /** The number of tasks with w_i > 0. */
  int wanted() {
    return wanted;
  }

  /** A factor that covers the rounding of sums over the types. */
  double roundUp() {
    return roundUp;
  }

  /** Units in the last place that an inner product of a type may be wrong by. */
  static double rounding() {
    return ROUNDS * UNIT;
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
    TypeWeigher weigher = weighers[0];
    weigher.clear();
    weigher.weigh(cell, parent);
    keep(cell, weigher);
  }

  @Override
  void weighAll(int[] cells, int[] parents, int count) {
    long work = 0;
    for (int n = 0; n < count; n++) {
      int source = isListed(cells[n]) ? cells[n] : parents[n];
      work += NANOS_PER_CELL + NANOS_PER_ENTRY * length(source);
    }
    int pieces = (int) Math.min(Math.min(MAX_PIECES, count), work / PIECE_NANOS);
    if (pieces < 2) {
      super.weighAll(cells, parents, count);
      return;
    }
    for (int piece = 0; piece < pieces; piece++) {
      if (weighers[piece] == null) {
        weighers[piece] = new TypeWeigher(this);
      }
      weighers[piece].clear();
    }
    crew.run(
        pieces,
        piece -> {
          int end = end(piece, pieces, count);
          for (int n = end(piece - 1, pieces, count); n < end; n++) {
            prepare(cells[n], parents[n]);
            weighers[piece].weigh(cells[n], parents[n]);
          }
        });
    for (int piece = 0; piece < pieces; piece++) {
      int end = end(piece, pieces, count);
      for (int n = end(piece - 1, pieces, count); n < end; n++) {
        keep(cells[n], weighers[piece]);
      }
    }
  }

  private static int end(int piece, int pieces, int count) {
    return (int) ((piece + 1L) * count / pieces);
  }

  boolean isListed(int cell) {
    return store.ints(cell)[store.intAt(cell) + LISTED] != 0;
  }

  /** The array with the list of a cell's undecided types; of all types for -1. */
  int[] listOf(int cell) {
    return cell < 0 ? everyone : lists.ints(store.ints(cell)[store.intAt(cell) + LIST_BLOCK]);
  }

  /** Where the list begins in its array. */
  int start(int cell) {
    return cell < 0 ? 0 : store.ints(cell)[store.intAt(cell) + LIST_START];
  }

  int length(int cell) {
    return cell < 0 ? types : store.ints(cell)[store.intAt(cell) + LIST_LENGTH];
  }

  /** Puts the list that a weigher made for a cell into the arena, unless the cell has one. */
  private void keep(int cell, TypeWeigher weigher) {
    entries += weigher.nextEntries();
    if (isListed(cell)) {
      return;
    }
    int length = weigher.nextLength();
    lists.reserve(length);
    weigher.copyNext(lists.ints(lists.block()), lists.offset());
    int[] ints = store.ints(cell);
    int at = store.intAt(cell);
    ints[at + LISTED] = 1;
    ints[at + LIST_BLOCK] = lists.block();
    ints[at + LIST_START] = lists.offset();
    ints[at + LIST_LENGTH] = length;
    lists.commit(length);
  }
}
