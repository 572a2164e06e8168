package io.polaray.app.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.AgentDesign;
import io.polaray.dual.CostSummary;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LotteryEntry;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.TerminationStatus;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.BoundKind;
import io.polaray.support.SupportProblem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Uniform preferences, whose exact probabilities are known, treated as if they had to be sampled.
 */
class FreshTypesTest {
  private static final Vector ETA = Vector.of(3, 2, 1);
  private final UniformPreferences preferences =
      UniformPreferences.of(Vector.of(1, 1, 1), Vector.of(2, 3, 4));
  private final Ray ray = new Ray(Vector.of(-3, 1, 1));

  private Agent agent(String id, double population) {
    return new Agent(id, Vector.of(1, 0.2, 0.4), ETA, ETA, population, 1, preferences);
  }

  private SupportProblem problem(TypeSample sample, boolean exact) {
    TypeMeasure measure =
        exact ? preferences.measure() : CountedMeasure.of(sample, TypeMeasure.Kind.SAMPLE);
    return new SupportProblem(ETA, preferences, measure, sample);
  }

  private static SolveOptions options(long seed, int threads) {
    return new SolveOptions(
        "proximal-bundle", 1e-4, Duration.ZERO, Duration.ofDays(1), 1, 64, seed, threads);
  }

  private LargeMarketDesign design(double probability) {
    Market market =
        Market.of(
            "m",
            List.of(Task.of("a"), Task.of("b"), Task.of("c")),
            List.of(agent("x", 2), agent("y", 5), agent("z", 1)));
    MenuColumn offered =
        MenuColumn.rays(ETA, List.of(ray), new double[] {probability}, Vector.of(-1, 1, 1));
    List<LotteryEntry> lottery =
        List.of(new LotteryEntry(0.75, offered), new LotteryEntry(0.25, MenuColumn.statusQuo(ETA)));
    List<AgentDesign> agents =
        market.agents().stream()
            .map(agent -> new AgentDesign(agent, offered.assignment(), lottery))
            .toList();
    return new LargeMarketDesign(
        market,
        TerminationStatus.LOCALLY_SOLVED,
        new CostSummary(1, 1, BoundKind.RELAXED, "none", 1, 1, 1),
        Vector.zeros(3),
        agents,
        0,
        TypeMeasure.Kind.SAMPLE,
        1);
  }

  private Facts.OutOfSample evaluate(long seed, int threads) {
    TypeSample sample = preferences.sample(64, seed);
    List<SupportProblem> problems =
        List.of(problem(sample, false), problem(sample, false), problem(sample, true));
    return new FreshTypes(design(0.5), problems, options(seed, threads)).evaluate();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theIntervalHoldsTheExactCost(long seed) {
    double probability = preferences.measure().acceptanceProbability(ray.direction().toArray());
    Vector cost = agent("x", 1).socialCost();
    double move = cost.dot(ray.direction());
    double sampled = 7 * (cost.dot(ETA) + 0.75 * probability * move);
    double exact = cost.dot(ETA) + 0.5 * move;

    Facts.OutOfSample fresh = evaluate(seed, 2);
    assertThat(fresh.types()).isEqualTo(25 * 4096);
    assertThat(fresh.upper() - fresh.lower()).isPositive().isLessThan(0.03);
    double slack = 0.5 * (fresh.upper() - fresh.lower());
    assertThat(sampled + exact).isBetween(fresh.lower() - slack, fresh.upper() + slack);
    assertThat(fresh.cost()).isCloseTo(sampled + exact, within(0.03));
  }

  @Test
  void threadsDoNotMatterAndSeedsDo() {
    assertThat(evaluate(3, 1)).isEqualTo(evaluate(3, 3));
    assertThat(evaluate(3, 1)).isNotEqualTo(evaluate(4, 1));
  }

  @Test
  void theDigestIsOfTheDifferentSamples() {
    TypeSample one = preferences.sample(64, 1);
    TypeSample two = preferences.sample(64, 2);
    String single = DesignFacts.digest(List.of(problem(one, false)));
    assertThat(DesignFacts.digest(List.of(problem(one, false), problem(one, false))))
        .isEqualTo(single);
    assertThat(DesignFacts.digest(List.of(problem(one, false), problem(two, false))))
        .isNotEqualTo(single);
    assertThat(DesignFacts.digest(List.of(problem(two, false)))).isNotEqualTo(single);
  }
}
