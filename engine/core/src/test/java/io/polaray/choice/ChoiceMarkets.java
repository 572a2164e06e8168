package io.polaray.choice;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.Vector;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformPreferences;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Small markets for the tests of this package. */
final class ChoiceMarkets {
  private ChoiceMarkets() {}

  static UniformRandomProvider random(long seed) {
    return RandomSource.XO_SHI_RO_256_PP.create(seed);
  }

  static UniformPreferences box(double low, double high, int tasks) {
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    java.util.Arrays.fill(lower, low);
    java.util.Arrays.fill(upper, high);
    return UniformPreferences.of(Vector.of(lower), Vector.of(upper));
  }

  static Agent agent(String id, Vector pi, Vector sigma, PreferenceDistribution preferences) {
    return new Agent(id, pi, sigma, sigma, 1, 1, preferences);
  }

  static Agent slack(Agent a, double slack) {
    return new Agent(
        a.id(), a.socialCost(), a.statusQuo(), a.endowment(), 1, slack, a.preferences());
  }

  static Market market(Agent... agents) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < agents[0].socialCost().size(); i++) {
      tasks.add(Task.of("t" + i));
    }
    return Market.of("m", tasks, List.of(agents));
  }

  static Vector vector(UniformRandomProvider random, int size, double low, double high) {
    double[] entries = new double[size];
    for (int i = 0; i < size; i++) {
      entries[i] = low + (high - low) * random.nextDouble();
    }
    return Vector.of(entries);
  }

  /** Agents with uniform preferences on boxes that all contain [1.4, 1.6]^I. */
  static Market random(int agents, int tasks, long seed) {
    UniformRandomProvider random = random(seed);
    Agent[] all = new Agent[agents];
    for (int j = 0; j < agents; j++) {
      all[j] =
          agent(
              "j" + j,
              vector(random, tasks, 0, 1),
              vector(random, tasks, 1, 5),
              UniformPreferences.of(
                  vector(random, tasks, 1, 1.4), vector(random, tasks, 1.6, 2.5)));
    }
    return market(all);
  }

  static List<TypeMeasure> measures(Market market) {
    return market.agents().stream()
        .map(
            agent ->
                agent
                    .preferences()
                    .exactMeasure()
                    .orElseGet(
                        () ->
                            CountedMeasure.of(
                                agent.preferences().sample(256, 1), TypeMeasure.Kind.SAMPLE)))
        .toList();
  }
}
