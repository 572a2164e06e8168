package io.polaray.support.frontier;

import io.polaray.numeric.SymmetricSum;
import io.polaray.numeric.UniformSum;
import java.util.Arrays;

/**
 * Probabilities of rays on a box and the halfspaces they give: if {@code 1/2 <= P(c . kappa0 <= 0)
 * <= p}, every ray kappa that is accepted with probability p or more has {@code E[c | c . kappa0 =
 * 0] . kappa <= 0}.
 */
final class AcceptanceCut {
  private static final double UNIT = 0x1p-53;
  private static final int MIN_FACTORS = 7;

  private final ScaledBox box;
  private final UniformSum sum;
  private final SincTable series;
  private final SymmetricSum symmetric;
  private final double[] range;
  private final double[] sorted;
  private final double[] weights;
  private final double[] moments;
  private final int[] index;
  private double least;
  private double most;
  private double rounding;
  private double widest;
  private int count;
  private double error;

  AcceptanceCut(ScaledBox box) {
    this.box = box;
    sum = new UniformSum(box.tasks);
    series = new SincTable(box.tasks);
    symmetric = new SymmetricSum(box.tasks);
    range = new double[box.tasks];
    sorted = new double[box.tasks];
    weights = new double[box.tasks];
    moments = new double[box.tasks];
    index = new int[box.tasks];
  }

  /** P(c . kappa &lt;= 0). */
  double probability(double[] kappa) {
    reduce(kappa);
    double shift = widest > 0 ? rounding / widest : 1;
    error = Math.min(1, shift);
    if (least >= 0) {
      return 0;
    }
    if (most <= 0) {
      return 1;
    }
    if (!box.uniform) {
      symmetricTerms();
      double value = symmetric.atLeast(-0.5 * (most + least));
      error = Math.min(1, symmetric.error() + shift);
      return value;
    }
    if (count >= MIN_FACTORS) {
      double length = 0.5 * (most - least) * (1 + 1e-9);
      for (int m = 0; m < count; m++) {
        range[m] = 0.5 * weights[m];
        sorted[m] = range[m];
      }
      Arrays.sort(sorted, 0, count);
      if (series.product(range, sorted, count, Math.PI / length)) {
        double value = series.invert(-0.5 * (most + least));
        error = Math.min(1, shift + series.error(count));
        return Math.min(1, Math.max(0, value));
      }
    }
    double value = sum.cdf(weights, count, -least, most, rounding);
    error = Math.min(1, sum.error() + shift);
    return value;
  }

  /** Bound on the absolute error of the last probability. */
  double error() {
    return error;
  }

  private void symmetricTerms() {
    symmetric.clear();
    for (int m = 0; m < count; m++) {
      symmetric.add(box.shapes[index[m]], 0.5 * weights[m]);
    }
  }

  /** Sets the moments to densities of the shares of the widths, as UniformSum has them. */
  private double symmetricMoments() {
    symmetricTerms();
    double[] means = symmetric.means(0.5 * (most + least));
    double density = symmetric.density();
    for (int m = 0; m < count; m++) {
      moments[m] = 0.5 * (density + means[m]);
    }
    return density;
  }

  private void reduce(double[] kappa) {
    count = 0;
    least = 0;
    most = 0;
    widest = 0;
    double magnitude = 0;
    for (int i = 0; i < box.tasks; i++) {
      double entry = kappa[i];
      if (entry == 0) {
        continue;
      }
      least += entry * (entry > 0 ? box.lower[i] : box.upper[i]);
      most += entry * (entry > 0 ? box.upper[i] : box.lower[i]);
      magnitude += Math.abs(entry) * box.upper[i];
      double weight = 2 * Math.abs(entry) * box.half[i];
      widest = Math.max(widest, weight * box.flatness[i]);
      index[count] = i;
      weights[count++] = weight;
    }
    rounding = 4 * (box.tasks + 4) * UNIT * magnitude;
  }

  /**
   * Bounds on {@code E[c | c . kappa = 0]}, up to one positive factor.
   *
   * @param low receives lower bounds
   * @param high receives upper bounds
   * @return whether the bounds are close enough to be of use
   */
  boolean conditionalMean(double[] kappa, double[] low, double[] high) {
    reduce(kappa);
    // Rounding of the threshold gives the mean on a neighbouring hyperplane, which belongs to a
    // probability that differs by at most rounding / widest.
    double gradientError;
    double density;
    if (box.uniform) {
      sum.cdfAndMoments(weights, count, -least, most, rounding, moments);
      density = sum.density();
      gradientError = sum.gradientError();
    } else {
      density = symmetricMoments();
      gradientError = symmetric.meansError() * widest;
    }
    double absolute = gradientError / widest;
    if (!(density * widest > 1e-3) || !(gradientError < 1e-6) || rounding > 1e-10 * widest) {
      return false;
    }
    for (int i = 0; i < box.tasks; i++) {
      low[i] = box.mean[i];
      high[i] = box.mean[i];
    }
    double relative = 2 * absolute / density;
    for (int m = 0; m < count; m++) {
      int i = index[m];
      double share = Math.min(1, Math.max(0, moments[m] / density));
      double width = 2 * box.half[i];
      double value = kappa[i] > 0 ? box.lower[i] + share * width : box.upper[i] - share * width;
      double margin = relative * width + 4 * UNIT * box.upper[i];
      low[i] = value - margin;
      high[i] = value + margin;
      if (!(low[i] > 0)) {
        return false;
      }
    }
    return true;
  }
}
