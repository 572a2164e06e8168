package io.polaray.dual;

import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.method.ProximalBundle;
import io.polaray.dual.oracle.AgentProgram;
import io.polaray.dual.oracle.FullInformationAgent;
import io.polaray.dual.oracle.ProgramOracle;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The least cost that mechanisms of a wider class than menus of rays could reach: the dual of
 * section 4 with each agent's set given by a program. Full information and Bayesian incentive
 * compatibility are such classes (paper, introduction and section 2).
 */
public final class BenchmarkProgram {
  private static final int MAX_ROUNDS = 200;

  /**
   * A benchmark.
   *
   * @param bound a lower bound on the cost of every mechanism of the class
   * @param cost cost of the best market-clearing combination of points found; empty if none was
   */
  public record Solution(LowerBound bound, OptionalDouble cost) {}

  private BenchmarkProgram() {}

  /**
   * What a designer would pay who saw every agent's preferences, and had only to leave nobody worse
   * off than with the endowment: a bound on every mechanism, obviously strategy-proof or not.
   *
   * @param supports one problem for each agent, in the market's order
   * @param relativeGap gap at which the search for prices ends
   */
  public static Solution fullInformation(
      Market market, List<SupportProblem> supports, double relativeGap, WorkerPool workers) {
    List<FullInformationAgent> programs = supports.stream().map(FullInformationAgent::of).toList();
    return solve(market, programs, relativeGap, workers);
  }

  /**
   * Bounds the cost of mechanisms of a class.
   *
   * @param programs one for each agent, in the market's order
   * @param relativeGap gap at which the search for prices ends
   */
  public static Solution solve(
      Market market,
      List<? extends AgentProgram> programs,
      double relativeGap,
      WorkerPool workers) {
    ProgramOracle oracle = ProgramOracle.of(market, programs, workers);
    double magnitude = Math.max(Math.abs(market.statusQuoCost()), 1e-9);
    DualLoop loop = DualLoop.of(oracle, new ProximalBundle(workers), relativeGap * magnitude);
    loop.run(
        relativeGap, MAX_ROUNDS, agent -> SearchEffort.WARM, () -> false, (event, state) -> {});
    OptionalDouble cost =
        loop.primal()
            .map(PrimalSolution::cost)
            .map(OptionalDouble::of)
            .orElse(OptionalDouble.empty());
    return new Solution(bound(oracle, loop.session().bestPrices(), workers), cost);
  }

  private static LowerBound bound(ProgramOracle oracle, Vector prices, WorkerPool workers) {
    int agents = oracle.problem().agents();
    UpperBound[] bounds = new UpperBound[agents];
    workers.run(agents, j -> bounds[j] = oracle.upperBound(j, prices, 0, 0, WorkBudget.nodes(1)));
    LowerBound bound = LowerBound.of(oracle.problem(), prices, new ArrayList<>(List.of(bounds)));
    return bound.max(LowerBound.firstBest(oracle.problem()));
  }
}
