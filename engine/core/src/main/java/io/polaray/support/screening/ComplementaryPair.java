package io.polaray.support.screening;

/**
 * Nonnegative values and their multipliers, whose products an interior-point method drives to 0,
 * with the direction in which both move. Entries without a multiplier take no part.
 */
final class ComplementaryPair {
  final double[] value;
  final double[] multiplier;
  final double[] valueStep;
  final double[] multiplierStep;

  /** By how much the linearised products are to change. */
  final double[] change;

  private final double[] keptValueStep;
  private final double[] keptMultiplierStep;

  ComplementaryPair(int size) {
    value = new double[size];
    multiplier = new double[size];
    valueStep = new double[size];
    multiplierStep = new double[size];
    change = new double[size];
    keptValueStep = new double[size];
    keptMultiplierStep = new double[size];
  }

  /** How many entries have a multiplier. */
  int count() {
    int count = 0;
    for (double m : multiplier) {
      count += m > 0 ? 1 : 0;
    }
    return count;
  }

  /** Sum of the products after steps of the given lengths. */
  double products(double primal, double dual) {
    double sum = 0;
    for (int p = 0; p < value.length; p++) {
      sum += (value[p] + primal * valueStep[p]) * (multiplier[p] + dual * multiplierStep[p]);
    }
    return sum;
  }

  /** Asks for products 0. */
  void aimAtZero() {
    for (int p = 0; p < value.length; p++) {
      change[p] = -value[p] * multiplier[p];
    }
  }

  /** Asks for products {@code target}, with the second-order term of the present direction. */
  void aimAt(double target) {
    for (int p = 0; p < value.length; p++) {
      if (multiplier[p] > 0) {
        change[p] = target - value[p] * multiplier[p] - valueStep[p] * multiplierStep[p];
      }
    }
  }

  /**
   * Asks besides that products after a step do not leave a band around a target (Gondzio 1996).
   *
   * @param low products below are raised to it
   * @param high products above are lowered, by that much at most
   */
  void centre(double primal, double dual, double low, double high) {
    for (int p = 0; p < value.length; p++) {
      if (multiplier[p] > 0) {
        double product =
            (value[p] + primal * valueStep[p]) * (multiplier[p] + dual * multiplierStep[p]);
        if (product < low) {
          change[p] += low - product;
        } else if (product > high) {
          change[p] += Math.max(high - product, -high);
        }
      }
    }
  }

  /** The step of the values is known; that of the multipliers follows from the products. */
  void followValue() {
    for (int p = 0; p < value.length; p++) {
      multiplierStep[p] = (change[p] - multiplier[p] * valueStep[p]) / value[p];
    }
  }

  void keepStep() {
    System.arraycopy(valueStep, 0, keptValueStep, 0, valueStep.length);
    System.arraycopy(multiplierStep, 0, keptMultiplierStep, 0, valueStep.length);
  }

  void restoreStep() {
    System.arraycopy(keptValueStep, 0, valueStep, 0, valueStep.length);
    System.arraycopy(keptMultiplierStep, 0, multiplierStep, 0, valueStep.length);
  }

  /** The longest step up to 1 that keeps values nonnegative. */
  double longestPrimal(double atMost) {
    return longest(value, valueStep, atMost);
  }

  /** The longest step up to 1 that keeps multipliers nonnegative. */
  double longestDual(double atMost) {
    return longest(multiplier, multiplierStep, atMost);
  }

  private static double longest(double[] point, double[] step, double atMost) {
    double longest = atMost;
    for (int p = 0; p < point.length; p++) {
      if (step[p] < 0 && point[p] + longest * step[p] < 0) {
        longest = -point[p] / step[p];
      }
    }
    return longest;
  }

  void move(double primal, double dual) {
    for (int p = 0; p < value.length; p++) {
      value[p] += primal * valueStep[p];
      multiplier[p] += dual * multiplierStep[p];
    }
  }
}
