package io.polaray.support.search;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.SupportProblem;
import java.util.List;

/** Turns a working menu into a column: exact rays, valued by the problem's measure. */
final class MenuFinisher {
  private static final int MAX_ITERATIONS = 300;
  private static final double RELATIVE_TOLERANCE = 1e-13;

  private final SupportProblem problem;
  private final Vector weights;
  private final SearchSpace space;
  private final SearchWork work;
  private final Retargeting retargeting;

  MenuFinisher(SupportProblem problem, Vector weights, SearchSpace space, SearchWork work) {
    this.problem = problem;
    this.weights = weights;
    this.space = space;
    this.work = work;
    this.retargeting = new Retargeting(space, space.types);
  }

  /** The column of the menu, or the status quo when no ray of it pays. */
  MenuColumn finish(WorkingMenu menu) {
    retarget(menu);
    if (isSmooth(problem.measure())) {
      new Polisher(space, work)
          .polish(
              menu,
              new MeasureModel(problem.measure(), space),
              MAX_ITERATIONS,
              RELATIVE_TOLERANCE,
              3);
    }
    return column(menu.directions(space));
  }

  /** Corrects extras of rays that counting values otherwise than smoothing. */
  private void retarget(WorkingMenu menu) {
    double[][] kappa = menu.directions(space);
    for (int k = 0; k < menu.rays; k++) {
      double worth = space.worthOf(kappa[k]);
      double value = worth * problem.measure().acceptanceProbability(kappa[k]);
      for (int j = 0; j < menu.tasks; j++) {
        if (space.weights[j] > 0 && menu.x[k * menu.tasks + j] > 0) {
          value = retargeting.improve(menu, k, j, kappa[k], value);
        }
      }
    }
  }

  private static boolean isSmooth(TypeMeasure measure) {
    return measure.kind() == TypeMeasure.Kind.EXACT && measure.probabilityError() > 0;
  }

  private MenuColumn column(double[][] kappa) {
    List<Ray> rays = ExactMenus.fullExtension(problem.endowment(), kappa);
    if (rays.isEmpty()) {
      return MenuColumn.statusQuo(problem.endowment());
    }
    double[] probabilities = new double[rays.size()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = problem.measure().acceptanceProbability(rays.get(k).direction().toArray());
    }
    return MenuColumn.rays(problem.endowment(), rays, probabilities, weights);
  }
}
