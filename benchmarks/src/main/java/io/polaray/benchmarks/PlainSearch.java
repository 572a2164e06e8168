package io.polaray.benchmarks;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A search for one agent's menus as a careful researcher would write it in an afternoon: random
 * starts, L-BFGS on the logarithms of the entries of one to three rays with smoothed acceptance of
 * the types of a sample, polarisation by a penalty, and a last polish of the best starts: on the
 * measure itself with difference quotients where that is exact, with little smoothing otherwise.
 */
final class PlainSearch {
  private static final int STARTS = 10;
  private static final int POLISHED = 2;
  private static final int MAX_RAYS = 3;
  private static final int ITERATIONS = 60;
  private static final double[] BANDWIDTHS = {0.05, 0.01};
  private static final double[] PENALTIES = {10, 1_000};
  private static final double LAST_BANDWIDTH = 0.002;
  private static final double LAST_PENALTY = 1e5;
  private static final double DIFFERENCE = 1e-5;
  private static final double RANGE = 14;

  /** A start: which ray sheds each task (-1 for none), and the logarithms of all entries. */
  private static final class Candidate {
    private final int rays;
    private final int[] shedBy;
    private final double[] point;
    private final double value;

    Candidate(int rays, int[] shedBy, double[] point, double value) {
      this.rays = rays;
      this.shedBy = shedBy;
      this.point = point;
      this.value = value;
    }

    int rays() {
      return rays;
    }

    int[] shedBy() {
      return shedBy;
    }

    double[] point() {
      return point;
    }

    double value() {
      return value;
    }
  }

  private final SupportProblem problem;
  private final int tasks;
  private final double[] costs;
  private final double[] typeWeights;
  private final double[] scale;
  private final SplittableRandom random;
  private List<Candidate> kept = new ArrayList<>();

  PlainSearch(SupportProblem problem, long seed) {
    this.problem = problem;
    this.tasks = problem.tasks();
    this.random = new SplittableRandom(seed);
    TypeSample sample = problem.sample();
    this.costs = new double[sample.types() * tasks];
    this.typeWeights = new double[sample.types()];
    double[] means = new double[tasks];
    for (int m = 0; m < typeWeights.length; m++) {
      typeWeights[m] = sample.weight(m);
      for (int i = 0; i < tasks; i++) {
        costs[m * tasks + i] = sample.cost(m, i);
        means[i] += typeWeights[m] * sample.cost(m, i);
      }
    }
    double load = 0;
    for (int i = 0; i < tasks; i++) {
      load += means[i] * problem.endowment().get(i);
    }
    this.scale = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      scale[i] = load / means[i];
    }
  }

  /** The best columns found at some weights: rays, the endowment, the remedial menu. */
  List<MenuColumn> search(Vector weights) {
    List<Candidate> found = new ArrayList<>();
    for (Candidate old : kept) {
      found.add(climb(old, weights));
    }
    for (int start = 0; start < STARTS; start++) {
      found.add(climb(drawn(), weights));
    }
    found.sort((a, b) -> Double.compare(a.value(), b.value()));
    List<Candidate> best = new ArrayList<>();
    List<MenuColumn> columns = new ArrayList<>();
    for (Candidate candidate : found.subList(0, POLISHED)) {
      Candidate polished = polish(candidate, weights);
      best.add(polished);
      column(polished, weights).ifPresent(columns::add);
    }
    kept = best;
    columns.add(MenuColumn.remedial(problem.endowment(), weights));
    return columns;
  }

  private Candidate drawn() {
    int rays = 1 + random.nextInt(Math.min(MAX_RAYS, tasks));
    int[] shedBy = new int[tasks];
    double[] point = new double[rays * tasks];
    for (int i = 0; i < tasks; i++) {
      boolean held = problem.endowment().get(i) > 0;
      shedBy[i] = held && random.nextDouble() < 0.8 ? random.nextInt(rays) : -1;
      for (int k = 0; k < rays; k++) {
        double size = k == shedBy[i] ? problem.endowment().get(i) : scale[i];
        point[k * tasks + i] = Math.log(size) - 3 * random.nextDouble();
      }
    }
    return new Candidate(rays, shedBy, point, 0);
  }

  private Candidate climb(Candidate from, Vector weights) {
    double[] point = from.point().clone();
    double value = 0;
    for (int stage = 0; stage < BANDWIDTHS.length; stage++) {
      double bandwidth = BANDWIDTHS[stage];
      double penalty = PENALTIES[stage];
      value =
          optimiser(from)
              .minimise(
                  (x, gradient) -> smoothed(from, weights, x, gradient, bandwidth, penalty), point);
    }
    return new Candidate(from.rays(), from.shedBy(), point, value);
  }

  private Candidate polish(Candidate from, Vector weights) {
    double[] point = from.point().clone();
    boolean exact = problem.measure().kind() == TypeMeasure.Kind.EXACT;
    double value =
        optimiser(from)
            .minimise(
                (x, gradient) ->
                    exact && problem.measure().probabilityError() > 0
                        ? measured(from, weights, x, gradient)
                        : smoothed(from, weights, x, gradient, LAST_BANDWIDTH, LAST_PENALTY),
                point);
    return new Candidate(from.rays(), from.shedBy(), point, value);
  }

  private PlainLbfgs optimiser(Candidate from) {
    double[] lower = new double[from.point().length];
    double[] upper = new double[from.point().length];
    for (int k = 0; k < from.rays(); k++) {
      for (int i = 0; i < tasks; i++) {
        boolean shed = from.shedBy()[i] == k;
        double most = Math.log(shed ? problem.endowment().get(i) : 100 * scale[i]);
        lower[k * tasks + i] = most - RANGE;
        upper[k * tasks + i] = most;
      }
    }
    return new PlainLbfgs(lower, upper, ITERATIONS);
  }

  private double sign(Candidate at, int ray, int task) {
    return at.shedBy()[task] == ray ? -1 : 1;
  }

  private double smoothed(
      Candidate at,
      Vector weights,
      double[] x,
      double[] gradient,
      double bandwidth,
      double penalty) {
    Arrays.fill(gradient, 0);
    double size = size(weights);
    double value = penalty(at, x, gradient, penalty);
    double[] kappa = new double[tasks];
    double[] slope = new double[tasks];
    for (int k = 0; k < at.rays(); k++) {
      double worth = 0;
      for (int i = 0; i < tasks; i++) {
        kappa[i] = sign(at, k, i) * Math.exp(x[k * tasks + i]);
        worth += weights.get(i) * kappa[i] / size;
      }
      Arrays.fill(slope, 0);
      double probability = 0;
      for (int m = 0; m < typeWeights.length; m++) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < tasks; i++) {
          double term = costs[m * tasks + i] * kappa[i];
          sum += term;
          total += Math.abs(term);
        }
        double s = sum / total;
        double p = 1 / (1 + Math.exp(s / bandwidth));
        probability += typeWeights[m] * p;
        double factor = -typeWeights[m] * p * (1 - p) / bandwidth / total;
        for (int i = 0; i < tasks; i++) {
          double term = costs[m * tasks + i] * kappa[i];
          slope[i] += factor * (term - s * Math.abs(term));
        }
      }
      value -= probability * worth;
      for (int i = 0; i < tasks; i++) {
        gradient[k * tasks + i] -=
            probability * weights.get(i) * kappa[i] / size + slope[i] * worth;
      }
    }
    return value;
  }

  private double measured(Candidate at, Vector weights, double[] x, double[] gradient) {
    Arrays.fill(gradient, 0);
    double size = size(weights);
    double value = penalty(at, x, gradient, LAST_PENALTY);
    double[] kappa = new double[tasks];
    for (int k = 0; k < at.rays(); k++) {
      double worth = 0;
      for (int i = 0; i < tasks; i++) {
        kappa[i] = sign(at, k, i) * Math.exp(x[k * tasks + i]);
        worth += weights.get(i) * kappa[i] / size;
      }
      double probability = problem.measure().acceptanceProbability(kappa);
      value -= probability * worth;
      for (int i = 0; i < tasks; i++) {
        double entry = kappa[i];
        kappa[i] = entry * Math.exp(DIFFERENCE);
        double above = problem.measure().acceptanceProbability(kappa);
        kappa[i] = entry * Math.exp(-DIFFERENCE);
        double below = problem.measure().acceptanceProbability(kappa);
        kappa[i] = entry;
        gradient[k * tasks + i] -=
            probability * weights.get(i) * entry / size
                + (above - below) / (2 * DIFFERENCE) * worth;
      }
    }
    return value;
  }

  /** The squared violations of (P) between all pairs of rays. */
  private double penalty(Candidate at, double[] x, double[] gradient, double penalty) {
    double value = 0;
    for (int i = 0; i < tasks; i++) {
      for (int j = i + 1; j < tasks; j++) {
        int k = at.shedBy()[i];
        int l = at.shedBy()[j];
        if (k < 0 || l < 0 || k == l) {
          continue;
        }
        double violation =
            x[k * tasks + i] + x[l * tasks + j] - x[k * tasks + j] - x[l * tasks + i];
        if (violation > 0) {
          value += penalty * violation * violation;
          double slope = 2 * penalty * violation;
          gradient[k * tasks + i] += slope;
          gradient[l * tasks + j] += slope;
          gradient[k * tasks + j] -= slope;
          gradient[l * tasks + i] -= slope;
        }
      }
    }
    return value;
  }

  private double size(Vector weights) {
    double size = 0;
    for (int i = 0; i < tasks; i++) {
      size += Math.abs(weights.get(i)) * problem.endowment().get(i);
    }
    return Math.max(size, Double.MIN_NORMAL);
  }

  /** The menu, made polarised exactly and valued by the measure. */
  private Optional<MenuColumn> column(Candidate at, Vector weights) {
    double[][] kappas = new double[at.rays()][tasks];
    for (int k = 0; k < at.rays(); k++) {
      for (int i = 0; i < tasks; i++) {
        kappas[k][i] = sign(at, k, i) * Math.exp(at.point()[k * tasks + i]);
      }
    }
    List<Ray> rays = ExactMenus.fullExtension(problem.endowment(), kappas);
    if (rays.isEmpty()) {
      return Optional.empty();
    }
    double[] probabilities = new double[rays.size()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = problem.measure().acceptanceProbability(rays.get(k).direction().toArray());
    }
    return Optional.of(MenuColumn.rays(problem.endowment(), rays, probabilities, weights));
  }
}
