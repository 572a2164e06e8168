package io.polaray.dual;

import io.polaray.dual.master.PrimalSolution;
import io.polaray.dual.oracle.AgentGroups;
import io.polaray.dual.oracle.MarketOracle;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.menu.MenuColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.numbers.core.Sum;

/** The agents' lotteries of a solution, with cost and residual computed from the assignments. */
record DesignAssembly(List<AgentDesign> agents, double cost, double maxAbsoluteResidual) {
  DesignAssembly {
    agents = List.copyOf(agents);
  }

  /** The designs of a solution; without one everybody keeps the endowment. */
  static DesignAssembly of(Market market, MarketOracle oracle, Optional<PrimalSolution> primal) {
    AgentGroups groups = oracle.groups();
    List<DoubleStream.Builder> populations = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      populations.add(DoubleStream.builder());
    }
    for (int j = 0; j < market.agents().size(); j++) {
      populations.get(groups.groupOf(j)).add(market.agents().get(j).population());
    }
    List<MemberLotteries> members = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      double[] ofGroup = populations.get(g).build().toArray();
      members.add(new MemberLotteries(lottery(oracle, g, primal), ofGroup));
    }
    List<AgentDesign> agents = new ArrayList<>();
    for (int j = 0; j < market.agents().size(); j++) {
      agents.add(members.get(groups.groupOf(j)).next(market.agents().get(j)));
    }
    return new DesignAssembly(agents, cost(agents), residual(market, agents));
  }

  private static List<LotteryEntry> lottery(
      MarketOracle oracle, int group, Optional<PrimalSolution> primal) {
    if (primal.isEmpty()) {
      return List.of(new LotteryEntry(1, oracle.menu(group, 0)));
    }
    PrimalSolution solution = primal.get();
    List<LotteryEntry> lottery = new ArrayList<>();
    for (int k = 0; k < solution.support(group); k++) {
      MenuColumn menu = oracle.menu(group, solution.column(group, k));
      lottery.add(new LotteryEntry(solution.probability(group, k), menu));
    }
    return lottery;
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
