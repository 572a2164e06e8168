package io.polaray.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  private static final List<String> TASKS = List.of("a", "b", "c");

  @TempDir private Path folder;

  /** The colour at the point of a type, which the picture computes from a ray's inequality. */
  private static Color colour(BufferedImage image, double first, double second, double third) {
    double sum = first + second + third;
    int x = (int) Math.round(60 + 500 * (second + third / 2) / sum);
    int y = (int) Math.round(490 - 500 * Math.sqrt(3) / 2 * third / sum);
    return new Color(image.getRGB(x, y));
  }

  @Test
  void aTypeHasTheColourOfTheRayItAccepts() {
    BufferedImage image =
        Simplex.cones(
                "",
                TASKS,
                List.of(new double[] {-1, 1.5, 0}, new double[] {1.5, -1, 0}),
                List.of("r", "s"))
            .image();
    Color first = colour(image, 3, 1, 1);
    Color second = colour(image, 1, 3, 1);
    assertThat(first).isNotEqualTo(second);
    assertThat(colour(image, 4, 1, 2)).isEqualTo(first);
    assertThat(colour(image, 1, 1.1, 1)).isNotIn(first, second);
  }

  @Test
  void tablesEscapeTextsAndRoundNumbers() {
    assertThat(Tables.html(List.of("<b>"), List.of(List.of("a & b"), List.of(1234.5))))
        .contains("&lt;b&gt;", "a &amp; b", ">1,235<");
    assertThat(Tables.number(0.123456)).isEqualTo("0.1235");
    assertThat(Tables.number(12.0)).isEqualTo("12");
    assertThat(Tables.number(-1e-7)).isEqualTo("-1.0e-07");
  }

  @Test
  void framesReadColumns() throws Exception {
    Path file = folder.resolve("a.csv");
    Files.writeString(file, "name,x\np,1\nq,2.5\n", StandardCharsets.UTF_8);
    Frame frame = Frame.read(file.toString());
    assertThat(frame.where("name", "q").numbers("x")).containsExactly(2.5);
    assertThat(frame.html(1)).contains("<td", ">p<").doesNotContain(">q<");
    assertThatThrownBy(() -> frame.texts("y")).hasMessageContaining("[name, x]");
  }

  @Test
  void commandsThatFailThrow() {
    assertThat(Terminal.polaray("cite --style apa")).contains("Valenzuela-Stookey");
    assertThatThrownBy(() -> Terminal.polaray("solve nowhere.json --out " + folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("exit status");
  }
}
