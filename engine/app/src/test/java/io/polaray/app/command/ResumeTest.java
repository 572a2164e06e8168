package io.polaray.app.command;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.app.Polaray;
import io.polaray.app.checkpoint.CheckpointFile;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.dual.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A solve that was cut short goes on to the same bytes; a neighbour's design is a start. */
class ResumeTest {
  private static final String MARKET =
      """
      {"format": "polaray-market/1", "tasks": ["a", "b", "c"],
       "preferences": {"kind": "uniform", "lower": [1, 1, 0.5], "upper": [2, 3, 1.5]},
       "agents": [
        {"id": "north", "socialCost": [1, 0.5, 0.3], "statusQuo": [10, 4, 5]},
        {"id": "east", "socialCost": [0.25, 1.5, 0.9], "statusQuo": [5, 7, 3], "population": 3},
        {"id": "west", "socialCost": [0.6, 0.2, 1.1], "statusQuo": [6, 6, 6]},
        {"id": "south", "socialCost": [0.1, 1, 0.4], "statusQuo": [6, 6, 2]}]}
      """;

  @TempDir private Path folder;
  private Path market;
  private Path out;

  @BeforeEach
  void writeMarket() throws IOException {
    market = Files.writeString(folder.resolve("market.json"), MARKET);
    out = folder.resolve("out");
  }

  private static Program killedAfter(int rounds) {
    LargeMarketSolver solver = LargeMarketSolver.create();
    return Program.solvingWith(
        (m, options, start, progress, checkpoints, stop) ->
            solver.solve(
                m,
                options,
                start,
                progress,
                (report, history) -> {
                  checkpoints.onRound(report, history);
                  if (report.round() >= rounds) {
                    throw new UncheckedIOException(new IOException("the solve ends here"));
                  }
                },
                stop));
  }

  private static Program whole() {
    return Program.solvingWith(LargeMarketSolver.create()::solve);
  }

  private String[] command(Path to, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("solve", market.toString(), "--out", to.toString(), "--quiet", "--types"));
    arguments.addAll(List.of("256", "--gap", "1e-3"));
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray(String[]::new);
  }

  /** With a checkpoint every round. */
  private String[] eager(Path to, String... more) {
    String[] arguments = command(to, more);
    int length = arguments.length;
    String[] longer = Arrays.copyOf(arguments, length + 2);
    longer[length] = "--checkpoint-interval";
    longer[length + 1] = "0";
    return longer;
  }

  private byte[] undisturbed() throws IOException {
    Path to = folder.resolve("undisturbed");
    assertThat(whole().run(command(to))).isZero();
    assertThat(to.resolve(CheckpointFile.NAME)).doesNotExist();
    return Files.readAllBytes(to.resolve("design.json"));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1", "3, 2", "5, 1"})
  void aKilledSolveEndsInTheSameBytes(int rounds, int threads) throws IOException {
    byte[] expected = undisturbed();
    assertThat(killedAfter(rounds).run(eager(out, "--threads", "" + threads))).isEqualTo(1);
    assertThat(out.resolve("design.json")).doesNotExist();
    assertThat(out.resolve(CheckpointFile.NAME)).exists();

    Program refusing = whole();
    assertThat(refusing.run(command(out))).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(refusing.err()).contains("--resume to go on");

    Program resuming = whole();
    assertThat(resuming.run(command(out, "--resume"))).as(resuming.err()).isZero();
    assertThat(resuming.err()).isEmpty();
    assertThat(out.resolve("design.json")).hasBinaryContent(expected);
    assertThat(out.resolve(CheckpointFile.NAME)).doesNotExist();
  }

  @Test
  void aSolveKilledTwiceEndsInTheSameBytes() throws IOException {
    byte[] expected = undisturbed();
    killedAfter(2).run(eager(out));
    killedAfter(4).run(eager(out, "--resume"));
    assertThat(whole().run(command(out, "--resume"))).isZero();
    assertThat(out.resolve("design.json")).hasBinaryContent(expected);
  }

  @Test
  void aLimitLeavesACheckpointFromWhichMoreRoundsGoOn() throws IOException {
    byte[] expected = undisturbed();
    StopSignal[] own = new StopSignal[1];
    LargeMarketSolver solver = LargeMarketSolver.create();
    Program stopping =
        Program.solvingWith(
            (m, options, start, progress, checkpoints, stop) -> {
              int[] rounds = new int[1];
              own[0] = () -> rounds[0] >= 3;
              return solver.solve(
                  m, options, start, report -> rounds[0] = report.round(), checkpoints, own[0]);
            });
    assertThat(stopping.run(command(out))).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(out.resolve("design.json")).content().contains("INTERRUPTED");
    assertThat(whole().run(command(out, "--resume"))).isZero();
    assertThat(out.resolve("design.json")).hasBinaryContent(expected);
  }

  @Test
  void withoutACheckpointTheSolveStartsFromNothing() throws IOException {
    byte[] expected = undisturbed();
    Program resuming = whole();
    assertThat(resuming.run(command(out, "--resume"))).isZero();
    assertThat(resuming.err()).contains("there is no checkpoint");
    assertThat(out.resolve("design.json")).hasBinaryContent(expected);
  }

  @Test
  void aCheckpointOfAnotherSolveIsRefused() throws IOException {
    killedAfter(2).run(eager(out));
    Program other = whole();
    assertThat(other.run(command(out, "--resume", "--seed", "5"))).isEqualTo(3);
    assertThat(other.err()).contains("seed=1", "seed=5", "without --resume");

    Files.writeString(market, MARKET.replace("0.25", "0.26"));
    assertThat(other.run(command(out, "--resume"))).isEqualTo(3);
    assertThat(other.err()).contains("the market file or a file of types has changed");
    assertThat(out.resolve(CheckpointFile.NAME)).as("nothing is lost").exists();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aDamagedCheckpointIsRefused(long seed) throws IOException {
    killedAfter(2).run(eager(out));
    Path file = out.resolve(CheckpointFile.NAME);
    byte[] sound = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < 40; k++) {
      byte[] damaged = Arrays.copyOf(sound, random.nextInt(sound.length));
      if (random.nextBoolean()) {
        damaged = sound.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, damaged);
      Program resuming = whole();
      assertThat(resuming.run(command(out, "--resume"))).isEqualTo(ExitStatus.BAD_INPUT);
      assertThat(resuming.err()).contains("not a whole checkpoint");
    }
  }

  @Test
  void aNeighboursDesignIsAStartAndNothingElseIsTaken() throws IOException {
    undisturbed();
    Path neighbour = folder.resolve("undisturbed");
    Files.writeString(
        market,
        MARKET
            .replace("\"socialCost\": [1, 0.5, 0.3]", "\"socialCost\": [1.02, 0.49, 0.31]")
            .replace("\"west\"", "\"new\"")
            .replace("[6, 6, 2]", "[5, 6, 2]"));
    assertThat(whole().run(command(folder.resolve("cold")))).isZero();
    Program warm = whole();
    assertThat(warm.run(command(out, "--warm-start", neighbour.toString())))
        .as(warm.err())
        .isZero();
    assertThat(warm.run("verify", market, out.resolve("design.json"), "--quiet")).isZero();
    assertThat(rounds(out)).isLessThanOrEqualTo(rounds(folder.resolve("cold")));

    assertThat(warm.run(command(out, "--force", "--warm-start", folder.toString()))).isEqualTo(3);
    Path bad = Files.createDirectories(folder.resolve("bad"));
    Files.writeString(
        bad.resolve("design.json"),
        """
        {"format": "polaray-design/1", "taskPrices": [1, 2],
         "agents": [{"lottery": [{"menu": {"rays": [{"direction": [1, 1, 1]}]}}]}, 5]}
        """);
    assertThat(warm.run(command(out, "--force", "--warm-start", bad.toString()))).isEqualTo(3);
    assertThat(warm.err())
        .contains("taskPrices", "agents[0]: the field id", "rays[0].direction", "agents[1]");
  }

  private static int rounds(Path solve) throws IOException {
    try (Stream<String> lines = Files.lines(solve.resolve("trace.jsonl"))) {
      return (int) lines.filter(line -> !line.contains("\"P\"")).count();
    }
  }

  /** {@code -Dpolaray.kills=200} kills that many solves in place of a few. */
  @Test
  @Tag("slow")
  void realKillsLoseNothing() throws IOException, InterruptedException {
    byte[] expected = undisturbed();
    SplittableRandom random = new SplittableRandom(Long.getLong("polaray.kills.seed", 3));
    int kills = Integer.getInteger("polaray.kills", 12);
    int alive = 0;
    int checkpoints = 0;
    Path first = folder.resolve("first");
    long begun = System.nanoTime();
    assertThat(start(eager(first)).waitFor()).isZero();
    long whole = (System.nanoTime() - begun) / 1_000_000;
    assertThat(first.resolve("design.json")).hasBinaryContent(expected);
    for (int k = 0; k < kills; k++) {
      Path to = folder.resolve("killed" + k);
      Process process = start(eager(to, "--resume"));
      boolean over = process.waitFor(random.nextLong(whole / 5, whole + 1), MILLISECONDS);
      alive += over ? 0 : 1;
      process.destroyForcibly().waitFor();
      checkpoints += Files.exists(to.resolve(CheckpointFile.NAME)) ? 1 : 0;
      assertWholeFiles(to);
      Program resuming = whole();
      assertThat(resuming.run(command(to, "--resume"))).as(resuming.err()).isZero();
      assertThat(to.resolve("design.json")).hasBinaryContent(expected);
    }
    System.out.println(
        "kills: " + kills + ", alive " + alive + ", with a checkpoint " + checkpoints);
    assertThat(alive).isPositive();
  }

  /** No temporary file that looks like a result, and no result that is not whole. */
  private static void assertWholeFiles(Path of) throws IOException {
    if (!Files.exists(of)) {
      return;
    }
    try (Stream<Path> files = Files.list(of)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        assertThat(name.startsWith(".") || !name.endsWith(".part")).as(name).isTrue();
        if (name.endsWith(".json")) {
          assertThat(JsonMapper.shared().readTree(Files.readString(file)).isObject())
              .as(name)
              .isTrue();
        }
      }
    }
  }

  private Process start(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Polaray.class.getName()));
    command.addAll(Arrays.asList(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("killed.txt").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
