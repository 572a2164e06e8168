package io.polaray.preference;

import io.polaray.numeric.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.core.Sum;

/** A finite distribution of types, for example survey answers or draws from a choice model. */
public final class FinitePreferences implements PreferenceDistribution {
  /** Absolute tolerance on the sum of the weights; within it they are divided by their sum. */
  private static final double WEIGHT_SUM_TOLERANCE = 1e-9;

  private final TypeSample sample;
  private final CountedMeasure measure;
  private final Vector lower;
  private final Vector upper;

  private FinitePreferences(TypeSample sample) {
    this.sample = sample;
    this.measure = CountedMeasure.of(sample, TypeMeasure.Kind.EXACT);
    double[] low = new double[sample.tasks()];
    double[] high = new double[sample.tasks()];
    for (int i = 0; i < low.length; i++) {
      low[i] = Double.POSITIVE_INFINITY;
      for (int m = 0; m < sample.types(); m++) {
        low[i] = Math.min(low[i], sample.cost(m, i));
        high[i] = Math.max(high[i], sample.cost(m, i));
      }
    }
    lower = Vector.of(low);
    upper = Vector.of(high);
  }

  /**
   * A finite distribution.
   *
   * @param types at least one cost vector; all of one length; costs positive and finite
   * @param weights one positive probability a type; the sum must be 1 up to 1e-9 absolute, and they
   *     are divided by it
   * @throws IllegalArgumentException naming the entry that is out of range
   */
  public static FinitePreferences of(List<Vector> types, Vector weights) {
    if (types.isEmpty() || weights.size() != types.size()) {
      throw new IllegalArgumentException(
          "there are "
              + types.size()
              + " types and "
              + weights.size()
              + " weights; there must be at least one type and one weight for each");
    }
    for (int m = 0; m < weights.size(); m++) {
      double weight = weights.get(m);
      if (!(weight > 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException(
            "weights[" + m + "] is " + weight + "; it must be positive and finite");
      }
    }
    double sum = Sum.of(weights.toArray()).getAsDouble();
    if (Math.abs(sum - 1) > WEIGHT_SUM_TOLERANCE) {
      throw new IllegalArgumentException(
          "weights sum to " + sum + "; the sum must be 1 up to " + WEIGHT_SUM_TOLERANCE);
    }
    double[] normalised = weights.toArray();
    for (int m = 0; m < normalised.length; m++) {
      normalised[m] /= sum;
    }
    double[] costs = columnMajor(types);
    return new FinitePreferences(TypeSample.of(types.get(0).size(), costs, normalised));
  }

  /** A finite distribution of equally likely types. */
  public static FinitePreferences equallyLikely(List<Vector> types) {
    if (types.isEmpty()) {
      throw new IllegalArgumentException("types is empty; there must be at least one type");
    }
    double[] costs = columnMajor(types);
    return new FinitePreferences(TypeSample.equallyWeighted(types.get(0).size(), costs));
  }

  private static double[] columnMajor(List<Vector> types) {
    int tasks = types.get(0).size();
    int count = types.size();
    double[] costs = new double[tasks * count];
    for (int m = 0; m < count; m++) {
      Vector type = types.get(m);
      if (type.size() != tasks || tasks < 1) {
        throw new IllegalArgumentException(
            "types["
                + m
                + "] has "
                + type.size()
                + " costs, types[0] has "
                + tasks
                + "; all types must have one cost a task");
      }
      for (int i = 0; i < tasks; i++) {
        double cost = type.get(i);
        if (!(cost > 0) || Double.isInfinite(cost)) {
          throw new IllegalArgumentException(
              "types[" + m + "][" + i + "] is " + cost + "; a cost must be positive and finite");
        }
        costs[i * count + m] = cost;
      }
    }
    return costs;
  }

  @Override
  public int tasks() {
    return sample.tasks();
  }

  @Override
  public Vector lower() {
    return lower;
  }

  @Override
  public Vector upper() {
    return upper;
  }

  /** The distribution itself, whatever the arguments say. */
  @Override
  public TypeSample sample(int types, long seed) {
    return sample;
  }

  @Override
  public TypeDraws draws(long seed) {
    RandomStream random = new RandomStream(seed);
    double[] below = new double[sample.types()];
    double sum = 0;
    for (int m = 0; m < below.length; m++) {
      sum += sample.weight(m);
      below[m] = sum;
    }
    double total = sum;
    return costs -> {
      int at = Arrays.binarySearch(below, random.next() * total);
      int m = Math.min(below.length - 1, at >= 0 ? at + 1 : -at - 1);
      for (int i = 0; i < costs.length; i++) {
        costs[i] = sample.cost(m, i);
      }
    };
  }

  /** The types with their probabilities. */
  public TypeSample types() {
    return sample;
  }

  @Override
  public Optional<TypeMeasure> exactMeasure() {
    return Optional.of(measure);
  }

  /** False: the support is a list of points. */
  @Override
  public boolean hasBoxSupport() {
    return false;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof FinitePreferences other && sample.sameAs(other.sample);
  }

  @Override
  public int hashCode() {
    return sample.contentHash();
  }

  @Override
  public String toString() {
    return "FinitePreferences[types=" + sample.types() + ", tasks=" + sample.tasks() + "]";
  }
}
