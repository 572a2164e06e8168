package io.polaray.support.search;

import io.polaray.menu.MenuColumn;
import io.polaray.menu.RayChoice;
import java.util.ArrayList;
import java.util.List;

/** Reads polarised rays back into owner-ray coordinates. */
final class MenuReader {
  private MenuReader() {}

  /**
   * The taken rays of a column as a working menu, or null when it has none or more than fit.
   *
   * <p>y_kl is the geometric mean of the two ends that (P) leaves for it.
   */
  static @org.jspecify.annotations.Nullable WorkingMenu read(
      MenuColumn column, SearchSpace space, int maxRays) {
    List<double[]> taken = new ArrayList<>();
    for (RayChoice choice : column.choices()) {
      if (choice.taken() && choice.probability() > 0) {
        taken.add(choice.ray().direction().toArray());
      }
    }
    return taken.isEmpty() || taken.size() > maxRays
        ? null
        : read(taken.toArray(new double[0][]), space);
  }

  private static WorkingMenu read(double[][] kappa, SearchSpace space) {
    int rays = kappa.length;
    int tasks = space.tasks;
    WorkingMenu menu = new WorkingMenu(tasks, rays);
    for (int i = 0; i < tasks; i++) {
      for (int k = 0; k < rays; k++) {
        if (kappa[k][i] < 0) {
          menu.owner[i] = k;
        }
      }
    }
    for (int k = 0; k < rays; k++) {
      for (int l = k + 1; l < rays; l++) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        for (int i = 0; i < tasks; i++) {
          if (kappa[k][i] < 0) {
            low = Math.max(low, -kappa[k][i] / kappa[l][i]);
          } else if (kappa[l][i] < 0) {
            high = Math.min(high, kappa[k][i] / -kappa[l][i]);
          }
        }
        menu.setLogRate(k, l, 0.5 * (StrictMath.log(low) + StrictMath.log(high)));
      }
    }
    double[][] rates = new double[rays][rays];
    menu.rates(rates);
    for (int i = 0; i < tasks; i++) {
      int o = menu.owner[i];
      double own = kappa[o][i];
      for (int k = 0; k < rays; k++) {
        double forced = k != o && own < 0 ? rates[k][o] * own : 0;
        menu.x[k * tasks + i] =
            kappa[k][i] < 0
                ? kappa[k][i] / space.eta[i]
                : Math.max(0, kappa[k][i] + forced) / space.unit[i];
      }
    }
    menu.resetModes(space);
    return menu;
  }
}
