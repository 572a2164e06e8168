package io.polaray.dual.oracle;

import io.polaray.market.Market;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.TypeMeasure;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.Sum;

/**
 * The oracle of a market: its agents' support functions, asked in parallel, with a pool of every
 * menu ever found. Agents that cannot be told apart are one agent of the dual; see {@link
 * AgentGroups}.
 */
public final class MarketOracle implements DualOracle {
  /** In larger markets what one bound has learned is not kept for the next. */
  private static final int REMEMBERED_AGENTS = 2_000;

  private final AgentGroups groups;
  private final DualProblem problem;
  private final List<AgentSupport> supports;
  private final List<List<MenuColumn>> pools;
  private final WorkerPool workers;
  private final long seed;
  private final AtomicLong searches = new AtomicLong();
  private final List<RecordedAnswer> answered = new ArrayList<>();
  private final Deque<RecordedAnswer> replay = new ArrayDeque<>();
  private List<List<MenuColumn>> replayPools = List.of();
  private long round;
  private long partialRound;

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

  /**
   * Goes through a history instead of searching, as long as the prices asked for are those of the
   * history. Call before the first answer.
   *
   * @throws IllegalArgumentException if the history is not of this oracle's agents
   */
  public void replay(OracleHistory history) {
    if (history.pools().size() != problem.agents()) {
      throw new IllegalArgumentException(
          "history has "
              + history.pools().size()
              + " agents; the market has "
              + problem.agents()
              + " different ones");
    }
    for (int j = 0; j < problem.agents(); j++) {
      Vector endowment = problem.endowments().get(j);
      List<MenuColumn> pool = history.pools().get(j);
      if (pool.isEmpty() || !pool.get(0).assignment().equals(endowment)) {
        throw new IllegalArgumentException(
            "history was made with another endowment for agent " + groups.representative(j).id());
      }
    }
    replay.addAll(history.answers());
    replayPools = history.pools();
  }

  /** What has been found so far. */
  public OracleHistory history() {
    return new OracleHistory(pools, answered);
  }

  /** Fits menus of a neighbouring market to this one and adds them to the pools. */
  public void adopt(WarmStart start) {
    workers.run(
        problem.agents(),
        agent -> {
          Vector weights = problem.weights(agent, start.prices());
          String id = groups.representative(agent).id();
          for (List<Vector> directions : start.directions(id)) {
            supports.get(agent).fit(directions, weights).ifPresent(pools.get(agent)::add);
          }
        });
  }

  @Override
  public OracleAnswer answer(
      Vector prices, IntFunction<SearchEffort> effort, BooleanSupplier stop) {
    return answer(prices, effort, agent -> true, stop);
  }

  /**
   * As {@link #answer(Vector, IntFunction, BooleanSupplier)}, with a search for chosen agents
   * alone; the others answer from known points.
   */
  public OracleAnswer answer(
      Vector prices, IntFunction<SearchEffort> effort, IntPredicate chosen, BooleanSupplier stop) {
    round++;
    searches.addAndGet(IntStream.range(0, problem.agents()).filter(chosen).count());
    RecordedAnswer recorded = replay.poll();
    if (recorded != null && recorded.prices().equals(prices)) {
      return repeat(recorded);
    }
    replay.clear();
    OracleAnswer answer = search(prices, effort, chosen, stop);
    if (!stop.getAsBoolean()) {
      record(answer);
    }
    return answer;
  }

  /** The largest number of points known for one agent. */
  public int mostColumns() {
    return pools.stream().mapToInt(List::size).max().orElse(0);
  }

  /** The k-th known point of every agent, or the endowment where there is none, at some prices. */
  public OracleAnswer known(Vector prices, int k) {
    return answerWith(prices, agent -> k < pools.get(agent).size() ? k : 0);
  }

  private OracleAnswer repeat(RecordedAnswer recorded) {
    for (int j = 0; j < problem.agents(); j++) {
      List<MenuColumn> pool = pools.get(j);
      while (pool.size() < recorded.known(j)) {
        pool.add(replayPools.get(j).get(pool.size()));
      }
    }
    answered.add(recorded);
    return answerWith(recorded.prices(), recorded::column);
  }

  private void record(OracleAnswer answer) {
    int[] columns = new int[problem.agents()];
    int[] known = new int[problem.agents()];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = answer.column(j);
      known[j] = pools.get(j).size();
    }
    answered.add(RecordedAnswer.of(answer.prices(), columns, known));
  }

  private OracleAnswer search(
      Vector prices, IntFunction<SearchEffort> effort, IntPredicate chosen, BooleanSupplier stop) {
    return forAll(
        prices,
        (agent, weights) -> {
          if (chosen.test(agent) && !stop.getAsBoolean()) {
            search(agent, weights, effort.apply(agent), round);
          }
        });
  }

  /** Whether searches find maximisers, up to rounding. */
  public boolean isExact() {
    return supports.stream().allMatch(AgentSupport::isExact);
  }

  /**
   * The instances left over by maximisers at some prices, {@code n - sum_j m_j x_j}: a
   * supergradient of the dual. Known points are neither used nor added.
   */
  public Vector excess(Vector prices) {
    Vector[] points = new Vector[problem.agents()];
    workers.run(
        points.length,
        agent -> {
          Vector weights = problem.weights(agent, prices);
          points[agent] =
              supports
                  .get(agent)
                  .search(weights, List.of(), SearchEffort.COLD, stream(agent, 0))
                  .assignment();
        });
    double[] excess = new double[problem.tasks()];
    for (int i = 0; i < excess.length; i++) {
      Sum sum = Sum.of(problem.instances().get(i));
      for (int j = 0; j < points.length; j++) {
        sum.addProduct(-problem.populations().get(j), points[j].get(i));
      }
      excess[i] = sum.getAsDouble();
    }
    return Vector.of(excess);
  }

  private void search(int agent, Vector weights, SearchEffort effort, long number) {
    List<MenuColumn> pool = List.copyOf(pools.get(agent));
    MenuColumn found = supports.get(agent).search(weights, pool, effort, stream(agent, number));
    adopt(agent, found, weights);
  }

  /**
   * The market of a part of the agents, whose points become known to this oracle. Its answers are
   * not part of the history.
   *
   * @param agents increasing numbers
   */
  public DualOracle part(int[] agents) {
    return part(agents, Vector.zeros(problem.tasks()));
  }

  /** The same with more instances, or fewer. */
  public DualOracle part(int[] agents, Vector more) {
    return PartialOracle.of(this, agents.clone(), more);
  }

  /** The answers of some agents. */
  OracleAnswer answerOf(
      int[] agents, Vector prices, IntFunction<SearchEffort> effort, BooleanSupplier stop) {
    partialRound--;
    searches.addAndGet(agents.length);
    workers.run(
        agents.length,
        k -> {
          if (!stop.getAsBoolean()) {
            Vector weights = problem.weights(agents[k], prices);
            search(agents[k], weights, effort.apply(k), partialRound);
          }
        });
    return rescoreOf(agents, prices);
  }

  /** The best known points of some agents. */
  OracleAnswer rescoreOf(int[] agents, Vector prices) {
    return answerWith(
        agents, prices, k -> best(pools.get(agents[k]), problem.weights(agents[k], prices)));
  }

  @Override
  public OracleAnswer rescore(Vector prices) {
    return forAll(prices, (agent, weights) -> {});
  }

  private OracleAnswer forAll(Vector prices, AgentWork work) {
    int[] columns = new int[problem.agents()];
    workers.run(
        columns.length,
        agent -> {
          Vector weights = problem.weights(agent, prices);
          work.run(agent, weights);
          columns[agent] = best(pools.get(agent), weights);
        });
    return answerWith(prices, agent -> columns[agent]);
  }

  private OracleAnswer answerWith(Vector prices, IntUnaryOperator column) {
    return answerWith(IntStream.range(0, problem.agents()).toArray(), prices, column);
  }

  private OracleAnswer answerWith(int[] agents, Vector prices, IntUnaryOperator column) {
    int tasks = problem.tasks();
    int[] columns = new int[agents.length];
    double[] values = new double[agents.length];
    double[] assignments = new double[agents.length * tasks];
    for (int k = 0; k < agents.length; k++) {
      columns[k] = column.applyAsInt(k);
      MenuColumn menu = pools.get(agents[k]).get(columns[k]);
      values[k] = menu.value(problem.weights(agents[k], prices));
      menu.assignment().copyTo(assignments, k * tasks);
    }
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
    return SearchStreams.of(seed, groups.representative(agent).id(), number);
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
    if (problem.agents() > REMEMBERED_AGENTS) {
      supports.get(agent).forget();
    }
    return bound;
  }

  /** A support function like an agent's that has learned nothing; see {@link AgentSupport}. */
  public Optional<AgentSupport> unused(int agent) {
    return supports.get(agent).unused();
  }

  @Override
  public boolean isDear() {
    return true;
  }

  @Override
  public long nominalNanos(int agent) {
    return supports.get(agent).nominalNanos();
  }

  /** Work on one agent at its weights. */
  @FunctionalInterface
  private interface AgentWork {
    void run(int agent, Vector weights);
  }
}
