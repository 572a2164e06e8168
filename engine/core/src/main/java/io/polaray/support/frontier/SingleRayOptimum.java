package io.polaray.support.frontier;

import io.polaray.menu.ExactMenus;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.support.SupportProblem;
import java.util.List;
import java.util.Optional;

/**
 * The best menu of one ray, solved to a tolerance at any number of tasks, for independent costs
 * that are uniform or symmetric beta: also a good start for a search for larger menus.
 *
 * <p>A ray accepted with probability at most 1/2 is best when it gives up everything and takes on
 * one task; rays accepted more often lie in a convex cone. The proofs are in {@code
 * docs/frontier-bounds.md}.
 */
public final class SingleRayOptimum {
  private static final double FINEST_LEVEL = 2e-4;

  private SingleRayOptimum() {}

  /**
   * The end of a solve.
   *
   * @param column the menu of the ray, or the endowment alone when no ray is worth anything
   * @param value {@code w . x} of the column
   * @param upperBound no menu of one ray is worth more
   */
  public record Result(MenuColumn column, double value, double upperBound) {}

  /** Whether costs are uniform or symmetric beta on intervals of positive width. */
  public static boolean applies(SupportProblem problem) {
    return WinnerTreeBound.suits(problem);
  }

  /**
   * Solves the single-ray problem.
   *
   * @param relativeTolerance wanted distance between value and bound relative to the value
   */
  public static Result solve(SupportProblem problem, Vector weights, double relativeTolerance) {
    if (!applies(problem)) {
      throw new IllegalArgumentException(
          "measure is "
              + problem.measure()
              + "; it needs the exact measure of uniform or symmetric beta costs on intervals of"
              + " positive width");
    }
    if (weights.size() != problem.tasks() || !weights.isFinite()) {
      throw new IllegalArgumentException(
          "weights is " + weights + "; it needs " + problem.tasks() + " finite entries");
    }
    ScaledBox box =
        new ScaledBox(CostBox.of(problem.measure()).orElseThrow(), problem.endowment(), weights);
    double base = weights.dot(problem.endowment());
    SingleRay rays = new SingleRay(box, 0, relativeTolerance, base, FINEST_LEVEL);
    MenuColumn column =
        column(problem, weights, box, rays)
            .orElseGet(() -> MenuColumn.statusQuo(problem.endowment()));
    return new Result(column, column.value(weights), base + rays.upper() + box.slack);
  }

  static Optional<MenuColumn> column(
      SupportProblem problem, Vector weights, ScaledBox box, SingleRay rays) {
    double[] kappa = rays.ray();
    for (int i = 0; i < kappa.length; i++) {
      kappa[i] *= box.unit[i];
    }
    if (!(rays.value() > 0)) {
      return Optional.empty();
    }
    List<Ray> exact = ExactMenus.fullExtension(problem.endowment(), new double[][] {kappa});
    if (exact.isEmpty()) {
      return Optional.empty();
    }
    double[] chances = {
      problem.measure().acceptanceProbability(exact.get(0).direction().toArray())
    };
    return Optional.of(MenuColumn.rays(problem.endowment(), exact, chances, weights));
  }
}
