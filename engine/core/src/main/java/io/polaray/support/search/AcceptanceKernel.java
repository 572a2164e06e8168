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
   * Loops are maps over whole arrays of one block and use few arrays each, the form that the JIT
   * compiler turns into vector instructions; anything with a running sum would stay scalar, so sums
   * over types are kept lane by lane and folded at the end. Every float operation is a plain product
   * or sum, which Java evaluates alike on every machine.
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
    int negatives = 0;
    int others = 0;
    for (int i = 0; i < tasks; i++) {
      if (kappa[i] < 0) {
        work.negative[negatives++] = i;
      } else {
        work.other[others++] = i;
      }
    }
    if (gradient != null) {
      Arrays.fill(gradient, 0, tasks, 0);
    }
    if (negatives == 0) {
      return 0;
    }
    Arrays.fill(work.value, 0);
    if (gradient != null) {
      for (int i = 0; i < tasks; i++) {
        Arrays.fill(work.slopes[i], 0);
      }
    }
    float inverse = (float) (1 / h);
    for (int b = 0; b < types.blocks(); b++) {
      float[][] costs = types.costs(b);
      Arrays.fill(work.shed, 0);
      Arrays.fill(work.taken, 0);
      combine(work.shed, costs, work.negative, negatives, kappa, -1);
      combine(work.taken, costs, work.other, others, kappa, 1);
      ratios(work.shed, work.taken, inverse);
      if (gradient == null) {
        values(work.value, work.shed, types.weights(b));
      } else {
        valuesAndSlopes(work.shed, work.taken, types.weights(b), work.value, (float) h);
        accumulate(work.slopes, work.shed, costs, work.negative, negatives);
        accumulate(work.slopes, work.taken, costs, work.other, others);
      }
    }
    if (gradient != null) {
      for (int i = 0; i < tasks; i++) {
        gradient[i] = -sum(work.slopes[i], work.folded) / h;
      }
    }
    return sum(work.value, work.folded);
  }

  /**
   * Standard deviation of rho over the types, the unit of bandwidths; 1 for a ray that sheds
   * nothing.
   */
  static double spread(TypeBlocks types, double[] kappa, KernelWork work) {
    int tasks = types.tasks();
    int negatives = 0;
    int others = 0;
    for (int i = 0; i < tasks; i++) {
      if (kappa[i] < 0) {
        work.negative[negatives++] = i;
      } else if (kappa[i] > 0) {
        work.other[others++] = i;
      }
    }
    if (negatives == 0) {
      return 1;
    }
    float[] first = work.value;
    float[] second = work.slopes[0];
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    for (int b = 0; b < types.blocks(); b++) {
      Arrays.fill(work.shed, 0);
      Arrays.fill(work.taken, 0);
      combine(work.shed, types.costs(b), work.negative, negatives, kappa, -1);
      combine(work.taken, types.costs(b), work.other, others, kappa, 1);
      moments(work.shed, work.taken, types.weights(b), first, second);
    }
    double mean = sum(first, work.folded);
    return Math.sqrt(Math.max(0, sum(second, work.folded) - mean * mean));
  }

  /** Adds {@code sign * kappa(i) * c(i)} over the listed tasks to the target. */
  static void combine(
      float[] target, float[][] costs, int[] list, int count, double[] kappa, double sign) {
    int q = 0;
    for (; q + 4 <= count; q += 4) {
      int a = list[q];
      int b = list[q + 1];
      int c = list[q + 2];
      int d = list[q + 3];
      addFour(
          target,
          costs[a],
          costs[b],
          costs[c],
          costs[d],
          (float) (sign * kappa[a]),
          (float) (sign * kappa[b]),
          (float) (sign * kappa[c]),
          (float) (sign * kappa[d]));
    }
    for (; q < count; q++) {
      float factor = (float) (sign * kappa[list[q]]);
      if (factor != 0) {
        addOne(target, costs[list[q]], factor);
      }
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
      target[m] += fa * a[m] + fb * b[m] + fc * c[m] + fd * d[m];
    }
  }

  private static void addOne(float[] target, float[] a, float factor) {
    for (int m = 0; m < target.length; m++) {
      target[m] += factor * a[m];
    }
  }

  /** Replaces A by rho / h clamped to [-1, 1] and B by 1 / (A + B). */
  private static void ratios(float[] shed, float[] taken, float inverse) {
    for (int m = 0; m < shed.length; m++) {
      float a = shed[m];
      float b = taken[m];
      float t = 1f / (a + b + TINY);
      float u = (a - b) * t * inverse;
      taken[m] = t;
      shed[m] = 0.5f * (Math.abs(u + 1f) - Math.abs(u - 1f));
    }
  }

  private static void values(float[] value, float[] u, float[] weights) {
    for (int m = 0; m < value.length; m++) {
      float x = u[m];
      value[m] += weights[m] * (0.5f + x * (0.75f - 0.25f * x * x));
    }
  }

  /** Adds values; replaces u and 1 / (A + B) by the slopes of shed and of other tasks. */
  private static void valuesAndSlopes(
      float[] u, float[] t, float[] weights, float[] value, float h) {
    for (int m = 0; m < u.length; m++) {
      float x = u[m];
      float weight = weights[m];
      float square = x * x;
      value[m] += weight * (0.5f + x * (0.75f - 0.25f * square));
      float z = weight * (0.75f - 0.75f * square) * t[m];
      float rho = x * h;
      u[m] = z - z * rho;
      t[m] = z + z * rho;
    }
  }

  private static void moments(
      float[] shed, float[] taken, float[] weights, float[] first, float[] second) {
    for (int m = 0; m < shed.length; m++) {
      float rho = (shed[m] - taken[m]) / (shed[m] + taken[m] + TINY);
      float weighted = weights[m] * rho;
      first[m] += weighted;
      second[m] += weighted * rho;
    }
  }

  private static void accumulate(
      float[][] slopes, float[] factor, float[][] costs, int[] list, int count) {
    int q = 0;
    for (; q + 2 <= count; q += 2) {
      int a = list[q];
      int b = list[q + 1];
      productTwo(slopes[a], slopes[b], factor, costs[a], costs[b]);
    }
    if (q < count) {
      productOne(slopes[list[q]], factor, costs[list[q]]);
    }
  }

  private static void productTwo(
      float[] first, float[] second, float[] factor, float[] a, float[] b) {
    for (int m = 0; m < first.length; m++) {
      float x = factor[m];
      first[m] += x * a[m];
      second[m] += x * b[m];
    }
  }

  private static void productOne(float[] target, float[] factor, float[] a) {
    for (int m = 0; m < target.length; m++) {
      target[m] += factor[m] * a[m];
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
