package io.polaray.finite.replica;

import io.polaray.dual.AgentDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.finite.ChoiceGroup;
import io.polaray.finite.TradingSet;
import io.polaray.market.Agent;
import io.polaray.menu.Menu;
import io.polaray.menu.RayChoice;
import io.polaray.numeric.Vector;
import java.util.List;
import org.apache.commons.numbers.core.Sum;

/**
 * What choices cost at fixed task prices lambda: {@code N lambda . n + sum over people of min {(pi
 * - lambda) . x}} over what each of them has chosen. By weak duality no selection costs less
 * (paper, section 4), and unlike a selection's cost it is a sum over people, so that its
 * expectation is known from choice probabilities.
 */
final class PriceValue {
  private final Vector prices;
  private final Vector instances;

  PriceValue(Vector prices, Vector instances) {
    this.prices = prices;
    this.instances = instances;
  }

  /** The value for the choices of one draw with N copies, over N. */
  double of(List<ChoiceGroup> groups, int copies) {
    Sum sum = Sum.create();
    for (ChoiceGroup group : groups) {
      double least = 0;
      if (group.chosen() instanceof TradingSet.AlongRay along) {
        least = ray(group.agent(), along.ray().direction());
      } else if (group.chosen() instanceof TradingSet.Remedial) {
        least = remedial(group.agent());
      }
      sum.addProduct((double) group.people(), endowment(group.agent()) + least);
    }
    return sum.getAsDouble() / copies + prices.dot(instances);
  }

  /**
   * The expectation of {@link #of}, whatever N is, when people choose with the probabilities of the
   * design.
   */
  double expected(List<AgentDesign> designs) {
    Sum sum = Sum.of(prices.dot(instances));
    for (AgentDesign design : designs) {
      Agent agent = design.agent();
      double total = 0;
      double gain = 0;
      for (LotteryEntry entry : design.lottery()) {
        total += entry.probability();
        gain += entry.probability() * expected(agent, entry);
      }
      sum.addProduct(agent.population(), endowment(agent) + gain / total);
    }
    return sum.getAsDouble();
  }

  private double expected(Agent agent, LotteryEntry entry) {
    if (entry.column().menu() instanceof Menu.Remedial) {
      return remedial(agent);
    }
    double gain = 0;
    for (RayChoice choice : entry.column().choices()) {
      gain += choice.probability() * ray(agent, choice.ray().direction());
    }
    return gain;
  }

  private double endowment(Agent agent) {
    return agent.socialCost().minus(prices).dot(agent.endowment());
  }

  private double ray(Agent agent, Vector direction) {
    return Math.min(0, agent.socialCost().minus(prices).dot(direction));
  }

  private double remedial(Agent agent) {
    double least = 0;
    for (int i = 0; i < prices.size(); i++) {
      double net = agent.socialCost().get(i) - prices.get(i);
      least -= Math.max(0, net) * agent.endowment().get(i);
    }
    return least;
  }
}
