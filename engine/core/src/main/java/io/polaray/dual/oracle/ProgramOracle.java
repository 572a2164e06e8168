package io.polaray.dual.oracle;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** The oracle of a market in which each agent's set is given by a program. */
public final class ProgramOracle implements DualOracle {
  private final DualProblem problem;
  private final List<? extends AgentProgram> programs;
  private final List<List<Vector>> pools = new ArrayList<>();
  private final WorkerPool workers;

  private ProgramOracle(Market market, List<? extends AgentProgram> programs, WorkerPool workers) {
    this.programs = programs;
    this.workers = workers;
    List<Agent> agents = market.agents();
    double[] populations = agents.stream().mapToDouble(Agent::population).toArray();
    problem =
        new DualProblem(
            market.instances(),
            agents.stream().map(Agent::socialCost).toList(),
            agents.stream().map(Agent::endowment).toList(),
            Vector.of(populations));
    for (AgentProgram program : programs) {
      pools.add(new ArrayList<>(List.of(program.endowment())));
    }
  }

  /**
   * An oracle for a market.
   *
   * @param programs one for each agent, in the market's order
   */
  public static ProgramOracle of(
      Market market, List<? extends AgentProgram> programs, WorkerPool workers) {
    if (programs.size() != market.agents().size()) {
      throw new IllegalArgumentException(
          "programs has "
              + programs.size()
              + " entries; it must have one for each of "
              + market.agents().size()
              + " agents");
    }
    return new ProgramOracle(market, List.copyOf(programs), workers);
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
            pools.get(j).add(programs.get(j).point(problem.weights(j, prices)));
          }
        });
    return rescore(prices);
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
    return programs
        .get(agent)
        .upperBound(problem.weights(agent, prices), lowerValue, relativeGap, budget);
  }
}
