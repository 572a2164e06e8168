package io.polaray.app.command;

import io.polaray.app.checkpoint.CheckpointFile;
import io.polaray.app.checkpoint.CheckpointKey;
import io.polaray.app.design.DesignFacts;
import io.polaray.app.design.DesignWriter;
import io.polaray.app.design.Facts;
import io.polaray.app.design.WarmStartReader;
import io.polaray.app.folder.FolderException;
import io.polaray.app.folder.OutputFolder;
import io.polaray.app.input.PrintableText;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
import io.polaray.dual.CheckpointListener;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.SolveStart;
import io.polaray.dual.oracle.OracleHistory;
import io.polaray.market.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  private static final String READING = "read";

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

  @Option(
      names = "--resume",
      description =
          "Go on from the checkpoint in the folder; without one, start from nothing. The rest of"
              + " the command must be what was interrupted.")
  private boolean resume;

  @Option(
      names = "--warm-start",
      paramLabel = "DIR",
      description = "Start from the prices and menus of an earlier solve of a similar market.")
  private @Nullable Path warmStart;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "Least time between two checkpoints, 0 for one a round (default: ${DEFAULT-VALUE}).")
  private double checkpointInterval;

  @Mixin private EndowmentOption endowment;
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
    checkOptions();
    Path folderPath = out;
    Stopwatch watch = Stopwatch.start();
    MarketFile given = MarketReader.read(marketPath);
    warnOfUnusedSlack(given);
    watch.lap(READING);
    Optional<WarmStartReader.Source> warm =
        Optional.ofNullable(warmStart)
            .map(
                from ->
                    WarmStartReader.read(
                        from.resolve(SolveFiles.DESIGN), given.market().tasks().size()));
    if (folderPath == null) {
      EndowmentOption.warnOfWorseEndowments(given.market(), output);
      SolveStart start = new SolveStart(warm.map(WarmStartReader.Source::start), Optional.empty());
      return solve(given, options, watch, null, start, CheckpointListener.NONE);
    }
    keepCheckpoint(folderPath);
    try (OutputFolder folder = OutputFolder.open(folderPath, SolveFiles.NAMES, force || resume)) {
      MarketFile file =
          endowment.given() ? endowment.apply(given, options.threads(), folder) : given;
      if (!endowment.given()) {
        Files.deleteIfExists(folderPath.resolve(EndowmentOption.MARKET));
      }
      EndowmentOption.warnOfWorseEndowments(file.market(), output);
      CheckpointKey key =
          new CheckpointKey(
              Version.number(),
              CheckpointKey.marketDigest(file),
              warm.map(WarmStartReader.Source::sha256).orElse(""),
              SolveSettings.key(options));
      SolveStart start =
          new SolveStart(warm.map(WarmStartReader.Source::start), history(folder, key));
      Checkpoints checkpoints = new Checkpoints(folder, key, checkpointInterval, output);
      return solve(file, options, watch, folder, start, checkpoints);
    }
  }

  private void checkOptions() {
    if (out == null && !output.json()) {
      throw usage("--out is missing; name the folder for the results, or use --json");
    }
    if (out == null && endowment.given()) {
      throw usage("--endowment needs --out, the folder for the market with the endowments");
    }
    if (out == null && resume) {
      throw usage("--resume needs --out, the folder with the checkpoint");
    }
    if (!(checkpointInterval >= 0)) {
      throw usage("--checkpoint-interval is " + checkpointInterval + "; it must be 0 or more");
    }
  }

  private void keepCheckpoint(Path folder) {
    if (!resume && !force && Files.exists(folder.resolve(CheckpointFile.NAME))) {
      throw new FolderException(
          PrintableText.of(folder.toString(), 300)
              + " holds the checkpoint of a solve that was cut short; add --resume to go on with"
              + " it, --force to start anew, or choose another --out");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Optional<OracleHistory> history(OutputFolder folder, CheckpointKey key)
      throws IOException {
    Path checkpoint = folder.path().resolve(CheckpointFile.NAME);
    if (!resume) {
      Files.deleteIfExists(checkpoint);
      return Optional.empty();
    }
    if (!Files.exists(checkpoint)) {
      output.warn("there is no checkpoint in the folder; the solve starts from nothing");
      return Optional.empty();
    }
    return Optional.of(CheckpointFile.read(checkpoint, key));
  }

  private int solve(
      MarketFile file,
      SolveOptions options,
      Stopwatch watch,
      @Nullable OutputFolder folder,
      SolveStart start,
      CheckpointListener checkpoints)
      throws IOException {
    interruption.guard(() -> output.warn("stopping; the best design so far will be written"));
    SolveLog log = new SolveLog(output.quiet() ? null : output.err(), Terminal.isWatched());
    LargeMarketDesign design =
        method.solve(
            file.market(),
            settings.afterReading(options, watch.total(), watch.seconds(READING)),
            start,
            log,
            checkpoints,
            interruption);
    log.finish();
    watch.lap("solve");
    if (design.boundCut() && !interruption.stopRequested()) {
      output.warn(
          "the clock ended the work on the bound; another run may prove more or less"
              + " (lowerBoundCut in the design)");
    }
    RareTrades.warning(design).ifPresent(output::warn);
    Facts.Provenance provenance =
        new Facts.Provenance(Version.number(), options.seed(), SolveSettings.provenance(options));
    Facts facts = DesignFacts.of(file, design, options, provenance, interruption);
    watch.lap("evaluate");
    int status = ExitStatus.of(design.status(), strict);
    SolveSummary summary = new SolveSummary(file, design, facts, options);
    if (folder != null) {
      List<String> removed = SolveFiles.removePages(folder);
      if (!removed.isEmpty()) {
        output.warn(
            "removed "
                + String.join(", ", removed)
                + ", which told of an earlier design; make them again from this one");
      }
      new SolveFiles(file, design, facts, log.rounds())
          .write(folder, options, settings.timeLimit(), watch, status);
      if (!design.status().isLimit()) {
        Files.deleteIfExists(folder.path().resolve(CheckpointFile.NAME));
      }
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
    if (slack > 0 && !endowment.usesSlack()) {
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
              + "), which solve uses only with --endowment non-choice");
    }
  }
}
