package io.polaray.app.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every command gives the same files and the same JSON on every dataset, for 1, 2, 3 and 8 threads,
 * when run again, and under other locales and time zones. Clock times alone may differ. {@code
 * support --certify} is a limit on time, so it is left at 0.
 */
class SameBytesEverywhereTest {
  private static final Path DATASETS = Path.of("..", "..", "datasets");

  /** These hold seconds and facts of the machine. */
  private static final Set<String> OF_THE_RUN =
      Set.of("run.json", "trace.jsonl", "trace.csv", ".polaray.lock");

  /** Threads, locale and time zone of a run; the second repeats the first. */
  private record Setting(int threads, String locale, String zone) {}

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting(1, "en-US", "UTC"),
          new Setting(1, "en-US", "UTC"),
          new Setting(2, "de-DE", "Europe/Berlin"),
          new Setting(3, "ar-EG-u-nu-arab", "Asia/Kathmandu"),
          new Setting(8, "tr-TR", "America/St_Johns"));

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

  private interface Job {
    /** Writes into the folder; what was printed is added under a name. */
    void run(int threads, Path out, Map<String, String> printed) throws IOException;
  }

  private void sameEverywhere(Job job) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (int k = 0; k < SETTINGS.size(); k++) {
      Setting setting = SETTINGS.get(k);
      Locale.setDefault(Locale.forLanguageTag(setting.locale()));
      TimeZone.setDefault(TimeZone.getTimeZone(setting.zone()));
      Path out = Files.createDirectory(folder.resolve("run" + k));
      Map<String, String> found = new TreeMap<>();
      job.run(setting.threads(), out, found);
      found.replaceAll((name, text) -> text.replace(out.toString(), "OUT"));
      try (Stream<Path> files = Files.walk(out)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (!OF_THE_RUN.contains(file.getFileName().toString())) {
            found.put(out.relativize(file).toString(), Files.readString(file, ISO_8859_1));
          }
        }
      }
      if (k == 0) {
        expected = found;
        assertThat(expected).isNotEmpty();
      }
      assertThat(found.keySet()).isEqualTo(expected.keySet());
      for (Map.Entry<String, String> file : expected.entrySet()) {
        String name = setting + ": " + file.getKey();
        assertThat(found.get(file.getKey()).equals(file.getValue())).as(name).isTrue();
      }
    }
  }

  private String done(String verb, Object... words) {
    int status = program.run(verb, words);
    assertThat(status).as(verb + ": " + program.err()).isIn(0, 4);
    return program.out();
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(
      strings = {
        "asylum",
        "lecturers-i2",
        "lecturers-i4",
        "star-i2",
        "star-i4",
        "travel-mode",
        "three-clinics"
      })
  void onEveryDataset(String name) throws IOException {
    Path market = DATASETS.resolve(name).resolve("market.json");
    sameEverywhere((threads, out, printed) -> all(market, threads, out, printed));
  }

  private void all(Path market, int threads, Path out, Map<String, String> printed)
      throws IOException {
    Path solve = out.resolve("solve");
    Path design = solve.resolve("design.json");
    done(
        "solve",
        market,
        "--out",
        solve,
        "--types",
        64,
        "--certify",
        0.05,
        "--max-rounds",
        8,
        "--quiet",
        "--threads",
        threads);
    String first = Files.readAllLines(solve.resolve("agents.csv")).get(1);
    String agent = first.substring(0, first.indexOf(','));
    int tasks = Files.readAllLines(solve.resolve("prices.csv")).size() - 1;
    String weights = "0.7,0.4,0.9,0.2".substring(0, 4 * tasks - 1);
    printed.put(
        "support",
        done(
            "support",
            market,
            "--agent",
            agent,
            "--weights",
            weights,
            "--types",
            64,
            "--certify",
            0,
            "--json",
            "--threads",
            threads));
    printed.put(
        "simulate",
        done(
            "simulate",
            market,
            design,
            "--replicas",
            "1,2",
            "--draws",
            2,
            "--json",
            "--out",
            out.resolve("simulate"),
            "--threads",
            threads));
    printed.put("verify", done("verify", market, design, "--json", "--certificates"));
    printed.put("explain", done("explain", solve, "--market", market, "--json"));
    printed.put("compare", done("compare", solve, "--json"));
    done("cards", solve, "--market", market);
    done("export", market, design, "--format", "mps", "--out", out.resolve("master.mps"));
    round(market, design, out);
  }

  private void round(Path market, Path design, Path out) throws IOException {
    Path round = out.resolve("round");
    done("offers", market, design, "--seed", 4026531891234567L, "--out", round);
    List<String> lines = new ArrayList<>();
    Set<String> trades =
        Files.readAllLines(round.resolve("offers.csv")).stream()
            .map(row -> String.join(",", List.of(row.split(",", -1)).subList(0, 3)))
            .collect(Collectors.toSet());
    for (String row : Files.readAllLines(round.resolve("choices.csv"))) {
      String taken = row.replace(",keep", ",1");
      lines.add(trades.contains(taken) ? taken : row);
    }
    Path choices = Files.write(out.resolve("choices.csv"), lines);
    done("allocate", market, round, "--choices", choices);
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(strings = {"asylum", "lecturers-i2", "star-i4"})
  void estimates(String name) throws IOException {
    Path cells = DATASETS.resolve(name).resolve("cells.csv");
    sameEverywhere(
        (threads, out, printed) ->
            printed.put(
                "estimate", done("estimate", cells, "--out", out.resolve("m.json"), "--json")));
  }

  @Test
  @Tag("slow")
  void generatesDiagnosesAndClassifies() throws IOException {
    Path clinics = DATASETS.resolve("three-clinics").resolve("market.json");
    Path trade = DATASETS.resolve("protocols").resolve("two-prices.json");
    sameEverywhere(
        (threads, out, printed) -> {
          for (String family : List.of("comparative-advantage", "correlated", "clustered")) {
            Path market = out.resolve(family + ".json");
            done("generate", family, "--agents", 5, "--tasks", 3, "--seed", 3, "--out", market);
            printed.put(
                "diagnose " + family,
                done("diagnose", market, "--types", 64, "--json", "--threads", threads));
          }
          printed.put(
              "classify",
              done(
                  "classify",
                  clinics,
                  "--types",
                  64,
                  "--json",
                  "--threads",
                  threads,
                  "--out",
                  out.resolve("classes")));
          printed.put("protocol", done("protocol", trade, "--json"));
        });
  }
}
