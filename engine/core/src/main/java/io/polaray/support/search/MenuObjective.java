package io.polaray.support.search;

/**
 * Value of a menu, {@code V = sum_k P_k w . kappa^k}, as a function of its owner-ray coordinates.
 *
 * <p>With {@code D^k = P_k w + (w . kappa^k) dP_k/dkappa^k}: an extra of ray l has derivative
 * {@code unit D^l}; a share given up moves its own ray and, through the exchange rates, all others;
 * {@code log y_lk} moves bundle k in ray l against bundle l in ray k.
 */
final class MenuObjective implements ProjectedLbfgs.Objective {
  private final SearchSpace space;
  private final WorkingMenu menu;
  private final AcceptanceModel model;
  private final SearchWork work;

  MenuObjective(SearchSpace space, WorkingMenu menu, AcceptanceModel model, SearchWork work) {
    this.space = space;
    this.menu = menu;
    this.model = model;
    this.work = work;
  }

  @Override
  public double evaluate(double[] x, double[] gradient) {
    if (x != menu.x) {
      System.arraycopy(x, 0, menu.x, 0, x.length);
    }
    int rays = menu.rays;
    int tasks = menu.tasks;
    double[][] kappa = work.kappa;
    double[][] slopes = work.slopes;
    double[][] rates = work.rates;
    menu.directions(space, rates, kappa);
    double value = 0;
    for (int k = 0; k < rays; k++) {
      double worth = space.worthOf(kappa[k]);
      double probability = model.evaluate(k, kappa[k], slopes[k]);
      value += probability * worth;
      for (int i = 0; i < tasks; i++) {
        slopes[k][i] = probability * space.weights[i] + worth * slopes[k][i];
      }
    }
    double[][] moved = work.moved;
    for (int l = 0; l < rays; l++) {
      for (int k = 0; k < rays; k++) {
        moved[l][k] = 0;
      }
    }
    for (int i = 0; i < tasks; i++) {
      int o = menu.owner[i];
      double z = x[o * tasks + i];
      boolean giving = z < 0 || (z == 0 && menu.mode[i] < 0);
      double given = z < 0 ? -z * space.eta[i] : 0;
      double own = slopes[o][i];
      for (int l = 0; l < rays; l++) {
        if (l != o) {
          gradient[l * tasks + i] = slopes[l][i] * space.unit[i];
          if (giving) {
            own -= rates[l][o] * slopes[l][i];
          }
          moved[l][o] += slopes[l][i] * rates[l][o] * given;
        }
      }
      gradient[o * tasks + i] = own * (giving ? space.eta[i] : space.unit[i]);
    }
    for (int l = 0; l < rays; l++) {
      for (int k = l + 1; k < rays; k++) {
        gradient[menu.rateIndex(l, k)] = moved[l][k] - moved[k][l];
      }
    }
    return value;
  }
}
