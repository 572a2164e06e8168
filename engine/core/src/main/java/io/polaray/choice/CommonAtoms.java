package io.polaray.choice;

import io.polaray.preference.CountedMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;

/**
 * Trades of two tasks at which a given type is exactly indifferent.
 *
 * <p>When both agents have a type in common, the best trade may leave it indifferent on both sides,
 * and then no trade nearby is as good.
 */
final class CommonAtoms {
  /*
   * gamma = t (c_1, -c_0) has gamma . c = 0 exactly if both products are exact. So t is cut to as
   * many bits as the longer cost leaves of a double's 53.
   */
  private static final int MAX_TYPES = 512;
  private static final int DIGITS = 53;

  private CommonAtoms() {}

  /** Improves a trade of two tasks by those that leave a type of the measure indifferent. */
  static double improve(TradePair pair, TypeMeasure measure, double[] gamma, double value) {
    if (pair.tasks != 2
        || !(measure instanceof CountedMeasure counted)
        || counted.sample().types() > MAX_TYPES) {
      return value;
    }
    TypeSample sample = counted.sample();
    double best = value;
    double[] trial = new double[2];
    for (int m = 0; m < sample.types(); m++) {
      direction(pair, sample.cost(m, 0), sample.cost(m, 1), trial);
      double next = pair.value(trial);
      if (next > best) {
        best = next;
        System.arraycopy(trial, 0, gamma, 0, 2);
      }
    }
    return best;
  }

  private static void direction(TradePair pair, double first, double second, double[] trial) {
    trial[0] = second;
    trial[1] = -first;
    if (pair.saving(trial) < 0) {
      trial[0] = -second;
      trial[1] = first;
    }
    double x = trial[0];
    double y = trial[1];
    double t = Math.min(room(pair, 0, x), room(pair, 1, y));
    int free = DIGITS - Math.max(digits(x), digits(y));
    t = truncated(t, Math.max(1, free));
    trial[0] = t * x;
    trial[1] = t * y;
  }

  private static double room(TradePair pair, int i, double entry) {
    return (entry < 0 ? pair.low[i] : pair.high[i]) / entry;
  }

  /** Significant binary digits. */
  private static int digits(double x) {
    long mantissa = Double.doubleToLongBits(x) & 0xFFFFFFFFFFFFFL;
    return mantissa == 0 ? 1 : DIGITS - Long.numberOfTrailingZeros(mantissa);
  }

  /** The largest number of so many significant binary digits that is not above t. */
  private static double truncated(double t, int digits) {
    long mask = -1L << (DIGITS - Math.min(DIGITS, digits));
    return Double.longBitsToDouble(Double.doubleToLongBits(t) & mask);
  }
}
