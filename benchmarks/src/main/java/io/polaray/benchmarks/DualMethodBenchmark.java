package io.polaray.benchmarks;

import io.polaray.dual.DualLoop;
import io.polaray.dual.method.DualMethods;
import io.polaray.dual.oracle.BallOracle;
import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.PolyhedralOracle;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * How many oracle rounds and how much time does a dual method need to an estimate gap of 1e-6 on
 * the stand-in oracles? The subgradient method is the baseline.
 *
 * <p>{@code java -cp benchmarks/target/...: org.openjdk.jmh.Main DualMethodBenchmark -p
 * agents=1000}
 */
@SuppressWarnings("NullAway.Init") // JMH calls the methods marked Setup
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class DualMethodBenchmark {
  private static final double GAP = 1e-6;
  private static final int MAX_ROUNDS = 300;

  /** Shape of the agents' sets. */
  public enum Sets {
    /** Hulls of 200 vectors. */
    POLYHEDRAL,
    /** Ellipsoids. */
    SMOOTH
  }

  /** Rounds, reported beside the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Rounds {
    /** Oracle rounds of the run. */
    public long rounds;

    /** Whether the gap was met, 1 or 0. */
    public long converged;
  }

  /** Name of the method. */
  @Param({"proximal-bundle", "level-bundle", "subgradient"})
  public String method;

  /** Shape of the sets. */
  @Param({"POLYHEDRAL", "SMOOTH"})
  public Sets sets;

  /** Agents J. */
  @Param({"100", "1000", "10000"})
  public int agents;

  /** Tasks I. */
  @Param({"5", "20"})
  public int tasks;

  private WorkerPool workers;
  private DualOracle oracle;

  /** A fresh oracle for every run. */
  @Setup(Level.Iteration)
  public void open() {
    workers = WorkerPool.of(2);
    oracle =
        sets == Sets.SMOOTH
            ? BallOracle.of(agents, tasks, 1, workers)
            : PolyhedralOracle.of(agents, tasks, 200, 1, workers);
  }

  /** Stops the workers. */
  @TearDown(Level.Iteration)
  public void close() {
    workers.close();
  }

  /** A whole run. */
  @Benchmark
  public double solve(Rounds count) {
    double tolerance = GAP * oracle.problem().endowmentCost();
    DualLoop loop = DualLoop.of(oracle, DualMethods.named(method, workers), tolerance);
    boolean met =
        loop.run(GAP, MAX_ROUNDS, agent -> SearchEffort.WARM, () -> false, (event, state) -> {});
    count.rounds = loop.rounds();
    count.converged = met ? 1 : 0;
    return loop.estimateGap();
  }
}
