package io.polaray.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.TerminationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code classify} through the whole program. */
class ClassifyCommandTest {
  private static final Path DATASETS = Path.of("..", "..", "datasets");
  private static final Path CLINICS = DATASETS.resolve("three-clinics").resolve("market.json");

  @TempDir private Path folder;

  private final Program program = Program.endingWith(TerminationStatus.OPTIMAL);

  private Path classes(String text) throws IOException {
    return Files.writeString(
        folder.resolve("classes.json"),
        "{\"format\": \"polaray-classes/1\", \"classes\": [" + text + "]}",
        UTF_8);
  }

  @Test
  void twoTasksGiveTheDesignOfTheMarketItself() {
    Path market = DATASETS.resolve("asylum").resolve("market.json");
    assertThat(program.run("classify", market, "--json")).isZero();
    JsonNode result = JsonMapper.shared().readTree(program.out());
    // Best known value of the market of two tasks (datasets/best-known.json).
    assertThat(result.at("/cost/design").asDouble()).isCloseTo(106.605, within(1e-3));
    assertThat(result.at("/cost/lowerBound").asDouble())
        .isLessThanOrEqualTo(result.at("/cost/design").asDouble());
    assertThat(result.at("/regular").asBoolean()).isTrue();
    assertThat(result.at("/mixedAgents").size()).isZero();
  }

  @Test
  void writesTablesAPlotAndADocument() throws IOException {
    Path given = DATASETS.resolve("three-clinics").resolve("classes.json");
    Path out = folder.resolve("out");
    assertThat(program.run("classify", CLINICS, "--classes", given, "--out", out)).isZero();
    assertThat(program.out())
        .contains("clinic: intake, surgery", "machine: imaging", "regular: every revenue curve");
    JsonNode result = JsonMapper.shared().readTree(out.resolve("classification.json"));
    double cost = 0;
    double[] market = new double[3];
    double[] populations = {1, 12, 5};
    double[][] costs = {{1, 0.6, 1.3}, {0.8, 0.9, 0.7}, {1.2, 0.5, 0.9}};
    for (int j = 0; j < 3; j++) {
      JsonNode assignment = result.at("/agents/" + j + "/expectedAssignment");
      for (int i = 0; i < 3; i++) {
        cost += populations[j] * costs[j][i] * assignment.get(i).asDouble();
        market[i] += populations[j] * assignment.get(i).asDouble();
      }
    }
    assertThat(cost).isCloseTo(result.at("/cost/design").asDouble(), within(1e-6));
    assertThat(market[0]).isCloseTo(10 + 12 * 6 + 5 * 4, within(1e-6));
    for (JsonNode agent : result.at("/agents")) {
      for (JsonNode entry : agent.at("/prices")) {
        if (entry.at("/price1").isNumber() && entry.at("/price2").isNumber()) {
          assertThat(entry.at("/price1").asDouble())
              .isLessThanOrEqualTo(entry.at("/price2").asDouble());
        }
      }
    }
    assertThat(Files.readString(out.resolve("prices.svg"), UTF_8))
        .contains("<polyline", "stroke-dasharray", "south", "w(clinic) / w(machine)");
    List<String> rows = Files.readAllLines(out.resolve("prices.csv"), UTF_8);
    assertThat(rows.get(0)).isEqualTo("types,ratio,price1,price2");
    assertThat(rows.subList(1, rows.size()))
        .hasSize(162)
        .allSatisfy(
            row -> {
              String[] cells = row.split(",", -1);
              double ratio = Double.parseDouble(cells[1]);
              assertThat(cells[2].isEmpty() || Double.parseDouble(cells[2]) <= ratio).isTrue();
              assertThat(cells[3].isEmpty() || Double.parseDouble(cells[3]) >= ratio).isTrue();
            });
  }

  @Test
  void withoutClassesTheBestOfAllIsShown() {
    assertThat(program.run("classify", CLINICS, "--json")).isZero();
    JsonNode result = JsonMapper.shared().readTree(program.out());
    assertThat(result.at("/otherClassifications").size()).isEqualTo(2);
    assertThat(result.at("/otherClassifications/0/cost").asDouble())
        .isGreaterThan(result.at("/cost/design").asDouble());
  }

  @Test
  void irregularTypesAreNamed() throws IOException {
    Path market =
        Files.writeString(
            folder.resolve("market.json"),
            """
            {"format": "polaray-market/1", "name": "m", "tasks": ["x", "y"],
             "preferences": {"kind": "types", "types": [[4, 1], [2, 1], [1.9, 1]],
                             "weights": [0.5, 0.25, 0.25]},
             "agents": [{"id": "a", "socialCost": [1, 2], "statusQuo": [2, 2]},
                        {"id": "b", "socialCost": [2, 1], "statusQuo": [2, 2]}]}
            """,
            UTF_8);
    assertThat(program.run("classify", market)).isZero();
    assertThat(program.out()).contains("not regular: types 1, shedding A, between the rates 1.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name': 'A', 'tasks': ['intake']} | it has 1 classes",
        "{'name': 'A', 'tasks': ['intakes']}, {'name': 'B', 'tasks': []} | no such task",
        "{'name': 'A', 'tasks': ['intake']}, {'name': 'B', 'tasks': ['imaging']}"
            + " | task surgery is in no class",
        "{'name': 'A', 'tasks': ['intake', 'intake']}, {'name': 'B', 'tasks': []}"
            + " | the task occurs twice",
        "{'name': 'A', 'tasks': ['intake', 'imaging', 'surgery']}, {'name': 'B', 'tasks': []}"
            + " | the market has no instances of its tasks",
        "{'name': 'A', 'tasks': ['intake', 'imaging']}, {'name': 'A', 'tasks': ['surgery']}"
            + " | both classes have one name",
        "{'name': 'A', 'tasks': 3}, {'nam': 'A', 'tasks': [1]} | it is a number, not a string",
      },
      quoteCharacter = '~')
  void badClassesAreExplained(String text, String message) throws IOException {
    Path given = classes(text.replace('\'', '"'));
    assertThat(program.run("classify", CLINICS, "--classes", given)).isEqualTo(3);
    assertThat(program.err()).contains(message);
  }
}
