package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareAndCiteTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MARKET =
      """
      {"format": "polaray-market/1", "tasks": ["50% \\\\input{x} & #1", "=b_2"],
       "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [2, 3]},
       "agents": [
        {"id": "a_{1}$", "socialCost": [1, 0.5], "statusQuo": [10, 4]},
        {"id": "b", "socialCost": [0.25, 1.5], "statusQuo": [5, 7], "population": 3},
        {"id": "c", "socialCost": [0.6, 0.6], "statusQuo": [3, 3]}]}
      """;

  @TempDir private Path folder;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);
  private Path market;
  private Path fine;
  private Path coarse;

  @BeforeEach
  void solve() throws IOException {
    market = Files.writeString(folder.resolve("market.json"), MARKET);
    fine = solve("fine", market, "1e-6", "500");
    coarse = solve("coarse", market, "1e-6", "2");
  }

  private Path solve(String name, Path from, String gap, String rounds) {
    Path out = folder.resolve(name);
    program.run("solve", from, "--out", out, "--quiet", "--gap", gap, "--max-rounds", rounds);
    assertThat(out.resolve("design.json")).exists();
    return out;
  }

  @Test
  void designsStandSideBySide() throws IOException {
    Path csv = folder.resolve("table.csv");
    Path latex = folder.resolve("table.tex");
    assertThat(program.run("compare", fine, coarse, "--json", "--csv", csv, "--latex", latex))
        .as(program.err())
        .isZero();
    JsonNode comparison = JSON.readTree(program.out());
    assertThat(comparison.get("sameMarket").asBoolean()).isTrue();
    for (int k = 0; k < 2; k++) {
      JsonNode row = comparison.get("designs").get(k);
      JsonNode design =
          JSON.readTree(Files.readString((k == 0 ? fine : coarse).resolve("design.json")));
      assertThat(row.get("cost").get("design")).isEqualTo(design.get("cost").get("design"));
      assertThat(row.get("cost").get("lowerBound")).isEqualTo(design.get("cost").get("lowerBound"));
      assertThat(row.get("taskPrices")).isEqualTo(design.get("taskPrices"));
      assertThat(row.get("status")).isEqualTo(design.get("status"));
    }
    JsonNode best = comparison.get("designs").get(0);
    assertThat(best.get("agentsTrading").asInt()).isPositive();
    assertThat(best.get("peopleExpectedToTrade").asDouble()).isBetween(0.1, 5.0);
    assertThat(best.get("relief").asDouble()).isBetween(0.001, 0.5);
    assertThat(Files.readAllLines(csv)).hasSize(3);
    assertThat(Files.readString(latex))
        .contains("\\toprule", "{price of 50\\% \\textbackslash{}input\\{x\\} \\& \\#1}", "=b\\_2")
        .doesNotContain("\\input");
    assertThat(program.run("compare", fine, "--csv", csv)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err()).contains("--force");
    assertThat(program.run("compare", fine, coarse, "--csv", csv, "--force")).isZero();
    assertThat(program.out()).contains("cost of the design", "people expected to trade");
  }

  @Test
  void otherClassesOfMenusAreNamedAsSuch() throws IOException {
    Path support = folder.resolve("support");
    program.run("solve", market, "--out", support, "--quiet", "--polarisation", "support");
    Path old = coarse.resolve("design.json");
    Files.writeString(old, Files.readString(old).replaceFirst("\"menuClass\": \"orthant\",", ""));
    assertThat(old).content().doesNotContain("menuClass");
    assertThat(program.run("compare", fine, coarse)).isZero();
    assertThat(program.out()).doesNotContain("polarised");
    assertThat(program.run("compare", fine, support)).isZero();
    assertThat(program.out()).containsPattern("menus polarised on the +orthant +support");
    assertThat(program.run("compare", fine, support, "--json")).isZero();
    assertThat(JSON.readTree(program.out()).get("designs").get(1).get("menuClass").asString())
        .isEqualTo("support");
  }

  @Test
  void otherMarketsAreNamedAsSuch() throws IOException {
    Path changed = Files.writeString(folder.resolve("changed.json"), MARKET.replace("0.25", "0.3"));
    Path other = solve("other", changed, "1e-3", "500");
    assertThat(program.run("compare", fine, other)).isZero();
    assertThat(program.err()).contains("warning", "different market files");
    Path renamed =
        Files.writeString(folder.resolve("renamed.json"), MARKET.replace("=b_2", "third"));
    assertThat(program.run("compare", fine, solve("renamed", renamed, "1e-3", "500")))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(program.run("compare")).isEqualTo(ExitStatus.USAGE);
    assertThat(program.run("compare", folder)).isEqualTo(ExitStatus.BAD_INPUT);
  }

  @Test
  void aDesignAsTablesForAPaper() {
    Path design = fine.resolve("design.json");
    assertThat(program.run("export", market, design, "--format", "latex")).isZero();
    assertThat(program.out())
        .contains("{Status quo}", "{Design}", "{a\\_\\{1\\}\\$}", "\\bottomrule")
        .doesNotContain("\\input", "a_{1}$");
    Path file = folder.resolve("tables.tex");
    assertThat(program.run("export", market, design, "--format", "latex", "--out", file)).isZero();
    assertThat(file).content().contains("gives up");
  }

  @Test
  void theTraceIsATableToo() throws IOException {
    List<String> rows = Files.readAllLines(fine.resolve("trace.csv"));
    assertThat(rows.get(0)).startsWith("event,round,primal");
    assertThat(rows).hasSize(1 + Files.readAllLines(fine.resolve("trace.jsonl")).size());
  }

  @Test
  void citations() {
    assertThat(program.run("cite")).isZero();
    assertThat(program.out()).contains("@unpublished", "Valenzuela-Stookey", "@software{polaray");
    assertThat(program.run("cite", "--style", "apa")).isZero();
    assertThat(program.out()).contains("Valenzuela-Stookey, Q. (2026)");
    assertThat(program.run("cite", "--json")).isZero();
    assertThat(JSON.readTree(program.out()).get("bibtex").asString()).contains("@software");
    assertThat(program.run("cite", "--style", "mla")).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void textsOfADesignDoNotSteerTheTerminal() throws IOException {
    Path design = coarse.resolve("design.json");
    String text = Files.readString(design);
    Files.writeString(
        design, text.replaceFirst("\"certified\"|\"relaxed\"", "\"carriage\\\\rreturn\""));
    assertThat(design).content().contains("carriage\\rreturn");
    assertThat(program.run("compare", fine, coarse)).as(program.err()).isZero();
    assertThat(program.out()).contains("carriage").doesNotContain("\r");
  }

  @Test
  void nothingIsShownOfAFileThatIsNoMarket() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "root: x");
    Path run = coarse.resolve("run.json");
    String named = Files.readString(run).replace(market.toString(), secret.toString());
    Files.writeString(run, named);
    assertThat(program.run("compare", coarse)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(program.err())
        .startsWith(run.toString())
        .contains(secret.toString(), "no market", "--market")
        .doesNotContain("root");
  }
}
