package io.polaray.app.export;

import io.polaray.dual.AgentDesign;
import io.polaray.finite.ChoiceGroup;
import io.polaray.finite.SelectionColumns;
import io.polaray.finite.selection.SelectionProblem;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The linear programs of a market and its design, ready for export. */
public final class Programs {
  private Programs() {}

  /**
   * The master problem of the large market over the menus of a design: lottery probabilities mu_jk
   * with sum_k mu_jk = 1 and sum_jk m_j mu_jk x_jk = n, least cost. Every agent also has its
   * endowment as a column.
   */
  public static ExportedProgram master(Market market, List<AgentDesign> agents) {
    ExportedProgram program =
        ExportedProgram.create(
            "large-market master problem: lottery probabilities, least social cost");
    int tasks = market.tasks().size();
    for (int i = 0; i < tasks; i++) {
      program.addRow(
          SafeName.of('t', i + 1, market.tasks().get(i).name()), market.instances().get(i));
    }
    for (int j = 0; j < agents.size(); j++) {
      Agent agent = agents.get(j).agent();
      String name = SafeName.of('j', j + 1, agent.id());
      int row = program.addRow(name, 1);
      column(program, name + "_keep", agent, agent.endowment(), row);
      for (int k = 0; k < agents.get(j).lottery().size(); k++) {
        Vector assignment = agents.get(j).lottery().get(k).column().assignment();
        column(program, name + "_m" + (k + 1), agent, assignment, row);
      }
    }
    return program;
  }

  private static void column(
      ExportedProgram program, String name, Agent agent, Vector assignment, int row) {
    List<ExportedProgram.Entry> entries = new ArrayList<>();
    for (int i = 0; i < assignment.size(); i++) {
      if (assignment.get(i) != 0) {
        entries.add(new ExportedProgram.Entry(i, agent.population() * assignment.get(i)));
      }
    }
    entries.add(new ExportedProgram.Entry(row, 1));
    double cost = agent.population() * agent.socialCost().dot(assignment);
    program.addColumn(name, cost, Double.POSITIVE_INFINITY, entries);
  }

  /**
   * The selection problem after choices: how many people of each group with a common choice move
   * along their ray, or how many tasks are taken away. Its value is the change of cost against the
   * endowments.
   */
  public static ExportedProgram selection(
      Market market, List<ChoiceGroup> groups, Vector instances) {
    ExportedProgram program =
        ExportedProgram.create(
            "ex-post selection: people who move, change of social cost against the endowments");
    SelectionColumns columns = SelectionColumns.of(groups, instances);
    SelectionProblem problem = columns.problem();
    for (int i = 0; i < problem.tasks(); i++) {
      program.addRow(
          SafeName.of('t', i + 1, market.tasks().get(i).name()), problem.clearing().get(i));
    }
    Map<String, Integer> numbers = new HashMap<>();
    for (int j = 0; j < market.agents().size(); j++) {
      numbers.put(market.agents().get(j).id(), j + 1);
    }
    for (int c = 0; c < problem.size(); c++) {
      Agent agent = groups.get(columns.group(c)).agent();
      List<ExportedProgram.Entry> entries = new ArrayList<>();
      for (int i = 0; i < problem.tasks(); i++) {
        if (problem.direction(c, i) != 0) {
          entries.add(new ExportedProgram.Entry(i, problem.direction(c, i)));
        }
      }
      String name =
          SafeName.of('j', numbers.getOrDefault(agent.id(), 0), agent.id())
              + "_c"
              + (c + 1)
              + (columns.task(c) < 0 ? "" : "_t" + (columns.task(c) + 1));
      program.addColumn(name, problem.cost(c), problem.limit(c), entries);
    }
    return program;
  }
}
