package io.polaray.support.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Menus with one more ray, which sheds a given bundle of tasks.
 *
 * <p>When a new ray sheds a bundle, every old ray k has to take it on at some rate y_k, and the new
 * ray has to take the reverse trade: {@code 1 / y_k} copies of what ray k sheds. If ray k takes the
 * bundle on already, its room is free; otherwise rates around the ratio of mean costs are tried.
 * Besides, the new ray takes on one extra target at the best scale. The forced part is the same for
 * all targets, so one target costs one pass over the types.
 */
final class RayExpansion {
  private static final double[] RATE_FACTORS = {0.5, 1, 2};
  private static final int FREE_TARGETS = 12;
  private static final double SCAN_BANDWIDTH = 0.08;

  static final Comparator<Candidate> BEST_FIRST = (a, b) -> Double.compare(b.value, a.value);

  private final SearchSpace space;
  private final TypeBlocks types;
  private final SearchWork work;
  private final TakeOnScan takeOn = TakeOnScan.coarse();
  private final double halfScale;
  private final float[] own;
  private final float[] ratios;
  private final int[] list;
  private final int[] byWorth;

  /** Expansions valued on the first block of the types. */
  RayExpansion(SearchSpace space, TypeBlocks types, SearchWork work) {
    this.space = space;
    this.types = types;
    this.halfScale = types.halfScale();
    this.work = work;
    this.own = new float[types.length()];
    this.ratios = new float[types.length()];
    this.list = new int[space.tasks];
    double[] worth = new double[space.tasks];
    for (int i = 0; i < space.tasks; i++) {
      worth[i] = space.worth(i);
    }
    this.byWorth = TaskOrder.descending(worth);
  }

  /** One menu to be expanded, with the values of its rays. */
  final class Base {
    private final WorkingMenu menu;
    private final double[][] kappa;
    private final double[] values;

    private Base(WorkingMenu menu) {
      this.menu = menu;
      this.kappa = menu.directions(space);
      this.values = new double[menu.rays];
      for (int k = 0; k < menu.rays; k++) {
        values[k] = rayValue(kappa[k]);
      }
    }

    /** Whether an expansion leaves ray k as it is. */
    boolean keeps(WorkingMenu expanded, int k) {
      return Arrays.equals(expanded.directions(space)[k], kappa[k]);
    }

    /** What the old rays gain or lose in an expansion, on the first block. */
    double changeOfOthers(WorkingMenu expanded) {
      double[][] grown = expanded.directions(space);
      double change = 0;
      for (int k = 0; k < kappa.length; k++) {
        if (!Arrays.equals(grown[k], kappa[k])) {
          change += rayValue(grown[k]) - values[k];
        }
      }
      return change;
    }

    /** The directions of its rays; not to be written to. */
    double[][] directions() {
      return kappa;
    }
  }

  /** An expansion that has been valued on the first block and is not built yet. */
  final class Candidate {
    final double value;
    private final Base base;
    private final int[] bundle;
    private final double[] rates;
    private final int target;
    private final double amount;

    private Candidate(
        Base base, int[] bundle, double[] rates, int target, double amount, double value) {
      this.base = base;
      this.bundle = bundle;
      this.rates = rates;
      this.target = target;
      this.amount = amount;
      this.value = value;
    }

    /** The first task that the new ray sheds. */
    int shed() {
      int first = bundle[0];
      for (int i : bundle) {
        first = Math.min(first, i);
      }
      return first;
    }

    /** The expanded menu. */
    WorkingMenu menu() {
      WorkingMenu menu = grow(base, bundle, rates);
      menu.x[base.menu.rays * space.tasks + target] += amount / space.unit[target];
      menu.value = value;
      return menu;
    }
  }

  Base base(WorkingMenu menu) {
    return new Base(menu);
  }

  /**
   * All expansions by a ray that sheds one of the given tasks, in no order.
   *
   * @param targets the most targets tried for a new ray whose room is not free
   */
  List<Candidate> singles(Base base, int[] shedding, int targets) {
    List<Candidate> found = new ArrayList<>();
    for (int i : shedding) {
      if (space.canShed(i)) {
        boolean free = base.menu.rays == 1 && base.kappa[0][i] > 0;
        bundle(
            base,
            new int[] {i},
            RATE_FACTORS,
            byWorth,
            free ? Math.max(targets, FREE_TARGETS) : targets,
            found);
      }
    }
    return found;
  }

  /**
   * Expansions by a ray that sheds a bundle.
   *
   * @param factors rates tried where room is not free, as multiples of the ratio of mean costs
   * @param targets tasks the ray may take on, in order of preference
   * @param maxTargets how many are tried
   */
  void bundle(
      Base base,
      int[] bundle,
      double[] factors,
      int[] targets,
      int maxTargets,
      List<Candidate> found) {
    boolean[] inBundle = new boolean[space.tasks];
    for (int i : bundle) {
      inBundle[i] = true;
    }
    if (!leavesEveryRayShedding(base, inBundle)) {
      return;
    }
    double[] previous = new double[base.menu.rays];
    for (double factor : factors) {
      double[] rates = exchangeRates(base, bundle, inBundle, factor);
      if (!Arrays.equals(rates, previous)) {
        expandWith(base, bundle, inBundle, rates, targets, maxTargets, found);
        previous = rates;
      }
    }
  }

  private boolean leavesEveryRayShedding(Base base, boolean[] inBundle) {
    for (double[] ray : base.kappa) {
      boolean sheds = false;
      for (int i = 0; i < ray.length; i++) {
        sheds |= !inBundle[i] && ray[i] < 0;
      }
      if (!sheds) {
        return false;
      }
    }
    return true;
  }

  /** Copies of the bundle that each old ray takes on: its room, or more. */
  private double[] exchangeRates(Base base, int[] bundle, boolean[] inBundle, double factor) {
    double[] rates = new double[base.menu.rays];
    double bundleCost = 0;
    for (int i : bundle) {
      bundleCost += space.sheddingCost(i);
    }
    for (int k = 0; k < rates.length; k++) {
      double cost = 0;
      for (int i = 0; i < space.tasks; i++) {
        if (!inBundle[i] && base.kappa[k][i] < 0) {
          cost -= base.kappa[k][i] * space.types.meanCost(i);
        }
      }
      double room = Double.POSITIVE_INFINITY;
      for (int i : bundle) {
        room = Math.min(room, Math.max(0, base.kappa[k][i]) / space.eta[i]);
      }
      rates[k] = Math.max(room, factor * cost / bundleCost);
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
      Base base,
      int[] bundle,
      boolean[] inBundle,
      double[] rates,
      int[] targets,
      int maxTargets,
      List<Candidate> found) {
    int tasks = space.tasks;
    double[] fresh = new double[tasks];
    double others = 0;
    for (int k = 0; k < base.menu.rays; k++) {
      double[] old = base.kappa[k];
      double[] changed = old;
      for (int i : bundle) {
        if (old[i] < rates[k] * space.eta[i]) {
          changed = changed == old ? old.clone() : changed;
          changed[i] = rates[k] * space.eta[i];
        }
      }
      others += changed == old ? base.values[k] : rayValue(changed);
      for (int i = 0; i < tasks; i++) {
        if (!inBundle[i] && old[i] < 0) {
          fresh[i] -= old[i] / rates[k];
        }
      }
    }
    double bundleCost = 0;
    for (int i : bundle) {
      fresh[i] = -space.eta[i];
      bundleCost += space.sheddingCost(i);
    }
    int count = 0;
    double room = 0;
    for (int i = 0; i < tasks; i++) {
      if (fresh[i] != 0) {
        list[count++] = i;
        room -= fresh[i] * space.types.meanCost(i);
      }
    }
    AcceptanceKernel.combine(own, types.costs(0), list, count, fresh, -1);
    double worth = space.worthOf(fresh);
    double centre = Math.max(room, 0.1 * bundleCost);
    int tried = 0;
    for (int target : targets) {
      if (inBundle[target] || space.weights[target] <= 0) {
        continue;
      }
      if (tried++ >= maxTargets) {
        return;
      }
      divide(ratios, own, types.costs(0)[target]);
      double unitCost = space.types.meanCost(target);
      takeOn.scan(
          ratios, types.weights(0), halfScale, centre / unitCost, worth, space.weights[target]);
      if (takeOn.value() > 0) {
        found.add(
            new Candidate(base, bundle, rates, target, takeOn.scale(), others + takeOn.value()));
      }
    }
  }

  private static void divide(float[] ratios, float[] own, float[] target) {
    for (int m = 0; m < ratios.length; m++) {
      ratios[m] = own[m] / (target[m] + Float.MIN_NORMAL);
    }
  }

  /**
   * The base with a last ray that sheds one task, trades at the given rates and takes on an amount
   * of a target besides.
   */
  WorkingMenu grown(Base base, int task, double[] rates, int target, double amount) {
    return new Candidate(base, new int[] {task}, rates, target, amount, base.menu.value).menu();
  }

  /** The base with a last ray that sheds the bundle entirely and trades at the given rates. */
  private WorkingMenu grow(Base base, int[] bundle, double[] rates) {
    int tasks = space.tasks;
    WorkingMenu old = base.menu;
    WorkingMenu menu = new WorkingMenu(tasks, old.rays + 1);
    System.arraycopy(old.owner, 0, menu.owner, 0, tasks);
    System.arraycopy(old.x, 0, menu.x, 0, old.rays * tasks);
    for (int i : bundle) {
      menu.owner[i] = old.rays;
      menu.x[old.rays * tasks + i] = -1;
    }
    for (int k = 0; k < old.rays; k++) {
      for (int l = k + 1; l < old.rays; l++) {
        menu.setLogRate(k, l, old.logRate(k, l));
      }
      menu.setLogRate(k, old.rays, StrictMath.log(rates[k]));
      for (int i : bundle) {
        double extra = Math.max(0, base.kappa[k][i]) - rates[k] * space.eta[i];
        menu.x[k * tasks + i] = Math.max(0, extra) / space.unit[i];
      }
    }
    menu.resetModes(space);
    return menu;
  }
}
