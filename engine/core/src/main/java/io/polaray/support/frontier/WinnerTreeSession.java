package io.polaray.support.frontier;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bounds for successive weights; keeps the tree of the last ones. */
final class WinnerTreeSession implements BoundSession {
  private static final long NANOS_PER_EVALUATION = 2_000;

  /** Sums of costs that are not uniform have no tables. */
  private static final long NANOS_PER_SERIES = 1_000;

  private static final long NANOS_PER_SERIES_AND_TASK = 220;
  private static final long NANOS_PER_ROOT = 35_000_000;
  private static final double FINEST_LEVEL = 0.002;
  private static final double LEAST_GAP = 5e-4;

  private final SupportProblem problem;
  private final CostBox costs;
  private Vector lastWeights = Vector.of();
  private @Nullable WinnerTree tree;
  private Optional<MenuColumn> incumbent = Optional.empty();
  private long nanos;

  WinnerTreeSession(SupportProblem problem) {
    this.problem = problem;
    costs = CostBox.of(problem.measure()).orElseThrow();
  }

  @Override
  public UpperBound upperBound(
      Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
    BoundQuery query = BoundQuery.of(problem, weights, lowerValue, relativeGap);
    nanos = 0;
    if (query.isTrivial()) {
      incumbent = Optional.empty();
      return new UpperBound(0, BoundKind.CERTIFIED, WinnerTreeBound.NAME);
    }
    double base = query.base();
    double known = query.known();
    WinnerTree current = tree;
    if (current == null || !weights.equals(lastWeights)) {
      ScaledBox box = new ScaledBox(costs, problem.endowment(), weights);
      double tolerance = 0.25 * Math.max(LEAST_GAP, relativeGap);
      SingleRay rays = new SingleRay(box, known - base, tolerance, base, FINEST_LEVEL);
      incumbent = SingleRayOptimum.column(problem, weights, box, rays);
      current = new WinnerTree(box, rays, base);
      tree = current;
      nanos = NANOS_PER_ROOT;
      lastWeights = weights;
    }
    if (incumbent.isPresent()) {
      known = Math.max(known, incumbent.get().value(weights));
    }
    long before = current.evaluations();
    double gain = current.run(known - base, relativeGap, budget);
    nanos += nanosPerEvaluation() * (current.evaluations() - before);
    return new UpperBound(query.bound(gain), BoundKind.CERTIFIED, WinnerTreeBound.NAME);
  }

  private long nanosPerEvaluation() {
    return costs.uniform
        ? NANOS_PER_EVALUATION
        : NANOS_PER_SERIES + NANOS_PER_SERIES_AND_TASK * costs.tasks;
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
