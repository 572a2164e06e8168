package io.polaray.app.command;

import io.polaray.app.design.DesignSummary;
import io.polaray.app.design.SolveFolder;
import io.polaray.app.design.TraceReader;
import io.polaray.app.diagnose.Diagnoser;
import io.polaray.app.diagnose.Diagnosis;
import io.polaray.app.folder.OutputFolder;
import io.polaray.app.input.JsonLookup;
import io.polaray.app.report.ReportSource;
import io.polaray.app.report.ReportWriter;
import io.polaray.app.text.JsonDocument;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.StopSignal;
import io.polaray.market.Market;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** {@code report}: one page about a design. */
@Command(
    name = "report",
    description = "Write one HTML page about a design that opens anywhere, offline.",
    sortOptions = false)
public final class ReportCommand implements Callable<Integer>, Verb {
  /** The page. */
  static final String PAGE = "report.html";

  private static final String DESIGN = "design.json";
  private static final String TRACE = "trace.jsonl";
  private static final String RUN = "run.json";

  /** Agents times tasks squared up to which a diagnosis takes a few seconds. */
  private static final long MAX_DIAGNOSED = 12_000;

  private static final int DIAGNOSIS_TYPES = 1024;
  private static final long DIAGNOSIS_SEED = 1;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of a solve.")
  private Path folder;

  @Option(
      names = "--market",
      paramLabel = "FILE",
      description = "The market file, if it is not where it was when the design was made.")
  private @Nullable Path market;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for the page (default: that of the solve).")
  private @Nullable Path out;

  @Option(
      names = "--anonymise",
      description = "Number the agents instead of naming them, and leave out the market's name.")
  private boolean anonymise;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "12",
      description = "How many agents to show one by one (default: ${DEFAULT-VALUE}).")
  private int agents;

  @Option(
      names = "--no-diagnose",
      negatable = false,
      description = "Leave out the steps of the ladder that diagnose works out.")
  private boolean undiagnosed;

  @Option(names = "--force", description = "Replace an earlier page.")
  private boolean force;

  @Mixin private Output output;

  /** A command. */
  public ReportCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    if (agents < 1) {
      throw new ParameterException(
          spec.commandLine(), "--agents is " + agents + "; it must be 1 or more");
    }
    SolveFolder solve = SolveFolder.read(folder, market);
    Path run = folder.resolve(RUN);
    ReportSource source =
        new ReportSource(
            solve,
            DesignSummary.read(folder.resolve(DESIGN)),
            TraceReader.read(folder.resolve(TRACE)),
            Files.exists(run) ? Optional.of(JsonLookup.read(run)) : Optional.empty(),
            diagnosis(solve));
    ReportWriter writer = new ReportWriter(source, anonymise, agents);
    Path target = out == null ? folder : out;
    try (OutputFolder files = OutputFolder.open(target, List.of(PAGE), force)) {
      files.write(PAGE, writer::write);
    }
    Path page = target.resolve(PAGE);
    if (output.json()) {
      output.print(
          stream -> {
            try (JsonDocument json = JsonDocument.of(stream, 1)) {
              json.object()
                  .field("format", "polaray-report/1")
                  .field("page", page.toString())
                  .field("anonymous", anonymise)
                  .endObject();
            }
          });
    } else if (!output.quiet()) {
      output.out().println("DONE: " + page + "; open it in a browser, no network needed");
      output.out().flush();
    }
    return ExitStatus.DONE;
  }

  private Optional<Diagnosis> diagnosis(SolveFolder solve) {
    Market given = solve.market().market();
    long tasks = given.tasks().size();
    if (undiagnosed || given.agents().size() * tasks * tasks > MAX_DIAGNOSED) {
      return Optional.empty();
    }
    Diagnoser.Request request =
        new Diagnoser.Request(
            DIAGNOSIS_TYPES,
            DIAGNOSIS_SEED,
            SolveOptions.defaults().threads(),
            Duration.ZERO,
            null,
            0);
    return Optional.of(Diagnoser.diagnose(solve.market(), request, StopSignal.NEVER));
  }
}
