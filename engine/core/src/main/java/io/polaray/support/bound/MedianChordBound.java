package io.polaray.support.bound;

import io.polaray.preference.UniformBoxMeasure;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;

/**
 * A bound on S(w) for uniform costs on a box, for any number of tasks and lower ends from 0 on:
 *
 * <pre>  S(w) &lt;= max { remedial value, w . eta + sum_i eta_i E max_p (c_i r_i(p) - w_i p) },
 *   r_i(p) = max_{j != i} max(w_j, 0) p / (lower_j + p width_j)       for p up to 1/2,
 *            max_{j != i} max(w_j, 0) p / (lower_j + width_j / 2)     above,</pre>
 *
 * where p runs over (0, 1].
 *
 * <p>What is taken on has a cost whose distribution function is convex up to the median, so it lies
 * below its chord there: whoever accepts with probability p takes on at most r(p) for each unit of
 * what giving up is worth to him. The proof is in {@code docs/certified-bounds.md}. It takes {@code
 * O(I^2)} operations and does not close, but for equal weights and costs from 0 on it is the
 * supremum.
 */
public final class MedianChordBound implements SupportBound {
  /** Points at which the expectation of a convex function of c_i is taken by trapezoids. */
  private static final int POINTS = 24;

  private static final double ERROR = 1e-12;
  private static final String NAME = "median-chord";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean applies(SupportProblem problem) {
    if (!(problem.measure() instanceof UniformBoxMeasure box)) {
      return false;
    }
    for (int i = 0; i < box.tasks(); i++) {
      if (!(box.upper(i) > 0) || box.upper(i) == Double.POSITIVE_INFINITY) {
        return false;
      }
    }
    return true;
  }

  @Override
  public long leastNodes() {
    return 0;
  }

  @Override
  public BoundSession open(SupportProblem problem) {
    if (!applies(problem)) {
      throw new IllegalArgumentException(
          "measure is " + problem.measure() + "; the method needs uniform costs on a box");
    }
    UniformBoxMeasure box = (UniformBoxMeasure) problem.measure();
    double[] eta = problem.endowment().toArray();
    return (weights, lowerValue, relativeGap, budget) -> {
      double[] w = weights.toArray();
      double bound = SumOfRayGains.bound(w, eta, i -> meanGain(box, w, i), ERROR);
      return new UpperBound(bound, BoundKind.RELAXED, NAME);
    };
  }

  /** At least {@code E max_p (c_i r_i(p) - w_i p)}. */
  private static double meanGain(UniformBoxMeasure box, double[] w, int i) {
    double lower = box.lower(i);
    double width = box.upper(i) - lower;
    double sum = 0;
    for (int n = 0; n <= POINTS; n++) {
      double gain = gain(box, w, i, lower + width * n / POINTS);
      sum += n == 0 || n == POINTS ? 0.5 * gain : gain;
    }
    return sum / POINTS;
  }

  private static double gain(UniformBoxMeasure box, double[] w, int i, double cost) {
    double best = Math.max(0, -w[i]);
    for (int j = 0; j < w.length; j++) {
      if (j == i || !(w[j] > 0)) {
        continue;
      }
      double lower = box.lower(j);
      double width = box.upper(j) - lower;
      double worth = cost * w[j];
      double atOne = worth / (lower + 0.5 * width);
      best = Math.max(best, Math.max(atOne - w[i], 0.5 * (atOne - w[i])));
      if (lower == 0) {
        best = Math.max(best, worth / width);
      } else if (w[i] > 0 && width > 0) {
        double p = (Math.sqrt(worth * lower / w[i]) - lower) / width;
        if (p > 0 && p < 0.5) {
          best = Math.max(best, worth * p / (lower + p * width) - w[i] * p);
        }
      }
    }
    return best;
  }
}
