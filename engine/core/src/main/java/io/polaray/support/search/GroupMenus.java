package io.polaray.support.search;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random menus of several rays, each made for one group of similar types, as starts for types with
 * several modes.
 *
 * <p>Let ray l serve one type with costs c_l, which p_l of the people have, and let it take on its
 * target j as far as that type accepts. A task that it sheds is then worth {@code v_l(i) = p_l
 * eta(i) (w(j) c_l(i) / c_l(j) - w(i))}, and one that it takes on for ray k costs {@code y_lk
 * v_l(i)}. So with the exchange rates given, task i is best shed by the ray with the largest {@code
 * v_k(i) - sum over l of y_lk v_l(i)}, or by none; and with the bundles given, {@code y_lk =
 * sqrt(v_k(bundle l) / v_l(bundle k))}. A menu starts from random groups, targets and rates and
 * takes these two steps in turn. Then every ray takes on its target at the best scale for the real
 * types. Such menus are cheap, so many are drawn and only the best are polished.
 */
final class GroupMenus {
  private static final int TURNS = 4;
  private static final double SHARE_NOISE = 0.5;
  private static final double MAX_LOG_RATE = 12;

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
  private final double[][] worths;
  private final double[][] rates;
  private final double[] shares;

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
    this.worths = new double[space.tasks][space.tasks];
    this.rates = new double[space.tasks][space.tasks];
    this.shares = new double[space.tasks];
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

  /**
   * A menu of two up to the given number of rays, valued on the first block of the types; its value
   * is 0 when some ray sheds nothing.
   */
  WorkingMenu next(int maxRays) {
    int rays = 2 + random.nextInt(Math.min(maxRays, space.tasks) - 1);
    int[] group = new int[rays];
    int[] target = new int[rays];
    for (int k = 0; k < rays; k++) {
      group[k] = random.nextInt(keys.length);
    }
    anchors.shares(group, shares);
    WorkingMenu menu = new WorkingMenu(space.tasks, rays);
    double size = StrictMath.log(space.tasks) / 2;
    double[] sizes = new double[rays];
    for (int k = 0; k < rays; k++) {
      target[k] = target(group[k]);
      setWorths(k, group[k], target[k]);
      sizes[k] = size * gaussian.sample();
      for (int l = 0; l < k; l++) {
        menu.setLogRate(l, k, sizes[l] - sizes[k]);
      }
    }
    menu.rates(rates);
    for (int turn = 0; turn < TURNS; turn++) {
      if (!assign(menu, target)) {
        menu.value = 0;
        return menu;
      }
      setRates(menu);
    }
    menu.resetModes(space);
    double[][] kappa = menu.directions(space);
    menu.value = 0;
    for (int k = 0; k < rays; k++) {
      menu.value += price(menu, k, group[k], target[k], kappa[k]);
    }
    return menu;
  }

  /** The group's best task to take on, or sometimes its second. */
  private int target(int group) {
    int best = 0;
    int second = 0;
    for (int i = 1; i < space.tasks; i++) {
      if (keys[group][i] > keys[group][best]) {
        second = best;
        best = i;
      } else if (second == best || keys[group][i] > keys[group][second]) {
        second = i;
      }
    }
    return random.nextInt(4) == 0 && space.weights[second] > 0 ? second : best;
  }

  /** What each task shed is worth to ray k. */
  private void setWorths(int k, int group, int target) {
    double[] means = anchors.means(group);
    double rate = space.weights[target] / means[target];
    double share = Math.max(shares[k], 0.01) * StrictMath.exp(SHARE_NOISE * gaussian.sample());
    for (int i = 0; i < space.tasks; i++) {
      worths[k][i] = share * space.eta[i] * (rate * means[i] - space.weights[i]);
    }
  }

  /** Gives every task to the best ray; returns whether every ray sheds something. */
  private boolean assign(WorkingMenu menu, int[] target) {
    boolean[] sheds = new boolean[menu.rays];
    for (int i = 0; i < menu.tasks; i++) {
      double best = 0;
      int owner = -1;
      for (int k = 0; k < menu.rays; k++) {
        double gain = worths[k][i];
        for (int l = 0; l < menu.rays; l++) {
          gain -= rates[l][k] * worths[l][i];
        }
        if (gain > best && target[k] != i) {
          best = gain;
          owner = k;
        }
        menu.x[k * menu.tasks + i] = 0;
      }
      menu.owner[i] = Math.max(owner, 0);
      if (owner >= 0 && space.canShed(i)) {
        menu.x[owner * menu.tasks + i] = -1;
        sheds[owner] = true;
      }
    }
    boolean all = true;
    for (boolean some : sheds) {
      all &= some;
    }
    return all;
  }

  private void setRates(WorkingMenu menu) {
    for (int k = 0; k < menu.rays; k++) {
      for (int l = k + 1; l < menu.rays; l++) {
        double log = StrictMath.log(worth(menu, l, k) / worth(menu, k, l)) / 2;
        if (Math.abs(log) < MAX_LOG_RATE) {
          menu.setLogRate(k, l, log);
        }
      }
    }
    menu.rates(rates);
  }

  /** What ray k's bundle is worth to ray l. */
  private double worth(WorkingMenu menu, int l, int k) {
    double worth = 0;
    for (int i = 0; i < menu.tasks; i++) {
      if (menu.owner[i] == k && menu.ownEntry(i) < 0) {
        worth += worths[l][i];
      }
    }
    return worth;
  }

  /** Adds the extra of ray k for its target; returns the ray's value. */
  private double price(WorkingMenu menu, int k, int group, int target, double[] kappa) {
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
      ratios[m] = room[m] / (costs[m] + Float.MIN_NORMAL);
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
