package io.polaray.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImproveCommandTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MARKET =
      """
      {"format": "polaray-market/1", "name": "clinics", "tasks": ["a", "b"],
       "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [2, 2]},
       "agents": [{"id": "x", "socialCost": [0, 1], "statusQuo": [4, 4]},
                  {"id": "y", "socialCost": [1, 0], "statusQuo": [4, 4], "population": 3},
                  {"id": "z", "socialCost": [0.4, 0.7], "statusQuo": [3, 5], "population": 2}]}
      """;

  @TempDir private Path folder;
  private Path market;
  private Path design;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);

  @BeforeEach
  void solve() throws IOException {
    market = Files.writeString(folder.resolve("m.json"), MARKET);
    assertThat(program.run("solve", market, "--out", folder.resolve("d"), "--quiet")).isZero();
    design = folder.resolve("d/design.json");
  }

  private Path improve(String name, Object... more) {
    Path out = folder.resolve(name);
    List<Object> arguments = new ArrayList<>(List.of(market, design, "--out", out));
    arguments.addAll(List.of("--trials", 120, "--draws", 150));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--fresh")) {
      arguments.addAll(List.of("--fresh", 400));
    }
    assertThat(program.run("improve", arguments.toArray())).isZero();
    return out.resolve("design.json");
  }

  @Test
  void theDesignForThePeopleAtHandCostsLessAndIsVerified() throws IOException {
    Path improved = improve("i");
    assertThat(program.out()).contains("DONE: on fresh draws the menus cost less");
    JsonNode file = JSON.readTree(improved);
    JsonNode finite = file.get("finiteMarket");
    assertThat(finite.get("people").asInt()).isEqualTo(6);
    assertThat(finite.get("cost").asDouble())
        .isEqualTo(file.get("cost").get("design").asDouble())
        .isLessThan(finite.get("startCost").asDouble());
    assertThat(finite.get("startCost").asDouble() + finite.get("difference").asDouble())
        .isCloseTo(finite.get("cost").asDouble(), within(1e-9));
    assertThat(file.get("cost").get("lowerBound").asDouble())
        .isLessThan(finite.get("cost").asDouble());
    assertThat(program.run("verify", market, improved)).isZero();
    assertThat(program.out()).contains("every round is cleared by its selection");
    assertThat(folder.resolve("i/improve.csv")).content(UTF_8).startsWith("trial,cost\n0,");
  }

  /** Another way to the same cost: the command that draws replica economies. */
  @Test
  void simulateFindsTheSameCost() throws IOException {
    Path improved = improve("i", "--fresh", 3000);
    JsonNode finite = JSON.readTree(improved).get("finiteMarket");
    assertThat(
            program.run(
                "simulate",
                market,
                improved,
                "--replicas",
                1,
                "--draws",
                3000,
                "--json",
                "--quiet"))
        .isZero();
    JsonNode economy = JSON.readTree(program.out()).get("series").get(0).get("replicas").get(0);
    double allowed =
        2
            * (finite.get("costHalfWidth95").asDouble()
                + economy.get("upper95").asDouble()
                - economy.get("meanCost").asDouble());
    assertThat(economy.get("meanCost").asDouble())
        .isCloseTo(finite.get("cost").asDouble(), within(allowed));
  }

  @Test
  void aRoundOffersExactlyTheMenusFound() throws IOException {
    Path improved = improve("i");
    Path round = folder.resolve("r");
    assertThat(
            program.run(
                "offers",
                market,
                improved,
                "--seed",
                "729048153806217734",
                "--out",
                round,
                "--quiet"))
        .isZero();
    JsonNode agents = JSON.readTree(improved).get("agents");
    for (JsonNode agent : agents) {
      double total = 0;
      for (JsonNode entry : agent.get("lottery")) {
        total += entry.get("probability").asDouble();
      }
      assertThat(total).isCloseTo(1, within(1e-12));
    }
    assertThat(
            program.run(
                "allocate", market, round, "--choices", round.resolve("choices.csv"), "--quiet"))
        .isZero();
  }

  @Test
  void sameSeedSameBytesForAnyNumberOfThreads() throws IOException {
    byte[] one = Files.readAllBytes(improve("one", "--threads", 1));
    assertThat(Files.readAllBytes(improve("two", "--threads", 3))).isEqualTo(one);
    assertThat(Files.readAllBytes(improve("other", "--seed", 2))).isNotEqualTo(one);
  }

  @Test
  void anImprovedDesignCanBeImprovedAgain() throws IOException {
    design = improve("i");
    Path again = improve("j", "--seed", 7);
    assertThat(program.run("verify", market, again)).isZero();
  }

  /** A claimed cost that no round can have is found out. */
  @ParameterizedTest
  @CsvSource({"999, between", "-999, between"})
  void aWrongCostFailsVerification(String cost, String message) throws IOException {
    Path improved = improve("i");
    String text = Files.readString(improved);
    String claimed = JSON.readTree(improved).get("cost").get("design").asString();
    Files.writeString(improved, text.replace("\"design\": " + claimed, "\"design\": " + cost));
    assertThat(Files.readString(improved)).isNotEqualTo(text);
    assertThat(program.run("verify", market, improved)).isEqualTo(ExitStatus.VERIFICATION_FAILED);
    assertThat(program.out()).contains("cost.design").contains(message);
  }

  @Test
  void aTimeLimitWritesWhatWasFound() throws IOException {
    Path out = folder.resolve("t");
    assertThat(
            program.run(
                "improve", market, design, "--out", out, "--fresh", 10, "--time-limit", "1e-9"))
        .isEqualTo(ExitStatus.LIMIT);
    assertThat(JSON.readTree(out.resolve("design.json")).get("status").asString())
        .isEqualTo("TIME_LIMIT");
    assertThat(program.out()).contains("not shown to be better");
  }

  @ParameterizedTest
  @CsvSource({
    "--trials, 0, --trials must be",
    "--draws, 1, --draws must be",
    "--fresh, 1, --fresh must be",
    "--threads, 0, --threads must be",
    "--time-limit, 0, --time-limit must be"
  })
  void wrongOptionsAreRefused(String option, String value, String message) {
    assertThat(program.run("improve", market, design, "--out", folder.resolve("x"), option, value))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(program.err()).contains(message);
  }

  @Test
  void fractionsOfPeopleAreRefused() throws IOException {
    market = Files.writeString(market, MARKET.replace("\"population\": 3", "\"population\": 2.5"));
    assertThat(program.run("solve", market, "--out", folder.resolve("f"), "--quiet")).isZero();
    design = folder.resolve("f/design.json");
    assertThat(program.run("improve", market, design, "--out", folder.resolve("y")))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err()).contains("agents[1].population", "whole number of people");
  }
}
