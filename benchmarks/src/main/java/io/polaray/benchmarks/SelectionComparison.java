package io.polaray.benchmarks;

import io.polaray.finite.selection.SelectionProblem;
import io.polaray.finite.selection.SelectionSolution;
import io.polaray.finite.selection.SelectionSolver;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How does the selection solver compare with the dual simplex methods of GLPK, Clp, GLOP and HiGHS,
 * where they are installed?
 *
 * <p>{@code java -cp benchmarks/target/...: io.polaray.benchmarks.SelectionComparison RESULT.csv
 * DENSE:10000:10 ...}. Our times are CPU seconds of one thread, certificate included, the first run
 * and the median of the second half of at least {@value #RUNS} runs and three seconds. Times of the
 * others are what they report for solving, without reading the file (GLPK with bound flipping, to a
 * tenth of a second, so that 0 means below that).
 */
public final class SelectionComparison {
  private static final int RUNS = 7;
  private static final long WARM_UP = 3_000_000_000L;

  private SelectionComparison() {}

  /** Runs the instances and writes one row for each. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("selection-comparison");
    InstalledSolver.announceMissing();
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.UTF_8))) {
      out.println(
          "family,columns,tasks,first,median,pivots,status,relativeGap,residual,fractional,"
              + InstalledSolver.header("")
              + ",objective,"
              + InstalledSolver.header("Difference"));
      for (String instance : Arrays.copyOfRange(arguments, 1, arguments.length)) {
        String[] parts = instance.split(":", -1);
        out.println(row(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), work));
        out.flush();
      }
    } finally {
      try (Stream<Path> files = Files.list(work)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(work);
    }
  }

  private static String row(String family, int columns, int tasks, Path work)
      throws IOException, InterruptedException {
    SelectionProblem problem =
        SelectionInstances.of(SelectionInstances.Family.valueOf(family), columns, tasks, 1);
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    List<Double> times = new ArrayList<>();
    SelectionSolution solution = null;
    long begin = System.nanoTime();
    while (solution == null || times.size() < RUNS || System.nanoTime() - begin < WARM_UP) {
      long start = clock.getCurrentThreadCpuTime();
      solution = SelectionSolver.create().solve(problem);
      times.add((clock.getCurrentThreadCpuTime() - start) * 1e-9);
    }
    double first = times.get(0);
    List<Double> warm = times.subList(times.size() / 2, times.size()).stream().sorted().toList();
    Path file = work.resolve("selection.mps");
    write(problem, file);
    List<InstalledSolver.Answer> others = InstalledSolver.solveAll(file);
    double cost = solution.cost();
    return String.format(
        Locale.ROOT,
        "%s,%d,%d,%.4f,%.4f,%d,%s,%.1e,%.1e,%d,%s,%.12g,%s",
        family.toLowerCase(Locale.ROOT),
        columns,
        tasks,
        first,
        warm.get(warm.size() / 2),
        solution.pivots(),
        solution.status(),
        (cost - solution.dualValue()) / Math.abs(cost),
        solution.residual(),
        solution.fractional(),
        others.stream().map(InstalledSolver.Answer::time).collect(Collectors.joining(",")),
        cost,
        others.stream().map(other -> other.difference(cost)).collect(Collectors.joining(",")));
  }

  private static void write(SelectionProblem problem, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      out.write("NAME selection FREE\nROWS\n N cost\n");
      for (int i = 0; i < problem.tasks(); i++) {
        out.write(" E t" + i + "\n");
      }
      out.write("COLUMNS\n");
      for (int a = 0; a < problem.size(); a++) {
        out.write(" c" + a + " cost " + problem.cost(a) + "\n");
        for (int i = 0; i < problem.tasks(); i++) {
          if (problem.direction(a, i) != 0) {
            out.write(" c" + a + " t" + i + " " + problem.direction(a, i) + "\n");
          }
        }
      }
      out.write("RHS\nBOUNDS\n");
      for (int a = 0; a < problem.size(); a++) {
        out.write(" UP bound c" + a + " " + problem.limit(a) + "\n");
      }
      out.write("ENDATA\n");
    }
  }
}
