package io.polaray.benchmarks;

import io.polaray.dual.DualLoop;
import io.polaray.dual.method.DualMethods;
import io.polaray.dual.oracle.BallOracle;
import io.polaray.dual.oracle.DualOracle;
import io.polaray.dual.oracle.DualProblem;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.dual.oracle.PolyhedralOracle;
import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many oracle rounds does each dual method take to an estimate gap of {@value #GAP} on the
 * stand-in oracles? The methods of the engine, and Kelley's cutting planes with one cut a round and
 * prices within one price unit of the start as its model's box.
 *
 * <p>{@code java -cp benchmarks/target/...: io.polaray.benchmarks.DualRounds MAX_ROUNDS 1000:20
 * ...} prints one CSV row for each method, kind of set and size J:I; one thread, CPU seconds with
 * the oracle, no warm-up. Names of methods after the sizes leave out the others.
 */
public final class DualRounds {
  private static final double GAP = 1e-6;
  private static final int VECTORS = 200;
  private static final List<String> METHODS =
      List.of("proximal-bundle", "level-bundle", "kelley", "subgradient");

  private DualRounds() {}

  /** Runs; see the class. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int maxRounds = Integer.parseInt(args[0]);
    out.println("method,sets,agents,tasks,rounds,met,gap,seconds");
    List<String> rest = Arrays.asList(args).subList(1, args.length);
    List<String> chosen = METHODS.stream().filter(rest::contains).toList();
    for (String size : rest.stream().filter(text -> text.contains(":")).toList()) {
      String[] sizes = size.split(":", -1);
      for (boolean smooth : new boolean[] {false, true}) {
        for (String method : chosen.isEmpty() ? METHODS : chosen) {
          int agents = Integer.parseInt(sizes[0]);
          int tasks = Integer.parseInt(sizes[1]);
          out.println(row(method, smooth, agents, tasks, maxRounds));
        }
      }
    }
  }

  private static String row(String method, boolean smooth, int agents, int tasks, int maxRounds) {
    try (WorkerPool workers = WorkerPool.of(1)) {
      DualOracle oracle =
          smooth
              ? BallOracle.of(agents, tasks, 1, workers)
              : PolyhedralOracle.of(agents, tasks, VECTORS, 1, workers);
      double start = TimedOracle.cpuSeconds();
      double[] end =
          method.equals("kelley")
              ? kelley(oracle, maxRounds)
              : engine(oracle, method, maxRounds, workers);
      return String.format(
          Locale.ROOT,
          "%s,%s,%d,%d,%.0f,%s,%.1e,%.2f",
          method,
          smooth ? "smooth" : "polyhedral",
          agents,
          tasks,
          end[0],
          end[1] <= GAP ? "yes" : "no",
          end[1],
          TimedOracle.cpuSeconds() - start);
    }
  }

  /** Rounds and gap of a method of the engine. */
  private static double[] engine(
      DualOracle oracle, String method, int maxRounds, WorkerPool workers) {
    double tolerance = GAP * oracle.problem().endowmentCost();
    DualLoop loop = DualLoop.of(oracle, DualMethods.named(method, workers), tolerance);
    loop.run(GAP, maxRounds, agent -> SearchEffort.WARM, () -> false, (event, state) -> {});
    return new double[] {loop.rounds(), loop.estimateGap()};
  }

  /** Rounds and gap, in costs relative to the endowments', of Kelley's cutting planes. */
  private static double[] kelley(DualOracle oracle, int maxRounds) {
    DualProblem problem = oracle.problem();
    int tasks = problem.tasks();
    double[] centre = new double[tasks];
    for (Vector pi : problem.socialCosts()) {
      for (int i = 0; i < tasks; i++) {
        centre[i] += pi.get(i) / problem.agents();
      }
    }
    List<double[]> slopes = new ArrayList<>();
    List<Double> levels = new ArrayList<>();
    double[] prices = centre.clone();
    double best = Double.NEGATIVE_INFINITY;
    double gap = Double.POSITIVE_INFINITY;
    int round = 0;
    while (round < maxRounds && gap > GAP) {
      round++;
      OracleAnswer answer =
          oracle.answer(Vector.of(prices), agent -> SearchEffort.WARM, () -> false);
      double value = problem.dualValue(answer.prices(), answer.values());
      best = Math.max(best, value);
      double[] slope = problem.instances().toArray();
      for (int j = 0; j < problem.agents(); j++) {
        for (int i = 0; i < tasks; i++) {
          slope[i] -= problem.populations().get(j) * answer.assignment(j, i);
        }
      }
      double level = value;
      for (int i = 0; i < tasks; i++) {
        level -= slope[i] * (prices[i] - centre[i]);
      }
      slopes.add(slope);
      levels.add(level);
      LinearProgram.Solution solution = model(slopes, levels);
      if (solution.status() != LinearProgram.Status.OPTIMAL) {
        break;
      }
      for (int i = 0; i < tasks; i++) {
        prices[i] = centre[i] + solution.values().get(i);
      }
      gap = (-solution.objective() - best) / Math.max(1e-9, Math.abs(best));
    }
    return new double[] {round, gap};
  }

  /** min -v with v at most every cut, over steps from the centre within the box. */
  private static LinearProgram.Solution model(List<double[]> slopes, List<Double> levels) {
    LinearProgram program = LinearProgram.create();
    int tasks = slopes.get(0).length;
    for (int i = 0; i < tasks; i++) {
      program.addVariable(0, -1, 1);
    }
    program.addVariable(-1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    int[] indices = new int[tasks + 1];
    Arrays.setAll(indices, i -> i);
    for (int k = 0; k < levels.size(); k++) {
      double[] row = Arrays.copyOf(slopes.get(k), tasks + 1);
      for (int i = 0; i < tasks; i++) {
        row[i] = -row[i];
      }
      row[tasks] = 1;
      program.addRow(indices, row, Double.NEGATIVE_INFINITY, levels.get(k));
    }
    return program.solve(1_000_000, Duration.ofMinutes(1));
  }
}
