package io.polaray.support.search;

/**
 * Augmented Lagrangian of a menu on a box: its value {@code sum_k P_k w . kappa^k} and, for the
 * condition {@code g >= 0} of every pair with multiplier q and penalty mu, the term {@code -(max(0,
 * q - mu g)^2 - q^2) / (2 mu)}.
 *
 * <p>Source: R. T. Rockafellar, Augmented Lagrange multiplier functions and duality in nonconvex
 * programming, SIAM J. Control 12 (1974), doi:10.1137/0312021.
 */
final class BoxMenuObjective implements ProjectedLbfgs.Objective {
  private final SearchSpace space;
  private final BoxMenu menu;
  private final AcceptanceModel model;
  private final BoxConstraint constraint;
  private final SearchWork work;
  private final double smoothing;
  private final double penalty;
  private double menuValue;

  BoxMenuObjective(
      SearchSpace space,
      BoxMenu menu,
      AcceptanceModel model,
      BoxConstraint constraint,
      SearchWork work,
      double smoothing,
      double penalty) {
    this.space = space;
    this.menu = menu;
    this.model = model;
    this.constraint = constraint;
    this.work = work;
    this.smoothing = smoothing;
    this.penalty = penalty;
  }

  /** Value of the menu, without penalties, at the last evaluation. */
  double menuValue() {
    return menuValue;
  }

  @Override
  public double evaluate(double[] x, double[] gradient) {
    int tasks = menu.tasks;
    int rays = menu.rays;
    double[][] kappa = work.kappa;
    double[][] slopes = work.slopes;
    menu.directions(space, kappa);
    double value = 0;
    for (int k = 0; k < rays; k++) {
      double worth = space.worthOf(kappa[k]);
      double probability = model.evaluate(k, kappa[k], slopes[k]);
      value += probability * worth;
      for (int i = 0; i < tasks; i++) {
        slopes[k][i] = probability * space.weights[i] + worth * slopes[k][i];
      }
    }
    menuValue = value;
    for (int l = 0; l < rays; l++) {
      for (int k = l + 1; k < rays; k++) {
        double rate = x[menu.rateIndex(l, k)];
        double g = constraint.evaluate(kappa[l], kappa[k], rate, smoothing);
        double price = menu.multipliers[menu.pair(l, k)];
        double force = Math.max(0, price - penalty * g);
        value -= (force * force - price * price) / (2 * penalty);
        double first = force * StrictMath.exp(-0.5 * rate);
        double second = force * StrictMath.exp(0.5 * rate);
        for (int i = 0; i < tasks; i++) {
          slopes[l][i] += first * constraint.slopes[i];
          slopes[k][i] += second * constraint.slopes[i];
        }
        gradient[menu.rateIndex(l, k)] = force * constraint.rateSlope;
      }
    }
    for (int l = 0; l < rays; l++) {
      for (int i = 0; i < tasks; i++) {
        double z = x[l * tasks + i];
        boolean giving = z < 0 || (z == 0 && slopes[l][i] < 0);
        gradient[l * tasks + i] = slopes[l][i] * (giving ? space.eta[i] : space.unit[i]);
      }
    }
    return value;
  }

  /** Raises multipliers at the point last evaluated; returns the largest violation. */
  double updateMultipliers() {
    double worst = 0;
    menu.directions(space, work.kappa);
    for (int l = 0; l < menu.rays; l++) {
      for (int k = l + 1; k < menu.rays; k++) {
        double rate = menu.x[menu.rateIndex(l, k)];
        double g = constraint.evaluate(work.kappa[l], work.kappa[k], rate, smoothing);
        int pair = menu.pair(l, k);
        menu.multipliers[pair] = Math.max(0, menu.multipliers[pair] - penalty * g);
        worst = Math.max(worst, -g);
      }
    }
    return worst;
  }
}
