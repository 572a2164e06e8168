package io.polaray.app.design;

import io.polaray.app.text.CsvTable;
import io.polaray.dual.AgentDesign;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.market.Agent;
import io.polaray.market.Task;
import io.polaray.menu.Menu;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The tidy CSV tables beside a design file: one observation a row, names and ids as in the market.
 */
public final class DesignTables {
  private final LargeMarketDesign design;
  private final List<Task> tasks;

  private DesignTables(LargeMarketDesign design) {
    this.design = design;
    this.tasks = design.market().tasks();
  }

  /** The tables of a design. */
  public static DesignTables of(LargeMarketDesign design) {
    return new DesignTables(design);
  }

  /** Whether an agent may end up with another assignment than its endowment. */
  public static boolean trades(AgentDesign agent) {
    return agent.lottery().stream().anyMatch(entry -> moves(entry.column()));
  }

  private static boolean moves(MenuColumn column) {
    return column.menu() instanceof Menu.Remedial
        || column.choices().stream().anyMatch(choice -> choice.taken() && choice.probability() > 0);
  }

  /** One row a task: its price and the instances to be done. */
  public void prices(OutputStream out) throws IOException {
    CsvTable table = CsvTable.of(out, "task", "price", "low", "high", "instances");
    for (int i = 0; i < tasks.size(); i++) {
      double price = design.taskPrices().get(i);
      boolean known = !design.priceRanges().isEmpty();
      table
          .cell(tasks.get(i).name())
          .cell(price)
          .cell(known ? design.priceRanges().get(i).low() : price)
          .cell(known ? design.priceRanges().get(i).high() : price)
          .cell(design.market().instances().get(i))
          .endRow();
    }
    table.finish();
  }

  /** One row an agent: population and costs of the whole group. */
  public void agents(OutputStream out) throws IOException {
    CsvTable table =
        CsvTable.of(
            out, "agent", "population", "statusQuoCost", "designCost", "saving", "trades", "menus");
    for (AgentDesign entry : design.agents()) {
      Agent agent = entry.agent();
      double before = agent.population() * agent.socialCost().dot(agent.statusQuo());
      double after = agent.population() * agent.socialCost().dot(entry.expectedAssignment());
      table
          .cell(agent.id())
          .cell(agent.population())
          .cell(before)
          .cell(after)
          .cell(before - after)
          .cell(trades(entry))
          .cell(entry.lottery().size())
          .endRow();
    }
    table.finish();
  }

  /** One row a menu of an agent's lottery. */
  public void menus(OutputStream out) throws IOException {
    CsvTable table = CsvTable.of(out, "agent", "menu", "probability", "kind", "rays");
    for (AgentDesign agent : design.agents()) {
      for (int k = 0; k < agent.lottery().size(); k++) {
        LotteryEntry entry = agent.lottery().get(k);
        table
            .cell(agent.agent().id())
            .cell(k + 1)
            .cell(entry.probability())
            .cell(MenuJson.kind(entry.column().menu()))
            .cell(entry.column().choices().size())
            .endRow();
      }
    }
    table.finish();
  }

  /** One row a task of a ray of a menu. */
  public void rays(OutputStream out) throws IOException {
    CsvTable table =
        CsvTable.of(out, "agent", "menu", "ray", "choiceProbability", "taken", "task", "direction");
    for (AgentDesign agent : design.agents()) {
      for (int k = 0; k < agent.lottery().size(); k++) {
        List<RayChoice> choices = agent.lottery().get(k).column().choices();
        for (int r = 0; r < choices.size(); r++) {
          Vector direction = choices.get(r).ray().direction();
          for (int i = 0; i < tasks.size(); i++) {
            table
                .cell(agent.agent().id())
                .cell(k + 1)
                .cell(r + 1)
                .cell(choices.get(r).probability())
                .cell(choices.get(r).taken())
                .cell(tasks.get(i).name())
                .cell(direction.get(i))
                .endRow();
          }
        }
      }
    }
    table.finish();
  }

  /** One row an agent and task: a member's status quo and expected assignment. */
  public void assignment(OutputStream out) throws IOException {
    CsvTable table = CsvTable.of(out, "agent", "task", "statusQuo", "endowment", "expected");
    for (AgentDesign entry : design.agents()) {
      Agent agent = entry.agent();
      for (int i = 0; i < tasks.size(); i++) {
        table
            .cell(agent.id())
            .cell(tasks.get(i).name())
            .cell(agent.statusQuo().get(i))
            .cell(agent.endowment().get(i))
            .cell(entry.expectedAssignment().get(i))
            .endRow();
      }
    }
    table.finish();
  }
}
