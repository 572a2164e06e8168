package io.polaray.verify;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The side bound of two costs whose logarithms have a log-concave joint density.
 *
 * <p>With {@code s = log p} the acceptance {@code G(e^s) = P(log c_a - log c_b >= s)} is
 * log-concave in s (Prekopa), so beyond a node the logarithm of G lies below the line through that
 * node and the one before it. On an interval between two nodes this gives a line from each side;
 * each is used up to where they meet. Under a line {@code log G <= h + m s} the earnings {@code
 * e^(h + m s) (w_b e^s - w_a)} have one stationary point in closed form. The excess falls with the
 * square of the interval, so the interval with the largest bound is halved until the bound is
 * within 1e-10 of the best price found. Probabilities are taken with their quadrature errors on the
 * safe side.
 */
final class PriceSideBound implements SideBound {
  private static final int INTERVALS = 32;
  private static final int MAX_SPLITS = 400;
  private static final double RESOLUTION = 1e-10;
  private static final double CERTAIN = 1e-12;
  private static final double WELL_KNOWN = 1e-6;

  private final RatioProbability ratio;
  private final Map<Double, Double> known0 = new HashMap<>();
  private final Map<Double, Double> known1 = new HashMap<>();
  private final double[] from = new double[2];
  private final double[] to = new double[2];
  private double error;

  PriceSideBound(RatioProbability ratio) {
    this.ratio = ratio;
    for (int a = 0; a < 2; a++) {
      double low = 0;
      while (acceptance(a, low) < 1 - CERTAIN && low > -100) {
        low -= 0.25;
      }
      while (acceptance(a, low + 0.25) >= 1 - CERTAIN && low < 100) {
        low += 0.25;
      }
      double high = low + 0.25;
      while (acceptance(a, high) > CERTAIN && high < 200) {
        high += 0.25;
      }
      from[a] = low;
      to[a] = high;
    }
  }

  /** Whether the logarithms of the costs are known to have a log-concave density. */
  static boolean isLogConcave(PreferenceClaim claim) {
    if (claim instanceof PreferenceClaim.Independent independent) {
      return independent.marginals().stream().allMatch(PriceSideBound::isLogConcave);
    }
    return claim instanceof PreferenceClaim.Lognormal;
  }

  private static boolean isLogConcave(PreferenceClaim.Marginal marginal) {
    Numeral alpha = marginal.parameters().get("alpha");
    Numeral beta = marginal.parameters().get("beta");
    if (!marginal.distribution().equals("beta")) {
      return CostLaw.of(marginal) != null;
    }
    return alpha != null
        && beta != null
        && beta.value() >= 1
        && (alpha.value() >= 1 || marginal.lower().value() == 0);
  }

  /** {@code G(e^s)} for giving up task a. */
  private double acceptance(int a, double s) {
    Map<Double, Double> known = a == 0 ? known0 : known1;
    Double before = known.get(s);
    if (before != null) {
      return before;
    }
    Acceptance.Probability found = ratio.of(a, StrictMath.exp(-s));
    error = Math.max(error, found.error());
    double value = found.value().doubleValue();
    known.put(s, value);
    return value;
  }

  private double logUpper(int a, double s) {
    return StrictMath.log(Math.min(1, acceptance(a, s) + error));
  }

  private double logLower(int a, double s) {
    return StrictMath.log(Math.max(0, acceptance(a, s) - error));
  }

  /** An interval of s with the bound on the earnings in it. */
  private record Piece(double left, double right, double bound) {}

  /** Earnings are {@code G (b e^s - a)}. */
  private record Weights(double a, double b) {
    double gain(double s) {
      return b * StrictMath.exp(s) - a;
    }

    /** The largest {@code e^(h + m (s - at)) gain(s)} between two points. */
    double most(double h, double m, double at, double left, double right) {
      double best = Math.max(under(h, m, at, left), under(h, m, at, right));
      double ratio = m * a / ((m + 1) * b);
      if (ratio > 0) {
        double stationary = StrictMath.log(ratio);
        if (stationary > left && stationary < right) {
          best = Math.max(best, under(h, m, at, stationary));
        }
      }
      return best;
    }

    private double under(double h, double m, double at, double s) {
      return StrictMath.exp(h + m * (s - at)) * Math.max(0, gain(s));
    }
  }

  @Override
  public Side bound(int a, BigDecimal weightA, BigDecimal weightB) {
    double certain = Math.max(0, -weightA.doubleValue());
    if (weightB.signum() <= 0) {
      return Side.attained(new BigDecimal(certain * (1 + 1e-15)));
    }
    Weights weights =
        new Weights(Math.nextDown(weightA.doubleValue()), Math.nextUp(weightB.doubleValue()));
    // Below the first node everybody accepts at most; beyond the last hardly anybody does, and G
    // falls faster than the price rises.
    double best = Math.max(certain, weights.gain(from[a]) * (1 - CERTAIN));
    double outside = Math.max(certain, Math.max(0, weights.gain(from[a])));
    outside = Math.max(outside, beyond(a, weights));
    PriorityQueue<Piece> open =
        new PriorityQueue<>(Comparator.comparingDouble((Piece piece) -> -piece.bound()));
    double step = (to[a] - from[a]) / INTERVALS;
    for (int k = 0; k < INTERVALS; k++) {
      double left = from[a] + k * step;
      best = Math.max(best, sure(a, left, weights));
      open.add(piece(a, left, from[a] + (k + 1) * step, weights));
    }
    for (int split = 0; split < MAX_SPLITS; split++) {
      Piece widest = open.element();
      if (widest.bound() <= Math.max(outside, best * (1 + RESOLUTION))) {
        break;
      }
      open.remove();
      double middle = (widest.left() + widest.right()) / 2;
      best = Math.max(best, sure(a, middle, weights));
      open.add(piece(a, widest.left(), middle, weights));
      open.add(piece(a, middle, widest.right(), weights));
    }
    if (outside == Double.MAX_VALUE) {
      return Side.UNKNOWN;
    }
    double upper = Math.max(outside, Math.max(best, open.element().bound())) * (1 + 1e-14);
    return new Side(new BigDecimal(upper), new BigDecimal(Math.max(0, upper - best)));
  }

  /** What a price earns for certain. */
  private double sure(int a, double s, Weights weights) {
    return Math.max(0, acceptance(a, s) - error) * Math.max(0, weights.gain(s)) * (1 - 1e-14);
  }

  private Piece piece(int a, double left, double right, Weights weights) {
    double width = right - left;
    double atLeft = logUpper(a, left);
    double atRight = logUpper(a, right);
    double rising = (atLeft - logLower(a, left - width)) / width;
    double falling = (logLower(a, right + width) - atRight) / width;
    double meet = right;
    if (Double.isFinite(rising) && Double.isFinite(falling)) {
      // atLeft + rising (s - left) = atRight + falling (s - right)
      double s = (atRight - falling * right - atLeft + rising * left) / (rising - falling);
      meet = s > left && s < right ? s : (left + right) / 2;
    } else if (!Double.isFinite(rising)) {
      meet = left;
    }
    double bound = 0;
    if (!Double.isFinite(rising) && !Double.isFinite(falling)) {
      bound = StrictMath.exp(atLeft) * Math.max(0, weights.gain(right));
    } else {
      if (meet > left) {
        bound = weights.most(atLeft, rising, left, left, meet);
      }
      if (meet < right && Double.isFinite(falling)) {
        bound = Math.max(bound, weights.most(atRight, falling, right, meet, right));
      }
    }
    // G does not rise, whatever the lines say.
    double monotone = StrictMath.exp(atLeft) * Math.max(0, weights.gain(right));
    return new Piece(left, right, Math.min(bound, monotone) * (1 + 1e-14));
  }

  /**
   * Bound on the earnings beyond the last node: the line through two nodes where G is still well
   * known lies above log G there, and once it falls faster than -1 the earnings fall under it.
   */
  private double beyond(int a, Weights weights) {
    if (acceptance(a, to[a]) == 0) {
      return 0;
    }
    double node = to[a];
    while (node > from[a] && acceptance(a, node) < WELL_KNOWN) {
      node -= 0.25;
    }
    double slope = (logUpper(a, node) - logLower(a, node - 0.25)) / 0.25;
    double line = logUpper(a, node) + slope * (to[a] - node);
    return slope < -1 ? StrictMath.exp(line + to[a]) * weights.b() : Double.MAX_VALUE;
  }
}
