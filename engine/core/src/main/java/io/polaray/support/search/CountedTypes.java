package io.polaray.support.search;

import io.polaray.numeric.ExactSign;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;

/**
 * Acceptance probabilities under the problem's measure. Where that counts equally likely types, the
 * same number is found sooner: inner products are formed in single precision on the blocks of the
 * kernel, and only a type whose product is within the rounding error of 0 is decided exactly.
 *
 * <p>With {@code u = 2^-24} an inner product of I terms is off by at most {@code (I + 4) u sum_i
 * |kappa(i)| max_m c_m(i)}: one rounding for each cost, factor and product and one for each
 * addition, with room for terms of second order; twice that is the band. What underflow may add is
 * far less than the smallest normal number times the sum of factors and costs.
 */
final class CountedTypes {
  private static final double BAND = 0x1p-23;
  private static final double LARGE = 0x1p100;

  private final TypeMeasure measure;
  private final TypeSample sample;
  private final TypeBlocks types;
  private final boolean countable;
  private final float[] dots;
  private final int[] list;
  private final double[] type;

  /** Counts under the measure; the blocks hold all types of the sample. */
  CountedTypes(TypeMeasure measure, TypeSample sample, TypeBlocks types) {
    this.measure = measure;
    this.sample = sample;
    this.types = types;
    this.countable =
        measure instanceof CountedMeasure counted
            && counted.sample() == sample
            && sample.hasEqualWeights()
            && sample.types() == types.types();
    this.dots = new float[types.length()];
    this.list = new int[types.tasks()];
    this.type = new double[types.tasks()];
  }

  /** The probability that a type accepts a direction, exactly as the measure returns it. */
  double probability(double[] kappa) {
    if (!countable || !(measure instanceof CountedMeasure counted)) {
      return measure.acceptanceProbability(kappa);
    }
    double size = 1;
    double reach = 0;
    int count = 0;
    for (int i = 0; i < kappa.length; i++) {
      if (kappa[i] != 0) {
        list[count++] = i;
        size += Math.abs(kappa[i]) + types.largestCost(i);
        reach += Math.abs(kappa[i]) * types.largestCost(i);
      }
    }
    float band = (float) ((count + 4) * BAND * reach + size * Float.MIN_NORMAL);
    if (!(reach < LARGE && size < LARGE)) {
      return measure.acceptanceProbability(kappa);
    }
    int accepted = 0;
    for (int b = 0; b < types.blocks(); b++) {
      AcceptanceKernel.combine(dots, types.costs(b), list, count, kappa, 1);
      int first = b * types.length();
      accepted += countBlock(kappa, first, Math.min(types.length(), types.types() - first), band);
    }
    return counted.probabilityOf(accepted);
  }

  private int countBlock(double[] kappa, int first, int length, float band) {
    int accepted = 0;
    int refused = 0;
    for (int m = 0; m < length; m++) {
      // The sign of a rounded sum or difference is that of the exact one.
      accepted += Float.floatToRawIntBits(dots[m] + band) >>> (Float.SIZE - 1);
      refused += Float.floatToRawIntBits(band - dots[m]) >>> (Float.SIZE - 1);
    }
    for (int m = 0; m < length && accepted + refused < length; m++) {
      if (Math.abs(dots[m]) <= band) {
        if (acceptsExactly(kappa, first + m)) {
          accepted++;
        } else {
          refused++;
        }
      }
    }
    return accepted;
  }

  private boolean acceptsExactly(double[] kappa, int position) {
    int m = types.sampleIndex(position);
    for (int i = 0; i < type.length; i++) {
      type[i] = sample.cost(m, i);
    }
    return ExactSign.dot(kappa, type, 0, 1) <= 0;
  }
}
