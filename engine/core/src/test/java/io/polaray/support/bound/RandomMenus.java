package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.support.SupportProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/** Random menus that exist: polarised in exact arithmetic, at full extension. */
final class RandomMenus {
  private final UniformRandomProvider random;
  private final SupportProblem problem;

  RandomMenus(UniformRandomProvider random, SupportProblem problem) {
    this.random = random;
    this.problem = problem;
  }

  /** One to three rays with random supports, or a disturbance of the given directions. */
  Optional<MenuColumn> next(Vector weights, double[][] around) {
    double[][] rays = around.length > 0 && random.nextBoolean() ? disturbed(around) : fresh();
    if (rays.length == 0) {
      return Optional.empty();
    }
    repair(rays);
    List<Ray> exact = ExactMenus.fullExtension(problem.endowment(), rays);
    if (exact.isEmpty()) {
      return Optional.empty();
    }
    double[] probabilities = new double[exact.size()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] =
          problem.measure().acceptanceProbability(exact.get(k).direction().toArray());
    }
    return Optional.of(MenuColumn.rays(problem.endowment(), exact, probabilities, weights));
  }

  /** Checks that no value of so many menus is above a limit; returns how many there were. */
  int assertNoneAbove(double limit, Vector weights, int trials) {
    int made = 0;
    for (int trial = 0; trial < trials; trial++) {
      Optional<MenuColumn> column = next(weights, new double[0][]);
      if (column.isPresent()) {
        made++;
        assertThat(column.get().value(weights)).isLessThanOrEqualTo(limit);
      }
    }
    return made;
  }

  private double[][] disturbed(double[][] around) {
    double size = Math.exp(-12 * random.nextDouble());
    double[][] rays = new double[around.length][];
    for (int k = 0; k < rays.length; k++) {
      rays[k] = around[k].clone();
      for (int i = 0; i < rays[k].length; i++) {
        rays[k][i] *= 1 + size * (random.nextDouble() - 0.5);
      }
    }
    return rays;
  }

  private double[][] fresh() {
    int tasks = problem.tasks();
    int count = 1 + random.nextInt(Math.min(3, tasks));
    int used = 0;
    double[][] rays = new double[count][tasks];
    int made = 0;
    for (int k = 0; k < count; k++) {
      int support = random.nextInt(1 << tasks) & ~used;
      for (int i = 0; i < tasks; i++) {
        if (!(problem.endowment().get(i) > 0)) {
          support &= ~(1 << i);
        }
      }
      if (support == 0 || support == (1 << tasks) - 1) {
        continue;
      }
      used |= support;
      boolean full = random.nextBoolean();
      for (int i = 0; i < tasks; i++) {
        double eta = problem.endowment().get(i);
        boolean sheds = (support >> i & 1) != 0;
        double size = Math.exp(3 * (random.nextDouble() - 0.5));
        rays[made][i] = sheds ? -(full ? eta : eta * size) : size * Math.max(eta, 0.1);
        if (!sheds && random.nextInt(4) == 0) {
          rays[made][i] = 0;
        }
      }
      made++;
    }
    return Arrays.copyOf(rays, made);
  }

  private static void repair(double[][] rays) {
    for (int pass = 0; pass < 2; pass++) {
      for (double[] p : rays) {
        for (double[] q : rays) {
          for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p.length; j++) {
              if (p != q && p[i] < 0 && q[j] < 0) {
                p[j] = Math.max(p[j], 1e-9);
                q[i] = Math.max(q[i], 1e-9);
                double factor = Math.sqrt(p[i] * q[j] / (p[j] * q[i]));
                if (factor > 1) {
                  p[j] *= factor * (1 + 1e-12);
                  q[i] *= factor * (1 + 1e-12);
                }
              }
            }
          }
        }
      }
    }
  }
}
