package io.polaray.benchmarks;

import io.polaray.dual.master.ColumnSet;
import io.polaray.dual.master.InteriorPointMaster;
import io.polaray.dual.master.LinearMaster;
import io.polaray.dual.master.MasterSolution;
import io.polaray.dual.master.PriceScale;
import io.polaray.dual.master.PrimalRecovery;
import io.polaray.dual.oracle.DualProblem;
import io.polaray.dual.oracle.PolyhedralOracle;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one master problem cost, and one recovery of a market-clearing vertex from it? The
 * baseline is the same restricted master problem as a linear program for ojAlgo (not for 10,000
 * agents, where it takes minutes).
 *
 * <p>{@code java -cp benchmarks/target/...: org.openjdk.jmh.Main DualMasterBenchmark -p
 * agents=100,1000}
 */
@SuppressWarnings("NullAway.Init") // JMH calls the methods marked Setup
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DualMasterBenchmark {
  private static final int ROUNDS = 6;
  private static final double RECOVERY_WEIGHT = 1e-7;
  private static final double TOLERANCE = 1e-9;

  /** Agents J. */
  @Param({"100", "1000", "10000"})
  public int agents;

  /** Tasks I. */
  @Param({"5", "20"})
  public int tasks;

  /** Worker threads. */
  @Param({"1", "2"})
  public int threads;

  private WorkerPool workers;
  private ColumnSet columns;
  private double[] centre;
  private MasterSolution solution;

  /** Columns from answers at seeded prices around the mean social costs. */
  @Setup(Level.Trial)
  public void open() {
    workers = WorkerPool.of(threads);
    PolyhedralOracle oracle = PolyhedralOracle.of(agents, tasks, 200, 1, workers);
    DualProblem problem = oracle.problem();
    PriceScale scale = PriceScale.of(problem);
    columns = ColumnSet.of(problem, scale);
    centre = new double[tasks];
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(1);
    for (int round = 0; round < ROUNDS; round++) {
      double[] prices = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        prices[i] = 1 + random.nextDouble();
      }
      Vector point = scale.prices(prices);
      columns.add(oracle.answer(point, agent -> SearchEffort.WARM, () -> false));
    }
    solution = new InteriorPointMaster(workers).solve(columns, centre, RECOVERY_WEIGHT, TOLERANCE);
  }

  /** Stops the workers. */
  @TearDown(Level.Trial)
  public void close() {
    workers.close();
  }

  /** The interior-point master. */
  @Benchmark
  public MasterSolution interiorPoint() {
    return new InteriorPointMaster(workers).solve(columns, centre, RECOVERY_WEIGHT, TOLERANCE);
  }

  /** From the master's weights to a market-clearing vertex. */
  @Benchmark
  public double[] recovery() {
    return PrimalRecovery.of(columns).recover(solution);
  }

  /** Baseline: the restricted master problem through a general linear programming solver. */
  @Benchmark
  public Object linearProgram() {
    if (agents > 1_000) {
      throw new IllegalStateException("the baseline is not run for " + agents + " agents");
    }
    return LinearMaster.solve(columns, centre, 100);
  }
}
