package io.polaray.support.search;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.support.SupportProblem;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * The menu search's own objective for general-purpose optimisers: the smoothed value of one or two
 * rays on all types, evaluated by the search's kernel, and the CPU time that it has been given.
 *
 * <p>A point holds the entries of the rays in the units of the search, each in [-1, I]. Two rays
 * that are not polarised count as the better one alone. When the best point so far is asked for at
 * 1, 10 and 100 times a budget, it is the one met by that time.
 */
public final class PeerObjective {
  private static final double BANDWIDTH = 0.02;
  private static final int[] MULTIPLES = {1, 10, 100};

  /** The time is over. */
  public static final class TimeIsOver extends RuntimeException {
    private static final long serialVersionUID = 1;

    private TimeIsOver() {
      super("the CPU time is used up", null, false, false);
    }
  }

  private final SupportProblem problem;
  private final Vector weights;
  private final PreparedTypes types;
  private final SearchSpace space;
  private final SearchWork work;
  private final int rays;
  private final double[][] gradients;
  private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();
  private final double[][] met = new double[MULTIPLES.length][];
  private double[] best = {};
  private double bestValue;
  private long budget;
  private long started;
  private int reached;

  private PeerObjective(SupportProblem problem, Vector weights, PreparedTypes types, int rays) {
    this.problem = problem;
    this.weights = weights;
    this.rays = rays;
    this.types = types;
    this.space = new SearchSpace(problem.endowment(), weights, types.all());
    this.work = new SearchWork(space.tasks, Math.max(2, rays));
    this.gradients = new double[2][space.tasks];
  }

  /** An objective of one or two rays; converting the types is not counted in any time. */
  public static PeerObjective of(SupportProblem problem, Vector weights, int rays) {
    return new PeerObjective(problem, weights, PreparedTypes.of(problem.sample()), rays);
  }

  /** Starts the clock. */
  public void start(long budgetNanos) {
    budget = budgetNanos;
    started = clock.getCurrentThreadCpuTime();
    reached = 0;
    bestValue = 0;
    best = new double[size()];
    Arrays.fill(met, best);
  }

  /** The number of variables. */
  public int size() {
    return rays * space.tasks;
  }

  /** The number of tasks. */
  public int tasks() {
    return space.tasks;
  }

  /** The value at a point; throws {@link TimeIsOver} after a hundred budgets. */
  public double value(double[] point) {
    tick();
    double first = ray(point, 0);
    double value = first;
    if (rays == 2) {
      double second = ray(point, 1);
      value = arePolarised(point) ? first + second : Math.max(first, second);
    }
    keep(point, value);
    return value;
  }

  private void keep(double[] point, double value) {
    if (value > bestValue) {
      bestValue = value;
      best = point.clone();
    }
  }

  private void tick() {
    long used = clock.getCurrentThreadCpuTime() - started;
    while (reached < MULTIPLES.length && used > MULTIPLES[reached] * budget) {
      met[reached++] = best;
    }
    if (reached == MULTIPLES.length) {
      throw new TimeIsOver();
    }
  }

  /** Waits for nobody: takes the best point for all later times, when a method ends early. */
  public void finish() {
    while (reached < MULTIPLES.length) {
      met[reached++] = best;
    }
  }

  private double ray(double[] point, int k) {
    double[] kappa = direction(point, k);
    double worth = space.worthOf(kappa);
    return worth <= 0
        ? 0
        : worth * AcceptanceKernel.probability(types.all(), kappa, BANDWIDTH, work.kernel);
  }

  /** A ray in tasks. */
  public double[] direction(double[] point, int k) {
    double[] kappa = new double[space.tasks];
    for (int i = 0; i < kappa.length; i++) {
      double z = Math.min(space.tasks, Math.max(-1, point[k * space.tasks + i]));
      kappa[i] = z * (z < 0 ? space.eta[i] : space.unit[i]);
    }
    return kappa;
  }

  /** The point of one ray. */
  public double[] point(double[] kappa) {
    double[] point = new double[space.tasks];
    for (int i = 0; i < point.length; i++) {
      point[i] = kappa[i] / (kappa[i] < 0 ? space.eta[i] : space.unit[i]);
    }
    return point;
  }

  private boolean arePolarised(double[] point) {
    double[] k = direction(point, 0);
    double[] l = direction(point, 1);
    for (int i = 0; i < k.length; i++) {
      for (int j = 0; j < k.length; j++) {
        boolean pair = k[i] < 0 && l[j] < 0;
        if (pair && (k[j] <= 0 || l[i] <= 0 || k[i] * l[j] > k[j] * l[i] * (1 + 1e-9))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Improves one ray by projected L-BFGS, first with much smoothing, then with little. */
  public void climb(double[] start) {
    double[] x = start.clone();
    double[] lower = new double[x.length];
    double[] upper = new double[x.length];
    Arrays.fill(lower, -1);
    Arrays.fill(upper, space.tasks);
    for (double width : new double[] {0.4, 0.15, 0.05, BANDWIDTH}) {
      work.optimiser.maximise(
          (at, gradient) -> {
            tick();
            double[] kappa = direction(at, 0);
            double worth = space.worthOf(kappa);
            double probability =
                AcceptanceKernel.probabilityAndGradient(
                    types.all(), kappa, width, gradients[0], work.kernel);
            for (int i = 0; i < kappa.length; i++) {
              double slope = probability * space.weights[i] + worth * gradients[0][i];
              gradient[i] = slope * (at[i] < 0 ? space.eta[i] : space.unit[i]);
            }
            return probability * worth;
          },
          x,
          lower,
          upper,
          60,
          1e-6);
    }
    value(x);
  }

  /** Counted gain of the best point met within 1, 10 or 100 budgets. */
  public double gain(int multiple) {
    double[] point = met[multiple];
    double gain = 0;
    for (int k = 0; k < rays; k++) {
      gain = Math.max(gain, gain(new double[][] {direction(point, k)}));
    }
    return rays == 2 && arePolarised(point)
        ? Math.max(gain, gain(new double[][] {direction(point, 0), direction(point, 1)}))
        : gain;
  }

  private double gain(double[][] kappas) {
    List<Ray> menu = ExactMenus.fullExtension(problem.endowment(), kappas);
    if (menu.isEmpty()) {
      return 0;
    }
    double[] chances = new double[menu.size()];
    for (int k = 0; k < chances.length; k++) {
      chances[k] = problem.measure().acceptanceProbability(menu.get(k).direction().toArray());
    }
    MenuColumn column = MenuColumn.rays(problem.endowment(), menu, chances, weights);
    return column.value(weights) - weights.dot(problem.endowment());
  }
}
