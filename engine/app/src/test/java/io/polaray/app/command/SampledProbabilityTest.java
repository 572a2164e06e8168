package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What verify says of choice probabilities that belong to a sample of 400 types. */
class SampledProbabilityTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MARKET =
      """
      {"format": "polaray-market/1", "tasks": ["a", "b", "c"],
       "preferences": {"kind": "lognormal", "mean": [0, 0, 0],
        "covariance": [[0.1, 0.03, 0], [0.03, 0.1, 0.03], [0, 0.03, 0.1]],
        "lower": [0.2, 0.2, 0.2], "upper": [5, 5, 5]},
       "agents": [{"id": "x", "socialCost": [0.5, 1, 1.5], "statusQuo": [4, 5, 6]},
                  {"id": "y", "socialCost": [1.5, 1, 0.5], "statusQuo": [6, 5, 4]}]}
      """;

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);
  private Path market;
  private Path file;

  @BeforeEach
  void solve() throws IOException {
    market = Files.writeString(folder.resolve("m.json"), MARKET);
    Path out = folder.resolve("out");
    program.run("solve", market, "--out", out, "--quiet", "--types", 400, "--certify", 0);
    file = out.resolve("design.json");
    assertThat(program.run("verify", market, file)).as(program.out()).isZero();
  }

  /** Five times 0.5 / sqrt(400) is 0.125; the sample itself is off by at most a part of that. */
  @ParameterizedTest
  @CsvSource({
    "0, ''",
    "0.03, ''",
    "-0.03, ''",
    "0.25, differs from an independent sample",
    "-0.25, differs from an independent sample",
    "2, between 0 and 1",
    "-2, between 0 and 1"
  })
  void mayBeOffByFiveStandardErrors(double change, String reason) throws IOException {
    JsonNode design = JSON.readTree(Files.readString(file));
    ObjectNode ray = middleRay(design);
    ray.put("choiceProbability", ray.get("choiceProbability").asDouble() + change);
    Files.writeString(file, JSON.writeValueAsString(design));
    assertThat(program.run("verify", market, file)).isEqualTo(change == 0 ? 0 : 5);
    if (reason.isEmpty()) {
      assertThat(program.out()).doesNotContain("FAILED choice-probabilities");
    } else {
      assertThat(program.out()).containsPattern("FAILED choice-probabilities.*" + reason);
    }
  }

  /** A ray whose probability can be moved a quarter either way. */
  private static ObjectNode middleRay(JsonNode design) {
    for (JsonNode agent : design.get("agents")) {
      for (JsonNode entry : agent.get("lottery")) {
        for (JsonNode ray : entry.get("menu").path("rays")) {
          double p = ray.get("choiceProbability").asDouble();
          if (p > 0.25 && p < 0.75) {
            return (ObjectNode) ray;
          }
        }
      }
    }
    throw new AssertionError("no such ray: " + design);
  }
}
