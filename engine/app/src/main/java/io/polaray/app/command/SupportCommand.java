package io.polaray.app.command;

import io.polaray.app.design.SupportDocument;
import io.polaray.app.input.NearestName;
import io.polaray.app.input.PrintableText;
import io.polaray.app.market.MarketFile;
import io.polaray.app.market.MarketReader;
import io.polaray.app.text.Figures;
import io.polaray.market.Agent;
import io.polaray.menu.MenuClass;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.BoundKind;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.SupportValue;
import io.polaray.support.WorkBudget;
import io.polaray.support.bracket.SupportProblems;
import io.polaray.support.bracket.SupportSolver;
import java.io.PrintWriter;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code support}: one value of a support function, with its menu and bound. */
@Command(
    name = "support",
    description = "Find the best menu for one agent at given weights, and bound what any could do.",
    sortOptions = false)
public final class SupportCommand implements Callable<Integer>, Verb {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MARKET", description = "The market file (polaray-market/1).")
  private Path marketPath;

  @Option(names = "--agent", paramLabel = "ID", required = true, description = "The agent's id.")
  private String agentId;

  @Option(
      names = "--weights",
      paramLabel = "W1,W2,...",
      required = true,
      split = ",",
      description = "Weights w: what one unit of each task done by the agent is worth.")
  private List<Double> weightList;

  @Option(
      names = "--ray",
      paramLabel = "K1,K2,...",
      description =
          "A ray of a menu to value instead of searching for one, as --ray=-1,0.6,0.6; once a ray.")
  private List<String> rays = List.of();

  @Option(
      names = "--gap",
      paramLabel = "G",
      defaultValue = "1e-6",
      description = "Requested relative gap (default: ${DEFAULT-VALUE}).")
  private double gap;

  @Option(
      names = "--certify",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Time for tightening the bound, 0 for none (default: ${DEFAULT-VALUE}).")
  private double certify;

  @Option(
      names = "--types",
      paramLabel = "M",
      defaultValue = "4096",
      description = "Types of a sample, where one is needed (default: ${DEFAULT-VALUE}).")
  private int types;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "All randomness is derived from it (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--polarisation",
      paramLabel = "CLASS",
      defaultValue = "orthant",
      description =
          "orthant or support: for which costs nobody may gain from two trades of a menu, all or"
              + " those of the agent's box (default: ${DEFAULT-VALUE}).")
  private MenuClass polarisation;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads (default: all cores). Results do not depend on it.")
  private @Nullable Integer threads;

  @Option(
      names = "--strict",
      description = "End with exit status 4 unless the requested gap is certified.")
  private boolean strict;

  @Mixin private Output output;

  /** A command. */
  public SupportCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() {
    require(gap >= 0 && gap < Double.POSITIVE_INFINITY, "--gap must be 0 or more");
    require(certify >= 0 && certify <= 3e8, "--certify must be 0 to 3e8 seconds");
    require(types >= 1 && types <= 1 << 22, "--types must be 1 to 4194304");
    int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    require(workers >= 1 && workers <= 1024, "--threads must be 1 to 1024");
    MarketFile file = MarketReader.read(marketPath);
    List<Agent> agents = file.market().agents();
    List<String> ids = agents.stream().map(Agent::id).toList();
    int index = ids.indexOf(agentId);
    require(
        index >= 0,
        "--agent "
            + PrintableText.of(agentId, 80)
            + " is not in the market"
            + NearestName.of(agentId, ids).map(near -> "; did you mean " + near + "?").orElse(""));
    Vector weights = weights(file.market().tasks().size());
    SupportProblem problem =
        SupportProblems.forMarket(file.market(), types, seed, polarisation).get(index);
    long deadline = System.nanoTime() + SolveSettings.seconds(certify).toNanos();
    WorkBudget budget = new WorkBudget(certify > 0 ? Long.MAX_VALUE : 0, deadline);
    SupportSolver solver = SupportSolver.of(problem);
    MenuColumn given = rays.isEmpty() ? null : given(problem, weights);
    SupportValue best;
    try (WorkerPool pool = WorkerPool.of(workers)) {
      best = pool.compute(() -> solver.solve(weights, SearchEffort.THOROUGH, gap, budget, seed));
    }
    SupportValue value =
        given == null ? best : new SupportValue(given, given.value(weights), best.upperBound());
    boolean certified =
        value.relativeGap() <= gap && value.upperBound().kind() == BoundKind.CERTIFIED;
    if (output.json()) {
      output.print(out -> SupportDocument.write(out, agentId, weights, problem, value, certified));
    } else {
      print(problem, value, weights, file);
      if (given != null && !output.quiet()) {
        output.out().println("best menu found " + Figures.of(best.value(), 12));
      }
      output
          .out()
          .println(
              certified
                  ? "OPTIMAL: " + proved(value)
                  : "LOCALLY_SOLVED: a relative gap of "
                      + Figures.of(gap, 3)
                      + " is not certified; "
                      + proved(value));
      output.out().flush();
    }
    return certified || !strict ? ExitStatus.DONE : ExitStatus.LIMIT;
  }

  private MenuColumn given(SupportProblem problem, Vector weights) {
    try {
      return GivenMenu.of(problem, rays, weights);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), PrintableText.of(String.valueOf(e.getMessage()), 400), e);
    }
  }

  private static String proved(SupportValue value) {
    return Double.isFinite(value.upperBound().value())
        ? "no menu is worth more than a relative "
            + Figures.of(Math.max(0, value.relativeGap()), 3, RoundingMode.CEILING)
            + " above this one"
        : "no bound is known";
  }

  private Vector weights(int tasks) {
    require(
        weightList.size() == tasks,
        "--weights has " + weightList.size() + " numbers; the market has " + tasks + " tasks");
    double[] weights = weightList.stream().mapToDouble(Double::doubleValue).toArray();
    for (double weight : weights) {
      require(
          Math.abs(weight) <= 1e30,
          "--weights has " + weight + "; it must be finite, at most 1e30");
    }
    return Vector.of(weights);
  }

  private void print(SupportProblem problem, SupportValue value, Vector weights, MarketFile file) {
    if (output.quiet()) {
      return;
    }
    PrintWriter out = output.out();
    out.println("agent           " + PrintableText.of(agentId, 80));
    out.println("value           " + Figures.of(value.value(), 12));
    out.println(
        "upper bound     "
            + Figures.of(value.upperBound().value(), 12)
            + (value.upperBound().kind() == BoundKind.CERTIFIED ? " (certified, " : " (relaxed, ")
            + value.upperBound().method()
            + ")");
    out.println("endowment only  " + Figures.of(weights.dot(problem.endowment()), 12));
    out.println("menu            " + SupportDocument.describe(value.column()));
    for (RayChoice choice : value.column().choices()) {
      StringBuilder ray = new StringBuilder();
      for (int i = 0; i < weights.size(); i++) {
        double amount = choice.ray().direction().get(i);
        if (amount != 0) {
          ray.append(ray.isEmpty() ? "" : ", ");
          ray.append(amount > 0 ? "+" : "").append(Figures.of(amount, 6)).append(' ');
          ray.append(PrintableText.of(file.market().tasks().get(i).name(), 40));
        }
      }
      out.println(
          "  ray           "
              + ray
              + ": chosen with probability "
              + Figures.of(choice.probability(), 6)
              + (choice.taken() ? "" : ", not used"));
    }
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
