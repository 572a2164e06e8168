package io.polaray.app.command;

import io.polaray.app.design.DesignFile;
import io.polaray.app.design.DesignReader;
import io.polaray.app.design.DesignTables;
import io.polaray.app.design.DesignWriter;
import io.polaray.app.design.Facts;
import io.polaray.app.folder.OutputFolder;
import io.polaray.app.improve.ImprovedDesign;
import io.polaray.app.improve.Improvement;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
import io.polaray.app.text.CsvTable;
import io.polaray.app.text.Figures;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.TerminationStatus;
import io.polaray.finite.search.FiniteMarketSearch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code improve}: menus for the people at hand. */
@Command(
    name = "improve",
    description = {
      "Improve the menus of a design for the people at hand: least expected cost when the round is"
          + " held with them, not with a large market.",
      "The result is a design for offers, allocate and simulate. Its cost is measured on fresh"
          + " draws of everybody's preferences."
    },
    sortOptions = false)
public final class ImproveCommand implements Callable<Integer>, Verb {
  private static final List<String> NAMES =
      List.of("design.json", "menus.csv", "rays.csv", "improve.csv");
  private static final int MAX_DRAWS = 1_000_000;
  private static final int DIGITS = 8;

  private final Interruption interruption;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MARKET", description = "The market file.")
  private Path marketPath;

  @Parameters(index = "1", paramLabel = "DESIGN", description = "The design to start from.")
  private Path designPath;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A folder.")
  private Path out;

  @Option(
      names = "--trials",
      paramLabel = "T",
      defaultValue = "5000",
      description = "Changes of menus to try (default: ${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--draws",
      paramLabel = "D",
      defaultValue = "2000",
      description = "Preference profiles of the search (default: ${DEFAULT-VALUE}).")
  private int draws;

  @Option(
      names = "--fresh",
      paramLabel = "D",
      defaultValue = "4000",
      description = "Other profiles that costs are measured on (default: ${DEFAULT-VALUE}).")
  private int fresh;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description = "End the search after this time with the best menus so far (default: none).")
  private @Nullable Double timeLimit;

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

  @Option(names = "--force", description = "Replace earlier results in the folder.")
  private boolean force;

  @Mixin private Output output;

  /** A command. */
  public ImproveCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    require(workers >= 1 && workers <= 1024, "--threads must be 1 to 1024");
    require(trials >= 1, "--trials must be 1 or more");
    require(draws >= 2 && draws <= MAX_DRAWS, "--draws must be 2 to " + MAX_DRAWS);
    require(fresh >= 2 && fresh <= MAX_DRAWS, "--fresh must be 2 to " + MAX_DRAWS);
    require(timeLimit == null || timeLimit > 0, "--time-limit must be above 0");
    MarketFile file = MarketReader.read(marketPath);
    DesignFile design = DesignReader.read(designPath, file);
    WholePopulations.requireList(file);
    Improvement.Settings settings = new Improvement.Settings(draws, fresh, trials, seed, workers);
    try (OutputFolder folder = OutputFolder.open(out, NAMES, force)) {
      interruption.guard(() -> output.warn("stopping; the best menus so far will be written"));
      long begin = System.nanoTime();
      Improvement found =
          Improvement.of(
              file,
              designPath,
              design,
              settings,
              () ->
                  interruption.stopRequested()
                      || (timeLimit != null && (System.nanoTime() - begin) * 1e-9 > timeLimit));
      return finish(file, design, found, folder);
    }
  }

  private int finish(MarketFile file, DesignFile design, Improvement found, OutputFolder folder)
      throws IOException {
    TerminationStatus status = TerminationStatus.LOCALLY_SOLVED;
    if (interruption.stopRequested()) {
      status = TerminationStatus.INTERRUPTED;
    } else if (found.trials() < trials) {
      status = TerminationStatus.TIME_LIMIT;
    }
    ImprovedDesign improved =
        ImprovedDesign.of(file.market(), designPath, design, found, Version.number());
    LargeMarketDesign menus = improved.design(status);
    Facts facts = improved.facts();
    DesignTables tables = DesignTables.of(menus);
    folder.write("design.json", stream -> DesignWriter.write(stream, file, menus, facts));
    folder.write("menus.csv", tables::menus);
    folder.write("rays.csv", tables::rays);
    folder.write("improve.csv", stream -> steps(stream, found));
    if (found.remedial() > 0) {
      output.warn(
          found.remedial()
              + " people have remedial menus in the design; improve starts them from their"
              + " endowments");
    }
    if (output.json()) {
      output.print(stream -> DesignWriter.write(stream, file, menus, facts));
      if (!output.quiet()) {
        output.err().println(lastLine(found));
        output.err().flush();
      }
    } else {
      if (!output.quiet()) {
        output.out().print(text(found, menus));
      }
      output.out().println(lastLine(found));
      output.out().flush();
    }
    return ExitStatus.of(status, false);
  }

  private static String text(Improvement found, LargeMarketDesign design) {
    return String.format(
        Locale.ROOT,
        "%-22s %d%n%-22s %d, improvements %d%n%-22s %s%n%-22s %s%n%-22s %s +- %s%n%-22s %s%n",
        "people",
        found.people().size(),
        "trials",
        found.trials(),
        found.steps().size() - 1,
        "status quo",
        Figures.of(design.cost().statusQuo(), DIGITS),
        "cost before",
        Figures.of(found.startCost(), DIGITS),
        "cost after",
        Figures.of(found.cost(), DIGITS),
        Figures.of(found.costHalfWidth(), 2),
        "no design costs less than",
        Figures.of(design.cost().lowerBound(), DIGITS));
  }

  private static String lastLine(Improvement found) {
    String change =
        Figures.of(found.difference(), 4) + " +- " + Figures.of(found.differenceHalfWidth(), 2);
    return found.shown()
        ? "DONE: on fresh draws the menus cost less than those they started from, " + change
        : "DONE: the menus are not shown to be better than those they started from, " + change;
  }

  private static void steps(OutputStream stream, Improvement found) throws IOException {
    CsvTable table = CsvTable.of(stream, "trial", "cost");
    for (FiniteMarketSearch.Step step : found.steps()) {
      table.cell(step.trials()).cell(step.cost()).endRow();
    }
    table.finish();
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
