package io.polaray.app.command;

import io.polaray.app.design.DesignFacts;
import io.polaray.app.design.DesignWriter;
import io.polaray.app.design.Facts;
import io.polaray.app.folder.OutputFolder;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.SolveOptions;
import io.polaray.market.Agent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code solve}: near-optimal menus for a market. */
@Command(
    name = "solve",
    description = "Find near-optimal menus for a market and prove how good they are.",
    sortOptions = false)
public final class SolveCommand implements Callable<Integer>, Verb {
  private final LargeMarketMethod method;
  private final Interruption interruption;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MARKET", description = "The market file (polaray-market/1).")
  private Path marketPath;

  @Option(names = "--out", paramLabel = "DIR", description = "The folder for the results.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replace earlier results in the folder.")
  private boolean force;

  @Option(
      names = "--strict",
      description = "End with exit status 4 unless the requested gap is certified.")
  private boolean strict;

  @Mixin private SolveSettings settings;
  @Mixin private Output output;

  /** A command that solves with the given method. */
  public SolveCommand(LargeMarketMethod method, Interruption interruption) {
    this.method = method;
    this.interruption = interruption;
  }

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    SolveOptions options = settings.options();
    Path folderPath = out;
    if (folderPath == null && !output.json()) {
      throw new ParameterException(
          spec.commandLine(), "--out is missing; name the folder for the results, or use --json");
    }
    Stopwatch watch = Stopwatch.start();
    MarketFile file = MarketReader.read(marketPath);
    warnOfUnusedSlack(file);
    watch.lap("read");
    if (folderPath == null) {
      return solve(file, options, watch, null);
    }
    try (OutputFolder folder = OutputFolder.open(folderPath, SolveFiles.NAMES, force)) {
      return solve(file, options, watch, folder);
    }
  }

  private int solve(
      MarketFile file, SolveOptions options, Stopwatch watch, @Nullable OutputFolder folder)
      throws IOException {
    interruption.guard(() -> output.warn("stopping; the best design so far will be written"));
    SolveLog log = new SolveLog(output.quiet() ? null : output.err(), Terminal.isWatched());
    LargeMarketDesign design = method.solve(file.market(), options, log, interruption);
    log.finish();
    watch.lap("solve");
    Facts.Provenance provenance =
        new Facts.Provenance(Version.number(), options.seed(), SolveSettings.provenance(options));
    Facts facts = DesignFacts.of(file, design, options, provenance, interruption);
    watch.lap("evaluate");
    int status = ExitStatus.of(design.status(), strict);
    SolveSummary summary = new SolveSummary(file, design, facts, options);
    if (folder != null) {
      new SolveFiles(file, design, facts, log.rounds())
          .write(folder, options, settings.timeLimit(), watch, status);
    }
    if (output.json()) {
      output.print(stream -> DesignWriter.write(stream, file, design, facts));
      if (!output.quiet()) {
        output.err().println(summary.lastLine());
        output.err().flush();
      }
    } else {
      if (!output.quiet()) {
        output.out().print(summary.text(folder == null ? null : folder.path()));
      }
      output.out().println(summary.lastLine());
      output.out().flush();
    }
    return status;
  }

  private void warnOfUnusedSlack(MarketFile file) {
    long slack = file.market().agents().stream().filter(agent -> agent.slack() > 1).count();
    if (slack > 0) {
      String first =
          file.market().agents().stream()
              .filter(agent -> agent.slack() > 1)
              .map(Agent::id)
              .findFirst()
              .orElse("");
      output.warn(
          slack
              + (slack == 1 ? " agent has" : " agents have")
              + " a slack above 1 (first: "
              + first
              + "), which solve does not use; see diagnose");
    }
  }
}
