package io.polaray.dual;

import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.oracle.MarketOracle;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.core.Sum;

/** The agents' lotteries of a solution, with cost and residual computed from the assignments. */
record DesignAssembly(List<AgentDesign> agents, double cost, double maxAbsoluteResidual) {
  DesignAssembly {
    agents = List.copyOf(agents);
  }

  /** The designs of a solution; without one everybody keeps the endowment. */
  static DesignAssembly of(Market market, MarketOracle oracle, Optional<PrimalSolution> primal) {
    List<AgentDesign> ofGroups = new ArrayList<>();
    List<AgentDesign> agents = new ArrayList<>();
    for (int g = 0; g < oracle.problem().agents(); g++) {
      ofGroups.add(group(oracle, g, primal));
    }
    for (int j = 0; j < market.agents().size(); j++) {
      AgentDesign design = ofGroups.get(oracle.groups().groupOf(j));
      agents.add(
          new AgentDesign(market.agents().get(j), design.expectedAssignment(), design.lottery()));
    }
    return new DesignAssembly(agents, cost(agents), residual(market, agents));
  }

  private static AgentDesign group(
      MarketOracle oracle, int group, Optional<PrimalSolution> primal) {
    Agent agent = oracle.groups().representative(group);
    List<LotteryEntry> lottery = new ArrayList<>();
    if (primal.isEmpty()) {
      lottery.add(new LotteryEntry(1, oracle.menu(group, 0)));
    } else {
      PrimalSolution solution = primal.get();
      for (int k = 0; k < solution.support(group); k++) {
        MenuColumn menu = oracle.menu(group, solution.column(group, k));
        lottery.add(new LotteryEntry(solution.probability(group, k), menu));
      }
    }
    if (lottery.size() == 1) {
      return new AgentDesign(agent, lottery.get(0).column().assignment(), lottery);
    }
    double[] expected = new double[agent.endowment().size()];
    for (int i = 0; i < expected.length; i++) {
      Sum sum = Sum.create();
      for (LotteryEntry entry : lottery) {
        sum.addProduct(entry.probability(), entry.column().assignment().get(i));
      }
      expected[i] = sum.getAsDouble();
    }
    return new AgentDesign(agent, Vector.of(expected), lottery);
  }

  private static double cost(List<AgentDesign> agents) {
    Sum sum = Sum.create();
    for (AgentDesign design : agents) {
      Agent agent = design.agent();
      for (int i = 0; i < agent.socialCost().size(); i++) {
        sum.add(
            agent.population() * agent.socialCost().get(i) * design.expectedAssignment().get(i));
      }
    }
    return sum.getAsDouble();
  }

  private static double residual(Market market, List<AgentDesign> agents) {
    double largest = 0;
    for (int i = 0; i < market.tasks().size(); i++) {
      Sum sum = Sum.of(-market.instances().get(i));
      for (AgentDesign design : agents) {
        sum.addProduct(design.agent().population(), design.expectedAssignment().get(i));
      }
      largest = Math.max(largest, Math.abs(sum.getAsDouble()));
    }
    return largest;
  }
}
