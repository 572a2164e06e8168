package io.polaray.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MarketTest {
  private static final PreferenceDistribution BOX =
      UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));
  private static final List<Task> TASKS = List.of(Task.of("a"), Task.of("b"));

  private static Agent agent(String id, double first, double second) {
    return new Agent(id, Vector.of(first, second), Vector.of(1, 2), Vector.of(1, 2), 3, 1, BOX);
  }

  @Test
  void sumsEndowmentsAndCosts() {
    Market market = Market.of("m", TASKS, List.of(agent("x", 1, 5), agent("y", 2, 4)));
    assertThat(market.instances()).isEqualTo(Vector.of(6, 12));
    assertThat(market.statusQuoCost()).isCloseTo(3 * (1 + 10) + 3 * (2 + 8), within(1e-12));
    assertThat(market.firstBestCost()).isCloseTo(6 * 1 + 12 * 4, within(1e-12));
  }

  @Test
  void rejectsDuplicatesAndEmptyMarkets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Market.of("m", TASKS, List.of(agent("x", 1, 1), agent("x", 1, 1))))
        .withMessageContaining("id x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Market.of("m", TASKS, List.of()))
        .withMessageContaining("at least one agent");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Market.of("m", List.of(Task.of("a"), Task.of("a")), List.of(agent("x", 1, 1))))
        .withMessageContaining("called a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Market.of("m", List.of(Task.of("a")), List.of(agent("x", 1, 1))))
        .withMessageContaining("at least two");
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 1, 1, 1, socialCost",
    "Infinity, 1, 1, 1, socialCost",
    "0, -1, 1, 1, statusQuo",
    "0, NaN, 1, 1, statusQuo",
    "0, 1, 0, 1, population",
    "0, 1, -2, 1, population",
    "0, 1, NaN, 1, population",
    "0, 1, Infinity, 1, population",
    "0, 1, 1, 0.5, slack",
    "0, 1, 1, NaN, slack"
  })
  void rejectsBadAgents(
      double cost, double statusQuo, double population, double slack, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Agent(
                    "x",
                    Vector.of(cost, 1),
                    Vector.of(statusQuo, 1),
                    Vector.of(1, 1),
                    population,
                    slack,
                    BOX))
        .withMessageContaining(name);
  }

  @ParameterizedTest
  @EnumSource(
      value = SupplySense.class,
      names = {"AT_MOST", "AT_LEAST", "FREE"})
  void rejectsSensesThatAreNotSupported(SupplySense sense) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Task("a", sense, CostSign.BURDEN))
        .withMessageContaining(sense.name());
  }

  @Test
  void rejectsGoodsAndBlankNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Task("a", SupplySense.EQUAL, CostSign.GOOD))
        .withMessageContaining("GOOD");
    assertThatIllegalArgumentException().isThrownBy(() -> Task.of(" "));
  }
}
