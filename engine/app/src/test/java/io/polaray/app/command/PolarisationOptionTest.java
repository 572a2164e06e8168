package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.app.checkpoint.CheckpointFile;
import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Menus polarised on the boxes of the market, through the commands. */
class PolarisationOptionTest {
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
          "types": [[1, 1, 1], [2, 1, 1], [1, 2, 1], [1, 1, 2], [2, 2, 1], [2, 1, 2], [1, 2, 2]]}}]}
      """;

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);
  private Path market;
  private Path out;

  @BeforeEach
  void writeMarket() throws IOException {
    market = Files.writeString(folder.resolve("market.json"), MARKET);
    out = folder.resolve("out");
  }

  private int solve(Path to, Object... more) {
    Object[] words = {
      market, "--out", to, "--quiet", "--types", 256, "--gap", "1e-2", "--certify", 0.2
    };
    return program.run("solve", Stream.concat(Stream.of(words), Stream.of(more)).toArray());
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(Files.readString(file));
  }

  @Test
  void theDesignSaysItsClassAndVerifyChecksIt() throws IOException {
    assertThat(solve(out, "--polarisation", "support")).as(program.err()).isZero();
    Path design = out.resolve("design.json");
    JsonNode root = json(design);
    assertThat(root.get("menuClass").asString()).isEqualTo("support");
    assertThat(root.get("provenance").get("options").get("polarisation").asString())
        .isEqualTo("support");
    assertThat(root.get("cost").get("lowerBoundMethod").asString()).contains("bayesian-");
    assertThat(root.get("cost").get("relativeGap").asDouble()).isLessThan(0.05);
    assertThat(program.run("verify", market, design)).as(program.out()).isZero();
    assertThat(program.out()).contains("on the support of the types");

    Path narrow = folder.resolve("narrow");
    assertThat(solve(narrow, "--warm-start", out)).as(program.err()).isZero();
    JsonNode orthant = json(narrow.resolve("design.json"));
    assertThat(orthant.get("menuClass").asString()).isEqualTo("orthant");
    assertThat(root.get("cost").get("design").asDouble())
        .isLessThan(orthant.get("cost").get("design").asDouble() - 1e-3);
    assertThat(program.run("verify", market, narrow.resolve("design.json"))).isZero();

    Path claimed = folder.resolve("claimed.json");
    String text = Files.readString(design);
    Files.writeString(
        claimed, text.replace("\"menuClass\": \"support\"", "\"menuClass\": \"orthant\""));
    assertThat(program.run("verify", market, claimed)).isEqualTo(5);
    assertThat(program.out()).contains("FAILED polarisation");
    assertThat(program.run("simulate", market, claimed, "--replicas", 1))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err()).contains("not polarised");
    Files.writeString(claimed, text.replace("\"support\"", "\"some\""));
    assertThat(program.run("simulate", market, claimed, "--replicas", 1))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err()).contains("no such class of menus");
  }

  @Test
  void peopleChooseFromItAndAreAllocated() throws IOException {
    assertThat(solve(out, "--polarisation", "support")).isZero();
    Path design = out.resolve("design.json");
    assertThat(program.run("simulate", market, design, "--replicas", "1,4", "--quiet"))
        .as(program.err())
        .isZero();
    Path round = folder.resolve("round");
    assertThat(program.run("offers", market, design, "--seed", 3, "--out", round)).isZero();
    assertThat(json(round.resolve("offers.json")).get("menuClass").asString()).isEqualTo("support");
    Path choices = round.resolve("choices.csv");
    assertThat(program.run("allocate", market, round, "--choices", choices))
        .as(program.err())
        .isZero();
  }

  @Test
  void aCheckpointIsForOneClassOnly() {
    LargeMarketSolver solver = LargeMarketSolver.create();
    Program killed =
        Program.solvingWith(
            (m, options, start, progress, checkpoints, stop) ->
                solver.solve(
                    m,
                    options,
                    start,
                    progress,
                    (report, history) -> {
                      checkpoints.onRound(report, history);
                      if (report.round() >= 2) {
                        throw new UncheckedIOException(new IOException("the solve ends here"));
                      }
                    },
                    stop));
    Object[] words = {
      market,
      "--out",
      out,
      "--quiet",
      "--types",
      256,
      "--gap",
      "1e-2",
      "--certify",
      0.2,
      "--checkpoint-interval",
      0,
      "--polarisation",
      "support"
    };
    assertThat(killed.run("solve", words)).isEqualTo(1);
    assertThat(out.resolve(CheckpointFile.NAME)).exists();
    assertThat(solve(out, "--resume")).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(solve(out, "--resume", "--polarisation", "support")).as(program.err()).isZero();
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(solve(undisturbed, "--polarisation", "support", "--threads", 1)).isZero();
    assertThat(out.resolve("design.json"))
        .hasSameBinaryContentAs(undisturbed.resolve("design.json"));
  }

  @Test
  void supportReportsTheLargerValue() {
    assertThat(value(10, "--polarisation", "support")).isGreaterThan(3.1939);
    JsonNode narrow = JSON.readTree(program.out());
    assertThat(narrow.get("menuClass").asString()).isEqualTo("support");
    assertThat(narrow.get("upperBoundMethod").asString()).isEqualTo("bayesian-cells");
    assertThat(narrow.get("upperBound").asDouble()).isBetween(3.1942, 3.5);
    assertThat(value(1)).isBetween(3.15, 3.1512);
    assertThat(program.run("support", market, "--agent", "north", "--polarisation", "both"))
        .isEqualTo(ExitStatus.USAGE);
  }

  private double value(int certify, Object... more) {
    Object[] words = {
      market, "--agent", "north", "--weights", "1,1,1", "--json", "--certify", certify
    };
    assertThat(program.run("support", Stream.concat(Stream.of(words), Stream.of(more)).toArray()))
        .as(program.err())
        .isZero();
    return JSON.readTree(program.out()).get("value").asDouble();
  }
}
