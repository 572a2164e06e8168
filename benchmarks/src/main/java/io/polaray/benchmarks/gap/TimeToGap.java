package io.polaray.benchmarks.gap;

import io.polaray.app.text.CsvTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long does a solve take to a given gap? Whole solves of a fixed suite through the command
 * line, with everything a user waits for.
 *
 * <p>{@code benchmarks/time-to-gap OUT [--quick] [--limit SECONDS] [--methods A,B] [--only TEXT]}
 * writes into OUT: {@code time-to-gap-trace.csv} (best cost, bound and gaps over time), {@code
 * time-to-gap.csv} (seconds to each gap, one row a solve) and {@code time-to-gap.html} (box plots
 * over seeds, gaps over time). Seconds are those of the solve's own clock, without the start of
 * Java, which {@code wall} includes. With several methods, the last one named is the baseline of
 * the ratios.
 */
public final class TimeToGap {
  /** Gaps whose times are reported. */
  static final double[] GAPS = {1e-1, 1e-2, 1e-3, 1e-4};

  private static final double QUICK_LIMIT = 5;
  private static final double LIMIT = 60;
  private static final int REACHED_A_LIMIT = 4;

  private final Path home;
  private final Path work;
  private final double limit;

  private TimeToGap(Path home, Path work, double limit) {
    this.home = home;
    this.work = work;
    this.limit = limit;
  }

  /** Runs the suite; the working directory is the root of the repository. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path out = Path.of(arguments[0]);
    boolean quick = false;
    double limit = -1;
    List<String> methods = List.of("proximal-bundle");
    String only = "";
    for (int k = 1; k < arguments.length; k++) {
      switch (arguments[k]) {
        case "--quick" -> quick = true;
        case "--limit" -> limit = Double.parseDouble(arguments[++k]);
        case "--methods" -> methods = List.of(arguments[++k].split(",", -1));
        case "--only" -> only = arguments[++k];
        default -> throw new IllegalArgumentException("argument is " + arguments[k]);
      }
    }
    double seconds = limit > 0 ? limit : quick ? QUICK_LIMIT : LIMIT;
    Files.createDirectories(out);
    Path work = Files.createTempDirectory("time-to-gap-");
    TimeToGap runner = new TimeToGap(Path.of("").toAbsolutePath(), work, seconds);
    List<GapTrace> traces = new ArrayList<>();
    for (Instance instance : quick ? Instance.quick() : Instance.suite()) {
      if (!instance.name().contains(only)) {
        continue;
      }
      for (int seed = 1; seed <= instance.seeds(); seed++) {
        for (String method : methods) {
          GapTrace trace = runner.run(instance, method, seed);
          traces.add(trace);
          System.out.printf(
              "%-36s %-18s seed %d: gap %.1e in %.1f s%n",
              instance.name(), method, seed, trace.last().gap(), trace.last().seconds());
        }
      }
    }
    try (OutputStream file = Files.newOutputStream(out.resolve("time-to-gap-trace.csv"))) {
      writeTraces(file, traces);
    }
    try (OutputStream file = Files.newOutputStream(out.resolve("time-to-gap.csv"))) {
      writeTimes(file, traces);
    }
    GapPage page = GapPage.of(traces, seconds);
    Files.writeString(out.resolve("time-to-gap.html"), page.html(), StandardCharsets.UTF_8);
    System.out.print(page.markdown());
  }

  private GapTrace run(Instance instance, String method, int seed)
      throws IOException, InterruptedException {
    Path market = home.resolve("datasets").resolve(instance.source()).resolve("market.json");
    if (instance.generated()) {
      String name =
          instance.source() + "-" + instance.tasks() + "-" + instance.agents() + "-" + seed;
      market = work.resolve(name + ".json");
      if (!Files.exists(market)) {
        polaray(
            "generate",
            instance.source(),
            "--agents",
            String.valueOf(instance.agents()),
            "--tasks",
            String.valueOf(instance.tasks()),
            "--market-seed",
            String.valueOf(seed),
            "--out",
            market.toString());
      }
    }
    Path folder = work.resolve("solve");
    long start = System.nanoTime();
    int status =
        polaray(
            "solve",
            market.toString(),
            "--out",
            folder.toString(),
            "--method",
            method,
            "--seed",
            String.valueOf(seed),
            "--certify",
            String.valueOf(limit),
            "--time-limit",
            String.valueOf(limit),
            "--quiet",
            "--force");
    double wall = (System.nanoTime() - start) / 1e9;
    return new GapTrace(
        instance, method, seed, status, wall, GapTrace.points(folder.resolve("trace.csv")));
  }

  /** Runs the program; a limit that was reached is no failure. */
  private int polaray(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("polaray").toString());
    command.addAll(List.of(arguments));
    Path log = work.resolve("log.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(Math.round(10 * limit) + 300, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(command + " does not end");
    }
    int status = process.exitValue();
    if (status != 0 && status != REACHED_A_LIMIT) {
      throw new IllegalStateException(
          command + ": exit status " + status + "\n" + Files.readString(log));
    }
    return status;
  }

  private static void writeTraces(OutputStream out, List<GapTrace> traces) throws IOException {
    CsvTable table =
        CsvTable.of(
            out,
            "market",
            "tasks",
            "agents",
            "method",
            "seed",
            "seconds",
            "primal",
            "lowerBound",
            "estimateGap",
            "gap");
    for (GapTrace trace : traces) {
      for (GapTrace.Point point : trace.points()) {
        start(table, trace);
        table.cell(point.seconds()).cell(point.primal()).cell(point.lowerBound());
        table.cell(point.estimateGap()).cell(point.gap()).endRow();
      }
    }
    table.finish();
  }

  private static void writeTimes(OutputStream out, List<GapTrace> traces) throws IOException {
    CsvTable table =
        CsvTable.of(
            out,
            "market",
            "tasks",
            "agents",
            "method",
            "seed",
            "exitStatus",
            "wall",
            "cost",
            "lowerBound",
            "lastGap",
            "secondsTo1e-1",
            "secondsTo1e-2",
            "secondsTo1e-3",
            "secondsTo1e-4",
            "secondsToEstimate1e-3");
    for (GapTrace trace : traces) {
      start(table, trace);
      table.cell(trace.status()).cell(trace.wall());
      GapTrace.Point last = trace.last();
      table.cell(last.primal()).cell(last.lowerBound()).cell(last.gap());
      for (double gap : GAPS) {
        seconds(table, trace.secondsToGap(gap));
      }
      seconds(table, trace.secondsToEstimate(1e-3));
      table.endRow();
    }
    table.finish();
  }

  private static void start(CsvTable table, GapTrace trace) {
    Instance instance = trace.instance();
    table.cell(instance.name()).cell(instance.tasks()).cell(instance.agents());
    table.cell(trace.method()).cell(trace.seed());
  }

  private static void seconds(CsvTable table, double seconds) {
    if (Double.isInfinite(seconds)) {
      table.cell("");
    } else {
      table.cell(seconds);
    }
  }
}
