package io.polaray.dual.oracle;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.TypeSample;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.FullInformationBound;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * The oracle of a designer who sees every type: type c of agent j is given any assignment that it
 * finds no worse than the endowment,
 *
 * <pre>
 *   S_j(w) = E[(c . eta_j) max_i max(w_i, 0) / c(i)]
 * </pre>
 *
 * <p>Points are those of the problem's sample of types, upper bounds those of its measure. The two
 * agree when the measure is the sample.
 */
public final class FullInformationOracle implements DualOracle {
  private final DualProblem problem;
  private final List<SupportProblem> supports;
  private final List<BoundSession> bounds = new ArrayList<>();
  private final List<List<Vector>> pools = new ArrayList<>();
  private final WorkerPool workers;

  private FullInformationOracle(Market market, List<SupportProblem> supports, WorkerPool workers) {
    this.supports = supports;
    this.workers = workers;
    List<Agent> agents = market.agents();
    double[] populations = agents.stream().mapToDouble(Agent::population).toArray();
    problem =
        new DualProblem(
            market.instances(),
            agents.stream().map(Agent::socialCost).toList(),
            agents.stream().map(Agent::endowment).toList(),
            Vector.of(populations));
    FullInformationBound bound = new FullInformationBound();
    for (SupportProblem support : supports) {
      bounds.add(bound.open(support));
      pools.add(new ArrayList<>(List.of(support.endowment())));
    }
  }

  /**
   * An oracle for a market.
   *
   * @param supports one problem for each agent, in the market's order
   */
  public static FullInformationOracle of(
      Market market, List<SupportProblem> supports, WorkerPool workers) {
    if (supports.size() != market.agents().size()) {
      throw new IllegalArgumentException(
          "supports has "
              + supports.size()
              + " entries; it must have one for each of "
              + market.agents().size()
              + " agents");
    }
    return new FullInformationOracle(market, List.copyOf(supports), workers);
  }

  @Override
  public DualProblem problem() {
    return problem;
  }

  @Override
  public OracleAnswer answer(
      Vector prices, IntFunction<SearchEffort> effort, BooleanSupplier stop) {
    workers.run(
        problem.agents(),
        j -> {
          if (!stop.getAsBoolean()) {
            pools.get(j).add(maximiser(supports.get(j), problem.weights(j, prices)));
          }
        });
    return rescore(prices);
  }

  /** Every type does the task with the best ratio of weight to cost, the first one on a tie. */
  private static Vector maximiser(SupportProblem support, Vector weights) {
    TypeSample sample = support.sample();
    int tasks = sample.tasks();
    double[] point = new double[tasks];
    for (int m = 0; m < sample.types(); m++) {
      double burden = 0;
      double best = 0;
      int chosen = -1;
      for (int i = 0; i < tasks; i++) {
        double cost = sample.cost(m, i);
        burden += cost * support.endowment().get(i);
        if (weights.get(i) > best * cost) {
          best = weights.get(i) / cost;
          chosen = i;
        }
      }
      if (chosen >= 0) {
        point[chosen] += sample.weight(m) * burden / sample.cost(m, chosen);
      }
    }
    return Vector.of(point);
  }

  @Override
  public OracleAnswer rescore(Vector prices) {
    int agents = problem.agents();
    int tasks = problem.tasks();
    int[] columns = new int[agents];
    double[] values = new double[agents];
    double[] assignments = new double[agents * tasks];
    for (int j = 0; j < agents; j++) {
      Vector weights = problem.weights(j, prices);
      List<Vector> pool = pools.get(j);
      values[j] = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < pool.size(); k++) {
        double value = weights.dot(pool.get(k));
        if (value > values[j]) {
          values[j] = value;
          columns[j] = k;
        }
      }
      pool.get(columns[j]).copyTo(assignments, j * tasks);
    }
    return OracleAnswer.of(prices, columns, values, assignments);
  }

  @Override
  public Vector column(int agent, int column) {
    return pools.get(agent).get(column);
  }

  @Override
  public int columns(int agent) {
    return pools.get(agent).size();
  }

  @Override
  public UpperBound upperBound(
      int agent, Vector prices, double lowerValue, double relativeGap, WorkBudget budget) {
    return bounds
        .get(agent)
        .upperBound(problem.weights(agent, prices), lowerValue, relativeGap, budget);
  }
}
