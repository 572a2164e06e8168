package io.polaray.app.command;

import io.polaray.app.diagnose.DesignCost;
import io.polaray.app.diagnose.DesignCostReader;
import io.polaray.app.diagnose.Diagnoser;
import io.polaray.app.diagnose.Diagnosis;
import io.polaray.app.diagnose.DiagnosisDocument;
import io.polaray.app.diagnose.DiagnosisTable;
import io.polaray.app.input.PrintableText;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
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

/** {@code diagnose}: is choice worth it in this market? */
@Command(
    name = "diagnose",
    sortOptions = false,
    description = {
      "Is choice worth it? The conditions of Theorem 1, the best bilateral trade, the best",
      "mechanism without choice, and the values from the status quo to the first best."
    })
public final class DiagnoseCommand implements Callable<Integer>, Verb {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MARKET", description = "The market file (polaray-market/1).")
  private Path marketPath;

  @Option(
      names = "--design",
      paramLabel = "DIR",
      description = "The folder of an earlier solve of this market, for the ladder.")
  private @Nullable Path design;

  @Option(
      names = "--solve-seconds",
      paramLabel = "S",
      defaultValue = "0",
      description = "Time for a design of its own, 0 for none (default: ${DEFAULT-VALUE}).")
  private double solveSeconds;

  @Option(
      names = "--bayesian-types",
      paramLabel = "M",
      defaultValue = "0",
      description = {
        "Take all values of the ladder on M types an agent, and add what any Bayesian incentive",
        "compatible mechanism could reach on them; 0 for none (default: ${DEFAULT-VALUE})."
      })
  private int bayesianTypes;

  @Option(
      names = "--types",
      paramLabel = "M",
      defaultValue = "4096",
      description = "Types of a sample, where one is needed (default: ${DEFAULT-VALUE}).")
  private int types;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "All randomness is derived from it (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads (default: all cores). Results do not depend on it.")
  private @Nullable Integer threads;

  @Mixin private Output output;

  /** A command. */
  public DiagnoseCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() {
    require(solveSeconds >= 0 && solveSeconds <= 3e8, "--solve-seconds must be 0 to 3e8 seconds");
    require(types >= 1 && types <= 1 << 22, "--types must be 1 to 4194304");
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    require(workers >= 1 && workers <= 1024, "--threads must be 1 to 1024");
    require(design == null || solveSeconds == 0, "--design and --solve-seconds exclude each other");
    require(
        bayesianTypes == 0 || (bayesianTypes >= 2 && bayesianTypes <= 1000),
        "--bayesian-types must be 0 or 2 to 1000");
    require(
        design == null || bayesianTypes == 0,
        "--design and --bayesian-types exclude each other: a design is for the market's"
            + " preferences, not for the sample; give --solve-seconds");
    MarketFile file = MarketReader.read(marketPath);
    DesignCost known = design == null ? null : DesignCostReader.read(design, file);
    Diagnosis diagnosis =
        Diagnoser.diagnose(
            file,
            new Diagnoser.Request(
                types, seed, workers, SolveSettings.seconds(solveSeconds), known, bayesianTypes),
            () -> Thread.currentThread().isInterrupted());
    if (output.json()) {
      output.print(out -> DiagnosisDocument.write(out, diagnosis));
    } else if (!output.quiet()) {
      output.out().println(PrintableText.of(file.market().name(), 80));
      output.out().println();
      DiagnosisTable.print(diagnosis, output.out());
      output.out().flush();
    }
    return ExitStatus.DONE;
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
