package io.polaray.support.search;

import java.util.Arrays;

/**
 * Smoothed acceptance probability of a ray on blocks of types, with its gradient.
 *
 * <p>For a type with give-up cost {@code A = sum of c(i) |kappa(i)| over kappa(i) < 0} and take-on
 * cost {@code B = sum of c(i) kappa(i) over kappa(i) > 0} let {@code rho = (A - B) / (A + B)},
 * which is free of the scale of c and of kappa. The probability is the weighted mean of {@code
 * G(rho / h)} with the Epanechnikov distribution function {@code G(u) = 1/2 + 3u/4 - u^3/4} on [-1,
 * 1]: no elementary function, and no probability is left when kappa grows without bound, as an
 * additive smoothing of {@code c . kappa} would leave.
 */
final class AcceptanceKernel {
  /*
   * Loops are maps over whole arrays of one block, use few arrays and write one of them: the form
   * that the JIT compiler turns into vector instructions. Two written arrays might overlap for all
   * it knows, and a running sum would stay scalar, so sums over types are kept lane by lane and
   * folded at the end. Every float operation is a plain product or sum, which Java evaluates alike
   * on every machine.
   */
  private static final float TINY = 1e-30f;

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
      TypeBlocks types,
      double[] kappa,
      double h,
      double @org.jspecify.annotations.Nullable [] gradient,
      KernelWork work) {
    int tasks = types.tasks();
    int negatives = work.split(kappa, tasks);
    int others = work.others();
    if (gradient != null) {
      Arrays.fill(gradient, 0, tasks, 0);
    }
    if (negatives == 0) {
      return 0;
    }
    Arrays.fill(work.value, 0);
    work.reserve(types.blocks());
    float inverse = (float) (1 / h);
    for (int b = 0; b < types.blocks(); b++) {
      float[][] costs = types.costs(b);
      float[] shed = work.shed(b);
      float[] taken = work.taken(b);
      combine(shed, costs, work.negative, negatives, kappa, -1);
      combine(taken, costs, work.other, others, kappa, 1);
      ratios(shed, taken, inverse);
      addValues(work.value, shed, types.weights(b));
      if (gradient != null) {
        slopes(shed, taken, types.weights(b), (float) h);
      }
    }
    if (gradient != null) {
      for (int i = 0; i < tasks; i++) {
        gradient[i] = -slope(types, i, kappa[i] < 0, work) / h;
      }
    }
    return sum(work.value, work.folded);
  }

  /** Sum over types of cost times slope, two blocks at a time. */
  private static double slope(TypeBlocks types, int i, boolean shed, KernelWork work) {
    float[] lanes = work.lanes;
    int blocks = types.blocks();
    int b = blocks % 2;
    if (b == 1) {
      product(lanes, work.slope(0, shed), types.costs(0)[i]);
    } else {
      twoProducts(
          lanes, work.slope(0, shed), types.costs(0)[i], work.slope(1, shed), types.costs(1)[i]);
      b = 2;
    }
    for (; b < blocks; b += 2) {
      addTwoProducts(
          lanes,
          work.slope(b, shed),
          types.costs(b)[i],
          work.slope(b + 1, shed),
          types.costs(b + 1)[i]);
    }
    return sum(lanes, work.folded);
  }

  /**
   * Standard deviation of rho over the types, the unit of bandwidths; 1 for a ray that sheds
   * nothing.
   */
  static double spread(TypeBlocks types, double[] kappa, KernelWork work) {
    int negatives = work.split(kappa, types.tasks());
    int others = work.others();
    if (negatives == 0) {
      return 1;
    }
    float[] first = work.value;
    float[] second = work.lanes;
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    work.reserve(1);
    float[] shed = work.shed(0);
    float[] taken = work.taken(0);
    for (int b = 0; b < types.blocks(); b++) {
      combine(shed, types.costs(b), work.negative, negatives, kappa, -1);
      combine(taken, types.costs(b), work.other, others, kappa, 1);
      ratios(shed, taken, 1);
      addFirst(first, shed, types.weights(b));
      addSecond(second, shed, types.weights(b));
    }
    double mean = sum(first, work.folded);
    return Math.sqrt(Math.max(0, sum(second, work.folded) - mean * mean));
  }

  /** Sets the target to the sum of {@code sign * kappa(i) * c(i)} over the listed tasks. */
  static void combine(
      float[] target, float[][] costs, int[] list, int count, double[] kappa, double sign) {
    Arrays.fill(target, 0);
    addTo(target, costs, list, count, kappa, sign);
  }

  /** Adds {@code sign * kappa(i) * c(i)} over the listed tasks to the target. */
  static void addTo(
      float[] target, float[][] costs, int[] list, int count, double[] kappa, double sign) {
    int q = 0;
    for (; q + 4 <= count; q += 4) {
      addFour(
          target,
          costs[list[q]],
          costs[list[q + 1]],
          costs[list[q + 2]],
          costs[list[q + 3]],
          (float) (sign * kappa[list[q]]),
          (float) (sign * kappa[list[q + 1]]),
          (float) (sign * kappa[list[q + 2]]),
          (float) (sign * kappa[list[q + 3]]));
    }
    if (q + 2 <= count) {
      addTwo(
          target,
          costs[list[q]],
          costs[list[q + 1]],
          (float) (sign * kappa[list[q]]),
          (float) (sign * kappa[list[q + 1]]));
      q += 2;
    }
    if (q < count) {
      addOne(target, costs[list[q]], (float) (sign * kappa[list[q]]));
    }
  }

  private static void addFour(
      float[] target,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float fa,
      float fb,
      float fc,
      float fd) {
    for (int m = 0; m < target.length; m++) {
      target[m] += fa * a[m] + fb * b[m] + (fc * c[m] + fd * d[m]);
    }
  }

  private static void addTwo(float[] target, float[] a, float[] b, float fa, float fb) {
    for (int m = 0; m < target.length; m++) {
      target[m] += fa * a[m] + fb * b[m];
    }
  }

  private static void addOne(float[] target, float[] a, float factor) {
    for (int m = 0; m < target.length; m++) {
      target[m] += factor * a[m];
    }
  }

  /** Replaces B by {@code t = 1 / (A + B)} and A by {@code u = rho / h} clamped to [-1, 1]. */
  private static void ratios(float[] shed, float[] taken, float inverse) {
    reciprocals(taken, shed);
    clampedRatios(shed, taken, inverse);
  }

  private static void reciprocals(float[] taken, float[] shed) {
    for (int m = 0; m < taken.length; m++) {
      taken[m] = 1f / (taken[m] + shed[m] + TINY);
    }
  }

  private static void clampedRatios(float[] shed, float[] t, float inverse) {
    for (int m = 0; m < shed.length; m++) {
      float u = (2f * shed[m] * t[m] - 1f) * inverse;
      shed[m] = 0.5f * (Math.abs(u + 1f) - Math.abs(u - 1f));
    }
  }

  private static void addValues(float[] value, float[] u, float[] weights) {
    for (int m = 0; m < value.length; m++) {
      float x = u[m];
      value[m] += weights[m] * (0.5f + x * (0.75f - 0.25f * x * x));
    }
  }

  /** Replaces u and t by the slopes for tasks shed, z (1 - rho), and for others, z (1 + rho). */
  private static void slopes(float[] u, float[] t, float[] weights, float h) {
    densities(t, u, weights);
    slopesOfShed(u, t, h);
    slopesOfOthers(t, u);
  }

  private static void densities(float[] t, float[] u, float[] weights) {
    for (int m = 0; m < t.length; m++) {
      t[m] *= weights[m] * (0.75f - 0.75f * u[m] * u[m]);
    }
  }

  private static void slopesOfShed(float[] u, float[] z, float h) {
    for (int m = 0; m < u.length; m++) {
      u[m] = z[m] - z[m] * u[m] * h;
    }
  }

  private static void slopesOfOthers(float[] z, float[] ofShed) {
    for (int m = 0; m < z.length; m++) {
      z[m] = 2f * z[m] - ofShed[m];
    }
  }

  private static void addFirst(float[] sum, float[] rho, float[] weights) {
    for (int m = 0; m < sum.length; m++) {
      sum[m] += weights[m] * rho[m];
    }
  }

  private static void addSecond(float[] sum, float[] rho, float[] weights) {
    for (int m = 0; m < sum.length; m++) {
      sum[m] += weights[m] * rho[m] * rho[m];
    }
  }

  private static void product(float[] lanes, float[] slope, float[] costs) {
    for (int m = 0; m < lanes.length; m++) {
      lanes[m] = slope[m] * costs[m];
    }
  }

  private static void twoProducts(
      float[] lanes, float[] slope, float[] costs, float[] nextSlope, float[] nextCosts) {
    for (int m = 0; m < lanes.length; m++) {
      lanes[m] = slope[m] * costs[m] + nextSlope[m] * nextCosts[m];
    }
  }

  private static void addTwoProducts(
      float[] lanes, float[] slope, float[] costs, float[] nextSlope, float[] nextCosts) {
    for (int m = 0; m < lanes.length; m++) {
      lanes[m] += slope[m] * costs[m] + nextSlope[m] * nextCosts[m];
    }
  }

  /** Sum of the entries: quarters lane by lane, then in double precision. */
  static double sum(float[] lanes, float[] folded) {
    fold(folded, lanes, lanes.length / 4);
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int m = 0; m < folded.length; m += 4) {
      a += folded[m];
      b += folded[m + 1];
      c += folded[m + 2];
      d += folded[m + 3];
    }
    return a + b + (c + d);
  }

  private static void fold(float[] folded, float[] lanes, int quarter) {
    for (int m = 0; m < folded.length; m++) {
      folded[m] = lanes[m] + lanes[m + quarter] + (lanes[m + 2 * quarter] + lanes[m + 3 * quarter]);
    }
  }
}
