package io.polaray.finite.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.AgentDesign;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.dual.LotteryEntry;
import io.polaray.dual.SolveOptions;
import io.polaray.finite.ExPostOptimal;
import io.polaray.finite.PriorityRule;
import io.polaray.finite.SelectionRule;
import io.polaray.finite.selection.SelectionSolution.Status;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.UniformPreferences;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplicaEconomyTest {
  private static LargeMarketDesign design;

  private static Agent agent(String id, Vector cost, double population) {
    UniformPreferences preferences = UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));
    Vector sigma = Vector.of(4, 4);
    return new Agent(id, cost, sigma, sigma, population, 1, preferences);
  }

  @BeforeAll
  static void solve() {
    Market market =
        Market.of(
            "m",
            List.of(Task.of("a"), Task.of("b")),
            List.of(
                agent("x", Vector.of(0, 1), 1),
                agent("y", Vector.of(1, 0), 2),
                agent("z", Vector.of(0.4, 0.7), 1)));
    design =
        LargeMarketSolver.create().solve(market, SolveOptions.defaults(), round -> {}, () -> false);
  }

  private static List<ReplicaSummary> simulate(SelectionRule rule, int threads, TruthCase truth) {
    ReplicaOptions options =
        new ReplicaOptions(List.of(1, 10, 100), 60, 7, threads, truth.types(), truth.behaviour());
    return ReplicaEconomy.of(design.agents(), design.market().instances(), rule).simulate(options);
  }

  /** How people may differ from the model. */
  enum TruthCase {
    STATED,
    NARROW,
    WIDE,
    CORRELATED,
    LOGNORMAL,
    CONVEX,
    ERRATIC;

    private TypeModel types() {
      return switch (this) {
        case NARROW -> WrongTypes.spread(0.3);
        case WIDE -> WrongTypes.spread(3);
        case CORRELATED -> WrongTypes.correlated(0.8);
        case LOGNORMAL -> WrongTypes.lognormal();
        case STATED, CONVEX, ERRATIC -> TypeModel.asStated();
      };
    }

    private Behaviour behaviour() {
      return this == CONVEX || this == ERRATIC ? Behaviour.valueOf(name()) : Behaviour.LINEAR;
    }
  }

  @Test
  void costFallsToTheLargeMarketAtTheRateOfASquareRoot() {
    List<ReplicaSummary> economies = simulate(ExPostOptimal.of(2), 2, TruthCase.STATED);
    double[] excess =
        economies.stream().mapToDouble(e -> e.meanCost() - design.cost().design()).toArray();
    assertThat(excess[0]).isPositive().isGreaterThan(2 * excess[1]);
    assertThat(excess[1]).isGreaterThan(2 * excess[2]);
    PowerLaw rate = PowerLaw.fit(new double[] {1, 10, 100}, excess);
    assertThat(rate.exponent()).isBetween(-0.7, -0.35);
    assertThat(economies.get(2).executedShare()).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @EnumSource
  void noDrawCostsMoreThanTheStatusQuoWhateverPeopleDo(TruthCase truth) {
    double statusQuo = design.market().statusQuoCost();
    for (ReplicaSummary economy : simulate(ExPostOptimal.of(2), 2, truth)) {
      assertThat(economy.unsolved()).isZero();
      for (ReplicaDraw draw : economy.draws()) {
        assertThat(draw.cost()).isLessThanOrEqualTo(statusQuo * (1 + 1e-12));
      }
    }
  }

  @Test
  void threadsAndStartPricesChangeNothing() {
    List<ReplicaSummary> one = simulate(ExPostOptimal.of(2), 1, TruthCase.ERRATIC);
    assertThat(simulate(ExPostOptimal.of(2), 4, TruthCase.ERRATIC)).isEqualTo(one);
    List<ReplicaSummary> warm =
        simulate(ExPostOptimal.startingAt(design.taskPrices()), 2, TruthCase.ERRATIC);
    for (int k = 0; k < one.size(); k++) {
      assertThat(warm.get(k).meanCost()).isCloseTo(one.get(k).meanCost(), within(1e-9));
    }
  }

  @Test
  void thePriorityRuleClearsTheMarketAndIsNeverCheaper() {
    List<ReplicaSummary> optimal = simulate(ExPostOptimal.of(2), 2, TruthCase.STATED);
    List<ReplicaSummary> priority = simulate(PriorityRule.inOrder(), 2, TruthCase.STATED);
    for (int k = 0; k < optimal.size(); k++) {
      for (int d = 0; d < optimal.get(k).draws().size(); d++) {
        ReplicaDraw draw = priority.get(k).draws().get(d);
        assertThat(draw.status()).isEqualTo(Status.OPTIMAL);
        assertThat(draw.cost()).isGreaterThan(optimal.get(k).draws().get(d).cost() - 1e-9);
      }
    }
  }

  @Test
  void everybodyAtTheStatusQuoStaysThere() {
    List<AgentDesign> nothing =
        design.agents().stream()
            .map(
                a ->
                    new AgentDesign(
                        a.agent(),
                        a.agent().endowment(),
                        List.of(new LotteryEntry(1, MenuColumn.statusQuo(a.agent().endowment())))))
            .toList();
    ReplicaOptions options =
        new ReplicaOptions(List.of(3), 2, 1, 1, TypeModel.asStated(), Behaviour.LINEAR);
    ReplicaSummary only =
        ReplicaEconomy.of(nothing, design.market().instances(), ExPostOptimal.of(2))
            .simulate(options)
            .get(0);
    assertThat(only.meanCost()).isCloseTo(design.market().statusQuoCost(), within(1e-12));
    assertThat(only.executedShare()).isNaN();
    assertThat(only.standardError()).isZero();
  }

  @Test
  void menusAreHandedOutInProportion() {
    MenuColumn menu = MenuColumn.statusQuo(Vector.of(1, 1));
    List<LotteryEntry> lottery =
        List.of(
            new LotteryEntry(0.55, menu),
            new LotteryEntry(0.25, menu),
            new LotteryEntry(0.2, menu));
    double[] mean = new double[3];
    int steps = 1000;
    for (int k = 0; k < steps; k++) {
      long[] shares = MenuShares.split(lottery, 7, (k + 0.5) / steps);
      assertThat(shares[0] + shares[1] + shares[2]).isEqualTo(7);
      assertThat(shares[0]).isBetween(3L, 4L);
      assertThat(shares[1]).isBetween(1L, 2L);
      assertThat(shares[2]).isBetween(1L, 2L);
      for (int m = 0; m < 3; m++) {
        mean[m] += (double) shares[m] / steps;
      }
    }
    assertThat(mean).containsExactly(new double[] {3.85, 1.75, 1.4}, within(1.5e-3));
    assertThat(MenuShares.split(lottery, 100, 0.9)).containsExactly(55, 25, 20);
    assertThat(MenuShares.split(lottery, 0, 0.9)).containsExactly(0, 0, 0);
  }

  @Test
  void wrongArgumentsAreNamed() {
    TypeModel stated = TypeModel.asStated();
    assertThatThrownBy(() -> new ReplicaOptions(List.of(), 2, 1, 1, stated, Behaviour.LINEAR))
        .hasMessageContaining("replicas");
    assertThatThrownBy(() -> new ReplicaOptions(List.of(0), 2, 1, 1, stated, Behaviour.LINEAR))
        .hasMessageContaining("replicas has 0");
    assertThatThrownBy(() -> new ReplicaOptions(List.of(1), 1, 1, 1, stated, Behaviour.LINEAR))
        .hasMessageContaining("draws is 1");
    assertThatThrownBy(() -> new ReplicaOptions(List.of(1), 2, 1, 0, stated, Behaviour.LINEAR))
        .hasMessageContaining("threads is 0");
    assertThatThrownBy(() -> WrongTypes.spread(-1)).hasMessageContaining("factor is -1");
    assertThatThrownBy(() -> WrongTypes.correlated(2)).hasMessageContaining("correlation is 2");
    FinitePreferences finite = FinitePreferences.equallyLikely(List.of(Vector.of(1, 2)));
    Agent agent = new Agent("f", Vector.of(1, 1), Vector.of(1, 1), Vector.of(1, 1), 0.5, 1, finite);
    assertThatThrownBy(() -> WrongTypes.correlated(0.5).draws(agent, 1))
        .hasMessageContaining("independent");
    assertThat(ReplicaEconomy.people(agent, 1)).isEqualTo(-1);
    assertThat(ReplicaEconomy.people(agent, 4)).isEqualTo(2);
  }

  @Test
  void valuesAtThePricesBoundCostsAndHaveTheirExpectation() {
    ReplicaOptions options =
        new ReplicaOptions(List.of(1, 10, 100), 400, 3, 2, TypeModel.asStated(), Behaviour.LINEAR);
    ReplicaEconomy economy =
        ReplicaEconomy.of(design.agents(), design.market().instances(), ExPostOptimal.of(2));
    assertThat(economy.expectedPriceValue()).isNaN();
    for (Vector prices : List.of(design.taskPrices(), Vector.of(0.3, 0.1))) {
      ReplicaEconomy priced = economy.pricedAt(prices);
      double expected = priced.expectedPriceValue();
      for (ReplicaSummary summary : priced.simulate(options)) {
        double mean = 0;
        double squares = 0;
        for (ReplicaDraw draw : summary.draws()) {
          assertThat(draw.priceValue()).isLessThanOrEqualTo(draw.cost() + 1e-9);
          mean += draw.priceValue() / summary.draws().size();
          squares += draw.priceValue() * draw.priceValue() / summary.draws().size();
        }
        double error = Math.sqrt(Math.max(0, squares - mean * mean) / summary.draws().size());
        assertThat(mean).isCloseTo(expected, within(4 * error + 1e-12));
        assertThat(summary.adjustedCost(expected))
            .isCloseTo(summary.meanCost(), within(4 * (error + summary.standardError()) + 1e-12));
      }
    }
  }

  @Test
  void withManyGroupsTheAdjustedMeanIsMuchMorePrecise() {
    List<Agent> agents = new ArrayList<>();
    for (int j = 0; j < 60; j++) {
      Vector cost = Vector.of(3 * (0.618034 * j % 1), 3 * (0.414214 * j % 1));
      agents.add(agent("a" + j, cost, 1));
    }
    Market market = Market.of("m", List.of(Task.of("a"), Task.of("b")), agents);
    LargeMarketDesign many =
        LargeMarketSolver.create().solve(market, SolveOptions.defaults(), round -> {}, () -> false);
    ReplicaOptions options =
        new ReplicaOptions(List.of(10, 100), 100, 5, 2, TypeModel.asStated(), Behaviour.LINEAR);
    ReplicaEconomy economy =
        ReplicaEconomy.of(many.agents(), market.instances(), ExPostOptimal.of(2))
            .pricedAt(many.taskPrices());
    for (ReplicaSummary summary : economy.simulate(options)) {
      assertThat(summary.adjustedStandardError()).isLessThan(0.9 * summary.standardError());
      assertThat(summary.adjustedCost(economy.expectedPriceValue()))
          .isGreaterThan(many.cost().design());
    }
  }

  @Test
  void atTheDesignsPricesTheAdjustedMeanIsMorePrecise() {
    ReplicaOptions options =
        new ReplicaOptions(List.of(10, 100), 200, 5, 2, TypeModel.asStated(), Behaviour.LINEAR);
    ReplicaEconomy economy =
        ReplicaEconomy.of(design.agents(), design.market().instances(), ExPostOptimal.of(2))
            .pricedAt(design.taskPrices());
    double expected = economy.expectedPriceValue();
    assertThat(expected).isCloseTo(design.cost().design(), within(1e-6 * design.cost().design()));
    for (ReplicaSummary summary : economy.simulate(options)) {
      assertThat(summary.adjustedStandardError()).isLessThan(0.98 * summary.standardError());
      assertThat(summary.adjustedCost(expected)).isGreaterThan(expected);
      assertThat(summary.adjustedHalfWidth())
          .isCloseTo(
              summary.halfWidth() * summary.adjustedStandardError() / summary.standardError(),
              within(1e-12));
    }
  }
}
