package io.polaray.app.market;

import static io.polaray.app.market.MarketTexts.NORTH;
import static io.polaray.app.market.MarketTexts.SOUTH;
import static io.polaray.app.market.MarketTexts.market;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.TypeSample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketReaderTest {
  @TempDir private Path folder;

  private MarketFile read(String text) throws IOException {
    return MarketReader.read(MarketTexts.write(folder, text));
  }

  @Test
  void allFieldsArrive() throws IOException {
    MarketFile file =
        read(
            market(
                NORTH
                    + ", {\"id\": \"south\", \"socialCost\": [-1, 0], \"statusQuo\": [6, 3],"
                    + " \"endowment\": [6, 3], \"population\": 12, \"slack\": 1.5, \"x-note\": [1],"
                    + " \"preferences\": {\"kind\": \"types\", \"types\": [[1, 2], [2, 1]],"
                    + " \"weights\": [0.25, 0.75]}}"));
    Market market = file.market();
    assertThat(market.name()).isEqualTo("clinics");
    assertThat(market.tasks()).extracting(Task::name).containsExactly("a", "b");
    assertThat(market.instances()).isEqualTo(Vector.of(82, 40));
    Agent south = market.agents().get(1);
    assertThat(south.socialCost()).isEqualTo(Vector.of(-1, 0));
    assertThat(south.population()).isEqualTo(12);
    assertThat(south.slack()).isEqualTo(1.5);
    TypeSample types = south.preferences().sample(1, 1);
    assertThat(types.cost(0, 1)).isEqualTo(2);
    assertThat(types.weight(1)).isEqualTo(0.75);
    assertThat(file.instancesGiven()).isFalse();
    assertThat(file.sha256()).hasSize(64);
  }

  @Test
  void agentsShareEqualPreferences() throws IOException {
    String own = ", \"preferences\": " + MarketTexts.PREFERENCES + "}";
    Market market =
        read(market(NORTH + "," + SOUTH.replace("}", own) + "," + SOUTH.replace("south", "west")))
            .market();
    assertThat(market.agents().get(1).preferences()).isSameAs(market.agents().get(0).preferences());
    assertThat(market.agents().get(2).preferences()).isSameAs(market.agents().get(0).preferences());
  }

  @Test
  void typesComeFromAFileThatIsReadOnce() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    Files.writeString(
        folder.resolve("data/t.csv"), "\ufeffb , a,weight\r\n1.5,2,0.25\r\n\r\n\"3\",1e0,0.75\r\n");
    String types = "{\"kind\": \"types\", \"file\": \"data/t.csv\"}";
    MarketFile file =
        read(market(types, NORTH + "," + SOUTH.replace("}", ", \"preferences\": " + types + "}")));
    Agent agent = file.market().agents().get(0);
    assertThat(agent.preferences()).isInstanceOf(FinitePreferences.class);
    TypeSample sample = agent.preferences().sample(1, 1);
    assertThat(sample.cost(0, 0)).isEqualTo(2);
    assertThat(sample.cost(1, 1)).isEqualTo(3);
    assertThat(sample.weight(0)).isEqualTo(0.25);
    assertThat(file.market().agents().get(1).preferences()).isSameAs(agent.preferences());
    assertThat(file.typesFiles()).hasSize(1);
    assertThat(file.typesFiles().get(0).file()).isEqualTo("data/t.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1,2\n2,1\n", "a,b\n1,2\n2,1", "1,2,0.5\n2,1,0.5\n", "1,2,0.5\n2,1,0.5\n9,9,0\n"})
  void typesFilesNeedNoHeaderAndNoWeights(String rows) throws IOException {
    Files.writeString(folder.resolve("t.csv"), rows);
    TypeSample sample =
        read(market("{\"kind\": \"types\", \"file\": \"t.csv\"}", NORTH))
            .market()
            .agents()
            .get(0)
            .preferences()
            .sample(1, 1);
    assertThat(sample.types()).isEqualTo(2);
    assertThat(sample.weight(1)).isEqualTo(0.5);
  }

  @Test
  void tasksMayBeCalledLikeNumbers() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "2020,2019\n1,2\n");
    String text =
        market("{\"kind\": \"types\", \"file\": \"t.csv\"}", NORTH)
            .replace("[\"a\", \"b\"]", "[\"2019\", \"2020\"]");
    TypeSample sample = read(text).market().agents().get(0).preferences().sample(1, 1);
    assertThat(sample.types()).isEqualTo(1);
    assertThat(sample.cost(0, 0)).isEqualTo(2);
  }

  @Test
  void weightsWrittenWithFewDigitsAreScaledToOne() throws IOException {
    TypeSample sample =
        read(market(
                "{\"kind\": \"types\", \"types\": [[1, 1], [1, 2], [2, 1]],"
                    + " \"weights\": [0.333333, 0.333333, 0.333333]}",
                NORTH))
            .market()
            .agents()
            .get(0)
            .preferences()
            .sample(1, 1);
    assertThat(sample.weight(0) + sample.weight(1) + sample.weight(2)).isEqualTo(1, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'kind': 'uniform', 'lower': [0, 1], 'upper': [1, 1]}",
        "{'kind': 'independent', 'marginals': [{'distribution': 'lognormal', 'mu': -0.5, 'sigma':"
            + " 1, 'lower': 0.1, 'upper': 10}, {'distribution': 'beta', 'alpha': 2, 'beta': 3,"
            + " 'lower': 1, 'upper': 2}]}",
        "{'kind': 'independent', 'marginals': [{'distribution': 'gamma', 'shape': 2, 'scale': 1,"
            + " 'lower': 0, 'upper': 10}, {'distribution': 'exponential', 'mean': 2, 'lower': 1,"
            + " 'upper': 2}]}",
        "{'kind': 'independent', 'marginals': [{'distribution': 'weibull', 'shape': 2, 'scale': 1,"
            + " 'lower': 0.5}, {'distribution': 'lognormal', 'mu': 0, 'sigma': 0.5, 'lower': 0}]}",
        "{'kind': 'lognormal', 'mean': [0, 0.1], 'covariance': [[1, 0.5], [0.5, 1]],"
            + " 'lower': [0.5, 0.5], 'upper': [2, 2]}",
        "{'kind': 'types', 'types': [[1, 2], [2, 1], [1, 1]], 'weights': [0.5, 0.25, 0.25]}",
        "{'kind': 'mixture', 'weights': [0.25, 0.75], 'components': [{'kind': 'uniform', 'lower':"
            + " [1, 1], 'upper': [2, 2]}, {'kind': 'lognormal', 'mean': [0, 0.1], 'covariance':"
            + " [[1, 0.5], [0.5, 1]], 'lower': [0.5, 0.5], 'upper': [2, 2]}]}"
      })
  void everyKindOfPreferencesReadsBackEqual(String preferences) throws IOException {
    Market market = read(market(preferences.replace('\'', '"'), NORTH)).market();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MarketWriter.write(bytes, market);
    assertThat(read(bytes.toString(StandardCharsets.UTF_8)).market()).isEqualTo(market);
  }

  @Test
  void instancesMayBeGiven() throws IOException {
    MarketFile file = read(market(NORTH).replace("\"name\"", "\"instances\": [12, 3], \"name\""));
    assertThat(file.instancesGiven()).isTrue();
    assertThat(file.market().instances()).isEqualTo(Vector.of(12, 3));
  }

  /** Unusual, not wrong. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=SUM(A1)", "<script>alert(1)</script>", "../x", "a/b", "C:\\\\x", "\\\"q\\\"",
            "\u5317\u4eac",
        "\u0645\u0631\u0643\u0632", " padded ", "-1", "null", "\\ud83c\\udfe5", "%s%n", "${jndi:x}"
      })
  void awkwardIdsAreKept(String id) throws IOException {
    Market market = read(market(NORTH.replace("north", id) + "," + SOUTH)).market();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MarketWriter.write(bytes, market);
    assertThat(read(bytes.toString(StandardCharsets.UTF_8)).market()).isEqualTo(market);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0, 0", "0, 1e-20", "-0.0, 3", "1e25, 1", "1, 1e0"})
  void awkwardNumbersAreAccepted(String statusQuo) throws IOException {
    assertThat(read(market(NORTH.replace("10, 4", statusQuo))).market().agents()).hasSize(1);
  }

  @Test
  void aByteOrderMarkAndAMissingNameDoNotMatter() throws IOException {
    Market market = read("\ufeff" + market(NORTH).replace("\"name\": \"clinics\",", "")).market();
    assertThat(market.name()).isEqualTo("market");
  }

  @Test
  void aSmallImbalanceIsRounding() throws IOException {
    Market market =
        read(market(NORTH.replace("}", ", \"endowment\": [10.000000001, 4]}"))).market();
    assertThat(market.instances().get(0)).isEqualTo(10.000000001);
  }

  @Test
  void writtenMarketsReadBackEqual() throws IOException {
    String text =
        market(
            NORTH
                + ","
                + SOUTH
                + ", {\"id\": \"w\", \"socialCost\": [0.1, 1e-9], \"statusQuo\": [0.3, 3],"
                + " \"endowment\": [0.3, 3], \"population\": 2.5, \"slack\": 2, \"preferences\":"
                + " {\"kind\": \"types\", \"types\": [[0.1, 2], [3, 1e3]]}}");
    MarketFile file = read(text);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    MarketWriter.write(bytes, file.market());
    String written = bytes.toString(StandardCharsets.UTF_8);
    assertThat(read(written).market()).isEqualTo(file.market());
    assertThat(written.lines().filter(line -> line.contains("\"id\""))).hasSize(3);

    MarketFile given = read(text.replace("\"name\"", "\"instances\": [17, 17], \"name\""));
    bytes.reset();
    MarketWriter.write(bytes, given.market());
    assertThat(read(bytes.toString(StandardCharsets.UTF_8)).market()).isEqualTo(given.market());
  }
}
