package io.polaray.app.explain;

import io.polaray.app.design.SolveFolder;
import io.polaray.dual.AgentDesign;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.numbers.core.Sum;

/**
 * Where the saving of a design comes from, agent by task.
 *
 * <pre>
 *   saving(j, i)     = m_j pi_j(i) (sigma_j(i) - x_j(i))
 *   contribution(j, i) = m_j (lambda(i) - pi_j(i)) (x_j(i) - sigma_j(i))
 * </pre>
 *
 * <p>Savings add up to the cost of the status quo less that of the design. Since the same tasks are
 * done before and after, contributions add up to the same, and they say more: who takes a task from
 * others at less than its price contributes, who gives it to them at more does too.
 */
public final class Explanation {
  private final Market market;
  private final List<AgentDesign> agents;
  private final Vector prices;

  private Explanation(Market market, List<AgentDesign> agents, Vector prices) {
    this.market = market;
    this.agents = agents;
    this.prices = prices;
  }

  /** The explanation of a solve. */
  public static Explanation of(SolveFolder folder) {
    return new Explanation(
        folder.market().market(), folder.design().agents(), folder.design().taskPrices());
  }

  /** The market. */
  public Market market() {
    return market;
  }

  /** The agents' designs, in the market's order. */
  public List<AgentDesign> agents() {
    return agents;
  }

  /** lambda. */
  public Vector prices() {
    return prices;
  }

  /** m_j pi_j(i) (sigma_j(i) - x_j(i)). */
  public double saving(AgentDesign design, int task) {
    Agent agent = design.agent();
    return agent.population()
        * agent.socialCost().get(task)
        * (agent.statusQuo().get(task) - design.expectedAssignment().get(task));
  }

  /** m_j (lambda(i) - pi_j(i)) (x_j(i) - sigma_j(i)). */
  public double contribution(AgentDesign design, int task) {
    Agent agent = design.agent();
    return agent.population()
        * (prices.get(task) - agent.socialCost().get(task))
        * (design.expectedAssignment().get(task) - agent.statusQuo().get(task));
  }

  /** An agent's contribution over all tasks. */
  public double contribution(AgentDesign design) {
    Sum sum = Sum.create();
    for (int i = 0; i < prices.size(); i++) {
      sum.add(contribution(design, i));
    }
    return sum.getAsDouble();
  }

  /** A task's contribution over all agents. */
  public double contribution(int task) {
    Sum sum = Sum.create();
    agents.forEach(design -> sum.add(contribution(design, task)));
    return sum.getAsDouble();
  }

  /** Tasks that change hands: sum_j m_j (x_j(i) - sigma_j(i))+. */
  public double moved(int task) {
    Sum sum = Sum.create();
    for (AgentDesign design : agents) {
      double more = design.expectedAssignment().get(task) - design.agent().statusQuo().get(task);
      sum.add(design.agent().population() * Math.max(0, more));
    }
    return sum.getAsDouble();
  }

  /** Cost of the status quo less the cost of the design. */
  public double total() {
    Sum sum = Sum.create();
    for (AgentDesign design : agents) {
      for (int i = 0; i < prices.size(); i++) {
        sum.add(saving(design, i));
      }
    }
    return sum.getAsDouble();
  }

  /** The agents in falling order of what they contribute, ties in the market's order. */
  public List<AgentDesign> ranked() {
    List<AgentDesign> ranked = new ArrayList<>(agents);
    ranked.sort(Comparator.comparingDouble((AgentDesign design) -> -contribution(design)));
    return ranked;
  }
}
