package io.polaray.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.app.market.AwkwardMarkets;
import io.polaray.app.market.MarketMutations;
import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged markets through the whole program: whatever is read is solved, or stopped, and its design
 * passes the verifier; whatever is not read is refused with a place.
 */
class DamagedRunTest {
  private static final String SOUND =
      """
      {"format": "polaray-market/1", "tasks": ["a", "b"],
       "preferences": {"kind": "uniform", "lower": [1, 0.5], "upper": [2, 3]},
       "agents": [
        {"id": "north", "socialCost": [1, 0.5], "statusQuo": [10, 4]},
        {"id": "east", "socialCost": [0.25, 1.5], "statusQuo": [5, 7], "population": 3},
        {"id": "south", "socialCost": [0, 1], "statusQuo": [6, 6], "endowment": [6, 6],
         "preferences": {"kind": "types", "types": [[1, 2], [2, 1]], "weights": [0.25, 0.75]}}]}
      """;

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);

  private void damageAndSolve(long seed, int inputs) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < inputs; k++) {
      solveAndVerify(seed, k, MarketMutations.damage(SOUND, random));
    }
  }

  private void solveAwkward(long seed, int inputs, int maxTasks) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < inputs; k++) {
      String market = AwkwardMarkets.market(random, maxTasks);
      int status = solveAndVerify(seed, k, market.getBytes(UTF_8));
      assertThat(status)
          .as("seed %d, input %d: %s%n%s", seed, k, program.err(), market)
          .isNotEqualTo(ExitStatus.BAD_INPUT);
    }
  }

  private int solveAndVerify(long seed, int k, byte[] bytes) throws IOException {
    Path out = folder.resolve("out");
    Path market = Files.write(folder.resolve("m.json"), bytes);
    String[] solve = {
      "solve",
      market.toString(),
      "--out",
      out.toString(),
      "--force",
      "--quiet",
      "--types",
      "64",
      "--time-limit",
      "5",
      "--certify",
      "0.2",
      "--threads",
      "2"
    };
    int status = program.run(solve);
    assertThat(status)
        .as("seed %d, input %d: %s%n%s", seed, k, program.err(), new String(bytes, UTF_8))
        .isIn(ExitStatus.DONE, ExitStatus.BAD_INPUT, ExitStatus.LIMIT);
    if (status == ExitStatus.BAD_INPUT) {
      assertThat(program.err()).startsWith(market.toString()).doesNotContain("Exception");
    } else {
      assertThat(
              program.run(
                  "verify", market, out.resolve("design.json"), "--quiet", "--bound-seconds", 0.1))
          .as("seed %d, input %d: %s%n%s", seed, k, program.out(), new String(bytes, UTF_8))
          .isZero();
    }
    return status;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void damagedMarketsAreSolvedOrRefused(long seed) throws IOException {
    damageAndSolve(seed, 40);
  }

  @Test
  @Tag("slow")
  void manyDamagedMarketsAreSolvedOrRefused() throws IOException {
    damageAndSolve(13, 500);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void awkwardMarketsAreSolved(long seed) throws IOException {
    solveAwkward(seed, 12, 2);
  }

  @Test
  @Tag("slow")
  void manyAwkwardMarketsAreSolved() throws IOException {
    solveAwkward(23, 300, 2);
    solveAwkward(24, 40, 4);
  }
}
