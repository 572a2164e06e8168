package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exact test of one pair of rays for polarisation (paper, section 3, Lemma 5).
 *
 * <p>On the orthant two forms are tested and must agree. Form (P): the negative supports N_k and
 * N_l are disjoint and {@code |k(i)| |l(j)| <= k(j) l(i)} for all i in N_k, j in N_l. Farkas form:
 * some {@code t > 0} has {@code k + t l >= 0}; the possible t are the interval from {@code max_i
 * |k(i)| / l(i)} to {@code min_j k(j) / |l(j)|}.
 *
 * <p>On a smaller support the condition is {@code y k . c + (1 - y) l . c >= 0} for one y in [0, 1]
 * and all c of the support. For a box the least value over c is {@code g(y) = sum_i min(lo_i
 * m_i(y), hi_i m_i(y))} with {@code m(y) = y k + (1 - y) l}: concave and piecewise linear, so its
 * maximum lies at 0, at 1 or where some m_i vanishes, and testing these points decides the matter
 * for any number of tasks. For finitely many types the condition is an intersection of intervals of
 * y.
 */
final class Polarisation {
  /**
   * Answer of a test.
   *
   * @param holds whether the pair is polarised
   * @param t the certificate, null when there is none or when y is 0 or 1
   * @param reason why not, or how the certificate was found
   */
  record Verdict(boolean holds, @Nullable Rational t, String reason) {}

  private Polarisation() {}

  static Verdict onOrthant(List<BigDecimal> k, List<BigDecimal> l) {
    String violated = violatedCondition(k, l);
    Verdict farkas = farkas(k, l);
    if (farkas.holds() != (violated == null)) {
      throw new IllegalStateException("the two forms of polarisation disagree for " + k + ", " + l);
    }
    return violated == null ? farkas : new Verdict(false, null, violated);
  }

  private static @Nullable String violatedCondition(List<BigDecimal> k, List<BigDecimal> l) {
    for (int i = 0; i < k.size(); i++) {
      if (k.get(i).signum() >= 0) {
        continue;
      }
      if (l.get(i).signum() < 0) {
        return "both rays give up task " + i;
      }
      for (int j = 0; j < k.size(); j++) {
        if (l.get(j).signum() < 0) {
          BigDecimal given = k.get(i).multiply(l.get(j));
          BigDecimal taken = k.get(j).multiply(l.get(i));
          if (k.get(j).signum() < 0 || given.compareTo(taken) > 0) {
            return "tasks "
                + i
                + " and "
                + j
                + ": |k(i)| |l(j)| = "
                + given.round(Exact.REPORTED)
                + " > k(j) l(i) = "
                + taken.round(Exact.REPORTED);
          }
        }
      }
    }
    return null;
  }

  private static Verdict farkas(List<BigDecimal> k, List<BigDecimal> l) {
    Rational low = Rational.ZERO;
    @Nullable Rational high = null;
    for (int i = 0; i < k.size(); i++) {
      BigDecimal ki = k.get(i);
      BigDecimal li = l.get(i);
      if (ki.signum() < 0) {
        if (li.signum() <= 0) {
          return new Verdict(false, null, "no t makes task " + i + " nonnegative");
        }
        Rational need = Rational.of(ki.negate(), li);
        low = need.compareTo(low) > 0 ? need : low;
      } else if (li.signum() < 0) {
        Rational most = Rational.of(ki, li.negate());
        high = high == null || most.compareTo(high) < 0 ? most : high;
      }
    }
    if (high == null || low.compareTo(high) > 0 || low.signum() <= 0) {
      return new Verdict(false, null, "the interval of t is empty");
    }
    Rational t = simplest(low, high);
    for (int i = 0; i < k.size(); i++) {
      if (Rational.of(k.get(i)).plus(t.times(Rational.of(l.get(i)))).signum() < 0) {
        throw new IllegalStateException("certificate " + t + " fails at task " + i);
      }
    }
    return new Verdict(true, t, "k + t l >= 0");
  }

  /** A double of the interval when there is one, otherwise its lower end. */
  private static Rational simplest(Rational low, Rational high) {
    double a = low.toDouble();
    double b = high.toDouble();
    double[] candidates = {
      1.0, (float) StrictMath.sqrt(a * b), StrictMath.sqrt(a * b), a, Math.nextUp(a), b
    };
    for (double candidate : candidates) {
      if (candidate > 0 && Double.isFinite(candidate)) {
        Rational t = Rational.of(new BigDecimal(candidate));
        if (low.compareTo(t) <= 0 && t.compareTo(high) <= 0) {
          return t;
        }
      }
    }
    return low;
  }

  static Verdict onBox(List<BigDecimal> k, List<BigDecimal> l, Support support) {
    if (isNonnegative(Rational.ZERO, k, l, support)) {
      return new Verdict(true, null, "the second ray suits no type of the support");
    }
    if (isNonnegative(Rational.ONE, k, l, support)) {
      return new Verdict(true, null, "the first ray suits no type of the support");
    }
    for (int i = 0; i < k.size(); i++) {
      BigDecimal difference = l.get(i).subtract(k.get(i));
      if (difference.signum() != 0) {
        Rational y = Rational.of(l.get(i), difference);
        if (y.signum() > 0 && y.compareTo(Rational.ONE) < 0 && isNonnegative(y, k, l, support)) {
          return new Verdict(
              true, y.subtractFrom(Rational.ONE).over(y), "(k + t l) . c >= 0 on the box");
        }
      }
    }
    return new Verdict(false, null, "every combination of the rays suits some type of the box");
  }

  /** Whether {@code (y k + (1 - y) l) . c >= 0} for all c of the box. */
  private static boolean isNonnegative(
      Rational y, List<BigDecimal> k, List<BigDecimal> l, Support support) {
    Rational rest = y.subtractFrom(Rational.ONE);
    List<Rational> mixture = new ArrayList<>();
    for (int i = 0; i < k.size(); i++) {
      mixture.add(y.times(Rational.of(k.get(i))).plus(rest.times(Rational.of(l.get(i)))));
    }
    return support.least(mixture).map(least -> least.signum() >= 0).orElse(false);
  }

  static Verdict onTypes(List<BigDecimal> k, List<BigDecimal> l, List<ClaimedVector> types) {
    Rational low = Rational.ZERO;
    Rational high = Rational.ONE;
    for (ClaimedVector type : types) {
      BigDecimal onK = Exact.dot(k, type.exact());
      BigDecimal onL = Exact.dot(l, type.exact());
      BigDecimal slope = onK.subtract(onL);
      if (slope.signum() == 0) {
        if (onL.signum() < 0) {
          return new Verdict(false, null, "a type strictly gains from both rays");
        }
      } else {
        Rational root = Rational.of(onL.negate(), slope);
        if (slope.signum() > 0) {
          low = root.compareTo(low) > 0 ? root : low;
        } else {
          high = root.compareTo(high) < 0 ? root : high;
        }
      }
    }
    if (low.compareTo(high) > 0) {
      return new Verdict(false, null, "no combination of the rays is nonnegative for all types");
    }
    Rational y = high;
    return new Verdict(
        true,
        y.signum() == 0 ? null : y.subtractFrom(Rational.ONE).over(y),
        "(k + t l) . c >= 0 for all types");
  }
}
