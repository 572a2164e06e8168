package io.polaray.support.frontier;

import io.polaray.numeric.SymmetricShape;
import io.polaray.numeric.Vector;
import io.polaray.preference.UniformBoxMeasure;

/**
 * A support problem with symmetric costs in units of the endowment: task i counts in units of
 * eta_i, so that rays shed at most 1 of each task. A task with eta_i = 0 keeps its unit and cannot
 * be shed.
 */
final class ScaledBox {
  private static final double RELATIVE_SLACK = 1e-12;

  final int tasks;
  final double[] weights;
  final double[] lower;
  final double[] upper;

  /** Half the width of each interval. */
  final double[] half;

  /** The laws of the costs on their intervals. */
  final SymmetricShape[] shapes;

  /** Variances relative to that of a uniform cost: 1 for uniform ones. */
  final double[] spread;

  /** The largest densities of uniform costs relative to those of the costs: at most 1. */
  final double[] flatness;

  /** Whether all costs are uniform. */
  final boolean uniform;

  /** Mean costs. */
  final double[] mean;

  /** Whether a task can be shed. */
  final boolean[] held;

  /** Units: kappa_i = unit_i times the scaled entry. */
  final double[] unit;

  /**
   * Bound on the effect of rounding in w and in single evaluations on one ray's worth, for rays
   * that some type accepts, times the probability of that.
   */
  final double slack;

  ScaledBox(UniformBoxMeasure box, Vector endowment, Vector w) {
    this(CostBox.of(box), endowment, w);
  }

  ScaledBox(CostBox box, Vector endowment, Vector w) {
    tasks = endowment.size();
    weights = new double[tasks];
    lower = new double[tasks];
    upper = new double[tasks];
    shapes = box.shapes;
    uniform = box.uniform;
    spread = new double[tasks];
    flatness = new double[tasks];
    half = new double[tasks];
    mean = new double[tasks];
    held = new boolean[tasks];
    unit = new double[tasks];
    double costs = 0;
    double worth = 0;
    for (int i = 0; i < tasks; i++) {
      held[i] = endowment.get(i) > 0;
      unit[i] = held[i] ? endowment.get(i) : 1;
      weights[i] = w.get(i) * unit[i];
      lower[i] = box.lower[i] * unit[i];
      upper[i] = box.upper[i] * unit[i];
      half[i] = 0.5 * (upper[i] - lower[i]);
      mean[i] = 0.5 * (upper[i] + lower[i]);
      spread[i] = uniform ? 1 : 3 * shapes[i].variance();
      flatness[i] = uniform ? 1 : Math.min(1, 0.5 / shapes[i].peak());
      if (held[i]) {
        costs += upper[i];
        worth += Math.abs(weights[i]);
      }
    }
    double dearest = 0;
    for (int i = 0; i < tasks; i++) {
      double least = lower[i] > 0 ? lower[i] : upper[i] * flatness[i];
      dearest = Math.max(dearest, Math.abs(weights[i]) / least);
    }
    slack = RELATIVE_SLACK * (worth + dearest * costs);
  }

  /** w . x. */
  double worth(double[] x) {
    double sum = 0;
    for (int i = 0; i < tasks; i++) {
      sum += weights[i] * x[i];
    }
    return sum;
  }
}
