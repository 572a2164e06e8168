package io.polaray.dual.master;

import io.polaray.numeric.LinearProgram;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The restricted master problem as a linear program for a general solver, with prices confined to a
 * box around a centre:
 *
 * <pre>
 *   min sum theta b - d . c + r sum_i (p_i + q_i)  at prices relative to c
 *   s.t. sum theta a + p - q = -d,  sum_k theta_jk = 1,  theta, p, q &gt;= 0
 * </pre>
 */
public final class LinearMaster {
  private static final int MAX_ITERATIONS = 1_000_000;
  private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

  private LinearMaster() {}

  /**
   * A vertex of the restricted master problem.
   *
   * @param centre middle of the box, scaled prices
   * @param radius half the width of the box
   * @return empty if the solver failed
   */
  public static Optional<MasterSolution> solve(ColumnSet set, double[] centre, double radius) {
    int tasks = set.tasks;
    LinearProgram program = LinearProgram.create();
    double scale = set.agents;
    for (int k = 0; k < set.size(); k++) {
      program.addVariable(scale * set.cutValue(k, centre), 0, Double.POSITIVE_INFINITY);
    }
    for (int i = 0; i < 2 * tasks; i++) {
      program.addVariable(radius, 0, Double.POSITIVE_INFINITY);
    }
    int size = set.size();
    int[] indices = new int[size + 2];
    for (int k = 0; k < size; k++) {
      indices[k] = k;
    }
    double[] coefficients = new double[size + 2];
    for (int i = 0; i < tasks; i++) {
      for (int k = 0; k < size; k++) {
        coefficients[k] = scale * set.slope[k * tasks + i];
      }
      indices[size] = size + 2 * i;
      indices[size + 1] = size + 2 * i + 1;
      coefficients[size] = 1;
      coefficients[size + 1] = -1;
      program.addRow(indices, coefficients, -scale * set.supply[i], -scale * set.supply[i]);
    }
    for (int j = 0; j < set.agents; j++) {
      int[] own = new int[set.start[j + 1] - set.start[j]];
      double[] ones = new double[own.length];
      Arrays.fill(ones, 1);
      for (int k = 0; k < own.length; k++) {
        own[k] = set.start[j] + k;
      }
      program.addRow(own, ones, 1, 1);
    }
    LinearProgram.Solution solution = program.solve(MAX_ITERATIONS, TIME_LIMIT);
    if (solution.status() != LinearProgram.Status.OPTIMAL) {
      return Optional.empty();
    }
    double[] weights = new double[size];
    for (int k = 0; k < size; k++) {
      weights[k] = Math.max(0, solution.values().get(k));
    }
    Clearing.normalise(set, weights);
    double[] y = centre.clone();
    for (int i = 0; i < tasks; i++) {
      y[i] -= solution.multipliers().get(i);
    }
    return Optional.of(new MasterSolution(y, weights, set.model(y), 0, true));
  }
}
