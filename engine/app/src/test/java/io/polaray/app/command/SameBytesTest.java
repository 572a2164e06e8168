package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same seed gives the same files, also where the work on the bound ends before the gap, and
 * with a time limit that is not reached.
 */
class SameBytesTest {
  private static final List<String> FILES =
      List.of("design.json", "agents.csv", "menus.csv", "rays.csv", "prices.csv");

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);
  private Locale locale;
  private TimeZone zone;

  @BeforeEach
  void remember() {
    locale = Locale.getDefault();
    zone = TimeZone.getDefault();
  }

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  @ParameterizedTest
  @CsvSource({
    "wide-boxes, 4, 3, 0, 0.1",
    "comparative-advantage, 6, 4, 0, 0.2",
    "narrow-boxes, 3, 5, 0, 0.2",
    "clustered, 5, 6, 0, 0.3",
    "correlated, 5, 3, 150, 0.2"
  })
  void forEveryNumberOfThreadsLocaleAndTimeZone(
      String family, int agents, int tasks, int types, double certify) throws IOException {
    Path market = folder.resolve("market.json");
    Object[] generate = {
      family, "--agents", agents, "--tasks", tasks, "--types", types, "--seed", 5, "--out", market
    };
    assertThat(program.run("generate", generate)).isZero();
    Path first = solve(market, 1, certify);
    String design = Files.readString(first.resolve("design.json"));
    assertThat(design).contains("LOCALLY_SOLVED").doesNotContain("lowerBoundCut");
    Path limited = solve(market, 2, certify, "--time-limit", 5000);
    for (String file : FILES.subList(1, FILES.size())) {
      assertThat(limited.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
    for (int threads = 2; threads <= 3; threads++) {
      Path other = solve(market, threads, certify);
      for (String file : FILES) {
        assertThat(other.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
      }
    }
  }

  private Path solve(Path market, int threads, double certify, Object... more) {
    Path out = folder.resolve("threads-" + threads + "-" + more.length);
    Object[] solve = {
      market,
      "--out",
      out,
      "--threads",
      threads,
      "--gap",
      "1e-10",
      "--types",
      256,
      "--certify",
      certify,
      "--quiet"
    };
    Object[] all = Stream.concat(Stream.of(solve), Stream.of(more)).toArray();
    assertThat(program.run("solve", all)).isZero();
    return out;
  }
}
