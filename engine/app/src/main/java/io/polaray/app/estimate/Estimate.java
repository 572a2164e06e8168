package io.polaray.app.estimate;

import io.polaray.app.marketfile.Decimals;
import io.polaray.app.marketfile.MarketStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.commons.numbers.core.Sum;

/**
 * Cells and what was made of them.
 *
 * @param table counts and means
 * @param components one a task
 * @param cells one list an agent, one cell a task
 */
record Estimate(CellTable table, List<TaskVariance> components, List<List<ShrunkCell>> cells) {
  Estimate {
    components = List.copyOf(components);
    cells = List.copyOf(cells);
  }

  /** Writes the market: sigma is the number of cases, pi the shrunken cost. */
  void write(OutputStream stream, String name, String preferences) throws IOException {
    int tasks = table.tasks().size();
    double[] cost = new double[tasks];
    double[] cases = new double[tasks];
    MarketStream out = new MarketStream(stream, name, table.tasks(), preferences);
    for (int j = 0; j < table.agents().size(); j++) {
      for (int i = 0; i < tasks; i++) {
        cost[i] = cells.get(j).get(i).socialCost();
        cases[i] = table.cell(j, i).cases();
      }
      out.agent(table.agents().get(j), cost, cases);
    }
    out.finish();
  }

  /** Cost of the status quo at the costs the market file holds. */
  double statusQuoCost() {
    Sum sum = Sum.create();
    for (int j = 0; j < table.agents().size(); j++) {
      for (int i = 0; i < table.tasks().size(); i++) {
        sum.addProduct(
            (double) table.cell(j, i).cases(), Decimals.round(cells.get(j).get(i).socialCost()));
      }
    }
    return sum.getAsDouble();
  }

  double minWeight(int task) {
    return cells.stream().mapToDouble(row -> row.get(task).weight()).min().orElse(0);
  }

  double maxWeight(int task) {
    return cells.stream().mapToDouble(row -> row.get(task).weight()).max().orElse(0);
  }
}
