package io.polaray.support.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Joint local improvement of the rays of a menu on a box, by augmented Lagrangians. */
final class BoxPolisher {
  private static final double MAX_EXTRA = 1e6;
  private static final double MAX_LOG_RATE = 14;
  private static final double PENALTY_FACTOR = 4;
  private static final double MAX_PENALTY = 1e5;
  private static final double WANTED_DECREASE = 0.25;
  private static final double LEAST_PROBABILITY = 1e-4;

  private final SearchSpace space;
  private final SearchWork work;
  private final BoxConstraint constraint;
  private final Polisher bandwidths;

  BoxPolisher(SearchSpace space, BoxConstraint constraint, SearchWork work) {
    this.space = space;
    this.constraint = constraint;
    this.work = work;
    this.bandwidths = new Polisher(space, work);
  }

  /**
   * How long and how finely a menu is polished.
   *
   * @param rounds updates of the multipliers
   * @param iterations steps of the optimiser between two updates
   * @param firstSmoothing smoothing of the condition in the first round
   * @param lastSmoothing in the last round; geometric in between
   * @param penalty penalty in the first round
   */
  record Plan(
      int rounds, int iterations, double firstSmoothing, double lastSmoothing, double penalty) {}

  /** Polishes on a sample; rays that do not pay are dropped. */
  BoxMenu polish(BoxMenu start, TypeBlocks types, double width, Plan plan) {
    AcceptanceModel model =
        (k, kappa, gradient) ->
            AcceptanceKernel.probabilityAndGradient(
                types, kappa, work.bandwidths[k], gradient, work.kernel);
    run(start, model, plan, types, width);
    return withoutIdle(start, types, width);
  }

  /** Polishes with given probabilities. */
  void polish(BoxMenu menu, AcceptanceModel model, Plan plan) {
    run(menu, model, plan, null, 0);
  }

  private void run(
      BoxMenu menu, AcceptanceModel model, Plan plan, @Nullable TypeBlocks types, double width) {
    double[] lower = new double[menu.x.length];
    double[] upper = new double[menu.x.length];
    Arrays.fill(upper, MAX_EXTRA);
    for (int l = 0; l < menu.rays; l++) {
      for (int i = 0; i < menu.tasks; i++) {
        lower[l * menu.tasks + i] = space.canShed(i) ? -1 : 0;
      }
    }
    for (int j = menu.rays * menu.tasks; j < menu.x.length; j++) {
      lower[j] = -MAX_LOG_RATE;
      upper[j] = MAX_LOG_RATE;
    }
    for (int j = 0; j < menu.x.length; j++) {
      menu.x[j] = Math.min(upper[j], Math.max(lower[j], menu.x[j]));
    }
    double penalty = plan.penalty();
    double violation = Double.POSITIVE_INFINITY;
    double ratio = plan.lastSmoothing() / plan.firstSmoothing();
    for (int round = 0; round < plan.rounds(); round++) {
      if (types != null) {
        setBandwidths(menu, types, width);
      }
      double done = plan.rounds() == 1 ? 1 : (double) round / (plan.rounds() - 1);
      double smoothing = plan.firstSmoothing() * StrictMath.pow(ratio, done);
      BoxMenuObjective objective =
          new BoxMenuObjective(space, menu, model, constraint, work, smoothing, penalty);
      work.optimiser.maximise(objective, menu.x, lower, upper, plan.iterations(), 1e-12);
      menu.value = objective.menuValue();
      double worst = objective.updateMultipliers();
      if (worst > WANTED_DECREASE * violation) {
        penalty = Math.min(MAX_PENALTY, penalty * PENALTY_FACTOR);
      }
      violation = worst;
    }
  }

  private void setBandwidths(BoxMenu menu, TypeBlocks types, double width) {
    menu.directions(space, work.kappa);
    for (int k = 0; k < menu.rays; k++) {
      work.bandwidths[k] = bandwidths.bandwidth(work.kappa[k], types, width);
    }
  }

  private BoxMenu withoutIdle(BoxMenu menu, TypeBlocks types, double width) {
    BoxMenu current = menu;
    for (int k = menu.rays - 1; k >= 0 && current.rays > 1; k--) {
      double[] kappa = current.directions(space)[k];
      double h = bandwidths.bandwidth(kappa, types, width);
      double probability = AcceptanceKernel.probability(types, kappa, h, work.kernel);
      if (space.worthOf(kappa) <= 0 || probability < LEAST_PROBABILITY) {
        current = current.without(k);
      }
    }
    return current;
  }
}
