package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.app.Polaray;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InterruptionTest {
  @TempDir private Path folder;

  /** Many different agents with five tasks: far more work than the test waits for. */
  private Path largeMarket() throws IOException {
    StringWriter text = new StringWriter();
    text.write(
        "{\"format\": \"polaray-market/1\", \"tasks\": [\"a\", \"b\", \"c\", \"d\", \"e\"],\n");
    text.write("\"preferences\": {\"kind\": \"uniform\", \"lower\": [1, 1, 1, 1, 1],");
    text.write(" \"upper\": [2, 2.1, 2.2, 2.3, 2.4]}, \"agents\": [\n");
    for (int j = 0; j < 2000; j++) {
      text.write(
          String.format(
              Locale.ROOT,
              "%s{\"id\": \"j%d\", \"socialCost\": [%.3f, %.3f, %.3f, 0.5, 0.4],"
                  + " \"statusQuo\": [%d, 2, 3, 4, %d]}",
              j == 0 ? "" : ",\n",
              j,
              0.1 + j % 17 * 0.05,
              0.2 + j % 13 * 0.06,
              0.3 + j % 7 * 0.1,
              1 + j % 5,
              1 + j % 3));
    }
    text.write("]}");
    return Files.writeString(folder.resolve("market.json"), text.toString());
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void aSignalEndsTheSolveWithItsBestDesign() throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Polaray.class.getName(),
                "solve",
                largeMarket().toString(),
                "--out",
                out.toString())
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    try (BufferedReader err = process.errorReader()) {
      String line = err.readLine();
      while (line != null && !line.startsWith("P ")) {
        line = err.readLine();
      }
      assertThat(line).as("the first row of the log").isNotNull();
      assertThat(process.isAlive()).isTrue();
      process.toHandle().destroy();
      while (line != null) {
        line = err.readLine();
      }
    }
    assertThat(process.waitFor()).isEqualTo(130);
    JsonNode design = new JsonMapper().readTree(Files.readString(out.resolve("design.json")));
    assertThat(design.get("status").asString()).isEqualTo("INTERRUPTED");
    assertThat(design.get("agents")).hasSize(2000);
    assertThat(out.resolve("run.json")).content().contains("\"exitStatus\": 130");
    assertThat(folder.resolve("out.txt")).content().contains("INTERRUPTED: ");
  }
}
