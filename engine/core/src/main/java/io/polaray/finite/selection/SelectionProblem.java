package io.polaray.finite.selection;

import io.polaray.numeric.Vector;
import java.util.Arrays;

/**
 * The linear program of ex-post selection (paper, Corollary 3 and section 4).
 *
 * <pre>
 *   min sum_a c_a y_a   s.t.  sum_a kappa_a(i) y_a = b(i) for every task i,  0 &lt;= y_a &lt;= u_a
 * </pre>
 *
 * <p>One column an agent who chose a ray: kappa_a is the ray at full extension in tasks, c_a = pi_a
 * . kappa_a its social cost, u_a = 1; agents with the same ray and social cost may share a column
 * with u_a their number. An agent who chose the remedial set has a column {@code -e_i} with {@code
 * u = eta_a(i)} for each task. b is 0 whenever the endowments allocate all instances.
 */
public final class SelectionProblem {
  private final int tasks;
  private final int size;
  private final double[] costs;
  private final double[] limits;
  private final double[][] directions;
  private final double[] clearing;

  private SelectionProblem(Builder builder) {
    tasks = builder.tasks;
    size = builder.size;
    costs = builder.costs;
    limits = builder.limits;
    directions = builder.directions;
    clearing = builder.clearing;
  }

  /**
   * An empty problem to add columns to.
   *
   * @param tasks the number of rows, at least 1
   * @param capacity the expected number of columns, at least 0
   */
  public static Builder builder(int tasks, int capacity) {
    return new Builder(tasks, capacity);
  }

  /** The number of tasks I. */
  public int tasks() {
    return tasks;
  }

  /** The number of columns. */
  public int size() {
    return size;
  }

  /** c_a, the cost of one unit of column a. */
  public double cost(int a) {
    return costs[a];
  }

  /** u_a, the upper bound of column a. */
  public double limit(int a) {
    return limits[a];
  }

  /** kappa_a(i), the change in task i by one unit of column a. */
  public double direction(int a, int i) {
    return directions[i][a];
  }

  /** b, one entry a task. */
  public Vector clearing() {
    return Vector.of(clearing);
  }

  double[] sharedCosts() {
    return costs;
  }

  double[] sharedLimits() {
    return limits;
  }

  double[][] sharedDirections() {
    return directions;
  }

  double[] sharedClearing() {
    return clearing;
  }

  /** Collects columns; used once. */
  public static final class Builder {
    private final int tasks;
    private int size;
    private double[] costs;
    private double[] limits;
    private final double[][] directions;
    private final double[] clearing;
    private boolean built;

    private Builder(int tasks, int capacity) {
      if (tasks < 1) {
        throw new IllegalArgumentException("tasks is " + tasks + "; it must be at least 1");
      }
      if (capacity < 0) {
        throw new IllegalArgumentException("capacity is " + capacity + "; it must be at least 0");
      }
      this.tasks = tasks;
      costs = new double[capacity];
      limits = new double[capacity];
      directions = new double[tasks][capacity];
      clearing = new double[tasks];
    }

    /**
     * Adds a column.
     *
     * @param direction kappa_a, one finite entry a task; copied
     * @param cost c_a, finite
     * @param limit u_a, finite, at least 0
     * @return its number, counted from 0
     */
    public int add(double[] direction, double cost, double limit) {
      requireUnbuilt();
      if (direction.length != tasks) {
        throw new IllegalArgumentException(
            "direction has " + direction.length + " entries; it must have " + tasks);
      }
      if (!Double.isFinite(cost)) {
        throw new IllegalArgumentException("cost is " + cost + "; it must be finite");
      }
      if (!(limit >= 0) || Double.isInfinite(limit)) {
        throw new IllegalArgumentException(
            "limit is " + limit + "; it must be finite and at least 0");
      }
      if (size == costs.length) {
        grow();
      }
      for (int i = 0; i < tasks; i++) {
        if (!Double.isFinite(direction[i])) {
          throw new IllegalArgumentException(
              "direction[" + i + "] is " + direction[i] + "; it must be finite");
        }
        directions[i][size] = direction[i];
      }
      costs[size] = cost;
      limits[size] = limit;
      return size++;
    }

    /** Sets b(i), finite; 0 unless set. */
    public Builder clearing(int i, double value) {
      requireUnbuilt();
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "clearing[" + i + "] is " + value + "; it must be finite");
      }
      clearing[i] = value;
      return this;
    }

    /** The problem. */
    public SelectionProblem build() {
      requireUnbuilt();
      built = true;
      if (size < costs.length) {
        resize(size);
      }
      return new SelectionProblem(this);
    }

    private void requireUnbuilt() {
      if (built) {
        throw new IllegalStateException("the problem is built already; start another builder");
      }
    }

    private void grow() {
      resize(Math.max(16, 2 * size));
    }

    private void resize(int length) {
      costs = Arrays.copyOf(costs, length);
      limits = Arrays.copyOf(limits, length);
      for (int i = 0; i < tasks; i++) {
        directions[i] = Arrays.copyOf(directions[i], length);
      }
    }
  }
}
