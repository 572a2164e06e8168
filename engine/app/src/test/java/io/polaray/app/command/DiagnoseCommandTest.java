package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.app.input.InputFile;
import io.polaray.app.input.JsonText;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.ProblemList;
import io.polaray.dual.TerminationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diagnose} through the whole program. */
class DiagnoseCommandTest {
  private static final String MARKET =
      """
      {
        "format": "polaray-market/1",
        "name": "three desks",
        "tasks": ["letters", "calls"],
        "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [2, 2]},
        "agents": [
          {"id": "A", "socialCost": [1.0, 0.4], "statusQuo": [5, 5]},
          {"id": "B", "socialCost": [0.5, 0.9], "statusQuo": [5, 5]},
          {"id": "C", "socialCost": [0.7, 0.7], "statusQuo": [4, 6]SLACK}
        ]
      }
      """;

  @TempDir private Path folder;

  private final Program program = Program.endingWith(TerminationStatus.OPTIMAL);
  private Path market = Path.of("");

  @BeforeEach
  void writeMarket() throws IOException {
    market = write("market.json", MARKET.replace("SLACK", ""));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Map<String, JsonValue> json() throws IOException {
    ProblemList problems = new ProblemList();
    Path file = write("out.json", program.out());
    JsonValue root =
        InputFile.read(file, "out", problems)
            .flatMap(text -> JsonText.parse(text, problems))
            .orElseThrow();
    return members(root);
  }

  private static Map<String, JsonValue> members(JsonValue value) {
    return ((JsonValue.Members) value).members();
  }

  private static double number(JsonValue object, String field) {
    return ((JsonValue.Num) members(object).get(field)).value();
  }

  private static List<JsonValue> rungs(Map<String, JsonValue> root) {
    return ((JsonValue.Items) members(root.get("ladder")).get("values")).items();
  }

  @Test
  void tellsWhetherChoiceIsWorthIt() {
    assertThat(program.run("diagnose", market)).isEqualTo(ExitStatus.DONE);
    assertThat(program.out())
        .contains("Conditions of Theorem 1", "Best bilateral trade (3 pairs, all)")
        .contains("The ladder", "Choice is worth it", "from status quo down to");
    assertThat(program.err()).isEmpty();
  }

  @Test
  void theJsonLadderIsOrdered() throws IOException {
    assertThat(program.run("diagnose", market, "--json", "--solve-seconds", "5")).isZero();
    Map<String, JsonValue> root = json();
    assertThat(root.get("format"))
        .extracting(JsonValue::shown)
        .isEqualTo("\"polaray-diagnosis/1\"");
    assertThat(root.get("verdict")).extracting(JsonValue::shown).isEqualTo("\"CHOICE_IS_OPTIMAL\"");
    List<Double> costs = rungs(root).stream().map(rung -> number(rung, "cost")).toList();
    assertThat(costs).hasSize(5).isSorted();
    assertThat(costs.get(0)).isCloseTo(0.5 * 14 + 0.4 * 16, within(1e-12));
    assertThat(costs.get(4)).isCloseTo(7 + 7 + 7, within(1e-12));
    JsonValue trade = root.get("bilateralTrade");
    assertThat(number(trade, "expectedSaving"))
        .isPositive()
        .isLessThanOrEqualTo(number(trade, "upperBound"));
  }

  @Test
  void resultsDoNotDependOnThreads() {
    program.run("diagnose", market, "--json", "--threads", "1");
    String one = program.out();
    program.run("diagnose", market, "--json", "--threads", "3");
    assertThat(program.out()).isEqualTo(one);
  }

  @Test
  void slackTakesTheOrderAway() throws IOException {
    Path slack = write("slack.json", MARKET.replace("SLACK", ", \"slack\": 1.5"));
    assertThat(program.run("diagnose", slack)).isZero();
    assertThat(program.out()).contains("no order is claimed", "some slack is above 1");
    assertThat(program.out()).contains("Lemma 1: all moves");
  }

  @Test
  void aDesignSolvedBeforeEntersTheLadder() throws IOException {
    Path out = folder.resolve("design");
    assertThat(program.run("solve", market, "--out", out, "--quiet")).isZero();
    assertThat(program.run("diagnose", market, "--design", out, "--json")).isZero();
    assertThat(number(rungs(json()).get(2), "cost")).isEqualTo(10);
  }

  @Test
  void refusesADesignOfAnotherMarketAndFilesThatAreNone() throws IOException {
    Path out = folder.resolve("design");
    program.run("solve", market, "--out", out, "--quiet");
    Path other = write("other.json", MARKET.replace("SLACK", ", \"slack\": 1.5"));
    assertThat(program.run("diagnose", other, "--design", out)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err()).contains("market.sha256", "the design is for another market");
    Path bad = write("bad.json", "{\"format\": \"x\", \"cost\": {\"design\": \"y\"}}");
    assertThat(program.run("diagnose", market, "--design", bad)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err())
        .contains("does not read that format", "cost.design", "lowerBound is missing")
        .contains("the field market is missing", "the field measure is missing");
    assertThat(program.run("diagnose", folder.resolve("none.json")))
        .isEqualTo(ExitStatus.BAD_INPUT);
  }

  @Test
  void atTwoTasksObviousnessCostsNothing() throws IOException {
    assertThat(
            program.run(
                "diagnose", market, "--json", "--bayesian-types", 12, "--solve-seconds", 20))
        .isZero();
    Map<String, JsonValue> root = json();
    List<JsonValue> rungs = rungs(root);
    assertThat(members(rungs.get(2)).get("value"))
        .extracting(JsonValue::shown)
        .isEqualTo("\"bayesian\"");
    double bayesian = number(rungs.get(2), "cost");
    double design = number(rungs.get(3), "cost");
    double today = number(rungs.get(5), "cost");
    assertThat(number(rungs.get(1), "cost")).isLessThan(bayesian);
    assertThat(bayesian).isLessThanOrEqualTo(design);
    assertThat(design).isLessThan(today);
    JsonValue price = members(root.get("ladder")).get("priceOfObviousness");
    assertThat(number(price, "atLeast")).isBetween(0.0, number(price, "atMost"));
    assertThat(number(price, "atMost")).isCloseTo(0, within(1e-4));
  }

  @Test
  void atThreeTasksObviousnessCostsSomething() throws IOException {
    Path three =
        write(
            "three.json",
            """
            {"format": "polaray-market/1", "tasks": ["a", "b", "c"],
             "preferences": {"kind": "uniform", "lower": [1, 1, 1], "upper": [3, 3, 3]},
             "agents": [{"id": "A", "socialCost": [0, 1, 1], "statusQuo": [2, 2, 2]},
                        {"id": "B", "socialCost": [1, 0, 1], "statusQuo": [2, 2, 2]},
                        {"id": "C", "socialCost": [1, 1, 0], "statusQuo": [2, 2, 2]}]}
            """);
    assertThat(
            program.run("diagnose", three, "--json", "--bayesian-types", 15, "--solve-seconds", 20))
        .isZero();
    JsonValue price = members(json().get("ladder")).get("priceOfObviousness");
    assertThat(number(price, "atMost")).isBetween(1e-4, 0.5);
    assertThat(program.run("diagnose", three, "--bayesian-types", 15)).isZero();
    assertThat(program.out()).contains("Bayesian (BIC)").doesNotContain("price of obviousness:");
  }

  @Test
  void refusesWrongOptions() {
    assertThat(program.run("diagnose", market, "--types", "0")).isEqualTo(ExitStatus.USAGE);
    assertThat(program.run("diagnose", market, "--solve-seconds", "-1"))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(program.run("diagnose", market, "--threads", "0")).isEqualTo(ExitStatus.USAGE);
    assertThat(program.run("diagnose", market, "--design", folder, "--solve-seconds", "1"))
        .isEqualTo(ExitStatus.USAGE);
  }
}
