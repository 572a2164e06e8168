package io.polaray.dual;

import io.polaray.dual.method.DualMethod;
import io.polaray.dual.method.DualMethods;
import io.polaray.dual.oracle.AgentSupports;
import io.polaray.dual.oracle.BracketSupports;
import io.polaray.dual.oracle.MarketOracle;
import io.polaray.market.Market;
import io.polaray.numeric.WorkerPool;

/**
 * Solves the large-market program (paper, section 4): near-optimal menus for every agent, with
 * lotteries that clear the market, and a bound on what any design could save.
 *
 * <pre>
 *   max over lambda of  lambda . n - sum_j m_j S_j(lambda - pi_j)
 * </pre>
 *
 * <p>Three figures stay apart: the cost of the market-clearing design, the dual estimate from the
 * menus found, and the lower bound from upper bounds on S_j. Results do not depend on the number of
 * threads unless a time limit or a stop signal cuts the solve short.
 */
public final class LargeMarketSolver {
  private final AgentSupports supports;

  private LargeMarketSolver(AgentSupports supports) {
    this.supports = supports;
  }

  /** A solver with the default searches and bounds. */
  public static LargeMarketSolver create() {
    return of(new BracketSupports());
  }

  /** A solver with one's own support functions. */
  public static LargeMarketSolver of(AgentSupports supports) {
    return new LargeMarketSolver(supports);
  }

  /** Solves a market from nothing with the default options, silently. */
  public LargeMarketDesign solve(Market market) {
    return solve(market, SolveOptions.defaults(), report -> {}, StopSignal.NEVER);
  }

  /**
   * Solves a market from nothing.
   *
   * @param listener told after every round
   * @param stop asked between agents; when true, the best design so far is returned
   */
  public LargeMarketDesign solve(
      Market market, SolveOptions options, ProgressListener listener, StopSignal stop) {
    return solve(market, options, SolveStart.cold(), listener, CheckpointListener.NONE, stop);
  }

  /**
   * Solves a market.
   *
   * @param start from nothing, from a neighbouring market's solve or from a checkpoint
   * @param listener told after every round
   * @param checkpoints offered the state after every round
   * @param stop asked between agents; when true, the best design so far is returned
   */
  public LargeMarketDesign solve(
      Market market,
      SolveOptions options,
      SolveStart start,
      ProgressListener listener,
      CheckpointListener checkpoints,
      StopSignal stop) {
    try (WorkerPool workers = WorkerPool.of(options.threads())) {
      return workers.compute(
          () -> solve(market, options, start, listener, checkpoints, stop, workers));
    }
  }

  private LargeMarketDesign solve(
      Market market,
      SolveOptions options,
      SolveStart start,
      ProgressListener listener,
      CheckpointListener checkpoints,
      StopSignal stop,
      WorkerPool workers) {
    AgentSupports own = supports.of(options.menuClass());
    MarketOracle oracle = MarketOracle.of(market, own, options.types(), options.seed(), workers);
    DualMethod method = DualMethods.named(options.method(), workers);
    ProgressListener rounds =
        report -> {
          listener.onRound(report);
          checkpoints.onRound(report, oracle::history);
        };
    MarketSolve solve =
        new MarketSolve(market, options, start, oracle, method, workers, rounds, stop);
    solve.search();
    while (solve.improvesCold() || solve.improvesByBounding()) {
      solve.search();
    }
    LargeMarketDesign design = solve.design();
    if (design.status().isLimit()) {
      checkpoints.onLimit(oracle::history);
    }
    return design;
  }
}
