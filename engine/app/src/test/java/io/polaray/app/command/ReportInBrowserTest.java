package io.polaray.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.polaray.dual.LargeMarketSolver;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser, where there is one: charts are drawn and nothing complains. */
class ReportInBrowserTest {
  private static final Path ASYLUM = Path.of("..", "..", "datasets", "asylum", "market.json");
  private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "chrome");

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);

  private static Optional<Path> browser() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(entry -> BROWSERS.stream().map(name -> Path.of(entry, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void chartsAreDrawnWithoutComplaints() throws IOException, InterruptedException {
    Optional<Path> browser = browser();
    assumeTrue(browser.isPresent(), "no Chromium on PATH: the page is not opened");
    Path out = folder.resolve("out");
    assertThat(program.run("solve", ASYLUM, "--out", out, "--quiet", "--gap", "1e-3")).isZero();
    assertThat(program.run("report", out)).isZero();
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                browser.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=5000",
                "--window-size=1280,900",
                "--dump-dom",
                out.resolve("report.html").toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).isTrue();
    String drawn = Files.readString(dom, UTF_8);
    assertThat(drawn).contains("data-charts=\"6\"");
    String charts = drawn.substring(0, drawn.indexOf("id=\"numbers\""));
    assertThat(Pattern.compile("<div[^>]*>\\s*<svg[^>]*xmlns").matcher(charts).results())
        .hasSize(6);
    assertThat(Files.readString(log, UTF_8)).doesNotContain("CONSOLE");
  }
}
