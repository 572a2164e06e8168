package io.polaray.dual.master;

/**
 * A solution of a master problem: scaled prices, the model's value there and weights of the
 * columns. Valid for the column set it was computed from until that set changes.
 */
public final class MasterSolution {
  final double[] scaledPrices;
  final double[] weights;
  private final double model;
  private final int iterations;
  private final boolean converged;

  MasterSolution(
      double[] scaledPrices, double[] weights, double model, int iterations, boolean converged) {
    this.scaledPrices = scaledPrices;
    this.weights = weights;
    this.model = model;
    this.iterations = iterations;
    this.converged = converged;
  }

  /** y, length I. */
  public double[] scaledPrices() {
    return scaledPrices.clone();
  }

  /** The weight of a column, nonnegative; an agent's weights sum to 1. */
  public double weight(int column) {
    return weights[column];
  }

  /** Scaled value of the cutting-plane model at the prices. */
  public double model() {
    return model;
  }

  /** Iterations used. */
  public int iterations() {
    return iterations;
  }

  /** Whether the tolerances were met. */
  public boolean converged() {
    return converged;
  }
}
