package io.polaray.app.command;

import io.polaray.app.compare.ComparedDesign;
import io.polaray.app.compare.Comparison;
import io.polaray.app.folder.AtomicFile;
import io.polaray.app.folder.FolderException;
import io.polaray.app.input.PrintableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** {@code compare}: designs side by side. */
@Command(
    name = "compare",
    description = "Show designs side by side: costs, bounds, prices and who gains.",
    sortOptions = false)
public final class CompareCommand implements Callable<Integer>, Verb {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Folders of solves, of one market or of markets with the same tasks.")
  private List<Path> folders;

  @Option(
      names = "--market",
      paramLabel = "FILE",
      description = "The market file of all designs, if it is not where it was.")
  private @Nullable Path market;

  @Option(names = "--csv", paramLabel = "FILE", description = "Also write a table, a row a design.")
  private @Nullable Path csv;

  @Option(names = "--latex", paramLabel = "FILE", description = "Also write a LaTeX table.")
  private @Nullable Path latex;

  @Option(names = "--force", description = "Replace the files.")
  private boolean force;

  @Mixin private Output output;

  /** A command. */
  public CompareCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    refuse(csv);
    refuse(latex);
    Comparison comparison =
        new Comparison(
            folders.stream().map(folder -> ComparedDesign.read(folder, market)).toList());
    if (!comparison.tasksAgree()) {
      throw new ParameterException(
          spec.commandLine(), "the designs have different tasks; compare those that share them");
    }
    if (comparison.marketsDiffer()) {
      output.warn("the designs are for different market files; costs may not be comparable");
    }
    if (csv != null) {
      AtomicFile.write(csv, comparison::csv);
    }
    if (latex != null) {
      AtomicFile.write(latex, comparison::latex);
    }
    if (output.json()) {
      output.print(comparison::json);
    } else if (!output.quiet()) {
      comparison.print(output.out());
    }
    return ExitStatus.DONE;
  }

  private void refuse(@Nullable Path file) {
    if (file != null && !force && Files.exists(file)) {
      throw new FolderException(
          PrintableText.of(file.toString(), 300) + " exists; add --force to replace it");
    }
  }
}
