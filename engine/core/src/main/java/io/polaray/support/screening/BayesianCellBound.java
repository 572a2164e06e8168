package io.polaray.support.screening;

import io.polaray.numeric.Vector;
import io.polaray.preference.MixtureMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformBoxMeasure;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Bayesian benchmark of uniform costs on a box, or of a mixture of such, from above: no
 * incentive-compatible mechanism is worth more, so no menu is, polarised on the orthant or on the
 * support of the types.
 *
 * <p>The bound converges to the value of the best incentive-compatible mechanism, which at two
 * tasks is S(w) and beyond usually more. It is valid whenever the work stops; the proof is in
 * {@code docs/support-menus.md}. A call goes on with the cells of the last one when the weights are
 * the same. It stops early when finer cells cannot win a fiftieth of what separates bound and
 * value.
 */
public final class BayesianCellBound implements SupportBound {
  private static final String NAME = "bayesian-cells";
  private static final int MAX_TASKS = 8;

  /** Types times tasks: the matrix has that many rows. */
  private static final int MAX_ROWS = 3_000;

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Uniform costs that are all unknown and positive, where the support is less than the orthant.
   */
  @Override
  public boolean applies(SupportProblem problem) {
    return problem.tasks() <= MAX_TASKS
        && problem.allowsSupportMenus()
        && problem.endowment().maxAbsolute() > 0
        && !boxes(problem.measure()).isEmpty();
  }

  @Override
  public boolean holdsForSupportMenus() {
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
              + "; the method needs at most "
              + MAX_TASKS
              + " tasks and uniform, positive and unknown costs");
    }
    return new Session(problem.endowment().toArray(), boxes(problem.measure()));
  }

  /** A box and the share of the types that are in it. */
  private record Part(UniformBoxMeasure box, double share) {
    boolean isSolid() {
      for (int i = 0; i < box.tasks(); i++) {
        if (!(box.lower(i) > 0 && box.upper(i) > box.lower(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** The boxes of the measure; none if it is of another kind. */
  private static List<Part> boxes(TypeMeasure measure) {
    List<Part> parts = new ArrayList<>();
    if (measure instanceof UniformBoxMeasure box) {
      parts.add(new Part(box, 1));
    } else if (measure instanceof MixtureMeasure mixture) {
      for (int g = 0; g < mixture.components().size(); g++) {
        if (!(mixture.components().get(g) instanceof UniformBoxMeasure box)) {
          return List.of();
        }
        parts.add(new Part(box, mixture.share(g)));
      }
    }
    return parts.stream().allMatch(Part::isSolid) ? parts : List.of();
  }

  /** Keeps the cells of the last weights. */
  private static final class Session implements BoundSession {
    private static final double SOLVER_TOLERANCE = 1e-6;
    private static final double GROWTH = 1.7;
    private static final double STILL_WORTH = 0.02;

    private final double[] endowment;
    private final double[] cap;
    private final List<Part> parts;
    private @Nullable Vector weights;
    private @Nullable FacePartition partition;
    private double @Nullable [] found;
    private double best = Double.POSITIVE_INFINITY;
    private double nanos;

    Session(double[] endowment, List<Part> parts) {
      this.endowment = endowment;
      this.parts = parts;
      cap = new double[endowment.length];
      Arrays.fill(cap, Double.POSITIVE_INFINITY);
    }

    @Override
    public UpperBound upperBound(
        Vector weights, double lowerValue, double relativeGap, WorkBudget budget) {
      nanos = 0;
      double[] w = weights.toArray();
      if (Arrays.stream(w).noneMatch(v -> v > 0)) {
        return new UpperBound(0, BoundKind.CERTIFIED, NAME);
      }
      FacePartition cells = partition;
      Vector last = this.weights;
      if (cells == null || last == null || !last.equals(weights)) {
        cells = new FacePartition(endowment, w);
        for (Part part : parts) {
          cells.add(part.box(), part.share());
        }
        this.weights = weights;
        partition = cells;
        found = null;
        best = Double.POSITIVE_INFINITY;
      }
      while ((Double.isInfinite(best) || best - lowerValue > relativeGap * Math.abs(best))
          && step(cells, w, lowerValue, budget)) {
        // Each step makes the cells finer.
      }
      return new UpperBound(best, BoundKind.CERTIFIED, NAME);
    }

    /**
     * Solves on the first cells or on finer ones; false if there is nothing to win or no budget.
     */
    private boolean step(FacePartition cells, double[] w, double lowerValue, WorkBudget budget) {
      double[] before = found;
      int tasks = w.length;
      int most =
          Math.max(cells.types().count() + (1 << tasks), (int) (GROWTH * cells.types().count()));
      int next = before == null ? cells.types().count() : most;
      if ((long) next * tasks > MAX_ROWS || !ScreeningCost.fits(next, tasks, nanos, budget)) {
        return false;
      }
      if (before != null && !cells.refine(before, most, STILL_WORTH * (best - lowerValue))) {
        return false;
      }
      FacePartition.Types types = cells.types();
      ScreeningProgram program = new ScreeningProgram(types.directions.costs(), cap);
      ScreeningProgram.Outcome outcome =
          program.maximise(types.gains, program.size(w), SOLVER_TOLERANCE, budget::expired);
      found = outcome.assignments;
      best = Math.min(best, outcome.bound + types.rounding);
      nanos += ScreeningCost.nanos(types.count(), tasks, outcome.iterations);
      return true;
    }

    @Override
    public long nominalNanos() {
      return (long) nanos;
    }
  }
}
