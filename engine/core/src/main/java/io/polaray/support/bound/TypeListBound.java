package io.polaray.support.bound;

import io.polaray.preference.CountedMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import java.util.Arrays;

/**
 * Branch and bound over tuples of ray cells for finitely many types: certified bounds on S(w) that
 * converge to it, for two to eight tasks.
 *
 * <p>The bound holds for the counted measure itself, a finite distribution or a sample, and for
 * menus polarised on the whole orthant, remedial menu and status quo included. It is valid whenever
 * the work stops: by the gap, by the nodes of the budget (cells made plus tuples refined), by the
 * deadline, or by the limits on memory. A session keeps cells between calls: which types are
 * undecided in a box does not depend on the weights.
 *
 * <p>Each cell lists the types that accept some of its rays only and bounds the gain by one
 * fractional knapsack a type; the proofs are in {@code docs/certified-bounds.md}.
 */
public final class TypeListBound implements SupportBound {
  private static final String NAME = "undecided-types";
  private static final int MAX_TASKS = 8;
  private static final int MAX_TYPES = 100_000;
  private static final int DEFAULT_MAX_CELLS = 1_000_000;
  private static final long DEFAULT_MAX_LISTED = 100_000_000;
  private static final int KEPT_CELLS = 2_000;
  private static final int TUPLES_PER_CELL = 4;

  private final int maxCells;
  private final long maxListed;

  private TypeListBound(int maxCells, long maxListed) {
    if (maxCells < 1 || maxListed < 1) {
      throw new IllegalArgumentException(
          "maxCells is "
              + maxCells
              + " and maxListed is "
              + maxListed
              + "; both must be at least 1");
    }
    this.maxCells = maxCells;
    this.maxListed = maxListed;
  }

  /** A bound with up to a million cells and a hundred million list entries during a call. */
  public static TypeListBound standard() {
    return new TypeListBound(DEFAULT_MAX_CELLS, DEFAULT_MAX_LISTED);
  }

  /**
   * A bound with the given limits on memory.
   *
   * @param maxCells cells a session may hold, about 0.2 kB each
   * @param maxListed entries of the lists of undecided types, 4 bytes each
   */
  public static TypeListBound withLimits(int maxCells, long maxListed) {
    return new TypeListBound(maxCells, maxListed);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean applies(SupportProblem problem) {
    int tasks = problem.tasks();
    if (tasks < 2
        || tasks > MAX_TASKS
        || !(problem.measure() instanceof CountedMeasure counted)
        || counted.sample().types() > MAX_TYPES) {
      return false;
    }
    for (double cost : ends(counted.sample(), false)) {
      if (!(cost > 0)) {
        return false;
      }
    }
    return true;
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
              + " tasks and a counted measure of at most "
              + MAX_TYPES
              + " types with positive costs");
    }
    TypeSample sample = ((CountedMeasure) problem.measure()).sample();
    TypeListForest forest =
        new TypeListForest(
            problem.endowment().toArray(),
            sample,
            ends(sample, false),
            ends(sample, true),
            maxCells,
            maxListed);
    return new CellSession(
        NAME,
        problem.endowment(),
        problem.measure(),
        forest,
        (int) Math.min(Integer.MAX_VALUE / 16, (long) TUPLES_PER_CELL * maxCells),
        KEPT_CELLS);
  }

  /** The largest or smallest cost of each task. */
  private static double[] ends(TypeSample sample, boolean largest) {
    double[] ends = new double[sample.tasks()];
    Arrays.fill(ends, largest ? 0 : Double.POSITIVE_INFINITY);
    for (int i = 0; i < ends.length; i++) {
      for (int m = 0; m < sample.types(); m++) {
        double cost = sample.cost(m, i);
        ends[i] = largest ? Math.max(ends[i], cost) : Math.min(ends[i], cost);
      }
    }
    return ends;
  }
}
