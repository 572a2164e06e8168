package io.polaray.app.market;

import static io.polaray.app.market.MarketTexts.NORTH;
import static io.polaray.app.market.MarketTexts.SOUTH;
import static io.polaray.app.market.MarketTexts.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of malformed market is refused with the place, and with all problems at once. */
class BadMarketTest {
  @TempDir private Path folder;

  private BadInputException refusal(String text) throws IOException {
    Path file = MarketTexts.write(folder, text);
    BadInputException refusal =
        catchThrowableOfType(BadInputException.class, () -> MarketReader.read(file));
    assertThat(refusal).as("market was accepted: %s", text).isNotNull();
    return refusal;
  }

  private static String agent(String fields) {
    return market(NORTH + ",\n{\"id\": \"x\", " + fields + "}");
  }

  private static String own(String preferences) {
    return agent("\"socialCost\": [1, 1], \"statusQuo\": [1, 1], \"preferences\": " + preferences);
  }

  private static String types(String rest) {
    return own("{\"kind\": \"types\", " + rest + "}");
  }

  static Stream<Arguments> malformed() throws IOException {
    try (InputStream resource = BadMarketTest.class.getResourceAsStream("malformed.txt")) {
      String cases = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(cases.split("(?m)^== ")).skip(1).map(BadMarketTest::row);
    }
  }

  private static Arguments row(String text) {
    List<String> lines = text.lines().toList();
    List<String> expected =
        lines.stream()
            .filter(line -> line.startsWith("-- "))
            .map(line -> line.substring(3))
            .toList();
    List<String> file = lines.subList(1 + expected.size(), lines.size());
    return Arguments.of(lines.get(0), String.join("\n", file), expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void malformedMarketsAreRefusedWithThePlace(String name, String text, List<String> expected)
      throws IOException {
    BadInputException refusal = refusal(text);
    String listing = refusal.listing(50);
    assertThat(listing).as(name).contains(expected).doesNotContain("Exception");
    assertThat(refusal.problems()).allSatisfy(problem -> assertThat(problem.remedy()).isNotBlank());
  }

  @Test
  void allProblemsAreNamedAtOnce() throws IOException {
    String text =
        market(
                "{\"kind\": \"uniform\", \"lower\": [2, -1], \"upper\": [1]}",
                "{\"id\": \"x\", \"socialCost\": [NaN, \"1\"], \"statusQuo\": [-1], \"slack\": 0}, "
                    + "5,{\"id\": \"x\", \"socailCost\": [1, 1], \"population\": 0}")
            .replace("\"name\"", "\"naem\"");
    assertThat(refusal(text).problems())
        .extracting(Problem::place)
        .containsExactlyInAnyOrder(
            "naem",
            "preferences.lower[1]",
            "preferences.upper",
            "agents[0].socialCost[0]",
            "agents[0].socialCost[1]",
            "agents[0].statusQuo[0]",
            "agents[0].statusQuo",
            "agents[0].slack",
            "agents[1]",
            "agents[2]",
            "agents[2]",
            "agents[2].id",
            "agents[2].socailCost",
            "agents[2].population");
  }

  @Test
  void longListsAreCut() throws IOException {
    String agent = "{\"id\": \"x\", \"socialCost\": [1, 1], \"statusQuo\": [-1, -1]}";
    BadInputException refusal = refusal(market(String.join(",", Collections.nCopies(2000, agent))));
    assertThat(refusal.count()).isEqualTo(4000 + 1999);
    assertThat(refusal.listing(50).lines()).hasSize(51);
    assertThat(refusal.listing(50)).endsWith("and 5949 more\n");
  }

  @Test
  void longNamesAndDeepNestingAreRefused() throws IOException {
    assertThat(refusal(market(NORTH.replace("north", "n".repeat(300)))).getMessage())
        .contains("agents[0].id is", "300 characters");
    assertThat(refusal("{\"tasks\": " + "[".repeat(5000)).getMessage())
        .contains("not JSON that can be read");
  }

  @Test
  void placesHaveLineAndColumn() throws IOException {
    BadInputException refusal = refusal(market(NORTH + ",\n  " + SOUTH.replace("6, 6", "6, -6")));
    assertThat(refusal.problems().get(0).text())
        .contains("market.json:4:")
        .endsWith(
            ": agents[1].statusQuo[1] is -6: it is negative; write 0, or a number between 1e-30"
                + " and 1e30");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1,2\n1,x\n3\n0,1\n1,-1\n",
        "1,2\n1,x\n3\n0,1\n1,NaN\n",
        "b,a,weight\n1,2,1\n1,1,\n1,1,1,1\n,1,0\n0x1,1,0\n"
      })
  void malformedRowsOfTypesAreAllListedWithTheirLines(String rows) throws IOException {
    Files.writeString(folder.resolve("t.csv"), rows);
    BadInputException refusal = refusal(types("\"file\": \"t.csv\""));
    assertThat(refusal.problems()).hasSize(4);
    assertThat(refusal.problems()).allSatisfy(p -> assertThat(p.file()).endsWith("t.csv"));
    assertThat(refusal.problems()).extracting(Problem::line).isSorted().doesNotContain(0, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a,b\n",
        "a,c\n1,2\n",
        "a\n1\n",
        "a,a,b\n1,1,1\n",
        "1,2,3,4\n",
        "a;b\n1;2\n",
        "a,b,weight\n1,2,0.4\n2,1,0.4\n",
        "\"a,b\n1,2\n"
      })
  void filesThatAreNoTypesAreRefused(String rows) throws IOException {
    Files.writeString(folder.resolve("t.csv"), rows);
    assertThat(refusal(types("\"file\": \"t.csv\"")).problems()).isNotEmpty();
  }

  @Test
  void aLinkOutOfTheFolderIsRefused(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret.csv"), "1,2\n");
    Files.createSymbolicLink(folder.resolve("t.csv"), secret);
    assertThat(refusal(types("\"file\": \"t.csv\"")).getMessage()).contains("outside");
    Files.createSymbolicLink(folder.resolve("d"), elsewhere);
    assertThat(refusal(types("\"file\": \"d/secret.csv\"")).getMessage()).contains("outside");
  }

  @Test
  void wrongEncodingsAreRefused() throws IOException {
    Path file = folder.resolve("m.json");
    Files.write(file, market(NORTH).getBytes(StandardCharsets.UTF_16));
    assertThat(catchThrowableOfType(BadInputException.class, () -> MarketReader.read(file)))
        .hasMessageContaining("UTF-8");
    Files.write(
        file, market(NORTH.replace("north", "n\u00f6rd")).getBytes(StandardCharsets.ISO_8859_1));
    assertThat(catchThrowableOfType(BadInputException.class, () -> MarketReader.read(file)))
        .hasMessageContaining("UTF-8");
  }
}
