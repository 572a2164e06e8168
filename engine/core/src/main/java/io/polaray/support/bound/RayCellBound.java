package io.polaray.support.bound;

import io.polaray.numeric.Vector;
import io.polaray.preference.Marginal;
import io.polaray.preference.MixtureMeasure;
import io.polaray.preference.ProductMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformBoxMeasure;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Branch and bound over tuples of ray cells for independent costs on a box: certified bounds on
 * S(w), for two to eight tasks with uniform costs, where they converge to it, and for three to five
 * with densities that are log-concave in the costs and in their logarithms, where they converge up
 * to the error of the acceptance probabilities; and for mixtures of such.
 *
 * <p>The bound holds for the exact distribution and for menus polarised on the whole orthant,
 * remedial menu and status quo included. It is valid whenever the work stops: by the gap, by the
 * nodes of the budget (cells made plus tuples refined), by the deadline, or by the limits on memory
 * given here. A session keeps cells between calls: their boxes and probabilities do not depend on
 * the weights. Some widths may be 0, not all. Lower ends may be 0, in mixtures up to six tasks:
 * with {@code lower_j = 0} take-ons of j have no limit, and the supremum that is bounded is
 * approached by menus and need not be attained.
 *
 * <p>The inequalities and their proofs are in {@code docs/certified-bounds.md}.
 */
public final class RayCellBound implements SupportBound {
  private static final String NAME = "ray-cells";
  private static final int MAX_TASKS = 8;
  private static final int DEFAULT_MAX_CELLS = 2_000_000;
  private static final int DEFAULT_KEPT_CELLS = 3_000;
  private static final int TUPLES_PER_CELL = 4;

  /** Up to so many tasks each endless task has roots of its own. */
  private static final int SEPARATE_FAR_TASKS = 6;

  private static final long UNIFORM_NANOS = 2_000;
  private static final long UNIFORM_NANOS_PER_TASK = 800;
  private static final long OTHER_NANOS = 20_000;

  private final int maxCells;
  private final int keptCells;

  private RayCellBound(int maxCells, int keptCells) {
    if (maxCells < 1 || keptCells < 0) {
      throw new IllegalArgumentException(
          "maxCells is "
              + maxCells
              + " and keptCells is "
              + keptCells
              + "; they must be at least 1 and 0");
    }
    this.maxCells = maxCells;
    this.keptCells = keptCells;
  }

  /** A bound with up to two million cells during a call, about 0.4 kB each at I = 6. */
  public static RayCellBound standard() {
    return new RayCellBound(DEFAULT_MAX_CELLS, DEFAULT_KEPT_CELLS);
  }

  /**
   * A bound with the given limits on memory.
   *
   * @param maxCells cells a session may hold during a call, at least 1; a session also holds at
   *     most four tuples for each
   * @param keptCells cells a session keeps between calls, at least 0
   */
  public static RayCellBound withLimits(int maxCells, int keptCells) {
    return new RayCellBound(maxCells, keptCells);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean applies(SupportProblem problem) {
    return problem.measure() instanceof MixtureMeasure mixture
        ? mixture.components().stream().allMatch(RayCellBound::applies)
            && (mixture.tasks() <= SEPARATE_FAR_TASKS || isPositive(problem.preferences().lower()))
        : applies(problem.measure());
  }

  private static boolean isPositive(Vector lower) {
    return Arrays.stream(lower.toArray()).allMatch(end -> end > 0);
  }

  private static boolean applies(TypeMeasure measure) {
    int tasks = measure.tasks();
    if (measure instanceof ProductMeasure product) {
      return product.marginals().stream().allMatch(Marginal::logConcaveInLog);
    }
    if (tasks < 2 || tasks > MAX_TASKS || !(measure instanceof UniformBoxMeasure box)) {
      return false;
    }
    boolean wide = false;
    for (int i = 0; i < tasks; i++) {
      if (!(box.upper(i) > 0) || Double.isInfinite(box.upper(i))) {
        return false;
      }
      wide |= box.upper(i) > box.lower(i);
    }
    return wide;
  }

  @Override
  public BoundSession open(SupportProblem problem) {
    if (!applies(problem)) {
      throw new IllegalArgumentException(
          "problem has "
              + problem.tasks()
              + " tasks and measure "
              + problem.measure()
              + "; the method needs 2 to "
              + MAX_TASKS
              + " tasks and an exact measure on a box: uniform, or 3 to 5 log-concave costs");
    }
    return new CellSession(
        NAME,
        problem.endowment(),
        problem.measure(),
        forest(problem, maxCells),
        (int) Math.min(Integer.MAX_VALUE / 16, (long) TUPLES_PER_CELL * maxCells),
        keptCells);
  }

  static BoxForest forest(SupportProblem problem, int maxCells) {
    TypeMeasure measure = problem.measure();
    return new BoxForest(
        problem.endowment().toArray(),
        problem.preferences().lower().toArray(),
        upper(measure),
        TakeOnReach.of(
            measure,
            problem.preferences().lower(),
            measure instanceof UniformBoxMeasure && measure.tasks() > SEPARATE_FAR_TASKS),
        maxCells,
        () -> model(measure),
        farModels(measure),
        nanosPerCell(measure));
  }

  /** Ends that no cost of the measure exceeds: it may leave out high ones. */
  private static double[] upper(TypeMeasure measure) {
    double[] upper = new double[measure.tasks()];
    if (measure instanceof MixtureMeasure mixture) {
      for (TypeMeasure component : mixture.components()) {
        double[] own = upper(component);
        Arrays.setAll(upper, i -> Math.max(upper[i], own[i]));
      }
    } else {
      Arrays.setAll(
          upper,
          i ->
              measure instanceof ProductMeasure product
                  ? product.marginals().get(i).upper()
                  : ((UniformBoxMeasure) measure).upper(i));
    }
    return upper;
  }

  /** With a uniform cost in place of one that may be 0; none where those are uniform anyway. */
  private static List<Supplier<CellModel>> farModels(TypeMeasure measure) {
    List<Supplier<CellModel>> models = new ArrayList<>();
    boolean others =
        measure instanceof MixtureMeasure mixture
            ? mixture.components().stream().anyMatch(ProductMeasure.class::isInstance)
            : measure instanceof ProductMeasure;
    for (int i = 0; i < measure.tasks() && others; i++) {
      int task = i;
      models.add(() -> model(measure, component -> withFarCost(component, task)));
    }
    return models;
  }

  private static TypeMeasure withFarCost(TypeMeasure measure, int task) {
    return measure instanceof ProductMeasure product && product.marginals().get(task).lower() == 0
        ? product.withUniform(task, TakeOnReach.of(product).task(task).far())
        : measure;
  }

  private static CellModel model(TypeMeasure measure) {
    return model(measure, component -> component);
  }

  /** The model of a measure of which each component is replaced. */
  private static CellModel model(TypeMeasure measure, UnaryOperator<TypeMeasure> place) {
    if (measure instanceof MixtureMeasure mixture) {
      return new MixtureCellModel(
          mixture, mixture.components().stream().map(c -> probability(place.apply(c))).toList());
    }
    return new BoxCellModel(measure.tasks(), probability(place.apply(measure)));
  }

  private static ElasticProbability probability(TypeMeasure measure) {
    if (measure instanceof ProductMeasure product) {
      return new ProductProbability(product);
    }
    UniformBoxMeasure box = (UniformBoxMeasure) measure;
    double[] lower = new double[box.tasks()];
    double[] upper = new double[box.tasks()];
    for (int i = 0; i < lower.length; i++) {
      lower[i] = box.lower(i);
      upper[i] = box.upper(i);
    }
    return new BoxProbability(lower, upper);
  }

  private static long nanosPerCell(TypeMeasure measure) {
    if (measure instanceof MixtureMeasure mixture) {
      return mixture.components().stream().mapToLong(RayCellBound::nanosPerCell).sum();
    }
    return measure instanceof UniformBoxMeasure
        ? UNIFORM_NANOS + UNIFORM_NANOS_PER_TASK * measure.tasks()
        : OTHER_NANOS;
  }
}
