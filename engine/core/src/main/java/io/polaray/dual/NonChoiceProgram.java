package io.polaray.dual;

import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.method.ProximalBundle;
import io.polaray.dual.oracle.NonChoiceOracle;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.FinitePreferences;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.core.Sum;

/**
 * The best mechanism without choice (paper, section 2): one assignment an agent that all its types
 * accept, at the least social cost. The same dual as the large-market program, with a closed form
 * in place of the support search.
 */
public final class NonChoiceProgram {
  private static final int MAX_ROUNDS = 300;

  /**
   * A solution.
   *
   * @param cost social cost of the assignments
   * @param lowerBound a bound on the cost of every mechanism without choice
   * @param assignments z_j, in the market's order; they clear the market
   * @param taskPrices prices of the bound
   */
  public record Solution(
      double cost, double lowerBound, List<Vector> assignments, Vector taskPrices) {
    /** Copies the list. */
    public Solution {
      assignments = List.copyOf(assignments);
    }
  }

  private NonChoiceProgram() {}

  /**
   * Solves the program.
   *
   * <p>When beta = 1 for all and the interior of the intersection of all boxes is not empty, the
   * status quo is optimal (Corollary 1) and returned as it is.
   *
   * @param relativeGap wanted gap between cost and bound
   * @return empty if no mechanism was found because the status quo does not clear the market
   */
  public static Optional<Solution> solve(Market market, double relativeGap, WorkerPool workers) {
    NonChoiceOracle oracle = NonChoiceOracle.of(market, workers);
    boolean balanced = oracle.problem().excess().maxAbsolute() == 0;
    if (balanced && statusQuoIsOptimal(market)) {
      return Optional.of(statusQuo(market));
    }
    double magnitude = Math.max(Math.abs(market.statusQuoCost()), 1e-9);
    DualLoop loop = DualLoop.of(oracle, new ProximalBundle(workers), relativeGap * magnitude);
    loop.run(
        relativeGap, MAX_ROUNDS, agent -> SearchEffort.WARM, () -> false, (event, state) -> {});
    Optional<Solution> found = loop.primal().map(primal -> solution(market, oracle, loop, primal));
    if (!balanced) {
      return found;
    }
    return found.map(solution -> orStatusQuo(solution, market, 1e-9 * magnitude));
  }

  /** Whether every agent's assignment has a closed form, so that large markets are quick. */
  public static boolean isClosedForm(Market market) {
    return market.agents().stream()
        .noneMatch(agent -> agent.preferences() instanceof FinitePreferences);
  }

  /**
   * Corollary 1: beta = 1 and an open set of costs that are possible for all agents, whose types
   * fill boxes.
   */
  public static boolean statusQuoIsOptimal(Market market) {
    for (int i = 0; i < market.tasks().size(); i++) {
      double low = 0;
      double high = Double.POSITIVE_INFINITY;
      for (Agent agent : market.agents()) {
        low = Math.max(low, agent.preferences().lower().get(i));
        high = Math.min(high, agent.preferences().upper().get(i));
      }
      if (!(low < high)) {
        return false;
      }
    }
    return isClosedForm(market) && market.agents().stream().allMatch(agent -> agent.slack() == 1);
  }

  private static Solution statusQuo(Market market) {
    double cost = market.statusQuoCost();
    return new Solution(
        cost,
        cost,
        market.agents().stream().map(Agent::statusQuo).toList(),
        Vector.zeros(market.tasks().size()));
  }

  /** The status quo itself where the solution saves nothing beyond rounding. */
  private static Solution orStatusQuo(Solution solution, Market market, double rounding) {
    Solution statusQuo = statusQuo(market);
    return solution.cost() < statusQuo.cost() - rounding
        ? solution
        : new Solution(
            statusQuo.cost(),
            solution.lowerBound(),
            statusQuo.assignments(),
            solution.taskPrices());
  }

  private static Solution solution(
      Market market, NonChoiceOracle oracle, DualLoop loop, PrimalSolution primal) {
    List<Vector> assignments = new ArrayList<>();
    List<UpperBound> bounds = new ArrayList<>();
    Vector prices = loop.session().bestPrices();
    Sum cost = Sum.create();
    for (int j = 0; j < market.agents().size(); j++) {
      Agent agent = market.agents().get(j);
      double[] expected = new double[prices.size()];
      for (int k = 0; k < primal.support(j); k++) {
        Vector point = oracle.column(j, primal.column(j, k));
        for (int i = 0; i < expected.length; i++) {
          expected[i] += primal.probability(j, k) * point.get(i);
        }
      }
      for (int i = 0; i < expected.length; i++) {
        cost.add(agent.population() * agent.socialCost().get(i) * expected[i]);
      }
      assignments.add(Vector.of(expected));
      bounds.add(oracle.upperBound(j, prices, 0, 0, WorkBudget.nodes(1)));
    }
    LowerBound bound = LowerBound.of(oracle.problem(), prices, bounds);
    return new Solution(cost.getAsDouble(), bound.value(), assignments, prices);
  }
}
