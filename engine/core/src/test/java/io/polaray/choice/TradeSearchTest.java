package io.polaray.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.TypeMeasure;
import java.util.Collections;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The best bilateral trade (Lemma 2, Proposition 1). */
class TradeSearchTest {
  private static final TradeSearch.Limits QUICK = new TradeSearch.Limits(50, 20_000, 1e-9, false);

  private static TradeReport search(Market market, TradeSearch.Limits limits, int threads) {
    try (WorkerPool workers = WorkerPool.of(threads)) {
      return TradeSearch.of(market, ChoiceMarkets.measures(market)).search(workers, limits);
    }
  }

  private static TradeReport search(Market market) {
    return search(market, QUICK, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void identicalPerformanceLeavesNoTrade(int tasks) {
    UniformRandomProvider random = ChoiceMarkets.random(tasks);
    Vector pi = ChoiceMarkets.vector(random, tasks, 0, 1);
    Agent[] agents = new Agent[4];
    for (int j = 0; j < agents.length; j++) {
      agents[j] =
          ChoiceMarkets.agent(
              "j" + j,
              pi,
              ChoiceMarkets.vector(random, tasks, 1, 2),
              ChoiceMarkets.box(1, 2 + j, tasks));
    }
    TradeReport report = search(ChoiceMarkets.market(agents));
    assertThat(report.best()).isEmpty();
    assertThat(report.upperBound()).isZero();
    assertThat(report.pairs()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void propositionOneGivesATradeThatSatisfiesLemmaTwo(long seed) {
    Market market = ChoiceMarkets.random(3, 2 + (int) (seed % 4), seed);
    assertThat(ValueOfChoice.of(market).pair()).isPresent();
    TradeReport report = search(market);
    BilateralTrade trade = report.best().orElseThrow();
    Agent first = market.agents().get(trade.first());
    Agent second = market.agents().get(trade.second());
    double least = 0;
    double most = 0;
    double saving = 0;
    for (int i = 0; i < trade.gamma().size(); i++) {
      double g = trade.gamma().get(i);
      assertThat(first.statusQuo().get(i) + g).isNotNegative();
      assertThat(second.statusQuo().get(i) - g).isNotNegative();
      least += g * (g > 0 ? first.preferences().lower() : first.preferences().upper()).get(i);
      most += g * (g > 0 ? second.preferences().upper() : second.preferences().lower()).get(i);
      saving -= g * (first.socialCost().get(i) - second.socialCost().get(i));
    }
    assertThat(least).isNegative();
    assertThat(most).isPositive();
    assertThat(trade.saving()).isCloseTo(saving, within(1e-12)).isPositive();
    assertThat(trade.expectedSaving()).isPositive().isEqualTo(report.value());
    assertThat(report.upperBound()).isGreaterThanOrEqualTo(report.value());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void twoTasksAreExactAgainstAFineGrid(long seed) {
    Market market = ChoiceMarkets.random(3, 2, seed);
    TradeReport report = search(market, new TradeSearch.Limits(50, 400_000, 1e-7, false), 1);
    double grid = grid(market, 4000);
    assertThat(report.relativeGap()).isLessThanOrEqualTo(1.01e-7);
    assertThat(report.value()).isGreaterThanOrEqualTo(grid);
    assertThat(report.value()).isCloseTo(grid, within(1e-4 * grid));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void threeTasksAreBracketedAndNotBelowAGrid(long seed) {
    Market market = ChoiceMarkets.random(3, 3, seed);
    TradeReport report = search(market);
    double grid = grid(market, 60);
    assertThat(report.value()).isGreaterThanOrEqualTo(grid * (1 - 1e-9));
    assertThat(report.upperBound()).isGreaterThanOrEqualTo(report.value());
    assertThat(report.relativeGap()).isLessThan(1e-3);
  }

  /** The best trade at full extension among directions on a grid of the faces of the box. */
  private static double grid(Market market, int steps) {
    List<TypeMeasure> measures = ChoiceMarkets.measures(market);
    double best = 0;
    for (int a = 0; a < measures.size(); a++) {
      for (int b = a + 1; b < measures.size(); b++) {
        Agent one = market.agents().get(a);
        Agent other = market.agents().get(b);
        int tasks = one.statusQuo().size();
        int points = tasks == 2 ? steps : steps * steps;
        for (int face = 0; face < 2 * tasks; face++) {
          for (int k = 0; k <= points; k++) {
            double[] gamma = new double[tasks];
            double[] negated = new double[tasks];
            double saving = 0;
            int rest = k;
            for (int i = 0; i < tasks; i++) {
              double low = -one.statusQuo().get(i);
              double high = other.statusQuo().get(i);
              double share = (rest % (steps + 1)) / (double) steps;
              if (i == face / 2) {
                gamma[i] = face % 2 == 0 ? low : high;
              } else {
                gamma[i] = low + share * (high - low);
                rest /= steps + 1;
              }
              negated[i] = -gamma[i];
              saving -= gamma[i] * (one.socialCost().get(i) - other.socialCost().get(i));
            }
            if (saving > best) {
              best =
                  Math.max(
                      best,
                      saving
                          * measures.get(a).acceptanceProbability(gamma)
                          * measures.get(b).acceptanceProbability(negated));
            }
          }
        }
      }
    }
    return best;
  }

  @Test
  void aTypeBothHaveMayBeIndifferentOnBothSides() {
    FinitePreferences types =
        FinitePreferences.of(List.of(Vector.of(1, 3), Vector.of(3, 1)), Vector.of(0.5, 0.5));
    Market market =
        ChoiceMarkets.market(
            ChoiceMarkets.agent("a", Vector.of(1, 0), Vector.of(4, 4), types),
            ChoiceMarkets.agent("b", Vector.of(0, 1), Vector.of(4, 4), types));
    TradeReport report = search(market);
    // gamma = (-4, 4) saves 8 and suits one type of each: 8 / 4. gamma = (-4/3, 4) saves 16/3,
    // suits
    // (3, 1) on the one side and both types on the other, with (3, 1) indifferent on both: 16/3 /
    // 2.
    assertThat(report.value()).isCloseTo(8.0 / 3, within(1e-9));
    assertThat(report.upperBound()).isCloseTo(report.value(), within(1e-6));
    assertThat(report.best().orElseThrow().probability()).isEqualTo(0.5);
  }

  @Test
  void tasksNotHeldAreOnlyTakenOn() {
    Market market =
        ChoiceMarkets.market(
            ChoiceMarkets.agent(
                "a", Vector.of(1, 0, 1), Vector.of(0, 3, 2), ChoiceMarkets.box(1, 2, 3)),
            ChoiceMarkets.agent(
                "b", Vector.of(0, 1, 2), Vector.of(2, 3, 2), ChoiceMarkets.box(1, 2, 3)));
    TradeReport all = search(market);
    TradeReport common = search(market, QUICK.onCommonTasks(), 1);
    assertThat(common.best().orElseThrow().gamma().get(0)).isZero();
    assertThat(all.best().orElseThrow().gamma().get(0)).isNotNegative();
    assertThat(all.value()).isGreaterThanOrEqualTo(common.value());
    assertThat(common.value()).isPositive();
  }

  @Test
  void threadsDoNotMatter() {
    Market market = ChoiceMarkets.random(12, 3, 5);
    assertThat(search(market, QUICK, 3)).isEqualTo(search(market, QUICK, 1));
  }

  @Test
  void agentsThatCannotBeToldApartCountOnce() {
    Agent a =
        ChoiceMarkets.agent("a", Vector.of(1, 0), Vector.of(1, 1), ChoiceMarkets.box(1, 2, 2));
    Agent b =
        ChoiceMarkets.agent("b", Vector.of(0, 1), Vector.of(1, 1), ChoiceMarkets.box(1, 2, 2));
    Agent twin =
        ChoiceMarkets.agent("c", Vector.of(1, 0), Vector.of(1, 1), ChoiceMarkets.box(1, 2, 2));
    TradeReport report = search(ChoiceMarkets.market(a, b, twin));
    assertThat(report.agents()).isEqualTo(2);
    assertThat(report.value()).isEqualTo(search(ChoiceMarkets.market(a, b)).value());
  }

  @Test
  void rejectsWrongArguments() {
    Market market = ChoiceMarkets.random(2, 2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TradeSearch.of(market, List.of()))
        .withMessageContaining("measures has 0 entries");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TradeSearch.Limits(0, 1, 0, false))
        .withMessageContaining("maxRefined is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BilateralTrade(1, 1, Vector.of(1, -1), 1, 1, 1))
        .withMessageContaining("different");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BilateralTrade(0, 1, Vector.of(1, -1), 1.5, 1, 1))
        .withMessageContaining("firstAccepts is 1.5");
  }

  /**
   * Uniform costs given as beta(1, 1) have probabilities with an error: the same trade, a bound
   * that is at most some errors higher, and an end of the search where nothing but errors is left.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void probabilitiesWithErrors(boolean sameCosts) {
    Agent[] exact = new Agent[2];
    Agent[] series = new Agent[2];
    Vector[] pi = {Vector.of(1, 2, 1.5), Vector.of(2, 1, 1.2)};
    for (int j = 0; j < 2; j++) {
      double high = sameCosts ? 2 : 2 + 0.5 * j;
      Vector held = Vector.of(2 - j, 1 + j, 1);
      exact[j] = ChoiceMarkets.agent("a" + j, pi[j], held, ChoiceMarkets.box(1, high, 3));
      series[j] =
          ChoiceMarkets.agent(
              "a" + j,
              pi[j],
              held,
              IndependentPreferences.of(Collections.nCopies(3, Marginal.beta(1, 1, 1, high))));
    }
    TradeReport expected = search(ChoiceMarkets.market(exact));
    Market market = ChoiceMarkets.market(series);
    TradeReport found = search(market, TradeSearch.Limits.defaults(), 1);
    double value = expected.best().orElseThrow().expectedSaving();
    double error = ChoiceMarkets.measures(market).get(0).probabilityError();
    double saving = found.best().orElseThrow().saving();
    assertThat(error).isBetween(1e-8, 1e-5);
    assertThat(found.best().orElseThrow().expectedSaving())
        .isCloseTo(value, within(4 * error * saving));
    assertThat(found.upperBound()).isBetween(value, value * (1 + 2e-4));
  }

  /** A measure with an error that counts how often it is asked. */
  private static final class Inexact implements TypeMeasure {
    private final TypeMeasure exact;
    private long calls;

    Inexact(TypeMeasure exact) {
      this.exact = exact;
    }

    @Override
    public int tasks() {
      return exact.tasks();
    }

    @Override
    public Kind kind() {
      return Kind.EXACT;
    }

    @Override
    public double acceptanceProbability(double[] kappa) {
      calls++;
      return exact.acceptanceProbability(kappa);
    }

    @Override
    public double probabilityError() {
      return 1e-3;
    }

    @Override
    public double fullInformationBound(double[] v, double[] eta) {
      return exact.fullInformationBound(v, eta);
    }
  }

  /** Where errors are all that is left, more cells tell nothing. */
  @Test
  void theSearchEndsWhereErrorsAreAllThatIsLeft() {
    Market market = ChoiceMarkets.random(3, 2, 4);
    List<Inexact> measures = ChoiceMarkets.measures(market).stream().map(Inexact::new).toList();
    TradeReport report;
    try (WorkerPool workers = WorkerPool.of(1)) {
      report = TradeSearch.of(market, List.copyOf(measures)).search(workers);
    }
    BilateralTrade best = report.best().orElseThrow();
    long calls = measures.stream().mapToLong(measure -> measure.calls).sum();
    assertThat(calls).isLessThan(100_000);
    assertThat(report.upperBound() - best.expectedSaving()).isBetween(0.0, 2.5e-3 * best.saving());
  }
}
