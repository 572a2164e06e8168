package io.polaray.support.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Starting rays by exhaustion: give up the n tasks that are worth least per mean cost, for every n,
 * take on one or two targets, at the best scale. The single-ray problem is nearly benign once the
 * target is right, so all plausible targets are tried, from the point of view of several groups of
 * types.
 */
final class ThresholdScan {
  private static final int TARGETS = 5;
  private static final int GROUP_TARGETS = 2;
  private static final int PAIRED = 4;
  private static final int EVERY_COUNT_UP_TO = 12;

  private final SearchSpace space;
  private final TypeBlocks types;
  private final Anchors anchors;
  private final TakeOnScan takeOn = TakeOnScan.coarse();
  private final double halfScale;
  private final float[] given;
  private final float[] ratios;

  /**
   * A scan on the first block of the types.
   *
   * @param anchors mean costs of groups of types, the first for everybody
   */
  ThresholdScan(SearchSpace space, TypeBlocks types, Anchors anchors) {
    this.space = space;
    this.types = types;
    this.halfScale = types.halfScale();
    this.anchors = anchors;
    this.given = new float[types.length()];
    this.ratios = new float[types.length()];
  }

  /**
   * The best distinct single-ray menus, best first, as far as possible no more than a third of them
   * with the same main target.
   *
   * @param groups groups of types from whose point of view rays are built
   * @param judge values the leading rays better than the scan does
   */
  List<WorkingMenu> starts(int keep, int groups, ToDoubleFunction<WorkingMenu> judge) {
    List<WorkingMenu> found = fromEverybody(judge);
    for (int g = 1; g < Math.min(groups, anchors.groups()); g++) {
      scanFrom(anchors.means(g), found);
    }
    value(found, judge);
    List<WorkingMenu> kept = new ArrayList<>();
    int[] used = new int[space.tasks];
    for (int cap : new int[] {(keep + 2) / 3, keep}) {
      for (WorkingMenu menu : found) {
        int target = target(menu);
        if (kept.size() < keep
            && used[target] < cap
            && kept.stream().noneMatch(other -> MenuLists.isNear(menu, other))) {
          used[target]++;
          kept.add(menu);
        }
      }
    }
    kept.sort(MenuLists.BEST_FIRST);
    return kept;
  }

  private static void value(List<WorkingMenu> menus, ToDoubleFunction<WorkingMenu> judge) {
    for (WorkingMenu menu : menus) {
      if (!menu.ranked) {
        menu.value = judge.applyAsDouble(menu);
        menu.ranked = true;
      }
    }
    menus.sort(MenuLists.BEST_FIRST);
  }

  /** Rays for single targets, and for pairs of the best of them. */
  private List<WorkingMenu> fromEverybody(ToDoubleFunction<WorkingMenu> judge) {
    List<WorkingMenu> found = targets(false);
    value(found, judge);
    int[] best = new int[Math.min(PAIRED, found.size())];
    for (int t = 0; t < best.length; t++) {
      best[t] = target(found.get(t));
    }
    double[] means = anchors.means(0);
    int[] order = byWorth(means);
    for (int t = 0; t < best.length; t++) {
      for (int s = t + 1; s < best.length; s++) {
        scanTargets(means, order, best[t], best[s], false, found);
      }
    }
    return found;
  }

  /**
   * The best single-ray menu for every target worth a try, in no order.
   *
   * @param coarse whether fewer numbers of tasks to give up are tried
   */
  List<WorkingMenu> targets(boolean coarse) {
    List<WorkingMenu> found = new ArrayList<>();
    double[] means = anchors.means(0);
    int[] order = byWorth(means);
    for (int target : allTargets(order)) {
      scanTargets(means, order, target, target, coarse, found);
    }
    return found;
  }

  private int[] byWorth(double[] means) {
    double[] keys = new double[space.tasks];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = space.weights[i] / means[i];
    }
    return TaskOrder.ascending(keys);
  }

  private static int target(WorkingMenu menu) {
    int target = 0;
    for (int i = 1; i < menu.tasks; i++) {
      target = menu.x[i] > menu.x[target] ? i : target;
    }
    return target;
  }

  private void scanFrom(double[] means, List<WorkingMenu> found) {
    int[] order = byWorth(means);
    int[] targets = lastPositive(order, GROUP_TARGETS);
    for (int t = 0; t < targets.length; t++) {
      for (int s = t; s < targets.length; s++) {
        scanTargets(means, order, targets[t], targets[s], false, found);
      }
    }
  }

  private int[] lastPositive(int[] order, int count) {
    int size = 0;
    int[] targets = new int[count];
    for (int q = order.length - 1; q >= 0 && size < count; q--) {
      if (space.weights[order[q]] > 0) {
        targets[size++] = order[q];
      }
    }
    return Arrays.copyOf(targets, size);
  }

  /** Best by worth per mean cost, then best by share of the full-information value. */
  private int[] allTargets(int[] order) {
    int[] byWorth = lastPositive(order, TARGETS);
    double[] share = new double[space.tasks];
    float[] weights = types.weights(0);
    for (int m = 0; m < Math.min(128, types.length()); m++) {
      double best = 0;
      int task = -1;
      for (int i = 0; i < space.tasks; i++) {
        double ratio = space.weights[i] / types.costs(0)[i][m];
        if (ratio > best) {
          best = ratio;
          task = i;
        }
      }
      if (task >= 0) {
        share[task] += weights[m] * best;
      }
    }
    int[] byShare = TaskOrder.descending(share);
    int[] targets = Arrays.copyOf(byWorth, byWorth.length + TARGETS);
    int size = byWorth.length;
    for (int q = 0; q < Math.min(TARGETS, byShare.length); q++) {
      int task = byShare[q];
      boolean listed = share[task] <= 0;
      for (int p = 0; p < size; p++) {
        listed |= targets[p] == task;
      }
      if (!listed) {
        targets[size++] = task;
      }
    }
    return Arrays.copyOf(targets, size);
  }

  private void scanTargets(
      double[] means, int[] order, int first, int second, boolean coarse, List<WorkingMenu> found) {
    boolean pair = second != first;
    double share = 1 / means[first];
    double secondShare = pair ? 1 / means[second] : 0;
    double gain = space.weights[first] * share + space.weights[second] * secondShare;
    float[][] costs = types.costs(0);
    Arrays.fill(given, 0);
    double cost = 0;
    double worth = 0;
    int negative = 0;
    double bestValue = 0;
    double bestScale = 0;
    int bestCount = -1;
    int tasks = order.length;
    for (int n = 0; n < tasks && space.weights[order[n]] <= 0; n++) {
      negative = n + 1;
    }
    for (int n = 1; n <= tasks; n++) {
      int task = order[n - 1];
      boolean skip = task == first || task == second || !space.canShed(task);
      if (!skip) {
        add(given, costs[task], (float) space.eta[task]);
        cost += space.eta[task] * means[task];
        worth += space.weights[task] * space.eta[task];
      }
      boolean sparse = n > negative && (coarse ? isBetween(tasks - n) : isOdd(n, tasks));
      if (n < negative || cost <= 0 || sparse || (skip && n < tasks)) {
        continue;
      }
      divide(ratios, given, costs[first], (float) share, costs[second], (float) secondShare);
      takeOn.scan(ratios, types.weights(0), halfScale, cost / (pair ? 2 : 1), -worth, gain);
      if (takeOn.value() > bestValue) {
        bestValue = takeOn.value();
        bestScale = takeOn.scale();
        bestCount = n;
      }
    }
    if (bestCount < 0) {
      return;
    }
    WorkingMenu menu = new WorkingMenu(tasks, 1);
    for (int n = 0; n < bestCount; n++) {
      menu.x[order[n]] = space.canShed(order[n]) ? -1 : 0;
    }
    menu.x[first] = bestScale * share / space.unit[first];
    if (pair) {
      menu.x[second] = bestScale * secondShare / space.unit[second];
    }
    menu.resetModes(space);
    menu.value = bestValue;
    found.add(menu);
  }

  private static boolean isOdd(int n, int tasks) {
    return tasks > EVERY_COUNT_UP_TO && n % 2 == 1 && n < tasks - 1;
  }

  /** Whether a number of tasks kept is none of 0, 1, 2, 3, 4, 6, 8, 12, 16, 24, ... */
  private static boolean isBetween(int kept) {
    int bits = Integer.highestOneBit(kept) >> 1;
    return bits > 0 && (kept & (bits - 1)) != 0;
  }

  private static void add(float[] target, float[] column, float factor) {
    for (int m = 0; m < target.length; m++) {
      target[m] += factor * column[m];
    }
  }

  private static void divide(
      float[] ratios, float[] given, float[] first, float share, float[] second, float other) {
    for (int m = 0; m < ratios.length; m++) {
      ratios[m] = given[m] / (share * first[m] + other * second[m] + Float.MIN_NORMAL);
    }
  }
}
