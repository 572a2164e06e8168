package io.polaray.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class GenerateCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "comparative-advantage",
        "common-ranking",
        "clustered",
        "correlated",
        "wide-boxes",
        "narrow-boxes",
        "concentrated"
      })
  void everyFamilyIsReproducible(String family) throws IOException {
    List<String> first = market(family, 12, 3, 5, 6, 0);
    assertThat(market(family, 12, 3, 5, 6, 0)).isEqualTo(first);
    assertThat(market(family, 12, 3, 50, 6, 0)).isNotEqualTo(first);
    assertThat(first).filteredOn(line -> line.startsWith("    {\"id\"")).hasSize(12);
  }

  @Test
  void helpNamesTheFamilies() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString()).contains("comparative-advantage").contains("narrow-boxes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing --agents=2 --tasks=2",
        "clustered --agents=0 --tasks=2",
        "clustered --agents=2 --tasks=1",
        "clustered --agents=2 --tasks=1001",
        "clustered --agents=2 --tasks=2 --types=-1",
        "wide-boxes --agents=1000000 --tasks=50 --types=1000",
        "clustered --agents=many --tasks=2",
        "clustered --tasks=2"
      })
  void wrongArgumentsAreUsageErrors(String arguments) {
    String[] all =
        (arguments + " --market-seed=1 --out=" + folder.resolve("m.json")).split(" ", -1);
    assertThat(execute(all)).isEqualTo(ExitStatus.USAGE);
    assertThat(folder.resolve("m.json")).doesNotExist();
  }

  @Test
  void jsonIsOneDocument() {
    Path market = folder.resolve("m.json");
    assertThat(
            execute(
                "clustered",
                "--agents=2",
                "--tasks=2",
                "--market-seed=1",
                "--json",
                "--out=" + market))
        .isZero();
    assertThat(out.toString())
        .startsWith("{\n  \"format\": \"polaray-generate/1\"")
        .endsWith("}\n");
  }

  private List<String> market(
      String family, int agents, int tasks, long marketSeed, long typeSeed, int types)
      throws IOException {
    Path market = folder.resolve("new").resolve("m.json");
    int status =
        execute(
            family,
            "--agents=" + agents,
            "--tasks=" + tasks,
            "--market-seed=" + marketSeed,
            "--type-seed=" + typeSeed,
            "--types=" + types,
            "--out=" + market);
    assertThat(status).as(err.toString()).isZero();
    return Files.readAllLines(market, UTF_8);
  }

  private int execute(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(new GenerateCommand())
        .setExecutionExceptionHandler(new Failures())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
