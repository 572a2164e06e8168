package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lower bounds of markets with three tasks are proved again by the verifier. */
class VerifyBoundTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String MARKET =
      """
      {"format": "polaray-market/1", "tasks": ["a", "b", "c"],
       "preferences": {"kind": "uniform", "lower": [1, 1, 1], "upper": [2, 2, 2]},
       "agents": [
        {"id": "north", "socialCost": [1, 0.6, 1.3], "statusQuo": [1, 1, 1]},
        {"id": "south", "socialCost": [0.8, 0.9, 0.7], "statusQuo": [1, 1, 1], "population": 2},
        {"id": "west", "socialCost": [0.9, 1.2, 0.6], "statusQuo": [2, 1, 1],
         "preferences": {"kind": "types",
          "types": [[1, 1, 1], [2, 1, 1], [1, 2, 1], [1, 1, 2], [2, 2, 1], [2, 1, 2], [1, 2, 2]]}},
        {"id": "east", "socialCost": [0.7, 0.9, 1], "statusQuo": [1, 0, 1],
         "preferences": {"kind": "mixture", "weights": [0.5, 0.5], "components": [
          {"kind": "uniform", "lower": [1, 1, 1], "upper": [2, 1, 1.5]},
          {"kind": "uniform", "lower": [1, 2, 1], "upper": [1.5, 3, 2]}]}},
        {"id": "late", "socialCost": [0.8, 1, 1.1], "statusQuo": [1, 1, 0],
         "preferences": {"kind": "independent", "marginals": [
          {"distribution": "exponential", "mean": 0.5, "lower": 0.5},
          {"distribution": "gamma", "shape": 2, "scale": 0.3, "lower": 0.4},
          {"distribution": "uniform", "lower": 1, "upper": 2}]}}]}
      """;

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);
  private Path market;
  private Path design;

  @BeforeEach
  void solve() throws IOException {
    market = Files.writeString(folder.resolve("market.json"), MARKET);
    Path out = folder.resolve("out");
    assertThat(program.run("solve", market, "--out", out, "--quiet", "--gap", "1e-2"))
        .as(program.err())
        .isZero();
    design = out.resolve("design.json");
  }

  private JsonNode verify(int status, Object... more) {
    Object[] words = new Object[3 + more.length];
    words[0] = market;
    words[1] = design;
    words[2] = "--json";
    System.arraycopy(more, 0, words, 3, more.length);
    assertThat(program.run("verify", words)).as(program.out() + program.err()).isEqualTo(status);
    return JSON.readTree(program.out());
  }

  private static String outcome(JsonNode report) {
    for (JsonNode check : report.get("checks")) {
      if (check.get("check").stringValue().equals("lower-bound")) {
        return check.get("outcome").stringValue();
      }
    }
    return "absent";
  }

  /** Writes another bound, with the ratios that go with it. */
  private void claim(double bound) throws IOException {
    JsonNode root = JSON.readTree(Files.readString(design));
    ObjectNode cost = (ObjectNode) root.get("cost");
    double own = cost.get("design").doubleValue();
    double today = cost.get("statusQuo").doubleValue();
    cost.put("lowerBound", bound);
    cost.put("relativeGap", (own - bound) / Math.abs(own));
    cost.put("gainGap", (own - bound) / (today - bound));
    cost.put("gainShare", (today - own) / (today - bound));
    Files.writeString(design, JSON.writeValueAsString(root));
  }

  @Test
  void aBoundIsConfirmedAndATooHighOneIsNot() throws IOException {
    JsonNode report = verify(ExitStatus.DONE);
    assertThat(outcome(report)).isEqualTo("holds");
    JsonNode cost = JSON.readTree(Files.readString(design)).get("cost");
    double own = cost.get("design").doubleValue();
    double claimed = cost.get("lowerBound").doubleValue();
    assertThat(report.get("recomputed").get("lowerBound").doubleValue())
        .isBetween(claimed * (1 - 1e-9), own);

    claim(own * (1 - 1e-12));
    JsonNode doubtful = verify(ExitStatus.DONE, "--bound-seconds", "0.5");
    assertThat(outcome(doubtful)).isEqualTo("not-confirmed");
    double proved = doubtful.get("recomputed").get("lowerBound").doubleValue();
    assertThat(proved).isLessThan(own).isGreaterThan(0.9 * own);
    // The work is counted: the same figure once more.
    assertThat(verify(ExitStatus.DONE, "--bound-seconds", "0.5")).isEqualTo(doubtful);

    assertThat(outcome(verify(ExitStatus.DONE, "--bound-seconds", "0"))).isEqualTo("not-confirmed");
    claim(own * 1.001);
    assertThat(outcome(verify(ExitStatus.VERIFICATION_FAILED))).isEqualTo("fails");
  }

  /** Costs from 0 on: proved, confirmed, and said to be what it is. */
  @Test
  void costsFromZeroOnAreBoundedConfirmedAndWarnedOf() throws IOException {
    Files.writeString(
        market,
        """
        {"format": "polaray-market/1", "name": "unit costs", "tasks": ["a", "b", "c"],
         "preferences": {"kind": "uniform", "lower": [0, 0, 0.1], "upper": [1, 1, 1]},
         "agents": [
          {"id": "x", "socialCost": [1, 2, 1.5], "statusQuo": [5, 5, 4]},
          {"id": "y", "socialCost": [2, 1, 1.2], "statusQuo": [4, 5, 5]}]}
        """);
    Path out = folder.resolve("from-zero");
    assertThat(program.run("solve", market, "--out", out, "--gap", "1e-3")).isZero();
    assertThat(program.err())
        .contains("warning: 2 agents are offered trades", "(first: x)", "give positive lower ends");
    design = out.resolve("design.json");
    JsonNode root = JSON.readTree(Files.readString(design));
    assertThat(root.get("status").stringValue()).isEqualTo("OPTIMAL");
    assertThat(root.get("cost").get("lowerBoundMethod").stringValue()).isEqualTo("ray-cells");
    assertThat(outcome(verify(ExitStatus.DONE))).isEqualTo("holds");
  }

  /** The solver has a bound from the density at 0, the verifier none: it says no more than that. */
  @Test
  void twoTasksWithoutALimitOfTheirRatesAreNotRecomputed() throws IOException {
    Files.writeString(
        market,
        """
        {"format": "polaray-market/1", "name": "exponential", "tasks": ["a", "b"],
         "preferences": {"kind": "independent", "marginals": [
          {"distribution": "exponential", "mean": 1, "lower": 0, "upper": 5},
          {"distribution": "exponential", "mean": 0.5, "lower": 0, "upper": 4}]},
         "agents": [
          {"id": "x", "socialCost": [1, 2], "statusQuo": [5, 5]},
          {"id": "y", "socialCost": [2, 1], "statusQuo": [4, 5]}]}
        """);
    Path out = folder.resolve("exponential");
    assertThat(program.run("solve", market, "--out", out)).isZero();
    design = out.resolve("design.json");
    JsonNode root = JSON.readTree(Files.readString(design));
    assertThat(root.get("status").stringValue()).isEqualTo("OPTIMAL");
    assertThat(root.get("cost").get("lowerBoundMethod").stringValue()).isEqualTo("two-prices");
    assertThat(outcome(verify(ExitStatus.DONE))).isEqualTo("not-confirmed");
    assertThat(program.out()).contains("not recomputed here").doesNotContain("Infinity");
  }

  @Test
  void theWorkMustBeANumber() {
    assertThat(program.run("verify", market, design, "--bound-seconds", "-1"))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(program.err()).contains("--bound-seconds is -1.0");
  }
}
