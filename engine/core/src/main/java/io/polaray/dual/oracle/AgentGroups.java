package io.polaray.dual.oracle;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of agents that the large-market program cannot tell apart: same social costs, endowment
 * and preferences. A group is solved once and carries the sum of its members' populations.
 */
public final class AgentGroups {
  private final Market market;
  private final int[] groupOf;
  private final List<Integer> first;
  private final double[] populations;

  private AgentGroups(Market market, int[] groupOf, List<Integer> first, double[] populations) {
    this.market = market;
    this.groupOf = groupOf;
    this.first = List.copyOf(first);
    this.populations = populations;
  }

  /** The groups of a market, in the order of their first members. */
  public static AgentGroups of(Market market) {
    Map<Key, Integer> known = new HashMap<>();
    int[] groupOf = new int[market.agents().size()];
    List<Integer> first = new ArrayList<>();
    double[] populations = new double[groupOf.length];
    for (int j = 0; j < groupOf.length; j++) {
      Agent agent = market.agents().get(j);
      Key key = new Key(agent.socialCost(), agent.endowment(), agent.preferences());
      Integer group = known.get(key);
      if (group == null) {
        group = first.size();
        known.put(key, group);
        first.add(j);
      }
      groupOf[j] = group;
      populations[group] += agent.population();
    }
    return new AgentGroups(
        market, groupOf, first, java.util.Arrays.copyOf(populations, first.size()));
  }

  /** The number of groups. */
  public int size() {
    return first.size();
  }

  /** The group of the market's j-th agent. */
  public int groupOf(int agent) {
    return groupOf[agent];
  }

  /** The first member of a group. */
  public Agent representative(int group) {
    return market.agents().get(first.get(group));
  }

  /** The position in the market of the first member of a group. */
  public int position(int group) {
    return first.get(group);
  }

  /** The dual's data with groups as agents. */
  public DualProblem problem() {
    List<Vector> socialCosts = new ArrayList<>();
    List<Vector> endowments = new ArrayList<>();
    for (int position : first) {
      socialCosts.add(market.agents().get(position).socialCost());
      endowments.add(market.agents().get(position).endowment());
    }
    return new DualProblem(market.instances(), socialCosts, endowments, Vector.of(populations));
  }

  private record Key(Vector socialCost, Vector endowment, PreferenceDistribution preferences) {}
}
