package io.polaray.finite.selection;

import io.polaray.numeric.Vector;

/**
 * A solution of a {@link SelectionProblem} with its certificate: both objectives and the residual
 * are recomputed from the problem in one pass over all columns, whatever the algorithm did.
 */
public final class SelectionSolution {
  /** How a solve ended. */
  public enum Status {
    /** Primal and dual value agree within the tolerance and all rows hold. */
    OPTIMAL,
    /** Nobody moves, which clears the market; the gap to the dual value is not within tolerance. */
    FEASIBLE,
    /** The rows contradict the bounds; the extents are 0. */
    INFEASIBLE,
    /** The pivot limit was reached or precision was lost; the extents are 0. */
    FAILED
  }

  private final Status status;
  private final double[] extents;
  private final Vector prices;
  private final double cost;
  private final double dualValue;
  private final double residual;
  private final int fractional;
  private final int pivots;

  SelectionSolution(
      Status status,
      double[] extents,
      Vector prices,
      Certificate certificate,
      int fractional,
      int pivots) {
    this.status = status;
    this.extents = extents;
    this.prices = prices;
    this.cost = certificate.primal();
    this.dualValue = certificate.dual();
    this.residual = certificate.residual();
    this.fractional = fractional;
    this.pivots = pivots;
  }

  /** How the solve ended. */
  public Status status() {
    return status;
  }

  /** y_a, how far the designer goes along column a. */
  public double extent(int a) {
    return extents[a];
  }

  /** y, one number a column. */
  public Vector extents() {
    return Vector.of(extents);
  }

  /**
   * lambda, one entry a task: one more instance of task i to be done raises the cost by lambda(i).
   */
  public Vector prices() {
    return prices;
  }

  /** {@code sum_a c_a y_a}, at most 0 when b = 0. */
  public double cost() {
    return cost;
  }

  /** {@code lambda . b + sum_a u_a min(0, c_a - lambda . kappa_a)}, a lower bound on every cost. */
  public double dualValue() {
    return dualValue;
  }

  /** {@code max_i |sum_a kappa_a(i) y_a - b(i)|}, in tasks. */
  public double residual() {
    return residual;
  }

  /** The number of columns strictly between their bounds, at most the number of tasks. */
  public int fractional() {
    return fractional;
  }

  /** Pivots of the simplex method, over all samples. */
  public int pivots() {
    return pivots;
  }
}
