package io.polaray.app.command;

import io.polaray.app.estimate.Columns;
import io.polaray.app.estimate.EstimateReport;
import io.polaray.app.estimate.Estimation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code estimate}: a log of cases, or a table of cell means, becomes a market. */
@Command(
    name = "estimate",
    sortOptions = false,
    description = {
      "Make a market from a case log (columns agent, task, outcome) or from an aggregate (columns"
          + " agent, task_type, n_cases, mean_outcome, sd_outcome).",
      "The status quo is the number of cases; the social cost is the mean cost of an agent's cases,"
          + " pulled towards the mean of the task as far as it is likely to be noise."
    })
public final class EstimateCommand implements Callable<Integer>, Verb {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CASES", description = "CSV with a header; may be packed (.csv.gz).")
  private Path cases;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "MARKET.json",
      description = "The market file to write; two tables about it are written beside it.")
  private Path out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the market (default: that of the file).")
  private @Nullable String name;

  @Option(
      names = "--cost",
      defaultValue = "outcome",
      paramLabel = "RULE",
      description =
          "Social cost of an outcome: outcome, A-outcome or A+B*outcome; 5-outcome turns a rating"
              + " up to 5 into a cost (default: ${DEFAULT-VALUE}).")
  private String cost;

  @Option(
      names = "--preferences",
      defaultValue = "uniform:1:2",
      paramLabel = "P",
      description =
          "Private costs, which no case log holds: uniform:LOWER:UPPER,"
              + " lognormal:MEAN:SD:CORRELATION:LOWER:UPPER (mean and sd of log cost), or a .csv"
              + " file with one type a row and one column a task (default: ${DEFAULT-VALUE}).")
  private String preferences;

  @Option(
      names = "--min-cases",
      defaultValue = "1",
      paramLabel = "N",
      description = "A cell with fewer cases is thin (default: ${DEFAULT-VALUE}).")
  private long minCases;

  @Option(names = "--pool", description = "Give a thin cell the mean of its task (the default).")
  private boolean pool;

  @Option(names = "--drop", description = "Leave out agents with a thin cell.")
  private boolean drop;

  @Option(names = "--since", paramLabel = "DATE", description = "Leave out earlier cases.")
  private @Nullable LocalDate since;

  @Option(names = "--until", paramLabel = "DATE", description = "Leave out later cases.")
  private @Nullable LocalDate until;

  @Option(
      names = "--agent-column",
      defaultValue = "agent",
      paramLabel = "HEADING",
      description = "Who handled the case, in a case log.")
  private String agentColumn;

  @Option(
      names = "--task-column",
      defaultValue = "task",
      paramLabel = "HEADING",
      description = "The type of the case, in a case log.")
  private String taskColumn;

  @Option(
      names = "--outcome-column",
      defaultValue = "outcome",
      paramLabel = "HEADING",
      description = "The outcome of the case, in a case log.")
  private String outcomeColumn;

  @Option(
      names = "--date-column",
      defaultValue = "date",
      paramLabel = "HEADING",
      description = "The day of the case, for --since and --until.")
  private String dateColumn;

  @Mixin private Output output;

  /** A command. */
  public EstimateCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() throws IOException {
    EstimateReport report = estimation().run();
    if (output.json()) {
      output.print(report::writeJson);
    } else if (!output.quiet()) {
      output.out().print(report.text());
      output.out().println("\nwritten: " + out);
      output.out().flush();
    }
    return ExitStatus.DONE;
  }

  private Estimation estimation() {
    if (pool && drop) {
      throw new ParameterException(spec.commandLine(), "--pool and --drop exclude each other");
    }
    Columns columns = new Columns(agentColumn, taskColumn, outcomeColumn, dateColumn);
    try {
      return new Estimation(
          new Estimation.Request(
              cases, out, name, cost, preferences, drop, minCases, columns, since, until));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }
}
