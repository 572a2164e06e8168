package io.polaray.verify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The side bound of a uniform box.
 *
 * <p>Between the prices at which the line {@code c_a = p c_b} passes a corner of the box, {@code
 * G(p) = alpha + beta p + gamma / p}. There the earnings {@code f(p) = G(p) (w_b p - w_a)} have
 * {@code f'' = 2 beta w_b - 2 gamma w_a / p^3}, which is monotone in p and changes its sign at most
 * once. Where f is convex its ends bound it; where it is concave a tangent does, and the tangent
 * near the stationary point is almost level. A part whose curvature has the wrong sign by rounding
 * pays for it with half the curvature times the square of its length, so the bound holds wherever
 * the parts are split. Arithmetic is decimal with 40 digits; 1e-30 of the size of the terms is
 * added for its rounding.
 */
final class BoxSideBound implements SideBound {
  private static final MathContext DIGITS = new MathContext(40, RoundingMode.HALF_EVEN);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final int BISECTIONS = 60;
  private static final int NEWTON_STEPS = 3;
  private static final BigDecimal ROUNDING = new BigDecimal("1e-30");

  /** G on a piece between two prices. */
  private record Piece(
      BigDecimal from, BigDecimal to, BigDecimal alpha, BigDecimal beta, BigDecimal gamma) {}

  /** Pieces of G for each task given up, and whether the last piece goes to infinity. */
  private final List<List<Piece>> pieces = new ArrayList<>();

  private final boolean[] unbounded = new boolean[2];

  BoxSideBound(PreferenceClaim.UniformBox claim) {
    for (int a = 0; a < 2; a++) {
      pieces.add(
          tabulate(
              a,
              claim.lower().exact(a),
              claim.upper().exact(a),
              claim.lower().exact(1 - a),
              claim.upper().exact(1 - a)));
    }
  }

  private List<Piece> tabulate(
      int a, BigDecimal lowA, BigDecimal highA, BigDecimal lowB, BigDecimal highB) {
    List<BigDecimal> breaks = new ArrayList<>();
    breaks.add(lowA.divide(highB, DIGITS));
    breaks.add(highA.divide(highB, DIGITS));
    if (lowB.signum() > 0) {
      breaks.add(lowA.divide(lowB, DIGITS));
      breaks.add(highA.divide(lowB, DIGITS));
    } else {
      unbounded[a] = true;
      // A finite stand-in: beyond highA / highB the earnings follow one formula up to infinity.
      breaks.add(breaks.get(1).multiply(TWO));
    }
    breaks.sort(null);
    List<Piece> list = new ArrayList<>();
    for (int k = 0; k + 1 < breaks.size(); k++) {
      BigDecimal from = breaks.get(k);
      BigDecimal to = breaks.get(k + 1);
      if (from.compareTo(to) < 0) {
        BigDecimal middle = from.add(to).divide(TWO, DIGITS);
        list.add(piece(from, to, middle, lowA, highA, lowB, highB));
      }
    }
    if (list.isEmpty()) {
      // Both tasks have one known cost: everybody accepts up to the one price.
      BigDecimal zero = BigDecimal.ZERO;
      list.add(new Piece(zero, breaks.get(0), BigDecimal.ONE, zero, zero));
    }
    return list;
  }

  /** The formula of G around a price inside the piece. */
  private static Piece piece(
      BigDecimal from,
      BigDecimal to,
      BigDecimal price,
      BigDecimal lowA,
      BigDecimal highA,
      BigDecimal lowB,
      BigDecimal highB) {
    BigDecimal widthA = highA.subtract(lowA);
    BigDecimal widthB = highB.subtract(lowB);
    if (widthA.signum() == 0) {
      BigDecimal gamma = lowA.divide(widthB, DIGITS);
      return new Piece(from, to, lowB.divide(widthB, DIGITS).negate(), BigDecimal.ZERO, gamma);
    }
    if (widthB.signum() == 0) {
      BigDecimal beta = lowB.divide(widthA, DIGITS).negate();
      return new Piece(from, to, highA.divide(widthA, DIGITS), beta, BigDecimal.ZERO);
    }
    // Area of {c_a >= p c_b} = integral over c_b of the part of [lowA, highA] above p c_b. Up to b1
    // all of it is above, beyond b2 none. The two ends contribute separately.
    BigDecimal alpha = widthA.multiply(lowB).negate();
    BigDecimal beta = BigDecimal.ZERO;
    BigDecimal gamma = BigDecimal.ZERO;
    if (price.multiply(lowB).compareTo(lowA) >= 0) {
      alpha = highA.multiply(lowB).negate();
      beta = beta.add(lowB.multiply(lowB).divide(TWO));
    } else if (price.multiply(highB).compareTo(lowA) <= 0) {
      alpha = alpha.add(widthA.multiply(highB)).subtract(highA.multiply(highB));
      beta = beta.add(highB.multiply(highB).divide(TWO));
    } else {
      gamma = gamma.subtract(lowA.multiply(lowA).divide(TWO));
    }
    if (price.multiply(highB).compareTo(highA) <= 0) {
      alpha = alpha.add(highA.multiply(highB));
      beta = beta.subtract(highB.multiply(highB).divide(TWO));
    } else {
      gamma = gamma.add(highA.multiply(highA).divide(TWO));
    }
    BigDecimal area = widthA.multiply(widthB);
    return new Piece(
        from,
        to,
        alpha.divide(area, DIGITS),
        beta.divide(area, DIGITS),
        gamma.divide(area, DIGITS));
  }

  @Override
  public Side bound(int a, BigDecimal weightA, BigDecimal weightB) {
    List<Piece> list = pieces.get(a);
    // Up to the first break everybody accepts.
    BigDecimal first = list.get(0).from();
    BigDecimal best = Exact.positivePart(weightA.negate());
    best = Exact.max(best, weightB.multiply(first).subtract(weightA));
    for (int k = 0; k < list.size(); k++) {
      best = upper(list.get(k), weightA, weightB, best);
    }
    if (unbounded[a]) {
      Piece last = list.get(list.size() - 1);
      // Here G = gamma / p and f = gamma (w_b - w_a / p), monotone in p.
      best = Exact.max(best, last.gamma().multiply(weightB));
    }
    BigDecimal size = weightA.abs().add(weightB.abs().multiply(list.get(list.size() - 1).to()));
    return Side.attained(best.add(size.multiply(ROUNDING)));
  }

  private BigDecimal upper(Piece piece, BigDecimal weightA, BigDecimal weightB, BigDecimal start) {
    Earnings earnings =
        new Earnings(
            piece.beta().multiply(weightB),
            piece.alpha().multiply(weightB).subtract(piece.beta().multiply(weightA)),
            piece.gamma().multiply(weightB).subtract(piece.alpha().multiply(weightA)),
            piece.gamma().multiply(weightA).negate());
    BigDecimal from = piece.from();
    BigDecimal to = piece.to();
    BigDecimal inflection = earnings.inflection();
    BigDecimal best = start;
    if (inflection.compareTo(from) > 0 && inflection.compareTo(to) < 0) {
      best = Exact.max(best, upper(earnings, from, inflection));
      best = Exact.max(best, upper(earnings, inflection, to));
    } else {
      best = Exact.max(best, upper(earnings, from, to));
    }
    return best.add(earnings.size(from, to).multiply(ROUNDING));
  }

  private static BigDecimal upper(Earnings earnings, BigDecimal from, BigDecimal to) {
    BigDecimal atFrom = earnings.curvature(from);
    BigDecimal atTo = earnings.curvature(to);
    BigDecimal length = to.subtract(from);
    BigDecimal square = length.multiply(length, DIGITS).divide(TWO, DIGITS);
    BigDecimal middle = from.add(to).divide(TWO, DIGITS);
    if (earnings.curvature(middle).signum() >= 0) {
      BigDecimal concave = Exact.positivePart(Exact.max(atFrom.negate(), atTo.negate()));
      return Exact.max(earnings.value(from), earnings.value(to)).add(concave.multiply(square));
    }
    BigDecimal convex = Exact.positivePart(Exact.max(atFrom, atTo));
    BigDecimal touching = earnings.stationary(from, to);
    BigDecimal slope = earnings.slope(touching);
    BigDecimal reach = slope.signum() > 0 ? to.subtract(touching) : touching.subtract(from);
    return earnings.value(touching).add(slope.abs().multiply(reach)).add(convex.multiply(square));
  }

  /** {@code square p^2 + linear p + constant + inverse / p}. */
  private record Earnings(
      BigDecimal square, BigDecimal linear, BigDecimal constant, BigDecimal inverse) {
    BigDecimal value(BigDecimal price) {
      BigDecimal polynomial =
          square
              .multiply(price, DIGITS)
              .add(linear, DIGITS)
              .multiply(price, DIGITS)
              .add(constant, DIGITS);
      return inverse.signum() == 0
          ? polynomial
          : polynomial.add(inverse.divide(price, DIGITS), DIGITS);
    }

    BigDecimal slope(BigDecimal price) {
      BigDecimal polynomial = square.multiply(price, DIGITS).multiply(TWO).add(linear, DIGITS);
      return inverse.signum() == 0
          ? polynomial
          : polynomial.subtract(inverse.divide(price.pow(2, DIGITS), DIGITS), DIGITS);
    }

    /** The second derivative. */
    BigDecimal curvature(BigDecimal price) {
      BigDecimal half =
          inverse.signum() == 0
              ? square
              : square.add(inverse.divide(price.pow(3, DIGITS), DIGITS), DIGITS);
      return half.multiply(TWO);
    }

    /** About where the curvature changes its sign, 0 when it does not. */
    BigDecimal inflection() {
      if (square.signum() * inverse.signum() >= 0) {
        return BigDecimal.ZERO;
      }
      double ratio = inverse.negate().divide(square, Exact.REPORTED).doubleValue();
      return Double.isFinite(ratio) ? new BigDecimal(StrictMath.cbrt(ratio)) : BigDecimal.ZERO;
    }

    /** A price of a concave part near its maximum: bisection in doubles, then Newton's method. */
    BigDecimal stationary(BigDecimal from, BigDecimal to) {
      if (slope(from).signum() <= 0) {
        return from;
      }
      if (slope(to).signum() >= 0) {
        return to;
      }
      double[] terms = {square.doubleValue(), linear.doubleValue(), inverse.doubleValue()};
      double low = from.doubleValue();
      double high = to.doubleValue();
      for (int k = 0; k < BISECTIONS; k++) {
        double middle = (low + high) / 2;
        double slope = 2 * terms[0] * middle + terms[1] - terms[2] / (middle * middle);
        low = slope > 0 ? middle : low;
        high = slope > 0 ? high : middle;
      }
      BigDecimal price = new BigDecimal(low);
      for (int k = 0; k < NEWTON_STEPS; k++) {
        BigDecimal curvature = curvature(price);
        if (curvature.signum() >= 0) {
          break;
        }
        price = price.subtract(slope(price).divide(curvature, DIGITS), DIGITS);
        price = Exact.max(from, price.min(to));
      }
      return price;
    }

    /** The sum of the sizes of the terms, for rounding. */
    BigDecimal size(BigDecimal from, BigDecimal to) {
      BigDecimal size =
          square
              .abs()
              .multiply(to, DIGITS)
              .add(linear.abs(), DIGITS)
              .multiply(to, DIGITS)
              .add(constant.abs(), DIGITS);
      return inverse.signum() == 0 ? size : size.add(inverse.abs().divide(from, DIGITS), DIGITS);
    }
  }
}
