package io.polaray.app.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.polaray.app.market.MarketReader;
import io.polaray.market.Market;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MarketGeneratorTest {
  @TempDir private Path folder;

  /** Digests of markets of 40 agents and 5 tasks, market seed 2026, type seed 7. */
  @ParameterizedTest
  @CsvSource({
    "COMPARATIVE_ADVANTAGE, 0, ed14d28ed8c4650a",
    "COMMON_RANKING, 0, 3eb95ccb123625ae",
    "CLUSTERED, 0, 4bd7a72c9ea97010",
    "CORRELATED, 0, 90c6d29cbf976d90",
    "WIDE_BOXES, 0, 553ba338962bbbfe",
    "NARROW_BOXES, 0, 3d4c9fd997339d50",
    "CONCENTRATED, 0, 17fa5d35f257aaef",
    "WIDE_BOXES, 3, dddc84388ba579b3"
  })
  void theBytesAreTheSameOnEveryMachine(Family family, int types, String digest)
      throws IOException, NoSuchAlgorithmException {
    byte[] bytes = Files.readAllBytes(write(new MarketGenerator(family, 40, 5, 2026, 7, types)));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertThat(HexFormat.of().formatHex(hash)).startsWith(digest);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void anAgentIsTheSameHoweverManyFollow(Family family) throws IOException {
    List<String> few = agents(new MarketGenerator(family, 10, 4, 1, 2, 0));
    List<String> many = agents(new MarketGenerator(family, 90, 4, 1, 2, 0));
    assertThat(many.subList(0, 10)).isEqualTo(few);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void theTwoSeedsMoveDifferentParts(Family family) throws IOException {
    JsonNode market = read(new MarketGenerator(family, 9, 4, 1, 2, 0));
    JsonNode otherTypes = read(new MarketGenerator(family, 9, 4, 1, 3, 0));
    JsonNode otherMarket = read(new MarketGenerator(family, 9, 4, 2, 2, 0));
    for (int j = 0; j < 9; j++) {
      JsonNode agent = market.get("agents").get(j);
      for (String field : List.of("socialCost", "statusQuo")) {
        assertThat(otherTypes.get("agents").get(j).get(field)).isEqualTo(agent.get(field));
      }
      assertThat(otherMarket.get("agents").get(j).get("socialCost"))
          .isNotEqualTo(agent.get("socialCost"));
      assertThat(otherMarket.get("agents").get(j).get("preferences"))
          .isEqualTo(agent.get("preferences"));
    }
    assertThat(otherMarket.get("preferences")).isEqualTo(market.get("preferences"));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void everyAgentHasWholeNonnegativeUnits(Family family) throws IOException {
    JsonNode market = read(new MarketGenerator(family, 30, 50, 4, 4, 0));
    assertThat(market.get("tasks").size()).isEqualTo(50);
    for (JsonNode agent : market.get("agents")) {
      double total = 0;
      for (JsonNode units : agent.get("statusQuo")) {
        assertThat(units.isIntegralNumber()).isTrue();
        assertThat(units.asInt()).isNotNegative();
        total += units.asInt();
      }
      assertThat(total).isBetween(350.0, 650.0);
    }
  }

  @Test
  void concentratedAgentsHaveOneMainTask() throws IOException {
    for (JsonNode agent :
        read(new MarketGenerator(Family.CONCENTRATED, 50, 5, 4, 4, 0)).get("agents")) {
      int most = 0;
      for (JsonNode units : agent.get("statusQuo")) {
        most = Math.max(most, units.asInt());
      }
      assertThat(most).isBetween(40, 47);
    }
  }

  @Test
  void specialistsAreBestAtTheirTask() throws IOException {
    JsonNode agents =
        read(new MarketGenerator(Family.COMPARATIVE_ADVANTAGE, 30, 3, 4, 4, 0)).get("agents");
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 30; j++) {
        for (int k = 0; k < 30; k++) {
          if (j % 3 == i && k % 3 != i) {
            assertThat(agents.get(j).get("socialCost").get(i).asDouble())
                .isLessThan(agents.get(k).get("socialCost").get(i).asDouble());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"WIDE_BOXES, 4, 10", "NARROW_BOXES, 1.05, 1.2"})
  void boxesHaveTheirRatio(Family family, double least, double most) throws IOException {
    for (JsonNode agent : read(new MarketGenerator(family, 30, 4, 4, 4, 0)).get("agents")) {
      JsonNode box = agent.get("preferences");
      for (int i = 0; i < 4; i++) {
        double ratio = box.get("upper").get(i).asDouble() / box.get("lower").get(i).asDouble();
        assertThat(ratio).isBetween(least - 1e-4, most + 1e-4);
      }
    }
  }

  @Test
  void typesOfOneDistributionStandInAFileAndLieInTheBox() throws IOException {
    JsonNode market = read(new MarketGenerator(Family.CORRELATED, 3, 4, 1, 2, 500));
    assertThat(market.get("preferences").get("file").asString()).isEqualTo("m-types.csv");
    List<String> lines = Files.readAllLines(folder.resolve("m-types.csv"), UTF_8);
    assertThat(lines).hasSize(501).startsWith("t1,t2,t3,t4");
    for (String line : lines.subList(1, 501)) {
      for (String cost : line.split(",", -1)) {
        assertThat(Double.parseDouble(cost)).isBetween(0.25, 4.0);
      }
    }
  }

  @Test
  void typesOfPersonalBoxesLieInThem() throws IOException {
    JsonNode boxes = read(new MarketGenerator(Family.NARROW_BOXES, 5, 3, 1, 2, 0)).get("agents");
    JsonNode drawn = read(new MarketGenerator(Family.NARROW_BOXES, 5, 3, 1, 2, 20)).get("agents");
    for (int j = 0; j < 5; j++) {
      JsonNode box = boxes.get(j).get("preferences");
      assertThat(drawn.get(j).get("preferences").get("types").size()).isEqualTo(20);
      for (JsonNode type : drawn.get(j).get("preferences").get("types")) {
        for (int i = 0; i < 3; i++) {
          assertThat(type.get(i).asDouble())
              .isBetween(
                  box.get("lower").get(i).asDouble() - 1e-6,
                  box.get("upper").get(i).asDouble() + 1e-6);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "COMPARATIVE_ADVANTAGE, 0",
    "CLUSTERED, 0",
    "CORRELATED, 0",
    "CORRELATED, 20",
    "WIDE_BOXES, 0",
    "WIDE_BOXES, 7",
    "CONCENTRATED, 7"
  })
  void theReaderTakesTheMarketWithoutComplaint(Family family, int types) throws IOException {
    MarketGenerator generator = new MarketGenerator(family, 25, 4, 1, 2, types);
    Market market = MarketReader.read(write(generator)).market();
    assertThat(market.agents()).hasSize(25);
    assertThat(market.tasks()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"0, 2, 0, agents", "10000001, 2, 0, agents", "1, 1, 0, tasks", "1, 2, -1, types"})
  void sizesOutOfRangeAreRejected(int agents, int tasks, int types, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MarketGenerator(Family.CLUSTERED, agents, tasks, 1, 1, types))
        .withMessageStartingWith(name + " is ");
  }

  private Path write(MarketGenerator generator) throws IOException {
    Path market = folder.resolve("m.json");
    generator.write(market);
    return market;
  }

  private List<String> agents(MarketGenerator generator) throws IOException {
    return Files.readAllLines(write(generator), UTF_8).stream()
        .filter(line -> line.startsWith("    {"))
        .map(line -> line.replaceAll("\"a0*(\\d+)\"", "$1").replaceAll(",$", ""))
        .toList();
  }

  private JsonNode read(MarketGenerator generator) throws IOException {
    return JsonMapper.shared().readTree(write(generator).toFile());
  }
}
