package io.polaray.support.search;

import io.polaray.preference.TypeSample;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Acceptance probability of one ray on many types: the block kernel, the same formula in plain
 * loops, and what the machine gives to plain Java in multiplications and additions and in memory
 * traffic. {@link #main} runs all and prints ns per type, task and ray, and shares of the peak.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class KernelBenchmark {
  private static final int ROUNDS = 11;
  private static final int STREAM = 1 << 24;
  private static final double BANDWIDTH = 0.1;

  /** What is measured. */
  public enum Alternative {
    /** Value and gradient, two multiplications and additions for type, task and ray. */
    VALUE_AND_GRADIENT,
    /** Value alone, one of them. */
    VALUE,
    /** Value and gradient in double precision, type by type. */
    PLAIN_LOOPS,
    /** A multiplication and an addition on floats in the first cache, {@value #ROUNDS} each. */
    MULTIPLY_ADD,
    /** STREAM's triad on arrays beyond all caches. */
    TRIAD
  }

  /** What is measured. */
  @Param public Alternative alternative;

  /** Number of tasks. */
  @Param({"5", "10", "20", "50"})
  public int tasks;

  /** Number of types. */
  @Param({"1024", "4096"})
  public int types;

  private double[] kappa = {};
  private double[] gradient = {};
  private double[][] costs = {};
  private float[] cached = {};
  private float[] first = {};
  private float[] second = {};
  private float[] third = {};
  private TypeBlocks blocks = TypeBlocks.of(TypeSample.equallyWeighted(1, new double[] {1}));
  private KernelWork work = new KernelWork(1);

  /** Makes types and a ray that sheds all tasks but the last. */
  @Setup
  public void prepare() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1L);
    costs = new double[types][tasks];
    double[] columns = new double[types * tasks];
    for (int m = 0; m < types; m++) {
      for (int i = 0; i < tasks; i++) {
        costs[m][i] = 0.2 + random.nextDouble();
        columns[i * types + m] = costs[m][i];
      }
    }
    blocks = TypeBlocks.of(TypeSample.equallyWeighted(tasks, columns));
    work = new KernelWork(tasks);
    gradient = new double[tasks];
    kappa = new double[tasks];
    Arrays.fill(kappa, -1);
    kappa[tasks - 1] = 0.7 * (tasks - 1);
    cached = new float[BlockLoops.LENGTH];
    if (alternative == Alternative.TRIAD) {
      first = new float[STREAM];
      second = new float[STREAM];
      third = new float[STREAM];
    }
  }

  /** One evaluation, or as many operations as the alternative has. */
  @Benchmark
  public double evaluate() {
    return switch (alternative) {
      case VALUE_AND_GRADIENT ->
          AcceptanceKernel.probabilityAndGradient(blocks, kappa, BANDWIDTH, gradient, work);
      case VALUE -> AcceptanceKernel.probability(blocks, kappa, BANDWIDTH, work);
      case PLAIN_LOOPS -> plain();
      case MULTIPLY_ADD -> multiplyAdd(cached);
      case TRIAD -> triad(first, second, third);
    };
  }

  private double plain() {
    double value = 0;
    Arrays.fill(gradient, 0);
    for (double[] cost : costs) {
      double shed = 0;
      double taken = 0;
      for (int i = 0; i < cost.length; i++) {
        shed += Math.max(0, -kappa[i]) * cost[i];
        taken += Math.max(0, kappa[i]) * cost[i];
      }
      double rho = (shed - taken) / (shed + taken);
      double u = Math.max(-1, Math.min(1, rho / BANDWIDTH));
      value += 0.5 + 0.75 * u - 0.25 * u * u * u;
      double z = 0.75 * (1 - u * u) / (shed + taken) / BANDWIDTH;
      for (int i = 0; i < cost.length; i++) {
        gradient[i] -= z * cost[i] * (kappa[i] < 0 ? 1 - rho : 1 + rho);
      }
    }
    return value / types;
  }

  private static float multiplyAdd(float[] x) {
    for (int m = 0; m < BlockLoops.LENGTH; m++) {
      float p = x[m];
      float q = p * 0.5f + 0.25f;
      float r = p * 0.25f + 0.5f;
      float s = p * 0.125f + 0.75f;
      p = p * 0.75f + 0.125f;
      p = p * 0.5f + 0.25f;
      q = q * 0.5f + 0.25f;
      r = r * 0.5f + 0.25f;
      s = s * 0.5f + 0.25f;
      p = p * 0.5f + q;
      r = r * 0.5f + s;
      x[m] = p * 0.5f + r;
    }
    return x[0];
  }

  private static float triad(float[] a, float[] b, float[] c) {
    for (int m = 0; m < a.length; m++) {
      a[m] = b[m] + 0.5f * c[m];
    }
    return a[0];
  }

  /** Runs all alternatives and prints the comparison. */
  public static void main(String[] args) throws RunnerException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    double peak = 0;
    String[] baselines = {Alternative.MULTIPLY_ADD.name(), Alternative.TRIAD.name()};
    for (RunResult result : run(baselines, new String[] {"5"}, new String[] {"1024"})) {
      double time = typical(result);
      if (result.getParams().getParam("alternative").equals(baselines[0])) {
        peak = BlockLoops.LENGTH * ROUNDS / time;
        out.printf(Locale.ROOT, "multiply-add: %.1f G/s%n", peak);
      } else {
        out.printf(Locale.ROOT, "triad: %.1f GB/s%n", 12.0 * STREAM / time);
      }
    }
    String[] kernels = {
      Alternative.VALUE_AND_GRADIENT.name(),
      Alternative.VALUE.name(),
      Alternative.PLAIN_LOOPS.name()
    };
    String[] sizes = {"5", "10", "20", "50"};
    for (RunResult result : run(kernels, sizes, new String[] {"1024", "4096"})) {
      String name = result.getParams().getParam("alternative");
      int tasks = Integer.parseInt(result.getParams().getParam("tasks"));
      int types = Integer.parseInt(result.getParams().getParam("types"));
      double unit = typical(result) / ((double) tasks * types);
      int operations = name.equals(Alternative.VALUE.name()) ? 1 : 2;
      out.printf(
          Locale.ROOT,
          "%-18s tasks %2d, types %4d: %.4f ns per type, task and ray, %2.0f %% of peak%n",
          name,
          tasks,
          types,
          unit,
          100 * operations / unit / peak);
    }
  }

  /** The lower quartile of the samples: on a shared machine others' work ends up in the rest. */
  private static double typical(RunResult result) {
    return result.getPrimaryResult().getStatistics().getPercentile(25);
  }

  private static Collection<RunResult> run(String[] alternatives, String[] sizes, String[] samples)
      throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(KernelBenchmark.class.getSimpleName())
                .param("alternative", alternatives)
                .param("tasks", sizes)
                .param("types", samples)
                .verbosity(org.openjdk.jmh.runner.options.VerboseMode.SILENT)
                .build())
        .run();
  }
}
