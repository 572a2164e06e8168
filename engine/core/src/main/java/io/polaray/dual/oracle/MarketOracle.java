package io.polaray.dual.oracle;

import io.polaray.market.Market;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * The oracle of a market: its agents' support functions, asked in parallel, with a pool of every
 * menu ever found. Agents that cannot be told apart are one agent of the dual; see {@link
 * AgentGroups}.
 */
public final class MarketOracle implements DualOracle {
  private final AgentGroups groups;
  private final DualProblem problem;
  private final List<AgentSupport> supports;
  private final List<List<MenuColumn>> pools;
  private final WorkerPool workers;
  private final long seed;
  private final AtomicLong searches = new AtomicLong();
  private long round;

  private MarketOracle(
      AgentGroups groups, List<AgentSupport> supports, long seed, WorkerPool workers) {
    this.groups = groups;
    this.problem = groups.problem();
    this.supports = supports;
    this.workers = workers;
    this.seed = seed;
    this.pools = new ArrayList<>();
    for (Vector endowment : problem.endowments()) {
      pools.add(new ArrayList<>(List.of(MenuColumn.statusQuo(endowment))));
    }
  }

  /**
   * An oracle for a market.
   *
   * @param supports opens the support functions
   * @param types types of a sample where no exact measure exists
   * @param seed all randomness is derived from it and from the agents' ids
   * @param workers run the agents' searches
   */
  public static MarketOracle of(
      Market market, AgentSupports supports, int types, long seed, WorkerPool workers) {
    AgentGroups groups = AgentGroups.of(market);
    List<AgentSupport> all = supports.open(market, types, seed);
    List<AgentSupport> own = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      own.add(all.get(groups.position(g)));
    }
    return new MarketOracle(groups, own, seed, workers);
  }

  /** The groups that are this oracle's agents. */
  public AgentGroups groups() {
    return groups;
  }

  /** The measure menus are valued under: a sample if any agent's is. */
  public TypeMeasure.Kind measure() {
    return supports.stream().anyMatch(s -> s.measure() == TypeMeasure.Kind.SAMPLE)
        ? TypeMeasure.Kind.SAMPLE
        : TypeMeasure.Kind.EXACT;
  }

  /** Support searches so far. */
  public long searches() {
    return searches.get();
  }

  @Override
  public DualProblem problem() {
    return problem;
  }

  @Override
  public OracleAnswer answer(
      Vector prices, IntFunction<SearchEffort> effort, BooleanSupplier stop) {
    round++;
    return forAll(
        prices,
        (agent, weights) -> {
          if (stop.getAsBoolean()) {
            return;
          }
          searches.incrementAndGet();
          MenuColumn found =
              supports
                  .get(agent)
                  .search(
                      weights,
                      List.copyOf(pools.get(agent)),
                      effort.apply(agent),
                      stream(agent, round));
          adopt(agent, found, weights);
        });
  }

  @Override
  public OracleAnswer rescore(Vector prices) {
    return forAll(prices, (agent, weights) -> {});
  }

  private OracleAnswer forAll(Vector prices, AgentWork work) {
    int agents = problem.agents();
    int tasks = problem.tasks();
    int[] columns = new int[agents];
    double[] values = new double[agents];
    double[] assignments = new double[agents * tasks];
    workers.run(
        agents,
        agent -> {
          Vector weights = problem.weights(agent, prices);
          work.run(agent, weights);
          List<MenuColumn> pool = pools.get(agent);
          int best = best(pool, weights);
          columns[agent] = best;
          values[agent] = pool.get(best).value(weights);
          pool.get(best).assignment().copyTo(assignments, agent * tasks);
        });
    return OracleAnswer.of(prices, columns, values, assignments);
  }

  private static int best(List<MenuColumn> pool, Vector weights) {
    int best = 0;
    double bestValue = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < pool.size(); k++) {
      double value = pool.get(k).value(weights);
      if (value > bestValue) {
        bestValue = value;
        best = k;
      }
    }
    return best;
  }

  /** Keeps a column if it beats all known ones at the weights. */
  private void adopt(int agent, MenuColumn column, Vector weights) {
    List<MenuColumn> pool = pools.get(agent);
    if (column.value(weights) > pool.get(best(pool, weights)).value(weights)) {
      pool.add(column);
    }
  }

  private long stream(int agent, long number) {
    long hash = 0xcbf29ce484222325L;
    String id = groups.representative(agent).id();
    for (int k = 0; k < id.length(); k++) {
      hash = (hash ^ id.charAt(k)) * 0x100000001b3L;
    }
    long mixed = hash + 0x9e3779b97f4a7c15L * (seed + 0x632be59bd9b4e019L * number);
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  @Override
  public Vector column(int agent, int column) {
    return pools.get(agent).get(column).assignment();
  }

  /** The menu behind agent j's point with the given number. */
  public MenuColumn menu(int agent, int column) {
    return pools.get(agent).get(column);
  }

  @Override
  public int columns(int agent) {
    return pools.get(agent).size();
  }

  @Override
  public UpperBound upperBound(
      int agent, Vector prices, double lowerValue, double relativeGap, WorkBudget budget) {
    Vector weights = problem.weights(agent, prices);
    UpperBound bound = supports.get(agent).upperBound(weights, lowerValue, relativeGap, budget);
    Optional<MenuColumn> incumbent = supports.get(agent).incumbent(weights);
    if (incumbent.isPresent()) {
      adopt(agent, incumbent.get(), weights);
    }
    return bound;
  }

  /** Work on one agent at its weights. */
  @FunctionalInterface
  private interface AgentWork {
    void run(int agent, Vector weights);
  }
}
