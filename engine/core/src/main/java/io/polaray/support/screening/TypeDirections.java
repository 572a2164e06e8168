package io.polaray.support.screening;

import java.util.ArrayList;
import java.util.List;

/**
 * Types by the direction of their costs, each scaled to weigh the endowment 1. Costs that are
 * proportional up to 1e-12 share a number.
 */
final class TypeDirections {
  /** Relative, entry by entry: two directions are one when they agree to this. */
  static final double DIRECTION_TOLERANCE = 1e-12;

  private final double[] endowment;
  private final List<double[]> directions = new ArrayList<>();

  /**
   * No types yet.
   *
   * @param endowment nonnegative, not all 0
   */
  TypeDirections(double[] endowment) {
    this.endowment = endowment;
  }

  /** {@code cost . endowment}. */
  double burden(double[] cost) {
    double burden = 0;
    for (int i = 0; i < cost.length; i++) {
      burden += cost[i] * endowment[i];
    }
    return burden;
  }

  /** The number of a type, a new one if its direction is new. */
  int number(double[] cost) {
    double burden = burden(cost);
    double[] scaled = new double[cost.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = cost[i] / burden;
    }
    for (int k = 0; k < directions.size(); k++) {
      if (same(directions.get(k), scaled)) {
        return k;
      }
    }
    directions.add(scaled);
    return directions.size() - 1;
  }

  private static boolean same(double[] one, double[] other) {
    for (int i = 0; i < one.length; i++) {
      if (Math.abs(one[i] - other[i]) > DIRECTION_TOLERANCE * Math.abs(one[i])) {
        return false;
      }
    }
    return true;
  }

  int count() {
    return directions.size();
  }

  /** Costs of all directions, {@code number * tasks + i}. */
  double[] costs() {
    int tasks = endowment.length;
    double[] costs = new double[directions.size() * tasks];
    for (int m = 0; m < directions.size(); m++) {
      System.arraycopy(directions.get(m), 0, costs, m * tasks, tasks);
    }
    return costs;
  }
}
