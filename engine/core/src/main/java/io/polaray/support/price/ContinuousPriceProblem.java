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
 * <p>Probabilities enter bounds with their error bound added or subtracted, and values without what
 * may be an error. Where rates have no upper limit the last point is one at which few accept but
 * more than the error: beyond it the secant to its left bounds log P, and if that falls faster than
 * 1 / r, earnings fall. Points are rates, and distances in x come from differences of rates: in a
 * narrow box all prices of interest agree in most of their digits, and logarithms would not tell
 * them apart.
 */
final class ContinuousPriceProblem implements PriceProblem {
  private static final int MAX_POINTS = 4_000;
  private static final double ROUND_UP = 1 + 0x1p-46;
  private static final double ROUND_DOWN = 1 - 0x1p-50;

  /** Factor on the largest rate so that nobody accepts at the last point. */
  private static final double BEYOND = 1 + 0x1p-50;

  /** Where rates are unbounded, acceptance is looked at down to so many times its error... */
  private static final double RELIABLE = 1e4;

  /** ... and to this probability. */
  private static final double FEW = 1e-12;

  /** Relative error of a stationary rate, computed with four roundings. */
  private static final double STATIONARY_ERROR = 0x1p-50;

  private final DoubleUnaryOperator acceptance;
  private final double error;
  private final boolean logConcave;
  private final double minRate;
  private final double maxRate;
  private final DoubleUnaryOperator largestProduct;

  /**
   * A problem.
   *
   * @param acceptance rate to probability of acceptance
   * @param error bound on the absolute error of {@code acceptance}
   * @param logConcave whether log P is concave in log r
   * @param minRate everybody accepts at this rate; 0 if there is none
   * @param maxRate nobody accepts above this rate; may be infinite
   * @param largestProduct rate to at least the largest rate times probability from there on; may be
   *     infinite
   */
  ContinuousPriceProblem(
      DoubleUnaryOperator acceptance,
      double error,
      boolean logConcave,
      double minRate,
      double maxRate,
      DoubleUnaryOperator largestProduct) {
    this.acceptance = acceptance;
    this.error = error;
    this.logConcave = logConcave;
    this.minRate = minRate;
    this.maxRate = maxRate;
    this.largestProduct = largestProduct;
  }

  @Override
  public PriceBracket solve(double gain, double loss, double absoluteTolerance) {
    double breakEven = loss > 0 ? loss / gain : 0;
    if (breakEven >= maxRate) {
      return PriceBracket.NOTHING;
    }
    return new Run(gain, loss, absoluteTolerance).solve(Math.max(minRate, breakEven));
  }

  /** State of one solve: rates in increasing order, and a bound for the cell right of each. */
  private final class Run {
    private final double gain;
    private final double loss;
    private final double tolerance;
    private double[] rate = new double[64];
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
      double from = leastRate;
      double outside = Math.max(0, gain * leastRate * ROUND_UP - loss);
      if (leastRate == 0) {
        from = Math.min(1, Double.isInfinite(maxRate) ? 1 : maxRate) * 0x1p-43;
        outside = Math.max(0, gain * from - loss);
      }
      double to = Double.isInfinite(maxRate) ? reach(from) : maxRate * BEYOND;
      evaluate(0, from);
      if (leastRate > 0) {
        consider(leastRate * ROUND_DOWN);
      }
      if (to > from) {
        evaluate(1, to);
        double step = logRatio(from, to) / 16;
        for (int k = 1; k < 16; k++) {
          double next = from + from * StrictMath.expm1(k * step);
          if (next > rate[points - 2] && next < to) {
            evaluate(points - 1, next);
          }
        }
      }
      boundCells(0, points - 1);
      while (points < MAX_POINTS) {
        int cell = largestCell();
        if (cell < 0 || bound[cell] <= best + tolerance) {
          break;
        }
        if (bound[cell] <= best + 4 * error * margin(rate[cell + 1])) {
          break;
        }
        double width = logRatio(rate[cell], rate[cell + 1]);
        double at = Math.min(0.9 * width, Math.max(0.1 * width, maximiser[cell]));
        double next = rate[cell] + rate[cell] * StrictMath.expm1(at);
        if (!(next > rate[cell]) || !(next < rate[cell + 1])) {
          break;
        }
        evaluate(cell + 1, next);
        boundCells(cell - 2, cell + 3);
      }
      double upper = Math.max(best, outside);
      for (int k = 0; k + 1 < points; k++) {
        upper = Math.max(upper, bound[k]);
      }
      upper = Math.max(upper, tail());
      sharpen(leastRate);
      return new PriceBracket(bestRate, best, Math.max(upper, best));
    }

    /**
     * The last point when rates are unbounded: one at which few accept, but more than the error of
     * their probability hides, so that {@link #tail} can use the slope there.
     */
    private double reach(double from) {
      double near = from;
      double far = Math.max(from, 1) * 0x1p58;
      double least = Math.max(RELIABLE * error, FEW);
      if (acceptance.applyAsDouble(far) > least) {
        return far;
      }
      while (far > 2 * near) {
        double middle = Math.sqrt(near) * Math.sqrt(far);
        if (acceptance.applyAsDouble(middle) > least) {
          near = middle;
        } else {
          far = middle;
        }
      }
      return near > from ? near : far;
    }

    private void sharpen(double leastRate) {
      if (best > 0) {
        StationaryRate stationary = new StationaryRate(acceptance, gain, loss);
        double value = acceptance.applyAsDouble(bestRate) * (gain * bestRate - loss);
        bestRate = stationary.near(bestRate, value, leastRate, maxRate);
        best = acceptance.applyAsDouble(bestRate) * (gain * bestRate - loss);
      }
    }

    /** {@code log(to / from)}, accurate relative to itself; to >= from. */
    private double logRatio(double from, double to) {
      return StrictMath.log1p((to - from) / from);
    }

    /** Bound beyond the last point when rates are unbounded. */
    private double tail() {
      int last = points - 1;
      if (!Double.isInfinite(maxRate) || high[last] == 0) {
        return 0;
      }
      int anchor = reliableFrom(last);
      double slope = leftSlope(anchor);
      double product = productBound(last, 0);
      if (!logConcave || anchor < 1 || !(slope < -1)) {
        return product;
      }
      double height = logHigh(anchor) + slope * logRatio(rate[anchor], rate[last]);
      double falling = StrictMath.exp(height) * (gain * rate[last] - Math.min(loss, 0));
      return Math.min(product, falling * ROUND_UP);
    }

    /** {@code gain r P - loss P} from a point on, for probabilities of at least a number. */
    private double productBound(int k, double least) {
      double most = gain * largestProduct.applyAsDouble(rate[k]);
      double value = most - loss * (loss < 0 ? high[k] : least);
      return Math.max(0, value + 0x1p-49 * (most + Math.abs(loss)));
    }

    /** The last point up to k whose probability stands well above its error bound. */
    private int reliableFrom(int k) {
      int anchor = k;
      while (anchor > 0 && !(low[anchor] > 0.99 * high[anchor])) {
        anchor--;
      }
      return anchor;
    }

    /** Slope of log P by x that bounds it from above to the right of point k. */
    private double leftSlope(int k) {
      return k > 0 && low[k - 1] > 0
          ? Math.min(0, (logHigh(k) - logLow(k - 1)) / logRatio(rate[k - 1], rate[k]))
          : 0;
    }

    private void evaluate(int index, double at) {
      if (points == rate.length) {
        rate = Arrays.copyOf(rate, 2 * points);
        low = Arrays.copyOf(low, 2 * points);
        high = Arrays.copyOf(high, 2 * points);
        bound = Arrays.copyOf(bound, 2 * points);
        maximiser = Arrays.copyOf(maximiser, 2 * points);
      }
      int moved = points - index;
      System.arraycopy(rate, index, rate, index + 1, moved);
      System.arraycopy(low, index, low, index + 1, moved);
      System.arraycopy(high, index, high, index + 1, moved);
      System.arraycopy(bound, index, bound, index + 1, moved);
      System.arraycopy(maximiser, index, maximiser, index + 1, moved);
      points++;
      double probability = consider(at);
      rate[index] = at;
      high[index] = Math.min(1, probability + error + 0x1p-51 * probability);
      low[index] = Math.max(0, probability - error - 0x1p-51 * probability);
      if (at >= maxRate) {
        high[index] = Math.min(high[index], error);
        low[index] = 0;
      }
    }

    private double consider(double at) {
      double probability = acceptance.applyAsDouble(at);
      // What may be an error of the probability must not win at a huge rate.
      double value = Math.max(0, probability - error) * (gain * at - loss);
      if (value > best) {
        best = value;
        bestRate = at;
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

    /** Inside cell k, u is the distance in x from its left end. */
    private void boundCell(int k) {
      double width = logRatio(rate[k], rate[k + 1]);
      double flat = high[k] * margin(rate[k + 1]);
      maximiser[k] = 0.5 * width;
      bound[k] = Math.min(Math.max(0, flat * ROUND_UP), productBound(k, low[k + 1]));
      if (!logConcave || !(high[k] > 0)) {
        return;
      }
      int anchor = reliableFrom(k);
      double slopeLeft = leftSlope(anchor);
      double heightLeft =
          logHigh(anchor) + (anchor < k ? slopeLeft * logRatio(rate[anchor], rate[k]) : 0);
      boolean hasRight = k + 2 < points && low[k + 2] > 0;
      double split = width;
      double slopeRight = 0;
      double heightRight = 0;
      if (hasRight) {
        slopeRight = (logLow(k + 2) - logHigh(k + 1)) / logRatio(rate[k + 1], rate[k + 2]);
        heightRight = logHigh(k + 1) - slopeRight * width;
        double crossing = (heightRight - heightLeft) / (slopeLeft - slopeRight);
        split = crossing > 0 && crossing < width ? crossing : width;
      }
      double at = argmax(slopeLeft, k, 0, split);
      double value = line(heightLeft, slopeLeft, k, at);
      if (hasRight && split < width) {
        double atRight = argmax(slopeRight, k, split, width);
        double other = line(heightRight, slopeRight, k, atRight);
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

    /**
     * The bound along a secant. A stationary point that is off by a rounding e loses less than
     * {@code (slope e)^2} of the value, which is added.
     */
    private double line(double height, double slope, int k, double u) {
      double lost = slope * STATIONARY_ERROR;
      double margin = gain * (rate[k] * StrictMath.exp(u)) - loss;
      return StrictMath.exp(height + slope * u) * margin * (1 + lost * lost);
    }

    private double argmax(double slope, int k, double from, double to) {
      if (loss > 0) {
        if (slope >= -1) {
          return to;
        }
        double stationary = slope * loss / (gain * (slope + 1));
        double u = StrictMath.log1p((stationary - rate[k]) / rate[k]);
        return Math.min(to, Math.max(from, Double.isNaN(u) ? from : u));
      }
      double atFrom = gain * (rate[k] * StrictMath.exp(from)) - loss;
      double atTo =
          StrictMath.exp(slope * (to - from)) * (gain * (rate[k] * StrictMath.exp(to)) - loss);
      return atTo > atFrom ? to : from;
    }

    private double margin(double at) {
      return gain * at - loss;
    }

    private double logHigh(int k) {
      return StrictMath.log(high[k]);
    }

    private double logLow(int k) {
      return StrictMath.log(low[k]);
    }
  }
}
