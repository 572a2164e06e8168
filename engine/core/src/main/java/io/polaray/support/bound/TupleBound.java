package io.polaray.support.bound;

/**
 * Bounds on the gain of menus whose rays lie in given cells, and the choice of the cell to refine.
 */
final class TupleBound {
  /*
   * A menu of rays k in cells of disjoint supports gains at most
   *   - the sum of the bounds of its cells;
   *   - max { sum_k p_k Wmax_k : 0 <= p_k <= Pmax_k, sum_k p_k <= 1 }, because the rays of a
   *     polarised menu that pay are accepted by disjoint sets of types.
   * There is no polarised menu in the tuple when for some i in N_k, j in N_l the least of
   * |kappa^k_i| |kappa^l_j| exceeds the greatest of kappa^k_j kappa^l_i.
   *
   * Refinement: the cell whose bound is farthest above a gain met in it; when those differences
   * are small, the cell whose best point conflicts most with the other rays. A conflict counts by
   * the width of the intervals in it and by what the lesser ray can contribute, or a worthless ray
   * would absorb all the work.
   */

  /** The result of {@link #bound} for tuples that need no search. */
  static final double NONE = Double.NEGATIVE_INFINITY;

  private static final double ROUND_UP = 1 + 0x1p-48;
  private static final double UNRESOLVED = 0.3;

  private final RayForest forest;
  private final AffineDual dual;
  private final int tasks;
  private final int[] order;
  private final double[] conflict;

  TupleBound(RayForest forest) {
    this.forest = forest;
    tasks = forest.tasks;
    dual = new AffineDual(forest);
    order = new int[tasks + 1];
    conflict = new double[tasks + 1];
  }

  /** An upper bound of the gain, or {@link #NONE} if no menu in the tuple gains more than asked. */
  double bound(int[] tuple, int count, double asked) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double upper = forest.upper(tuple[k]);
      if (upper <= forest.floor()) {
        return NONE;
      }
      sum += upper;
    }
    sum *= ROUND_UP;
    if (sum <= asked) {
      return NONE;
    }
    if (count == 1) {
      return sum;
    }
    double bound = Math.min(sum, exclusive(tuple, count));
    if (bound <= asked || !polarisable(tuple, count)) {
      return NONE;
    }
    if (forest.hasModels()) {
      bound = Math.min(bound, dual.bound(tuple, count));
    }
    return bound <= asked ? NONE : bound;
  }

  private double exclusive(int[] tuple, int count) {
    CellStore store = forest.store;
    int limited = 0;
    double gain = 0;
    for (int k = 0; k < count; k++) {
      if (forest.boxes.unlimited(tuple[k]) != 0) {
        // Its rays may be accepted by fewer types and be worth more.
        gain += forest.upper(tuple[k]);
        continue;
      }
      double worth = store.worth[tuple[k]];
      int place = limited++;
      while (place > 0) {
        if (store.worth[tuple[order[place - 1]]] >= worth) {
          break;
        }
        order[place] = order[place - 1];
        place--;
      }
      order[place] = k;
    }
    double left = 1;
    for (int q = 0; q < limited && left > 0; q++) {
      int cell = tuple[order[q]];
      double share = Math.min(left, store.mass[cell]);
      gain += share * store.worth[cell];
      left -= share;
    }
    return gain * ROUND_UP;
  }

  private boolean polarisable(int[] tuple, int count) {
    CellStore store = forest.store;
    int high = forest.high;
    for (int k = 0; k < count; k++) {
      double[] p = store.doubles(tuple[k]);
      int pAt = store.at(tuple[k]);
      int pSupport = forest.support(tuple[k]);
      for (int l = k + 1; l < count; l++) {
        double[] q = store.doubles(tuple[l]);
        int qAt = store.at(tuple[l]);
        int qSupport = forest.support(tuple[l]);
        for (int i = 0; i < tasks; i++) {
          if ((pSupport >> i & 1) == 0) {
            continue;
          }
          for (int j = 0; j < tasks; j++) {
            if ((qSupport >> j & 1) != 0
                && p[pAt + i] * q[qAt + j] > p[pAt + high + j] * q[qAt + high + i] * ROUND_UP
                && (forest.boxes.unlimited(tuple[k]) >> j & 1) == 0
                && (forest.boxes.unlimited(tuple[l]) >> i & 1) == 0) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }

  /**
   * The place in the tuple of the cell to refine, -1 if none can be refined.
   *
   * @param excess bound of the tuple minus the best gain known, positive
   */
  int branch(int[] tuple, int count, double excess) {
    conflicts(tuple, count, excess);
    CellStore store = forest.store;
    int best = -1;
    double bestScore = -1;
    for (int k = 0; k < count; k++) {
      int cell = tuple[k];
      if (!forest.isSplittable(cell)) {
        continue;
      }
      double unresolved = forest.upper(cell) - forest.value(cell);
      double score = conflict[k];
      if (unresolved > UNRESOLVED * excess) {
        score += 1e3 * unresolved / excess;
      }
      score += 1e-3 * store.doubles(cell)[store.at(cell) + forest.bend] / excess;
      if (score > bestScore) {
        bestScore = score;
        best = k;
      }
    }
    return best;
  }

  private void conflicts(int[] tuple, int count, double excess) {
    CellStore store = forest.store;
    int point = forest.point;
    for (int k = 0; k < count; k++) {
      conflict[k] = 0;
    }
    for (int k = 0; k < count; k++) {
      double[] p = store.doubles(tuple[k]);
      int pAt = store.at(tuple[k]);
      int pSupport = forest.support(tuple[k]);
      for (int l = k + 1; l < count; l++) {
        double[] q = store.doubles(tuple[l]);
        int qAt = store.at(tuple[l]);
        int qSupport = forest.support(tuple[l]);
        double weight =
            Math.min(1, Math.min(forest.upper(tuple[k]), forest.upper(tuple[l])) / excess);
        for (int i = 0; i < tasks; i++) {
          if ((pSupport >> i & 1) == 0) {
            continue;
          }
          for (int j = 0; j < tasks; j++) {
            if ((qSupport >> j & 1) == 0) {
              continue;
            }
            double given = p[pAt + point + i] * q[qAt + point + j];
            double taken = p[pAt + point + j] * q[qAt + point + i];
            if (given <= taken * (1 + 1e-9) || isEndless(tuple[k], j) || isEndless(tuple[l], i)) {
              continue;
            }
            double violation = Math.min(2, given / Math.max(taken, 1e-300) - 1) * weight;
            conflict[k] += violation * (width(tuple[k], j) + width(tuple[k], i));
            conflict[l] += violation * (width(tuple[l], i) + width(tuple[l], j));
          }
        }
      }
    }
  }

  /** Whether the point of a cell stands for a take-on without limit. */
  private boolean isEndless(int cell, int i) {
    double[] c = forest.store.doubles(cell);
    int at = forest.store.at(cell);
    return (forest.boxes.unlimited(cell) >> i & 1) != 0
        && c[at + forest.point + i] == c[at + forest.high + i];
  }

  private double width(int cell, int i) {
    CellStore store = forest.store;
    double[] c = store.doubles(cell);
    int at = store.at(cell);
    double top = c[at + forest.high + i];
    if (c[at + i] > 0 || top == 0) {
      return 2 * c[at + forest.half + i];
    }
    int support = forest.support(cell);
    double shed = 0;
    for (int z = 0; z < tasks; z++) {
      if ((support >> z & 1) != 0) {
        shed += c[at + forest.high + z] * forest.upperCost[z];
      }
    }
    return Math.min(3, 10 * top * forest.upperCost[i] / shed);
  }
}
