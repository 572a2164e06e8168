package io.polaray.support.search;

/**
 * The loops of the acceptance kernel over the types of one block.
 *
 * <p>Their form is what the JIT compiler turns into vector instructions on any Java: the length is
 * a constant, the stride 1, the body small and free of branches, and offsets within an array are
 * constants. A running sum would stay scalar, so sums over types are kept lane by lane and folded
 * at the end. Every operation is a plain product, sum or quotient of floats, which Java evaluates
 * alike on every machine, vectorised or not.
 */
final class BlockLoops {
  /** Types in one block. */
  static final int LENGTH = 512;

  /** Lanes in which products are summed. */
  static final int HALF = LENGTH / 2;

  /** Lanes left after folding. */
  static final int FOLDED = HALF / 4;

  private BlockLoops() {}

  static void setOne(float[] target, float[] a, float factor) {
    for (int m = 0; m < LENGTH; m++) {
      target[m] = factor * a[m];
    }
  }

  static void setTwo(float[] target, float[] a, float[] b, float fa, float fb) {
    for (int m = 0; m < LENGTH; m++) {
      target[m] = fa * a[m] + fb * b[m];
    }
  }

  static void setThree(
      float[] target, float[] a, float[] b, float[] c, float fa, float fb, float fc) {
    for (int m = 0; m < LENGTH; m++) {
      target[m] = fa * a[m] + fb * b[m] + fc * c[m];
    }
  }

  static void setFour(
      float[] target,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float fa,
      float fb,
      float fc,
      float fd) {
    for (int m = 0; m < LENGTH; m++) {
      target[m] = fa * a[m] + fb * b[m] + fc * c[m] + fd * d[m];
    }
  }

  static void addFour(
      float[] target,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float fa,
      float fb,
      float fc,
      float fd) {
    for (int m = 0; m < LENGTH; m++) {
      target[m] += fa * a[m] + fb * b[m] + (fc * c[m] + fd * d[m]);
    }
  }

  static void addTwo(float[] target, float[] a, float[] b, float fa, float fb) {
    for (int m = 0; m < LENGTH; m++) {
      target[m] += fa * a[m] + fb * b[m];
    }
  }

  static void addOne(float[] target, float[] a, float factor) {
    for (int m = 0; m < LENGTH; m++) {
      target[m] += factor * a[m];
    }
  }

  /**
   * Replaces B by {@code t = 2 inverse / (A + B)} and A by {@code U = 2 rho inverse} clamped to
   * [-2, 2].
   */
  static void ratios(float[] shed, float[] taken, float inverse, float tiny) {
    float two = 2f * inverse;
    float low = inverse - 1f;
    float high = inverse + 1f;
    for (int m = 0; m < LENGTH; m++) {
      float t = two / (shed[m] + taken[m] + tiny);
      float p = shed[m] * t;
      taken[m] = t;
      shed[m] = Math.abs(p - low) - Math.abs(p - high);
    }
  }

  /** Adds {@code w (U (12 - U U) + 16)}. */
  static void addValues(float[] value, float[] u, float[] weights) {
    for (int m = 0; m < LENGTH; m++) {
      float x = u[m];
      value[m] += weights[m] * (x * (12f - x * x) + 16f);
    }
  }

  /**
   * Adds values as {@link #addValues}; replaces U and t by the slopes for tasks shed, {@code z (1 -
   * rho)}, and for others, {@code z (1 + rho)}, with {@code z = w t (4 - U U)}.
   */
  static void addValuesAndSetSlopes(
      float[] value, float[] u, float[] t, float[] weights, float rhoPerU) {
    for (int m = 0; m < LENGTH; m++) {
      float x = u[m];
      float square = x * x;
      float weight = weights[m];
      value[m] += weight * (x * (12f - square) + 16f);
      float z = weight * (4f - square) * t[m];
      float tilt = z * (x * rhoPerU);
      u[m] = z - tilt;
      t[m] = z + tilt;
    }
  }

  static void addMoments(float[] first, float[] second, float[] u, float[] weights) {
    for (int m = 0; m < LENGTH; m++) {
      float product = weights[m] * u[m];
      first[m] += product;
      second[m] += product * u[m];
    }
  }

  /** Adds slope times cost to the lanes of every listed task. */
  static void addProducts(
      float[][] lanes, float[] slope, float[][] costs, int[] list, int from, int count) {
    int q = from;
    for (; q + 3 <= count; q += 3) {
      addThreeProducts(
          lanes[list[q]],
          lanes[list[q + 1]],
          lanes[list[q + 2]],
          slope,
          costs[list[q]],
          costs[list[q + 1]],
          costs[list[q + 2]]);
    }
    if (q + 2 <= count) {
      addTwoProducts(lanes[list[q]], lanes[list[q + 1]], slope, costs[list[q]], costs[list[q + 1]]);
    } else if (q < count) {
      addProduct(lanes[list[q]], slope, costs[list[q]]);
    }
  }

  private static void addThreeProducts(
      float[] first,
      float[] second,
      float[] third,
      float[] slope,
      float[] a,
      float[] b,
      float[] c) {
    for (int m = 0; m < HALF; m++) {
      float x = slope[m];
      float y = slope[m + HALF];
      first[m] += x * a[m] + y * a[m + HALF];
      second[m] += x * b[m] + y * b[m + HALF];
      third[m] += x * c[m] + y * c[m + HALF];
    }
  }

  private static void addTwoProducts(
      float[] first, float[] second, float[] slope, float[] a, float[] b) {
    for (int m = 0; m < HALF; m++) {
      float x = slope[m];
      float y = slope[m + HALF];
      first[m] += x * a[m] + y * a[m + HALF];
      second[m] += x * b[m] + y * b[m + HALF];
    }
  }

  private static void addProduct(float[] lanes, float[] slope, float[] a) {
    for (int m = 0; m < HALF; m++) {
      lanes[m] += slope[m] * a[m] + slope[m + HALF] * a[m + HALF];
    }
  }

  /** Sum of a block's entries. */
  static double sum(float[] values, float[] folded) {
    for (int m = 0; m < HALF; m++) {
      values[m] += values[m + HALF];
    }
    return sumOfHalf(values, folded);
  }

  /** Sum of the first half of the entries: quarters lane by lane, then in double precision. */
  static double sumOfHalf(float[] lanes, float[] folded) {
    for (int m = 0; m < FOLDED; m++) {
      folded[m] = lanes[m] + lanes[m + FOLDED] + (lanes[m + 2 * FOLDED] + lanes[m + 3 * FOLDED]);
    }
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (int m = 0; m < FOLDED; m += 4) {
      a += folded[m];
      b += folded[m + 1];
      c += folded[m + 2];
      d += folded[m + 3];
    }
    return a + b + (c + d);
  }
}
