package io.polaray.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The linear programming solvers of this machine, run on MPS files with a dual simplex method in
 * one thread. GLOP and HiGHS are asked for through their Python packages, {@code ortools} and
 * {@code highspy}, of the {@code python3} on the path.
 */
enum InstalledSolver {
  /** {@code glpsol --dual --flip}; its clock shows tenths of a second. */
  GLPK("Time used:\\s+([0-9.]+) secs", "Objective:\\s+cost = (\\S+)", "glpsol", "") {
    @Override
    List<String> command(Path file) {
      return List.of("glpsol", "--freemps", file.toString(), "--dual", "--flip", "-o", OUTPUT);
    }
  },
  /** {@code clp -dualsimplex}. */
  CLP("iterations time ([0-9.]+)", "Optimal objective (\\S+)", "clp", "") {
    @Override
    List<String> command(Path file) {
      return List.of("clp", file.toString(), "-dualsimplex");
    }
  },
  /** GLOP with {@code use_dual_simplex}. */
  GLOP("(?m)^time: (\\S+)$", "(?m)^cost (\\S+)$", "python3", "ortools") {
    @Override
    List<String> command(Path file) {
      return List.of("python3", "-c", GLOP_SCRIPT, file.toString());
    }
  },
  /** HiGHS with {@code solver=simplex}, whose default is the dual method. */
  HIGHS("(?m)^time (\\S+)$", "(?m)^cost (\\S+)$", "python3", "highspy") {
    @Override
    List<String> command(Path file) {
      return List.of("python3", "-c", HIGHS_SCRIPT, file.toString());
    }
  };

  private static final String OUTPUT = "solution.txt";
  private static final String GLOP_SCRIPT =
      """
      import sys
      from ortools.linear_solver.python import model_builder
      model = model_builder.Model()
      assert model.import_from_mps_file(sys.argv[1])
      solver = model_builder.Solver("glop")
      solver.enable_output(True)
      solver.set_solver_specific_parameters(
          "use_dual_simplex: true log_search_progress: true log_to_stdout: true")
      if solver.solve(model) == model_builder.SolveStatus.OPTIMAL:
          print("cost", repr(solver.objective_value))
      """;
  private static final String HIGHS_SCRIPT =
      """
      import sys
      import highspy
      solver = highspy.Highs()
      solver.setOptionValue("output_flag", False)
      solver.setOptionValue("threads", 1)
      solver.setOptionValue("solver", "simplex")
      solver.readModel(sys.argv[1])
      solver.run()
      if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
          print("time", solver.getRunTime())
          print("cost", repr(solver.getInfo().objective_function_value))
      """;

  private final Pattern time;
  private final Pattern cost;
  private final String program;
  private final String module;

  /**
   * A solver.
   *
   * @param time where its log has the seconds
   * @param cost where its log has the cost
   * @param program the program
   * @param module the Python module that the program needs, or nothing
   */
  InstalledSolver(String time, String cost, String program, String module) {
    this.time = Pattern.compile(time);
    this.cost = Pattern.compile(cost);
    this.program = program;
    this.module = module;
  }

  abstract List<String> command(Path file);

  /** Seconds that a solver reports for solving, without reading, and the cost it reaches. */
  record Answer(double seconds, double cost) {
    static final Answer NONE = new Answer(Double.NaN, Double.NaN);

    /** Seconds to three digits, empty where there is no answer. */
    String time() {
      return Double.isNaN(seconds) ? "" : String.format(Locale.ROOT, "%.3g", seconds);
    }

    /** (cost - reference) / |reference|, empty where there is no answer. */
    String difference(double reference) {
      return Double.isNaN(cost)
          ? ""
          : String.format(Locale.ROOT, "%.1e", (cost - reference) / Math.abs(reference));
    }
  }

  /** The name in a CSV header. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The labels of all with something appended, between commas. */
  static String header(String suffix) {
    return Arrays.stream(values())
        .map(solver -> solver.label() + suffix)
        .collect(Collectors.joining(","));
  }

  /** Says which solvers this machine lacks. */
  static void announceMissing() {
    for (InstalledSolver solver : values()) {
      if (!Present.SOLVERS.contains(solver)) {
        System.err.println(
            "SKIPPED: " + solver.label() + " is not installed; its columns stay empty");
      }
    }
  }

  /** What all say about a file, {@link Answer#NONE} for one that is missing or fails. */
  static List<Answer> solveAll(Path file) throws IOException, InterruptedException {
    List<Answer> answers = new ArrayList<>();
    for (InstalledSolver solver : values()) {
      answers.add(Present.SOLVERS.contains(solver) ? solver.solve(file) : Answer.NONE);
    }
    return answers;
  }

  /** Looked for once. */
  private static final class Present {
    static final Set<InstalledSolver> SOLVERS =
        Arrays.stream(values())
            .filter(InstalledSolver::isInstalled)
            .collect(Collectors.toUnmodifiableSet());
  }

  private boolean isInstalled() {
    boolean found =
        Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    if (!found || module.isEmpty()) {
      return found;
    }
    try {
      return new ProcessBuilder(program, "-c", "import " + module)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer solve(Path file) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("solver");
    Path log = work.resolve("log.txt");
    Path output = work.resolve(OUTPUT);
    try {
      new ProcessBuilder(command(file))
          .directory(work.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start()
          .waitFor();
      String text =
          Files.readString(log, StandardCharsets.UTF_8)
              + (Files.exists(output) ? Files.readString(output, StandardCharsets.UTF_8) : "");
      Matcher seconds = time.matcher(text);
      Matcher value = cost.matcher(text);
      return seconds.find() && value.find()
          ? new Answer(Double.parseDouble(seconds.group(1)), Double.parseDouble(value.group(1)))
          : Answer.NONE;
    } finally {
      Files.deleteIfExists(log);
      Files.deleteIfExists(output);
      Files.delete(work);
    }
  }
}
