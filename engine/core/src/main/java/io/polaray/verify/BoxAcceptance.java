package io.polaray.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact acceptance probabilities of a uniform box.
 *
 * <p>With {@code c_i = lo_i + d_i u_i}, {@code a_i = kappa_i d_i} and {@code T = -kappa . lo} the
 * event is {@code sum_i a_i u_i <= T} for uniforms u on [0,1]. Integrating the unit step once for
 * each coordinate gives, whatever the signs of the a_i, {@code P = sum over subsets V of (-1)^|V|
 * max(0, T - a(V))^n / (n! prod_i a_i)}. Coordinates with {@code a_i = 0} drop out. All numbers are
 * scaled to integers, so that the sum is exact; only the last quotient is rounded, to {@link
 * Exact#PLACES} places. Cost: 2^n powers of big integers.
 */
final class BoxAcceptance implements Acceptance {
  /** The largest number of coordinates that take part in the sum. */
  static final int MAX_COORDINATES = 16;

  private final List<BigDecimal> lower;
  private final List<BigDecimal> width;

  BoxAcceptance(List<BigDecimal> lower, List<BigDecimal> upper) {
    this.lower = List.copyOf(lower);
    List<BigDecimal> widths = new ArrayList<>();
    for (int i = 0; i < lower.size(); i++) {
      widths.add(upper.get(i).subtract(lower.get(i)));
    }
    this.width = List.copyOf(widths);
  }

  /** Whether the exact sum is short enough for this ray. */
  boolean canCompute(List<BigDecimal> kappa) {
    int count = 0;
    for (int i = 0; i < kappa.size(); i++) {
      if (kappa.get(i).signum() != 0 && width.get(i).signum() != 0) {
        count++;
      }
    }
    return count <= MAX_COORDINATES;
  }

  @Override
  public Probability of(List<BigDecimal> kappa) {
    List<BigDecimal> steps = new ArrayList<>();
    for (int i = 0; i < kappa.size(); i++) {
      BigDecimal step = kappa.get(i).multiply(width.get(i));
      if (step.signum() != 0) {
        steps.add(step);
      }
    }
    BigDecimal threshold = Exact.dot(kappa, lower).negate();
    if (steps.isEmpty()) {
      return new Probability(threshold.signum() >= 0 ? BigDecimal.ONE : BigDecimal.ZERO, 0, false);
    }
    steps.add(threshold);
    BigInteger[] integers = toIntegers(steps);
    int n = integers.length - 1;
    BigInteger[] sums = {BigInteger.ZERO};
    addVertices(integers, 0, integers[n], 1, sums);
    BigInteger denominator = BigInteger.ONE;
    for (int i = 0; i < n; i++) {
      denominator = denominator.multiply(integers[i]).multiply(BigInteger.valueOf(i + 1));
    }
    BigDecimal value =
        new BigDecimal(sums[0])
            .divide(new BigDecimal(denominator), Exact.PLACES, RoundingMode.HALF_EVEN);
    return new Probability(value, 0, false);
  }

  private static void addVertices(
      BigInteger[] integers, int position, BigInteger rest, int sign, BigInteger[] work) {
    int n = integers.length - 1;
    if (position == n) {
      if (rest.signum() > 0) {
        BigInteger power = rest.pow(n);
        work[0] = sign > 0 ? work[0].add(power) : work[0].subtract(power);
      }
      return;
    }
    addVertices(integers, position + 1, rest, sign, work);
    addVertices(integers, position + 1, rest.subtract(integers[position]), -sign, work);
  }

  private static BigInteger[] toIntegers(List<BigDecimal> numbers) {
    int places = numbers.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    BigInteger divisor = BigInteger.ZERO;
    BigInteger[] integers = new BigInteger[numbers.size()];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = numbers.get(i).setScale(Math.max(0, places)).unscaledValue();
      divisor = divisor.gcd(integers[i]);
    }
    for (int i = 0; i < integers.length; i++) {
      integers[i] = integers[i].divide(divisor);
    }
    return integers;
  }
}
