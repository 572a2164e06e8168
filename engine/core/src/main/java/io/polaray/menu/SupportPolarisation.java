package io.polaray.menu;

import io.polaray.numeric.Vector;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exact test of polarisation on a box of costs (paper, section 3; Farkas' lemma on the cone of the
 * box).
 *
 * <p>Rays k and l are polarised on the box iff some {@code y, y' >= 0}, not both 0, have {@code (y
 * kappa^k + y' kappa^l) . c >= 0} for all c of the box. The least value over the box,
 *
 * <pre>  g(m) = sum over m(i) &gt; 0 of lower(i) m(i) + sum over m(i) &lt; 0 of upper(i) m(i),
 * </pre>
 *
 * is attained at a corner, so the condition is one on the {@code 2^I} corners. Then no c of the box
 * has {@code c . kappa^k < 0} and {@code c . kappa^l < 0}. Strictly polarised means {@code g > 0}
 * for some y, y' &gt; 0; then no c of the box is even indifferent to both, so that acceptance
 * events are disjoint under any distribution on the box, atoms included.
 */
public final class SupportPolarisation {
  /*
   * Along m(t) = kappa^k + t kappa^l the function g is concave and piecewise linear in t, with
   * kinks where an entry of m vanishes, t = -kappa^k(i) / kappa^l(i). Its supremum over t > 0 is at
   * a kink or at an end, where m is proportional to kappa^k or kappa^l. So at most I + 2
   * combinations decide. Written as |kappa^l(i)| kappa^k + |kappa^k(i)| kappa^l a kink needs no
   * division, and BigDecimal decides without rounding what doubles cannot. Doubles are read in
   * two ways, as in Polarisation: by their binary values and by their shortest decimals.
   */
  private static final double CERTAIN_RELATIVE_TOLERANCE = 1e-13;
  private static final double SMALLEST_RELIABLE = 1e-250;
  private static final double LARGEST_RELIABLE = 1e250;

  private SupportPolarisation() {}

  /** Whether every pair of rays is polarised on the box, in exact arithmetic. */
  public static boolean holds(List<Ray> rays, CostBox box) {
    for (int k = 0; k < rays.size(); k++) {
      for (int l = k + 1; l < rays.size(); l++) {
        if (!holds(rays.get(k).direction(), rays.get(l).direction(), box)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether two rays are polarised on the box, in exact arithmetic. */
  public static boolean holds(Vector first, Vector second, CostBox box) {
    return Polarisation.holds(first, second)
        || attains(first.toArray(), second.toArray(), box, false);
  }

  /**
   * Whether two directions are certain to be strictly polarised on the box, decided in double
   * arithmetic: false when the condition is tight.
   */
  public static boolean holdsClearly(double[] first, double[] second, CostBox box) {
    return margin(first, second, box) > CERTAIN_RELATIVE_TOLERANCE;
  }

  /** Whether two rays are polarised on the orthant, or strictly polarised on the box. */
  static boolean holdsStrictly(double[] first, double[] second, CostBox box) {
    return Polarisation.holds(Vector.of(first), Vector.of(second))
        || attains(first, second, box, true);
  }

  private static boolean attains(double[] k, double[] l, CostBox box, boolean strictly) {
    if (margin(k, l, box) > CERTAIN_RELATIVE_TOLERANCE) {
      return true;
    }
    return exactly(k, l, box, strictly, false) && exactly(k, l, box, strictly, true);
  }

  /**
   * The largest {@code g} relative to the size of its terms over all combinations, in double
   * arithmetic with a relative error far below {@link #CERTAIN_RELATIVE_TOLERANCE}; minus infinity
   * when double arithmetic cannot tell.
   */
  static double margin(double[] k, double[] l, CostBox box) {
    double best = Math.max(margin(k, 1, l, 0, -1, box), margin(k, 0, l, 1, -1, box));
    for (int i = 0; i < k.length; i++) {
      if (k[i] * l[i] < 0) {
        best = Math.max(best, margin(k, Math.abs(l[i]), l, Math.abs(k[i]), i, box));
      }
    }
    return best;
  }

  /** The same for {@code y k + z l}, whose entry {@code vanishing} is 0. */
  private static double margin(
      double[] k, double y, double[] l, double z, int vanishing, CostBox box) {
    double sum = 0;
    double size = 0;
    for (int i = 0; i < k.length; i++) {
      double width = y * Math.abs(k[i]) + z * Math.abs(l[i]);
      double m = i == vanishing ? 0 : y * k[i] + z * l[i];
      double upper = box.upper().get(i);
      if (upper < Double.POSITIVE_INFINITY) {
        sum += m * (m >= 0 ? box.lower().get(i) : upper);
        size += width * upper;
      } else {
        if (m < width && i != vanishing && !(m > CERTAIN_RELATIVE_TOLERANCE * width)) {
          return Double.NEGATIVE_INFINITY;
        }
        sum += m * box.lower().get(i);
        size += width * box.lower().get(i);
      }
    }
    boolean reliable = size > SMALLEST_RELIABLE && size < LARGEST_RELIABLE;
    return reliable ? sum / size : Double.NEGATIVE_INFINITY;
  }

  private static boolean exactly(
      double[] k, double[] l, CostBox box, boolean strictly, boolean decimal) {
    BigDecimal[] first = exact(k, decimal);
    BigDecimal[] second = exact(l, decimal);
    BigDecimal[] lower = exact(box.lower().toArray(), decimal);
    @Nullable BigDecimal[] upper = upper(box, decimal);
    int wanted = strictly ? 1 : 0;
    if (sign(first, BigDecimal.ONE, second, BigDecimal.ZERO, lower, upper) >= wanted
        || sign(first, BigDecimal.ZERO, second, BigDecimal.ONE, lower, upper) >= wanted) {
      return true;
    }
    for (int i = 0; i < k.length; i++) {
      if (first[i].signum() * second[i].signum() < 0
          && sign(first, second[i].abs(), second, first[i].abs(), lower, upper) >= wanted) {
        return true;
      }
    }
    return false;
  }

  private static int sign(
      BigDecimal[] k,
      BigDecimal y,
      BigDecimal[] l,
      BigDecimal z,
      BigDecimal[] lower,
      @Nullable BigDecimal[] upper) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < k.length; i++) {
      BigDecimal m = y.multiply(k[i]).add(z.multiply(l[i]));
      if (m.signum() >= 0) {
        sum = sum.add(m.multiply(lower[i]));
      } else {
        BigDecimal end = upper[i];
        if (end == null) {
          return -1;
        }
        sum = sum.add(m.multiply(end));
      }
    }
    return sum.signum();
  }

  private static @Nullable BigDecimal[] upper(CostBox box, boolean decimal) {
    @Nullable BigDecimal[] upper = new BigDecimal[box.tasks()];
    for (int i = 0; i < upper.length; i++) {
      double end = box.upper().get(i);
      upper[i] = end == Double.POSITIVE_INFINITY ? null : exact(end, decimal);
    }
    return upper;
  }

  private static BigDecimal[] exact(double[] numbers, boolean decimal) {
    BigDecimal[] exact = new BigDecimal[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      exact[i] = exact(numbers[i], decimal);
    }
    return exact;
  }

  private static BigDecimal exact(double number, boolean decimal) {
    return decimal ? new BigDecimal(Double.toString(number)) : new BigDecimal(number);
  }
}
