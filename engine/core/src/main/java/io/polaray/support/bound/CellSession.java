package io.polaray.support.bound;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.List;
import java.util.Optional;

/** Bounds for successive weights from one forest of ray cells. */
final class CellSession implements BoundSession {
  /*
   * S(w) = max { remedial value, w . eta + gain of the best menu }. The search starts from the
   * lower value given; only when that is no better than the status quo and the remedial menu does
   * it look for menus of its own first. Afterwards the forest is cut back to the oldest cells,
   * the coarse ones, so that sessions of many agents can stay open together.
   */

  private static final double UNIT = 0x1p-53;

  private final String method;
  private final Vector endowment;
  private final TypeMeasure measure;
  private final RayForest forest;
  private final MenuPolish polish;
  private final TupleSearch search;
  private final int keptCells;
  private Optional<MenuColumn> incumbent = Optional.empty();
  private long nanos;

  CellSession(
      String method,
      Vector endowment,
      TypeMeasure measure,
      RayForest forest,
      int maxTuples,
      int keptCells) {
    this.method = method;
    this.endowment = endowment;
    this.measure = measure;
    this.forest = forest;
    this.keptCells = Math.min(keptCells, forest.maxCells() / 4);
    polish = new MenuPolish(forest.endowment, forest.probability());
    search = new TupleSearch(forest, polish, maxTuples);
  }

  @Override
  public UpperBound upperBound(
      Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
    if (weights.size() != endowment.size() || !weights.isFinite()) {
      throw new IllegalArgumentException(
          "weights is " + weights + "; it needs " + endowment.size() + " finite entries");
    }
    if (!(relativeGap >= 0)) {
      throw new IllegalArgumentException("relativeGap is " + relativeGap + "; it must be >= 0");
    }
    incumbent = Optional.empty();
    nanos = 0;
    double[] w = weights.toArray();
    double remedial = 0;
    double size = 0;
    for (int i = 0; i < w.length; i++) {
      remedial += Math.max(0, w[i]) * endowment.get(i);
      size += Math.abs(w[i]) * endowment.get(i);
    }
    double base = weights.dot(endowment);
    double slack = 2 * (w.length + 2) * UNIT * size;
    remedial *= 1 + 2 * (w.length + 2) * UNIT;
    boolean wanted = false;
    for (double entry : w) {
      wanted |= entry > 0;
    }
    if (!wanted) {
      return new UpperBound(0, BoundKind.CERTIFIED, method);
    }
    double trivial = Math.max(remedial, base);
    double known = Math.max(lowerValue > Double.NEGATIVE_INFINITY ? lowerValue : trivial, trivial);
    boolean uninformed = known <= trivial + 1e-9 * size;
    double beyond = measure.gainBeyond(w, endowment.toArray());
    double gap = gapWithin(relativeGap, beyond, known);
    double gain = search.run(w, base, known - base, uninformed, gap, budget);
    nanos = forest.nominalNanos();
    double bound = Math.max(remedial, base + gain + beyond + slack);
    double[][] directions = polish.bestDirections();
    if (directions.length > 0) {
      incumbent = column(weights, directions);
    }
    forest.truncate(keptCells);
    return new UpperBound(bound, BoundKind.CERTIFIED, method);
  }

  /** What is left of a gap when so much is added to the bound, and at least half of it. */
  private static double gapWithin(double relativeGap, double beyond, double value) {
    double left = beyond > 0 ? relativeGap - 1.01 * beyond / Math.abs(value) : relativeGap;
    return left > 0.5 * relativeGap ? left : 0.5 * relativeGap;
  }

  private Optional<MenuColumn> column(Vector weights, double[][] directions) {
    List<Ray> rays = ExactMenus.fullExtension(endowment, directions);
    if (rays.isEmpty()) {
      return Optional.empty();
    }
    double[] probabilities = new double[rays.size()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = measure.acceptanceProbability(rays.get(k).direction().toArray());
    }
    return Optional.of(MenuColumn.rays(endowment, rays, probabilities, weights));
  }

  /** Tuples refined by the last call. */
  long pops() {
    return search.pops();
  }

  @Override
  public long nominalNanos() {
    return nanos;
  }

  @Override
  public Optional<MenuColumn> incumbent() {
    return incumbent;
  }
}
