package io.polaray.preference;

import java.util.Arrays;

/**
 * A finite weighted sample of types, column-major: all costs of task 0, then all of task 1, and so
 * on. Immutable; agents with equal preferences share one.
 */
public final class TypeSample {
  private final int tasks;
  private final int types;
  private final double[] costs;
  private final double[] weights;
  private final boolean equalWeights;

  private TypeSample(int tasks, int types, double[] costs, double[] weights) {
    this.tasks = tasks;
    this.types = types;
    this.costs = costs;
    this.weights = weights;
    this.equalWeights = Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
  }

  /**
   * A sample from a column-major array of costs.
   *
   * @param costs {@code costs[i * types + m]} is the cost of task i for type m; copied
   * @param weights one nonnegative weight a type, summing to 1; copied
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public static TypeSample of(int tasks, double[] costs, double[] weights) {
    if (tasks < 1 || weights.length < 1 || costs.length != tasks * weights.length) {
      throw new IllegalArgumentException(
          "costs must have tasks * types entries; got tasks = "
              + tasks
              + ", types = "
              + weights.length
              + ", costs = "
              + costs.length);
    }
    return new TypeSample(tasks, weights.length, costs.clone(), weights.clone());
  }

  /**
   * A sample of equally likely types.
   *
   * @param costs {@code costs[i * types + m]} is the cost of task i for type m; copied
   * @throws IllegalArgumentException if the length is not a positive multiple of {@code tasks}
   */
  public static TypeSample equallyWeighted(int tasks, double[] costs) {
    if (tasks < 1 || costs.length < tasks || costs.length % tasks != 0) {
      throw new IllegalArgumentException(
          "costs has length "
              + costs.length
              + "; it must be a positive multiple of tasks = "
              + tasks);
    }
    double[] weights = new double[costs.length / tasks];
    Arrays.fill(weights, 1.0 / weights.length);
    return new TypeSample(tasks, weights.length, costs.clone(), weights);
  }

  /** The number of tasks I. */
  public int tasks() {
    return tasks;
  }

  /** The number of types M. */
  public int types() {
    return types;
  }

  /** The cost of task i for type m. */
  public double cost(int m, int i) {
    return costs[i * types + m];
  }

  /** The probability of type m. */
  public double weight(int m) {
    return weights[m];
  }

  /** Whether all types have the same probability. */
  public boolean hasEqualWeights() {
    return equalWeights;
  }

  /** The column-major costs themselves, for kernels of this package that only read them. */
  double[] sharedCosts() {
    return costs;
  }

  /** Whether the other sample has the same types and weights in the same order. */
  boolean sameAs(TypeSample other) {
    return tasks == other.tasks
        && Arrays.equals(costs, other.costs)
        && Arrays.equals(weights, other.weights);
  }

  /** A hash of types and weights. */
  int contentHash() {
    return 31 * Arrays.hashCode(costs) + Arrays.hashCode(weights);
  }

  /** Copies the costs of task i for the types {@code from .. from + length - 1}. */
  public void copyCosts(int i, int from, int length, double[] target, int offset) {
    System.arraycopy(costs, i * types + from, target, offset, length);
  }
}
