package io.polaray.app.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Small markets with valid designs, written without the solver: the menus are chosen by hand and
 * everything else follows from plain sums in double arithmetic.
 */
final class DesignFixtures {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** A market and a design file. */
  record Case(String name, ObjectNode market, ObjectNode design) {
    /** Writes both; the design names the digest of the market's bytes. */
    Path write(Path folder) throws IOException {
      byte[] bytes = MAPPER.writeValueAsBytes(market);
      Files.write(folder.resolve("market.json"), bytes);
      ((ObjectNode) design.get("market")).put("sha256", ClaimFile.sha256(bytes));
      Path file = folder.resolve("design.json");
      Files.writeString(file, MAPPER.writeValueAsString(design), StandardCharsets.UTF_8);
      return file;
    }
  }

  private static final Case TWO_AGENTS = mirroredPair();

  private DesignFixtures() {}

  static List<Case> all() {
    return List.of(
        twoAgents(), threeTasks(), finiteTypes(), ownPreferences(), remedialOnly(), sampled());
  }

  /** Two agents on [1,2]^2 with mirrored costs; optimum 0.988327549760 at equal prices. */
  static Case twoAgents() {
    return new Case(
        TWO_AGENTS.name(), TWO_AGENTS.market().deepCopy(), TWO_AGENTS.design().deepCopy());
  }

  private static Case mirroredPair() {
    ObjectNode market = market("mirrored pair", "a", "b");
    market.set("preferences", box(2, 1, 2));
    agent(market, "first", new double[] {0, 1}, new double[] {1, 1}, 1);
    agent(market, "second", new double[] {1, 0}, new double[] {1, 1}, 1);
    double lambda = 2.5730250813;
    // The ray that gives up b is the better one of the first agent; the other clears the market.
    double good = bestPrice(lambda - 1, lambda);
    double near = bestPrice(lambda, lambda - 1);
    double low = near - 0.02;
    double high = near + 0.02;
    for (int k = 0; k < 200; k++) {
      double middle = (low + high) / 2;
      double total = total(good, middle);
      if ((total > 2) == (total(good, low) > 2)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double other = low;
    double[][] rays = {{good, -1}, {-1, other}};
    double[][] mirrored = {{-1, good}, {other, -1}};
    Draft draft = new Draft(market);
    draft.rays("first", 1, rays, true, true);
    draft.rays("second", 1, mirrored, true, true);
    return draft.finish(
        "twoAgents", new double[] {lambda, lambda}, 0.98832754975, "certified", 1e-4);
  }

  private static double total(double good, double other) {
    double[] lower = {1, 1};
    double[] upper = {2, 2};
    double first = probability(new double[] {good, -1}, lower, upper);
    double second = probability(new double[] {-1, other}, lower, upper);
    return 2 + first * (good - 1) + second * (other - 1);
  }

  /** The price p that maximises {@code P(c_g >= p c_t) (w_t p - w_g)} on [1,2]^2. */
  private static double bestPrice(double give, double take) {
    double best = 0;
    double value = 0;
    for (double price = 0.5; price < 2; price += 1e-5) {
      double earned =
          probability(new double[] {-1, price}, new double[] {1, 1}, new double[] {2, 2})
              * (take * price - give);
      if (earned > value) {
        value = earned;
        best = price;
      }
    }
    return best;
  }

  /** Three agents and tasks in cyclic symmetry: a two-ray menu that sheds two tasks, and remedy. */
  static Case threeTasks() {
    ObjectNode market = market("three rounds", "x", "y", "z");
    market.set("preferences", box(3, 1, 2));
    String[] ids = {"p", "q", "r"};
    double s = 2.48925;
    double t2 = Math.nextUp(Math.nextUp(1 / s));
    double[][] rays = {{-1, -1, s}, {0.81840, t2, -1}};
    double[] lower = {1, 1, 1};
    double[] upper = {2, 2, 2};
    double total = 3;
    for (double[] ray : rays) {
      total += probability(ray, lower, upper) * (ray[0] + ray[1] + ray[2]);
    }
    double share = (3 - 1.5) / (total - 1.5);
    for (int j = 0; j < 3; j++) {
      agent(
          market, ids[j], rotate(new double[] {1.3, 0.9, 0.4}, j), new double[] {1, 1, 1}, 1 + 0.0);
    }
    Draft draft = new Draft(market);
    for (int j = 0; j < 3; j++) {
      double[][] turned = {rotate(rays[0], j), rotate(rays[1], j)};
      draft.rays(ids[j], share, turned, true, true);
      draft.remedial(ids[j], 1 - share, new double[] {0.5, 0.5, 0.5});
    }
    return draft.finish("threeTasks", new double[] {1.9, 1.9, 1.9}, 1.75, "certified", 1e-4);
  }

  /** Types that sit exactly on a ray; a weight column; lotteries with the endowment and remedy. */
  static Case finiteTypes() {
    ObjectNode market = market("survey", "a", "b");
    ObjectNode preferences = market.putObject("preferences").put("kind", "types");
    preferences.set("types", MAPPER.valueToTree(new double[][] {{2, 1}, {1, 2}, {4, 1}}));
    preferences.set("weights", MAPPER.valueToTree(new double[] {0.25, 0.5, 0.25}));
    ObjectNode first = agent(market, "u", new double[] {1, 0.1}, new double[] {1, 1}, 2);
    ObjectNode second = agent(market, "v", new double[] {0.1, 1}, new double[] {1, 1}, 2);
    ObjectNode swapped = second.putObject("preferences").put("kind", "types");
    swapped.set("types", MAPPER.valueToTree(new double[][] {{1, 2}, {2, 1}, {1, 4}}));
    swapped.set("weights", MAPPER.valueToTree(new double[] {0.25, 0.5, 0.25}));
    first.put("slack", 1.0);
    Draft draft = new Draft(market);
    // Half of the types accept two b for one a: (0.5, 2). The mirror image gives (2, 0.5).
    draft.rays("u", 0.8, new double[][] {{-1, 2}}, true);
    draft.remedial("u", 0.2, new double[] {0, 0});
    draft.rays("v", 0.8, new double[][] {{2, -1}}, true);
    draft.remedial("v", 0.2, new double[] {0, 0});
    return draft.finish("finiteTypes", new double[] {0.2, 0.2}, 0.4, "relaxed", 1e-4);
  }

  /** Agents with boxes of their own, a ray that is offered but not used, and one left alone. */
  static Case ownPreferences() {
    ObjectNode market = market("own boxes", "x", "y", "z");
    ObjectNode first = agent(market, "a", new double[] {2, 1, 1.5}, new double[] {10, 4, 2.5}, 1);
    first.set("preferences", box(new double[] {0.2, 0.3, 0.1}, new double[] {1.2, 0.9, 1.7}));
    ObjectNode second = agent(market, "b", new double[] {1, 2, 1.5}, new double[] {3, 9, 4}, 1);
    second.set("preferences", box(new double[] {0.5, 0.5, 0.5}, new double[] {1.5, 2, 1.1}));
    ObjectNode third = agent(market, "c", new double[] {1, 1, 1}, new double[] {1, 1, 1}, 3);
    third.set("preferences", box(3, 1, 2));
    Draft draft = new Draft(market);
    // Swaps of x against y at the same rate on both sides, so that one lottery share clears both.
    double rate = 1.0;
    double[] outward = {-10, 10 * rate, 0};
    double[] inward = {9 / rate, -9, 0};
    double[] idle = {0.5, 0.5, -2.5};
    double moved =
        10 * probability(outward, new double[] {0.2, 0.3, 0.1}, new double[] {1.2, 0.9, 1.7});
    double back = 9 * probability(inward, new double[] {0.5, 0.5, 0.5}, new double[] {1.5, 2, 1.1});
    double share = Math.min(1, back / moved);
    double other = Math.min(1, moved / back);
    draft.rays("a", share, new double[][] {outward}, true);
    if (share < 1) {
      draft.statusQuo("a", 1 - share);
    }
    draft.rays("b", other, new double[][] {inward}, true);
    if (other < 1) {
      draft.statusQuo("b", 1 - other);
    }
    draft.rays("c", 1, new double[][] {{0.5, 0.5, -1}}, false);
    assert idle.length == 3;
    return draft.finish("ownPreferences", new double[] {2, 2, 2}, 33.0, "relaxed", 1e-4);
  }

  /** Nothing but the status quo, at zero gap: identical performance. */
  static Case remedialOnly() {
    ObjectNode market = market("same performance", "a", "b");
    market.set("preferences", box(2, 1, 2));
    agent(market, "one", new double[] {0.5, 0.25}, new double[] {3, 4}, 2);
    agent(market, "two", new double[] {0.5, 0.25}, new double[] {5, 0}, 1.5);
    Draft draft = new Draft(market);
    draft.statusQuo("one", 1);
    draft.remedial("two", 1, new double[] {5, 0});
    return draft.finish("remedialOnly", new double[] {0.5, 0.25}, 8.75, "certified", 1e-9);
  }

  /** Probabilities on a stated sample of types, off the exact ones by less than its error. */
  static Case sampled() {
    Case exact = threeTasks();
    ObjectNode design = exact.design();
    ((ObjectNode) design.get("measure")).put("kind", "sample").put("types", 4096);
    ((ObjectNode) design.get("measure")).put("sampler", "test").put("digest", "00");
    return new Case("sampled", exact.market(), design);
  }

  static ObjectNode market(String name, String... tasks) {
    ObjectNode market = MAPPER.createObjectNode();
    market.put("format", "polaray-market/1").put("name", name);
    market.set("tasks", MAPPER.valueToTree(tasks));
    market.putArray("agents");
    return market;
  }

  static ObjectNode box(int tasks, double lower, double upper) {
    double[] low = new double[tasks];
    double[] high = new double[tasks];
    java.util.Arrays.fill(low, lower);
    java.util.Arrays.fill(high, upper);
    return box(low, high);
  }

  static ObjectNode box(double[] lower, double[] upper) {
    ObjectNode box = MAPPER.createObjectNode().put("kind", "uniform");
    box.set("lower", MAPPER.valueToTree(lower));
    box.set("upper", MAPPER.valueToTree(upper));
    return box;
  }

  static ObjectNode agent(
      ObjectNode market, String id, double[] socialCost, double[] statusQuo, double population) {
    ObjectNode agent = ((ArrayNode) market.get("agents")).addObject().put("id", id);
    agent.set("socialCost", MAPPER.valueToTree(socialCost));
    agent.set("statusQuo", MAPPER.valueToTree(statusQuo));
    if (population != 1) {
      agent.put("population", population);
    }
    return agent;
  }

  private static double[] rotate(double[] vector, int by) {
    double[] turned = new double[vector.length];
    for (int i = 0; i < turned.length; i++) {
      turned[(i + by) % turned.length] = vector[i];
    }
    return turned;
  }

  static double[] vector(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).doubleValue();
    }
    return values;
  }

  /** {@code P(c . kappa <= 0)} by the signed sum over corners, in doubles. */
  static double probability(double[] kappa, double[] lower, double[] upper) {
    List<Double> steps = new ArrayList<>();
    double threshold = 0;
    double scale = 1;
    for (int i = 0; i < kappa.length; i++) {
      threshold -= kappa[i] * lower[i];
      if (kappa[i] != 0) {
        steps.add(kappa[i] * (upper[i] - lower[i]));
        scale *= steps.size() * steps.get(steps.size() - 1);
      }
    }
    double sum = 0;
    for (int mask = 0; mask < 1 << steps.size(); mask++) {
      double rest = threshold;
      for (int i = 0; i < steps.size(); i++) {
        rest -= (mask >> i & 1) * steps.get(i);
      }
      double power = rest > 0 ? Math.pow(rest, steps.size()) : 0;
      sum += Integer.bitCount(mask) % 2 == 0 ? power : -power;
    }
    return sum / scale;
  }

  /** Probability of a ray under the preferences of a market file. */
  static double probability(double[] kappa, JsonNode preferences) {
    if (preferences.get("kind").stringValue().equals("uniform")) {
      return probability(kappa, vector(preferences.get("lower")), vector(preferences.get("upper")));
    }
    double[] weights = vector(preferences.get("weights"));
    double accepted = 0;
    for (int m = 0; m < weights.length; m++) {
      double[] type = vector(preferences.get("types").get(m));
      double dot = 0;
      for (int i = 0; i < kappa.length; i++) {
        dot += kappa[i] * type[i];
      }
      accepted += dot <= 0 ? weights[m] : 0;
    }
    return accepted;
  }
}
