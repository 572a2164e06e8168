package io.polaray.support.price;

import java.util.function.DoubleUnaryOperator;

/**
 * Sharpens the maximiser of {@code f(r) = P(r) (gain r - loss)}.
 *
 * <p>Values near a maximum are flat: comparing them finds the maximiser to half of the digits only.
 * Where P is smooth its derivative is known to more, from five points, and the root of {@code f'(r)
 * = gain P(r) + (gain r - loss) P'(r)} is the maximiser to almost all digits. A root that does not
 * reach the known value, up to rounding, is no maximiser (P has a kink nearby) and is dropped.
 */
final class StationaryRate {
  private static final double STEP = 0x1p-11;
  private static final double MIN_STEP = 0x1p-20;
  private static final double ROUNDING = 0x1p-50;
  private static final double CONVERGED = 0x1p-36;
  private static final int MAX_STEPS = 6;

  private final DoubleUnaryOperator acceptance;
  private final double gain;
  private final double loss;

  StationaryRate(DoubleUnaryOperator acceptance, double gain, double loss) {
    this.acceptance = acceptance;
    this.gain = gain;
    this.loss = loss;
  }

  /**
   * A rate next to the given one.
   *
   * @param rate the best rate known
   * @param value its value
   * @param from least rate with a smooth P
   * @param to largest rate
   */
  double near(double rate, double value, double from, double to) {
    double step = Math.min(STEP * rate, 0.125 * Math.min(rate - from, to - rate));
    if (!(step > MIN_STEP * rate)) {
      return rate;
    }
    double best = rate;
    double at = rate;
    double slope = slope(at, step);
    double next = at + 2 * step;
    double nextSlope = slope(next, step);
    double least = Math.abs(slope);
    for (int k = 0; k < MAX_STEPS && nextSlope != slope; k++) {
      double root = next - nextSlope * (next - at) / (nextSlope - slope);
      if (!(Math.abs(root - rate) <= 4 * step)) {
        return best;
      }
      at = next;
      slope = nextSlope;
      next = root;
      nextSlope = slope(next, step);
      if (Math.abs(nextSlope) < least && value(next) >= value - ROUNDING * Math.abs(value)) {
        least = Math.abs(nextSlope);
        best = next;
      }
      if (Math.abs(next - at) <= CONVERGED * rate) {
        break;
      }
    }
    return best;
  }

  private double value(double rate) {
    return acceptance.applyAsDouble(rate) * (gain * rate - loss);
  }

  private double slope(double rate, double step) {
    double near = acceptance.applyAsDouble(rate + step) - acceptance.applyAsDouble(rate - step);
    double far =
        acceptance.applyAsDouble(rate + 2 * step) - acceptance.applyAsDouble(rate - 2 * step);
    double density = (8 * near - far) / (12 * step);
    return gain * acceptance.applyAsDouble(rate) + (gain * rate - loss) * density;
  }
}
