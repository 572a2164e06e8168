package io.polaray.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.app.market.AwkwardMarkets;
import io.polaray.app.market.MarketMutations;
import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SimulateCommandTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MARKET =
      """
      {"format": "polaray-market/1", "name": "clinics", "tasks": ["a", "b"],
       "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [2, 2]},
       "agents": [{"id": "x", "socialCost": [0, 1], "statusQuo": [4, 4]},
                  {"id": "y", "socialCost": [1, 0], "statusQuo": [4, 4], "population": 2},
                  {"id": "z", "socialCost": [0.4, 0.7], "statusQuo": [3, 5]}]}
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

  @Test
  void theAsylumMarketNeedsAboutAThousandCopies() throws IOException {
    Path asylum = Path.of("../../datasets/asylum/market.json");
    Path out = folder.resolve("a");
    assertThat(program.run("solve", asylum, "--gap", "1e-9", "--out", out, "--quiet")).isZero();
    Path found = out.resolve("design.json");
    assertThat(program.run("simulate", asylum, found, "--replicas", "1,10,100,1000", "--json"))
        .isZero();
    JsonNode series = JSON.readTree(program.out()).get("series").get(0);
    double[] published = {0.078, 0.022, 0.0063, 0.0020};
    for (int k = 0; k < published.length; k++) {
      assertThat(series.get("replicas").get(k).get("excess").asDouble())
          .isCloseTo(published[k], within(0.2 * published[k]));
    }
    assertThat(series.get("rate").asDouble()).isBetween(-0.6, -0.4);
    JsonNode last = series.get("replicas").get(3);
    JsonNode before = series.get("replicas").get(2);
    assertThat(series.get("lastRate").asDouble())
        .isCloseTo(
            Math.log10(last.get("excess").asDouble() / before.get("excess").asDouble()),
            within(1e-9));
    assertThat(series.get("lastRateError").asDouble()).isBetween(0.005, 0.1);
  }

  @Test
  void tablesPlotAndDocumentAreWritten() throws IOException {
    Path out = folder.resolve("s");
    String[] run = {
      "simulate",
      market.toString(),
      design.toString(),
      "--replicas",
      "1,5",
      "--draws",
      "20",
      "--truth",
      "erratic",
      "--out",
      out.toString()
    };
    assertThat(program.run(run)).isZero();
    assertThat(program.out())
        .contains("people choose as stated", "people choose as erratic", "excess falls like N^")
        .endsWith("DONE: no draw costs more than the status quo\n");
    assertThat(Files.readAllLines(out.resolve("replicas.csv"))).hasSize(5);
    assertThat(Files.readAllLines(out.resolve("draws.csv"))).hasSize(81);
    assertThat(Files.readString(out.resolve("excess.svg"))).startsWith("<svg").contains("</svg>");
    JsonNode document = JSON.readTree(Files.readString(out.resolve("simulation.json")));
    assertThat(document.get("format").asString()).isEqualTo("polaray-simulation/1");
    assertThat(document.get("neverAboveEndowments").asBoolean()).isTrue();
    assertThat(program.run(run)).isEqualTo(3);
    assertThat(program.err()).contains("--force");
  }

  @Test
  void resultsDoNotDependOnThreads() {
    program.run("simulate", market, design, "--draws", 10, "--threads", 1, "--json");
    String one = program.out();
    program.run("simulate", market, design, "--draws", 10, "--threads", 3, "--json");
    assertThat(program.out()).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--replicas 0",
        "--replicas x",
        "--draws 1",
        "--threads 0",
        "--rule other",
        "--truth nonsense",
        "--truth spread",
        "--truth spread:x",
        "--truth spread:-1",
        "--truth correlation:2",
        "--nonsense"
      })
  void wrongOptionsAreUsageErrors(String options) {
    String[] words = ("simulate " + market + " " + design + " " + options).split(" ");
    assertThat(program.run(words)).isEqualTo(2);
    assertThat(program.err()).contains("--help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"spread:0.5", "correlation:0.5", "lognormal", "convex", "erratic", "OTHER"})
  void wrongPreferencesNeverCostMoreThanTheStatusQuo(String truth) throws IOException {
    Path other =
        Files.writeString(folder.resolve("other.json"), MARKET.replace("[1, 1]", "[0.2, 1]"));
    String what = truth.equals("OTHER") ? other.toString() : truth;
    assertThat(
            program.run(
                "simulate", market, design, "--draws", 20, "--truth", what, "--rule", "optimal"))
        .isZero();
    assertThat(program.out()).endsWith("DONE: no draw costs more than the status quo\n");
  }

  @Test
  void aMarketOfOtherPeopleIsNoTruth() throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("other.json"),
            MARKET.replace("\"x\"", "\"w\"").replace("\"z\"", "\"v\""));
    assertThat(program.run("simulate", market, design, "--truth", other)).isEqualTo(3);
    assertThat(program.err()).contains("agent x is missing", "agent z is missing");
    Files.writeString(other, MARKET.replace("[\"a\", \"b\"]", "[\"a\", \"c\"]"));
    assertThat(program.run("simulate", market, design, "--truth", other)).isEqualTo(3);
    assertThat(program.err()).contains("tasks");
  }

  @Test
  void populationsMustBecomeWhole() throws IOException {
    Files.writeString(market, MARKET.replace("\"population\": 2", "\"population\": 2.5"));
    program.run("solve", market, "--out", folder.resolve("d"), "--quiet", "--force");
    assertThat(program.run("simulate", market, design, "--replicas", "1,2")).isEqualTo(3);
    assertThat(program.err())
        .contains("agents[1].population is 2.5")
        .contains("no whole number of people");
    assertThat(program.run("simulate", market, design, "--replicas", "2", "--draws", 3)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      value = {
        "\"id\": \"y\"; \"id\": \"Y\"; write y if that is meant",
        "\"id\": \"y\"; \"id\": \"x\"; same id",
        "\"kind\": \"rays\"; \"kind\": \"ray\"; no such kind",
        "polaray-design/1; polaray-design/2; does not read that format",
        "\"direction\": [; \"direction\": [1, ; it has 3 entries",
        "\"probability\": 1; \"probability\": 0.9; sum to 0.9"
      })
  void aDamagedDesignIsRefusedWithItsPlace(String from, String to, String message)
      throws IOException {
    String sound = Files.readString(design);
    assertThat(sound).contains(from);
    Files.writeString(design, sound.replace(from, to));
    assertThat(program.run("simulate", market, design)).isEqualTo(3);
    assertThat(program.err()).startsWith(design.toString()).contains(message);
  }

  @Test
  void aDesignOfAnotherMarketIsRefused() throws IOException {
    Files.writeString(market, MARKET.replace("clinics", "wards"));
    assertThat(program.run("simulate", market, design)).isEqualTo(3);
    assertThat(program.err()).contains("market.sha256", "another market");
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void damagedDesignsAreUsedOrRefused(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    String sound = Files.readString(design);
    int refused = 0;
    for (int k = 0; k < 60; k++) {
      byte[] bytes = MarketMutations.damage(sound, random);
      Files.write(design, bytes);
      int status =
          program.run("simulate", market, design, "--draws", 2, "--replicas", 1, "--quiet");
      assertThat(status)
          .as("seed %d, input %d: %s%n%s", seed, k, program.err(), new String(bytes, UTF_8))
          .isIn(ExitStatus.DONE, ExitStatus.BAD_INPUT);
      if (status == ExitStatus.BAD_INPUT) {
        refused++;
        assertThat(program.err()).startsWith(design.toString()).doesNotContain("Exception");
      }
    }
    assertThat(refused).isPositive();
  }

  private void simulateAwkward(long seed, int inputs, int maxTasks) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < inputs; k++) {
      String text = AwkwardMarkets.market(random, maxTasks);
      Files.writeString(market, text);
      program.run(
          "solve",
          market,
          "--out",
          folder.resolve("d"),
          "--quiet",
          "--force",
          "--types",
          64,
          "--certify",
          0,
          "--time-limit",
          5);
      int status = program.run("simulate", market, design, "--draws", 3, "--replicas", "1,10");
      assertThat(status)
          .as("seed %d, input %d: %s%n%s", seed, k, program.err(), text)
          .isIn(ExitStatus.DONE, ExitStatus.BAD_INPUT);
      if (status == ExitStatus.BAD_INPUT) {
        assertThat(program.err()).contains("population");
      } else {
        assertThat(program.out())
            .as("seed %d, input %d: %s", seed, k, text)
            .endsWith("DONE: no draw costs more than the status quo\n");
      }
    }
  }

  @Test
  void awkwardMarketsAreSimulated() throws IOException {
    simulateAwkward(51, 12, 2);
  }

  @Test
  @Tag("slow")
  void manyAwkwardMarketsAreSimulated() throws IOException {
    simulateAwkward(52, 60, 2);
    simulateAwkward(53, 20, 4);
  }
}
