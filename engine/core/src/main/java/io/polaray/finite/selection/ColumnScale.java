package io.polaray.finite.selection;

/**
 * Powers of two that bring the rows and the costs of a problem to size 1 without rounding.
 *
 * <p>Scaled entry = factor(i) times entry, scaled cost = cost factor times cost; a scaled price is
 * the price times cost factor over factor(i).
 */
final class ColumnScale {
  private static final int MAX_SAMPLE = 4096;

  private final double[] factors;
  private final double costFactor;

  private ColumnScale(double[] factors, double costFactor) {
    this.factors = factors;
    this.costFactor = costFactor;
  }

  /** The scale of mean absolute entries over an evenly spread sample of columns. */
  static ColumnScale of(SelectionProblem problem) {
    int stride = Math.max(1, problem.size() / MAX_SAMPLE);
    double[] factors = new double[problem.tasks()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = inverseMean(problem.sharedDirections()[i], problem.size(), stride);
    }
    return new ColumnScale(factors, inverseMean(problem.sharedCosts(), problem.size(), stride));
  }

  private static double inverseMean(double[] entries, int size, int stride) {
    double mean = meanAbsolute(entries, size, stride);
    if (mean == 0 && stride > 1) {
      mean = meanAbsolute(entries, size, 1);
    }
    return mean > 0 ? Math.scalb(1.0, -Math.getExponent(mean)) : 1;
  }

  private static double meanAbsolute(double[] entries, int size, int stride) {
    double mean = 0;
    int count = 0;
    for (int k = 0; k < size; k += stride) {
      if (entries[k] != 0) {
        count++;
        mean += (Math.abs(entries[k]) - mean) / count;
      }
    }
    return mean;
  }

  double factor(int i) {
    return factors[i];
  }

  double costFactor() {
    return costFactor;
  }

  /** {@code target} = the prices of the scaled problem in units of the original one. */
  void unscale(double[] scaled, double[] target) {
    for (int i = 0; i < factors.length; i++) {
      target[i] = scaled[i] * factors[i] / costFactor;
    }
  }

  /** The inverse of {@link #unscale}. */
  void scale(double[] prices, double[] target) {
    for (int i = 0; i < factors.length; i++) {
      target[i] = prices[i] * costFactor / factors[i];
    }
  }
}
