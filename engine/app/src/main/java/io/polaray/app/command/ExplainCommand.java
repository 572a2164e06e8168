package io.polaray.app.command;

import io.polaray.app.design.DesignSummary;
import io.polaray.app.design.SolveFolder;
import io.polaray.app.explain.Explanation;
import io.polaray.app.explain.ExplanationWriter;
import io.polaray.app.input.NearestName;
import io.polaray.dual.AgentDesign;
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

/** {@code explain}: where the saving of a design comes from. */
@Command(
    name = "explain",
    description = "Say where the saving of a design comes from, and why an agent gets its menus.",
    sortOptions = false)
public final class ExplainCommand implements Callable<Integer>, Verb {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of a solve.")
  private Path folder;

  @Option(
      names = "--market",
      paramLabel = "FILE",
      description = "The market file, if it is not where it was when the design was made.")
  private @Nullable Path market;

  @Option(names = "--agent", paramLabel = "ID", description = "Explain one agent's menus.")
  private @Nullable String agent;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many agents to list (default: ${DEFAULT-VALUE}).")
  private int agents;

  @Mixin private Output output;

  /** A command. */
  public ExplainCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() {
    if (agents < 0) {
      throw new ParameterException(
          spec.commandLine(), "--agents is " + agents + "; it must be 0 or more");
    }
    Explanation explanation = Explanation.of(SolveFolder.read(folder, market));
    ExplanationWriter writer =
        new ExplanationWriter(
            explanation, DesignSummary.read(folder.resolve("design.json")).priceRanges());
    String wanted = agent;
    if (output.json()) {
      output.print(writer::json);
    } else if (wanted != null) {
      writer.agent(output.out(), find(explanation, wanted));
    } else {
      writer.overview(output.out(), agents);
    }
    output.out().flush();
    return ExitStatus.DONE;
  }

  private AgentDesign find(Explanation explanation, String id) {
    return explanation.agents().stream()
        .filter(design -> design.agent().id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--agent is "
                        + id
                        + "; no agent has this id"
                        + NearestName.of(
                                id,
                                explanation.agents().stream()
                                    .map(design -> design.agent().id())
                                    .toList())
                            .map(near -> "; write " + near + " if that is meant")
                            .orElse("")));
  }
}
