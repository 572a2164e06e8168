package io.polaray.support.frontier;

import io.polaray.numeric.SymmetricSum;
import io.polaray.numeric.UniformSum;
import java.util.Arrays;

/**
 * The probability {@code P(sum of x_i c_i over i != j >= k c_j)} as a function of k, for one bundle
 * x and each target j, with a bound on its error.
 */
final class TargetProbability {
  /*
   * Y = sum x_i (c_i - mu_i) - k (c_j - mu_j) is symmetric and |Y| <= S, the sum of the half
   * ranges. For |m| < L, S <= L and h = pi / L the sawtooth series gives exactly
   *
   *   P(m + Y >= 0) = 1/2 + (1 / pi) [ h m / 2 + sum over q >= 1 of sin(q h m) Phi(q h) / q ],
   *   Phi(s) = product of sinc(s a_i), a_i the half ranges.
   *
   * The factors of x do not depend on k: their products are tabulated for a few lengths L, so that
   * one value costs two rotations a term. Short sums, and sums whose series is long, go to
   * UniformSum. Sums with costs that are not uniform go to SymmetricSum.
   */
  private static final double UNIT = 0x1p-53;
  private static final int MIN_FACTORS = 7;
  private static final int MAX_LEVELS = 16;
  private static final double FIRST_LENGTH = 1.1;
  private static final double NEXT_LENGTH = 1.5;

  private static final double FAR = 16;

  private final ScaledBox box;
  private final UniformSum sum;
  private final SymmetricSum symmetric;
  private final double[] range;
  private final double[] sorted;
  private final int[] place;
  private final double[] weightsOfSum;
  private final SincTable[] levels = new SincTable[MAX_LEVELS];
  private final boolean[] filled = new boolean[MAX_LEVELS];
  private final double[][] phi = new double[MAX_LEVELS][];
  private final int[] phiTarget = new int[MAX_LEVELS];
  private double[] bundle = new double[0];
  private int factors;
  private double totalSpan;
  private boolean series;

  private int target;
  private double mean;
  private double span;
  private double least;
  private double most;
  private double magnitude;
  private double widest;
  private double variance;
  private double error;

  TargetProbability(ScaledBox box) {
    this.box = box;
    sum = new UniformSum(box.tasks);
    symmetric = new SymmetricSum(box.tasks + 1);
    range = new double[box.tasks];
    sorted = new double[box.tasks];
    place = new int[box.tasks];
    weightsOfSum = new double[box.tasks];
    for (int level = 0; level < MAX_LEVELS; level++) {
      levels[level] = new SincTable(box.tasks);
      phi[level] = new double[0];
    }
  }

  /** Sets the bundle, which must not change before the next call. */
  void bundle(double[] x) {
    bundle = x;
    factors = 0;
    totalSpan = 0;
    for (int i = 0; i < box.tasks; i++) {
      place[i] = -1;
      if (x[i] != 0) {
        place[i] = factors;
        range[factors++] = Math.abs(x[i]) * box.half[i];
        totalSpan += Math.abs(x[i]) * box.half[i];
      }
    }
    Arrays.fill(filled, false);
    series = box.uniform && factors >= MIN_FACTORS;
    if (series) {
      System.arraycopy(range, 0, sorted, 0, factors);
      Arrays.sort(sorted, 0, factors);
    }
  }

  /** Sets the target. */
  void target(int j) {
    target = j;
    mean = 0;
    span = 0;
    least = 0;
    most = 0;
    magnitude = 0;
    widest = 0;
    variance = 0;
    for (int i = 0; i < box.tasks; i++) {
      double value = bundle[i];
      if (i == j || value == 0) {
        continue;
      }
      double own = Math.abs(value) * box.half[i];
      mean += value * box.mean[i];
      span += own;
      variance += own * own * box.spread[i];
      widest = Math.max(widest, own * box.flatness[i]);
      least += value * (value > 0 ? box.lower[i] : box.upper[i]);
      most += value * (value > 0 ? box.upper[i] : box.lower[i]);
      magnitude += Math.abs(value) * box.upper[i];
    }
    Arrays.fill(phiTarget, -1);
  }

  /** The k at which the probability is 1/2 by symmetry. */
  double median() {
    return mean / box.mean[target];
  }

  /** Standard deviation of the sum at k. */
  double deviation(double k) {
    double own = k * box.half[target];
    return Math.sqrt((variance + own * own * box.spread[target]) / 3);
  }

  /** A k from which on the probability is 0. */
  double last() {
    return most > 0 ? most / box.lower[target] : most / box.upper[target];
  }

  /** Whether the target may cost nothing: then the probability is positive at every k. */
  boolean isEndless() {
    return most > 0 && box.lower[target] == 0;
  }

  /**
   * Whether k P is constant from {@link #far} on: {@code E[(sum of x_i c_i)+] / upper_j}, for a
   * uniform target without end.
   */
  boolean isFlat() {
    return box.shapes[target].isUniform();
  }

  /**
   * The limit of the slope of log P in log k for an endless target, which is its least slope, as P
   * falls like {@code k^-a} where the density of c_j is of order {@code c^(a - 1)} at 0.
   */
  double leastSlope() {
    return -box.shapes[target].shape();
  }

  /** {@link #last}, or for an endless target a k beyond which little changes. */
  double far() {
    double room = isFlat() ? 1 + 1e-12 : FAR;
    return isEndless() ? most / box.upper[target] * room : last();
  }

  /** Bound on the absolute error of the last value. */
  double error() {
    return error;
  }

  /** The probability at k. */
  double at(double k) {
    double from = least - k * (k > 0 ? box.upper[target] : box.lower[target]);
    double to = most - k * (k > 0 ? box.lower[target] : box.upper[target]);
    double own = Math.abs(k) * box.half[target];
    double rounding = 4 * (factors + 4) * UNIT * (magnitude + Math.abs(k) * box.upper[target]);
    double densest = Math.max(own * box.flatness[target], widest);
    error = densest > 0 ? Math.min(1, rounding / densest) : 1;
    if (from >= 0) {
      return 1;
    }
    if (to <= 0) {
      return 0;
    }
    if (series) {
      int level = level(span + own);
      if (level >= 0 && levels[level].terms() > 0) {
        double value = invert(level, mean - k * box.mean[target], own);
        error += levels[level].error(factors);
        return Math.min(1, Math.max(0, value));
      }
    }
    if (!box.uniform) {
      return symmetric(k);
    }
    int n = 0;
    for (int i = 0; i < box.tasks; i++) {
      if (i != target && bundle[i] != 0) {
        weightsOfSum[n++] = 2 * range[place[i]];
      }
    }
    if (own > 0) {
      weightsOfSum[n++] = 2 * own;
    }
    double value = sum.cdf(weightsOfSum, n, to, -from, rounding);
    error += sum.error();
    return value;
  }

  /**
   * As a sum of symmetric terms. Nobody to whom the target costs more than {@code most / k}
   * accepts: a uniform target is cut there, so that small probabilities keep their accuracy.
   */
  private double symmetric(double k) {
    symmetric.clear();
    for (int i = 0; i < box.tasks; i++) {
      if (i != target && bundle[i] != 0) {
        symmetric.add(box.shapes[i], range[place[i]]);
      }
    }
    double lower = box.lower[target];
    double upper = box.upper[target];
    double share = 1;
    if (k > 0 && box.shapes[target].isUniform() && most < k * upper) {
      double cap = Math.min(upper, most / k * (1 + 1e-12));
      share = Math.min(1, (cap - lower) / (upper - lower));
      upper = cap;
    }
    double own = Math.abs(k) * 0.5 * (upper - lower);
    if (own > 0) {
      symmetric.add(box.shapes[target], own);
    }
    double value = symmetric.atLeast(mean - k * 0.5 * (lower + upper));
    double rounding = 4 * (factors + 4) * UNIT * (magnitude + Math.abs(k) * upper);
    double shifted = rounding * symmetric.peak() + symmetric.error() + 8 * UNIT;
    error = Math.min(1, shifted * share);
    return value * share;
  }

  /** The tabulated length that covers S; negative when none does. */
  private int level(double needed) {
    double length = FIRST_LENGTH * totalSpan;
    for (int level = 0; level < MAX_LEVELS; level++) {
      if (length > needed * (1 + 1e-9)) {
        if (!filled[level]) {
          levels[level].fill(range, sorted, factors, Math.PI / length);
          filled[level] = true;
        }
        return level;
      }
      length *= NEXT_LENGTH;
    }
    return -1;
  }

  private double invert(int level, double shift, double own) {
    SincTable table = levels[level];
    int terms = table.terms();
    if (phiTarget[level] != target) {
      if (phi[level].length < terms) {
        phi[level] = new double[terms + 16];
      }
      table.without(place[target] < 0 ? factors : place[target], factors, phi[level]);
      phiTarget[level] = target;
    }
    double[] values = phi[level];
    double angle = shift * table.step();
    double cosine = StrictMath.cos(angle);
    double sine = StrictMath.sin(angle);
    double re = 1;
    double im = 0;
    double total = 0;
    double ownAngle = own * table.step();
    if (ownAngle < 1e-9) {
      for (int q = 0; q < terms; q++) {
        double next = re * cosine - im * sine;
        im = re * sine + im * cosine;
        re = next;
        total += im * values[q];
      }
    } else {
      double ownCosine = StrictMath.cos(ownAngle);
      double ownSine = StrictMath.sin(ownAngle);
      double inverse = 1 / ownAngle;
      double ownRe = 1;
      double ownIm = 0;
      for (int q = 0; q < terms; q++) {
        double next = re * cosine - im * sine;
        im = re * sine + im * cosine;
        re = next;
        next = ownRe * ownCosine - ownIm * ownSine;
        ownIm = ownRe * ownSine + ownIm * ownCosine;
        ownRe = next;
        total += im * values[q] * ownIm * inverse / (q + 1);
      }
    }
    return 0.5 + (0.5 * angle + total) / Math.PI;
  }
}
