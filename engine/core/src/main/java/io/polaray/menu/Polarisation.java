package io.polaray.menu;

import io.polaray.numeric.Vector;
import java.math.BigDecimal;
import java.util.List;

/**
 * Exact test of polarisation (paper, section 3 and Lemma 5).
 *
 * <p>Two rays k and l are polarised iff there are y, y' &gt;= 0, not both 0, with {@code y kappa^k
 * + y' kappa^l >= 0}. For non-monotone rays this is: the negative supports N_k and N_l are disjoint
 * and
 *
 * <pre>  |kappa^k(i)| |kappa^l(j)| &lt;= kappa^k(j) kappa^l(i)   for all i in N_k, j in N_l.   (P)
 * </pre>
 *
 * <p>Doubles are rationals, so (P) is decided without rounding. The test asks for (P) under two
 * readings of a double x: its binary value, and the shortest decimal that denotes it ({@link
 * Double#toString(double)}), which is what a file shows.
 */
public final class Polarisation {
  /** Products below this may have lost digits to underflow. */
  private static final double SMALLEST_RELIABLE = 1e-290;

  private Polarisation() {}

  /** Whether every pair of rays is polarised, in exact arithmetic. */
  public static boolean holds(List<Ray> rays) {
    for (int k = 0; k < rays.size(); k++) {
      for (int l = k + 1; l < rays.size(); l++) {
        if (!holds(rays.get(k).direction(), rays.get(l).direction())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether two rays are polarised, in exact arithmetic. */
  public static boolean holds(Vector first, Vector second) {
    for (int i = 0; i < first.size(); i++) {
      if (!(first.get(i) < 0)) {
        continue;
      }
      for (int j = 0; j < second.size(); j++) {
        if (second.get(j) < 0
            && !pairHolds(first.get(i), second.get(j), first.get(j), second.get(i))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Condition (P) for one pair of tasks, with kappa^k(i), kappa^l(j), kappa^k(j), kappa^l(i). */
  static boolean pairHolds(double ki, double lj, double kj, double li) {
    if (kj < 0 || li < 0) {
      return false;
    }
    double left = ki * lj;
    double right = kj * li;
    boolean reliable = left + right > SMALLEST_RELIABLE && left + right < Double.MAX_VALUE;
    if (reliable && Math.abs(left - right) > 1e-12 * (left + right)) {
      return left < right;
    }
    return compare(new BigDecimal(ki), new BigDecimal(lj), new BigDecimal(kj), new BigDecimal(li))
        && compare(decimal(ki), decimal(lj), decimal(kj), decimal(li));
  }

  private static BigDecimal decimal(double x) {
    return new BigDecimal(Double.toString(x));
  }

  private static boolean compare(BigDecimal ki, BigDecimal lj, BigDecimal kj, BigDecimal li) {
    return ki.multiply(lj).compareTo(kj.multiply(li)) <= 0;
  }
}
