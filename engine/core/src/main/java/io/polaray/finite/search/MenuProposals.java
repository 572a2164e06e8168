package io.polaray.finite.search;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Random menus, new ones and neighbours of known ones, polarised in exact arithmetic. */
final class MenuProposals {
  private static final double[] SPREADS = {0.4, 0.1, 0.03, 0.01};

  private final UniformRandomProvider random;

  MenuProposals(long seed) {
    random = RandomSource.XO_SHI_RO_256_PP.create(seed);
  }

  double uniform() {
    return random.nextDouble();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A menu near the given one; empty when the attempt failed. */
  List<Ray> near(Vector endowment, double[][] rays) {
    double spread = SPREADS[below(SPREADS.length)];
    double[][] moved = new double[rays.length][];
    for (int k = 0; k < rays.length; k++) {
      moved[k] = rays[k].clone();
      double common = spread * normal();
      for (int i = 0; i < moved[k].length; i++) {
        double own = spread * normal();
        if (moved[k][i] > 0) {
          moved[k][i] *= StrictMath.exp(common + own);
        } else if (moved[k][i] > -endowment.get(i)) {
          moved[k][i] *= StrictMath.exp(own);
        }
      }
    }
    return polarised(endowment, moved);
  }

  /** A factor near 1, below or above. */
  double factor() {
    return StrictMath.exp(SPREADS[below(SPREADS.length)] * normal());
  }

  /** A new menu: some tasks may be given up, each for a mix of the others at a random premium. */
  List<Ray> fresh(Vector endowment) {
    int tasks = endowment.size();
    List<Integer> held = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      if (endowment.get(i) > 0) {
        held.add(i);
      }
    }
    if (held.isEmpty()) {
      return List.of();
    }
    int count = 1 + below(held.size());
    while (held.size() > count) {
      held.remove(below(held.size()));
    }
    double[][] rays = new double[count][tasks];
    for (int k = 0; k < count; k++) {
      int shed = held.get(k);
      double[] mix = new double[tasks];
      double total = 0;
      for (int i = 0; i < tasks; i++) {
        boolean needed = held.contains(i);
        mix[i] = i == shed || (!needed && random.nextBoolean()) ? 0 : random.nextDouble() + 0.05;
        total += mix[i];
      }
      if (total == 0) {
        return List.of();
      }
      double premium = StrictMath.exp(0.35 * normal());
      for (int i = 0; i < tasks; i++) {
        rays[k][i] = i == shed ? -endowment.get(i) : endowment.get(shed) * premium * mix[i] / total;
      }
    }
    return polarised(endowment, rays);
  }

  /** The rays at full extension, polarised exactly; empty when they are not polarised. */
  static List<Ray> polarised(Vector endowment, double[][] rays) {
    try {
      return ExactMenus.fullExtension(endowment, rays);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
