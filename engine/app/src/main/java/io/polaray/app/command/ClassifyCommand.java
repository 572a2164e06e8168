package io.polaray.app.command;

import io.polaray.app.classify.ClassesReader;
import io.polaray.app.classify.Classification;
import io.polaray.app.classify.ClassificationFiles;
import io.polaray.app.classify.ClassificationTable;
import io.polaray.app.classify.Classifier;
import io.polaray.app.folder.OutputFolder;
import io.polaray.app.input.PrintableText;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code classify}: two classes of tasks, two prices an agent. */
@Command(
    name = "classify",
    sortOptions = false,
    description = {
      "Put the tasks into two classes and find the best two prices for every agent: what to shed",
      "for taking on one of the first class, and what to take on for shedding one."
    })
public final class ClassifyCommand implements Callable<Integer>, Verb {
  private static final String DOCUMENT = "classification.json";
  private static final String TABLE = "prices.csv";
  private static final String PLOT = "prices.svg";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MARKET", description = "The market file (polaray-market/1).")
  private Path marketPath;

  @Option(
      names = "--classes",
      paramLabel = "FILE",
      description =
          "The two classes (polaray-classes/1); without it all classifications are tried, for at"
              + " most "
              + Classifier.MAX_TRIED_TASKS
              + " tasks.")
  private @Nullable Path classes;

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

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A folder for the document, the price menus and their plot.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replace earlier results in the folder.")
  private boolean force;

  @Mixin private Output output;

  /** A command. */
  public ClassifyCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    require(types >= 1 && types <= 1 << 22, "--types must be 1 to 4194304");
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    require(workers >= 1 && workers <= 1024, "--threads must be 1 to 1024");
    MarketFile file = MarketReader.read(marketPath);
    int tasks = file.market().tasks().size();
    require(
        classes != null || tasks <= Classifier.MAX_TRIED_TASKS,
        "--classes must be given: the market has "
            + tasks
            + " tasks, and all classifications are tried for at most "
            + Classifier.MAX_TRIED_TASKS);
    SolveOptions defaults = SolveOptions.defaults();
    SolveOptions options =
        new SolveOptions(
            defaults.method(),
            defaults.relativeGap(),
            Duration.ZERO,
            defaults.timeLimit(),
            defaults.maxRounds(),
            types,
            seed,
            workers);
    StopSignal stop = () -> Thread.currentThread().isInterrupted();
    if (out == null) {
      show(solve(file, options, stop));
    } else {
      List<String> results = List.of(DOCUMENT, TABLE, PLOT);
      try (OutputFolder folder = OutputFolder.open(out, results, force)) {
        Classification result = solve(file, options, stop);
        ClassificationFiles files = new ClassificationFiles(result);
        folder.write(TABLE, files::table);
        folder.write(PLOT, files::plot);
        folder.write(DOCUMENT, files::document);
        show(result);
      }
    }
    return ExitStatus.DONE;
  }

  private Classification solve(MarketFile file, SolveOptions options, StopSignal stop) {
    return classes == null
        ? Classifier.best(file, options, stop)
        : Classifier.of(file, ClassesReader.read(classes, file.market()), options, stop);
  }

  private void show(Classification result) {
    if (output.json()) {
      output.print(new ClassificationFiles(result)::document);
    } else if (!output.quiet()) {
      output.out().println(PrintableText.of(result.file().market().name(), 80));
      ClassificationTable.print(result, output.out());
      output.out().flush();
    }
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
