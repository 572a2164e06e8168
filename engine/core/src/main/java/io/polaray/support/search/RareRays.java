package io.polaray.support.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;

/**
 * What a sample of types does not show, under a measure that does: rays accepted by so few types
 * that hardly one of a sample is among them.
 *
 * <p>A task p that every ray of a menu takes on may be shed by a new ray at the rates {@code y_k =
 * kappa^k(p) / eta(p)}; no other ray changes, so the new one is all gain. Besides the reverse
 * trades that these rates force on it, it takes on more of one task. And a ray that takes on more
 * and more of a task that may cost nothing gains slowly, as a polish in amounts does not see.
 */
final class RareRays {
  /** Share of the value of the menu below which a ray is not worth a polish. */
  private static final double LEAST_GAIN = 1e-8;

  private final SearchSpace space;
  private final MeasureLine line;

  RareRays(SearchSpace space, MeasureLine line) {
    this.space = space;
    this.line = line;
  }

  /** Whether some task that is worth taking on may cost nothing. */
  boolean isEndless() {
    boolean found = false;
    for (int j = 0; j < space.tasks; j++) {
      found |= line.isEndless(j) && space.weights[j] > 0;
    }
    return found;
  }

  /** The menu with the best amounts of tasks that may cost nothing, each beside the others. */
  WorkingMenu stretched(WorkingMenu menu) {
    WorkingMenu copy = menu.copy();
    for (int k = 0; k < menu.rays; k++) {
      for (int j = 0; j < space.tasks; j++) {
        int entry = k * space.tasks + j;
        if (line.isEndless(j) && space.weights[j] > 0 && copy.x[entry] > 0) {
          double[] kappa = copy.directions(space)[k];
          kappa[j] -= copy.x[entry] * space.unit[j];
          UnivariatePointValuePair best = line.best(kappa, j);
          if (best.getValue() > 0) {
            copy.x[entry] = best.getPoint() / space.unit[j];
          }
        }
      }
    }
    return copy;
  }

  /**
   * For each task that may be shed so the best menu with a ray that sheds it.
   *
   * @param value gain of the menu in scaled weights
   */
  List<WorkingMenu> added(WorkingMenu menu, RayExpansion expansion, double value) {
    RayExpansion.Base base = expansion.base(menu);
    List<WorkingMenu> found = new ArrayList<>();
    for (int p = 0; p < space.tasks; p++) {
      double[] rates = rates(base.directions(), p);
      if (rates.length > 0) {
        double best = LEAST_GAIN * Math.abs(value);
        WorkingMenu chosen = null;
        double[] kappa = forced(base.directions(), rates, p);
        for (int j = 0; j < space.tasks; j++) {
          if (j != p && space.weights[j] > 0) {
            UnivariatePointValuePair extra = line.best(kappa, j);
            if (extra.getValue() > best) {
              best = extra.getValue();
              chosen = expansion.grown(base, p, rates, j, extra.getPoint());
            }
          }
        }
        if (chosen != null) {
          found.add(chosen);
        }
      }
    }
    return found;
  }

  /** Copies of task p that every ray takes on, or nothing where one takes none. */
  private double[] rates(double[][] rays, int p) {
    double[] rates = new double[rays.length];
    for (int k = 0; k < rays.length; k++) {
      rates[k] = rays[k][p] / space.eta[p];
      if (!space.canShed(p) || !(rates[k] > 0)) {
        return new double[0];
      }
    }
    return rates;
  }

  private double[] forced(double[][] rays, double[] rates, int p) {
    double[] kappa = new double[space.tasks];
    for (int k = 0; k < rays.length; k++) {
      for (int i = 0; i < space.tasks; i++) {
        kappa[i] += rays[k][i] < 0 ? -rays[k][i] / rates[k] : 0;
      }
    }
    kappa[p] = -space.eta[p];
    return kappa;
  }
}
