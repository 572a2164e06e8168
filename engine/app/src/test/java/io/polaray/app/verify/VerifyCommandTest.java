package io.polaray.app.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.app.command.Failures;
import io.polaray.app.command.VerifyCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class VerifyCommandTest {
  @TempDir private Path folder;

  /** What a run printed and returned. */
  record Run(int status, String out, String err) {}

  static Run run(Path folder, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments = new String[2 + more.length];
    arguments[0] = folder.resolve("market.json").toString();
    arguments[1] = folder.resolve("design.json").toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    int status =
        new CommandLine(new VerifyCommand())
            .setExecutionExceptionHandler(new Failures())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Run(status, out.toString(), err.toString());
  }

  static Stream<DesignFixtures.Case> designs() {
    return DesignFixtures.all().stream();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void acceptsValidDesigns(DesignFixtures.Case fixture) throws IOException {
    fixture.write(folder);
    Run run = run(folder);
    assertThat(run.out()).doesNotContain("FAIL").contains("verified");
    assertThat(run.status()).isZero();
  }

  @Test
  void confirmsTheBoundOfTheMirroredPair() throws IOException {
    DesignFixtures.twoAgents().write(folder);
    JsonNode report = DesignFixtures.MAPPER.readTree(run(folder, "--json").out());
    assertThat(report.get("verdict").stringValue()).isEqualTo("verified");
    assertThat(report.get("recomputed").get("lowerBound").doubleValue())
        .isBetween(0.9883275497, 0.98832754977);
    assertThat(report.get("recomputed").get("design").doubleValue())
        .isBetween(0.98832754975, 0.9883276);
    assertThat(report.get("certificates").size()).isEqualTo(2);
    assertThat(report.get("certificates").get(0).get("polarised").booleanValue()).isTrue();
  }

  @Test
  void namesTheReasonOfARejection() throws IOException {
    DesignFixtures.Case fixture = DesignFixtures.twoAgents();
    String text = Files.readString(fixture.write(folder));
    Files.writeString(
        folder.resolve("design.json"),
        text.replace("\"status\":\"OPTIMAL\"", "\"status\":\"BEST\""));
    Run run = run(folder);
    assertThat(run.status()).isEqualTo(5);
    assertThat(run.out())
        .contains("FAILED status: design: status: claimed BEST")
        .contains("rejected");
  }

  @Test
  void listsAllProblemsOfMalformedFiles() throws IOException {
    Files.writeString(
        folder.resolve("market.json"),
        """
        {"format": "polaray-market/2", "tasks": ["a", "b"],
         "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [2, 2]},
         "agents": [{"id": "j", "socialCost": [1, "x"], "statusQuo": [1, -1], "slack": 0}]}
        """);
    Files.writeString(folder.resolve("design.json"), "{\"format\": \"polaray-design/1\"}");
    Run run = run(folder);
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("format is \"polaray-market/2\": it must be one of polaray-market/1")
        .contains("agents[0].socialCost[1] is \"x\": it must be a number")
        .contains("agents[0].statusQuo is [1,-1]: it must not have negative entries")
        .contains("agents[0].slack is 0: it must be at least 1")
        .contains("cost is missing: it must be an object");
  }

  @Test
  void refusesWhatIsNotJson() throws IOException {
    DesignFixtures.twoAgents().write(folder);
    Files.writeString(folder.resolve("design.json"), "{\"status\": 1, \"status\": 2}");
    assertThat(run(folder).status()).isEqualTo(3);
    Files.writeString(folder.resolve("design.json"), "{} {}");
    assertThat(run(folder).status()).isEqualTo(3);
    Files.write(folder.resolve("design.json"), new byte[] {0, 1, 2, (byte) 0xFF});
    assertThat(run(folder).status()).isEqualTo(3);
    Files.delete(folder.resolve("design.json"));
    assertThat(run(folder, "--json").out()).contains("\"format\": \"polaray-error/1\"");
  }
}
