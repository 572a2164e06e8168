package io.polaray.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import io.polaray.preference.TypeSample;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.screening.BayesianProgram;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long does the Bayesian program of one agent take, and what does a general linear-programming
 * solver (ojAlgo, all truth rows at once) need where it can? Types are a sample of costs uniform on
 * [1, 2], endowment and weights are 1; CPU time of the whole process, first call.
 *
 * <p>{@code java -cp ... io.polaray.benchmarks.BayesianComparison MAX-TYPES-OF-LP TYPES:TASKS...}
 */
public final class BayesianComparison {
  private static final int MAX_ITERATIONS = 10_000_000;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private BayesianComparison() {}

  /** Prints one CSV row for each size. */
  public static void main(String[] args) {
    int largest = Integer.parseInt(args[0]);
    System.out.println("types,tasks,value,bound,iterations,cpu-s,lp-value,lp-cpu-s");
    for (int k = 1; k < args.length; k++) {
      String[] size = args[k].split(":", 2);
      run(Integer.parseInt(size[0]), Integer.parseInt(size[1]), largest);
    }
  }

  private static void run(int types, int tasks, int largest) {
    double[] ones = new double[tasks];
    double[] twos = new double[tasks];
    Arrays.fill(ones, 1);
    Arrays.fill(twos, 2);
    Vector eta = Vector.of(ones);
    TypeSample sample = UniformPreferences.of(eta, Vector.of(twos)).sample(types, 1);
    double begin = cpuSeconds();
    BayesianProgram.Solution solution = BayesianProgram.of(eta, sample).solve(eta);
    double middle = cpuSeconds();
    System.out.printf(
        Locale.ROOT,
        "%d,%d,%.9f,%.9f,%d,%.2f,",
        types,
        tasks,
        solution.value(),
        solution.upperBound(),
        solution.iterations(),
        middle - begin);
    System.out.flush();
    if (types > largest) {
      System.out.println(",");
      return;
    }
    double value = linearProgram(sample);
    System.out.printf(Locale.ROOT, "%.9f,%.2f%n", value, cpuSeconds() - middle);
  }

  /** The value by a general solver; not a number if it does not get there. */
  private static double linearProgram(TypeSample types) {
    LinearProgram program = LinearProgram.create();
    int tasks = types.tasks();
    for (int p = 0; p < types.types() * tasks; p++) {
      program.addVariable(-types.weight(p / tasks), 0, Double.POSITIVE_INFINITY);
    }
    for (int m = 0; m < types.types(); m++) {
      for (int k = 0; k < types.types(); k++) {
        int[] indices = new int[k == m ? tasks : 2 * tasks];
        double[] costs = new double[indices.length];
        double right = 0;
        for (int i = 0; i < tasks; i++) {
          indices[i] = m * tasks + i;
          costs[i] = types.cost(m, i);
          if (k != m) {
            indices[tasks + i] = k * tasks + i;
            costs[tasks + i] = -types.cost(m, i);
          } else {
            right += types.cost(m, i);
          }
        }
        program.addRow(indices, costs, Double.NEGATIVE_INFINITY, right);
      }
    }
    LinearProgram.Solution solution = program.solve(MAX_ITERATIONS, LIMIT);
    return solution.status() == LinearProgram.Status.OPTIMAL ? -solution.objective() : Double.NaN;
  }

  private static double cpuSeconds() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() * 1e-9;
  }
}
