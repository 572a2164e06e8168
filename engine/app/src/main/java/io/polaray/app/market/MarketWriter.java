package io.polaray.app.market;

import io.polaray.app.text.JsonDocument;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.preference.PreferenceDistribution;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a market as a {@code polaray-market/1} file; reading it back gives an equal market. The
 * most frequent preferences stand at the top, fields with default values are left out, and finite
 * distributions are written inline.
 */
public final class MarketWriter {
  private static final int BROKEN_DEPTH = 2;

  private MarketWriter() {}

  /** Writes the document; equal arguments give equal bytes. The stream stays open. */
  public static void write(OutputStream out, Market market) {
    try (JsonDocument json = JsonDocument.of(out, BROKEN_DEPTH)) {
      json.object()
          .field("format", MarketFile.FORMAT)
          .field("name", market.name())
          .field("tasks", market.tasks().stream().map(Task::name).toList());
      Optional<PreferenceDistribution> shared = mostFrequent(market);
      shared.ifPresent(preferences -> PreferencesJson.write(json, preferences));
      if (!Market.of(market.name(), market.tasks(), market.agents())
          .instances()
          .equals(market.instances())) {
        json.field("instances", market.instances());
      }
      json.array("agents");
      for (Agent agent : market.agents()) {
        agent(json, agent, shared);
      }
      json.endArray().endObject();
    }
  }

  /** The preferences that most agents have, the first on a tie; none when no two agents agree. */
  private static Optional<PreferenceDistribution> mostFrequent(Market market) {
    IdentityHashMap<PreferenceDistribution, Integer> same = new IdentityHashMap<>();
    for (Agent agent : market.agents()) {
      same.merge(agent.preferences(), 1, Integer::sum);
    }
    Map<PreferenceDistribution, Integer> equal = new HashMap<>();
    same.forEach((preferences, count) -> equal.merge(preferences, count, Integer::sum));
    int most = equal.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (most < 2 && market.agents().size() > 1) {
      return Optional.empty();
    }
    return market.agents().stream()
        .map(Agent::preferences)
        .filter(preferences -> equal.getOrDefault(preferences, 0) == most)
        .findFirst();
  }

  private static void agent(
      JsonDocument json, Agent agent, Optional<PreferenceDistribution> shared) {
    json.object()
        .field("id", agent.id())
        .field("socialCost", agent.socialCost())
        .field("statusQuo", agent.statusQuo());
    if (!agent.endowment().equals(agent.statusQuo())) {
      json.field("endowment", agent.endowment());
    }
    if (agent.population() != 1) {
      json.field("population", agent.population());
    }
    if (agent.slack() != 1) {
      json.field("slack", agent.slack());
    }
    if (shared.isEmpty()
        || (shared.get() != agent.preferences() && !shared.get().equals(agent.preferences()))) {
      PreferencesJson.write(json, agent.preferences());
    }
    json.endObject();
  }
}
