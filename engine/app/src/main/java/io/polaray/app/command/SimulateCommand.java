package io.polaray.app.command;

import io.polaray.app.design.DesignFile;
import io.polaray.app.design.DesignReader;
import io.polaray.app.folder.OutputFolder;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
import io.polaray.app.simulate.SimulatedSeries;
import io.polaray.app.simulate.Simulation;
import io.polaray.app.simulate.SimulationFiles;
import io.polaray.app.simulate.SimulationTable;
import io.polaray.finite.ExPostOptimal;
import io.polaray.finite.PriorityRule;
import io.polaray.finite.SelectionRule;
import io.polaray.finite.replica.ReplicaEconomy;
import io.polaray.finite.replica.ReplicaOptions;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.numbers.core.Sum;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code simulate}: a design in markets of finite size. */
@Command(
    name = "simulate",
    description =
        "Draw preferences for N copies of every group, let people choose, select the cheapest"
            + " allocation, and compare the cost with the large market.",
    sortOptions = false)
public final class SimulateCommand implements Callable<Integer>, Verb {
  private static final int MAX_COPIES = 1_000_000;
  private static final int MAX_DRAWS = 1_000_000;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MARKET", description = "The market file.")
  private Path marketPath;

  @Parameters(index = "1", paramLabel = "DESIGN", description = "The design file of a solve.")
  private Path designPath;

  @Option(
      names = "--replicas",
      paramLabel = "N1,N2,...",
      defaultValue = "1,10,100",
      split = ",",
      description = "Copies of every group (default: ${DEFAULT-VALUE}).")
  private List<Integer> replicas;

  @Option(
      names = "--draws",
      paramLabel = "D",
      defaultValue = "200",
      description = "Preference profiles for each N (default: ${DEFAULT-VALUE}).")
  private int draws;

  @Option(
      names = "--truth",
      paramLabel = "WHAT",
      description =
          "Also simulate people who differ from the market file: spread:FACTOR (costs further from"
              + " their geometric mean), correlation:R, lognormal, convex, erratic, or the"
              + " preferences of another market file.")
  private @Nullable String truth;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      defaultValue = "optimal",
      description = "Selection rule: optimal or priority (default: ${DEFAULT-VALUE}).")
  private String rule;

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

  @Option(names = "--out", paramLabel = "DIR", description = "A folder for tables and a plot.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replace earlier results in the folder.")
  private boolean force;

  @Mixin private Output output;

  /** A command. */
  public SimulateCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    require(workers >= 1 && workers <= 1024, "--threads must be 1 to 1024");
    require(draws >= 2 && draws <= MAX_DRAWS, "--draws must be 2 to " + MAX_DRAWS);
    require(!replicas.isEmpty(), "--replicas needs at least one number");
    for (int copies : replicas) {
      require(
          copies >= 1 && copies <= MAX_COPIES,
          "--replicas has " + copies + "; a number of copies must be 1 to " + MAX_COPIES);
    }
    require(
        rule.equals("optimal") || rule.equals("priority"), "--rule must be optimal or priority");
    MarketFile file = MarketReader.read(marketPath);
    List<TruthOption> truths = new ArrayList<>(List.of(TruthOption.STATED));
    if (truth != null) {
      truths.add(truth(truth, file));
    }
    DesignFile design = DesignReader.read(designPath, file);
    WholePopulations.require(file, replicas);
    Path folderPath = out;
    if (folderPath == null) {
      return finish(simulate(file, design, truths, workers), null);
    }
    try (OutputFolder folder = OutputFolder.open(folderPath, SimulationFiles.NAMES, force)) {
      return finish(simulate(file, design, truths, workers), folder);
    }
  }

  private TruthOption truth(String text, MarketFile file) {
    try {
      return TruthOption.of(text, file);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Simulation simulate(
      MarketFile file, DesignFile design, List<TruthOption> truths, int workers) {
    Market market = file.market();
    SelectionRule selection =
        rule.equals("optimal")
            ? ExPostOptimal.startingAt(design.taskPrices())
            : PriorityRule.inOrder();
    ReplicaEconomy economy =
        ReplicaEconomy.of(design.agents(), market.instances(), selection)
            .pricedAt(design.taskPrices());
    List<SimulatedSeries> series = new ArrayList<>();
    for (TruthOption one : truths) {
      ReplicaOptions options =
          new ReplicaOptions(replicas, draws, seed, workers, one.types(), one.behaviour());
      boolean known = design.isExact() && one.equals(TruthOption.STATED);
      series.add(
          new SimulatedSeries(
              one.name(),
              economy.simulate(options),
              known ? economy.expectedPriceValue() : Double.NaN));
    }
    return new Simulation(
        file,
        design.sha256(),
        design.cost(),
        market.statusQuoCost(),
        endowmentCost(market),
        rule,
        draws,
        seed,
        series);
  }

  private static double endowmentCost(Market market) {
    Sum sum = Sum.create();
    for (Agent agent : market.agents()) {
      for (int i = 0; i < agent.endowment().size(); i++) {
        sum.add(agent.population() * agent.socialCost().get(i) * agent.endowment().get(i));
      }
    }
    return sum.getAsDouble();
  }

  private int finish(Simulation simulation, @Nullable OutputFolder folder) throws IOException {
    SimulationFiles files = SimulationFiles.of(simulation);
    if (folder != null) {
      folder.write(SimulationFiles.REPLICAS, files::replicas);
      folder.write(SimulationFiles.DRAWS, files::draws);
      folder.write(SimulationFiles.PLOT, files::plot);
      folder.write(SimulationFiles.DOCUMENT, files::document);
    }
    if (output.json()) {
      output.print(files::document);
      if (!output.quiet()) {
        output.err().println(SimulationTable.lastLine(simulation));
        output.err().flush();
      }
    } else {
      if (!output.quiet()) {
        output.out().print(SimulationTable.of(simulation));
      }
      output.out().println(SimulationTable.lastLine(simulation));
      output.out().flush();
    }
    return simulation.unsolved() > 0 ? ExitStatus.LIMIT : ExitStatus.DONE;
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
