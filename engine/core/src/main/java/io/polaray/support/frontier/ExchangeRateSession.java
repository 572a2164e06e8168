package io.polaray.support.frontier;

import io.polaray.numeric.Vector;
import io.polaray.preference.UniformBoxMeasure;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;

/** Bounds for successive weights; the last one is kept. */
final class ExchangeRateSession implements BoundSession {
  private static final long NANOS_PER_EVALUATION = 1_500;
  private static final long NANOS_PER_ROOT = 15_000_000;
  private static final double FINEST_LEVEL = 0.002;
  private static final double LEAST_GAP = 3e-4;
  private static final double FLOOR_SHARE = 0.1;
  private static final long MAX_NODES = 400_000;

  /** At five tasks a tree that needs more is better left to the ray cells. */
  private static final long MAX_NODES_FEW_TASKS = 40_000;

  private static final int FEW_TASKS = 5;

  /** A tree starts from nothing, so it is grown again for so many times the nodes only. */
  private static final long REGROWTH = 10;

  private final SupportProblem problem;
  private Vector lastWeights = Vector.of();
  private double lastBound = Double.POSITIVE_INFINITY;
  private double lastTarget = Double.NaN;
  private long lastNodes;
  private long nanos;

  ExchangeRateSession(SupportProblem problem) {
    this.problem = problem;
  }

  @Override
  public UpperBound upperBound(
      Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
    BoundQuery query = BoundQuery.of(problem, weights, lowerValue, relativeGap);
    nanos = 0;
    if (query.isTrivial()) {
      return ExchangeRateBound.bound(0);
    }
    double base = query.base();
    double known = query.known();
    double gap = Math.max(LEAST_GAP, relativeGap);
    long most = weights.size() <= FEW_TASKS ? MAX_NODES_FEW_TASKS : MAX_NODES;
    long nodes = Math.min(most, budget.maxNodes());
    if (!weights.equals(lastWeights)) {
      lastWeights = weights;
      lastBound = Double.POSITIVE_INFINITY;
      lastNodes = 0;
    }
    double target = known + gap * Math.abs(known);
    if (target != lastTarget) {
      lastTarget = target;
      lastNodes = 0;
    }
    if (nodes / REGROWTH < lastNodes || lastBound <= target) {
      return ExchangeRateBound.bound(lastBound);
    }
    Vector endowment = problem.endowment();
    long held = 0;
    for (int i = 0; i < endowment.size(); i++) {
      held |= endowment.get(i) > 0 ? 1L << i : 0;
    }
    ScaledBox box = new ScaledBox((UniformBoxMeasure) problem.measure(), endowment, weights);
    SingleRay rays = new SingleRay(box, known - base, 0.25 * gap, base, FINEST_LEVEL);
    double floor = FLOOR_SHARE * gap * known / weights.size();
    RateTree tree =
        new RateTree(box, held, rays.levels(), rays.upper(), known - base + gap * known, floor);
    double gain = tree.run(new WorkBudget(nodes, budget.deadlineNanos()));
    lastNodes = tree.isDone() ? Long.MAX_VALUE : nodes;
    nanos = NANOS_PER_ROOT + NANOS_PER_EVALUATION * tree.evaluations();
    lastBound = Math.min(lastBound, query.bound(gain));
    return ExchangeRateBound.bound(lastBound);
  }

  @Override
  public long nominalNanos() {
    return nanos;
  }
}
