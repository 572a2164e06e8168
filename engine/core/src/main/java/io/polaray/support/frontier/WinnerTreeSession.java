package io.polaray.support.frontier;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.UniformBoxMeasure;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bounds for successive weights; keeps the tree of the last ones. */
final class WinnerTreeSession implements BoundSession {
  private static final double UNIT = 0x1p-53;
  private static final long NANOS_PER_EVALUATION = 2_000;
  private static final long NANOS_PER_ROOT = 35_000_000;
  private static final double FINEST_LEVEL = 0.002;
  private static final double LEAST_GAP = 5e-4;

  private final SupportProblem problem;
  private Vector lastWeights = Vector.of();
  private @Nullable WinnerTree tree;
  private Optional<MenuColumn> incumbent = Optional.empty();
  private long nanos;

  WinnerTreeSession(SupportProblem problem) {
    this.problem = problem;
  }

  @Override
  public UpperBound upperBound(
      Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
    if (weights.size() != problem.tasks() || !weights.isFinite()) {
      throw new IllegalArgumentException(
          "weights is " + weights + "; it needs " + problem.tasks() + " finite entries");
    }
    if (!(relativeGap >= 0)) {
      throw new IllegalArgumentException("relativeGap is " + relativeGap + "; it must be >= 0");
    }
    nanos = 0;
    double size = 0;
    double remedial = 0;
    boolean wanted = false;
    for (int i = 0; i < weights.size(); i++) {
      size += Math.abs(weights.get(i)) * problem.endowment().get(i);
      remedial += Math.max(0, weights.get(i)) * problem.endowment().get(i);
      wanted |= weights.get(i) > 0;
    }
    if (!wanted || !(size > 0 || held())) {
      incumbent = Optional.empty();
      return new UpperBound(0, BoundKind.CERTIFIED, WinnerTreeBound.NAME);
    }
    double slack = 2 * (weights.size() + 2) * UNIT * size;
    double base = weights.dot(problem.endowment());
    double trivial = Math.max(remedial, base);
    double known = Math.max(lowerValue > Double.NEGATIVE_INFINITY ? lowerValue : trivial, trivial);
    WinnerTree current = tree;
    if (current == null || !weights.equals(lastWeights)) {
      ScaledBox box =
          new ScaledBox((UniformBoxMeasure) problem.measure(), problem.endowment(), weights);
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
    nanos += NANOS_PER_EVALUATION * (current.evaluations() - before);
    double bound = Math.max(remedial, base + gain) + slack;
    return new UpperBound(bound, BoundKind.CERTIFIED, WinnerTreeBound.NAME);
  }

  private boolean held() {
    for (int i = 0; i < problem.tasks(); i++) {
      if (problem.endowment().get(i) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Nodes divided at the last weights. */
  long nodes() {
    return tree == null ? 0 : tree.nodes();
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
