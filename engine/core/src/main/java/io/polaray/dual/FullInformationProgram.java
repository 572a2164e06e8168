package io.polaray.dual;

import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.method.ProximalBundle;
import io.polaray.dual.oracle.FullInformationOracle;
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
 * What a designer would pay who saw every agent's preferences, and had only to leave nobody worse
 * off than with the endowment: a bound on every mechanism, obviously strategy-proof or not (paper,
 * introduction and section 2; {@link FullInformationOracle}).
 */
public final class FullInformationProgram {
  private static final int MAX_ROUNDS = 200;

  /**
   * A bound.
   *
   * @param bound a lower bound on cost, valid for the measure of the problems
   * @param cost cost of the best allocation found on the problems' samples; where they are the
   *     measure, the program's value lies between the bound and it
   */
  public record Solution(LowerBound bound, OptionalDouble cost) {}

  private FullInformationProgram() {}

  /**
   * Bounds the program.
   *
   * @param supports one problem for each agent, in the market's order
   * @param relativeGap gap at which the search for prices ends
   */
  public static Solution solve(
      Market market, List<SupportProblem> supports, double relativeGap, WorkerPool workers) {
    FullInformationOracle oracle = FullInformationOracle.of(market, supports, workers);
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

  private static LowerBound bound(FullInformationOracle oracle, Vector prices, WorkerPool workers) {
    int agents = oracle.problem().agents();
    UpperBound[] bounds = new UpperBound[agents];
    workers.run(agents, j -> bounds[j] = oracle.upperBound(j, prices, 0, 0, WorkBudget.nodes(1)));
    LowerBound bound = LowerBound.of(oracle.problem(), prices, new ArrayList<>(List.of(bounds)));
    return bound.max(LowerBound.firstBest(oracle.problem()));
  }
}
