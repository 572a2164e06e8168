package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole solve with work on the bound for every number of tasks and kind of preferences: methods
 * of bounding come and go with both, and a solve that never ends or proves nothing shows only here.
 */
@Tag("slow")
class EverySizeTest {
  private static final int AGENTS = 3;

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);

  static Stream<Arguments> sizes() {
    return Stream.of("uniform", "lognormal", "types", "mixture")
        .flatMap(
            kind -> IntStream.of(2, 3, 4, 5, 6, 7, 8, 12, 20).mapToObj(i -> Arguments.of(kind, i)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void endsWithADesignAndABound(String kind, int tasks) throws IOException {
    Path market = Files.writeString(folder.resolve("m.json"), market(kind, tasks));
    Path out = folder.resolve("out");
    Object[] words = {
      market, "--out", out, "--quiet", "--gap", 1e-3, "--certify", 0.5, "--types", 256
    };
    assertThat(program.run("solve", words)).as(program.err()).isZero();
    Path file = out.resolve("design.json");
    assertThat(program.run("verify", market, file, "--quiet", "--bound-seconds", 0.1))
        .as(program.out())
        .isZero();
    JsonNode design = JsonMapper.shared().readTree(Files.readString(file));
    JsonNode cost = design.get("cost");
    double reached = cost.get("design").asDouble();
    assertThat(design.get("status").asString()).isIn("OPTIMAL", "LOCALLY_SOLVED");
    assertThat(reached).isLessThan(cost.get("statusQuo").asDouble());
    assertThat(cost.get("lowerBound").asDouble())
        .isGreaterThan(cost.get("firstBest").asDouble() * (1 - 1e-9))
        .isLessThanOrEqualTo(reached);
    assertThat(cost.get("relativeGap").asDouble()).isLessThanOrEqualTo(provable(kind, tasks));
  }

  /**
   * What the methods for a kind and size prove with the work given; methods for boxes reach far.
   */
  private static double provable(String kind, int tasks) {
    if (tasks <= 3) {
      return 1e-3;
    }
    return switch (kind) {
      case "uniform" -> tasks == 4 ? 0.01 : 0.05;
      case "mixture" -> tasks == 4 ? 0.02 : 0.1;
      default -> tasks == 4 ? 0.002 : tasks == 5 ? 0.02 : 0.2;
    };
  }

  private static String market(String kind, int tasks) {
    SplittableRandom random = new SplittableRandom(31L * tasks + kind.length());
    String agents =
        IntStream.range(0, AGENTS)
            .mapToObj(
                j ->
                    "{\"id\": \"j"
                        + j
                        + "\", \"socialCost\": "
                        + numbers(random, tasks, 0.5, 1.5)
                        + ", \"statusQuo\": "
                        + numbers(random, tasks, 1, 9)
                        + "}")
            .collect(Collectors.joining(",\n "));
    String names =
        IntStream.range(0, tasks).mapToObj(i -> "\"t" + i + '"').collect(Collectors.joining(", "));
    return "{\"format\": \"polaray-market/1\", \"tasks\": ["
        + names
        + "],\n \"preferences\": "
        + preferences(random, kind, tasks)
        + ",\n \"agents\": [\n "
        + agents
        + "]}\n";
  }

  private static String preferences(SplittableRandom random, String kind, int tasks) {
    return switch (kind) {
      case "uniform" -> uniform(random, tasks);
      case "lognormal" ->
          "{\"kind\": \"lognormal\", \"mean\": "
              + numbers(random, tasks, -0.2, 0.2)
              + ", \"covariance\": "
              + covariance(tasks)
              + ", \"lower\": "
              + numbers(random, tasks, 0.2, 0.3)
              + ", \"upper\": "
              + numbers(random, tasks, 4, 5)
              + "}";
      case "types" ->
          "{\"kind\": \"types\", \"types\": ["
              + IntStream.range(0, 40)
                  .mapToObj(m -> numbers(random, tasks, 0.5, 1.5))
                  .collect(Collectors.joining(", "))
              + "]}";
      default ->
          "{\"kind\": \"mixture\", \"weights\": [0.375, 0.625], \"components\": ["
              + uniform(random, tasks)
              + ", "
              + uniform(random, tasks)
              + "]}";
    };
  }

  private static String covariance(int tasks) {
    return IntStream.range(0, tasks)
        .mapToObj(
            i ->
                Arrays.toString(
                    IntStream.range(0, tasks).mapToDouble(j -> i == j ? 0.1 : 0.03).toArray()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String uniform(SplittableRandom random, int tasks) {
    return "{\"kind\": \"uniform\", \"lower\": "
        + numbers(random, tasks, 0.5, 0.9)
        + ", \"upper\": "
        + numbers(random, tasks, 1.2, 2)
        + "}";
  }

  private static String numbers(SplittableRandom random, int count, double low, double high) {
    double[] entries = new double[count];
    Arrays.setAll(entries, i -> low + (high - low) * random.nextDouble());
    return Arrays.toString(entries);
  }
}
