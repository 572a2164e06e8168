package io.polaray.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  private final ProblemList problems = new ProblemList();

  private Optional<JsonValue> parse(String text) {
    return InputFile.of("f.json", text.getBytes(StandardCharsets.UTF_8), problems)
        .flatMap(file -> JsonText.parse(file, problems));
  }

  @Test
  void valuesKnowWhereTheyStand() {
    JsonValue.Members root =
        (JsonValue.Members) parse("{\n \"a\": [1, 2.5],\n \"b\": \"x\"}").get();

    JsonValue.Numbers a = (JsonValue.Numbers) root.members().get("a");
    assertThat(a.toArray()).containsExactly(1, 2.5);
    assertThat(JsonValue.line(a.at(1))).isEqualTo(2);
    assertThat(JsonValue.column(a.at(1))).isEqualTo(11);
    assertThat(JsonValue.line(root.members().get("b").at())).isEqualTo(3);
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void doublesAreReadToTheLastBit() {
    JsonValue.Numbers numbers =
        (JsonValue.Numbers)
            parse("[0.1, 5e-324, 1.7976931348623157e308, 2.225073858507201e-308, -0.0]").get();
    assertThat(numbers.toArray())
        .containsExactly(0.1, Double.MIN_VALUE, Double.MAX_VALUE, 2.225073858507201e-308, 0.0);
    assertThat(Double.doubleToRawLongBits(numbers.value(4))).isZero();
  }

  @Test
  void numbersBeforeSomethingElseStayInTheArray() {
    JsonValue.Items items = (JsonValue.Items) parse("[1, 2, \"x\", NaN, 1e999, -Infinity]").get();
    assertThat(items.items()).hasSize(6);
    assertThat(items.items().get(1).shown()).isEqualTo("2");
    assertThat(items.items().get(3).shown()).isEqualTo("NaN");
    assertThat(((JsonValue.Num) items.items().get(4)).value()).isInfinite();
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void everyRepeatedFieldIsAProblem() {
    parse("{\"a\": 1, \"a\": 2, \"b\": {\"c\": 1, \"c\": 1}}");
    assertThat(problems.kept()).extracting(Problem::place).containsExactly("a", "b.c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1, 2",
        "{\"a\": }",
        "{\"a\" 1}",
        "[1,]",
        "{'a': 1}",
        "[01]",
        "[+1]",
        "[.5]",
        "[1] // comment",
        "tru",
        "[\"\u0001\"]",
        "[\"\\ud800\" x]",
        "{a: 1}",
        "[1] [2]",
        "   ",
        "\\u0000"
      })
  void whatIsNotJsonIsOneProblemWithAPlace(String text) {
    parse(text);
    assertThat(problems.count()).isEqualTo(1);
    assertThat(problems.kept().get(0).text()).startsWith("f.json").doesNotContain("Exception");
  }

  @Test
  void depthAndLengthsAreLimited() {
    parse("[".repeat(100_000));
    parse("\"" + "x".repeat(2_000_000) + "\"");
    parse("{\"" + "x".repeat(100_000) + "\": 1}");
    parse("9".repeat(100_000));
    assertThat(problems.count()).isEqualTo(4);
  }

  @Test
  void aLongLineOfNumbersIsRead() {
    JsonValue.Numbers numbers =
        (JsonValue.Numbers) parse("[" + "0.123456789,".repeat(200_000) + "1]").get();
    assertThat(numbers.size()).isEqualTo(200_001);
    assertThat(JsonValue.column(numbers.at(200_000))).isEqualTo(2_400_002);
  }
}
