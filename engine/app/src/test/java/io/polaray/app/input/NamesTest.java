package io.polaray.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  private static final List<String> FIELDS = List.of("socialCost", "statusQuo", "slack", "id");

  @ParameterizedTest
  @CsvSource({
    "socialcost, socialCost",
    "SocialCosts, socialCost",
    "statusQou, statusQuo",
    "slak, slack",
    "di, id"
  })
  void theNearestNameIsFound(String name, String nearest) {
    assertThat(NearestName.of(name, FIELDS)).contains(nearest);
  }

  @Test
  void nothingIsSuggestedForSomethingElse() {
    assertThat(NearestName.of("population", FIELDS)).isEmpty();
    assertThat(NearestName.of("x".repeat(100_000), FIELDS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "J01",
        "=SUM(A1)",
        "<b>",
        "a/b\\c",
        "..",
        "\u00c5ngstr\u00f6m",
        "\u5317",
        "a b",
        "\ud83c\udfe5",
        "\u0645\u0631\u06a9\u0632",
        "\u0928\u094d\u200d\u092f"
      })
  void printableNamesPass(String name) {
    assertThat(PrintableText.firstUnprintable(name)).isEmpty();
    assertThat(PrintableText.of(name, 100)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "a\u0000b, \\u0000", "a\u001bb, \\u001B", "a\u007fb, \\u007F", "a\u009bb, \\u009B",
    "a\u202eb, \\u202E", "a\u2066b, \\u2066", "a\u200bb, \\u200B", "a\ufeffb, \\uFEFF",
    "a\u2028b, \\u2028", "a\udb40\udc41b, \\u{E0041}"
  })
  void steeringAndInvisibleCharactersAreShownByTheirCode(String name, String code) {
    assertThat(PrintableText.firstUnprintable(name)).isEqualTo(code);
    assertThat(PrintableText.of(name, 100)).isEqualTo("a" + code + "b");
  }

  @Test
  void aLoneSurrogateIsShownByItsCode() {
    assertThat(PrintableText.of("a\ud800b", 10)).isEqualTo("a\\uD800b");
  }

  @Test
  void longTextIsCut() {
    assertThat(PrintableText.of("x".repeat(1000), 5)).isEqualTo("xxxxx...");
  }
}
