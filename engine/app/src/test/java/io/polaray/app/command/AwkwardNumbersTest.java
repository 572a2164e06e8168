package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Small markets in extreme units, with thin boxes, near twins and ties, against the best design of
 * menus listed by brute force: the bound is never above it, the design is verified, and with two
 * tasks and finitely many types it is as good.
 */
class AwkwardNumbersTest {
  private static final double ROUNDING = 1e-9;

  /**
   * What the linear program behind the known cost may lose where types differ by a millionth: the
   * exact optimum of market 109 below is 3.4e-8 of the size under what it finds.
   */
  private static final double REFERENCE = 1e-7;

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);

  /**
   * Solves a market.
   *
   * @param known the cost of a design that exists, in the units of the market; NaN if there is none
   *     to compare with
   */
  private void solve(SmallMarket market, double known, String place) throws IOException {
    Path file = Files.writeString(folder.resolve("m.json"), market.json());
    Path out = folder.resolve("out");
    String gap = market.tasks() == 2 ? "1e-6" : "1e-2";
    Object[] words = {
      file, "--out", out, "--force", "--quiet", "--gap", gap, "--certify", 0.3, "--types", 256
    };
    int status = program.run("solve", words);
    String what = place + "\n" + market.json() + program.err();
    assertThat(status).as(what).isIn(ExitStatus.DONE, ExitStatus.LIMIT);
    Path design = out.resolve("design.json");
    assertThat(program.run("verify", file, design, "--quiet")).as(what + program.out()).isZero();
    JsonNode cost = JsonMapper.shared().readTree(Files.readString(design)).get("cost");
    double slack = ROUNDING * market.size();
    double found = cost.get("design").asDouble();
    assertThat(cost.get("lowerBound").asDouble())
        .as("bound, " + what)
        .isLessThanOrEqualTo(Double.isNaN(known) ? found : known + slack)
        .isLessThanOrEqualTo(found + slack);
    assertThat(found).as(what).isLessThanOrEqualTo(cost.get("statusQuo").asDouble() + slack);
    if (market.tasks() == 2 && market.isFinite() && !Double.isNaN(known)) {
      assertThat(found)
          .as("below the optimum, " + what)
          .isGreaterThanOrEqualTo(known - REFERENCE * market.size());
      assertThat(found)
          .as("above the optimum, " + what)
          .isLessThanOrEqualTo(known + 3e-6 * market.size());
    }
  }

  private static SmallMarket market(long seed) {
    return SmallMarket.random(new SplittableRandom(seed));
  }

  /**
   * All costs of designs scale with social costs and loads, and not at all with private costs,
   * whose unit is a power of two: any other would round types that are indifferent.
   */
  @ParameterizedTest
  @CsvSource({
    "1e-9, 1, 0",
    "1e9, 1, 0",
    "1, 1e-6, 0",
    "1, 1e6, 0",
    "1, 1, -20",
    "1, 1, 20",
    "1e-9, 1e-6, 0",
    "1e9, 1e6, 0",
    "1e-9, 1e6, -10",
    "1e9, 1e-6, 10",
    "-1, 1, 0"
  })
  void inOtherUnits(double costs, double loads, int exponent) throws IOException {
    double types = Math.scalb(1.0, exponent);
    for (int seed = 1; seed <= 6; seed++) {
      SmallMarket market = market(seed);
      if (costs > 0) {
        double known = market.knownCost() * costs * loads;
        solve(market.scaled(costs, loads, types), known, "seed " + seed);
      } else {
        SmallMarket turned = market.scaled(costs, loads, types);
        solve(turned, turned.knownCost(), "seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"thin", "twins", "tied", "thin and tied", "tied twins", "thin twins"})
  void nearlyDegenerate(String how) throws IOException {
    for (int seed = 1; seed <= 8; seed++) {
      SmallMarket market = market(100 + seed);
      market = how.contains("tied") ? market.tied() : market;
      market = how.contains("thin") ? market.thin() : market;
      market = how.contains("twins") ? market.twins() : market;
      solve(market, market.knownCost(), how + ", seed " + seed);
    }
  }

  @Test
  @Tag("slow")
  void manyOfEachKind() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    int unknown = 0;
    for (int k = 0; k < 200; k++) {
      SmallMarket market = market(1000 + k);
      market = random.nextInt(3) == 0 ? market.tied() : market;
      market = random.nextInt(3) == 0 ? market.thin() : market;
      market = random.nextInt(3) == 0 ? market.twins() : market;
      double costs = Math.pow(10, random.nextInt(19) - 9);
      double loads = Math.pow(10, random.nextInt(13) - 6);
      double types = Math.scalb(1.0, random.nextInt(41) - 20);
      double known = market.knownCost() * costs * loads;
      solve(market.scaled(costs, loads, types), known, "market " + k);
      unknown += Double.isNaN(known) ? 1 : 0;
    }
    assertThat(unknown).isLessThanOrEqualTo(4);
  }

  /** Fifty tasks, most of which an agent does not hold: an honest status and a verified design. */
  @ParameterizedTest
  @Tag("slow")
  @ValueSource(ints = {1, 2, 6})
  void fiftyTasks(int agents) throws IOException {
    SplittableRandom random = new SplittableRandom(agents);
    StringBuilder text = new StringBuilder("{\"format\": \"polaray-market/1\", \"tasks\": [\"t0\"");
    for (int i = 1; i < 50; i++) {
      text.append(", \"t").append(i).append('"');
    }
    double[] lower = new double[50];
    double[] upper = new double[50];
    Arrays.setAll(lower, i -> 0.5 + random.nextDouble());
    Arrays.setAll(upper, i -> lower[i] + (i % 3 == 0 ? 1e-9 : 1));
    text.append("], \"preferences\": {\"kind\": \"uniform\", \"lower\": ")
        .append(Arrays.toString(lower))
        .append(", \"upper\": ")
        .append(Arrays.toString(upper))
        .append("}, \"agents\": [");
    for (int j = 0; j < agents; j++) {
      double[] pi = new double[50];
      double[] sigma = new double[50];
      Arrays.setAll(pi, i -> random.nextInt(9) / 8.0);
      Arrays.setAll(sigma, i -> Math.max(0, random.nextInt(8) - 3));
      sigma[j] = 1;
      text.append(j == 0 ? "" : ",")
          .append("{\"id\": \"j")
          .append(j)
          .append("\", \"socialCost\": ")
          .append(Arrays.toString(pi))
          .append(", \"statusQuo\": ")
          .append(Arrays.toString(sigma))
          .append('}');
    }
    Path file = Files.writeString(folder.resolve("m.json"), text.append("]}").toString());
    Path out = folder.resolve("out");
    Object[] words = {
      file, "--out", out, "--quiet", "--types", 256, "--certify", 1, "--max-rounds", 20
    };
    assertThat(program.run("solve", words)).as(program.err()).isIn(0, 4);
    Path design = out.resolve("design.json");
    assertThat(program.run("verify", file, design, "--quiet")).as(program.out()).isZero();
    JsonNode cost = JsonMapper.shared().readTree(Files.readString(design)).get("cost");
    double[] costs =
        Stream.of("firstBest", "lowerBound", "design", "statusQuo")
            .mapToDouble(name -> cost.get(name).asDouble())
            .toArray();
    for (int k = 1; k < costs.length; k++) {
      assertThat(costs[k]).isGreaterThanOrEqualTo(costs[k - 1] - 1e-9 * Math.abs(costs[3]));
    }
    if (agents == 1) {
      assertThat(costs[2]).as("one agent cannot trade").isEqualTo(costs[3]);
    }
  }
}
