package io.polaray.dual.oracle;

import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.BoundKind;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * A stand-in oracle with a smooth boundary, {@code F_j = {eta_j * (1 + u / 2) : |u| <= 1}} with
 * products entry by entry, on the endowments and social costs of {@link PolyhedralOracle}. Every
 * answer is a new point and exact: bounds equal values up to rounding.
 */
public final class BallOracle implements DualOracle {
  private static final int BLOCK = 64;
  private static final double RADIUS = 0.5;

  private final DualProblem problem;
  private final WorkerPool workers;
  private final List<double[]> answers = new ArrayList<>();

  private BallOracle(DualProblem problem, WorkerPool workers) {
    this.problem = problem;
    this.workers = workers;
    int tasks = problem.tasks();
    double[] endowments = new double[problem.agents() * tasks];
    for (int j = 0; j < problem.agents(); j++) {
      problem.endowments().get(j).copyTo(endowments, j * tasks);
    }
    answers.add(endowments);
  }

  /** An oracle for the seeded market of the given size. */
  public static BallOracle of(int agents, int tasks, long seed, WorkerPool workers) {
    return new BallOracle(StandInMarkets.problem(agents, tasks, seed), workers);
  }

  @Override
  public DualProblem problem() {
    return problem;
  }

  @Override
  public OracleAnswer answer(
      Vector prices, IntFunction<SearchEffort> effort, BooleanSupplier stop) {
    int agents = problem.agents();
    int tasks = problem.tasks();
    double[] assignments = new double[agents * tasks];
    workers.run(
        (agents + BLOCK - 1) / BLOCK,
        block -> {
          for (int j = block * BLOCK; j < Math.min(agents, (block + 1) * BLOCK); j++) {
            maximise(j, problem.weights(j, prices), assignments);
          }
        });
    answers.add(assignments);
    int[] columns = new int[agents];
    Arrays.fill(columns, answers.size() - 1);
    return scored(prices, columns);
  }

  private void maximise(int agent, Vector weights, double[] assignments) {
    int tasks = problem.tasks();
    Vector eta = problem.endowments().get(agent);
    double norm = norm(eta, weights);
    for (int i = 0; i < tasks; i++) {
      double step = norm > 0 ? eta.get(i) * weights.get(i) / norm : 0;
      assignments[agent * tasks + i] = eta.get(i) * (1 + RADIUS * step);
    }
  }

  private static double norm(Vector eta, Vector weights) {
    double squares = 0;
    for (int i = 0; i < eta.size(); i++) {
      double z = eta.get(i) * weights.get(i);
      squares += z * z;
    }
    return Math.sqrt(squares);
  }

  private OracleAnswer scored(Vector prices, int[] columns) {
    int agents = problem.agents();
    int tasks = problem.tasks();
    double[] values = new double[agents];
    double[] assignments = new double[agents * tasks];
    for (int j = 0; j < agents; j++) {
      System.arraycopy(answers.get(columns[j]), j * tasks, assignments, j * tasks, tasks);
      values[j] = problem.weights(j, prices).dot(column(j, columns[j]));
    }
    return OracleAnswer.of(prices, columns, values, assignments);
  }

  @Override
  public OracleAnswer rescore(Vector prices) {
    int[] columns = new int[problem.agents()];
    for (int j = 0; j < columns.length; j++) {
      Vector weights = problem.weights(j, prices);
      double best = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < answers.size(); k++) {
        double value = weights.dot(column(j, k));
        if (value > best) {
          best = value;
          columns[j] = k;
        }
      }
    }
    return scored(prices, columns);
  }

  @Override
  public Vector column(int agent, int column) {
    int tasks = problem.tasks();
    return Vector.of(Arrays.copyOfRange(answers.get(column), agent * tasks, (agent + 1) * tasks));
  }

  @Override
  public int columns(int agent) {
    return answers.size();
  }

  @Override
  public UpperBound upperBound(
      int agent, Vector prices, double lowerValue, double relativeGap, WorkBudget budget) {
    Vector eta = problem.endowments().get(agent);
    Vector weights = problem.weights(agent, prices);
    double value = weights.dot(eta) + RADIUS * norm(eta, weights);
    return new UpperBound(value + 1e-14 * Math.abs(value), BoundKind.CERTIFIED, "ball");
  }
}
