package io.polaray.support.search;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random menus of several rays, each made for one group of similar types, as starts for types with
 * several modes.
 *
 * <p>A ray gives up what is worth little to its group and takes on what is worth most. A task that
 * several rays would give up goes to the one whose group values it least, with noise. Exchange
 * rates lie between the ratios of the bundles' costs to the two groups, so that both gain where
 * that is possible; then every ray takes on its target at the best scale. Such menus are cheap, so
 * many are drawn and only the best are polished.
 */
final class GroupMenus {
  private static final double NOISE = 0.4;
  private static final double RATE_NOISE = 0.3;

  private final SearchSpace space;
  private final TypeBlocks types;
  private final Anchors anchors;
  private final UniformRandomProvider random;
  private final NormalizedGaussianSampler gaussian;
  private final TakeOnScan takeOn = TakeOnScan.coarse();
  private final double halfScale;
  private final double[][] keys;
  private final float[] room;
  private final float[] ratios;
  private final int[] list;

  GroupMenus(SearchSpace space, TypeBlocks types, Anchors anchors, long seed) {
    this.space = space;
    this.types = types;
    this.halfScale = types.halfScale();
    this.anchors = anchors;
    this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    this.gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    this.room = new float[types.length()];
    this.ratios = new float[types.length()];
    this.list = new int[space.tasks];
    this.keys = new double[anchors.groups()][space.tasks];
    for (int g = 0; g < keys.length; g++) {
      double best = 0;
      for (int i = 0; i < space.tasks; i++) {
        keys[g][i] = space.weights[i] / anchors.means(g)[i];
        best = Math.max(best, keys[g][i]);
      }
      for (int i = 0; i < space.tasks; i++) {
        keys[g][i] /= best;
      }
    }
  }

  /** A menu of two up to the given number of rays, valued on the first block of the types. */
  WorkingMenu next(int maxRays) {
    int rays = 2 + random.nextInt(Math.min(maxRays, space.tasks) - 1);
    int[] group = new int[rays];
    for (int k = 0; k < rays; k++) {
      group[k] = random.nextInt(keys.length);
    }
    WorkingMenu menu = new WorkingMenu(space.tasks, rays);
    assign(menu, group);
    setRates(menu, group);
    menu.resetModes(space);
    double[][] kappa = menu.directions(space);
    menu.value = 0;
    for (int k = 0; k < rays; k++) {
      menu.value += price(menu, k, group[k], kappa[k]);
    }
    return menu;
  }

  private void assign(WorkingMenu menu, int[] group) {
    int tasks = menu.tasks;
    double threshold = 0.2 + random.nextDouble();
    int[] shed = new int[menu.rays];
    for (int i = 0; i < tasks; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < menu.rays; k++) {
        double key = keys[group[k]][i] + NOISE * gaussian.sample();
        if (key < least) {
          least = key;
          menu.owner[i] = k;
        }
      }
      if (space.canShed(i) && least < threshold) {
        menu.x[menu.owner[i] * tasks + i] = -1;
        shed[menu.owner[i]]++;
      }
    }
    for (int k = 0; k < menu.rays; k++) {
      if (shed[k] == 0) {
        int i = random.nextInt(tasks);
        int o = menu.owner[i];
        boolean spare = menu.x[o * tasks + i] == 0 || shed[o] > 1;
        if (space.canShed(i) && spare) {
          shed[o] -= menu.x[o * tasks + i] < 0 ? 1 : 0;
          menu.x[o * tasks + i] = 0;
          menu.owner[i] = k;
          menu.x[k * tasks + i] = -1;
          shed[k]++;
        }
      }
    }
  }

  private void setRates(WorkingMenu menu, int[] group) {
    for (int k = 0; k < menu.rays; k++) {
      for (int l = k + 1; l < menu.rays; l++) {
        double atFirst = cost(menu, k, group[k]) / cost(menu, l, group[k]);
        double atSecond = cost(menu, k, group[l]) / cost(menu, l, group[l]);
        double product = atFirst * atSecond;
        double log =
            product > 0 && product < Double.POSITIVE_INFINITY ? 0.5 * StrictMath.log(product) : 0;
        menu.setLogRate(k, l, log + RATE_NOISE * gaussian.sample());
      }
    }
  }

  /** Cost of ray k's bundle to a group. */
  private double cost(WorkingMenu menu, int k, int group) {
    double cost = 0;
    for (int i = 0; i < menu.tasks; i++) {
      if (menu.owner[i] == k && menu.ownEntry(i) < 0) {
        cost -= menu.ownEntry(i) * space.eta[i] * anchors.means(group)[i];
      }
    }
    return cost;
  }

  /** Adds the extra of ray k for one of its group's two best targets; returns the ray's value. */
  private double price(WorkingMenu menu, int k, int group, double[] kappa) {
    int target = -1;
    int second = -1;
    for (int i = 0; i < menu.tasks; i++) {
      if (kappa[i] >= 0 && space.weights[i] > 0) {
        if (target < 0 || keys[group][i] > keys[group][target]) {
          second = target;
          target = i;
        } else if (second < 0 || keys[group][i] > keys[group][second]) {
          second = i;
        }
      }
    }
    if (second >= 0 && random.nextInt(4) == 0) {
      target = second;
    }
    if (target < 0) {
      return 0;
    }
    int count = 0;
    double mean = 0;
    for (int i = 0; i < menu.tasks; i++) {
      if (kappa[i] != 0) {
        list[count++] = i;
        mean -= kappa[i] * anchors.means(group)[i];
      }
    }
    AcceptanceKernel.combine(room, types.costs(0), list, count, kappa, -1);
    float[] costs = types.costs(0)[target];
    for (int m = 0; m < ratios.length; m++) {
      ratios[m] = room[m] / costs[m];
    }
    double scale = Math.max(mean, 0.05 * space.tasks * space.unit[0] * types.meanCost(0));
    takeOn.scan(
        ratios,
        types.weights(0),
        halfScale,
        scale / anchors.means(group)[target],
        space.worthOf(kappa),
        space.weights[target]);
    if (takeOn.value() <= 0) {
      return 0;
    }
    menu.x[k * menu.tasks + target] += takeOn.scale() / space.unit[target];
    return takeOn.value();
  }
}
