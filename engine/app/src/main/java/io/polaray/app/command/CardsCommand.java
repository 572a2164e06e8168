package io.polaray.app.command;

import io.polaray.app.cards.CardWriter;
import io.polaray.app.design.SolveFolder;
import io.polaray.app.folder.OutputFolder;
import io.polaray.app.text.JsonDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cards}: the offers of a design, to hand to people. */
@Command(
    name = "cards",
    description = "Write the offers of a design in plain words, one printed page an agent.",
    sortOptions = false)
public final class CardsCommand implements Callable<Integer>, Verb {
  /** The page. */
  static final String PAGE = "cards.html";

  /** The table of the same offers. */
  static final String TABLE = "cards.csv";

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
      description = "The folder for the cards (default: that of the solve).")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replace earlier cards.")
  private boolean force;

  @Mixin private Output output;

  /** A command. */
  public CardsCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    SolveFolder solve = SolveFolder.read(folder, market);
    CardWriter writer = new CardWriter(solve);
    Path target = out == null ? folder : out;
    try (OutputFolder files = OutputFolder.open(target, List.of(PAGE, TABLE), force)) {
      files.write(PAGE, writer::html);
      files.write(TABLE, writer::table);
    }
    int agents = solve.design().agents().size();
    if (output.json()) {
      output.print(
          stream -> {
            try (JsonDocument json = JsonDocument.of(stream, 1)) {
              json.object()
                  .field("format", "polaray-cards/1")
                  .field("agents", agents)
                  .field("page", target.resolve(PAGE).toString())
                  .field("table", target.resolve(TABLE).toString())
                  .endObject();
            }
          });
    } else if (!output.quiet()) {
      output
          .out()
          .println(
              "DONE: "
                  + agents
                  + (agents == 1 ? " card" : " cards")
                  + " in "
                  + target.resolve(PAGE)
                  + "; print it from a browser, one page each");
      output.out().flush();
    }
    return ExitStatus.DONE;
  }
}
