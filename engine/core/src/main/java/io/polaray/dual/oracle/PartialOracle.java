package io.polaray.dual.oracle;

import io.polaray.numeric.Vector;
import io.polaray.support.SearchEffort;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.apache.commons.numbers.core.Sum;

/**
 * The market of a part of another oracle's agents. Of the instances that the endowments leave over
 * it gets the share of its population. Points found become known to the whole oracle.
 */
final class PartialOracle implements DualOracle {
  private final MarketOracle whole;
  private final int[] agents;
  private final DualProblem problem;

  private PartialOracle(MarketOracle whole, int[] agents, DualProblem problem) {
    this.whole = whole;
    this.agents = agents;
    this.problem = problem;
  }

  /**
   * A part of an oracle.
   *
   * @param agents numbers of the whole oracle's agents, increasing
   * @param more added to the instances
   */
  static PartialOracle of(MarketOracle whole, int[] agents, Vector more) {
    DualProblem all = whole.problem();
    List<Vector> socialCosts = new ArrayList<>();
    List<Vector> endowments = new ArrayList<>();
    double[] populations = new double[agents.length];
    for (int k = 0; k < agents.length; k++) {
      socialCosts.add(all.socialCosts().get(agents[k]));
      endowments.add(all.endowments().get(agents[k]));
      populations[k] = all.populations().get(agents[k]);
    }
    double share = total(populations) / total(all.populations().toArray());
    Vector excess = all.excess();
    double[] instances = new double[all.tasks()];
    for (int i = 0; i < instances.length; i++) {
      Sum sum = Sum.of(share * excess.get(i)).add(more.get(i));
      for (int k = 0; k < agents.length; k++) {
        sum.addProduct(populations[k], endowments.get(k).get(i));
      }
      instances[i] = sum.getAsDouble();
    }
    return new PartialOracle(
        whole,
        agents,
        new DualProblem(Vector.of(instances), socialCosts, endowments, Vector.of(populations)));
  }

  private static double total(double[] values) {
    return Sum.of(values).getAsDouble();
  }

  @Override
  public DualProblem problem() {
    return problem;
  }

  @Override
  public OracleAnswer answer(
      Vector prices, IntFunction<SearchEffort> effort, BooleanSupplier stop) {
    return whole.answerOf(agents, prices, effort, stop);
  }

  @Override
  public OracleAnswer rescore(Vector prices) {
    return whole.rescoreOf(agents, prices);
  }

  @Override
  public Vector column(int agent, int column) {
    return whole.column(agents[agent], column);
  }

  @Override
  public int columns(int agent) {
    return whole.columns(agents[agent]);
  }

  @Override
  public UpperBound upperBound(
      int agent, Vector prices, double lowerValue, double relativeGap, WorkBudget budget) {
    return whole.upperBound(agents[agent], prices, lowerValue, relativeGap, budget);
  }
}
