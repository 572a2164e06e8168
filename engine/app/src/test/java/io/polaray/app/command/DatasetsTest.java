package io.polaray.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.polaray.app.market.MarketReader;
import io.polaray.market.Market;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder {@code datasets}: each market is what the command in its README makes of its cells.
 */
class DatasetsTest {
  private static final Path DATASETS = Path.of("..", "..", "datasets");
  private static final Pattern COMMAND =
      Pattern.compile("estimate (\\S+) --cost (\\S+) \\\\\\s+--name \"([^\"]+)\" --out (\\S+)");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"asylum", "lecturers-i2", "lecturers-i4", "star-i2", "star-i4"})
  void theCommandOfTheReadmeMakesTheMarketToTheByte(String name) throws IOException {
    Path dataset = DATASETS.resolve(name);
    Matcher command = COMMAND.matcher(Files.readString(dataset.resolve("README.md"), UTF_8));
    assertThat(command.find()).isTrue();
    assertThat(command.group(1)).isEqualTo("datasets/" + name + "/cells.csv");
    assertThat(command.group(4)).isEqualTo("datasets/" + name + "/market.json");

    StringWriter err = new StringWriter();
    int status =
        new CommandLine(new EstimateCommand())
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute(
                dataset.resolve("cells.csv").toString(),
                "--cost",
                command.group(2),
                "--name",
                command.group(3),
                "--out",
                folder.resolve("market.json").toString());

    assertThat(status).as(err.toString()).isZero();
    for (String file : new String[] {"market.json", "market-cells.csv", "market-tasks.csv"}) {
      assertThat(folder.resolve(file)).hasSameBinaryContentAs(dataset.resolve(file));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asylum",
        "lecturers-i2",
        "lecturers-i4",
        "star-i2",
        "star-i4",
        "travel-mode",
        "three-clinics"
      })
  void theReaderTakesTheMarketWithoutComplaint(String name) throws IOException {
    Path file = DATASETS.resolve(name).resolve("market.json");
    Market market = MarketReader.read(file).market();
    JsonNode tree = JsonMapper.shared().readTree(file.toFile());
    assertThat(market.statusQuoCost())
        .isCloseTo(statusQuo(tree).doubleValue(), withinPercentage(1e-10));
    assertThat(market.firstBestCost())
        .isCloseTo(firstBest(tree).doubleValue(), withinPercentage(1e-10));
  }

  @Test
  void statusQuoAndFirstBestAreThoseOfTheTable() throws IOException {
    JsonNode known = JsonMapper.shared().readTree(DATASETS.resolve("best-known.json").toFile());
    assertThat(known.get("markets").size()).isEqualTo(7);
    for (JsonNode entry : known.get("markets")) {
      Path file = DATASETS.resolve(entry.get("folder").asString()).resolve("market.json");
      JsonNode market = JsonMapper.shared().readTree(file.toFile());
      assertThat(market.get("agents").size()).isEqualTo(entry.get("agents").asInt());
      assertThat(market.get("tasks").size()).isEqualTo(entry.get("tasks").asInt());
      assertThat(statusQuo(market)).isEqualByComparingTo(decimal(entry.get("statusQuo")));
      assertThat(firstBest(market)).isEqualByComparingTo(decimal(entry.get("firstBest")));
    }
  }

  /** The golden value of the asylum market, with costs rounded to six decimals. */
  @Test
  void asylumStatusQuo() throws IOException {
    Path file = DATASETS.resolve("asylum").resolve("market.json");
    assertThat(statusQuo(JsonMapper.shared().readTree(file.toFile())))
        .isEqualByComparingTo("122.287014");
  }

  @Test
  void noKnownDesignCostsLessThanItsBoundOrMoreThanTheStatusQuo() {
    JsonNode known = JsonMapper.shared().readTree(DATASETS.resolve("best-known.json").toFile());
    for (JsonNode entry : known.get("markets")) {
      BigDecimal bound = decimal(entry.get("lowerBound"));
      assertThat(bound).isGreaterThanOrEqualTo(decimal(entry.get("firstBest")));
      if (entry.get("design").isNull()) {
        assertThat(bound).isLessThan(decimal(entry.get("statusQuo")));
      } else {
        assertThat(decimal(entry.get("design"))).isBetween(bound, decimal(entry.get("statusQuo")));
        assertThat(entry.get("taskPrices").size()).isEqualTo(entry.get("tasks").asInt());
      }
    }
  }

  private static BigDecimal statusQuo(JsonNode market) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode agent : market.get("agents")) {
      for (int i = 0; i < market.get("tasks").size(); i++) {
        sum = sum.add(decimal(agent.get("socialCost").get(i)).multiply(units(agent, i)));
      }
    }
    return sum;
  }

  private static BigDecimal firstBest(JsonNode market) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < market.get("tasks").size(); i++) {
      BigDecimal units = BigDecimal.ZERO;
      BigDecimal least = null;
      for (JsonNode agent : market.get("agents")) {
        BigDecimal cost = decimal(agent.get("socialCost").get(i));
        least = least == null ? cost : least.min(cost);
        units = units.add(units(agent, i));
      }
      sum = least == null ? sum : sum.add(units.multiply(least));
    }
    return sum;
  }

  private static BigDecimal units(JsonNode agent, int task) {
    BigDecimal people = agent.has("population") ? decimal(agent.get("population")) : BigDecimal.ONE;
    return people.multiply(decimal(agent.get("statusQuo").get(task)));
  }

  private static BigDecimal decimal(JsonNode number) {
    return new BigDecimal(number.asString());
  }
}
