package io.polaray.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.numeric.Vector;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonDocumentTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void linesBreakDownToTheDepth() {
    try (JsonDocument json = JsonDocument.of(bytes, 2)) {
      json.object().field("name", "\u00e4\"\n").field("x", Vector.of(1, 0.5)).array("agents");
      json.object().field("id", "a").field("tags", List.of("p", "q")).endObject();
      json.object().field("n", 3).field("none", Double.NaN).nullField("z").endObject();
      json.endArray().array("empty").endArray().endObject();
    }
    assertThat(text())
        .isEqualTo(
            """
            {
              "name": "\u00e4\\"\\n",
              "x": [1, 0.5],
              "agents": [
                {"id": "a", "tags": ["p", "q"]},
                {"n": 3, "none": null, "z": null}
              ],
              "empty": []
            }
            """);
  }

  @Test
  void aDocumentOfDepthZeroIsOneLine() {
    try (JsonDocument json = JsonDocument.of(bytes, 0)) {
      json.object().field("a", true).object("b").field("c", 1L).endObject().endObject();
    }
    assertThat(text()).isEqualTo("{\"a\": true, \"b\": {\"c\": 1}}\n");
  }
}
