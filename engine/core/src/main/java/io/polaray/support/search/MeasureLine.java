package io.polaray.support.search;

import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;

/**
 * The best amount of one task that a ray takes on besides what is fixed, under a measure.
 *
 * <p>The gain {@code (w . kappa) P(c . kappa <= 0)} along that amount is a product of two functions
 * with concave logarithms where costs are log-concave, so a line search finds its maximum between
 * the amount from which on the ray is worth anything and the one that not even the type most in
 * favour of it accepts. Where the least cost is 0 there is no such amount; the gain may grow to a
 * limit, and the line is searched in {@code log(1 + amount / unit)}.
 */
final class MeasureLine {
  /** The largest amount, in units of the search, of a task that may cost nothing. */
  private static final double LARGEST = 1e7;

  private static final double RELATIVE_TOLERANCE = 1e-4;
  private static final double LEAST_STEP = 1e-7;
  private static final int MAX_EVALUATIONS = 100;

  private final SearchSpace space;
  private final TypeMeasure measure;
  private final PreferenceDistribution costs;

  MeasureLine(SearchSpace space, TypeMeasure measure, PreferenceDistribution costs) {
    this.space = space;
    this.measure = measure;
    this.costs = costs;
  }

  /** Whether a type may bear any amount of a task. */
  boolean isEndless(int j) {
    return costs.lower().get(j) == 0;
  }

  /**
   * The best amount of task j to add to a ray, and what the ray gains with it.
   *
   * @return amount and gain in scaled weights; no amount with gain 0 where none is worth anything
   */
  UnivariatePointValuePair best(double[] kappa, int j) {
    double worth = space.worthOf(kappa);
    double room = 0;
    for (int i = 0; i < space.tasks; i++) {
      double cost = kappa[i] < 0 ? costs.upper().get(i) : costs.lower().get(i);
      room -= kappa[i] == 0 ? 0 : kappa[i] * cost;
    }
    double least = Math.max(0, -worth / space.weights[j]);
    double most = isEndless(j) ? LARGEST * space.unit[j] : room / costs.lower().get(j);
    if (!(room > 0 && most > least) || most == Double.POSITIVE_INFINITY) {
      return new UnivariatePointValuePair(0, 0);
    }
    double unit = isEndless(j) ? space.unit[j] : Double.POSITIVE_INFINITY;
    double[] ray = kappa.clone();
    UnivariateFunction gain =
        position -> {
          double amount = amount(position, unit);
          ray[j] = kappa[j] + amount;
          return (worth + space.weights[j] * amount) * measure.acceptanceProbability(ray);
        };
    double from = position(least, unit);
    double to = position(most, unit);
    try {
      UnivariatePointValuePair found =
          new BrentOptimizer(RELATIVE_TOLERANCE, LEAST_STEP * (to - from))
              .optimize(
                  GoalType.MAXIMIZE,
                  new UnivariateObjectiveFunction(gain),
                  new SearchInterval(from, to),
                  new MaxEval(MAX_EVALUATIONS));
      double end = gain.value(to);
      return end > found.getValue()
          ? new UnivariatePointValuePair(most, end)
          : new UnivariatePointValuePair(amount(found.getPoint(), unit), found.getValue());
    } catch (TooManyEvaluationsException tooMany) {
      return new UnivariatePointValuePair(0, 0);
    }
  }

  private static double position(double amount, double unit) {
    return unit == Double.POSITIVE_INFINITY ? amount : StrictMath.log1p(amount / unit);
  }

  private static double amount(double position, double unit) {
    return unit == Double.POSITIVE_INFINITY ? position : unit * StrictMath.expm1(position);
  }
}
