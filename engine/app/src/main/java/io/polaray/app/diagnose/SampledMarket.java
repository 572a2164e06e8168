package io.polaray.app.diagnose;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeDraws;
import io.polaray.preference.TypeSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A market in which every agent has few types. */
final class SampledMarket {
  private SampledMarket() {}

  /**
   * The market with samples for preferences. Preferences with no more types than wanted stay as
   * they are; equal preferences have equal samples.
   *
   * @param types the number of types
   */
  static Market of(Market market, int types, long seed) {
    Map<PreferenceDistribution, FinitePreferences> sampled = new HashMap<>();
    List<Agent> agents = new ArrayList<>();
    for (Agent agent : market.agents()) {
      FinitePreferences few = sampled.get(agent.preferences());
      if (few == null) {
        few = sample(agent.preferences(), types, seed + sampled.size());
        sampled.put(agent.preferences(), few);
      }
      agents.add(
          new Agent(
              agent.id(),
              agent.socialCost(),
              agent.statusQuo(),
              agent.endowment(),
              agent.population(),
              agent.slack(),
              few));
    }
    return new Market(market.name(), market.tasks(), agents, market.instances());
  }

  private static FinitePreferences sample(PreferenceDistribution all, int types, long seed) {
    List<Vector> drawn = new ArrayList<>();
    if (all instanceof FinitePreferences finite) {
      if (finite.types().types() <= types) {
        return finite;
      }
      TypeDraws draws = finite.draws(seed);
      double[] costs = new double[all.tasks()];
      for (int m = 0; m < types; m++) {
        draws.next(costs);
        drawn.add(Vector.of(costs.clone()));
      }
    } else {
      TypeSample sample = all.sample(types, seed);
      for (int m = 0; m < sample.types(); m++) {
        double[] costs = new double[all.tasks()];
        for (int i = 0; i < costs.length; i++) {
          costs[i] = sample.cost(m, i);
        }
        drawn.add(Vector.of(costs));
      }
    }
    return FinitePreferences.equallyLikely(drawn);
  }
}
