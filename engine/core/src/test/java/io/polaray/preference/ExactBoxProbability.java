package io.polaray.preference;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * P(c . kappa &lt;= 0) and its gradient on a box by the signed-vertex formula in exact arithmetic.
 */
final class ExactBoxProbability {
  private static final MathContext DIGITS = new MathContext(60);

  private ExactBoxProbability() {}

  static double probability(double[] kappa, double[] lower, double[] upper) {
    return signedSum(kappa, lower, upper, 0).doubleValue();
  }

  /** The density of c . kappa at 0; needs a coordinate with random part. */
  static double density(double[] kappa, double[] lower, double[] upper) {
    return signedSum(kappa, lower, upper, 1).doubleValue();
  }

  /** dP/dkappa_i by a central difference with a step far below what doubles resolve. */
  static double partial(double[] kappa, double[] lower, double[] upper, int i) {
    BigDecimal step =
        new BigDecimal(kappa[i] == 0 ? 1e-3 : Math.abs(kappa[i])).scaleByPowerOfTen(-18);
    BigDecimal above = signedSum(kappa, lower, upper, 0, i, step);
    BigDecimal below = signedSum(kappa, lower, upper, 0, i, step.negate());
    return above.subtract(below).divide(step.add(step), DIGITS).doubleValue();
  }

  private static BigDecimal signedSum(
      double[] kappa, double[] lower, double[] upper, int derivative) {
    return signedSum(kappa, lower, upper, derivative, 0, BigDecimal.ZERO);
  }

  private static BigDecimal signedSum(
      double[] kappa, double[] lower, double[] upper, int derivative, int moved, BigDecimal by) {
    int n = 0;
    BigDecimal[] k = new BigDecimal[kappa.length];
    BigDecimal threshold = BigDecimal.ZERO;
    BigDecimal product = BigDecimal.ONE;
    for (int i = 0; i < kappa.length; i++) {
      BigDecimal entry = new BigDecimal(kappa[i]);
      entry = i == moved ? entry.add(by) : entry;
      BigDecimal width = new BigDecimal(upper[i]).subtract(new BigDecimal(lower[i]));
      threshold = threshold.subtract(entry.multiply(new BigDecimal(lower[i])));
      BigDecimal weight = entry.multiply(width);
      if (weight.signum() != 0) {
        k[n++] = weight;
      }
    }
    if (n == 0) {
      return threshold.signum() >= 0 ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    for (int i = 0; i < n; i++) {
      product = product.multiply(k[i]);
      if (i + 1 <= n - derivative) {
        product = product.multiply(BigDecimal.valueOf(i + 1));
      }
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int v = 0; v < 1 << n; v++) {
      BigDecimal base = threshold;
      for (int i = 0; i < n; i++) {
        if ((v >> i & 1) != 0) {
          base = base.subtract(k[i]);
        }
      }
      if (base.signum() > 0) {
        BigDecimal term = base.pow(n - derivative);
        sum = (Integer.bitCount(v) & 1) == 0 ? sum.add(term) : sum.subtract(term);
      }
    }
    return sum.divide(product, DIGITS);
  }
}
