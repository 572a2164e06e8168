package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainAndCardsTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** Hostile names; an agent that only sheds; a group. */
  private static final String MARKET =
      """
      {"format": "polaray-market/1", "tasks": ["<b>a</b>", "=b", "c"],
       "preferences": {"kind": "uniform", "lower": [1, 1, 0.5], "upper": [2, 3, 1.5]},
       "agents": [
        {"id": "<script>north</script>", "socialCost": [1, 0.5, 0.3], "statusQuo": [10, 4, 5]},
        {"id": "east", "socialCost": [0.25, 1.5, 0.9], "statusQuo": [5, 7, 3], "population": 3},
        {"id": "west", "socialCost": [9, 9, 9], "statusQuo": [1, 1, 1]},
        {"id": "south", "socialCost": [0.1, 1, 0.4], "statusQuo": [6, 6, 2]}]}
      """;

  private static final Pattern WORTH = Pattern.compile("in full, ([0-9.]+) in expectation");
  private static final Pattern OTHERS =
      Pattern.compile("more: .*? worth ([0-9.]+) in.*less: .*? worth ([0-9.]+) in");

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);
  private Path market;
  private Path out;

  @BeforeEach
  void solve() throws IOException {
    market = Files.writeString(folder.resolve("market.json"), MARKET);
    out = folder.resolve("out");
    assertThat(
            program.run(
                "solve", market, "--out", out, "--quiet", "--types", "256", "--gap", "1e-3"))
        .isZero();
  }

  @Test
  void savingsOfAgentsAndTasksAddUp() throws IOException {
    assertThat(program.run("explain", out, "--json")).as(program.err()).isZero();
    JsonNode explained = JSON.readTree(program.out());
    JsonNode cost = JSON.readTree(Files.readString(out.resolve("design.json"))).get("cost");
    double saved = cost.get("statusQuo").asDouble() - cost.get("design").asDouble();
    double bySaving = 0;
    double byContribution = 0;
    double byAgent = 0;
    double byTask = 0;
    for (JsonNode agent : explained.get("agents")) {
      for (JsonNode entry : agent.get("savingByTask")) {
        bySaving += entry.asDouble();
      }
      for (JsonNode entry : agent.get("contributionByTask")) {
        byContribution += entry.asDouble();
      }
      byAgent += agent.get("contribution").asDouble();
    }
    for (JsonNode task : explained.get("tasks")) {
      byTask += task.get("contribution").asDouble();
    }
    double allowed = 1e-9 * cost.get("statusQuo").asDouble();
    assertThat(saved).isPositive();
    for (double total :
        List.of(explained.get("saving").asDouble(), bySaving, byContribution, byAgent, byTask)) {
      assertThat(total).isCloseTo(saved, within(allowed));
    }
  }

  @Test
  void tablesForPeople() {
    assertThat(program.run("explain", out, "--agents", "2")).isZero();
    assertThat(program.out())
        .contains("The design saves", "and 2 more agents", "one more <b>a</b> costs");
    assertThat(program.run("explain", out, "--agent", "south")).isZero();
    assertThat(program.out()).contains("asking for 10 % more: ", "; for 10 % less: ");
    assertThat(program.run("explain", out, "--agent", "west")).isZero();
    assertThat(program.out()).contains("west contributes", "tasks may be taken away");
    assertThat(program.run("explain", out, "--agent", "wset")).isEqualTo(ExitStatus.USAGE);
    assertThat(program.err()).contains("west");
    assertThat(program.run("explain", out, "--agents", "-1")).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void anotherRateIsWorthLess() throws IOException {
    assertThat(program.run("explain", out, "--agent", "south")).isZero();
    Matcher worth = WORTH.matcher(program.out());
    assertThat(worth.find()).isTrue();
    double own = Double.parseDouble(worth.group(1));
    Matcher others = OTHERS.matcher(program.out());
    assertThat(others.find()).isTrue();
    assertThat(own).isPositive();
    assertThat(Double.parseDouble(others.group(1))).isLessThanOrEqualTo(own);
    assertThat(Double.parseDouble(others.group(2))).isLessThanOrEqualTo(own);
  }

  @Test
  void cardsEscapeWhatComesFromOutside() throws IOException {
    assertThat(program.run("cards", out)).as(program.err()).isZero();
    String page = Files.readString(out.resolve("cards.html"));
    assertThat(page)
        .contains("&lt;script&gt;north", "&lt;b&gt;a&lt;/b&gt;", "Tasks may be taken off you")
        .contains("For every ", "default-src 'none'")
        .doesNotContain("<script", "<b>", "http://", "https://");
    assertThat(page.split("<section>", -1)).hasSize(5);
    List<String> rows = Files.readAllLines(out.resolve("cards.csv"));
    assertThat(rows.get(0)).startsWith("agent,menu,probability");
    assertThat(rows).anyMatch(row -> row.contains("'=b"));
    assertThat(program.run("cards", out)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err()).contains("--force");
    assertThat(program.run("cards", out, "--force", "--json")).isZero();
    assertThat(JSON.readTree(program.out()).get("agents").asInt()).isEqualTo(4);
  }

  @Test
  void aMovedMarketCanBeNamed() throws IOException {
    Path moved = Files.move(market, folder.resolve("moved.json"));
    assertThat(program.run("explain", out)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err()).contains("run.json", "--market");
    assertThat(program.run("explain", out, "--market", moved)).isZero();
    Files.writeString(moved, MARKET.replace("0.25", "0.26"));
    assertThat(program.run("explain", out, "--market", moved)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err()).contains("the market has changed since");
    assertThat(program.run("explain", folder)).isEqualTo(ExitStatus.BAD_INPUT);
  }
}
