package io.polaray.benchmarks;

import io.polaray.menu.MenuClass;
import io.polaray.numeric.Vector;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportProblem;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.FullInformationBound;
import io.polaray.support.screening.BayesianCellBound;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How far above the best menu known for the support of uniform costs do full information and the
 * Bayesian cells lie, and after how much CPU time of one thread?
 *
 * <p>{@code java -cp ... io.polaray.benchmarks.SupportMenuBounds
 * benchmarks/results/support-menus-instances.csv}
 */
public final class SupportMenuBounds {
  private static final long[] NODES = {50_000, 250_000, 1_000_000};

  private SupportMenuBounds() {}

  /** Prints one CSV row for each instance and budget. */
  public static void main(String[] args) throws IOException {
    System.out.println("instance,best-menu,full-information,nodes,bayesian-cells,cpu-s");
    List<String> lines = Files.readAllLines(Path.of(args[0]));
    for (String line : lines.subList(1, lines.size())) {
      run(line.split(",", 6));
    }
  }

  private static void run(String[] fields) {
    Vector weights = vector(fields[1]);
    Vector endowment = vector(fields[2]);
    UniformPreferences types = UniformPreferences.of(vector(fields[3]), vector(fields[4]));
    double best = Double.parseDouble(fields[5]);
    SupportProblem problem =
        new SupportProblem(
            endowment,
            types,
            types.exactMeasure().orElseThrow(),
            types.sample(64, 1),
            MenuClass.SUPPORT);
    double full =
        new FullInformationBound()
            .open(problem)
            .upperBound(weights, best, 0, WorkBudget.nodes(1))
            .value();
    BoundSession session = new BayesianCellBound().open(problem);
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (long nodes : NODES) {
      double bound = session.upperBound(weights, best, 0, WorkBudget.nodes(nodes)).value();
      double seconds =
          1e-9 * (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin);
      System.out.printf(
          Locale.ROOT, "%s,%.4f,%.4f,%d,%.4f,%.2f%n", fields[0], best, full, nodes, bound, seconds);
    }
  }

  private static Vector vector(String numbers) {
    return Vector.of(
        Arrays.stream(numbers.split(" ", -1)).mapToDouble(Double::parseDouble).toArray());
  }
}
