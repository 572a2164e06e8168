package io.polaray.dual.oracle;

import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.BoundKind;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A stand-in oracle whose feasible sets are convex hulls of seeded lists of vectors, for tests and
 * benchmarks of dual methods: endowments and social costs are lognormal with deviation 0.3 of the
 * log, and the vectors of agent j are {@code eta_j * exp(0.4 N - 0.08)} entry by entry. Answers are
 * exact: bounds equal values.
 */
public final class PolyhedralOracle implements DualOracle {
  private static final int BLOCK = 64;

  private final DualProblem problem;
  private final double[] vectors;
  private final int size;
  private final WorkerPool workers;

  private PolyhedralOracle(DualProblem problem, double[] vectors, int size, WorkerPool workers) {
    this.problem = problem;
    this.vectors = vectors;
    this.size = size;
    this.workers = workers;
  }

  /**
   * An oracle with {@code vectors} random vectors an agent beside the endowment.
   *
   * @param workers run the agents' scans
   */
  public static PolyhedralOracle of(
      int agents, int tasks, int vectors, long seed, WorkerPool workers) {
    DualProblem problem = StandInMarkets.problem(agents, tasks, seed);
    int size = vectors + 1;
    double[] all = new double[agents * size * tasks];
    for (int j = 0; j < agents; j++) {
      UniformRandomProvider random =
          RandomSource.XO_SHI_RO_256_PP.create(seed * 1_000_003L + 7L * j + 5);
      ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
      Vector eta = problem.endowments().get(j);
      for (int k = 0; k < size; k++) {
        for (int i = 0; i < tasks; i++) {
          double factor = k == 0 ? 1 : StrictMath.exp(0.4 * normal.sample() - 0.08);
          all[(j * size + k) * tasks + i] = eta.get(i) * factor;
        }
      }
    }
    return new PolyhedralOracle(problem, all, size, workers);
  }

  /**
   * An oracle with the given points, the endowment being added as number 0.
   *
   * @param points one list of vectors of length I an agent, the same number for every agent
   */
  public static PolyhedralOracle of(
      DualProblem problem, List<List<Vector>> points, WorkerPool workers) {
    int tasks = problem.tasks();
    int size = points.get(0).size() + 1;
    double[] all = new double[problem.agents() * size * tasks];
    for (int j = 0; j < problem.agents(); j++) {
      List<Vector> own = new ArrayList<>(List.of(problem.endowments().get(j)));
      own.addAll(points.get(j));
      if (own.size() != size) {
        throw new IllegalArgumentException(
            "points[" + j + "] has " + (own.size() - 1) + " vectors; it needs " + (size - 1));
      }
      for (int k = 0; k < size; k++) {
        own.get(k).copyTo(all, (j * size + k) * tasks);
      }
    }
    return new PolyhedralOracle(problem, all, size, workers);
  }

  @Override
  public DualProblem problem() {
    return problem;
  }

  @Override
  public OracleAnswer answer(
      Vector prices, IntFunction<SearchEffort> effort, BooleanSupplier stop) {
    return rescore(prices);
  }

  @Override
  public OracleAnswer rescore(Vector prices) {
    int agents = problem.agents();
    int tasks = problem.tasks();
    int[] columns = new int[agents];
    double[] values = new double[agents];
    double[] assignments = new double[agents * tasks];
    workers.run(
        (agents + BLOCK - 1) / BLOCK,
        block -> {
          double[] weights = new double[tasks];
          for (int j = block * BLOCK; j < Math.min(agents, (block + 1) * BLOCK); j++) {
            columns[j] = best(j, prices, weights);
            int offset = (j * size + columns[j]) * tasks;
            values[j] = dot(weights, offset);
            System.arraycopy(vectors, offset, assignments, j * tasks, tasks);
          }
        });
    return OracleAnswer.of(prices, columns, values, assignments);
  }

  private int best(int agent, Vector prices, double[] weights) {
    problem.weights(agent, prices).copyTo(weights, 0);
    int best = 0;
    double bestValue = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < size; k++) {
      double value = dot(weights, (agent * size + k) * weights.length);
      if (value > bestValue) {
        bestValue = value;
        best = k;
      }
    }
    return best;
  }

  private double dot(double[] weights, int offset) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * vectors[offset + i];
    }
    return sum;
  }

  @Override
  public Vector column(int agent, int column) {
    int tasks = problem.tasks();
    double[] entries = new double[tasks];
    System.arraycopy(vectors, (agent * size + column) * tasks, entries, 0, tasks);
    return Vector.of(entries);
  }

  @Override
  public int columns(int agent) {
    return size;
  }

  @Override
  public UpperBound upperBound(
      int agent, Vector prices, double lowerValue, double relativeGap, WorkBudget budget) {
    double[] weights = new double[problem.tasks()];
    int best = best(agent, prices, weights);
    double value = dot(weights, (agent * size + best) * weights.length);
    return new UpperBound(value, BoundKind.CERTIFIED, "enumeration");
  }
}
