package io.polaray.app.market;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Market files for tests: a sound one, and pieces of it to exchange. */
public final class MarketTexts {
  /** Three tasks and five agents with preferences of every kind. */
  public static final String ALL_KINDS =
      """
      {"format": "polaray-market/1", "name": "clinics", "tasks": ["a", "b", "c"],
       "preferences": {"kind": "uniform", "lower": [1, 1, 0.5], "upper": [2, 2, 3]},
       "agents": [
        {"id": "north", "socialCost": [1, 0.5, -1], "statusQuo": [10, 4, 0]},
        {"id": "south", "socialCost": [0, 1, 2], "statusQuo": [6, 6, 1], "endowment": [6, 6, 1],
         "population": 12, "slack": 1.5, "preferences":
          {"kind": "types", "types": [[1, 2, 1], [2, 1, 1]], "weights": [0.25, 0.75]}},
        {"id": "east", "socialCost": [1, 1, 1], "statusQuo": [1, 1, 1], "preferences":
          {"kind": "independent", "marginals": [
           {"distribution": "gamma", "shape": 2, "scale": 1, "lower": 0.1, "upper": 9},
           {"distribution": "beta", "alpha": 2, "beta": 2, "lower": 1, "upper": 2},
           {"distribution": "lognormal", "mu": 0, "sigma": 1, "lower": 0.5, "upper": 2}]}},
        {"id": "west", "socialCost": [1, 1, 1], "statusQuo": [1, 1, 1], "preferences":
          {"kind": "lognormal", "mean": [0, 0, 0], "lower": [0.5, 0.5, 0.5], "upper": [2, 2, 2],
           "covariance": [[1, 0.1, 0], [0.1, 1, 0], [0, 0, 1]]}},
        {"id": "both", "socialCost": [1, 1, 1], "statusQuo": [1, 1, 1], "preferences":
          {"kind": "mixture", "weights": [0.25, 0.75], "components": [
           {"kind": "uniform", "lower": [1, 1, 1], "upper": [2, 2, 2]},
           {"kind": "uniform", "lower": [2, 1, 0.5], "upper": [3, 1, 1]}]}}]}
      """;

  static final String PREFERENCES = "{\"kind\": \"uniform\", \"lower\": [1, 1], \"upper\": [2, 2]}";
  static final String NORTH =
      "{\"id\": \"north\", \"socialCost\": [1, 0.5], \"statusQuo\": [10, 4]}";
  static final String SOUTH = "{\"id\": \"south\", \"socialCost\": [0, 1], \"statusQuo\": [6, 6]}";

  private MarketTexts() {}

  static String market(String agents) {
    return market(PREFERENCES, agents);
  }

  static String market(String preferences, String agents) {
    return "{\"format\": \"polaray-market/1\", \"name\": \"clinics\", \"tasks\": [\"a\", \"b\"],\n"
        + "\"preferences\": "
        + preferences
        + ",\n\"agents\": ["
        + agents
        + "]}";
  }

  static Path write(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("market.json"), text);
  }
}
