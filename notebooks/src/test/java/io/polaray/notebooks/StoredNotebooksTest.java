package io.polaray.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is stored in the notebooks reads without running them; {@code notebooks/run} runs them. */
class StoredNotebooksTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");
  private static final Pattern MACHINE =
      Pattern.compile("(?<![\\w.])/(tmp|home|root|work|usr|var|opt)/|\\d\\d:\\d\\d:\\d\\d");

  static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @Test
  void thereAreSix() throws IOException {
    assertThat(notebooks()).hasSize(6);
    String readme = Files.readString(Path.of("README.md"));
    assertThat(notebooks()).allMatch(file -> readme.contains("(" + file + ")"));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void everyCodeCellHasRunWithoutError(Path file) throws IOException {
    JsonNode notebook = JSON.readTree(file);
    assertThat(notebook.get("nbformat_minor").asInt()).isGreaterThanOrEqualTo(5);
    Set<String> ids = new HashSet<>();
    int pictures = 0;
    int number = 0;
    for (JsonNode cell : notebook.get("cells")) {
      assertThat(ids.add(cell.get("id").asString())).as(cell.get("id").asString()).isTrue();
      assertThat(cell.get("metadata")).isEmpty();
      if (!cell.get("cell_type").asString().equals("code")) {
        continue;
      }
      assertThat(cell.get("execution_count").asInt()).isEqualTo(++number);
      for (JsonNode output : cell.get("outputs")) {
        assertThat(output.get("output_type").asString()).isIn("stream", "display_data");
        pictures += output.path("data").has("image/png") ? 1 : 0;
      }
    }
    assertThat(pictures).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void nothingOfTheMachineIsStoredAndLinksLead(Path file) throws IOException {
    for (JsonNode cell : JSON.readTree(file).get("cells")) {
      String text = withoutPictures(cell);
      assertThat(MACHINE.matcher(text).find()).as(text).isFalse();
      if (cell.get("cell_type").asString().equals("markdown")) {
        LINK.matcher(text).results().forEach(link -> assertThat(Path.of(link.group(1))).exists());
      }
    }
  }

  private static String withoutPictures(JsonNode cell) {
    StringBuilder text = new StringBuilder();
    cell.get("source").forEach(line -> text.append(line.asString()));
    for (JsonNode output : cell.path("outputs")) {
      output.path("text").forEach(line -> text.append(line.asString()));
      output.path("data").path("text/html").forEach(line -> text.append(line.asString()));
    }
    return text.toString();
  }
}
