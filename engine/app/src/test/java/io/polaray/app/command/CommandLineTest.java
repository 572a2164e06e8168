package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.TerminationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern CRASH_FILE = Pattern.compile("with the file (\\S+\\.txt)");

  @TempDir private Path folder;
  private Path market;
  private final Program program = Program.endingWith(TerminationStatus.OPTIMAL);

  @BeforeEach
  void writeMarket() throws IOException {
    market =
        Files.writeString(
            folder.resolve("market.json"),
            """
            {"format": "polaray-market/1", "name": "clinics", "tasks": ["a", "b"],
             "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [2, 2]},
             "agents": [{"id": "north", "socialCost": [1, 0], "statusQuo": [1, 1]},
                        {"id": "south", "socialCost": [0, 1], "statusQuo": [1, 1]}]}
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "solv M",
        "solve",
        "solve M",
        "solve M --out O --gap x",
        "solve M --out O --gap -1",
        "solve M --out O --gap NaN",
        "solve M --out O --certify -1",
        "solve M --out O --certify Infinity",
        "solve M --out O --time-limit 0",
        "solve M --out O --threads 0",
        "solve M --out O --types 0",
        "solve M --out O --seed 1.5",
        "solve M --out O --max-rounds 0",
        "solve M --out O --nonsense",
        "solve M --out O --method simplex",
        "solve M N --out O",
        "support M --agent north",
        "support M --weights 1,1",
        "support M --agent nort --weights 1,1",
        "support M --agent north --weights 1",
        "support M --agent north --weights 1,1,1",
        "support M --agent north --weights 1,NaN",
        "support M --agent north --weights 1,x",
        "support M --agent north --weights 1,1 --certify -2"
      })
  void wrongUsageIsExitTwoAndNamesHelp(String line) {
    String[] arguments =
        line.isEmpty()
            ? new String[0]
            : line.replace("M", market.toString())
                .replace(" O", " " + folder.resolve("out"))
                .split(" ");
    assertThat(program.run(arguments)).isEqualTo(2);
    assertThat(program.out()).isEmpty();
    assertThat(program.err()).contains("--help").doesNotContain("Exception");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"solve", "support", "doctor", "version"})
  void everyVerbHasHelpAndCommonOptions(String verb) {
    assertThat(program.run(verb, "--help")).isZero();
    assertThat(program.out()).contains("--json", "--quiet", "Usage: polaray " + verb);
    assertThat(program.err()).isEmpty();
  }

  @Test
  void helpAndVersionAtTheTop() {
    assertThat(program.run("--help")).isZero();
    assertThat(program.out()).contains("solve", "support", "doctor", "130");
    assertThat(program.run("--version")).isZero();
    assertThat(program.out()).startsWith("polaray ");
    assertThat(program.run("version")).isZero();
    assertThat(program.out()).startsWith("polaray ");
  }

  @Test
  void versionAndDoctorPrintJson() {
    assertThat(program.run("version", "--json")).isZero();
    assertThat(JSON.readTree(program.out()).get("java").get("version").asString()).isNotBlank();
    assertThat(program.run("doctor", "--json")).isBetween(0, 1);
    JsonNode doctor = JSON.readTree(program.out());
    assertThat(doctor.get("findings")).hasSizeGreaterThanOrEqualTo(5);
    assertThat(doctor.get("machine").get("processors").asInt()).isPositive();
    assertThat(program.err()).isEmpty();
  }

  @Test
  void doctorSaysWhetherTheMachineIsFit() {
    int status = program.run("doctor");
    assertThat(program.out()).contains("Java", "cores", "heap", "temporary folder");
    assertThat(program.out()).contains(status == 0 ? "is fit" : "Fix what");
  }

  @Test
  void badInputIsExitThreeWithAllProblems() throws IOException {
    Files.writeString(market, Files.readString(market).replace("[1, 1]}", "[-1, \"x\"]}"));
    assertThat(program.run("solve", market, "--out", folder.resolve("out"))).isEqualTo(3);
    assertThat(program.err().lines()).hasSize(4).allMatch(line -> line.contains("statusQuo["));
    assertThat(program.out()).isEmpty();
    assertThat(folder.resolve("out")).doesNotExist();

    assertThat(program.run("support", market, "--agent", "x", "--weights", "1,1", "--json"))
        .isEqualTo(3);
    JsonNode error = JSON.readTree(program.out());
    assertThat(error.get("format").asString()).isEqualTo("polaray-error/1");
    assertThat(error.get("exitStatus").asInt()).isEqualTo(3);
    assertThat(error.get("problems")).hasSize(4);
    assertThat(error.get("problems").get(0).get("place").asString())
        .isEqualTo("agents[0].statusQuo[0]");
    assertThat(error.get("problems").get(0).get("line").asInt()).isEqualTo(3);
  }

  @Test
  void aMissingMarketIsBadInput() {
    assertThat(program.run("solve", folder.resolve("none.json"), "--out", folder)).isEqualTo(3);
    assertThat(program.err()).contains("none.json", "no such file");
  }

  @ParameterizedTest
  @CsvSource({
    "OPTIMAL, 0, 0",
    "LOCALLY_SOLVED, 0, 4",
    "INFEASIBLE, 4, 4",
    "ITERATION_LIMIT, 4, 4",
    "TIME_LIMIT, 4, 4",
    "INTERRUPTED, 130, 130",
    "NUMERICAL_ERROR, 6, 6"
  })
  void theStatusDecidesTheExitStatus(TerminationStatus status, int plain, int strict)
      throws IOException {
    Program ending = Program.endingWith(status);
    Path out = folder.resolve("out");
    assertThat(ending.run("solve", market, "--out", out)).isEqualTo(plain);
    assertThat(ending.out().lines().reduce((a, b) -> b).orElse("")).startsWith(status + ": ");
    assertThat(JSON.readTree(Files.readString(out.resolve("design.json"))).get("status").asString())
        .isEqualTo(status.name());
    assertThat(ending.run("solve", market, "--out", out, "--strict", "--force")).isEqualTo(strict);
  }

  @Test
  void anInternalErrorIsExitOneWithOneLine() throws IOException {
    Program broken =
        Program.solvingWith(
            (m, options, start, progress, checkpoints, stop) -> {
              throw new IllegalStateException("broken");
            });
    assertThat(broken.run("solve", market, "--out", folder.resolve("a"))).isEqualTo(1);
    assertThat(broken.err().lines()).hasSize(1);
    assertThat(broken.err()).contains("internal error", "broken").doesNotContain("\tat ");
    assertThat(crashFile(broken)).content().contains("\tat ");
    Files.delete(crashFile(broken));
    assertThat(broken.run("solve", market, "--out", folder.resolve("b"), "--debug")).isEqualTo(1);
    assertThat(broken.err()).contains("\tat ");
    Files.delete(crashFile(broken));
    assertThat(broken.run("solve", market, "--json")).isEqualTo(1);
    assertThat(JSON.readTree(broken.out()).get("exitStatus").asInt()).isEqualTo(1);
    Files.delete(crashFile(broken));
  }

  private static Path crashFile(Program program) {
    Matcher file = CRASH_FILE.matcher(program.err());
    assertThat(file.find()).isTrue();
    return Path.of(file.group(1));
  }

  @Test
  void tooLittleMemorySaysWhatToDo() {
    Program hungry =
        Program.solvingWith(
            (m, options, start, progress, checkpoints, stop) -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(hungry.run("solve", market, "--out", folder.resolve("a"))).isEqualTo(1);
    assertThat(hungry.err()).contains("POLARAY_JAVA_OPTS").doesNotContain("\tat ");
  }
}
