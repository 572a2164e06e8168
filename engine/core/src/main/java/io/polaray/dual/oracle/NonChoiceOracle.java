package io.polaray.dual.oracle;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.FinitePreferences;
import io.polaray.support.BoundKind;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * The oracle of the best mechanism without choice (paper, section 2): agent j gets one assignment
 * that every type of the box [lo_j, hi_j] accepts,
 *
 * <pre>
 *   F_j = {z >= 0 : c . z &lt;= beta_j c . sigma_j for all c in the box}
 *   S_j(w) = beta_j sum_i sigma_j(i) max(w_i, lo_j(i) r),   r = max(0, max_i w_i / hi_j(i))
 * </pre>
 *
 * <p>Where an agent has finitely many types, only those must accept, and both come from a linear
 * program with a row for each type that binds.
 *
 * <p>A unit of task i kept is worth w_i. Shed, it frees lo_j(i) units of the worst type's burden,
 * which buys r each when spent on the task with the best ratio of weight to largest cost.
 */
public final class NonChoiceOracle implements DualOracle {
  private static final int BLOCK = 64;
  private static final double ROUND_UP = 0x1p-46;

  private final DualProblem problem;
  private final List<Agent> agents;
  private final WorkerPool workers;
  private final List<List<Vector>> pools = new ArrayList<>();
  private final List<Optional<TypeConstraints>> finite = new ArrayList<>();

  private NonChoiceOracle(Market market, WorkerPool workers) {
    this.agents = market.agents();
    this.workers = workers;
    List<Vector> socialCosts = new ArrayList<>();
    List<Vector> statusQuo = new ArrayList<>();
    double[] populations = new double[agents.size()];
    for (int j = 0; j < populations.length; j++) {
      Agent agent = agents.get(j);
      socialCosts.add(agent.socialCost());
      statusQuo.add(agent.statusQuo());
      populations[j] = agent.population();
      pools.add(new ArrayList<>(List.of(agent.statusQuo())));
      finite.add(
          agent.preferences() instanceof FinitePreferences types
              ? Optional.of(new TypeConstraints(agent, types.types()))
              : Optional.empty());
    }
    this.problem =
        new DualProblem(market.instances(), socialCosts, statusQuo, Vector.of(populations));
  }

  /** An oracle for a market; agents without finitely many types have whole boxes of them. */
  public static NonChoiceOracle of(Market market, WorkerPool workers) {
    return new NonChoiceOracle(market, workers);
  }

  @Override
  public DualProblem problem() {
    return problem;
  }

  @Override
  public OracleAnswer answer(
      Vector prices, IntFunction<SearchEffort> effort, BooleanSupplier stop) {
    int count = agents.size();
    int tasks = problem.tasks();
    int[] columns = new int[count];
    double[] values = new double[count];
    double[] assignments = new double[count * tasks];
    workers.run(
        (count + BLOCK - 1) / BLOCK,
        block -> {
          for (int j = block * BLOCK; j < Math.min(count, (block + 1) * BLOCK); j++) {
            Vector weights = problem.weights(j, prices);
            columns[j] = number(j, maximiser(j, weights));
            Vector point = pools.get(j).get(columns[j]);
            values[j] = weights.dot(point);
            point.copyTo(assignments, j * tasks);
          }
        });
    return OracleAnswer.of(prices, columns, values, assignments);
  }

  /** The best ratio of weight to largest cost, at least 0. */
  private static double rate(Agent agent, Vector weights) {
    double rate = 0;
    Vector upper = agent.preferences().upper();
    for (int i = 0; i < weights.size(); i++) {
      rate = Math.max(rate, weights.get(i) / upper.get(i));
    }
    return rate;
  }

  private Vector maximiser(int position, Vector weights) {
    Agent agent = agents.get(position);
    return finite
        .get(position)
        .map(constraints -> constraints.maximiser(weights))
        .orElseGet(() -> boxMaximiser(agent, weights));
  }

  private static Vector boxMaximiser(Agent agent, Vector weights) {
    Vector lower = agent.preferences().lower();
    Vector upper = agent.preferences().upper();
    double rate = rate(agent, weights);
    double[] point = new double[weights.size()];
    double freed = 0;
    int taken = -1;
    for (int i = 0; i < point.length; i++) {
      double own = agent.slack() * agent.statusQuo().get(i);
      if (weights.get(i) < lower.get(i) * rate || weights.get(i) <= 0) {
        freed += lower.get(i) * own;
      } else {
        point[i] = own;
      }
      if (rate > 0 && taken < 0 && weights.get(i) / upper.get(i) >= rate) {
        taken = i;
      }
    }
    if (taken >= 0) {
      point[taken] += freed / upper.get(taken);
    }
    return Vector.of(point);
  }

  private int number(int agent, Vector point) {
    List<Vector> pool = pools.get(agent);
    for (int k = pool.size() - 1; k >= 0; k--) {
      if (pool.get(k).equals(point)) {
        return k;
      }
    }
    pool.add(point);
    return pool.size() - 1;
  }

  @Override
  public OracleAnswer rescore(Vector prices) {
    return answer(prices, agent -> SearchEffort.WARM, () -> false);
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
    Agent owner = agents.get(agent);
    Vector weights = problem.weights(agent, prices);
    if (finite.get(agent).isPresent()) {
      TypeConstraints constraints = finite.get(agent).get();
      constraints.maximiser(weights);
      return new UpperBound(constraints.bound(), BoundKind.CERTIFIED, "linear-program");
    }
    double rate = rate(owner, weights);
    double value = 0;
    double magnitude = 0;
    for (int i = 0; i < weights.size(); i++) {
      double unit = Math.max(weights.get(i), owner.preferences().lower().get(i) * rate);
      value += owner.slack() * owner.statusQuo().get(i) * unit;
      magnitude += owner.slack() * owner.statusQuo().get(i) * Math.abs(unit);
    }
    return new UpperBound(value + ROUND_UP * magnitude, BoundKind.CERTIFIED, "closed-form");
  }
}
