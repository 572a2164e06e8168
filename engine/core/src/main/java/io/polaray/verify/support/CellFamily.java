package io.polaray.verify.support;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All cells for one agent and one vector of weights: of ordinary rays, and of rays that take on a
 * task whose cost may be 0 without limit.
 */
final class CellFamily {
  /** Ordinary rays, and those that take on task 0, 1, ... without limit. */
  private final List<RayCells> cells = new ArrayList<>();

  private final double[] weights;
  private final double[] endowment;
  private final int endless;

  /**
   * Cells for one agent.
   *
   * @param lowerCost a number for each task that no cost is below; where it is 0 {@link
   *     AcceptanceCeiling#endless} is known
   */
  CellFamily(
      AcceptanceCeiling chances,
      double[] weights,
      double[] endowment,
      double[] lowerCost,
      double[] upperCost) {
    this.weights = weights;
    this.endowment = endowment;
    int tasks = weights.length;
    @Nullable EndlessTask[] known = new @Nullable EndlessTask[tasks];
    int zeros = 0;
    for (int i = 0; i < tasks; i++) {
      if (lowerCost[i] == 0) {
        known[i] = chances.endless(i);
        zeros |= 1 << i;
      }
    }
    endless = zeros;
    for (int far = -1; far < tasks; far++) {
      EndlessTask task = far < 0 ? null : known[far];
      AcceptanceCeiling measure = task == null ? chances : task.limit();
      cells.add(new RayCells(measure, weights, endowment, lowerCost, upperCost, known, far));
    }
  }

  private RayCells of(int far) {
    return cells.get(far + 1);
  }

  /** The roots of all supports whose rays may pay. */
  List<RayCell> roots() {
    List<RayCell> roots = new ArrayList<>();
    int tasks = weights.length;
    for (int support = 1; support < (1 << tasks) - 1; support++) {
      boolean owned = true;
      boolean pays = false;
      for (int i = 0; i < tasks; i++) {
        boolean shed = (support >> i & 1) != 0;
        owned &= !shed || endowment[i] > 0;
        // A ray that takes on nothing of value never pays unless giving up alone does: then
        // taking everything unwanted away is the remedial menu, which the caller compares.
        pays |= shed ? weights[i] < 0 : weights[i] > 0;
      }
      if (owned && pays) {
        roots.addAll(of(-1).roots(support));
        for (int far = 0; far < tasks; far++) {
          if ((endless & ~support & 1 << far) != 0 && weights[far] > 0) {
            roots.addAll(of(far).roots(support));
          }
        }
      }
    }
    return roots;
  }

  /** See {@link RayCells#split}. */
  boolean split(RayCell cell, int wanted) {
    return of(cell.far).split(cell, wanted);
  }

  /** Cells weighed so far. */
  long weighed() {
    long sum = 0;
    for (RayCells kind : cells) {
      sum += kind.weighed();
    }
    return sum;
  }
}
