package io.polaray.support.search;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Random rays that suit random types: a type is drawn, one of its best targets, what it sheds for
 * it, and a price from its indifference upwards. At a low price many types would accept several
 * rays of a menu, and the first multipliers would drive most of the rays out.
 */
final class RandomRays {
  private static final int TARGETS = 3;
  private static final double KEPT_SHARE = 0.15;
  private static final double LEAST_PRICE = 1;
  private static final double PRICE_RANGE = 0.8;

  private final SearchSpace space;
  private final UniformRandomProvider random;

  RandomRays(SearchSpace space, long seed) {
    this.space = space;
    this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  int nextInt(int bound) {
    return random.nextInt(bound);
  }

  /** A direction; it may shed nothing. */
  double[] next() {
    int tasks = space.tasks;
    float[][] costs = space.types.costs(random.nextInt(space.types.blocks()));
    int type = random.nextInt(space.types.length());
    double[] worth = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      worth[i] = space.weights[i] / Math.max(costs[i][type], Float.MIN_NORMAL);
    }
    int[] order = TaskOrder.descending(worth);
    int target = order[random.nextInt(Math.min(TARGETS, tasks))];
    double threshold = worth[target] * (0.4 + 0.6 * random.nextDouble());
    double[] kappa = new double[tasks];
    double budget = 0;
    for (int i = 0; i < tasks; i++) {
      boolean sheds = worth[i] < threshold && random.nextDouble() >= KEPT_SHARE;
      if (i != target && sheds && space.canShed(i)) {
        kappa[i] = -space.eta[i];
        budget += space.eta[i] * costs[i][type];
      }
    }
    double price = LEAST_PRICE + PRICE_RANGE * random.nextDouble();
    kappa[target] = price * budget / Math.max(costs[target][type], Float.MIN_NORMAL);
    return kappa;
  }
}
