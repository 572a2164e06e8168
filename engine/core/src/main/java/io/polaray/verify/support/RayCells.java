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
 * <p>Tangents and chords, where P is log-concave in the logs of the take-ons: {@link
 * LogConcaveBound}.
 */
final class RayCells {
  private static final double ROUNDING = 0x1p-46;
  private static final double LEAST_RATIO = 1 + 1e-9;
  private static final double FROM_ZERO = 6;
  private static final double SMALL = 0.05;

  private final AcceptanceCeiling chances;
  private final double[] weights;
  private final double[] endowment;
  private final double[] upperCost;
  private final double[] takeOnLimit;
  private final int tasks;
  private final @Nullable LogConcaveBound logConcave;
  private final double[] kappa;
  private final double[] centre;
  private long weighed;

  /**
   * Cells for one agent and one vector of weights.
   *
   * @param takeOnLimit largest useful take-on of each task for each unit of {@code sum_N eta_i
   *     upper_i}, {@code 1 / lower_j}
   */
  RayCells(
      AcceptanceCeiling chances,
      double[] weights,
      double[] endowment,
      double[] upperCost,
      double[] takeOnLimit) {
    this.chances = chances;
    this.weights = weights;
    this.endowment = endowment;
    this.takeOnLimit = takeOnLimit;
    this.upperCost = upperCost;
    tasks = weights.length;
    List<AcceptanceCeiling.Part> parts = chances.logConcaveParts();
    logConcave = parts.isEmpty() ? null : new LogConcaveBound(parts, weights, upperCost);
    kappa = new double[tasks];
    centre = new double[tasks];
  }

  /** Cells weighed so far. */
  long weighed() {
    return weighed;
  }

  /**
   * Cells of all useful rays of a support at full extension, one for each task that is given up
   * completely. A ray above the limits is accepted by nobody.
   */
  List<RayCell> roots(int support) {
    double budget = 0;
    for (int i = 0; i < tasks; i++) {
      budget += (support >> i & 1) != 0 ? endowment[i] * upperCost[i] : 0;
    }
    double[] high = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      high[i] =
          (support >> i & 1) != 0
              ? endowment[i]
              : budget * takeOnLimit[i] * (1 + ROUNDING) + Double.MIN_NORMAL;
    }
    List<RayCell> roots = new ArrayList<>();
    for (int m = 0; m < tasks; m++) {
      if ((support >> m & 1) != 0) {
        double[] low = new double[tasks];
        low[m] = endowment[m];
        RayCell root = new RayCell(support, low, high, high);
        weigh(root);
        roots.add(root);
      }
    }
    return roots;
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
    double middle = middle(cell.low[task], cell.high[task]);
    RayCell[] parts = new RayCell[2];
    for (int side = 0; side < 2; side++) {
      double[] low = cell.low.clone();
      double[] high = cell.high.clone();
      (side == 0 ? high : low)[task] = middle;
      parts[side] = new RayCell(cell.support, low, high, cell.span);
      weigh(parts[side]);
      parts[side].upper = Math.min(parts[side].upper, cell.upper);
    }
    cell.children = parts;
    cell.backUp();
    return true;
  }

  private static boolean isDivisible(RayCell cell, int task) {
    double low = cell.low[task];
    double high = cell.high[task];
    double middle = middle(low, high);
    return middle > low && middle < high && high > low * LEAST_RATIO;
  }

  private static double middle(double low, double high) {
    return low == 0 ? high / FROM_ZERO : Math.sqrt(low) * Math.sqrt(high);
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
      double middle = middle(low, high);
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
    setCorner(cell);
    cell.mass = chances.ceiling(kappa);
    double worth = 0;
    double worthAtCorner = 0;
    double size = 0;
    for (int i = 0; i < tasks; i++) {
      double slope = cell.sheds(i) ? -weights[i] : weights[i];
      worth += slope * (slope > 0 ? cell.high[i] : cell.low[i]);
      worthAtCorner += weights[i] * kappa[i];
      size += Math.abs(slope) * cell.high[i];
    }
    cell.worth = Math.max(0, worth + ROUNDING * size);
    cell.upper = cell.mass * cell.worth * (1 + ROUNDING);
    if (cell.upper > 0) {
      cell.upper = Math.min(cell.upper, chances.gainCeiling(cell, weights));
      look(cell);
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

  /** Values a ray in the middle of the cell and adds the bounds from log-concavity. */
  private void look(RayCell cell) {
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
      cell.upper = Math.min(cell.upper, logConcave.bound(cell));
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
