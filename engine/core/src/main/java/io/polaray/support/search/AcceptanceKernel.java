package io.polaray.support.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Smoothed acceptance probability of a ray on blocks of types, with its gradient.
 *
 * <p>For a type with give-up cost {@code A = sum of c(i) |kappa(i)| over kappa(i) < 0} and take-on
 * cost {@code B = sum of c(i) kappa(i) over kappa(i) > 0} let {@code rho = (A - B) / (A + B)},
 * which is free of the scale of c and of kappa. The probability is the weighted mean of {@code
 * G(rho / h)} with the Epanechnikov distribution function {@code G(u) = 1/2 + 3u/4 - u^3/4} on [-1,
 * 1]: no elementary function, and no probability is left when kappa grows without bound, as an
 * additive smoothing of {@code c . kappa} would leave.
 *
 * <p>A block is visited once: its costs are combined, turned into slopes and multiplied with the
 * slopes while they are in the cache.
 */
final class AcceptanceKernel {
  private static final float TINY = 1e-30f;

  /** {@code 32 G(u) = U (12 - U U) + 16} with U = 2u. */
  private static final double VALUE_SCALE = 1.0 / 32;

  /** {@code dG/du = 3/16 (4 - U U)}; half of it because t is {@code 2 / (h (A + B))}. */
  private static final double SLOPE_SCALE = 3.0 / 32;

  private AcceptanceKernel() {}

  /** Smoothed probability at bandwidth h &gt; 0. */
  static double probability(TypeBlocks types, double[] kappa, double h, KernelWork work) {
    return evaluate(types, kappa, h, null, work);
  }

  /** Smoothed probability; fills {@code gradient} with its partial derivatives in kappa. */
  static double probabilityAndGradient(
      TypeBlocks types, double[] kappa, double h, double[] gradient, KernelWork work) {
    return evaluate(types, kappa, h, gradient, work);
  }

  private static double evaluate(
      TypeBlocks types, double[] kappa, double h, double @Nullable [] gradient, KernelWork work) {
    int tasks = types.tasks();
    int negatives = work.split(kappa, tasks);
    if (gradient != null) {
      Arrays.fill(gradient, 0, tasks, 0);
    }
    if (negatives == 0) {
      return 0;
    }
    Arrays.fill(work.value, 0);
    if (gradient != null) {
      for (int i = 0; i < tasks; i++) {
        Arrays.fill(work.lanes[i], 0);
      }
    }
    for (int b = 0; b < types.blocks(); b++) {
      combineBoth(types.costs(b), kappa, work);
      BlockLoops.ratios(work.shed, work.taken, (float) (1 / h), TINY);
      float[] weights = types.weights(b);
      if (gradient == null) {
        BlockLoops.addValues(work.value, work.shed, weights);
      } else {
        BlockLoops.addValuesAndSetSlopes(
            work.value, work.shed, work.taken, weights, (float) (0.5 * h));
        BlockLoops.addProducts(
            work.lanes, work.shed, types.costs(b), work.negative, 0, work.negatives());
        BlockLoops.addProducts(work.lanes, work.taken, types.costs(b), work.other, 0, work.rest());
      }
    }
    if (gradient != null) {
      for (int i = 0; i < tasks; i++) {
        gradient[i] = -SLOPE_SCALE * BlockLoops.sumOfHalf(work.lanes[i], work.folded);
      }
    }
    return VALUE_SCALE * BlockLoops.sum(work.value, work.folded);
  }

  /**
   * Standard deviation of rho over the types, the unit of bandwidths; 1 for a ray that sheds
   * nothing.
   */
  static double spread(TypeBlocks types, double[] kappa, KernelWork work) {
    if (work.split(kappa, types.tasks()) == 0) {
      return 1;
    }
    Arrays.fill(work.value, 0);
    Arrays.fill(work.squares, 0);
    for (int b = 0; b < types.blocks(); b++) {
      combineBoth(types.costs(b), kappa, work);
      BlockLoops.ratios(work.shed, work.taken, 1, TINY);
      BlockLoops.addMoments(work.value, work.squares, work.shed, types.weights(b));
    }
    double mean = 0.5 * BlockLoops.sum(work.value, work.folded);
    double square = 0.25 * BlockLoops.sum(work.squares, work.folded);
    return Math.sqrt(Math.max(0, square - mean * mean));
  }

  private static void combineBoth(float[][] costs, double[] kappa, KernelWork work) {
    combine(work.shed, costs, work.negative, work.negatives(), kappa, -1);
    combine(work.taken, costs, work.other, work.others(), kappa, 1);
  }

  /** Sets the target to the sum of {@code sign * kappa(i) * c(i)} over the listed tasks. */
  static void combine(
      float[] target, float[][] costs, int[] list, int count, double[] kappa, double sign) {
    int first = Math.min(count, 4);
    switch (first) {
      case 0 -> Arrays.fill(target, 0);
      case 1 -> BlockLoops.setOne(target, costs[list[0]], factor(list, 0, kappa, sign));
      case 2 ->
          BlockLoops.setTwo(
              target,
              costs[list[0]],
              costs[list[1]],
              factor(list, 0, kappa, sign),
              factor(list, 1, kappa, sign));
      case 3 ->
          BlockLoops.setThree(
              target,
              costs[list[0]],
              costs[list[1]],
              costs[list[2]],
              factor(list, 0, kappa, sign),
              factor(list, 1, kappa, sign),
              factor(list, 2, kappa, sign));
      default ->
          BlockLoops.setFour(
              target,
              costs[list[0]],
              costs[list[1]],
              costs[list[2]],
              costs[list[3]],
              factor(list, 0, kappa, sign),
              factor(list, 1, kappa, sign),
              factor(list, 2, kappa, sign),
              factor(list, 3, kappa, sign));
    }
    addFrom(first, target, costs, list, count, kappa, sign);
  }

  /** Adds {@code sign * kappa(i) * c(i)} over the listed tasks to the target. */
  static void addTo(
      float[] target, float[][] costs, int[] list, int count, double[] kappa, double sign) {
    addFrom(0, target, costs, list, count, kappa, sign);
  }

  private static void addFrom(
      int start,
      float[] target,
      float[][] costs,
      int[] list,
      int count,
      double[] kappa,
      double sign) {
    int q = start;
    for (; q + 4 <= count; q += 4) {
      BlockLoops.addFour(
          target,
          costs[list[q]],
          costs[list[q + 1]],
          costs[list[q + 2]],
          costs[list[q + 3]],
          factor(list, q, kappa, sign),
          factor(list, q + 1, kappa, sign),
          factor(list, q + 2, kappa, sign),
          factor(list, q + 3, kappa, sign));
    }
    if (q + 2 <= count) {
      BlockLoops.addTwo(
          target,
          costs[list[q]],
          costs[list[q + 1]],
          factor(list, q, kappa, sign),
          factor(list, q + 1, kappa, sign));
      q += 2;
    }
    if (q < count) {
      BlockLoops.addOne(target, costs[list[q]], factor(list, q, kappa, sign));
    }
  }

  private static float factor(int[] list, int q, double[] kappa, double sign) {
    return (float) (sign * kappa[list[q]]);
  }
}
