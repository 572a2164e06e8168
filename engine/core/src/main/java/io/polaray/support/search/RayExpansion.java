package io.polaray.support.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Menus with one more ray, which sheds a single task.
 *
 * <p>When a new ray sheds task i, every old ray k has to take on i at some rate, and the new ray
 * has to take the reverse trade: {@code 1 / y_k} copies of what ray k sheds. If ray k takes i on
 * already, its room is free; otherwise rates around the ratio of mean costs are tried. Besides, the
 * new ray takes on one extra target at the best scale. The forced part is the same for all targets,
 * so one target costs one pass over the types.
 */
final class RayExpansion {
  private static final double[] RATE_FACTORS = {0.5, 1, 2};
  private static final double SCAN_BANDWIDTH = 0.08;

  private final SearchSpace space;
  private final TypeBlocks types;
  private final SearchWork work;
  private final TakeOnScan takeOn = TakeOnScan.coarse();
  private final float[] forced;
  private final float[] ratios;
  private final int[] list;

  /** Expansions valued on the first block of the types. */
  RayExpansion(SearchSpace space, TypeBlocks types, SearchWork work) {
    this.space = space;
    this.types = types;
    this.work = work;
    this.forced = new float[types.length()];
    this.ratios = new float[types.length()];
    this.list = new int[space.tasks];
  }

  /**
   * All expansions of a menu by a ray that sheds one of the given tasks, in no order.
   *
   * @param targets the most targets tried for a new ray whose room is not free
   */
  List<WorkingMenu> expand(WorkingMenu base, int[] shedding, int targets) {
    List<WorkingMenu> found = new ArrayList<>();
    double[][] kappa = base.directions(space);
    double[] oldValues = new double[base.rays];
    for (int k = 0; k < base.rays; k++) {
      oldValues[k] = rayValue(kappa[k]);
    }
    double[] worth = new double[space.tasks];
    for (int i = 0; i < space.tasks; i++) {
      worth[i] = space.worth(i);
    }
    int[] byWorth = TaskOrder.descending(worth);
    for (int i : shedding) {
      if (!space.canShed(i) || !leavesEveryRayShedding(base, kappa, i)) {
        continue;
      }
      double[] previousRates = new double[base.rays];
      for (double factor : RATE_FACTORS) {
        double[] rates = exchangeRates(base, kappa, i, factor);
        if (!Arrays.equals(rates, previousRates)) {
          boolean free = base.rays == 1 && rates[0] * space.eta[i] <= kappa[0][i];
          expandWith(
              base, kappa, oldValues, i, rates, byWorth, free ? space.tasks : targets, found);
          previousRates = rates;
        }
      }
    }
    return found;
  }

  private static boolean leavesEveryRayShedding(WorkingMenu base, double[][] kappa, int task) {
    for (int k = 0; k < base.rays; k++) {
      boolean sheds = false;
      for (int i = 0; i < base.tasks; i++) {
        sheds |= i != task && kappa[k][i] < 0;
      }
      if (!sheds) {
        return false;
      }
    }
    return true;
  }

  /** Copies of the new ray's bundle that each old ray takes on: its room, or more. */
  private double[] exchangeRates(WorkingMenu base, double[][] kappa, int task, double factor) {
    double[] rates = new double[base.rays];
    for (int k = 0; k < base.rays; k++) {
      double cost = 0;
      for (int i = 0; i < base.tasks; i++) {
        if (i != task && kappa[k][i] < 0) {
          cost -= kappa[k][i] * space.types.meanCost(i);
        }
      }
      double room = Math.max(0, kappa[k][task]) / space.eta[task];
      rates[k] = Math.max(room, factor * cost / space.sheddingCost(task));
    }
    return rates;
  }

  private double rayValue(double[] kappa) {
    double worth = space.worthOf(kappa);
    return worth <= 0
        ? 0
        : worth * AcceptanceKernel.probability(types, kappa, SCAN_BANDWIDTH, work.kernel);
  }

  private void expandWith(
      WorkingMenu base,
      double[][] kappa,
      double[] oldValues,
      int task,
      double[] rates,
      int[] byWorth,
      int maxTargets,
      List<WorkingMenu> found) {
    int tasks = space.tasks;
    double eta = space.eta[task];
    double[] reverse = new double[tasks];
    double others = 0;
    for (int k = 0; k < base.rays; k++) {
      double needed = rates[k] * eta;
      if (kappa[k][task] < needed) {
        double[] changed = kappa[k].clone();
        changed[task] = needed;
        others += rayValue(changed);
      } else {
        others += oldValues[k];
      }
      for (int i = 0; i < tasks; i++) {
        if (i != task && kappa[k][i] < 0) {
          reverse[i] -= kappa[k][i] / rates[k];
        }
      }
    }
    Arrays.fill(forced, 0);
    int count = 0;
    double reverseCost = 0;
    for (int i = 0; i < tasks; i++) {
      if (reverse[i] > 0) {
        list[count++] = i;
        reverseCost += reverse[i] * space.types.meanCost(i);
      }
    }
    AcceptanceKernel.combine(forced, types.costs(0), list, count, reverse, 1);
    double worth = space.worthOf(reverse) - space.weights[task] * eta;
    double centre =
        Math.max(space.sheddingCost(task) - reverseCost, 0.1 * space.sheddingCost(task));
    int tried = 0;
    for (int target : byWorth) {
      if (target == task || space.weights[target] <= 0 || tried >= maxTargets) {
        continue;
      }
      tried++;
      float[][] costs = types.costs(0);
      divide(ratios, costs[task], (float) eta, forced, costs[target]);
      double unitCost = space.types.meanCost(target);
      takeOn.scan(ratios, types.weights(0), centre / unitCost, worth, space.weights[target]);
      if (takeOn.value() > 0) {
        WorkingMenu menu = grow(base, kappa, task, rates);
        menu.x[base.rays * tasks + target] += takeOn.scale() / space.unit[target];
        menu.value = others + takeOn.value();
        found.add(menu);
      }
    }
  }

  private static void divide(
      float[] ratios, float[] own, float eta, float[] forced, float[] target) {
    for (int m = 0; m < ratios.length; m++) {
      ratios[m] = (own[m] * eta - forced[m]) / target[m];
    }
  }

  /** The base with a last ray that sheds the task entirely and trades at the given rates. */
  private WorkingMenu grow(WorkingMenu base, double[][] kappa, int task, double[] rates) {
    int tasks = space.tasks;
    WorkingMenu menu = new WorkingMenu(tasks, base.rays + 1);
    System.arraycopy(base.owner, 0, menu.owner, 0, tasks);
    System.arraycopy(base.x, 0, menu.x, 0, base.rays * tasks);
    menu.owner[task] = base.rays;
    menu.x[base.rays * tasks + task] = -1;
    for (int k = 0; k < base.rays; k++) {
      for (int l = k + 1; l < base.rays; l++) {
        menu.setLogRate(k, l, base.logRate(k, l));
      }
      menu.setLogRate(k, base.rays, StrictMath.log(rates[k]));
      double extra = Math.max(0, kappa[k][task]) - rates[k] * space.eta[task];
      menu.x[k * tasks + task] = Math.max(0, extra) / space.unit[task];
    }
    menu.resetModes(space);
    return menu;
  }
}
