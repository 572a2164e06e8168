package io.polaray.dual.master;

import io.polaray.dual.oracle.DualProblem;
import io.polaray.numeric.Vector;

/**
 * Dimensionless prices and costs: {@code lambda(i) = origin(i) + unit(i) * y(i)} and costs in
 * multiples of {@code costUnit}.
 *
 * <p>The origin is the mean social cost weighted by workload and the unit of task i is the
 * deviation of pi_j(i) around it, so that a change of one is large for a price, whatever units
 * tasks and costs are counted in. The cost unit is {@code sum_i n(i) unit(i)}, the order of what
 * trade can save. Where all agents perform a task alike its price moves nonetheless, with what is
 * taken on for it, so no unit is a small part of the typical one. Scaled costs are relative to the
 * cost of the endowments at the origin, which takes the part common to all columns out of every
 * sum.
 */
public final class PriceScale {
  private static final double MIN_UNIT_SHARE = 0.3;

  final double[] origin;
  final double[] unit;
  final double costUnit;

  private PriceScale(double[] origin, double[] unit, double costUnit) {
    this.origin = origin;
    this.unit = unit;
    this.costUnit = costUnit;
  }

  /** The scale of a problem. */
  public static PriceScale of(DualProblem problem) {
    int tasks = problem.tasks();
    double[] workload = workload(problem);
    double[] origin = new double[tasks];
    double[] unit = new double[tasks];
    double totalWorkload = 0;
    for (double share : workload) {
      totalWorkload += share;
    }
    double[] quantity = new double[tasks];
    double totalValue = 0;
    for (int i = 0; i < tasks; i++) {
      double mean = 0;
      double reference = problem.socialCosts().get(0).get(i);
      for (int j = 0; j < workload.length; j++) {
        mean += workload[j] * (problem.socialCosts().get(j).get(i) - reference);
      }
      origin[i] = reference + mean / totalWorkload;
      double variance = 0;
      for (int j = 0; j < workload.length; j++) {
        double deviation = problem.socialCosts().get(j).get(i) - origin[i];
        variance += workload[j] * deviation * deviation;
      }
      unit[i] = Math.sqrt(variance / totalWorkload);
      quantity[i] = quantity(problem, i);
      totalValue += unit[i] * quantity[i];
    }
    if (!(totalValue > 0)) {
      totalValue = tasks;
      java.util.Arrays.fill(unit, 0);
    }
    double costUnit = 0;
    for (int i = 0; i < tasks; i++) {
      double typical = totalValue / tasks / Math.max(quantity[i], Double.MIN_NORMAL);
      if (!(quantity[i] > 0)) {
        typical = unit[i] > 0 ? unit[i] : 1;
      }
      unit[i] = Math.max(unit[i], MIN_UNIT_SHARE * typical);
      costUnit += unit[i] * quantity[i];
    }
    return new PriceScale(origin, unit, costUnit > 0 ? costUnit : 1);
  }

  private static double[] workload(DualProblem problem) {
    double[] workload = new double[problem.agents()];
    double total = 0;
    for (int j = 0; j < workload.length; j++) {
      for (int i = 0; i < problem.tasks(); i++) {
        double quantity = quantity(problem, i);
        if (quantity > 0) {
          workload[j] +=
              problem.populations().get(j) * problem.endowments().get(j).get(i) / quantity;
        }
      }
      total += workload[j];
    }
    if (!(total > 0)) {
      java.util.Arrays.fill(workload, 1);
    }
    return workload;
  }

  private static double quantity(DualProblem problem, int task) {
    return Math.abs(problem.instances().get(task));
  }

  /** lambda for scaled prices y. */
  public Vector prices(double[] scaled) {
    double[] prices = new double[origin.length];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = origin[i] + unit[i] * scaled[i];
    }
    return Vector.of(prices);
  }

  /** Scaled prices y for lambda. */
  public double[] scaled(Vector prices) {
    double[] scaled = new double[origin.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (prices.get(i) - origin[i]) / unit[i];
    }
    return scaled;
  }

  /** The cost that counts as 1. */
  public double costUnit() {
    return costUnit;
  }
}
