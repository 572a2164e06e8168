package io.polaray.verify.support;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds on the gain {@code P(c . kappa <= 0) max(0, w . kappa)} of the rays of a cell, and the way
 * to split it.
 *
 * <p>Monotone bound: P rises with what is given up and falls with what is taken on, so {@code
 * P(high give-ups, low take-ons) max w . kappa} bounds the gain.
 *
 * <p>Posted-price bound, for finitely many types: {@link TypesCeiling#gainCeiling}.
 *
 * <p>Take-ons of a task whose cost may be 0 have no largest useful size, but from some size on
 * {@code P b} hardly changes ({@link EndlessTask}). There the gain is about linear in 1 / b: the
 * largest take-on of a cell stands for all beyond it, by the excess, and rays in the limit, where
 * task far alone counts, have cells of their own, with b at its reach and a weight for that task
 * only.
 *
 * <p>Tangents and chords, where P is log-concave in the logs of the take-ons: {@link
 * LogConcaveBound}.
 */
final class RayCells {
  private static final double ROUNDING = 0x1p-46;
  private static final double FROM_ZERO = 6;
  private static final double SMALL = 0.05;

  private final AcceptanceCeiling chances;
  private final double[] weights;
  private final double[] endowment;
  private final double[] upperCost;
  private final double[] lowerCost;
  private final @Nullable EndlessTask[] known;
  private final int endless;
  private final double leastRatio;
  private final int far;
  private final int tasks;
  private final @Nullable LogConcaveBound logConcave;
  private final double[] kappa;
  private final double[] centre;
  private long weighed;

  /**
   * Cells for one agent and one vector of weights.
   *
   * @param lowerCost the least cost of each task
   * @param known what there is to know of the tasks for which that is 0
   * @param far the task that is taken on without limit, -1 for ordinary rays
   */
  RayCells(
      AcceptanceCeiling chances,
      double[] weights,
      double[] endowment,
      double[] lowerCost,
      double[] upperCost,
      @Nullable EndlessTask[] known,
      int far) {
    this.chances = chances;
    this.endowment = endowment;
    this.lowerCost = lowerCost;
    this.known = known;
    this.far = far;
    this.upperCost = upperCost;
    int bits = 0;
    for (int i = 0; i < weights.length; i++) {
      bits |= known[i] == null ? 0 : 1 << i;
    }
    endless = bits;
    tasks = weights.length;
    leastRatio = 1 + chances.leastWidth();
    if (far < 0) {
      this.weights = weights;
    } else {
      this.weights = new double[tasks];
      this.weights[far] = weights[far];
    }
    List<AcceptanceCeiling.Part> parts = chances.logConcaveParts();
    logConcave = parts.isEmpty() ? null : new LogConcaveBound(parts, this.weights, upperCost);
    kappa = new double[tasks];
    centre = new double[tasks];
  }

  /** Cells weighed so far. */
  long weighed() {
    return weighed;
  }

  /**
   * Cells of all useful rays of a support at full extension, one for each task that is given up
   * completely. A ray above the limits is accepted by nobody, or worth no more than one at the
   * limit or one of a task that is taken on without limit.
   */
  List<RayCell> roots(int support) {
    double budget = 0;
    for (int i = 0; i < tasks; i++) {
      budget += (support >> i & 1) != 0 ? endowment[i] * upperCost[i] : 0;
    }
    double[] reach = new double[tasks];
    double[] high = new double[tasks];
    double[] level = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      boolean sheds = (support >> i & 1) != 0;
      EndlessTask task = known[i];
      if (sheds) {
        reach[i] = endowment[i];
        high[i] = reach[i];
      } else if (task == null) {
        reach[i] = takeOn(budget, lowerCost[i]);
        high[i] = reach[i];
      } else if (i == far) {
        reach[i] = takeOn(budget, task.limitCost());
        high[i] = reach[i];
      } else {
        reach[i] = takeOn(budget, task.useful());
        high[i] = takeOn(budget, task.largest());
        level[i] = takeOn(budget, task.settled());
      }
    }
    List<RayCell> roots = new ArrayList<>();
    for (int m = 0; m < tasks; m++) {
      if ((support >> m & 1) != 0) {
        double[] low = new double[tasks];
        low[m] = endowment[m];
        if (far >= 0) {
          low[far] = high[far];
        }
        RayCell root = new RayCell(support, low, high, reach, level, far, endless & ~support);
        weigh(root);
        roots.add(root);
      }
    }
    return roots;
  }

  private static double takeOn(double budget, double cost) {
    return budget * (1 / cost) * (1 + ROUNDING) + Double.MIN_NORMAL;
  }

  /**
   * Splits a leaf in two; false when all its intervals are points up to rounding.
   *
   * @param wanted the task to split at, -1 for the one that helps the bounds most
   */
  boolean split(RayCell cell, int wanted) {
    int task = wanted >= 0 && isDivisible(cell, wanted) ? wanted : splitTask(cell);
    if (task < 0) {
      return false;
    }
    double middle = middle(cell, task);
    RayCell[] parts = new RayCell[2];
    for (int side = 0; side < 2; side++) {
      double[] low = cell.low.clone();
      double[] high = cell.high.clone();
      (side == 0 ? high : low)[task] = middle;
      int unlimited = side == 0 ? cell.unlimited & ~(1 << task) : cell.unlimited;
      parts[side] = new RayCell(cell.support, low, high, cell.span, cell.level, far, unlimited);
      weigh(parts[side]);
      parts[side].upper = Math.min(parts[side].upper, cell.upper);
    }
    cell.children = parts;
    cell.backUp();
    return true;
  }

  private boolean isDivisible(RayCell cell, int task) {
    double low = cell.low[task];
    double high = cell.high[task];
    double middle = middle(cell, task);
    return middle > low && middle < high && high > low * leastRatio;
  }

  private static double middle(RayCell cell, int task) {
    double low = cell.low[task];
    double high = cell.high[task];
    if (low > 0) {
      return Math.sqrt(low) * Math.sqrt(high);
    }
    return high > cell.span[task] ? cell.span[task] : high / FROM_ZERO;
  }

  /** The task to split at, -1 if none can be split. */
  private int splitTask(RayCell cell) {
    return chances.isCounted() ? mostBurdensome(cell) : mostTelling(cell);
  }

  /** The task whose interval changes {@code c . kappa} most. */
  private int mostBurdensome(RayCell cell) {
    int best = -1;
    double most = 0;
    for (int i = 0; i < tasks; i++) {
      double change = upperCost[i] * (cell.high[i] - cell.low[i]);
      if (isDivisible(cell, i) && (best < 0 || change > most)) {
        best = i;
        most = change;
      }
    }
    return best;
  }

  /** The task whose halves have the least monotone bounds in sum. */
  private int mostTelling(RayCell cell) {
    chances.aim(cell.width);
    setCorner(cell);
    double whole = cell.mass * cell.worth;
    double bestSum = Double.POSITIVE_INFINITY;
    int best = -1;
    for (int i = 0; i < tasks; i++) {
      if (!isDivisible(cell, i)) {
        continue;
      }
      double low = cell.low[i];
      double high = cell.high[i];
      double middle = middle(cell, i);
      double corner = kappa[i];
      kappa[i] = cell.sheds(i) ? -middle : middle;
      double lessMass = chances.ceiling(kappa);
      kappa[i] = corner;
      // Give-ups: the low half loses mass. Take-ons: the high half does.
      double slope = cell.sheds(i) ? -weights[i] : weights[i];
      double gainOfHigh = Math.abs(slope) * (slope > 0 ? high - middle : middle - low);
      double lessWorth = Math.max(0, cell.worth - gainOfHigh);
      boolean together = cell.sheds(i) == slope > 0;
      double sum =
          together ? whole + lessMass * lessWorth : lessMass * cell.worth + cell.mass * lessWorth;
      if (sum < bestSum) {
        bestSum = sum;
        best = i;
      }
    }
    return best;
  }

  /** Give-ups at their upper, take-ons at their lower ends. */
  private void setCorner(RayCell cell) {
    for (int i = 0; i < tasks; i++) {
      kappa[i] = cell.sheds(i) ? -cell.high[i] : cell.low[i];
    }
  }

  private void weigh(RayCell cell) {
    weighed++;
    chances.aim(cell.width);
    setCorner(cell);
    cell.mass = chances.ceiling(kappa);
    double worth = 0;
    double rest = 0;
    double kept = 0;
    double worthAtCorner = 0;
    double size = 0;
    for (int i = 0; i < tasks; i++) {
      double slope = cell.sheds(i) ? -weights[i] : weights[i];
      double most = slope * (slope > 0 ? cell.high[i] : cell.low[i]);
      worth += most;
      if (slope > 0 && !cell.sheds(i) && (endless >> i & 1) != 0) {
        // Where P b does not change the gain is below that at the start, or that without the rest.
        kept += slope * Math.min(cell.high[i], Math.max(level(cell, i), cell.low[i]));
      } else {
        rest += most;
      }
      worthAtCorner += weights[i] * kappa[i];
      size += Math.abs(slope) * cell.high[i];
    }
    cell.worth = Math.max(0, worth + ROUNDING * size);
    if (isDominated(cell, worth, ROUNDING * size)) {
      return;
    }
    double tamed = kept + Math.max(0, rest) + ROUNDING * size;
    double excess = excess(cell);
    cell.upper = excess * cell.mass * Math.min(cell.worth, tamed) * (1 + ROUNDING);
    if (cell.upper > 0) {
      cell.upper = Math.min(cell.upper, chances.gainCeiling(cell, weights));
      look(cell, excess);
      // The corner that the types like best: those that are indifferent there count.
      if (cell.mass * worthAtCorner > cell.value) {
        setCorner(cell);
        cell.value = Math.min(cell.upper, cell.mass * worthAtCorner);
        for (int i = 0; i < tasks; i++) {
          cell.point[i] = Math.abs(kappa[i]);
        }
      }
    }
  }

  private double level(RayCell cell, int task) {
    return task == far ? cell.high[task] : cell.level[task];
  }

  /** What take-ons beyond the ends of the cell may have more of P b. */
  private double excess(RayCell cell) {
    double excess = 1;
    for (int i = 0; i < tasks; i++) {
      EndlessTask task = known[i];
      if (task != null && i != far && cell.isUnlimited(i)) {
        excess *= task.excess();
      }
    }
    return excess;
  }

  /**
   * Whether every ray takes on a task beyond its reach and has nothing else that pays: one of the
   * limit is worth no less then, and has no condition to meet.
   */
  private boolean isDominated(RayCell cell, double worth, double error) {
    for (int j = 0; j < tasks; j++) {
      EndlessTask task = known[j];
      if (task != null
          && far < 0
          && !cell.sheds(j)
          && weights[j] > 0
          && cell.low[j] >= (task.always() ? 0 : cell.level[j])
          && worth - weights[j] * cell.high[j] <= -error) {
        return true;
      }
    }
    return false;
  }

  /** Values a ray in the middle of the cell and adds the bounds from log-concavity. */
  private void look(RayCell cell, double excess) {
    for (int i = 0; i < tasks; i++) {
      double low = cell.low[i];
      double high = cell.high[i];
      centre[i] =
          cell.sheds(i) ? high : low > 0 && low < high ? Math.sqrt(low) * Math.sqrt(high) : low;
      kappa[i] = cell.sheds(i) ? -centre[i] : centre[i];
    }
    double massBelow = chances.floor(kappa);
    double worth = 0;
    for (int i = 0; i < tasks; i++) {
      worth += weights[i] * kappa[i];
    }
    cell.value = massBelow * Math.max(0, worth);
    cell.point = centre.clone();
    if (logConcave != null && massBelow > PartTangents.LEAST_MASS) {
      cell.upper = Math.min(cell.upper, excess * logConcave.bound(cell) * (1 + ROUNDING));
    }
  }

  /**
   * About the log width of a magnitude in the cell, at most 1; less for magnitudes that are small
   * beside what they may be, which are resolved by splitting their partners.
   */
  static double width(RayCell cell, int task) {
    double low = cell.low[task];
    double high = cell.high[task];
    double width = low == 0 ? (high == 0 ? 0 : 1) : Math.min(1, high / low - 1);
    return width * Math.min(1, high / (SMALL * cell.span[task] + Double.MIN_NORMAL));
  }
}
