package io.polaray.app.command;

import io.polaray.app.design.DesignFile;
import io.polaray.app.design.DesignReader;
import io.polaray.app.folder.OutputFolder;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
import io.polaray.app.round.Allocation;
import io.polaray.app.round.Offers;
import io.polaray.app.round.OffersDraw;
import io.polaray.app.round.OffersWriter;
import io.polaray.app.round.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code offers}: who is offered which menu. */
@Command(
    name = "offers",
    description = {
      "Draw who is offered which menu of a design, and write the offers with a table for the"
          + " choices.",
      "Keep the seed and secret.json to yourself until the choices are in: allocate needs them, and"
          + " publishes them."
    },
    sortOptions = false)
public final class OffersCommand implements Callable<Integer>, Verb {
  private static final long GUESSABLE = 1_000_000_000_000L;

  @Parameters(index = "0", paramLabel = "MARKET", description = "The market file.")
  private Path marketPath;

  @Parameters(index = "1", paramLabel = "DESIGN", description = "The design file of a solve.")
  private Path designPath;

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "S",
      description = "All randomness of the round is derived from it: a number nobody guesses.")
  private long seed;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "The round's folder.")
  private Path out;

  @Option(names = "--force", description = "Replace earlier offers in the folder.")
  private boolean force;

  @Mixin private Output output;

  /** A command. */
  public OffersCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    MarketFile file = MarketReader.read(marketPath);
    DesignFile design = DesignReader.read(designPath, file);
    WholePopulations.requireList(file);
    Allocation.requireWholeInstances(file);
    if (Math.abs(seed) < GUESSABLE) {
      output.warn(
          "the seed can be guessed, and with it the draw of whole tasks; use a random number of 15"
              + " or more digits for a real round");
    }
    Secret secret = Secret.of(seed, file.sha256(), design.sha256());
    Offers offers = OffersDraw.of(file, design, secret);
    OffersWriter writer = OffersWriter.of(file, offers);
    try (OutputFolder folder = OutputFolder.open(out, OffersWriter.NAMES, force)) {
      folder.write(OffersWriter.OFFERS, writer::offers);
      folder.write(OffersWriter.WORDS, writer::words);
      folder.write(OffersWriter.TEMPLATE, writer::template);
      folder.write(OffersWriter.SECRET, stream -> writer.secret(stream, secret));
    }
    if (output.json()) {
      output.print(writer::offers);
    } else if (!output.quiet()) {
      int people = offers.people();
      output
          .out()
          .println(
              "DONE: "
                  + people
                  + (people == 1 ? " person is" : " people are")
                  + " offered a menu; enter their choices into "
                  + out.resolve(OffersWriter.TEMPLATE));
      output.out().flush();
    }
    return ExitStatus.DONE;
  }
}
