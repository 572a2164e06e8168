package io.polaray.support.search;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns a working menu into a column: exact rays, valued by the problem's measure. */
final class MenuFinisher {
  private static final int MAX_ITERATIONS = 300;
  private static final double RELATIVE_TOLERANCE = 1e-13;
  private static final double WARM_RELATIVE_TOLERANCE = 1e-6;
  private static final int MAX_PRICING_PASSES = 3;
  private static final double SMOOTH_WIDTH = 0.25;
  private static final double LOANED = 0.7;
  private static final int CHEAP_TASKS = 10;

  /** Up to this many tasks rays are added that a few types in ten thousand choose. */
  private static final int FEW_TASKS = 6;

  private static final int MAX_COSTLY_ITERATIONS = 15;

  private static final int MAX_WARM_ITERATIONS = 5;
  private static final int POLISH_ITERATIONS = 12;
  private static final double POLISH_RELATIVE_TOLERANCE = 1e-7;

  /** Up to this many types prices are searched for with exact confirmation. */
  private static final int FEW_TYPES = 512;

  private final SupportProblem problem;
  private final Vector weights;
  private final SearchSpace space;
  private final TypeBlocks few;
  private final SearchWork work;
  private final Polisher polisher;
  private final Retargeting retargeting;
  private final CountedTypes counted;
  private final boolean warm;

  MenuFinisher(
      SupportProblem problem,
      Vector weights,
      SearchSpace space,
      TypeBlocks few,
      SearchWork work,
      boolean warm) {
    this.warm = warm;
    this.few = few;
    this.problem = problem;
    this.weights = weights;
    this.space = space;
    this.work = work;
    this.counted = new CountedTypes(problem.measure(), problem.sample(), space.types);
    this.polisher = new Polisher(space, work);
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
    return valued(current);
  }

  /**
   * The column of a menu that was the best at neighbouring weights, polished under the measure, or
   * on the sample where that costs less.
   */
  MenuColumn polished(WorkingMenu menu) {
    if (isSmooth(problem.measure()) && !isCostly()) {
      AcceptanceModel model = MeasureModel.of(problem.measure(), space);
      polisher.polish(menu, model, POLISH_ITERATIONS, POLISH_RELATIVE_TOLERANCE, 2);
      return valued(menu);
    }
    WorkingMenu last =
        polisher.polish(
            menu, space.types, SMOOTH_WIDTH, POLISH_ITERATIONS, POLISH_RELATIVE_TOLERANCE, 1);
    return priced(valued(last));
  }

  /**
   * The column, or a better one under measures that show what few types choose: with tasks that may
   * cost nothing taken on without end and, where such a measure costs little, with more rays.
   */
  MenuColumn completed(MenuColumn column, RayExpansion expansion, int maxRays) {
    if (!isSmooth(problem.measure()) || space.tasks > CHEAP_TASKS) {
      return column;
    }
    RareRays rare =
        new RareRays(space, new MeasureLine(space, problem.measure(), problem.preferences()));
    MenuColumn best = stretched(column, rare, maxRays);
    for (boolean better = !isCostly() && space.tasks <= FEW_TASKS; better; ) {
      MenuColumn next = stretched(grown(best, rare, expansion, maxRays), rare, maxRays);
      better = next.value(weights) > best.value(weights);
      best = better ? next : best;
    }
    return best;
  }

  private MenuColumn stretched(MenuColumn column, RareRays rare, int maxRays) {
    WorkingMenu menu = MenuReader.read(column, space, maxRays);
    if (menu == null || !rare.isEndless()) {
      return column;
    }
    WorkingMenu stretched = rare.stretched(menu);
    MenuColumn best = better(column, valued(stretched));
    if (isCostly()) {
      return best;
    }
    polish(stretched);
    return better(best, valued(stretched));
  }

  private MenuColumn grown(MenuColumn column, RareRays rare, RayExpansion expansion, int maxRays) {
    double gained = column.value(weights) - weights.dot(problem.endowment());
    MenuColumn best = column;
    for (WorkingMenu base : withoutOne(column, maxRays)) {
      for (WorkingMenu grown : rare.added(base, expansion, gained / space.weightScale)) {
        polish(grown);
        best = better(best, valued(grown));
      }
    }
    return best;
  }

  private MenuColumn better(MenuColumn first, MenuColumn second) {
    return second.value(weights) > first.value(weights) ? second : first;
  }

  /** The menu of a column where it may have another ray, and the menu without its least ray. */
  private List<WorkingMenu> withoutOne(MenuColumn column, int maxRays) {
    List<WorkingMenu> bases = new ArrayList<>();
    WorkingMenu menu = MenuReader.read(column, space, maxRays);
    if (menu != null && menu.rays < maxRays) {
      bases.add(menu);
    }
    if (menu != null && menu.rays > 1) {
      int least = 0;
      for (int k = 1; k < menu.rays; k++) {
        least = rayValue(menu, k) < rayValue(menu, least) ? k : least;
      }
      bases.add(menu.without(least, space));
    }
    return bases;
  }

  /** The column of the menu as it is. */
  MenuColumn valued(WorkingMenu menu) {
    return column(ExactMenus.fullExtension(problem.endowment(), menu.directions(space)));
  }

  /** The column with its rays at the best prices, for measures that count types. */
  MenuColumn priced(MenuColumn column) {
    int count = column.choices().size();
    if (problem.measure().probabilityError() > 0 || count == 0) {
      return column;
    }
    double[][] priced = new double[count][];
    double[] values = new double[count];
    for (int k = 0; k < count; k++) {
      RayChoice choice = column.choices().get(k);
      priced[k] = choice.ray().direction().toArray();
      values[k] = choice.probability() * weights.dot(choice.ray().direction());
    }
    int passes = warm ? 1 : MAX_PRICING_PASSES;
    if (problem.sample().types() > FEW_TYPES) {
      new BlockPricing(problem.sample(), space.types, weights).improve(priced, values, passes);
    } else {
      new CountedPricing(problem.measure(), problem.sample(), space.types, weights)
          .improve(priced, values, passes);
    }
    return better(column, column(ExactMenus.fullExtension(problem.endowment(), priced)));
  }

  private void polish(WorkingMenu menu) {
    AcceptanceModel model = MeasureModel.of(problem.measure(), space);
    boolean costly = isCostly();
    if (costly && warm) {
      polisher.polish(menu, model, MAX_WARM_ITERATIONS, WARM_RELATIVE_TOLERANCE, 1);
    } else {
      int iterations = costly ? MAX_COSTLY_ITERATIONS : MAX_ITERATIONS;
      polisher.polish(menu, model, iterations, RELATIVE_TOLERANCE, 3);
    }
  }

  /** Whether the measure takes much longer than a sample. */
  private boolean isCostly() {
    return space.tasks > CHEAP_TASKS || problem.preferences().needsTables();
  }

  /** The menu, or a copy with those rays re-priced that the measure values higher then. */
  private WorkingMenu repriced(WorkingMenu menu) {
    WorkingMenu current = menu;
    for (int l = 0; l < menu.rays; l++) {
      double value = rayValue(current, l);
      if (value < LOANED * smoothValue(current, l)) {
        WorkingMenu candidate = retargeting.repriced(current, l);
        if (rayValue(candidate, l) > value) {
          current = candidate;
        }
      }
    }
    return current;
  }

  /** Value of ray l with the smoothing under which it was polished, at least 0. */
  private double smoothValue(WorkingMenu menu, int l) {
    double[] kappa = menu.directions(space)[l];
    double h = polisher.bandwidth(kappa, few, SMOOTH_WIDTH);
    double probability = AcceptanceKernel.probability(few, kappa, h, work.kernel);
    return Math.max(0, space.worthOf(kappa)) * probability;
  }

  private double rayValue(WorkingMenu menu, int l) {
    if (!isSmooth(problem.measure())) {
      return retargeting.countedValue(menu, l);
    }
    double[] kappa = menu.directions(space)[l];
    double worth = space.worthOf(kappa);
    return worth <= 0 ? 0 : worth * problem.measure().acceptanceProbability(kappa);
  }

  /** Whether probabilities are a smooth function of kappa rather than counts. */
  static boolean isSmooth(TypeMeasure measure) {
    return measure.kind() == TypeMeasure.Kind.EXACT && measure.probabilityError() > 0;
  }

  /** The column of the rays that pay and are accepted. */
  private MenuColumn column(List<Ray> rays) {
    List<Ray> paying = new ArrayList<>();
    double[] probabilities = new double[rays.size()];
    for (Ray ray : rays) {
      double probability = counted.probability(ray.direction().toArray());
      if (probability > 0 && weights.dot(ray.direction()) > 0) {
        probabilities[paying.size()] = probability;
        paying.add(ray);
      }
    }
    return paying.isEmpty()
        ? MenuColumn.statusQuo(problem.endowment())
        : MenuColumn.rays(
            problem.endowment(), paying, Arrays.copyOf(probabilities, paying.size()), weights);
  }
}
