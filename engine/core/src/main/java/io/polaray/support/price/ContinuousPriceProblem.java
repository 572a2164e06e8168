package io.polaray.support.price;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Price problem of a continuous distribution, solved by branch and bound on x = log r.
 *
 * <p>Cells are the intervals between the points evaluated so far. A cell is bounded by
 * monotonicity, {@code P(x) <= P(left end)}. When costs have a log-concave joint density in log
 * coordinates, {@code log P} is concave in x (Prekopa's theorem: acceptance is the half space log
 * c(shed) - log c(taken) &gt;= x), so inside a cell P lies below the secant through the two points
 * to its left and below the secant through the two points to its right. The product of an
 * exponential {@code e^(a + s x)} and {@code gain e^x - loss} is maximised over an interval in
 * closed form: for loss &gt;= 0 it is log-concave with stationary point {@code e^x = s loss / (gain
 * (s + 1))}, s &lt; -1; for loss &lt; 0 it is a sum of exponentials, hence convex, and its maximum
 * is at an end. The next point is the maximiser of the largest cell bound, kept away from the ends
 * of its cell, so convergence is quadratic.
 *
 * <p>Probabilities enter bounds with their error bound added or subtracted.
 */
final class ContinuousPriceProblem implements PriceProblem {
  private static final int MAX_POINTS = 4_000;
  private static final double ROUND_UP = 1 + 0x1p-46;
  private static final double ROUND_DOWN = 1 - 0x1p-50;

  /** Added to the logarithm of the largest rate so that nobody accepts at the last point. */
  private static final double END_SLACK = 1e-13;

  private final DoubleUnaryOperator acceptance;
  private final double error;
  private final boolean logConcave;
  private final double minRate;
  private final double maxRate;

  /**
   * A problem.
   *
   * @param acceptance rate to probability of acceptance
   * @param error bound on the absolute error of {@code acceptance}
   * @param logConcave whether log P is concave in log r
   * @param minRate everybody accepts at this rate; 0 if there is none
   * @param maxRate nobody accepts above this rate; may be infinite
   */
  ContinuousPriceProblem(
      DoubleUnaryOperator acceptance,
      double error,
      boolean logConcave,
      double minRate,
      double maxRate) {
    this.acceptance = acceptance;
    this.error = error;
    this.logConcave = logConcave;
    this.minRate = minRate;
    this.maxRate = maxRate;
  }

  @Override
  public PriceBracket solve(double gain, double loss, double absoluteTolerance) {
    double breakEven = loss > 0 ? loss / gain : 0;
    if (breakEven >= maxRate) {
      return PriceBracket.NOTHING;
    }
    return new Run(gain, loss, absoluteTolerance).solve(Math.max(minRate, breakEven));
  }

  /** State of one solve: points in increasing order, and a bound for the cell right of each. */
  private final class Run {
    private final double gain;
    private final double loss;
    private final double tolerance;
    private double[] x = new double[64];
    private double[] low = new double[64];
    private double[] high = new double[64];
    private double[] bound = new double[64];
    private double[] maximiser = new double[64];
    private int points;
    private double best;
    private double bestRate = Double.NaN;
    private double maximum;

    Run(double gain, double loss, double tolerance) {
      this.gain = gain;
      this.loss = loss;
      this.tolerance = tolerance;
    }

    PriceBracket solve(double leastRate) {
      double from = StrictMath.log(leastRate);
      double to = StrictMath.log(maxRate);
      double outside = Math.max(0, gain * leastRate * ROUND_UP - loss);
      if (leastRate == 0) {
        from = Math.min(-30, (Double.isInfinite(to) ? 0 : to) - 30);
        outside = Math.max(0, gain * StrictMath.exp(from) - loss);
      }
      to = Double.isInfinite(to) ? Math.max(from, 0) + 40 : to + END_SLACK;
      evaluate(0, from);
      if (leastRate > 0) {
        consider(leastRate * ROUND_DOWN);
      }
      if (to > from) {
        evaluate(1, to);
        double step = (to - from) / 16;
        for (int k = 1; k < 16; k++) {
          evaluate(k, from + k * step);
        }
      }
      boundCells(0, points - 1);
      while (points < MAX_POINTS) {
        int cell = largestCell();
        if (cell < 0 || bound[cell] <= best + tolerance) {
          break;
        }
        double left = x[cell];
        double width = x[cell + 1] - left;
        if (bound[cell] <= best + 4 * error * margin(x[cell + 1])) {
          break;
        }
        double next = Math.min(left + 0.9 * width, Math.max(left + 0.1 * width, maximiser[cell]));
        if (!(next > left) || !(next < x[cell + 1])) {
          break;
        }
        evaluate(cell + 1, next);
        boundCells(cell - 2, cell + 3);
      }
      double upper = Math.max(best, outside);
      for (int k = 0; k + 1 < points; k++) {
        upper = Math.max(upper, bound[k]);
      }
      return new PriceBracket(bestRate, best, Math.max(upper, tail(to)));
    }

    /** Bound beyond the last point when rates are unbounded. */
    private double tail(double to) {
      int last = points - 1;
      if (!Double.isInfinite(maxRate) || high[last] == 0) {
        return 0;
      }
      int anchor = reliableFrom(last);
      if (!logConcave || anchor < 1 || !(leftSlope(anchor) < -1)) {
        return Double.POSITIVE_INFINITY;
      }
      double height = logHigh(anchor) + leftSlope(anchor) * (to - x[anchor]);
      return StrictMath.exp(height) * (gain * StrictMath.exp(to) - Math.min(loss, 0)) * ROUND_UP;
    }

    /** The last point up to k whose probability stands well above its error bound. */
    private int reliableFrom(int k) {
      int anchor = k;
      while (anchor > 0 && !(low[anchor] > 0.99 * high[anchor])) {
        anchor--;
      }
      return anchor;
    }

    /** Slope of log P that bounds it from above to the right of point k. */
    private double leftSlope(int k) {
      return k > 0 && low[k - 1] > 0
          ? Math.min(0, (logHigh(k) - logLow(k - 1)) / (x[k] - x[k - 1]))
          : 0;
    }

    private void evaluate(int index, double at) {
      if (points == x.length) {
        x = Arrays.copyOf(x, 2 * points);
        low = Arrays.copyOf(low, 2 * points);
        high = Arrays.copyOf(high, 2 * points);
        bound = Arrays.copyOf(bound, 2 * points);
        maximiser = Arrays.copyOf(maximiser, 2 * points);
      }
      int moved = points - index;
      System.arraycopy(x, index, x, index + 1, moved);
      System.arraycopy(low, index, low, index + 1, moved);
      System.arraycopy(high, index, high, index + 1, moved);
      System.arraycopy(bound, index, bound, index + 1, moved);
      System.arraycopy(maximiser, index, maximiser, index + 1, moved);
      points++;
      double rate = StrictMath.exp(at);
      double probability = consider(rate);
      x[index] = at;
      high[index] = Math.min(1, probability + error + 0x1p-51 * probability);
      low[index] = Math.max(0, probability - error - 0x1p-51 * probability);
      if (rate >= maxRate) {
        high[index] = Math.min(high[index], error);
        low[index] = 0;
      }
    }

    private double consider(double rate) {
      double probability = acceptance.applyAsDouble(rate);
      double value = probability * (gain * rate - loss);
      if (value > best) {
        best = value;
        bestRate = rate;
      }
      return probability;
    }

    private int largestCell() {
      int cell = -1;
      maximum = 0;
      for (int k = 0; k + 1 < points; k++) {
        if (bound[k] > maximum) {
          maximum = bound[k];
          cell = k;
        }
      }
      return cell;
    }

    private void boundCells(int first, int last) {
      for (int k = Math.max(0, first); k <= Math.min(points - 2, last); k++) {
        boundCell(k);
      }
    }

    private void boundCell(int k) {
      double left = x[k];
      double right = x[k + 1];
      double flat = high[k] * margin(right);
      maximiser[k] = 0.5 * (left + right);
      bound[k] = Math.max(0, flat * ROUND_UP);
      if (!logConcave || !(high[k] > 0)) {
        return;
      }
      int anchor = reliableFrom(k);
      double slopeLeft = leftSlope(anchor);
      double heightLeft = logHigh(anchor) + slopeLeft * (left - x[anchor]);
      boolean hasRight = k + 2 < points && low[k + 2] > 0;
      double split = right;
      double slopeRight = 0;
      double heightRight = 0;
      if (hasRight) {
        heightRight = logHigh(k + 1);
        slopeRight = (logLow(k + 2) - heightRight) / (x[k + 2] - right);
        double crossing =
            (heightRight - slopeRight * right - heightLeft + slopeLeft * left)
                / (slopeLeft - slopeRight);
        split = crossing > left && crossing < right ? crossing : right;
      }
      double atLeft = argmax(slopeLeft, left, split);
      double value = line(heightLeft, slopeLeft, left, atLeft);
      double at = atLeft;
      if (hasRight && split < right) {
        double atRight = argmax(slopeRight, split, right);
        double other = line(heightRight, slopeRight, right, atRight);
        if (other > value) {
          value = other;
          at = atRight;
        }
      }
      value = Math.max(0, value * ROUND_UP);
      if (value < bound[k]) {
        bound[k] = value;
        maximiser[k] = at;
      }
    }

    private double line(double height, double slope, double anchor, double at) {
      return StrictMath.exp(height + slope * (at - anchor)) * margin(at);
    }

    private double argmax(double slope, double from, double to) {
      if (loss > 0) {
        if (slope >= -1) {
          return to;
        }
        double stationary = StrictMath.log(slope * loss / (gain * (slope + 1)));
        return Math.min(to, Math.max(from, stationary));
      }
      double atFrom = margin(from);
      double atTo = StrictMath.exp(slope * (to - from)) * margin(to);
      return atTo > atFrom ? to : from;
    }

    private double margin(double at) {
      return gain * StrictMath.exp(at) - loss;
    }

    private double logHigh(int k) {
      return StrictMath.log(high[k]);
    }

    private double logLow(int k) {
      return StrictMath.log(low[k]);
    }
  }
}
