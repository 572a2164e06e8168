package io.polaray.app.command;

import io.polaray.app.generate.Family;
import io.polaray.app.generate.MarketGenerator;
import io.polaray.app.text.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
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

/** {@code generate}: an artificial market of a seeded family. */
@Command(
    name = "generate",
    sortOptions = false,
    description = {
      "Write an artificial market. The same arguments give the same bytes on every machine.",
      "Families: comparative-advantage (every agent is best at one task), common-ranking (some"
          + " agents are better at everything), clustered (eight groups of agents alike),"
          + " correlated (private costs move together), wide-boxes and narrow-boxes (private costs"
          + " vary much, little), concentrated (every agent does almost only one task)."
    })
public final class GenerateCommand implements Callable<Integer>, Verb {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FAMILY", description = "One of the families above.")
  private String family;

  @Option(names = "--agents", required = true, paramLabel = "J", description = "Number of agents.")
  private int agents;

  @Option(names = "--tasks", required = true, paramLabel = "I", description = "Number of tasks.")
  private int tasks;

  @Option(
      names = {"--market-seed", "--seed"},
      required = true,
      paramLabel = "S",
      description = "Seed of social costs and the status quo.")
  private long marketSeed;

  @Option(
      names = "--type-seed",
      paramLabel = "T",
      description = "Seed of private costs (default: the market seed).")
  private @Nullable Long typeSeed;

  @Option(
      names = "--types",
      paramLabel = "K",
      description = "Let K types drawn from the private costs be their distribution.")
  private int types;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "MARKET.json",
      description = "The market file to write.")
  private Path out;

  @Mixin private Output output;

  /** A command. */
  public GenerateCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    Path market = out.toAbsolutePath().normalize();
    MarketGenerator generator = generator();
    Path folder = market.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    generator.write(market);
    if (output.json()) {
      output.print(
          stream -> {
            try (JsonDocument json = JsonDocument.of(stream, 2)) {
              json.object()
                  .field("format", "polaray-generate/1")
                  .field("family", generator.family().label())
                  .field("agents", generator.agents())
                  .field("tasks", generator.tasks())
                  .field("marketSeed", generator.marketSeed())
                  .field("typeSeed", generator.typeSeed())
                  .field("types", generator.types())
                  .field("market", out.toString())
                  .endObject();
            }
          });
    } else if (!output.quiet()) {
      output.out().println("written: " + out);
      output.out().flush();
    }
    return ExitStatus.DONE;
  }

  private MarketGenerator generator() {
    try {
      return new MarketGenerator(
          Family.of(family),
          agents,
          tasks,
          marketSeed,
          typeSeed == null ? marketSeed : typeSeed,
          types);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
