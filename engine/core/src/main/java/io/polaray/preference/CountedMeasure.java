package io.polaray.preference;

import io.polaray.numeric.ExactSign;

/**
 * The measure of a finite weighted sample of types: the probability of a ray is the weight of the
 * types that accept it, {@code sum of weight(m) over m with c_m . kappa <= 0}.
 *
 * <p>Whether a type accepts is decided as if in exact rational arithmetic on the given doubles, so
 * a type that lies on the boundary of a ray is counted and one that misses it by the smallest
 * amount is not. Accepted weights are summed in index order with compensation; the result is within
 * one unit in the last place of the exact sum.
 */
public final class CountedMeasure implements TypeMeasure {
  /*
   * A block of inner products is formed in plain double arithmetic. Its forward error is at most
   * (I + 2) u sum_i |kappa_i| max_m c_m(i), one number for all types. Products outside of that band
   * have a certain sign; those inside go to ExactSign, type by type.
   */
  private static final int BLOCK = 256;

  private static final double UNIT = 0x1p-53;

  private final TypeSample sample;
  private final Kind kind;
  private final double[] largest;

  private CountedMeasure(TypeSample sample, Kind kind) {
    this.sample = sample;
    this.kind = kind;
    this.largest = new double[sample.tasks()];
    for (int i = 0; i < largest.length; i++) {
      for (int m = 0; m < sample.types(); m++) {
        largest[i] = Math.max(largest[i], Math.abs(sample.cost(m, i)));
      }
    }
  }

  /**
   * The measure that counts the types of a sample.
   *
   * @param kind {@link TypeMeasure.Kind#EXACT} if the sample is the distribution itself
   */
  public static CountedMeasure of(TypeSample sample, Kind kind) {
    return new CountedMeasure(sample, kind);
  }

  /** The types that are counted. */
  public TypeSample sample() {
    return sample;
  }

  @Override
  public int tasks() {
    return sample.tasks();
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public double probabilityError() {
    return 0;
  }

  @Override
  public double acceptanceProbability(double[] kappa) {
    return acceptanceProbability(kappa, new double[workLength()]);
  }

  /** Length of the scratch array of {@link #acceptanceProbability(double[], double[])}. */
  public int workLength() {
    return BLOCK;
  }

  /**
   * As {@link #acceptanceProbability(double[])}, without allocation.
   *
   * @param work scratch of length {@link #workLength()}
   */
  public double acceptanceProbability(double[] kappa, double[] work) {
    requireLength("kappa", kappa);
    double band = 0;
    for (int i = 0; i < kappa.length; i++) {
      band += Math.abs(kappa[i]) * largest[i];
    }
    band = band * ((kappa.length + 4) * UNIT) + Double.MIN_NORMAL;
    int types = sample.types();
    double[] costs = sample.sharedCosts();
    int accepted = 0;
    double high = 0;
    double low = 0;
    boolean equal = sample.hasEqualWeights();
    for (int from = 0; from < types; from += BLOCK) {
      int length = Math.min(BLOCK, types - from);
      dotBlock(kappa, costs, types, from, length, work);
      for (int m = 0; m < length; m++) {
        double dot = work[m];
        boolean accepts =
            dot < -band || (!(dot > band) && ExactSign.dot(kappa, costs, from + m, types) <= 0);
        if (!accepts) {
          continue;
        }
        accepted++;
        if (!equal) {
          double weight = sample.weight(from + m);
          double sum = high + weight;
          double part = sum - high;
          low += (high - (sum - part)) + (weight - part);
          high = sum;
        }
      }
    }
    if (accepted == types) {
      return 1;
    }
    return equal ? probabilityOf(accepted) : Math.min(1, high + low);
  }

  /**
   * The probability of some types of a sample with equal weights, as {@link
   * #acceptanceProbability(double[])} returns it.
   *
   * @param types a number of types, 0 up to all
   */
  public double probabilityOf(int types) {
    return types == sample.types() ? 1 : Math.min(1, types * sample.weight(0));
  }

  private static void dotBlock(
      double[] kappa, double[] costs, int stride, int from, int length, double[] work) {
    double first = kappa[0];
    for (int m = 0; m < length; m++) {
      work[m] = first * costs[from + m];
    }
    for (int i = 1; i < kappa.length; i++) {
      double factor = kappa[i];
      if (factor == 0) {
        continue;
      }
      int at = i * stride + from;
      for (int m = 0; m < length; m++) {
        work[m] += factor * costs[at + m];
      }
    }
  }

  @Override
  public double fullInformationBound(double[] v, double[] eta) {
    requireLength("v", v);
    requireLength("eta", eta);
    double sum = 0;
    for (int m = 0; m < sample.types(); m++) {
      double best = 0;
      double burden = 0;
      for (int i = 0; i < v.length; i++) {
        double cost = sample.cost(m, i);
        best = Math.max(best, v[i] / cost);
        burden += cost * eta[i];
      }
      sum += sample.weight(m) * (burden * best);
    }
    // All terms are nonnegative, so the relative errors of the operations add up.
    return sum * (1 + (sample.types() + v.length + 16) * 2 * UNIT);
  }

  private void requireLength(String name, double[] array) {
    if (array.length != sample.tasks()) {
      throw new IllegalArgumentException(
          name + " has length " + array.length + "; it must be " + sample.tasks());
    }
  }
}
