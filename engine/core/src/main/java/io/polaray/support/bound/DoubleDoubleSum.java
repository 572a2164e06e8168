package io.polaray.support.bound;

/**
 * The signed-vertex sum of {@link BoxProbability} in double-double arithmetic: about 104 bits, for
 * directions whose coefficients differ so much in size that the alternating sum cancels in doubles.
 *
 * <p>Sums and products follow Dekker and Knuth (two-sum, fused two-product). The relative error of
 * each operation is below {@code 2^-102}; {@link #UNIT} leaves a factor of four.
 */
final class DoubleDoubleSum {
  /** Unit roundoff assumed in error bounds. */
  static final double UNIT = 0x1p-100;

  private final double[] high;
  private final double[] low;
  private final double[] slopeHigh;
  private final double[] slopeLow;
  private final double[] coefficientHigh;
  private final double[] coefficientLow;
  private double resultHigh;
  private double resultLow;
  private double offsetHigh;
  private double offsetLow;

  DoubleDoubleSum(int tasks) {
    high = new double[1 << tasks];
    low = new double[1 << tasks];
    slopeHigh = new double[1 << tasks];
    slopeLow = new double[1 << tasks];
    coefficientHigh = new double[tasks];
    coefficientLow = new double[tasks];
  }

  /** Starts a new sum with offset 0. */
  void reset() {
    offsetHigh = 0;
    offsetLow = 0;
  }

  /** Subtracts the exact product from the offset t. */
  void subtractProduct(double a, double b) {
    twoProduct(a, b);
    add(offsetHigh, offsetLow, -resultHigh, -resultLow);
    offsetHigh = resultHigh;
    offsetLow = resultLow;
  }

  /** Sets coefficient j to {@code factor * (upper - lower)}. */
  void coefficient(int j, double factor, double lower, double upper) {
    add(upper, 0, -lower, 0);
    multiply(resultHigh, resultLow, factor, 0);
    coefficientHigh[j] = resultHigh;
    coefficientLow[j] = resultLow;
  }

  /**
   * Sums over the vertices v of the unit cube {@code (-1)^|v| y_v^n} with {@code y_v = max(0, t -
   * sum of the coefficients in v)}.
   *
   * @param signedPowers receives {@code (-1)^|v| y_v^(n-1)} for each vertex
   * @return the sum, rounded
   */
  double sum(int n, double[] signedPowers) {
    high[0] = offsetHigh;
    low[0] = offsetLow;
    for (int j = 0; j < n; j++) {
      int half = 1 << j;
      for (int v = 0; v < half; v++) {
        add(high[v], low[v], -coefficientHigh[j], -coefficientLow[j]);
        high[half + v] = resultHigh;
        low[half + v] = resultLow;
      }
    }
    double sumHigh = 0;
    double sumLow = 0;
    for (int v = 0; v < 1 << n; v++) {
      double powerHigh = 0;
      double powerLow = 0;
      if (high[v] > 0) {
        powerHigh = (Integer.bitCount(v) & 1) == 0 ? 1 : -1;
        for (int e = 1; e < n; e++) {
          multiply(powerHigh, powerLow, high[v], low[v]);
          powerHigh = resultHigh;
          powerLow = resultLow;
        }
      }
      slopeHigh[v] = powerHigh;
      slopeLow[v] = powerLow;
      multiply(powerHigh, powerLow, high[v], low[v]);
      add(sumHigh, sumLow, resultHigh, resultLow);
      sumHigh = resultHigh;
      sumLow = resultLow;
    }
    fold(n, signedPowers);
    return sumHigh + sumLow;
  }

  /**
   * Leaves in {@code target[1 << j]} the sum over vertices with bit j, in {@code target[0]} all.
   */
  private void fold(int n, double[] target) {
    for (int j = n - 1; j >= 0; j--) {
      int half = 1 << j;
      double sumHigh = 0;
      double sumLow = 0;
      for (int v = 0; v < half; v++) {
        add(sumHigh, sumLow, slopeHigh[half + v], slopeLow[half + v]);
        sumHigh = resultHigh;
        sumLow = resultLow;
        add(slopeHigh[v], slopeLow[v], slopeHigh[half + v], slopeLow[half + v]);
        slopeHigh[v] = resultHigh;
        slopeLow[v] = resultLow;
      }
      target[half] = sumHigh + sumLow;
    }
    target[0] = slopeHigh[0] + slopeLow[0];
  }

  private void twoProduct(double a, double b) {
    resultHigh = a * b;
    resultLow = Math.fma(a, b, -resultHigh);
  }

  private void multiply(double aHigh, double aLow, double bHigh, double bLow) {
    double product = aHigh * bHigh;
    double error = Math.fma(aHigh, bHigh, -product) + (aHigh * bLow + aLow * bHigh);
    resultHigh = product + error;
    resultLow = error - (resultHigh - product);
  }

  private void add(double aHigh, double aLow, double bHigh, double bLow) {
    double sum = aHigh + bHigh;
    double virtual = sum - aHigh;
    double error = (aHigh - (sum - virtual)) + (bHigh - virtual);
    double lowSum = aLow + bLow;
    double lowVirtual = lowSum - aLow;
    double lowError = (aLow - (lowSum - lowVirtual)) + (bLow - lowVirtual);
    error += lowSum;
    double middle = sum + error;
    error = error - (middle - sum) + lowError;
    resultHigh = middle + error;
    resultLow = error - (resultHigh - middle);
  }
}
