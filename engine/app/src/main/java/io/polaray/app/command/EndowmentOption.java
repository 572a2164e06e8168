package io.polaray.app.command;

import io.polaray.app.folder.OutputFolder;
import io.polaray.app.input.BadInputException;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.PrintableText;
import io.polaray.app.market.EndowmentReader;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketWriter;
import io.polaray.dual.AcceptedEndowments;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --endowment}: where the rays start, if not where the market file says. */
final class EndowmentOption {
  /** The market with the endowments, which the design is for. */
  static final String MARKET = "endowed-market.json";

  private static final String STATUS_QUO = "status-quo";
  private static final String NON_CHOICE = "non-choice";
  private static final double NON_CHOICE_GAP = 1e-9;

  @Option(
      names = "--endowment",
      paramLabel = "WHAT",
      description =
          "Where rays start: status-quo, non-choice (the best mechanism that asks nobody, which may"
              + " use the slack) or a file (polaray-endowment/1); default: what the market says.")
  private @Nullable String what;

  /** Whether the option was given. */
  boolean given() {
    return what != null;
  }

  /** Whether the endowments use the slack. */
  boolean usesSlack() {
    return NON_CHOICE.equals(what);
  }

  /**
   * The market with the endowments asked for, written into the folder of the design.
   *
   * @throws BadInputException if the endowments cannot be read or computed
   */
  MarketFile apply(MarketFile file, int threads, OutputFolder folder) throws IOException {
    Market market = endowed(file, endowments(file, threads));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MarketWriter.write(bytes, market);
    folder.write(MARKET, bytes::writeTo);
    return new MarketFile(
        folder.path().resolve(MARKET),
        market,
        HexFormat.of().formatHex(InputFile.newSha256().digest(bytes.toByteArray())),
        List.of(),
        file.instancesGiven());
  }

  private List<Vector> endowments(MarketFile file, int threads) {
    if (STATUS_QUO.equals(what)) {
      return file.market().agents().stream().map(Agent::statusQuo).toList();
    }
    if (!NON_CHOICE.equals(what)) {
      return EndowmentReader.read(Path.of(String.valueOf(what)), file);
    }
    try (WorkerPool workers = WorkerPool.of(threads)) {
      return AcceptedEndowments.of(file.market(), NON_CHOICE_GAP, workers)
          .orElseThrow(
              () ->
                  BadInputException.of(
                      file.path().toString(),
                      "has no mechanism without choice that could be found: its status quo does not"
                          + " clear the market, or the types of an agent are a list",
                      "give --endowment a file"));
    }
  }

  private static Market endowed(MarketFile file, List<Vector> endowments) {
    Market market = file.market();
    List<Agent> agents = new ArrayList<>();
    for (int j = 0; j < endowments.size(); j++) {
      Agent agent = market.agents().get(j);
      agents.add(
          new Agent(
              agent.id(),
              agent.socialCost(),
              agent.statusQuo(),
              endowments.get(j),
              agent.population(),
              agent.slack(),
              agent.preferences()));
    }
    return file.instancesGiven()
        ? new Market(market.name(), market.tasks(), agents, market.instances())
        : Market.of(market.name(), market.tasks(), agents);
  }

  /** Warns of agents some type of which is worse off at the endowment than the slack allows. */
  static void warnOfWorseEndowments(Market market, Output output) {
    List<Agent> worse =
        market.agents().stream()
            .filter(agent -> !agent.endowment().equals(agent.statusQuo()))
            .filter(agent -> !AcceptedEndowments.isAccepted(agent, agent.endowment()))
            .toList();
    if (!worse.isEmpty()) {
      output.warn(
          worse.size()
              + (worse.size() == 1 ? " agent has" : " agents have")
              + " an endowment that some type finds worse than slack times the status quo (first: "
              + PrintableText.of(worse.get(0).id(), 60)
              + "); no menu can repair that");
    }
  }
}
