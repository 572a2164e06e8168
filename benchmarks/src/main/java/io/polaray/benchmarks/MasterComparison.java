package io.polaray.benchmarks;

import io.polaray.dual.DualLoop;
import io.polaray.dual.master.ColumnSet;
import io.polaray.dual.master.InteriorPointMaster;
import io.polaray.dual.master.LinearMaster;
import io.polaray.dual.master.MasterSolution;
import io.polaray.dual.master.PrimalRecovery;
import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.method.DualMethods;
import io.polaray.dual.oracle.DualProblem;
import io.polaray.dual.oracle.PolyhedralOracle;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What do the masters of a whole dual loop cost, and how do general solvers do on the last one?
 *
 * <p>{@code java -cp benchmarks/target/...: io.polaray.benchmarks.MasterComparison LARGEST 1000:20
 * ...} runs the proximal bundle on the polyhedral stand-in with J agents and I tasks to an estimate
 * gap of {@value #GAP}, in one thread, and prints one CSV row each: rounds; CPU seconds of the loop
 * apart from the oracle; then, on the columns of the last round, of our master with a vertex
 * recovered from it, of ojAlgo (up to LARGEST agents), and what GLPK, Clp, GLOP and HiGHS report
 * for solving, where they are installed. Costs are compared with that of our vertex.
 */
public final class MasterComparison {
  private static final double GAP = 1e-6;
  private static final int MAX_ROUNDS = 300;
  private static final int VECTORS = 200;
  private static final int WARM_UPS = 2;
  private static final double RECOVERY_WEIGHT = 1e-7;
  private static final double TOLERANCE = 1e-12;
  private static final double RADIUS = 100;

  private MasterComparison() {}

  /** Runs; see the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    InstalledSolver.announceMissing();
    out.println(
        "agents,tasks,rounds,columns,loopMasters,interiorPoint,recovery,ojAlgo,"
            + InstalledSolver.header("")
            + ",violation,"
            + InstalledSolver.header("Difference"));
    int largest = Integer.parseInt(args[0]);
    for (int k = 1; k < args.length; k++) {
      String[] sizes = args[k].split(":", -1);
      out.println(row(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), largest));
    }
  }

  private static String row(int agents, int tasks, int largest)
      throws IOException, InterruptedException {
    try (WorkerPool workers = WorkerPool.of(1)) {
      for (int k = 0; k < WARM_UPS; k++) {
        loop(new TimedOracle(PolyhedralOracle.of(agents, tasks, VECTORS, 1, workers)), workers);
      }
      TimedOracle oracle = new TimedOracle(PolyhedralOracle.of(agents, tasks, VECTORS, 1, workers));
      double start = TimedOracle.cpuSeconds();
      DualLoop loop = loop(oracle, workers);
      double masters = TimedOracle.cpuSeconds() - start - oracle.seconds();
      ColumnSet columns = loop.columns();
      double[] centre = columns.scale().scaled(loop.session().bestPrices());
      start = TimedOracle.cpuSeconds();
      MasterSolution solution =
          new InteriorPointMaster(workers).solve(columns, centre, RECOVERY_WEIGHT, TOLERANCE);
      double interior = TimedOracle.cpuSeconds() - start;
      start = TimedOracle.cpuSeconds();
      PrimalRecovery recovery = PrimalRecovery.of(columns);
      recovery.recover(solution);
      double recovered = TimedOracle.cpuSeconds() - start;
      PrimalSolution vertex = recovery.best().orElseThrow();
      double general = Double.NaN;
      if (agents <= largest) {
        start = TimedOracle.cpuSeconds();
        boolean solved = LinearMaster.solve(columns, centre, RADIUS).isPresent();
        general = solved ? TimedOracle.cpuSeconds() - start : Double.NaN;
      }
      List<InstalledSolver.Answer> others = installed(oracle);
      return String.format(
          Locale.ROOT,
          "%d,%d,%d,%d,%.3f,%.3f,%.3f,%s,%s,%.1e,%s",
          agents,
          tasks,
          loop.rounds(),
          columns.size(),
          masters,
          interior,
          recovered,
          text(general),
          others.stream().map(InstalledSolver.Answer::time).collect(Collectors.joining(",")),
          vertex.violation(),
          others.stream()
              .map(other -> other.difference(vertex.cost()))
              .collect(Collectors.joining(",")));
    }
  }

  private static DualLoop loop(TimedOracle oracle, WorkerPool workers) {
    double tolerance = GAP * oracle.problem().endowmentCost();
    DualLoop loop = DualLoop.of(oracle, DualMethods.named("proximal-bundle", workers), tolerance);
    loop.run(GAP, MAX_ROUNDS, agent -> SearchEffort.WARM, () -> false, (event, state) -> {});
    return loop;
  }

  private static String text(double number) {
    return Double.isNaN(number) ? "" : String.format(Locale.ROOT, "%.3g", number);
  }

  private static List<InstalledSolver.Answer> installed(TimedOracle oracle)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("master-comparison");
    try {
      Path file = work.resolve("master.mps");
      write(oracle, file);
      return InstalledSolver.solveAll(file);
    } finally {
      try (var files = Files.list(work)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(work);
    }
  }

  /** The restricted master problem as {@code polaray export} writes it. */
  private static void write(TimedOracle oracle, Path file) throws IOException {
    DualProblem problem = oracle.problem();
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      out.write("NAME master FREE\nROWS\n N cost\n");
      for (int i = 0; i < problem.tasks(); i++) {
        out.write(" E t" + i + "\n");
      }
      for (int j = 0; j < problem.agents(); j++) {
        out.write(" E j" + j + "\n");
      }
      out.write("COLUMNS\n");
      for (int j = 0; j < problem.agents(); j++) {
        List<Vector> columns = oracle.answered(j);
        double population = problem.populations().get(j);
        for (int k = 0; k < columns.size(); k++) {
          String name = " c" + j + "_" + k;
          double cost = population * problem.socialCosts().get(j).dot(columns.get(k));
          out.write(name + " cost " + cost + "\n" + name + " j" + j + " 1\n");
          for (int i = 0; i < problem.tasks(); i++) {
            out.write(name + " t" + i + " " + population * columns.get(k).get(i) + "\n");
          }
        }
      }
      out.write("RHS\n");
      for (int i = 0; i < problem.tasks(); i++) {
        out.write(" rhs t" + i + " " + problem.instances().get(i) + "\n");
      }
      for (int j = 0; j < problem.agents(); j++) {
        out.write(" rhs j" + j + " 1\n");
      }
      out.write("ENDATA\n");
    }
  }
}
