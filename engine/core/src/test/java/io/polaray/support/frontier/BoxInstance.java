package io.polaray.support.frontier;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** A random support problem with uniform costs and weights, and random menus for it. */
record BoxInstance(Vector weights, SupportProblem problem) {
  /** The four kinds of instance: all wanted, mixed signs, market prices, nearly equal tasks. */
  static final int KINDS = 4;

  static BoxInstance random(UniformRandomProvider random, int tasks, int kind) {
    double[] w = new double[tasks];
    double[] eta = new double[tasks];
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    double spread = kind == 3 ? 0.02 : 1;
    boolean equal = random.nextBoolean();
    for (int i = 0; i < tasks; i++) {
      lower[i] = 0.05 + spread * 0.4 * random.nextDouble();
      upper[i] = lower[i] + 0.3 + spread * random.nextDouble();
      eta[i] = equal ? 1 : 0.3 + spread * 2 * random.nextDouble();
      w[i] =
          switch (kind) {
            case 0 -> 0.05 + 1.15 * random.nextDouble();
            case 1 -> 2.6 * random.nextDouble() - 1;
            case 2 -> 0.7 - 1.4 * random.nextDouble();
            default -> 0.8 + 0.02 * random.nextDouble();
          };
    }
    if (!equal && random.nextInt(4) == 0) {
      eta[0] = 0;
    }
    w[random.nextInt(tasks)] = 0.9;
    return of(w, eta, lower, upper);
  }

  static BoxInstance of(double[] w, double[] eta, double[] lower, double[] upper) {
    UniformPreferences box = UniformPreferences.of(Vector.of(lower), Vector.of(upper));
    return new BoxInstance(
        Vector.of(w), new SupportProblem(Vector.of(eta), box, box.measure(), box.sample(64, 1)));
  }

  /** The same with 0 as the lower end of every second task, from the one given on. */
  BoxInstance fromZero(int first) {
    double[] lower = problem.preferences().lower().toArray();
    for (int i = first; i < lower.length; i += 2) {
      lower[i] = 0;
    }
    return of(
        weights.toArray(),
        problem.endowment().toArray(),
        lower,
        problem.preferences().upper().toArray());
  }

  /**
   * The same with some costs that are beta with two equal shapes in place of uniform, at least one.
   */
  BoxInstance withPeaks(UniformRandomProvider random) {
    int tasks = weights.size();
    Vector lower = problem.preferences().lower();
    Vector upper = problem.preferences().upper();
    double[] shapes = {1, 1.3, 2, 3.5};
    List<Marginal> costs = new ArrayList<>();
    int peaked = random.nextInt(tasks);
    for (int i = 0; i < tasks; i++) {
      double a = i == peaked ? 2.5 : shapes[random.nextInt(shapes.length)];
      boolean flat = a == 1 || (lower.get(i) == 0 && random.nextBoolean());
      costs.add(
          flat
              ? Marginal.uniform(lower.get(i), upper.get(i))
              : Marginal.beta(a, a, lower.get(i), upper.get(i)));
    }
    IndependentPreferences preferences = IndependentPreferences.of(costs);
    return new BoxInstance(
        weights,
        new SupportProblem(
            problem.endowment(),
            preferences,
            preferences.exactMeasure().orElseThrow(),
            preferences.sample(512, 1)));
  }

  ScaledBox scaled() {
    return new ScaledBox(CostBox.of(problem.measure()).orElseThrow(), problem.endowment(), weights);
  }

  /**
   * Random directions of 1 to {@code maxRays} rays with disjoint supports, repaired to polarise.
   */
  double[][] directions(UniformRandomProvider random, int maxRays) {
    int tasks = weights.size();
    int count = 1 + random.nextInt(maxRays);
    double[][] rays = new double[count][tasks];
    boolean full = random.nextBoolean();
    for (int i = 0; i < tasks; i++) {
      int owner = random.nextInt(4) == 0 ? random.nextInt(count + 1) - 1 : random.nextInt(count);
      double eta = problem.endowment().get(i);
      for (int k = 0; k < count; k++) {
        double size = eta > 0 ? eta : 1;
        if (k == owner && eta > 0) {
          rays[k][i] = -size * (full ? 1 : random.nextDouble());
        } else {
          rays[k][i] = random.nextInt(3) == 0 ? 0 : size * Math.exp(3 * random.nextDouble() - 1.5);
        }
      }
    }
    return rays;
  }

  /**
   * The usual form of good menus: the first ray gives up nearly everything for one task, the second
   * gives that task up, a third may give up one more.
   */
  double[][] exchange(UniformRandomProvider random) {
    int tasks = weights.size();
    Vector lower = problem.preferences().lower();
    Vector upper = problem.preferences().upper();
    double[][] rays = new double[2 + random.nextInt(2)][tasks];
    int[] target = new int[rays.length];
    for (int k = 0; k < target.length; k++) {
      target[k] = random.nextInt(tasks);
    }
    double burden = 0;
    for (int i = 0; i < tasks; i++) {
      int owner = 0;
      for (int k = 1; k < rays.length; k++) {
        owner = target[k - 1] == i ? k : owner;
      }
      double eta = problem.endowment().get(i);
      rays[owner][i] = -eta;
      burden += owner == 0 ? eta * (lower.get(i) + upper.get(i)) : 0;
    }
    double rate = burden / (lower.get(target[0]) + upper.get(target[0]));
    boolean endless = lower.get(target[0]) == 0 && random.nextBoolean();
    rays[0][target[0]] =
        Math.abs(rate)
            * (0.7 + 0.4 * random.nextDouble())
            * (endless ? Math.exp(14 * random.nextDouble()) : 1);
    for (int k = 1; k < rays.length; k++) {
      for (int i = 0; i < tasks; i++) {
        if (rays[k][i] == 0 && random.nextInt(4) == 0) {
          rays[k][i] = random.nextDouble();
        }
      }
    }
    return rays;
  }

  /** Raises positive entries until all pairs are polarised. */
  static void polarise(double[][] rays) {
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

  /** The menu of the directions; the status quo if none of them is a ray. */
  MenuColumn menu(double[][] directions) {
    double[][] rays = Arrays.stream(directions).map(double[]::clone).toArray(double[][]::new);
    polarise(rays);
    List<Ray> exact = ExactMenus.fullExtension(problem.endowment(), rays);
    if (exact.isEmpty()) {
      return MenuColumn.statusQuo(problem.endowment());
    }
    double[] chances = new double[exact.size()];
    for (int k = 0; k < chances.length; k++) {
      chances[k] = problem.measure().acceptanceProbability(exact.get(k).direction().toArray());
    }
    return MenuColumn.rays(problem.endowment(), exact, chances, weights);
  }

  /** A menu improved by random steps: near misses are what a wrong bound would be caught with. */
  double[][] climb(UniformRandomProvider random, double[][] start, int steps) {
    double[][] best = start;
    double value = menu(best).value(weights);
    double size = 0.5;
    for (int n = 0; n < steps; n++) {
      double[][] trial = Arrays.stream(best).map(double[]::clone).toArray(double[][]::new);
      for (double[] ray : trial) {
        for (int i = 0; i < ray.length; i++) {
          if (random.nextInt(3) == 0) {
            ray[i] *= Math.exp(size * (2 * random.nextDouble() - 1));
          }
          if (ray[i] > 0 && random.nextInt(20) == 0) {
            ray[i] = 0;
          }
          double eta = problem.endowment().get(i);
          ray[i] = ray[i] < 0 ? -Math.min(eta, -ray[i]) : ray[i];
        }
      }
      polarise(trial);
      double next = menu(trial).value(weights);
      if (next > value) {
        value = next;
        best = trial;
      } else {
        size = Math.max(0.01, size * 0.97);
      }
    }
    return best;
  }
}
