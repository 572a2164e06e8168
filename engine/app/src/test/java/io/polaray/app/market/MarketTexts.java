package io.polaray.app.market;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Market files for tests: a sound one, and pieces of it to exchange. */
final class MarketTexts {
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
