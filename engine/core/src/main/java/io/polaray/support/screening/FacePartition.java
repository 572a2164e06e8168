package io.polaray.support.screening;

import io.polaray.preference.UniformBoxMeasure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cells on the faces of boxes of uniform costs, and the program in which gains sit at the centres
 * of cells and losses at their corners.
 */
final class FacePartition {
  /*
   * U is concave, nondecreasing and homogeneous, and x is its gradient, so that
   *
   *   E[w . x] = sum over faces of  w_i (mean of U) (area) (density) (+1 above, -1 below).
   *
   * A positive term is at most its mass times U at the centre of the cell, a negative one at least
   * its mass times the mean of U over the corners. Cells are halved where this loses most under
   * the assignments that the last program found.
   */
  private static final double UNIT = 0x1p-53;
  private static final double COVERED_SHARE = 0.9;

  /**
   * How much of the gap between centre and corners a smooth U leaves on either side of its mean.
   */
  private static final double CENTRE_SHARE = 1.0 / 3;

  private final double[] endowment;
  private final int tasks;
  private final double[] weights;
  private List<FaceCell> cells = new ArrayList<>();

  /** Cells halved so far, the number of factors that their masses were rounded with. */
  private int halvings;

  private @Nullable Types current;

  FacePartition(double[] endowment, double[] weights) {
    this.endowment = endowment;
    this.tasks = endowment.length;
    this.weights = weights;
  }

  /** Adds the faces of a box that holds a share of all types. */
  void add(UniformBoxMeasure box, double share) {
    for (int face = 0; face < tasks; face++) {
      if (weights[face] == 0) {
        continue;
      }
      for (int side = 0; side < 2; side++) {
        double[] low = new double[tasks];
        double[] high = new double[tasks];
        for (int i = 0; i < tasks; i++) {
          low[i] = i == face && side == 1 ? box.upper(i) : box.lower(i);
          high[i] = i == face && side == 0 ? box.lower(i) : box.upper(i);
        }
        double mass = share / (box.upper(face) - box.lower(face));
        cells.add(new FaceCell(face, side == 0 ? -mass : mass, low, high));
      }
    }
  }

  int cells() {
    return cells.size();
  }

  /** The program of the cells. */
  static final class Types {
    /** The types of the program. */
    final TypeDirections directions;

    /** What a unit counts for, {@code m * tasks + i}. */
    final double[] gains;

    /** What masses, points and merged directions may be off by. */
    final double rounding;

    private Types(TypeDirections directions, double[] gains, double rounding) {
      this.directions = directions;
      this.gains = gains;
      this.rounding = rounding;
    }

    int count() {
      return directions.count();
    }
  }

  /** The program of the present cells. */
  Types types() {
    Types known = current;
    if (known == null) {
      known = build();
      current = known;
    }
    return known;
  }

  private Types build() {
    TypeDirections directions = new TypeDirections(endowment);
    double[] masses = new double[16];
    double total = 0;
    for (FaceCell cell : cells) {
      double mass = weights[cell.face] * cell.mass;
      boolean gain = mass > 0;
      int points = gain ? 1 : cell.corners();
      for (int corner = 0; corner < points; corner++) {
        double[] cost = gain ? cell.centre() : cell.corner(corner);
        int m = directions.number(cost);
        if (m >= masses.length) {
          masses = Arrays.copyOf(masses, 2 * masses.length);
        }
        double burden = mass / points * directions.burden(cost);
        masses[m] += burden;
        total += Math.abs(burden);
      }
    }
    double relative = TypeDirections.DIRECTION_TOLERANCE + (8 * tasks + 16 + 4 * halvings) * UNIT;
    double[] gains = directions.costs();
    for (int p = 0; p < gains.length; p++) {
      gains[p] *= masses[p / tasks];
    }
    return new Types(directions, gains, total * relative);
  }

  /**
   * Halves cells until there may be more than a number of types.
   *
   * @param x assignments of the last program, {@code k * tasks + i}
   * @param leastLoss nothing is done when all cells together lose no more than this
   * @return whether any cell was halved
   */
  boolean refine(double[] x, int maxTypes, double leastLoss) {
    double[] menu = undominated(x);
    double[] loss = new double[cells.size()];
    double all = 0;
    for (int n = 0; n < loss.length; n++) {
      loss[n] = loss(cells.get(n), menu);
      all += loss[n];
    }
    if (!(all > leastLoss)) {
      return false;
    }
    int[] order =
        IntStream.range(0, loss.length)
            .boxed()
            .sorted((a, b) -> loss[a] != loss[b] ? Double.compare(loss[b], loss[a]) : a - b)
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] split = new boolean[loss.length];
    double covered = 0;
    double types = types().count();
    int count = 0;
    while (count < order.length && loss[order[count]] > 0 && covered < COVERED_SHARE * all) {
      FaceCell cell = cells.get(order[count]);
      types += weights[cell.face] * cell.mass > 0 ? 1 : 0.25 * cell.corners();
      if (types > maxTypes) {
        break;
      }
      covered += loss[order[count]];
      split[order[count++]] = true;
    }
    List<FaceCell> next = new ArrayList<>();
    for (int n = 0; n < loss.length; n++) {
      FaceCell cell = cells.get(n);
      if (split[n]) {
        int task = steepest(cell, menu);
        next.add(cell.half(task, false));
        next.add(cell.half(task, true));
      } else {
        next.add(cell);
      }
    }
    cells = next;
    current = null;
    halvings += count > 0 ? 1 : 0;
    return count > 0;
  }

  /** Assignments that differ, so that few need to be compared. */
  private double[] undominated(double[] x) {
    List<double[]> kept = new ArrayList<>();
    for (int k = 0; k < x.length / tasks; k++) {
      double[] one = Arrays.copyOfRange(x, k * tasks, (k + 1) * tasks);
      boolean fresh = true;
      for (double[] other : kept) {
        double distance = 0;
        for (int i = 0; i < tasks; i++) {
          distance = Math.max(distance, Math.abs(one[i] - other[i]));
        }
        fresh &= distance > 1e-6;
      }
      if (fresh) {
        kept.add(one);
      }
    }
    kept.add(endowment);
    return kept.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private double burden(double[] cost, double[] menu) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < menu.length; k += tasks) {
      double load = 0;
      for (int i = 0; i < tasks; i++) {
        load += cost[i] * menu[k + i];
      }
      least = Math.min(least, load);
    }
    return least;
  }

  private double loss(FaceCell cell, double[] menu) {
    double mean = 0;
    for (int corner = 0; corner < cell.corners(); corner++) {
      mean += burden(cell.corner(corner), menu) / cell.corners();
    }
    double bend = Math.max(0, burden(cell.centre(), menu) - mean);
    double mass = weights[cell.face] * cell.mass;
    return mass > 0 ? CENTRE_SHARE * mass * bend : (CENTRE_SHARE - 1) * mass * bend;
  }

  /** The task along which U bends most. */
  private int steepest(FaceCell cell, double[] menu) {
    int best = -1;
    double bend = -1;
    double[] point = cell.centre();
    double middle = burden(point, menu);
    for (int i = 0; i < tasks; i++) {
      if (i != cell.face) {
        double centre = point[i];
        point[i] = cell.low[i];
        double low = burden(point, menu);
        point[i] = cell.high[i];
        double high = burden(point, menu);
        point[i] = centre;
        double here = middle - 0.5 * (low + high);
        if (here > bend) {
          bend = here;
          best = i;
        }
      }
    }
    return best < 0 ? (cell.face + 1) % tasks : best;
  }
}
