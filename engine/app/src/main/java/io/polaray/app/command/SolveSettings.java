package io.polaray.app.command;

import io.polaray.app.design.Facts;
import io.polaray.app.design.MenuJson;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.method.DualMethods;
import io.polaray.menu.MenuClass;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code solve} that go to the engine. */
final class SolveSettings {
  private static final SolveOptions DEFAULTS = SolveOptions.defaults();
  private static final double MAX_SECONDS = 3650.0 * 24 * 3600;
  private static final double WRITING_PER_READING = 1.5;
  private static final double LEAST_SHARE_OF_LIMIT = 0.25;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--gap",
      paramLabel = "G",
      defaultValue = "1e-4",
      description = "Requested relative gap to the certified bound (default: ${DEFAULT-VALUE}).")
  private double gap;

  @Option(
      names = "--certify",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "Work on the bound after the search has converged, in seconds of one core of a common"
              + " server, counted so that the result does not depend on the machine; 0 for the"
              + " quick bounds alone (default: ${DEFAULT-VALUE}).")
  private double certify;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description =
          "Time limit of the whole command, reading and writing included (default: none).")
  private @Nullable Double timeLimit;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads (default: all cores). Results do not depend on it.")
  private @Nullable Integer threads;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "All randomness is derived from it (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--types",
      paramLabel = "M",
      defaultValue = "4096",
      description =
          "Types of the samples that searches run on, and of the measure where preferences have"
              + " no exact one (default: ${DEFAULT-VALUE}).")
  private int types;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "The dual method (default: proximal-bundle).")
  private @Nullable String method;

  @Option(
      names = "--max-rounds",
      paramLabel = "N",
      description = "Limit on oracle rounds (default: 500).")
  private @Nullable Integer maxRounds;

  @Option(
      names = "--polarisation",
      paramLabel = "CLASS",
      defaultValue = "orthant",
      description = {
        "orthant: nobody gains from two trades of a menu, whatever the costs. support: nobody whose"
            + " costs lie in the market's boxes does; more menus, but they rest on the boxes"
            + " (default: ${DEFAULT-VALUE})."
      })
  private MenuClass polarisation;

  /** The engine's options, checked. */
  SolveOptions options() {
    require(gap >= 0 && gap < Double.POSITIVE_INFINITY, "--gap", gap, "0 or more");
    require(certify >= 0 && certify <= MAX_SECONDS, "--certify", certify, "0 to 3.2e8 seconds");
    double limit = timeLimit == null ? MAX_SECONDS : timeLimit;
    require(limit > 0 && limit <= MAX_SECONDS, "--time-limit", limit, "above 0, at most 3.2e8");
    int workers = threads == null ? DEFAULTS.threads() : threads;
    require(workers >= 1 && workers <= 1024, "--threads", workers, "1 to 1024");
    require(types >= 1 && types <= 1 << 22, "--types", types, "1 to 4194304");
    int rounds = maxRounds == null ? DEFAULTS.maxRounds() : maxRounds;
    require(rounds >= 1, "--max-rounds", rounds, "1 or more");
    String name = method == null ? DEFAULTS.method() : method;
    if (!DualMethods.names().contains(name)) {
      throw new ParameterException(
          spec.commandLine(),
          "--method is " + name + "; it must be one of " + String.join(", ", DualMethods.names()));
    }
    return new SolveOptions(
        name, gap, seconds(certify), seconds(limit), rounds, types, seed, workers, polarisation);
  }

  /** The options that bear on the result, for the design file. */
  static List<Facts.Option> provenance(SolveOptions options) {
    return List.of(
        new Facts.Option("method", options.method()),
        new Facts.Option("gap", options.relativeGap()),
        new Facts.Option("certifySeconds", options.certifyTime().toNanos() / 1e9),
        new Facts.Option("maxRounds", (long) options.maxRounds()),
        new Facts.Option("types", (long) options.types()),
        new Facts.Option("polarisation", MenuJson.name(options.menuClass())));
  }

  /** The same in one line, with the seed. */
  static String key(SolveOptions options) {
    return provenance(options).stream()
        .map(option -> option.name() + "=" + option.value())
        .collect(Collectors.joining(" ", "", " seed=" + options.seed()));
  }

  /**
   * The options with what is left of the time limit for the engine: files of a large market take
   * their time too, and what is written is about what was read.
   *
   * @param spent seconds since the start of the command
   * @param reading seconds of these that reading the market took
   */
  SolveOptions afterReading(SolveOptions options, double spent, double reading) {
    if (timeLimit == null) {
      return options;
    }
    double left = timeLimit - spent - WRITING_PER_READING * reading;
    return options.withTimeLimit(seconds(Math.max(LEAST_SHARE_OF_LIMIT * timeLimit, left)));
  }

  /** The time limit in seconds, null for none. */
  @Nullable Double timeLimit() {
    return timeLimit;
  }

  static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private void require(boolean holds, String option, Number value, String range) {
    if (!holds) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + "; it must be " + range);
    }
  }
}
