package io.polaray.dual;

import io.polaray.dual.master.PriceLine;
import io.polaray.dual.master.PriceScale;
import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.method.DualMethod;
import io.polaray.dual.method.ProximalBundle;
import io.polaray.dual.oracle.DualProblem;
import io.polaray.dual.oracle.MarketOracle;
import io.polaray.dual.oracle.OracleAnswer;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.BoundKind;
import io.polaray.support.SearchEffort;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One run of {@link LargeMarketSolver}: its phases and what they have found. */
final class MarketSolve {
  /*
   * The search stops at a share of the requested gap, so that the bounds may err by the rest.
   * Exact support functions are searched to a coarse gap only, then their prices are sharpened,
   * which closes it if the dual is smooth; if it stays open the search goes on. When the loop has
   * converged all agents are searched cold at the best prices; if that lowers the dual estimate by
   * a noticeable part of the gap, the loop goes on with the new columns, and likewise when the
   * bounds have met better menus than the searches. Where agents are many, a part of them is
   * searched cold first, and the rest only if what the part gains, times the number of parts, is
   * noticeable.
   */
  private static final double SEARCH_SHARE = 0.25;
  private static final double NOTICEABLE_SHARE = 0.1;
  private static final double UNNOTICED_SHARE = 0.01;
  private static final double ENCLOSING_STEP = 0x1p-14;
  private static final double POLISHED_GAP = 1e-5;
  private static final int MAX_CYCLES = 12;

  private final Market market;
  private final SolveOptions options;
  private final MarketOracle oracle;
  private final DualProblem problem;
  private final WorkerPool workers;
  private final ProgressListener listener;
  private final BooleanSupplier stopSignal;
  private final DualLoop loop;
  private final SearchSchedule schedule;
  private final BoundPhase bounds;
  private final TimeShares times;
  private final long startNanos;
  private final double infeasibleAbove;
  private @Nullable Vector coldPrices;
  private int coldAgents;
  private @Nullable Vector polished;
  private double polishedValue;
  private double searchedGap;
  private boolean infeasible;
  private boolean converged;
  private boolean stopped;
  private int cycles;

  MarketSolve(
      Market market,
      SolveOptions options,
      SolveStart start,
      MarketOracle oracle,
      DualMethod method,
      WorkerPool workers,
      ProgressListener listener,
      StopSignal stop) {
    this.startNanos = System.nanoTime();
    this.market = market;
    this.options = options;
    this.oracle = oracle;
    this.problem = oracle.problem();
    this.workers = workers;
    this.listener = listener;
    this.stopSignal = stop::stopRequested;
    this.times = new TimeShares(options.timeLimit());
    double magnitude = Math.max(Math.abs(problem.endowmentCost()), 1e-9);
    this.loop = open(start, method, SEARCH_SHARE * options.relativeGap() * magnitude);
    this.schedule = new SearchSchedule(problem.agents(), options.relativeGap());
    this.bounds =
        new BoundPhase(
            oracle,
            workers,
            options.certifyTime().toNanos(),
            startNanos + times.boundNanos(),
            stopSignal);
    this.infeasibleAbove = worstCost(problem);
    report('P');
  }

  private DualLoop open(SolveStart start, DualMethod method, double absoluteTolerance) {
    start.warmStart().ifPresent(oracle::adopt);
    start.history().ifPresent(oracle::replay);
    if (start.warmStart().isEmpty()) {
      if (method instanceof ProximalBundle bundle) {
        return PilotPrices.of(oracle, workers, () -> searchIsOver())
            .map(pilot -> pilot.open(bundle, absoluteTolerance))
            .orElseGet(() -> DualLoop.of(oracle, bundle, absoluteTolerance));
      }
      return DualLoop.of(oracle, method, absoluteTolerance);
    }
    Vector prices = start.warmStart().get().prices();
    if (oracle.isExact()) {
      prices = sharpened(prices);
    }
    DualLoop opened = DualLoop.of(oracle, method, prices, absoluteTolerance);
    for (int k = 1; k < oracle.mostColumns(); k++) {
      opened.columns().add(oracle.known(prices, k));
    }
    return opened;
  }

  /** {@code sum_i n(i) max_j pi_j(i)}: no market-clearing assignment costs more. */
  private static double worstCost(DualProblem problem) {
    double sum = 0;
    for (int i = 0; i < problem.tasks(); i++) {
      double most = Double.NEGATIVE_INFINITY;
      for (Vector pi : problem.socialCosts()) {
        most = Math.max(most, pi.get(i));
      }
      sum += problem.instances().get(i) * most;
    }
    return sum + 1e-9 * Math.abs(sum);
  }

  private boolean searchIsOver() {
    return stopSignal.getAsBoolean() || seconds() >= times.searchSeconds();
  }

  private double seconds() {
    return (System.nanoTime() - startNanos) * 1e-9;
  }

  /** Rounds of warm searches until design cost and dual estimate meet. */
  void search() {
    int round = loop.rounds();
    searchedGap = SEARCH_SHARE * options.relativeGap();
    if (oracle.isExact() && cycles == 0) {
      searchedGap = Math.max(searchedGap, POLISHED_GAP);
    }
    converged =
        loop.run(
            searchedGap,
            options.maxRounds(),
            schedule::effort,
            () -> infeasible || searchIsOver(),
            (event, state) -> {
              infeasible = state.session().dualEstimate() > infeasibleAbove;
              schedule.observe(state);
              report(event);
              if (state.rounds() > 1) {
                times.measure(oracle, state.session().bestPrices(), workers);
              }
            });
    stopped = !converged || (loop.rounds() == round && cycles > 0);
    cycles++;
  }

  /** Searches all agents cold at the best prices; whether that is worth more rounds. */
  boolean improvesCold() {
    if (stopped) {
      return false;
    }
    if (oracle.isExact()) {
      return needsMoreThanPolish();
    }
    double before = loop.session().dualEstimate();
    Vector prices = loop.session().bestPrices();
    if (schedule.isSampled()) {
      loop.columns().add(cold(prices, schedule.nextPart()));
      report('c');
      double expected = schedule.parts() * (before - loop.session().dualEstimate());
      if (!noticeable(expected * NOTICEABLE_SHARE / SEARCH_SHARE)) {
        return false;
      }
    }
    loop.columns().add(cold(prices, agent -> true));
    report('C');
    return noticeable(before - loop.session().dualEstimate());
  }

  private OracleAnswer cold(Vector prices, IntPredicate chosen) {
    OracleAnswer answer =
        oracle.answer(prices, agent -> SearchEffort.COLD, chosen, () -> searchIsOver());
    boolean whole = !searchIsOver();
    coldPrices = prices;
    coldAgents = whole ? (int) IntStream.range(0, problem.agents()).filter(chosen).count() : 0;
    return answer;
  }

  private SearchCoverage coverage() {
    boolean exact = oracle.isExact() && polished == null && loop.rounds() > 0;
    boolean searched = coldPrices != null && loop.rounds() > 0 && coldPrices.equals(prices());
    int cold = exact ? problem.agents() : searched ? coldAgents : 0;
    return new SearchCoverage(cold, problem.agents());
  }

  private boolean noticeable(double change) {
    return cycles < MAX_CYCLES && change > NOTICEABLE_SHARE * options.relativeGap() * magnitude();
  }

  private double magnitude() {
    return Math.max(Math.abs(primalCost()), 1e-9);
  }

  /**
   * Sharpens the prices, for exact support functions. Sharper prices are kept if their dual value
   * is not visibly lower; the menus that answer them are known points from now on.
   *
   * @return whether more rounds are needed: the gap stays open and the last search did not ask for
   *     it
   */
  private boolean needsMoreThanPolish() {
    Vector sharp = sharpened(loop.session().bestPrices());
    OracleAnswer answer = cold(sharp, agent -> true);
    loop.columns().add(answer);
    loop.session().recover(false);
    polishedValue = problem.dualValue(sharp, answer.values());
    double allowed = SEARCH_SHARE * options.relativeGap() * magnitude();
    double lost = loop.session().dualEstimate() - polishedValue;
    polished = lost <= UNNOTICED_SHARE * allowed ? sharp : null;
    report('R');
    boolean open = primalCost() - dualEstimate() > allowed;
    if (open && searchedGap > SEARCH_SHARE * options.relativeGap()) {
      return true;
    }
    enclose(sharp, () -> searchIsOver());
    return false;
  }

  /** Adds the points around the prices, so that the range of each price is narrow. */
  private void enclose(Vector prices, BooleanSupplier stop) {
    PriceScale scale = loop.columns().scale();
    for (int k = 0; k < 2 * problem.tasks(); k++) {
      double[] moved = scale.scaled(prices);
      moved[k / 2] += k % 2 == 0 ? ENCLOSING_STEP : -ENCLOSING_STEP;
      Vector near = scale.prices(moved);
      loop.columns().add(oracle.answer(near, agent -> SearchEffort.COLD, stop));
    }
  }

  private Vector sharpened(Vector prices) {
    BooleanSupplier stop = () -> searchIsOver();
    PriceScale scale = PriceScale.of(problem);
    return new PricePolish(scale, problem.instances(), oracle::excess, stop).from(prices);
  }

  private double dualEstimate() {
    double best = loop.session().dualEstimate();
    return polished == null ? best : Math.max(best, polishedValue);
  }

  private Vector prices() {
    return polished == null ? loop.session().bestPrices() : polished;
  }

  /** Bounds the cost at the best prices; whether menus met on the way are worth more rounds. */
  boolean improvesByBounding() {
    if (!bounds.hasWork()) {
      return false;
    }
    double before = loop.session().dualEstimate();
    double slack = options.relativeGap() * magnitude();
    bounds.run(prices(), slack, Math.max(0, primalCost() - before));
    loop.columns().add(oracle.rescore(prices()));
    report('B');
    boolean improved = noticeable(before - loop.session().dualEstimate());
    return improved && !bounds.isQuick() && !stopped && !searchIsOver();
  }

  private LowerBound bound() {
    return bounds.best(primalCost() - options.relativeGap() * magnitude());
  }

  private double primalCost() {
    return loop.primal().map(PrimalSolution::cost).orElse(Double.POSITIVE_INFINITY);
  }

  private void report(char event) {
    double primal = primalCost();
    LowerBound bound = bound();
    double estimate = estimate(bound);
    double size = Math.max(Math.abs(primal), 1e-9);
    listener.onRound(
        new RoundReport(
            event,
            loop.rounds(),
            primal,
            estimate,
            bound.value(),
            (primal - estimate) / size,
            (primal - bound.value()) / size,
            loop.primal().map(PrimalSolution::violation).orElse(Double.NaN),
            loop.columns().size(),
            oracle.searches(),
            seconds()));
  }

  private double estimate(LowerBound bound) {
    return loop.rounds() == 0 ? bound.value() : dualEstimate();
  }

  /** The design. */
  LargeMarketDesign design() {
    DesignAssembly assembly = DesignAssembly.of(market, oracle, loop.primal());
    LowerBound bound = bound();
    double estimate = estimate(bound);
    CostSummary cost =
        new CostSummary(
            assembly.cost(),
            bound.value(),
            bound.kind(),
            bound.method(),
            estimate,
            market.statusQuoCost(),
            market.firstBestCost());
    return new LargeMarketDesign(
        market,
        status(cost, bound),
        cost,
        loop.rounds() == 0 ? loop.session().bestPrices() : prices(),
        assembly.agents(),
        assembly.maxAbsoluteResidual(),
        oracle.measure(),
        loop.rounds(),
        bound.prices(),
        priceRanges(),
        coverage(),
        bounds.isCut());
  }

  private List<PriceRange> priceRanges() {
    if (loop.rounds() == 0) {
      return List.of();
    }
    Vector prices = prices();
    PriceLine line = PriceLine.through(loop.columns(), prices);
    PriceScale scale = loop.columns().scale();
    double here = loop.columns().cost(loop.columns().model(scale.scaled(prices)));
    double level = polished == null ? loop.session().dualEstimate() : here;
    PriceRange[] ranges = new PriceRange[prices.size()];
    workers.run(
        ranges.length,
        i ->
            ranges[i] =
                new PriceRange(
                    prices.get(i) - line.reach(i, level, -1),
                    prices.get(i) + line.reach(i, level, 1)));
    return List.of(ranges);
  }

  private TerminationStatus status(CostSummary cost, LowerBound bound) {
    if (bound.value() > infeasibleAbove || loop.primal().isEmpty()) {
      return bound.value() > infeasibleAbove
          ? TerminationStatus.INFEASIBLE
          : limitStatus(TerminationStatus.NUMERICAL_ERROR);
    }
    if (cost.relativeGap() <= options.relativeGap() && bound.kind() == BoundKind.CERTIFIED) {
      return TerminationStatus.OPTIMAL;
    }
    if (stopSignal.getAsBoolean()) {
      return TerminationStatus.INTERRUPTED;
    }
    double size = Math.max(Math.abs(cost.design()), 1e-9);
    double left = cost.design() - cost.dualEstimate();
    if (converged && (left <= options.relativeGap() * size || loop.isClosed(0))) {
      return TerminationStatus.LOCALLY_SOLVED;
    }
    return limitStatus(TerminationStatus.NUMERICAL_ERROR);
  }

  private TerminationStatus limitStatus(TerminationStatus otherwise) {
    if (stopSignal.getAsBoolean()) {
      return TerminationStatus.INTERRUPTED;
    }
    if (searchIsOver()) {
      return TerminationStatus.TIME_LIMIT;
    }
    return loop.rounds() >= options.maxRounds() ? TerminationStatus.ITERATION_LIMIT : otherwise;
  }
}
