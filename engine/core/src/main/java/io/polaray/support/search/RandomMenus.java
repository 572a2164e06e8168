package io.polaray.support.search;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random menus of several rays as starts for types with more than one mode: random owners, most
 * tasks given up in large part, exchange rates near the ratio of the bundles' mean costs, one or
 * two targets for each ray.
 */
final class RandomMenus {
  private static final double EXPONENT = 1.5;
  private static final double SHEDDING_SHARE = 0.8;

  private final SearchSpace space;
  private final UniformRandomProvider random;
  private final NormalizedGaussianSampler gaussian;

  RandomMenus(SearchSpace space, long seed) {
    this.space = space;
    this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    this.gaussian = ZigguratSampler.NormalizedGaussian.of(random);
  }

  /** A menu of two up to the given number of rays. */
  WorkingMenu next(int maxRays) {
    int rays = 2 + random.nextInt(Math.min(maxRays, space.tasks) - 1);
    int tasks = space.tasks;
    WorkingMenu menu = new WorkingMenu(tasks, rays);
    double[] shares = new double[rays];
    double total = 0;
    for (int k = 0; k < rays; k++) {
      shares[k] = StrictMath.pow(random.nextDouble(), EXPONENT);
      total += shares[k];
    }
    double[] cost = new double[rays];
    int[] order = shuffled(tasks);
    for (int n = 0; n < tasks; n++) {
      int i = order[n];
      int k = n < rays ? n : pick(shares, total);
      menu.owner[i] = k;
      boolean gives = n < rays || random.nextDouble() < SHEDDING_SHARE || space.weights[i] < 0;
      if (gives && space.canShed(i)) {
        double share = 0.5 + 0.5 * random.nextDouble();
        menu.x[k * tasks + i] = -share;
        cost[k] += share * space.sheddingCost(i);
      }
    }
    for (int k = 0; k < rays; k++) {
      for (int l = k + 1; l < rays; l++) {
        double balance = cost[k] > 0 && cost[l] > 0 ? StrictMath.log(cost[k] / cost[l]) : 0;
        menu.setLogRate(k, l, balance + 0.5 * gaussian.sample());
      }
    }
    for (int k = 0; k < rays; k++) {
      addTargets(menu, k, cost[k]);
    }
    menu.resetModes(space);
    return menu;
  }

  private void addTargets(WorkingMenu menu, int k, double cost) {
    int targets = 1 + random.nextInt(2);
    for (int t = 0; t < targets; t++) {
      int best = -1;
      for (int draw = 0; draw < 3; draw++) {
        int i = random.nextInt(space.tasks);
        boolean fits = menu.owner[i] != k && space.weights[i] > 0;
        if (fits && (best < 0 || space.worth(i) > space.worth(best))) {
          best = i;
        }
      }
      double budget = cost * (0.1 + 0.6 * random.nextDouble()) / targets;
      if (best >= 0) {
        menu.x[k * space.tasks + best] += budget / space.types.meanCost(best) / space.unit[best];
      }
    }
  }

  private int pick(double[] shares, double total) {
    double left = random.nextDouble() * total;
    int k = 0;
    while (k < shares.length - 1 && left >= shares[k]) {
      left -= shares[k++];
    }
    return k;
  }

  private int[] shuffled(int size) {
    int[] order = new int[size];
    for (int n = 0; n < size; n++) {
      int other = random.nextInt(n + 1);
      order[n] = order[other];
      order[other] = n;
    }
    return order;
  }
}
