package io.polaray.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The linear programming solvers of this machine, run on MPS files. */
final class InstalledSolvers {
  private static final Pattern GLPK_TIME = Pattern.compile("Time used:\\s+([0-9.]+) secs");
  private static final Pattern CLP_TIME =
      Pattern.compile("Optimal objective (\\S+) - \\d+ iterations time ([0-9.]+)");
  private static final Pattern GLPK_VALUE = Pattern.compile("Objective:\\s+cost = (\\S+)");

  private InstalledSolvers() {}

  /** Names of the programs that comparisons use and this machine lacks. */
  static List<String> missing() {
    return Stream.of("glpsol", "clp").filter(name -> !isInstalled(name)).toList();
  }

  private static boolean isInstalled(String name) {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, name)));
  }

  /** Seconds and value; NaN where the solver is not installed. */
  static double[] glpk(Path file, Path work) throws IOException, InterruptedException {
    Path solution = work.resolve("glpk.txt");
    String log =
        run(
            work,
            "glpsol",
            "--freemps",
            file.toString(),
            "--dual",
            "--flip",
            "-o",
            solution.toString());
    Matcher time = GLPK_TIME.matcher(log);
    if (!time.find()) {
      return new double[] {Double.NaN, Double.NaN};
    }
    Matcher value = GLPK_VALUE.matcher(Files.readString(solution));
    double cost = value.find() ? Double.parseDouble(value.group(1)) : Double.NaN;
    return new double[] {Double.parseDouble(time.group(1)), cost};
  }

  static double[] clp(Path file, Path work) throws IOException, InterruptedException {
    Matcher found = CLP_TIME.matcher(run(work, "clp", file.toString(), "-dualsimplex"));
    return found.find()
        ? new double[] {Double.parseDouble(found.group(2)), Double.parseDouble(found.group(1))}
        : new double[] {Double.NaN, Double.NaN};
  }

  private static String run(Path work, String... command) throws IOException, InterruptedException {
    if (!isInstalled(command[0])) {
      return "";
    }
    Path log = work.resolve("log.txt");
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.waitFor();
    return Files.readString(log);
  }
}
