package io.polaray.app.command;

import io.polaray.app.design.DesignFile;
import io.polaray.app.design.DesignReader;
import io.polaray.app.design.DesignSummary;
import io.polaray.app.design.SolveFolder;
import io.polaray.app.export.ExportedProgram;
import io.polaray.app.export.LatexTables;
import io.polaray.app.export.ProgramWriter;
import io.polaray.app.export.Programs;
import io.polaray.app.folder.AtomicFile;
import io.polaray.app.input.BadInputException;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
import io.polaray.app.round.Allocation;
import io.polaray.app.round.ChoicesReader;
import io.polaray.app.round.Offers;
import io.polaray.app.round.OffersReader;
import io.polaray.app.round.OffersWriter;
import io.polaray.app.text.JsonDocument;
import io.polaray.finite.ChoiceGroup;
import io.polaray.finite.ExPostOptimal;
import io.polaray.finite.replica.Behaviour;
import io.polaray.finite.replica.ReplicaEconomy;
import io.polaray.finite.replica.ReplicaOptions;
import io.polaray.finite.replica.TypeModel;
import io.polaray.finite.round.Participant;
import io.polaray.finite.round.RoundAllocation;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import java.io.IOException;
import java.nio.file.Files;
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

/** {@code export}: linear programs for other solvers. */
@Command(
    name = "export",
    description =
        "Write the linear programs of a design as files that other solvers read, or the design as"
            + " LaTeX tables.",
    sortOptions = false)
public final class ExportCommand implements Callable<Integer>, Verb {
  private static final int MAX_COPIES = 1_000_000;

  /** The formats: those of programs, and tables for a paper. */
  enum Format {
    MPS,
    LP,
    CSV,
    LATEX
  }

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MARKET", description = "The market file.")
  private Path marketPath;

  @Parameters(index = "1", paramLabel = "DESIGN", description = "The design file of a solve.")
  private Path designPath;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description =
          "mps (free MPS), lp (CPLEX LP) or csv; latex: tables of the design for a paper.")
  private Format format;

  @Option(
      names = "--problem",
      paramLabel = "PROBLEM",
      defaultValue = "master",
      description =
          "master: the lotteries of the large market; selection: one simulated draw of choices, or"
              + " with --round a real one (default: ${DEFAULT-VALUE}).")
  private String problem;

  @Option(
      names = "--round",
      paramLabel = "DIR",
      description = "For a selection: the folder that offers has written for this design.")
  private @Nullable Path round;

  @Option(
      names = "--choices",
      paramLabel = "CHOICES.csv",
      description = "For a selection with --round: everybody's choice, as for allocate.")
  private @Nullable Path choices;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description = "Copies of every group, for a selection (default: ${DEFAULT-VALUE}).")
  private int copies;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the choices, for a selection (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write (default: standard output).")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replace the file.")
  private boolean force;

  @Mixin private Output output;

  /** A command. */
  public ExportCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    require(
        problem.equals("master") || problem.equals("selection"),
        "--problem must be master or selection");
    require(copies >= 1 && copies <= MAX_COPIES, "--replicas must be 1 to " + MAX_COPIES);
    require(
        out != null || !output.json(),
        "--json needs --out; without it the program itself goes to standard output");
    require((round == null) == (choices == null), "--round and --choices need each other");
    require(
        round == null || (problem.equals("selection") && copies == 1),
        "--round needs --problem selection, and no --replicas");
    MarketFile file = MarketReader.read(marketPath);
    DesignFile design = DesignReader.read(designPath, file);
    if (format == Format.LATEX) {
      DesignSummary summary = DesignSummary.read(designPath);
      write(stream -> LatexTables.write(stream, new SolveFolder(file, design), summary));
      report("tables", 0, 0);
      return ExitStatus.DONE;
    }
    ExportedProgram program =
        problem.equals("master")
            ? Programs.master(file.market(), design.agents())
            : selection(file, design);
    ProgramWriter.Format as = ProgramWriter.Format.valueOf(format.name());
    write(stream -> ProgramWriter.write(stream, program, as));
    report(problem, program.rowCount(), program.columnCount());
    return ExitStatus.DONE;
  }

  private void write(AtomicFile.Content content) throws IOException {
    Path target = out;
    if (target == null) {
      output.print(content);
      return;
    }
    require(
        force || !Files.exists(target), "--out " + target + " exists; add --force to replace it");
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    AtomicFile.write(target, content);
  }

  private ExportedProgram selection(MarketFile file, DesignFile design) {
    Path folder = round;
    Path chosen = choices;
    if (folder != null && chosen != null) {
      return roundSelection(file, design, folder, chosen);
    }
    WholePopulations.require(file, List.of(copies));
    Market market = file.market();
    ReplicaEconomy economy =
        ReplicaEconomy.of(
            design.agents(), market.instances(), ExPostOptimal.of(market.tasks().size()));
    ReplicaOptions options =
        new ReplicaOptions(List.of(copies), 2, seed, 1, TypeModel.asStated(), Behaviour.LINEAR);
    List<ChoiceGroup> groups = economy.choices(copies, 0, options);
    Vector instances = Vector.zeros(market.tasks().size()).plus(copies, market.instances());
    return Programs.selection(market, groups, instances);
  }

  /** The selection of a real round: what {@code allocate} solves before it draws whole tasks. */
  private static ExportedProgram roundSelection(
      MarketFile file, DesignFile design, Path folder, Path chosen) {
    WholePopulations.requireList(file);
    Offers offers = OffersReader.read(folder, file).offers();
    if (!offers.designSha256().equals(design.sha256())) {
      throw BadInputException.of(
          folder.resolve(OffersWriter.OFFERS).toString(),
          "the offers were drawn from another design",
          "give the design that the offers were made from");
    }
    List<Participant> people = Allocation.participants(offers, ChoicesReader.read(chosen, offers));
    Market market = file.market();
    return Programs.selection(market, RoundAllocation.groups(people), market.instances());
  }

  private void report(String what, int rows, int columns) {
    Path target = out;
    if (target == null) {
      return;
    }
    if (output.json()) {
      output.print(
          stream -> {
            try (JsonDocument json = JsonDocument.of(stream, 1)) {
              json.object()
                  .field("format", "polaray-export/1")
                  .field("file", target.toString())
                  .field("problem", what)
                  .field("fileFormat", format.name().toLowerCase(Locale.ROOT))
                  .field("rows", rows)
                  .field("columns", columns)
                  .endObject();
            }
          });
    } else if (!output.quiet()) {
      output
          .out()
          .println(
              "written: "
                  + target
                  + (rows == 0 ? "" : " (" + rows + " rows, " + columns + " columns)"));
      output.out().flush();
    }
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
