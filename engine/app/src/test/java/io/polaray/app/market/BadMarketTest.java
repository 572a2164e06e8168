package io.polaray.app.market;

import static io.polaray.app.market.MarketTexts.NORTH;
import static io.polaray.app.market.MarketTexts.PREFERENCES;
import static io.polaray.app.market.MarketTexts.SOUTH;
import static io.polaray.app.market.MarketTexts.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static Arguments row(String name, String text, String... places) {
    return Arguments.of(name, text, places);
  }

  private static String agent(String fields) {
    return market(NORTH + ",\n{\"id\": \"x\", " + fields + "}");
  }

  private static String own(String preferences) {
    return agent("\"socialCost\": [1, 1], \"statusQuo\": [1, 1], \"preferences\": " + preferences);
  }

  private static String marginals(String entries) {
    return own("{\"kind\": \"independent\", \"marginals\": [" + entries + "]}");
  }

  private static String twice(String entry) {
    return entry + ", " + entry;
  }

  private static String lognormal(String covariance) {
    return own(
        "{\"kind\": \"lognormal\", \"mean\": [0, 0], \"lower\": [0.5, 0.5], \"upper\": [2, 2],"
            + " \"covariance\": "
            + covariance
            + "}");
  }

  private static String types(String rest) {
    return own("{\"kind\": \"types\", " + rest + "}");
  }

  static Stream<Arguments> malformed() {
    String costs = "\"socialCost\": [1, 1], ";
    String all = costs + "\"statusQuo\": [1, 1]";
    String sound = market(NORTH);
    return Stream.of(
        row("array at the top", "[]", "the file"),
        row("empty object", "{}", "the file: the field format", "field tasks", "field agents"),
        row("format missing", sound.replace("\"format\"", "\"x-format\""), "the field format"),
        row("another format", sound.replace("market/1", "market/9"), "format is"),
        row("format a number", sound.replace("\"polaray-market/1\"", "1"), "format is 1"),
        row("repeated key", sound.replace("\"name\"", "\"tasks\": [], \"name\""), "tasks"),
        row("unknown field", sound.replace("\"name\"", "\"nmae\""), "nmae is", "write name"),
        row("unknown in agent", agent(all + ", \"weight\": 1"), "agents[1].weight is 1"),
        row("name a number", sound.replace("\"clinics\"", "3"), "name is 3"),
        row("no tasks", sound.replace("[\"a\", \"b\"]", "[]"), "tasks is []"),
        row("one task", sound.replace("[\"a\", \"b\"]", "[\"a\"]"), "tasks is [...]"),
        row("repeated task", sound.replace("\"b\"]", "\"a\"]"), "tasks[1] is \"a\""),
        row("blank task", sound.replace("\"b\"]", "\"  \"]"), "tasks[1] is"),
        row("task a number", sound.replace("\"b\"]", "7]"), "tasks[1] is 7"),
        row("tasks a string", sound.replace("[\"a\", \"b\"]", "\"ab\""), "tasks is \"ab\""),
        row("task steering", sound.replace("\"b\"]", "\"b\\u202e\"]"), "tasks[1] is"),
        row("no agents", market(""), "agents is []"),
        row("agents an object", sound.replace("[" + NORTH + "]", NORTH), "agents is {...}"),
        row("agent a number", market(NORTH + ", 3"), "agents[1] is 3"),
        row("repeated id", market(NORTH + ", " + NORTH), "agents[1].id is \"north\""),
        row("id missing", market(NORTH.replace("\"id\": \"north\",", "")), "the field id"),
        row("id a number", market(NORTH.replace("\"north\"", "1")), "agents[0].id is 1"),
        row("id null", market(NORTH.replace("\"north\"", "null")), "agents[0].id is null"),
        row("id control", market(NORTH.replace("north", "n\\u0007")), "agents[0].id is"),
        row("id zero width", market(NORTH.replace("north", "n\\u200b")), "agents[0].id is"),
        row("id long", market(NORTH.replace("north", "n".repeat(300))), "agents[0].id is"),
        row("cost missing", agent("\"statusQuo\": [1, 1]"), "agents[1]: the field socialCost"),
        row("cost a number", agent("\"socialCost\": 1, \"statusQuo\": [1, 1]"), "socialCost is 1"),
        row("cost short", agent("\"socialCost\": [1], \"statusQuo\": [1, 1]"), "socialCost is"),
        row("cost empty", agent("\"socialCost\": [], \"statusQuo\": [1, 1]"), "socialCost is []"),
        row(
            "cost string",
            agent("\"socialCost\": [1, \"2\"], \"statusQuo\": [1, 1]"),
            "socialCost[1] is \"2\""),
        row(
            "cost NaN",
            agent("\"socialCost\": [NaN, 1], \"statusQuo\": [1, 1]"),
            "socialCost[0] is NaN"),
        row(
            "cost Infinity",
            agent("\"socialCost\": [1, -Infinity], \"statusQuo\": [1, 1]"),
            "socialCost[1] is -Infinity"),
        row(
            "cost NaN string",
            agent("\"socialCost\": [\"NaN\", 1], \"statusQuo\": [1, 1]"),
            "socialCost[0] is \"NaN\""),
        row(
            "cost overflow",
            agent("\"socialCost\": [1e400, 1], \"statusQuo\": [1, 1]"),
            "socialCost[0] is 1e400"),
        row(
            "cost huge",
            agent("\"socialCost\": [1e200, 1], \"statusQuo\": [1, 1]"),
            "socialCost[0] is 1E200"),
        row(
            "status quo negative",
            agent(costs + "\"statusQuo\": [1, -0.5]"),
            "agents[1].statusQuo[1] is -0.5"),
        row(
            "status quo tiny",
            agent(costs + "\"statusQuo\": [1, 1e-300]"),
            "statusQuo[1] is 1E-300"),
        row("status quo missing", agent(costs + "\"slack\": 1"), "the field statusQuo"),
        row("endowment negative", agent(all + ", \"endowment\": [-1, 3]"), "endowment[0] is -1"),
        row("endowment null", agent(all + ", \"endowment\": null"), "endowment is null"),
        row("population zero", agent(all + ", \"population\": 0"), "population is 0"),
        row("population negative", agent(all + ", \"population\": -2"), "population is -2"),
        row("population string", agent(all + ", \"population\": \"2\""), "population is \"2\""),
        row("slack low", agent(all + ", \"slack\": 0.99"), "slack is 0.99"),
        row("slack true", agent(all + ", \"slack\": true"), "slack is true"),
        row(
            "no preferences",
            market(NORTH).replace("\"preferences\": " + PREFERENCES + ",", ""),
            "agents[0]: the agent has no preferences"),
        row("preferences a list", market("[1]", NORTH), "preferences is [...]"),
        row("kind missing", market("{\"lower\": [1, 1]}", NORTH), "preferences: the field kind"),
        row(
            "kind unknown",
            market("{\"kind\": \"Uniform \"}", NORTH),
            "preferences.kind is \"Uniform \""),
        row(
            "lower missing",
            own("{\"kind\": \"uniform\", \"upper\": [1, 1]}"),
            "agents[1].preferences: the field lower"),
        row(
            "lower negative",
            own("{\"kind\": \"uniform\", \"lower\": [-1, 1], \"upper\": [1, 1]}"),
            "preferences.lower[0] is -1"),
        row(
            "lower above upper",
            own("{\"kind\": \"uniform\", \"lower\": [1, 3], \"upper\": [2, 2]}"),
            "preferences.lower[1] is"),
        row(
            "upper zero",
            own("{\"kind\": \"uniform\", \"lower\": [0, 0], \"upper\": [0, 1]}"),
            "preferences.upper[0] is 0"),
        row(
            "upper short",
            own("{\"kind\": \"uniform\", \"lower\": [1, 1], \"upper\": [2]}"),
            "preferences.upper is [...]"),
        row("marginals missing", own("{\"kind\": \"independent\"}"), "the field marginals"),
        row(
            "marginals short",
            marginals("{\"distribution\": \"uniform\", \"lower\": 1, \"upper\": 2}"),
            "marginals is"),
        row(
            "distribution unknown",
            marginals(twice("{\"distribution\": \"gama\"}")),
            "write \"gamma\""),
        row(
            "parameter missing",
            marginals(
                twice("{\"distribution\": \"gamma\", \"shape\": 1, \"lower\": 0, \"upper\": 1}")),
            "marginals[1]: the field scale"),
        row(
            "parameter negative",
            marginals(
                twice(
                    "{\"distribution\": \"gamma\", \"shape\": -1, \"scale\": 1, \"lower\": 0, \"upper\": 1}")),
            "marginals[0].shape is -1"),
        row(
            "parameter unknown",
            marginals(
                twice(
                    "{\"distribution\": \"exponential\", \"mean\": 1, \"rate\": 1, \"lower\": 0, \"upper\": 1}")),
            "marginals[0].rate is 1"),
        row(
            "marginal upside down",
            marginals(twice("{\"distribution\": \"uniform\", \"lower\": 3, \"upper\": 2}")),
            "marginals[0].lower is 3"),
        row(
            "marginal without mass",
            marginals(
                twice(
                    "{\"distribution\": \"lognormal\", \"mu\": 0, \"sigma\": 0.001, \"lower\": 1e9, \"upper\": 1e10}")),
            "marginals[0]: "),
        row("marginal a number", marginals("1, 2"), "marginals[0] is 1"),
        row("covariance short", lognormal("[[1, 0]]"), "preferences: covariance"),
        row("covariance ragged", lognormal("[[1, 0], [0]]"), "covariance[1] is"),
        row("covariance asymmetric", lognormal("[[1, 0.5], [0.4, 1]]"), "preferences: covariance"),
        row("covariance indefinite", lognormal("[[1, 2], [2, 1]]"), "preferences: covariance"),
        row("types missing", types("\"weights\": [1]"), "there are neither types nor a file"),
        row("types empty", types("\"types\": []"), "preferences.types is []"),
        row("type zero", types("\"types\": [[1, 1], [0, 1]]"), "preferences.types[1][0] is 0"),
        row("type negative", types("\"types\": [[1, -1]]"), "preferences.types[0][1] is -1"),
        row("type short", types("\"types\": [[1]]"), "preferences.types[0] is [...]"),
        row("types flat", types("\"types\": [1, 2]"), "preferences.types[0] is 1", "types[1] is 2"),
        row(
            "weights short",
            types("\"types\": [[1, 1], [1, 2]], \"weights\": [1]"),
            "preferences.weights is [...]"),
        row(
            "weights sum",
            types("\"types\": [[1, 1], [1, 2]], \"weights\": [0.5, 0.6]"),
            "preferences.weights is"),
        row(
            "weights negative",
            types("\"types\": [[1, 1], [1, 2]], \"weights\": [1.5, -0.5]"),
            "preferences.weights[1] is -0.5"),
        row("types and file", types("\"types\": [[1, 1]], \"file\": \"t.csv\""), "there are both"),
        row("file missing", types("\"file\": \"t.csv\""), "preferences.file is \"t.csv\""),
        row("file above", types("\"file\": \"../t.csv\""), "preferences.file is \"../t.csv\""),
        row("file above, hidden", types("\"file\": \"a/../../t.csv\""), "a path with .."),
        row("file absolute", types("\"file\": \"/etc/passwd\""), "an absolute path"),
        row("file on a drive", types("\"file\": \"C:\\\\t.csv\""), "an absolute path"),
        row("file with NUL", types("\"file\": \"t\\u0000.csv\""), "preferences.file is"),
        row(
            "file and weights",
            types("\"file\": \"t.csv\", \"weights\": [1]"),
            "weights belong to"),
        row("unbalanced", agent(all + ", \"endowment\": [2, 1]"), "task a: the endowments"),
        row(
            "instances short",
            sound.replace("\"name\"", "\"instances\": [1], \"name\""),
            "instances is [...]"),
        row(
            "instances negative",
            sound.replace("\"name\"", "\"instances\": [1, -1], \"name\""),
            "instances[1] is -1"),
        row("deep nesting", "{\"tasks\": " + "[".repeat(5000), "not JSON that can be read"),
        row("truncated", sound.substring(0, sound.length() - 20), "not JSON that can be read"),
        row("trailing", sound + " x", "not JSON that can be read"),
        row("two values", sound + sound, "after the end"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void malformedMarketsAreRefusedWithThePlace(String name, String text, String[] expected)
      throws IOException {
    BadInputException refusal = refusal(text);
    String listing = refusal.listing(50);
    for (String part : expected) {
      assertThat(listing).as(name).contains(part);
    }
    assertThat(listing).doesNotContain("Exception");
    assertThat(refusal.problems()).allSatisfy(problem -> assertThat(problem.remedy()).isNotBlank());
  }

  @Test
  void allProblemsAreNamedAtOnce() throws IOException {
    String text =
        market(
                "{\"kind\": \"uniform\", \"lower\": [2, -1], \"upper\": [1]}",
                "{\"id\": \"x\", \"socialCost\": [NaN, \"1\"], \"statusQuo\": [-1], \"slack\": 0}, 5,"
                    + "{\"id\": \"x\", \"socailCost\": [1, 1], \"population\": 0}")
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
    BadInputException refusal =
        refusal(market(String.join(",", java.util.Collections.nCopies(2000, agent))));
    assertThat(refusal.count()).isEqualTo(4000 + 1999);
    assertThat(refusal.listing(50).lines()).hasSize(51);
    assertThat(refusal.listing(50)).endsWith("and 5949 more\n");
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
    Files.write(file, market(NORTH).getBytes(java.nio.charset.StandardCharsets.UTF_16));
    assertThat(catchThrowableOfType(BadInputException.class, () -> MarketReader.read(file)))
        .hasMessageContaining("UTF-8");
    Files.write(
        file,
        market(NORTH.replace("north", "n\u00f6rd"))
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertThat(catchThrowableOfType(BadInputException.class, () -> MarketReader.read(file)))
        .hasMessageContaining("UTF-8");
  }
}
