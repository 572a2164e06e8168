package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands with the real engine. */
class WholeRunTest {
  /** Root of the excess, bisected in 50 digits; 2.5730250813 is in use too, right to 7. */
  private static final double TWO_AGENTS_PRICE = 2.573025119523880;

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path DATASETS = Path.of("../../datasets");

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);

  private JsonNode design(Path out) throws IOException {
    return JSON.readTree(Files.readString(out.resolve("design.json")));
  }

  /** Two agents, pi = (0,1) and (1,0): the optimum and its prices are known in closed form. */
  @Test
  void twoAgentsReachTheKnownOptimum() throws IOException {
    Path market =
        Files.writeString(
            folder.resolve("m.json"),
            """
            {"format": "polaray-market/1", "tasks": ["a", "b"],
             "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [2, 2]},
             "agents": [{"id": "x", "socialCost": [0, 1], "statusQuo": [1, 1]},
                        {"id": "y", "socialCost": [1, 0], "statusQuo": [1, 1]}]}
            """);
    Path out = folder.resolve("out");
    assertThat(program.run("solve", market, "--gap", "1e-9", "--out", out)).isZero();
    assertThat(program.out()).contains("saves 1.01167", "OPTIMAL: ");
    JsonNode design = design(out);
    assertThat(design.get("cost").get("design").asDouble()).isCloseTo(0.988327549760, within(1e-8));
    assertThat(design.get("cost").get("nonChoice").asDouble()).isEqualTo(2);
    assertThat(design.get("taskPrices").get(0).asDouble())
        .isCloseTo(TWO_AGENTS_PRICE, within(1e-10));
    assertThat(program.run("verify", market, out.resolve("design.json"))).isZero();
  }

  @Test
  void theAsylumMarketIsSolvedAndVerified() throws IOException {
    Path market = DATASETS.resolve("asylum/market.json");
    Path out = folder.resolve("out");
    assertThat(program.run("solve", market, "--gap", "1e-9", "--out", out)).isZero();
    assertThat(design(out).get("cost").get("design").asDouble())
        .isCloseTo(106.605048, within(1e-6));
    assertThat(program.run("verify", market, out.resolve("design.json"), "--json")).isZero();
  }

  /** S_j(w) with sigma = (1,1) and uniform costs on [1,2]: datasets/reference. */
  @ParameterizedTest
  @CsvSource({
    "'1,1', 2.113400545562",
    "'1.2,1', 2.345529009115",
    "'2,1', 3.518058668653",
    "'0.4,1', 1.722541852171",
    "'1,0', 1.625",
    "'1,-1', 1.546673811511",
    "'-1,-2', 0"
  })
  void supportValuesAreTheKnownOnes(String weights, double value) throws IOException {
    Path market =
        Files.writeString(
            folder.resolve("m.json"),
            """
            {"format": "polaray-market/1", "tasks": ["a", "b"],
             "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [2, 2]},
             "agents": [{"id": "x", "socialCost": [0, 1], "statusQuo": [1, 1]}]}
            """);
    assertThat(program.run("support", market, "--agent", "x", "--weights", weights, "--json"))
        .isZero();
    JsonNode support = JSON.readTree(program.out());
    assertThat(support.get("format").asString()).isEqualTo("polaray-support/1");
    assertThat(support.get("value").asDouble()).isCloseTo(value, within(1e-6));
    assertThat(support.get("upperBound").asDouble()).isBetween(value - 1e-12, value + 1e-6);
    assertThat(support.get("upperBoundKind").asString()).isEqualTo("certified");
    assertThat(support.get("measure").asString()).isEqualTo("exact");
    assertThat(support.get("expectedAssignment")).hasSize(2);
    assertThat(support.get("menu").get("kind").asString()).isIn("rays", "remedial");
  }

  /** One type alone: all its rays lie in a plane, and some residuals cannot be corrected. */
  @Test
  void aDegenerateMarketLeavesTheStatusQuo() throws IOException {
    Path market =
        Files.writeString(
            folder.resolve("m.json"),
            """
            {"format": "polaray-market/1", "tasks": ["a", "b", "c"],
             "agents": [
              {"id": "x", "socialCost": [1.375, 0.625, 1.5], "statusQuo": [1, 3, 5],
               "population": 4, "preferences": {"kind": "types", "types": [[2, 4, 2]]}},
              {"id": "y", "socialCost": [0.25, 1.5, 0.75], "statusQuo": [0, 5, 0],
               "population": 2, "preferences": {"kind": "types",
                "types": [[3, 2, 1], [3, 4, 2], [1, 2, 4], [2, 1, 2]]}}]}
            """);
    Path out = folder.resolve("out");
    assertThat(program.run("solve", market, "--gap", "1e-3", "--out", out)).isZero();
    assertThat(design(out).get("cost").get("design").asDouble()).isCloseTo(46.125, within(1e-9));
    assertThat(program.run("verify", market, out.resolve("design.json"))).isZero();
  }

  /** The optimum is 0: no relative gap can be met, and that is no trouble. */
  @Test
  void aCostThatCancelsIsSolvedUpToRounding() throws IOException {
    Path market =
        Files.writeString(
            folder.resolve("m.json"),
            """
            {"format": "polaray-market/1", "tasks": ["a", "b"],
             "agents": [
              {"id": "x", "socialCost": [-0.25, 0.5], "statusQuo": [5, 2], "population": 2,
               "preferences": {"kind": "types", "types": [[1, 1]]}},
              {"id": "y", "socialCost": [-0.625, 1.25], "statusQuo": [0, 4],
               "preferences": {"kind": "types", "types": [[3, 3]]}}]}
            """);
    Path out = folder.resolve("out");
    assertThat(program.run("solve", market, "--gap", "1e-7", "--out", out)).isZero();
    assertThat(design(out).get("cost").get("design").asDouble()).isCloseTo(0, within(1e-12));
    assertThat(program.run("verify", market, out.resolve("design.json"))).isZero();
  }

  @ParameterizedTest
  @CsvSource({"two-prices, 2", "ray-cells, 3"})
  void mixturesAreSolvedAndVerified(String method, int tasks) throws IOException {
    String ones = "1" + ",1".repeat(tasks - 1);
    String low = "0.4,1" + ",0.6".repeat(tasks - 2);
    String high = "0.9,2" + ",1.3".repeat(tasks - 2);
    Path market =
        Files.writeString(
            folder.resolve("m.json"),
            """
            {"format": "polaray-market/1", "tasks": [TASKS],
             "preferences": {"kind": "mixture", "weights": [0.3, 0.7], "components": [
              {"kind": "uniform", "lower": [ONES], "upper": [TWOS]},
              {"kind": "uniform", "lower": [LOW], "upper": [HIGH]}]},
             "agents": [{"id": "x", "socialCost": [0,ONES], "statusQuo": [1,ONES]},
                        {"id": "y", "socialCost": [ONES,0], "statusQuo": [1,ONES]}]}
            """
                .replace("0,ONES", "0" + ",1".repeat(tasks - 1))
                .replace("1,ONES", ones)
                .replace("ONES,0", "1,".repeat(tasks - 1) + "0")
                .replace("ONES", ones)
                .replace("TWOS", ones.replace('1', '2'))
                .replace("LOW", low)
                .replace("HIGH", high)
                .replace(
                    "TASKS",
                    "\"t0\""
                        + IntStream.range(1, tasks)
                            .mapToObj(i -> ",\"t" + i + "\"")
                            .collect(Collectors.joining())));
    Path out = folder.resolve("out");
    assertThat(program.run("solve", market, "--gap", "1e-3", "--certify", "5", "--out", out))
        .isZero();
    JsonNode cost = design(out).get("cost");
    assertThat(cost.get("lowerBoundMethod").asString()).contains(method);
    assertThat(cost.get("design").asDouble()).isLessThan(0.999 * cost.get("statusQuo").asDouble());
    assertThat(cost.get("lowerBound").asDouble()).isLessThan(cost.get("design").asDouble());
    assertThat(design(out).get("status").asString()).isEqualTo("OPTIMAL");
    assertThat(program.run("verify", market, out.resolve("design.json"))).isZero();
  }

  @Test
  void sampledPreferencesAreEvaluatedOnFreshTypes() throws IOException {
    Path market =
        Files.writeString(
            folder.resolve("m.json"),
            """
            {"format": "polaray-market/1", "tasks": ["a", "b", "c"],
             "preferences": {"kind": "lognormal", "mean": [0, 0, 0], "lower": [0.5, 0.5, 0.5],
              "upper": [2, 2, 2], "covariance": [[0.2, 0.1, 0], [0.1, 0.2, 0], [0, 0, 0.1]]},
             "agents": [{"id": "x", "socialCost": [0, 1, 1], "statusQuo": [1, 1, 1]},
                        {"id": "y", "socialCost": [1, 0, 1], "statusQuo": [1, 1, 1],
                         "population": 2}]}
            """);
    Path out = folder.resolve("out");
    program.run("solve", market, "--types", 512, "--certify", 0, "--out", out, "--threads", 1);
    JsonNode design = design(out);
    assertThat(design.get("measure").get("kind").asString()).isEqualTo("sample");
    assertThat(design.get("measure").get("types").asInt()).isEqualTo(512);
    assertThat(design.get("measure").get("digest").asString()).matches("[0-9a-f]{64}");
    JsonNode fresh = design.get("cost").get("outOfSample");
    assertThat(fresh.get("cost").asDouble())
        .isBetween(fresh.get("lower95").asDouble(), fresh.get("upper95").asDouble())
        .isCloseTo(design.get("cost").get("design").asDouble(), within(0.1));

    Path again = folder.resolve("again");
    program.run("solve", market, "--types", 512, "--certify", 0, "--out", again, "--threads", 3);
    assertThat(again.resolve("design.json")).hasSameBinaryContentAs(out.resolve("design.json"));
  }
}
