package io.polaray.app.compare;

import io.polaray.app.design.DesignSummary;
import io.polaray.app.design.DesignTables;
import io.polaray.app.design.SolveFolder;
import io.polaray.app.explain.ExpectedChoices;
import io.polaray.app.explain.Explanation;
import io.polaray.dual.AgentDesign;
import io.polaray.numeric.Vector;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of several designs.
 *
 * @param name the folder as it was named
 * @param summary costs, bounds and settings
 * @param tasks names of the tasks
 * @param prices lambda, one number a task
 * @param saving cost of the status quo less that of the design
 * @param contributing agents that contribute to the saving
 * @param trading agents that may end up with other tasks than they have
 * @param takers people who are expected to choose a trade
 * @param people all people
 * @param relief average expected fall of people's own burden, as a share
 */
public record ComparedDesign(
    String name,
    DesignSummary summary,
    List<String> tasks,
    Vector prices,
    double saving,
    int contributing,
    int trading,
    double takers,
    double people,
    double relief) {
  private static final double ROUNDING = 1e-6;

  /** Copies the list. */
  public ComparedDesign {
    tasks = List.copyOf(tasks);
  }

  /** Reads the folder of a solve. */
  public static ComparedDesign read(Path folder, @Nullable Path market) {
    SolveFolder solve = SolveFolder.read(folder, market);
    List<AgentDesign> agents = solve.design().agents();
    Explanation explanation = Explanation.of(solve);
    double total = explanation.total();
    ExpectedChoices choices = ExpectedChoices.of(agents);
    return new ComparedDesign(
        folder.toString(),
        DesignSummary.read(folder.resolve("design.json")),
        solve.market().market().tasks().stream().map(task -> task.name()).toList(),
        solve.design().taskPrices(),
        total,
        (int)
            agents.stream()
                .filter(design -> explanation.contribution(design) > ROUNDING * Math.abs(total))
                .count(),
        (int) agents.stream().filter(DesignTables::trades).count(),
        choices.takers(agents),
        agents.stream().mapToDouble(design -> design.agent().population()).sum(),
        choices.averageRelief(agents));
  }
}
