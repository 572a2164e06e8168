package io.polaray.verify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The side bound of a uniform box.
 *
 * <p>Between the prices at which the line {@code c_a = p c_b} passes a corner of the box, {@code
 * G(p) = alpha + beta p + gamma / p}. There the earnings {@code f(p) = G(p) (w_b p - w_a)} have
 * {@code f'' = 2 beta w_b - 2 gamma w_a / p^3}, which is monotone in p, so on an interval of length
 * h {@code f <= max of its ends + max(0, -f'' at its ends) h^2 / 8}. Intervals are halved until the
 * bound exceeds the best value by less than 1e-15 of the size of the terms. Arithmetic is decimal
 * with 40 digits; 1e-30 of the size of the terms is added for its rounding.
 */
final class BoxSideBound implements SideBound {
  private static final MathContext DIGITS = new MathContext(40, RoundingMode.HALF_EVEN);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal RESOLUTION = new BigDecimal("1e-15");
  private static final BigDecimal ROUNDING = new BigDecimal("1e-30");

  /** G on a piece between two prices. */
  private record Piece(
      BigDecimal from, BigDecimal to, BigDecimal alpha, BigDecimal beta, BigDecimal gamma) {}

  private record Interval(BigDecimal from, BigDecimal to, BigDecimal low, BigDecimal high) {}

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
  public BigDecimal upper(int a, BigDecimal weightA, BigDecimal weightB) {
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
    return best.add(size.multiply(ROUNDING));
  }

  private BigDecimal upper(Piece piece, BigDecimal weightA, BigDecimal weightB, BigDecimal start) {
    BigDecimal square = piece.beta().multiply(weightB);
    BigDecimal linear = piece.alpha().multiply(weightB).subtract(piece.beta().multiply(weightA));
    BigDecimal constant = piece.gamma().multiply(weightB).subtract(piece.alpha().multiply(weightA));
    BigDecimal inverse = piece.gamma().multiply(weightA).negate();
    BigDecimal[] terms = {square, linear, constant, inverse};
    BigDecimal size = size(terms, piece);
    BigDecimal resolution =
        Exact.max(weightA.abs(), weightB.abs().multiply(piece.from())).multiply(RESOLUTION);
    BigDecimal low = earnings(terms, piece.from());
    BigDecimal high = earnings(terms, piece.to());
    BigDecimal best = Exact.max(start, Exact.max(low, high));
    BigDecimal bound = best;
    Deque<Interval> open = new ArrayDeque<>();
    open.push(new Interval(piece.from(), piece.to(), low, high));
    while (!open.isEmpty()) {
      Interval interval = open.pop();
      BigDecimal length = interval.to().subtract(interval.from());
      BigDecimal curvature =
          Exact.max(
              curvature(square, inverse, interval.from()),
              curvature(square, inverse, interval.to()));
      BigDecimal excess =
          Exact.positivePart(curvature)
              .multiply(length.multiply(length))
              .divide(BigDecimal.valueOf(8), DIGITS);
      BigDecimal upper = Exact.max(interval.low(), interval.high()).add(excess);
      if (upper.compareTo(best.add(resolution)) <= 0
          || length.compareTo(interval.to().multiply(RESOLUTION)) <= 0) {
        bound = Exact.max(bound, upper);
        continue;
      }
      BigDecimal middle = interval.from().add(interval.to()).divide(TWO, DIGITS);
      BigDecimal value = earnings(terms, middle);
      best = Exact.max(best, value);
      open.push(new Interval(interval.from(), middle, interval.low(), value));
      open.push(new Interval(middle, interval.to(), value, interval.high()));
    }
    return Exact.max(bound, best).add(size.multiply(ROUNDING));
  }

  /** The negative second derivative at p. */
  private static BigDecimal curvature(BigDecimal square, BigDecimal inverse, BigDecimal price) {
    BigDecimal half =
        inverse.signum() == 0
            ? square
            : square.add(inverse.divide(price.pow(3, DIGITS), DIGITS), DIGITS);
    return half.multiply(TWO).negate(DIGITS);
  }

  /** {@code square p^2 + linear p + constant + inverse / p}. */
  private static BigDecimal earnings(BigDecimal[] terms, BigDecimal price) {
    BigDecimal polynomial =
        terms[0]
            .multiply(price, DIGITS)
            .add(terms[1], DIGITS)
            .multiply(price, DIGITS)
            .add(terms[2], DIGITS);
    return terms[3].signum() == 0
        ? polynomial
        : polynomial.add(terms[3].divide(price, DIGITS), DIGITS);
  }

  /** The sum of the sizes of the terms, for rounding. */
  private static BigDecimal size(BigDecimal[] terms, Piece piece) {
    BigDecimal size =
        terms[0]
            .abs()
            .multiply(piece.to(), DIGITS)
            .add(terms[1].abs(), DIGITS)
            .multiply(piece.to(), DIGITS)
            .add(terms[2].abs(), DIGITS);
    return terms[3].signum() == 0
        ? size
        : size.add(terms[3].abs().divide(piece.from(), DIGITS), DIGITS);
  }
}
