package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.app.folder.OutputFolder;
import io.polaray.dual.RoundReport;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.TerminationStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SolveCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;
  private Path market;
  private Path out;
  private final Program program = Program.endingWith(TerminationStatus.OPTIMAL);

  @BeforeEach
  void writeMarket() throws IOException {
    out = folder.resolve("out");
    market =
        Files.writeString(
            folder.resolve("market.json"),
            """
            {"format": "polaray-market/1", "name": "clinics", "tasks": ["a", "=b"],
             "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [2, 2]},
             "agents": [{"id": "north", "socialCost": [1, 0], "statusQuo": [9, 1]},
                        {"id": "west", "socialCost": [1, 0], "statusQuo": [3, 1]},
                        {"id": "-south", "socialCost": [0, 1], "statusQuo": [1, 1]}]}
            """);
  }

  private String read(String name) throws IOException {
    return Files.readString(out.resolve(name));
  }

  @Test
  void theDesignFileHasEveryField() throws IOException {
    assertThat(program.run("solve", market, "--out", out, "--seed", 42)).isZero();
    JsonNode design = JSON.readTree(read("design.json"));
    assertThat(design.propertyNames())
        .containsExactly(
            "format",
            "market",
            "status",
            "cost",
            "menuClass",
            "measure",
            "taskPrices",
            "marketClearing",
            "agents",
            "provenance");
    assertThat(design.get("format").asString()).isEqualTo("polaray-design/1");
    assertThat(design.get("market").get("name").asString()).isEqualTo("clinics");
    assertThat(design.get("market").get("sha256").asString())
        .isEqualTo(sha256(Files.readAllBytes(market)));
    JsonNode cost = design.get("cost");
    assertThat(cost.get("design").asDouble()).isEqualTo(10);
    assertThat(cost.get("lowerBound").asDouble()).isEqualTo(9.5);
    assertThat(cost.get("lowerBoundKind").asString()).isEqualTo("certified");
    assertThat(cost.get("dualEstimate").asDouble()).isEqualTo(9.8);
    assertThat(cost.get("statusQuo").asDouble()).isEqualTo(13);
    assertThat(cost.get("nonChoice").asDouble()).isEqualTo(13);
    assertThat(cost.get("firstBest").asDouble()).isZero();
    assertThat(cost.get("relativeGap").asDouble()).isEqualTo(0.05);
    assertThat(cost.get("gainGap").asDouble()).isEqualTo(0.5 / 3.5);
    assertThat(cost.get("gainShare").asDouble()).isEqualTo(3 / 3.5);
    assertThat(cost.get("outOfSample").isNull()).isTrue();
    assertThat(design.get("menuClass").asString()).isEqualTo("orthant");
    assertThat(design.get("measure").get("kind").asString()).isEqualTo("exact");
    assertThat(design.get("taskPrices")).hasSize(2);
    assertThat(design.get("provenance").get("seed").asLong()).isEqualTo(42);

    JsonNode north = design.get("agents").get(0);
    assertThat(north.get("id").asString()).isEqualTo("north");
    JsonNode menu = north.get("lottery").get(0).get("menu");
    assertThat(menu.get("kind").asString()).isEqualTo("rays");
    JsonNode ray = menu.get("rays").get(0);
    assertThat(ray.get("direction").get(0).asDouble()).isEqualTo(-9);
    assertThat(ray.get("choiceProbability").asDouble()).isEqualTo(0.3);
    assertThat(ray.get("taken").asBoolean()).isTrue();
    JsonNode south = design.get("agents").get(2).get("lottery").get(0).get("menu");
    assertThat(south.get("kind").asString()).isEqualTo("remedial");
    assertThat(south.get("assignment").get(0).asDouble()).isZero();
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(io.polaray.app.input.InputFile.newSha256().digest(bytes));
  }

  @Test
  void theDesignFileIsTheSameToTheByteWhateverTheMachine() throws IOException {
    program.run("solve", market, "--out", out, "--threads", 1);
    String first = read("design.json");
    program.run("solve", market, "--out", out, "--threads", 3, "--force", "--time-limit", 99);
    assertThat(read("design.json")).isEqualTo(first);
    assertThat(first).doesNotContain("threads", "java", "seconds\"");
    assertThat(program.run("solve", market, "--json")).isZero();
    assertThat(program.out()).isEqualTo(first);
  }

  @Test
  void tablesAreTidyAndSafe() throws IOException {
    program.run("solve", market, "--out", out);
    assertThat(read("prices.csv"))
        .isEqualTo("task,price,low,high,instances\na,0.5,0.5,0.5,13\n'=b,0.25,0.25,0.25,3\n");
    assertThat(read("agents.csv").lines())
        .containsExactly(
            "agent,population,statusQuoCost,designCost,saving,trades,menus",
            "north,1,9,9,0,true,2",
            "west,1,3,3,0,false,1",
            "'-south,1,1,1,0,true,1");
    assertThat(read("menus.csv").lines())
        .containsExactly(
            "agent,menu,probability,kind,rays",
            "north,1,0.25,rays,1",
            "north,2,0.75,statusQuo,0",
            "west,1,1,statusQuo,0",
            "'-south,1,1,remedial,0");
    assertThat(read("rays.csv").lines())
        .containsExactly(
            "agent,menu,ray,choiceProbability,taken,task,direction",
            "north,1,1,0.3,true,a,-9",
            "north,1,1,0.3,true,'=b,3");
    assertThat(read("assignment.csv").lines()).hasSize(7);
  }

  @Test
  void theTraceAndTheRunAreRecorded() throws IOException {
    program.run("solve", market, "--out", out, "--threads", 2);
    assertThat(read("trace.jsonl").lines()).hasSize(1);
    JsonNode round = JSON.readTree(read("trace.jsonl"));
    assertThat(round.get("event").asString()).isEqualTo("S");
    assertThat(round.get("gap").asDouble()).isEqualTo(1.0 / 3);
    JsonNode run = JSON.readTree(read("run.json"));
    assertThat(run.get("options").get("threads").asInt()).isEqualTo(2);
    assertThat(run.get("options").get("timeLimitSeconds").isNull()).isTrue();
    assertThat(run.get("seconds").get("total").asDouble()).isPositive();
    assertThat(run.get("java").get("version").asString()).isNotBlank();
    assertThat(run.get("exitStatus").asInt()).isZero();
  }

  @Test
  void onlyFinishedFilesAreInTheFolder() throws IOException {
    program.run("solve", market, "--out", out);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              ".polaray.lock",
              "design.json",
              "run.json",
              "trace.jsonl",
              "trace.csv",
              "prices.csv",
              "agents.csv",
              "menus.csv",
              "rays.csv",
              "assignment.csv");
    }
  }

  @Test
  void earlierResultsAreNotOverwritten() throws IOException {
    assertThat(program.run("solve", market, "--out", out)).isZero();
    String first = read("run.json");
    assertThat(program.run("solve", market, "--out", out)).isEqualTo(3);
    assertThat(program.err()).contains("--force");
    assertThat(read("run.json")).isEqualTo(first);
    assertThat(program.run("solve", market, "--out", out, "--force")).isZero();
  }

  @Test
  void aFolderInUseIsRefused() {
    try (OutputFolder other = OutputFolder.open(out, List.of(), true)) {
      assertThat(other.path()).isEqualTo(out);
      assertThat(program.run("solve", market, "--out", out)).isEqualTo(3);
      assertThat(program.err()).contains("in use");
    }
  }

  @Test
  void optionsReachTheSolver() {
    List<SolveOptions> seen = new ArrayList<>();
    Program recording =
        Program.solvingWith(
            (m, options, start, progress, checkpoints, stop) -> {
              seen.add(options);
              return Program.design(m, TerminationStatus.OPTIMAL);
            });
    recording.run(
        "solve",
        market,
        "--json",
        "--gap",
        "1e-9",
        "--certify",
        "0.5",
        "--time-limit",
        "7",
        "--threads",
        "3",
        "--seed",
        "-5",
        "--types",
        "100",
        "--method",
        "proximal-bundle",
        "--max-rounds",
        "9");
    recording.run("solve", market, "--json");
    SolveOptions given = seen.get(0);
    assertThat(given)
        .isEqualTo(
            new SolveOptions(
                "proximal-bundle", 1e-9, Duration.ofMillis(500), given.timeLimit(), 9, 100, -5, 3));
    // Reading took some of the seven seconds, and writing will.
    assertThat(given.timeLimit())
        .isLessThan(Duration.ofSeconds(7))
        .isGreaterThan(Duration.ofSeconds(1));
    assertThat(seen.get(1)).isEqualTo(SolveOptions.defaults());
  }

  @Test
  void quietAndJsonKeepTheirPromises() throws IOException {
    program.run("solve", market, "--out", out);
    assertThat(program.err()).contains("round", "primal");
    assertThat(program.out()).contains("status quo", "saves 3 (23.08 %", "north, -south");

    program.run("solve", market, "--out", out, "--force", "--quiet");
    assertThat(program.err()).isEmpty();
    assertThat(program.out().lines()).hasSize(1);

    program.run("solve", market, "--out", out, "--force", "--json", "--quiet");
    assertThat(program.err()).isEmpty();
    assertThat(JSON.readTree(program.out()).get("status").asString()).isEqualTo("OPTIMAL");
  }

  @Test
  void unusedSlackIsAWarningAndChangesNothing() throws IOException {
    Files.writeString(
        market, Files.readString(market).replace("\"west\",", "\"west\", \"slack\": 1.2,"));
    assertThat(program.run("solve", market, "--out", out)).isZero();
    assertThat(program.err()).contains("warning: 1 agent has a slack above 1 (first: west)");
    JsonNode cost = JSON.readTree(read("design.json")).get("cost");
    assertThat(cost.get("nonChoice").asDouble())
        .as("slack lets a mechanism without choice improve on the status quo")
        .isLessThan(cost.get("statusQuo").asDouble())
        .isGreaterThanOrEqualTo(cost.get("firstBest").asDouble());
  }

  @Test
  void aStopRequestReachesTheSolver() {
    List<Boolean> seen = new ArrayList<>();
    Program[] self = new Program[1];
    self[0] =
        Program.solvingWith(
            (m, options, start, progress, checkpoints, stop) -> {
              seen.add(stop.stopRequested());
              self[0].interruption().request();
              seen.add(stop.stopRequested());
              return Program.design(m, TerminationStatus.INTERRUPTED);
            });
    assertThat(self[0].run("solve", market, "--out", out)).isEqualTo(130);
    assertThat(seen).containsExactly(false, true);
    assertThat(out.resolve("design.json")).exists();
  }

  @Test
  void theLogHasAHeaderAndSkipsRowsInAHurry() {
    Program busy =
        Program.solvingWith(
            (m, options, start, progress, checkpoints, stop) -> {
              for (int k = 0; k < 100; k++) {
                progress.onRound(new RoundReport('N', k, 12, 9, 8, 0.2, 0.3, 1e-3, 4, 2, k * 0.1));
              }
              return Program.design(m, TerminationStatus.OPTIMAL);
            });
    busy.run("solve", market, "--out", out);
    List<String> lines = busy.err().lines().toList();
    assertThat(lines.get(0)).contains("round", "residual", "oracle");
    assertThat(lines).hasSizeBetween(13, 16);
    assertThat(lines.get(lines.size() - 1)).contains(" 99 ");
    assertThat(out.resolve("trace.jsonl"))
        .content(StandardCharsets.UTF_8)
        .satisfies(trace -> assertThat(trace.lines()).hasSize(100));
  }
}
