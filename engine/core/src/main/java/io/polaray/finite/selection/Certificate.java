package io.polaray.finite.selection;

/**
 * Both objectives of a selection and the residual of its rows, from the columns alone.
 *
 * @param primal sum_a c_a y_a
 * @param dual lambda . b + sum_a u_a min(0, c_a - lambda . kappa_a)
 * @param residual max_i |sum_a kappa_a(i) y_a - b(i)|
 * @param relativeResidual the largest of the rows' residuals, each over the larger of 1 and the
 *     tasks that move in that row
 */
record Certificate(double primal, double dual, double residual, double relativeResidual) {

  /** One pass over all columns; sums are taken block by block. */
  static Certificate of(SelectionProblem problem, double[] extents, double[] prices) {
    int tasks = problem.tasks();
    double[] costs = problem.sharedCosts();
    double[] limits = problem.sharedLimits();
    double[][] directions = problem.sharedDirections();
    double[] clearing = problem.sharedClearing();
    double[] reduced = new double[Math.min(ColumnBlocks.LENGTH, problem.size())];
    double[] rows = new double[tasks];
    double[] moved = new double[tasks];
    double primal = 0;
    double dual = 0;
    for (int from = 0; from < problem.size(); from += ColumnBlocks.LENGTH) {
      int length = Math.min(ColumnBlocks.LENGTH, problem.size() - from);
      ColumnBlocks.reducedCosts(costs, directions, prices, from, length, reduced);
      double primalBlock = 0;
      double dualBlock = 0;
      for (int k = 0; k < length; k++) {
        primalBlock += costs[from + k] * extents[from + k];
        dualBlock += limits[from + k] * Math.min(0, reduced[k]);
      }
      primal += primalBlock;
      dual += dualBlock;
      for (int i = 0; i < tasks; i++) {
        double[] row = directions[i];
        double sum = 0;
        double absolute = 0;
        for (int k = from; k < from + length; k++) {
          double term = row[k] * extents[k];
          sum += term;
          absolute += Math.abs(term);
        }
        rows[i] += sum;
        moved[i] += absolute;
      }
    }
    double residual = 0;
    double relative = 0;
    for (int i = 0; i < tasks; i++) {
      dual += prices[i] * clearing[i];
      double off = Math.abs(rows[i] - clearing[i]);
      residual = Math.max(residual, off);
      relative = Math.max(relative, off / Math.max(1, moved[i]));
    }
    return new Certificate(primal, dual, residual, relative);
  }
}
