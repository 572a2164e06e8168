package io.polaray.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.polaray.dual.LargeMarketSolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportCommandTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MARKET =
      """
      {"format": "polaray-market/1", "name": "clinics", "tasks": ["e1 x", "\u00fc,b"],
       "preferences": {"kind": "uniform", "lower": [1, 1], "upper": [2, 2]},
       "agents": [{"id": "=x \\"q\\"", "socialCost": [0, 1], "statusQuo": [4, 4]},
                  {"id": "1e5", "socialCost": [1, 0], "statusQuo": [4, 4], "population": 2},
                  {"id": "\u65e5\u672c", "socialCost": [0.4, 0.7], "statusQuo": [3, 5]}]}
      """;

  @TempDir private Path folder;
  private Path market;
  private Path design;
  private final Program program = Program.solvingWith(LargeMarketSolver.create()::solve);

  @BeforeEach
  void solve() throws IOException {
    market = Files.writeString(folder.resolve("m.json"), MARKET);
    assertThat(program.run("solve", market, "--out", folder.resolve("d"), "--quiet")).isZero();
    design = folder.resolve("d/design.json");
  }

  private Path export(String format, String problem) {
    Path file = folder.resolve(problem + "." + format);
    assertThat(
            program.run(
                "export",
                market,
                design,
                "--format",
                format,
                "--problem",
                problem,
                "--replicas",
                50,
                "--out",
                file))
        .isZero();
    return file;
  }

  /** The optimum that a solver on this machine finds; the test is skipped where it is missing. */
  private double solvedBy(String solver, Path file) throws IOException, InterruptedException {
    assumeThat(isInstalled(solver))
        .as(
            "SKIPPED: "
                + solver
                + " is not installed, so that its reading of "
                + file.getFileName()
                + " is not tested")
        .isTrue();
    boolean lp = file.toString().endsWith(".lp");
    List<String> command =
        solver.equals("glpsol")
            ? List.of("glpsol", lp ? "--lp" : "--freemps", file.toString(), "-o", "/dev/stdout")
            : List.of("clp", file.toString(), "solve");
    Path output = folder.resolve("solver.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(output);
    Matcher optimum =
        Pattern.compile("(?:Objective:\\s+cost = |Optimal objective )(-?[0-9.e+]+)").matcher(text);
    assertThat(optimum.find()).as(text).isTrue();
    return Double.parseDouble(optimum.group(1));
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  @ParameterizedTest
  @CsvSource({"glpsol,mps", "glpsol,lp", "clp,mps", "clp,lp"})
  void otherSolversFindTheSameMaster(String solver, String format)
      throws IOException, InterruptedException {
    double cost = JSON.readTree(Files.readString(design)).get("cost").get("design").asDouble();
    assertThat(solvedBy(solver, export(format, "master"))).isCloseTo(cost, within(1e-7 * cost));
  }

  /** The selection of draw 1 is the first draw of simulate with the same seed. */
  @ParameterizedTest
  @CsvSource({"glpsol,mps", "glpsol,lp", "clp,mps", "clp,lp"})
  void otherSolversFindTheSameSelection(String solver, String format)
      throws IOException, InterruptedException {
    Path out = folder.resolve("s-" + solver + format);
    assertThat(
            program.run("simulate", market, design, "--replicas", 50, "--draws", 2, "--out", out))
        .isZero();
    String first = Files.readAllLines(out.resolve("draws.csv")).get(1);
    double cost = Double.parseDouble(first.split(",", -1)[3]);
    JsonNode costs = JSON.readTree(Files.readString(out.resolve("simulation.json"))).get("cost");
    double change = solvedBy(solver, export(format, "selection"));
    assertThat(costs.get("endowments").asDouble() + change / 50)
        .isCloseTo(cost, within(1e-7 * Math.abs(cost)));
  }

  /** Everybody takes the first trade of the menu, where there is one. */
  private Path acceptedRound(String seed) throws IOException {
    Path round = folder.resolve("r");
    assertThat(program.run("offers", market, design, "--seed", seed, "--out", round)).isZero();
    JsonNode agents = JSON.readTree(Files.readString(round.resolve("offers.json"))).get("agents");
    StringBuilder rows = new StringBuilder("agent,person,choice\n");
    for (JsonNode agent : agents) {
      int person = 0;
      for (JsonNode number : agent.get("menuOfPerson")) {
        JsonNode menu = agent.get("menus").get(number.asInt() - 1).get("menu");
        boolean trades = menu.path("rays").size() > 0;
        String id = agent.get("id").asString().replace("\"", "\"\"");
        rows.append("\"").append(id).append("\",").append(++person);
        rows.append(trades ? ",1\n" : ",keep\n");
      }
    }
    Files.writeString(round.resolve("choices.csv"), rows);
    return round;
  }

  /** The selection of a real round is what allocate solves before it draws whole tasks. */
  @ParameterizedTest
  @CsvSource({"glpsol,mps", "glpsol,lp", "clp,mps", "clp,lp"})
  void otherSolversFindTheSelectionOfARound(String solver, String format)
      throws IOException, InterruptedException {
    Path round = acceptedRound("402653189123456789");
    Path choices = round.resolve("choices.csv");
    assertThat(program.run("allocate", market, round, "--choices", choices)).isZero();
    JsonNode cost = JSON.readTree(Files.readString(round.resolve("allocation.json"))).get("cost");
    Path file = folder.resolve("round." + format);
    String line = "export " + market + " " + design + " --format " + format;
    line += " --problem selection --out " + file + " --round " + round;
    assertThat(program.run(line.split(" "))).isEqualTo(2);
    assertThat(program.err()).contains("--choices");
    assertThat(program.run((line + " --choices " + choices).split(" "))).isZero();
    double today = cost.get("statusQuo").asDouble();
    double expected = cost.get("expected").asDouble();
    assertThat(expected).isLessThan(today);
    assertThat(today + solvedBy(solver, file)).isCloseTo(expected, within(1e-7 * today));
  }

  @Test
  void aRoundOfAnotherDesignIsRefused() throws IOException {
    Path round = acceptedRound("402653189123456789");
    Path other = Files.writeString(folder.resolve("o.json"), Files.readString(design) + "\n");
    String line = "export " + market + " " + other + " --format lp --problem selection --round ";
    Path choices = round.resolve("choices.csv");
    assertThat(program.run((line + round + " --choices " + choices).split(" "))).isEqualTo(3);
    assertThat(program.err()).contains("another design");
  }

  @Test
  void namesAreSafe() throws IOException {
    for (String format : List.of("mps", "lp")) {
      for (String problem : List.of("master", "selection")) {
        Path file = export(format, problem);
        List<String> names = new ArrayList<>();
        Matcher name =
            Pattern.compile("(?<![A-Za-z0-9_])[tj][0-9][A-Za-z0-9_]*")
                .matcher(Files.readString(file));
        while (name.find()) {
          names.add(name.group());
        }
        assertThat(names).contains("t1_e1_x", "t2_b");
        assertThat(Files.readString(file)).isASCII();
      }
    }
  }

  @Test
  void withoutAFileTheProgramGoesToStandardOutput() throws IOException {
    assertThat(program.run("export", market, design, "--format", "mps")).isZero();
    assertThat(program.out()).startsWith("* large-market").endsWith("ENDATA\n");
    assertThat(program.out()).isEqualTo(Files.readString(export("mps", "master")));
    assertThat(program.run("export", market, design, "--format", "csv")).isZero();
    assertThat(program.out()).startsWith("section,row,column,value\nright,t1_e1_x,,");
    Path file = folder.resolve("x.lp");
    assertThat(program.run("export", market, design, "--format", "lp", "--out", file, "--json"))
        .isZero();
    assertThat(JSON.readTree(program.out()).get("rows").asInt()).isEqualTo(5);
    assertThat(program.run("export", market, design, "--format", "lp", "--out", file)).isEqualTo(2);
    assertThat(program.err()).contains("--force");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--format xml",
        "--format lp --problem other",
        "--format lp --replicas 0",
        "--format lp --json",
        "--format lp --nonsense"
      })
  void wrongOptionsAreUsageErrors(String options) {
    String line = "export " + market + " " + design + " " + options;
    assertThat(program.run(line.trim().split(" "))).isEqualTo(2);
  }

  @Test
  void populationsMustBeWholeForASelection() throws IOException {
    Files.writeString(market, MARKET.replace("\"population\": 2", "\"population\": 2.5"));
    program.run("solve", market, "--out", folder.resolve("d"), "--quiet", "--force");
    assertThat(program.run("export", market, design, "--format", "lp", "--problem", "selection"))
        .isEqualTo(3);
    assertThat(program.run("export", market, design, "--format", "lp")).isZero();
  }
}
