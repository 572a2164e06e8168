package io.polaray.benchmarks;

import io.polaray.finite.selection.SelectionProblem;
import io.polaray.finite.selection.SelectionSolution;
import io.polaray.finite.selection.SelectionSolver;
import io.polaray.numeric.LinearProgram;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does an ex-post selection take, certificate included? The baseline is ojAlgo, model
 * building included (up to 10,000 columns; beyond, it takes minutes).
 *
 * <p>{@code java -cp benchmarks/target/...: org.openjdk.jmh.Main SelectionBenchmark -p
 * columns=10000}
 */
@SuppressWarnings("NullAway.Init") // JMH calls the methods marked Setup
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SelectionBenchmark {
  private static final int MAX_BASELINE = 10_000;

  /** How the rays look: DENSE, SPARSE or GRID. */
  @Param({"DENSE", "GRID"})
  public String family;

  /** Agents with a ray. */
  @Param({"1000", "10000", "100000", "1000000"})
  public int columns;

  /** Tasks I. */
  @Param({"5", "10", "20"})
  public int tasks;

  private SelectionProblem problem;

  /** The same instance for every run. */
  @Setup(Level.Trial)
  public void open() {
    problem = SelectionInstances.of(SelectionInstances.Family.valueOf(family), columns, tasks, 1);
  }

  /** The selection solver from prices 0. */
  @Benchmark
  public SelectionSolution selection() {
    return SelectionSolver.create().solve(problem);
  }

  /** Baseline: a general linear programming solver. */
  @Benchmark
  public LinearProgram.Solution ojAlgo() {
    if (columns > MAX_BASELINE) {
      throw new IllegalStateException("the baseline is not run for " + columns + " columns");
    }
    LinearProgram program = LinearProgram.create();
    for (int a = 0; a < columns; a++) {
      program.addVariable(problem.cost(a), 0, problem.limit(a));
    }
    int[] indices = IntStream.range(0, columns).toArray();
    for (int i = 0; i < tasks; i++) {
      int row = i;
      double[] entries =
          IntStream.of(indices).mapToDouble(a -> problem.direction(a, row)).toArray();
      program.addRow(indices, entries, 0, 0);
    }
    return program.solve(1_000_000, Duration.ofMinutes(5));
  }
}
