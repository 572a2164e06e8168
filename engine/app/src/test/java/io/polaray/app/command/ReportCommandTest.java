package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportCommandTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");
  private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");
  private static final Pattern POLICY =
      Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"");
  private static final Pattern NUMBERS =
      Pattern.compile("(?s)<script type=\"application/json\" id=\"numbers\">(.*?)</script>");

  /** Hostile names, a group and an agent that only sheds. */
  private static final String MARKET =
      """
      {"format": "polaray-market/1", "name": "</title><script>m</script>",
       "tasks": ["<b>a</b>", "</script><script>b", "c"],
       "preferences": {"kind": "uniform", "lower": [1, 1, 0.5], "upper": [2, 3, 1.5]},
       "agents": [
        {"id": "<script>north</script>", "socialCost": [1, 0.5, 0.3], "statusQuo": [10, 4, 5]},
        {"id": "east-secret", "socialCost": [0.25, 1.5, 0.9], "statusQuo": [5, 7, 3],
         "population": 3},
        {"id": "west-secret", "socialCost": [9, 9, 9], "statusQuo": [1, 1, 1]},
        {"id": "south-secret", "socialCost": [0.1, 1, 0.4], "statusQuo": [6, 6, 2]}]}
      """;

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);
  private Path out;

  @BeforeEach
  void solve() throws IOException {
    Path market = Files.writeString(folder.resolve("market.json"), MARKET);
    out = folder.resolve("out");
    assertThat(
            program.run(
                "solve", market, "--out", out, "--quiet", "--types", "256", "--gap", "1e-3"))
        .isZero();
  }

  private String page(Object... options) throws IOException {
    Object[] all = new Object[options.length + 1];
    all[0] = out;
    System.arraycopy(options, 0, all, 1, options.length);
    assertThat(program.run("report", all)).as(program.err()).isZero();
    return Files.readString(out.resolve("report.html"));
  }

  private static String withoutScripts(String page) {
    return SCRIPT.matcher(page).replaceAll("");
  }

  @Test
  void whatComesFromOutsideIsText() throws IOException {
    String page = page();
    assertThat(withoutScripts(page))
        .contains("&lt;script&gt;north", "&lt;b&gt;a&lt;/b&gt;", "&lt;/title&gt;")
        .doesNotContain("<script>north", "<b>a", "</title><script>");
    assertThat(SCRIPT.matcher(page).results()).hasSize(2);
    JsonNode numbers = numbers(page);
    assertThat(numbers.get("flow").get("tasks").get(1).asString()).isEqualTo("</script><script>b");
  }

  @Test
  void nothingIsLoadedFromAnywhere() throws IOException {
    String page = withoutScripts(page());
    assertThat(page)
        .doesNotContain(" src=", " href=", "url(", "@import", "http:", "https:", " style=")
        .doesNotContainPattern("\\son[a-z]+=");
  }

  @Test
  void thePolicyAllowsThePagesOwnScriptsAlone() throws Exception {
    String page = page();
    Matcher policy = POLICY.matcher(page);
    assertThat(policy.find()).isTrue();
    List<String> hashes = new ArrayList<>();
    for (Pattern pattern : List.of(SCRIPT, STYLE)) {
      Matcher content = pattern.matcher(page);
      while (content.find()) {
        byte[] digest =
            MessageDigest.getInstance("SHA-256")
                .digest(content.group(1).getBytes(StandardCharsets.UTF_8));
        hashes.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
      }
    }
    assertThat(policy.group(1))
        .isEqualTo(
            ("default-src 'none'; script-src %s %s; style-src %s; base-uri 'none';"
                    + " form-action 'none'")
                .formatted(hashes.toArray()));
  }

  @Test
  void numbersAreThoseOfTheDesign() throws IOException {
    JsonNode numbers = numbers(page());
    JsonNode design = JSON.readTree(Files.readString(out.resolve("design.json")));
    List<Double> costs = new ArrayList<>();
    numbers.get("ladder").forEach(step -> costs.add(step.get("cost").asDouble()));
    for (String cost : List.of("statusQuo", "design", "lowerBound", "firstBest")) {
      assertThat(costs).contains(design.get("cost").get(cost).asDouble());
    }
    for (int i = 0; i < 3; i++) {
      JsonNode price = numbers.get("prices").get(i);
      assertThat(price.get("price")).isEqualTo(design.get("taskPrices").get(i));
      assertThat(price.get("low")).isEqualTo(design.get("taskPriceRanges").get(i).get(0));
      assertThat(price.get("high")).isEqualTo(design.get("taskPriceRanges").get(i).get(1));
    }
    JsonNode rounds = numbers.get("convergence");
    assertThat(rounds.get("primal").get(rounds.get("rounds").size() - 1).asDouble())
        .isCloseTo(design.get("cost").get("design").asDouble(), within(1e-6));
    double given = 0;
    double taken = 0;
    for (JsonNode giver : numbers.get("flow").get("givers")) {
      given += giver.get("amounts").get(0).asDouble();
    }
    for (JsonNode taker : numbers.get("flow").get("takers")) {
      taken += taker.get("amounts").get(0).asDouble();
    }
    assertThat(given).isPositive().isCloseTo(taken, within(1e-6));
    for (int k = 0; k < 4; k++) {
      double all = 0;
      for (JsonNode series : numbers.get("choices").get("series")) {
        all += series.get("shares").get(k).asDouble();
      }
      assertThat(all).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void agentsCanBeNumbered() throws IOException {
    Files.writeString(out.resolve("choices.csv"), "agent,person,choice\nmarker,1,keep\n");
    Files.writeString(out.resolve("people.csv"), "marker");
    String page = page("--anonymise");
    assertThat(withoutScripts(page))
        .contains("agent 1", "agent 4")
        .doesNotContain("north", "-secret", "&lt;/title", "marker", folder.toString());
    assertThat(numbers(page).get("gains").get(0).get("name").asString()).isEqualTo("agent 1");
  }

  @Test
  void aLargeMarketListsAFew() throws IOException {
    String page = page("--agents", "2");
    assertThat(page.split("<article", -1)).hasSize(3);
    assertThat(page).contains("Shown are the 2 of 4 agents", "<td>2 more</td>");
    assertThat(program.run("report", out, "--agents", "0")).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void equalFoldersGiveEqualPages() throws IOException {
    String first = page();
    assertThat(program.run("report", out)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err()).contains("--force");
    assertThat(page("--force")).isEqualTo(first);
    assertThat(program.run("report", out, "--force", "--json")).isZero();
    assertThat(JSON.readTree(program.out()).get("page").asString()).endsWith("report.html");
  }

  @Test
  void aFolderWithoutTraceAndRunIsEnough() throws IOException {
    Files.delete(out.resolve("trace.jsonl"));
    Files.delete(out.resolve("run.json"));
    assertThat(page("--market", folder.resolve("market.json"), "--no-diagnose"))
        .doesNotContain("How the search went", "if private costs were known")
        .contains("What one more case costs");
    Files.writeString(out.resolve("trace.jsonl"), "{\n");
    assertThat(program.run("report", out, "--market", folder.resolve("market.json"), "--force"))
        .isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err()).contains("trace.jsonl:1:2: ");
  }

  @Test
  void aNewDesignRemovesPagesAboutTheOldOne() throws IOException {
    page();
    assertThat(program.run("cards", out)).isZero();
    Path market = folder.resolve("market.json");
    assertThat(program.run("solve", market, "--out", out, "--force", "--gap", "0.01")).isZero();
    assertThat(program.err()).contains("removed report.html, cards.html, cards.csv");
    assertThat(out.resolve("report.html")).doesNotExist();
    assertThat(out.resolve("cards.html")).doesNotExist();
    assertThat(out.resolve("cards.csv")).doesNotExist();
  }

  @Test
  void reliefsSayWhatTheyRestOn() throws IOException {
    assertThat(page()).contains("(estimated on a sample of 1024 types), and nobody");
  }

  private static JsonNode numbers(String page) {
    Matcher matcher = NUMBERS.matcher(page);
    assertThat(matcher.find()).isTrue();
    return JSON.readTree(matcher.group(1));
  }
}
