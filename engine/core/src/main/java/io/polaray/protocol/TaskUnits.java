package io.polaray.protocol;

import io.polaray.numeric.Vector;
import java.util.Collection;

/**
 * A unit for each task in which the largest of some amounts lies in [1, 2).
 *
 * <p>Whether a choice is obviously dominant does not change when a task is counted in other units
 * and its private cost is divided by the same factor, but tolerances of linear programs do. Units
 * are powers of two, so amounts keep their ratios and ties to the last bit.
 */
final class TaskUnits {
  private final int[] exponents;

  private TaskUnits(int[] exponents) {
    this.exponents = exponents;
  }

  /** Units for assignments, at least one. */
  static TaskUnits of(Collection<Vector> assignments) {
    double[] largest = new double[assignments.iterator().next().size()];
    for (Vector assignment : assignments) {
      for (int i = 0; i < largest.length; i++) {
        largest[i] = Math.max(largest[i], Math.abs(assignment.get(i)));
      }
    }
    int[] exponents = new int[largest.length];
    for (int i = 0; i < exponents.length; i++) {
      exponents[i] = largest[i] > 0 ? Math.getExponent(largest[i]) : 0;
    }
    return new TaskUnits(exponents);
  }

  /** Amounts in these units. */
  Vector amounts(Vector assignment) {
    return scaled(assignment, -1, 0);
  }

  /** The largest of the amounts in these units. */
  double size(Vector assignment) {
    return amounts(assignment).maxAbsolute();
  }

  /** Private costs of a task in these units, all times {@code 2^shift}. */
  Vector costs(Vector costs, int shift) {
    return scaled(costs, 1, shift);
  }

  /** Costs of a task as given from costs in these units, all times {@code 2^shift}. */
  Vector givenCosts(Vector costs, int shift) {
    return scaled(costs, -1, shift);
  }

  private Vector scaled(Vector vector, int sign, int shift) {
    double[] scaled = vector.toArray();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = Math.scalb(scaled[i], sign * exponents[i] + shift);
    }
    return Vector.of(scaled);
  }

  /** The shift with which {@link #costs} has its largest entry in [1, 2). */
  int shift(Vector costs) {
    int top = Integer.MIN_VALUE;
    for (int i = 0; i < exponents.length; i++) {
      if (costs.get(i) > 0) {
        top = Math.max(top, Math.getExponent(costs.get(i)) + exponents[i]);
      }
    }
    return top == Integer.MIN_VALUE ? 0 : -top;
  }
}
