package io.polaray.support.search;

import io.polaray.menu.CostBox;

/**
 * The condition that a pair of rays is polarised on a box, {@code g(kappa^l + t kappa^k) >= 0},
 * made smooth from inside.
 *
 * <p>{@code g(m) = sum_i middle(i) m(i) - half(i) |m(i)|} for the middles and half widths of the
 * box. With {@code sqrt(m^2 + s^2) >= |m|} in place of |m| it is concave, smooth and never above g.
 * It is counted in units of the middle costs of the endowment.
 */
final class BoxConstraint {
  private static final double SURROGATE = 100;

  private final int tasks;
  private final double[] middle;
  private final double[] half;
  private final double[] unit;

  /** Slopes of the last evaluation in the entries of the two rays. */
  final double[] slopes;

  /** Slope of the last evaluation in the logarithm of the rate. */
  double rateSlope;

  BoxConstraint(CostBox box, SearchSpace space) {
    tasks = space.tasks;
    middle = new double[tasks];
    half = new double[tasks];
    unit = new double[tasks];
    slopes = new double[tasks];
    double budget = 0;
    for (int i = 0; i < tasks; i++) {
      double lower = box.lower().get(i);
      double mean = space.types.meanCost(i);
      double upper = Math.min(box.upper().get(i), SURROGATE * Math.max(lower, mean));
      middle[i] = 0.5 * (lower + upper);
      half[i] = 0.5 * (upper - lower);
      budget += space.eta[i] * middle[i];
    }
    for (int i = 0; i < tasks; i++) {
      unit[i] = budget / (tasks * Math.max(middle[i], Double.MIN_NORMAL));
      middle[i] /= budget;
      half[i] /= budget;
    }
  }

  /**
   * Evaluates {@code g(e^(-r/2) kappa^l + e^(r/2) kappa^k)} with smoothing {@code s}, in which
   * entries count in units of equal cost. The slopes are those in the mixture; the entries of ray l
   * have {@code e^(-r/2)} times them, those of ray k {@code e^(r/2)} times.
   */
  double evaluate(double[] l, double[] k, double logRate, double smoothing) {
    double first = StrictMath.exp(-0.5 * logRate);
    double second = 1 / first;
    double sum = 0;
    double turned = 0;
    for (int i = 0; i < tasks; i++) {
      double m = first * l[i] + second * k[i];
      double s = smoothing * unit[i];
      double root = Math.sqrt(m * m + s * s);
      sum += middle[i] * m - half[i] * root;
      double slope = middle[i] - (root > 0 ? half[i] * m / root : 0);
      slopes[i] = slope;
      turned += slope * (second * k[i] - first * l[i]);
    }
    rateSlope = 0.5 * turned;
    return sum;
  }
}
