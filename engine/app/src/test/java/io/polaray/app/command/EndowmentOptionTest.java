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

class EndowmentOptionTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String MARKET =
      """
      {"format": "polaray-market/1", "tasks": ["a", "b"],
       "agents": [
        {"id": "x", "socialCost": [1, 0], "statusQuo": [10, 10],
         "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [1.1, 1.2]}},
        {"id": "y", "socialCost": [0, 1], "statusQuo": [10, 10],
         "preferences": {"kind": "uniform", "lower": [1, 2], "upper": [1.1, 2.2]}},
        {"id": "z", "socialCost": [0, 1], "statusQuo": [9, 10.5], "slack": 1.2,
         "preferences": {"kind": "uniform", "lower": [1, 2], "upper": [1.1, 2.2]}}]}
      """;

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);
  private Path market;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    market = Files.writeString(folder.resolve("market.json"), MARKET);
    out = folder.resolve("out");
  }

  private JsonNode solved(String what) throws IOException {
    int status =
        program.run(
            "solve",
            market,
            "--out",
            out,
            "--force",
            "--quiet",
            "--gap",
            "1e-6",
            "--endowment",
            what);
    assertThat(status).as(program.err()).isZero();
    Path endowed = out.resolve("endowed-market.json");
    Program verifying = Program.solvingWith(LargeMarketSolver.create()::solve);
    assertThat(verifying.run("verify", endowed, out.resolve("design.json"))).isZero();
    assertThat(verifying.out())
        .as("participation relative to status quo and slack")
        .containsPattern("participation +holds");
    return JSON.readTree(Files.readString(out.resolve("design.json")));
  }

  @Test
  void raysAroundTheBestMechanismWithoutChoice() throws IOException {
    JsonNode plain = solved("status-quo").get("cost");
    assertThat(program.err()).contains("slack above 1 (first: z)");
    JsonNode better = solved("non-choice").get("cost");
    assertThat(program.err()).doesNotContain("slack");
    assertThat(better.get("statusQuo").asDouble()).isEqualTo(plain.get("statusQuo").asDouble());
    assertThat(better.get("nonChoice").asDouble()).isLessThan(plain.get("statusQuo").asDouble());
    assertThat(better.get("design").asDouble())
        .as("rays from the mechanism without choice only add to it")
        .isLessThanOrEqualTo(better.get("nonChoice").asDouble() * (1 + 1e-9));
  }

  @Test
  void aFileOfEndowments() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("eta.json"),
            """
            {"format": "polaray-endowment/1", "agents": [
             {"id": "x", "endowment": [8, 12]}, {"id": "y", "endowment": [12, 8]}]}
            """);
    int status = program.run("solve", market, "--out", out, "--quiet", "--endowment", file);
    assertThat(status).as(program.err()).isZero();
    assertThat(program.err())
        .as("x would get more of the second task, at 1.2 a unit, than 2 of the first relieve")
        .contains("1 agent has an endowment that some type finds worse", "(first: x)");
    JsonNode endowed = JSON.readTree(Files.readString(out.resolve("endowed-market.json")));
    assertThat(endowed.get("agents").get(1).get("endowment").get(0).asDouble()).isEqualTo(12);
    assertThat(endowed.get("agents").get(2).has("endowment")).isFalse();
  }

  @Test
  void badEndowmentsAreListed() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("eta.json"),
            """
            {"format": "polaray-endowment/1", "agents": [
             {"id": "w", "endowment": [8, 12]}, {"id": "y", "endowment": [12, -8]},
             {"id": "x", "endowment": [1]}, {"id": "x", "endowment": [1, 2]}, 7]}
            """);
    assertThat(program.run("solve", market, "--out", out, "--endowment", file)).isEqualTo(3);
    assertThat(program.err())
        .contains("agents[0].id", "agents[1].endowment[1]", "agents[2].endowment", "agents[3].id")
        .contains("agents[4]");
    assertThat(program.run("solve", market, "--out", out, "--endowment", folder.resolve("no")))
        .isEqualTo(3);
    assertThat(program.run("solve", market, "--json", "--endowment", "non-choice")).isEqualTo(2);
  }

  @Test
  void unbalancedEndowmentsAreRefused() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("eta.json"),
            """
            {"format": "polaray-endowment/1", "agents": [{"id": "x", "endowment": [8, 10]}]}
            """);
    assertThat(program.run("solve", market, "--out", out, "--endowment", file)).isEqualTo(3);
    assertThat(program.err()).contains("task a", "the endowments add up to 27");
  }

  @Test
  void typesWithoutABoxNeedAFile() throws IOException {
    Files.writeString(
        market,
        MARKET.replace(
            "{\"kind\": \"uniform\", \"lower\": [1, 1], \"upper\": [1.1, 1.2]}",
            "{\"kind\": \"types\", \"types\": [[1, 2], [2, 1]]}"));
    assertThat(program.run("solve", market, "--out", out, "--endowment", "non-choice"))
        .isEqualTo(3);
    assertThat(program.err()).contains("without choice", "give --endowment a file");
  }
}
