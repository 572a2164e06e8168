package io.polaray.app.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Completes hand-chosen menus to a design file. */
final class Draft {
  private static final JsonMapper MAPPER = DesignFixtures.MAPPER;

  private final ObjectNode market;
  private final Map<String, ArrayNode> lotteries = new LinkedHashMap<>();
  private final Map<String, double[]> assignments = new LinkedHashMap<>();

  Draft(ObjectNode market) {
    this.market = market;
    for (JsonNode agent : market.get("agents")) {
      lotteries.put(agent.get("id").stringValue(), MAPPER.createArrayNode());
      assignments.put(agent.get("id").stringValue(), new double[agent.get("statusQuo").size()]);
    }
  }

  private JsonNode agent(String id) {
    for (JsonNode agent : market.get("agents")) {
      if (agent.get("id").stringValue().equals(id)) {
        return agent;
      }
    }
    throw new IllegalArgumentException("no agent " + id);
  }

  private void mix(String id, double share, double[] assignment) {
    double[] sum = assignments.get(id);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += share * assignment[i];
    }
  }

  void rays(String id, double share, double[][] directions, boolean... taken) {
    JsonNode agent = agent(id);
    JsonNode preferences =
        agent.has("preferences") ? agent.get("preferences") : market.get("preferences");
    double[] assignment = DesignFixtures.vector(agent.get("statusQuo"));
    ObjectNode entry = lotteries.get(id).addObject().put("probability", share);
    ArrayNode rays = entry.putObject("menu").put("kind", "rays").putArray("rays");
    for (int k = 0; k < directions.length; k++) {
      double probability = DesignFixtures.probability(directions[k], preferences);
      ObjectNode ray = rays.addObject();
      ray.set("direction", MAPPER.valueToTree(directions[k]));
      ray.put("choiceProbability", probability).put("taken", taken[k]);
      for (int i = 0; taken[k] && i < assignment.length; i++) {
        assignment[i] += probability * directions[k][i];
      }
    }
    mix(id, share, assignment);
  }

  void remedial(String id, double share, double[] assignment) {
    ObjectNode entry = lotteries.get(id).addObject().put("probability", share);
    entry
        .putObject("menu")
        .put("kind", "remedial")
        .set("assignment", MAPPER.valueToTree(assignment));
    mix(id, share, assignment);
  }

  void statusQuo(String id, double share) {
    lotteries
        .get(id)
        .addObject()
        .put("probability", share)
        .putObject("menu")
        .put("kind", "statusQuo")
        .putArray("rays");
    mix(id, share, DesignFixtures.vector(agent(id).get("statusQuo")));
  }

  DesignFixtures.Case finish(
      String name, double[] prices, double lowerBound, String boundKind, double gap) {
    int tasks = prices.length;
    double[] residual = new double[tasks];
    double[] least = new double[tasks];
    double[] instances = new double[tasks];
    java.util.Arrays.fill(least, Double.POSITIVE_INFINITY);
    double design = 0;
    double statusQuo = 0;
    for (JsonNode agent : market.get("agents")) {
      double population = agent.has("population") ? agent.get("population").doubleValue() : 1;
      double[] pi = DesignFixtures.vector(agent.get("socialCost"));
      double[] sigma = DesignFixtures.vector(agent.get("statusQuo"));
      double[] x = assignments.get(agent.get("id").stringValue());
      for (int i = 0; i < tasks; i++) {
        design += population * pi[i] * x[i];
        statusQuo += population * pi[i] * sigma[i];
        residual[i] += population * (x[i] - sigma[i]);
        instances[i] += population * sigma[i];
        least[i] = Math.min(least[i], pi[i]);
      }
    }
    double firstBest = 0;
    double worst = 0;
    for (int i = 0; i < tasks; i++) {
      firstBest += instances[i] * least[i];
      worst = Math.max(worst, Math.abs(residual[i]));
    }
    ObjectNode root = MAPPER.createObjectNode().put("format", "polaray-design/1");
    root.putObject("market").put("name", market.get("name").stringValue()).put("sha256", "");
    double relativeGap = (design - lowerBound) / Math.max(Math.abs(design), 1e-9);
    boolean optimal = boundKind.equals("certified") && relativeGap <= gap;
    root.put("status", optimal ? "OPTIMAL" : "LOCALLY_SOLVED");
    ObjectNode cost = root.putObject("cost").put("design", design);
    cost.put("lowerBound", lowerBound).put("lowerBoundKind", boundKind);
    cost.put("dualEstimate", design).put("statusQuo", statusQuo).put("nonChoice", statusQuo);
    cost.put("firstBest", firstBest).put("relativeGap", relativeGap);
    if (statusQuo == lowerBound) {
      cost.putNull("gainGap").putNull("gainShare");
    } else {
      cost.put("gainGap", (design - lowerBound) / (statusQuo - lowerBound));
      cost.put("gainShare", (statusQuo - design) / (statusQuo - lowerBound));
    }
    root.put("menuClass", "orthant");
    root.putObject("measure").put("kind", "exact").putNull("types").putNull("digest");
    root.set("taskPrices", MAPPER.valueToTree(prices));
    root.putObject("marketClearing").put("maxAbsoluteResidual", worst);
    ArrayNode agents = root.putArray("agents");
    lotteries.forEach(
        (id, lottery) -> {
          ObjectNode agent = agents.addObject().put("id", id);
          agent.set("expectedAssignment", MAPPER.valueToTree(assignments.get(id)));
          agent.set("lottery", lottery);
        });
    root.putObject("provenance")
        .put("version", "test")
        .put("seed", 1)
        .putObject("options")
        .put("gap", gap);
    return new DesignFixtures.Case(name, market, root);
  }
}
