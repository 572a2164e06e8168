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

  private static final double PRICE_WINDOW = 1.3;
  private static final int MAX_PRICING_PASSES = 3;
  private static final int ALL_PRICES = 512;

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
    this.retargeting = new Retargeting(space, space.types, work);
  }

  /** The column of the menu, or the status quo when no ray of it pays. */
  MenuColumn finish(WorkingMenu menu) {
    WorkingMenu current = repriced(menu);
    if (isSmooth(problem.measure())) {
      polish(current);
      WorkingMenu again = repriced(current);
      if (again != current) {
        current = again;
        polish(current);
      }
    }
    List<Ray> rays = ExactMenus.fullExtension(problem.endowment(), current.directions(space));
    if (problem.measure().probabilityError() == 0 && !rays.isEmpty()) {
      double[][] priced = CountedPricing.directions(rays);
      new CountedPricing(problem.measure(), problem.sample(), weights, window())
          .improve(priced, MAX_PRICING_PASSES);
      rays = ExactMenus.fullExtension(problem.endowment(), priced);
    }
    return column(rays);
  }

  private double window() {
    return problem.sample().types() <= ALL_PRICES ? Double.MAX_VALUE : PRICE_WINDOW;
  }

  private void polish(WorkingMenu menu) {
    AcceptanceModel model = MeasureModel.of(problem.measure(), space);
    new Polisher(space, work).polish(menu, model, MAX_ITERATIONS, RELATIVE_TOLERANCE, 3);
  }

  /** The menu, or a copy with those rays re-priced that the measure values higher then. */
  private WorkingMenu repriced(WorkingMenu menu) {
    WorkingMenu current = menu;
    for (int l = 0; l < menu.rays; l++) {
      WorkingMenu candidate = retargeting.repriced(current, l);
      if (rayValue(candidate, l) > rayValue(current, l)) {
        current = candidate;
      }
    }
    return current;
  }

  private double rayValue(WorkingMenu menu, int l) {
    double[] kappa = menu.directions(space)[l];
    double worth = space.worthOf(kappa);
    return worth <= 0 ? 0 : worth * problem.measure().acceptanceProbability(kappa);
  }

  private static boolean isSmooth(TypeMeasure measure) {
    return measure.kind() == TypeMeasure.Kind.EXACT && measure.probabilityError() > 0;
  }

  private MenuColumn column(List<Ray> rays) {
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
