package io.polaray.dual.master;

import io.polaray.numeric.WorkerPool;

/**
 * The proximal master problem over a column set, in scaled prices y:
 *
 * <pre>
 *   max over y, v of  d . y + sum_j v_j - (h / 2) |y - c|^2   s.t.  v_j &lt;= b_jk + a_jk . y
 * </pre>
 *
 * <p>and its dual, {@code min over weights theta} of the columns. Primal-dual interior points with
 * Mehrotra's predictor and corrector.
 */
public final class InteriorPointMaster {
  /*
   * With s_jk = b_jk + a_jk . y - v_j, D = theta / s and the mean abar_j of agent j's slopes
   * weighted by D, eliminating everything but y leaves an I x I system with the matrix
   *     h + sum_jk D_jk (a_jk - abar_j)(a_jk - abar_j)'.
   * Centring before squaring keeps it positive semidefinite in floating point however large D
   * grows. An iteration is three passes over the columns, in blocks of agents; every block adds
   * up sums of its own, and blocks are combined in their order. The start takes y = c and for
   * every agent the v_j for which theta = mu / s sums to 1: all agents are then feasible and
   * perfectly centred, and only the market-clearing rows are violated.
   */
  private static final int MAX_ITERATIONS = 80;
  private static final double START_SHARE = 0.3;
  private static final double BOUNDARY_SHARE = 0.995;

  private final WorkerPool workers;

  /** A master whose passes run on the given workers. */
  public InteriorPointMaster(WorkerPool workers) {
    this.workers = workers;
  }

  /**
   * Solves the master.
   *
   * @param columns the cuts
   * @param centre c, scaled prices
   * @param proximalWeight h, positive
   * @param absoluteTolerance on the scaled complementarity gap and on the scaled clearing residual
   */
  public MasterSolution solve(
      ColumnSet columns, double[] centre, double proximalWeight, double absoluteTolerance) {
    int tasks = columns.tasks;
    InteriorPointState state = new InteriorPointState(columns, workers);
    double[] y = centre.clone();
    state.start(y, START_SHARE);
    double[] dy = new double[tasks];
    double[] matrix = new double[tasks * tasks];
    double[] rhs = new double[tasks];
    double[] residual = new double[tasks];
    Cholesky cholesky = new Cholesky(tasks);
    boolean converged = false;
    double step = 0;
    int iteration = 0;
    double best = Double.POSITIVE_INFINITY;
    int stalled = 0;
    while (true) {
      for (int i = 0; i < tasks; i++) {
        y[i] += step * dy[i];
      }
      state.assemble(y, step, matrix, rhs, residual);
      double clearing = 0;
      for (int i = 0; i < tasks; i++) {
        residual[i] += columns.supply[i] - proximalWeight * (y[i] - centre[i]);
        clearing = Math.max(clearing, Math.abs(residual[i]));
        rhs[i] += residual[i];
        matrix[i * tasks + i] += proximalWeight;
      }
      double merit = Math.max(state.gap, clearing);
      if (merit <= absoluteTolerance && state.infeasibility <= absoluteTolerance) {
        converged = true;
        break;
      }
      stalled = merit < 0.9 * best ? 0 : stalled + 1;
      best = Math.min(best, merit);
      if (iteration >= MAX_ITERATIONS || stalled >= 8 || !Double.isFinite(merit)) {
        break;
      }
      iteration++;
      cholesky.factor(matrix);
      System.arraycopy(rhs, 0, dy, 0, tasks);
      cholesky.solve(dy);
      double sigmaMu = state.predict(dy, rhs);
      System.arraycopy(rhs, 0, dy, 0, tasks);
      cholesky.solve(dy);
      step = Math.min(1, BOUNDARY_SHARE * state.correct(dy, sigmaMu));
      if (!(step > 0)) {
        break;
      }
    }
    double[] weights = state.normalisedWeights();
    return new MasterSolution(y, weights, columns.model(y), iteration, converged);
  }
}
