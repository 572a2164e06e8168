package io.polaray.app.command;

import io.polaray.app.folder.OutputFolder;
import io.polaray.app.input.BadInputException;
import io.polaray.app.input.PrintableText;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
import io.polaray.app.round.Allocation;
import io.polaray.app.round.AllocationWriter;
import io.polaray.app.round.Choices;
import io.polaray.app.round.ChoicesReader;
import io.polaray.app.round.OffersReader;
import io.polaray.app.text.Figures;
import io.polaray.app.text.JsonDocument;
import io.polaray.finite.round.RoundAllocation;
import io.polaray.finite.selection.SelectionSolution.Status;
import io.polaray.market.Market;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code allocate}: choices in, whole tasks out. */
@Command(
    name = "allocate",
    description = {
      "Turn everybody's choice into whole tasks for every person.",
      "The draw starts from a digest of market, offers, choices and a nonce whose digest was"
          + " published with the offers, so that nobody can try for a better one."
    },
    sortOptions = false)
public final class AllocateCommand implements Callable<Integer>, Verb {
  @Parameters(index = "0", paramLabel = "MARKET", description = "The market file.")
  private Path marketPath;

  @Parameters(index = "1", paramLabel = "DIR", description = "The folder that offers has written.")
  private Path round;

  @Option(
      names = "--choices",
      required = true,
      paramLabel = "CHOICES.csv",
      description = "Everybody's choice: columns agent, person, choice.")
  private Path choicesPath;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      defaultValue = Allocation.OPTIMAL,
      description =
          "Selection rule: optimal, priority (people move as far as possible in the order of the"
              + " market), or a CSV file with the columns agent, person, extent"
              + " (default: ${DEFAULT-VALUE}).")
  private String rule;

  @Option(
      names = "--replay",
      description =
          "Write nothing; repeat the round and compare with allocation.json. Exit status 5 if they"
              + " differ.")
  private boolean replay;

  @Option(names = "--force", description = "Replace an earlier allocation in the folder.")
  private boolean force;

  @Mixin private Output output;

  /** A command. */
  public AllocateCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    MarketFile file = MarketReader.read(marketPath);
    WholePopulations.requireList(file);
    OffersReader.Begun begun = OffersReader.read(round, file);
    Choices choices = ChoicesReader.read(choicesPath, begun.offers());
    Allocation allocation = Allocation.of(file, begun, choices, rule);
    if (allocation.result().status() != Status.OPTIMAL) {
      output.err().println("UNSOLVED: no allocation within the chosen sets clears the market");
      output.err().flush();
      return allocation.result().status() == Status.INFEASIBLE
          ? ExitStatus.LIMIT
          : ExitStatus.NUMERICAL;
    }
    AllocationWriter writer = AllocationWriter.of(allocation);
    if (replay) {
      return compare(allocation, writer);
    }
    try (OutputFolder folder = OutputFolder.open(round, AllocationWriter.NAMES, force)) {
      folder.write(AllocationWriter.TABLE, writer::table);
      folder.write(AllocationWriter.PEOPLE, writer::people);
      folder.write(AllocationWriter.DOCUMENT, writer::document);
    }
    if (output.json()) {
      output.print(writer::document);
    } else if (!output.quiet()) {
      summary(allocation);
    }
    return ExitStatus.DONE;
  }

  /** Repeats the round from its public record. */
  private int compare(Allocation allocation, AllocationWriter writer) throws IOException {
    Path path = round.resolve(AllocationWriter.DOCUMENT);
    if (!Files.isRegularFile(path)) {
      throw BadInputException.of(
          path.toString(), "there is no such file", "run allocate without --replay first");
    }
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    writer.document(again);
    boolean offers = allocation.offersFollowTheSeed();
    boolean same = Arrays.equals(again.toByteArray(), Files.readAllBytes(path));
    String verdict =
        !offers
            ? "DIFFERENT: the offers are not those that the seed draws"
            : same
                ? "REPLAYED: offers and allocation follow from seed, nonce and choices"
                : "DIFFERENT: the allocation does not follow from offers, choices and nonce";
    if (output.json()) {
      output.print(
          stream -> {
            try (JsonDocument json = JsonDocument.of(stream, 1)) {
              json.object()
                  .field("format", "polaray-replay/1")
                  .field("offersFollow", offers)
                  .field("allocationFollows", same)
                  .endObject();
            }
          });
    } else {
      output.out().println(verdict);
      output.out().flush();
    }
    return offers && same ? ExitStatus.DONE : ExitStatus.VERIFICATION_FAILED;
  }

  private void summary(Allocation allocation) {
    RoundAllocation result = allocation.result();
    Market market = allocation.market().market();
    long asked =
        allocation.choices().ofPerson().stream()
            .flatMap(List::stream)
            .filter(choice -> choice > 0)
            .count();
    double moved = 0;
    for (int a = 0; a < result.participants().size(); a++) {
      moved += result.extent(a);
    }
    PrintWriter out = output.out();
    out.println(
        "people          " + result.participants().size() + ", " + asked + " asked for a trade");
    out.println("carried out     " + Figures.of(moved, 6) + " trades");
    out.println("status quo      " + Figures.of(market.statusQuoCost(), 8));
    out.println(
        "this round      "
            + Figures.of(result.assignedCost(), 8)
            + " (expected "
            + Figures.of(result.expectedCost(), 8)
            + " before the draw of whole tasks)");
    for (int i = 0; i < market.tasks().size(); i++) {
      out.println(
          "total           "
              + PrintableText.of(market.tasks().get(i).name(), 60)
              + ": "
              + result.total(i)
              + " of "
              + Figures.of(market.instances().get(i), 12));
    }
    out.println("DONE: every task is assigned; see " + round.resolve(AllocationWriter.PEOPLE));
    out.flush();
  }
}
