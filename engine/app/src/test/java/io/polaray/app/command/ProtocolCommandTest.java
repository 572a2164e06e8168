package io.polaray.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.dual.TerminationStatus;
import io.polaray.menu.Polarisation;
import io.polaray.numeric.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code protocol} through the whole program; examples of section 1.1 of the paper. */
class ProtocolCommandTest {
  private static final Path EXAMPLES = Path.of("..", "..", "datasets", "protocols");

  @TempDir private Path folder;

  private final Program program = Program.endingWith(TerminationStatus.OPTIMAL);

  private JsonNode check(Path file) {
    assertThat(program.run("protocol", file, "--json")).isZero();
    return JsonMapper.shared().readTree(program.out());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("protocol.json"), text.replace('\'', '"'), UTF_8);
  }

  private static Vector vector(JsonNode array) {
    double[] entries = new double[array.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = array.get(i).asDouble();
    }
    return Vector.of(entries);
  }

  /** A failing type, recomputed from the document alone. */
  private static void checkWitness(JsonNode agent) {
    JsonNode witness = agent.at("/witness");
    Vector type = vector(witness.at("/type"));
    Vector worst = vector(witness.at("/worst"));
    Vector best = vector(witness.at("/best"));
    assertThat(type.dot(best)).isLessThan(type.dot(worst));
    for (JsonNode set : agent.at("/sets")) {
      String name = set.at("/name").asString();
      for (JsonNode point : set.at("/selected")) {
        if (name.equals(witness.at("/choice").asString())) {
          assertThat(type.dot(vector(point))).isLessThanOrEqualTo(type.dot(worst));
        }
        if (name.equals(witness.at("/other").asString())) {
          assertThat(type.dot(vector(point))).isGreaterThanOrEqualTo(type.dot(best));
        }
      }
    }
    assertThat(agent.at("/dominatingMenu").isNull()).isTrue();
  }

  @Test
  void bilateralTradesAreObviouslyStrategyProof() {
    JsonNode result = check(EXAMPLES.resolve("bilateral-trade.json"));
    assertThat(result.at("/obviouslyStrategyProof").asBoolean()).isTrue();
    assertThat(result.at("/agents/0/sets/1/kind").asString()).isEqualTo("ray");
    assertThat(vector(result.at("/agents/0/dominatingMenu/rays/0/direction")))
        .isEqualTo(Vector.of(-4, 2, 2));
    assertThat(vector(result.at("/agents/1/dominatingMenu/rays/0/direction")))
        .isEqualTo(Vector.of(6, -3, -3));
  }

  @Test
  void twoPricesAreObviouslyStrategyProofInTheRightOrder() {
    JsonNode result = check(EXAMPLES.resolve("two-prices.json"));
    assertThat(result.at("/obviouslyStrategyProof").asBoolean()).isTrue();
    JsonNode first = result.at("/agents/0");
    assertThat(first.at("/sets/1/reducedKind").asString()).isEqualTo("ray");
    assertThat(first.at("/sets/0/kind").asString()).isEqualTo("ray");
    assertThat(first.at("/sets/0/reducedKind").asString()).isEqualTo("endowment");
    JsonNode crossed = check(EXAMPLES.resolve("crossed-prices.json"));
    assertThat(crossed.at("/obviouslyStrategyProof").asBoolean()).isFalse();
    checkWitness(crossed.at("/agents/0"));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 2", "1, 1", "1, 0.9", "2, 0.5", "0.3, 0.3", "0.7, 0.1", "0.1, 0.7"})
  void twoPricesAreObviouslyStrategyProofIffTheFirstIsNotAbove(double p1, double p2)
      throws IOException {
    Path file =
        file(
            """
            {'format': 'polaray-protocol/1', 'name': 'p', 'tasks': ['A', 'B'],
             'agents': [{'id': 'x', 'endowment': [3, 4],
               'sets': [{'name': 'a', 'kind': 'ray', 'direction': [1, -%s]},
                        {'name': 'b', 'kind': 'ray', 'direction': [-1, %s]}]}]}
            """
                .formatted(p1, p2));
    JsonNode agent = check(file).at("/agents/0");
    assertThat(agent.at("/obviouslyStrategyProof").asBoolean()).isEqualTo(p1 <= p2);
    if (p1 <= p2) {
      JsonNode rays = agent.at("/dominatingMenu/rays");
      assertThat(
              Polarisation.holds(vector(rays.at("/0/direction")), vector(rays.at("/1/direction"))))
          .isTrue();
    } else {
      checkWitness(agent);
    }
  }

  @Test
  void fixedPricesAreNotObviouslyStrategyProof() {
    Path file = EXAMPLES.resolve("fixed-prices.json");
    checkWitness(check(file).at("/agents/0"));
    assertThat(program.run("protocol", file)).isZero();
    assertThat(program.out())
        .contains("NOT obviously strategy-proof for 1 of 1 agents", "a type without");
    assertThat(program.run("protocol", file, "--strict", "--quiet")).isEqualTo(5);
    assertThat(program.out()).isEmpty();
    assertThat(program.run("protocol", EXAMPLES.resolve("two-prices.json"), "--strict")).isZero();
    assertThat(program.out()).contains("OBVIOUSLY STRATEGY-PROOF", "selected: 2 assignments");
  }

  @Test
  void onABoxOfTypesMoreProtocolsAreObviouslyStrategyProof() throws IOException {
    Path file =
        file(
            """
            {'format': 'polaray-protocol/1', 'name': 'p', 'tasks': ['A', 'B'],
             'types': {'lower': [1, 1], 'upper': [1.1, 1.1]},
             'agents': [{'id': 'x', 'endowment': [3, 4],
               'sets': [{'name': 'a', 'kind': 'ray', 'direction': [1, -1.5]},
                        {'name': 'b', 'kind': 'ray', 'direction': [-1, 1.4]}]}]}
            """);
    JsonNode agent = check(file).at("/agents/0");
    assertThat(agent.at("/obviouslyStrategyProof").asBoolean()).isTrue();
    assertThat(agent.at("/onOrthant").asBoolean()).isFalse();
    assertThat(agent.at("/dominatingMenu").isNull()).isTrue();
    assertThat(program.run("protocol", file)).isZero();
    assertThat(program.out()).contains("costs from (A 1, B 1) to (A 1.1, B 1.1)", "not for all");
  }

  @Test
  void setsOfEveryKindAreClassified() throws IOException {
    Path file =
        file(
            """
            {'format': 'polaray-protocol/1', 'name': 'p', 'tasks': ['A', 'B'],
             'agents': [{'id': 'x', 'endowment': [2, 2],
               'sets': [{'name': 'less', 'kind': 'box', 'lower': [0, 1], 'upper': [2, 2]},
                        {'name': 'more', 'kind': 'segment', 'from': [2, 2], 'to': [3, 2]},
                        {'name': 'both', 'kind': 'union', 'sets': [
                           {'kind': 'points', 'points': [[2, 2]]},
                           {'kind': 'segment', 'from': [2, 3], 'to': [2, 4]}]}]}]}
            """);
    Path out = folder.resolve("out");
    assertThat(program.run("protocol", file, "--out", out)).isZero();
    assertThat(program.out()).contains("dominated by the remedial menu");
    JsonNode result = JsonMapper.shared().readTree(out.resolve("protocol-check.json"));
    JsonNode sets = result.at("/agents/0/sets");
    assertThat(sets.at("/0/kind").asString()).isEqualTo("remedial");
    assertThat(sets.at("/1/kind").asString()).isEqualTo("redundant");
    assertThat(sets.at("/2/kind").asString()).isEqualTo("redundant");
    assertThat(sets.at("/3/name").asString()).isEqualTo("endowment");
    assertThat(result.at("/agents/0/dominatingMenu/kind").asString()).isEqualTo("remedial");
    assertThat(program.run("protocol", file, "--out", out)).isEqualTo(3);
  }

  @Test
  void everythingThatIsWrongIsListed() throws IOException {
    Path file =
        file(
            """
            {'format': 'polaray-protocol/2', 'name': ' ', 'tasks': ['A', 'A'],
             'types': {'lower': [2, 0], 'upper': [1, 1]},
             'agents': [{'id': 'x', 'endowment': [1, -1], 'sets': []},
              {'id': 'x', 'endowment': [1, 1], 'socialCosts': [1, 1], 'sets': [
               {'name': 's', 'kind': 'rya'},
               {'name': 's', 'kind': 'ray', 'direction': [1, 2]},
               {'name': 'endowment', 'kind': 'segment', 'from': [1, 1], 'to': [2, 0]},
               {'name': 'b', 'kind': 'box', 'lower': [2, 2], 'upper': [3, 1]},
               {'name': 'p', 'kind': 'points', 'points': [[1, 2, 3]]},
               {'name': 'q', 'kind': 'points', 'points': [[0, 2]]},
               {'name': 'u', 'kind': 'union', 'sets': []},
               {'kind': 'union', 'sets': [{'kind': 'points', 'points': []}]}]}],
             'selection': 'ex-post-optimm'}
            """);
    assertThat(program.run("protocol", file)).isEqualTo(3);
    assertThat(program.err())
        .contains(
            "does not read that format; write \"polaray-protocol/1\"",
            "name is \" \": it is blank",
            "tasks[1] is \"A\": the name occurs twice",
            "types.upper[0] is [...]: the upper end 1.0 is below the lower, 2.0",
            "agents[0].endowment[1] is -1: it is negative",
            "agents[1].id is \"x\": another agent has the same id",
            "agents[1].socialCosts is [...]: unknown field; write socialCost",
            "agents[1].sets[0].kind is \"rya\": there is no such kind; write ray",
            "agents[1].sets[1].direction is [...]: it sheds nothing",
            "agents[1].sets[1].name is \"s\": the agent has two sets s",
            "agents[1].sets[2].name is \"endowment\": that is the name of the set",
            "agents[1].sets[3].upper[1] is [...]: the upper end 1.0 is below",
            "agents[1].sets[4].points[0] is [...]: it has 3 entries where 2 belong",
            "agents[1].sets[5] is {...}: it does not hold the endowment",
            "agents[1].sets[6].sets is []: it is empty",
            "agents[1].sets[7]: the field name is missing",
            "agents[1].sets[7].sets[0].points is []: it is empty",
            "selection is \"ex-post-optimm\": there is no such rule; write \"ex-post-optimum\"");
    assertThat(program.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'ex-post-optimum' | agents[0] has no socialCost",
        "[] | the profile [t, t] is missing",
        "3 | selection is 3: it is a number, not an array",
        "[{'choices': ['t'], 'assignments': [[1, 1], [1, 1]]}]"
            + " | choices is [...]: it has 1 entries",
        "[{'choices': ['t', 'x'], 'assignments': [[1, 1], [1, 1]]}]"
            + " | choices[1] is \"x\": agent b has no such set",
        "[{'choices': ['t', 't'], 'assignments': [[1, 1], [2, 0]]}]"
            + " | they add up to 3.0 of task 0, the endowments to 2.0",
        "[{'choices': ['t', 't'], 'assignments': [[0, 2], [2, 0]]}]"
            + " | agent a gets [0.0, 2.0], which is not in its set t",
        "[{'choices': ['t', 't'], 'assignments': [[1, 1], [1, 1]]},"
            + " {'choices': ['t', 't'], 'assignments': [[1, 1], [1, 1]]}]"
            + " | selection[0] is for the same choices",
      })
  void badSelectionsAreExplained(String selection, String message) throws IOException {
    String agent =
        "{'id': '%s', 'endowment': [1, 1],"
            + " 'sets': [{'name': 't', 'kind': 'ray', 'direction': [1, -1]}]}";
    Path file =
        file(
            "{'format': 'polaray-protocol/1', 'name': 'p', 'tasks': ['A', 'B'], 'agents': ["
                + agent.formatted("a")
                + ", "
                + agent.formatted("b")
                + "], 'selection': "
                + selection
                + "}");
    assertThat(program.run("protocol", file)).isEqualTo(3);
    assertThat(program.err()).contains(message);
  }
}
