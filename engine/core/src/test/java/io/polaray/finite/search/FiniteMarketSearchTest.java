package io.polaray.finite.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.dual.SolveOptions;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.menu.Polarisation;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.UniformPreferences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiniteMarketSearchTest {
  private static final int DRAWS = 60;

  private static Agent agent(String id, Vector cost, Vector sigma) {
    double[] low = new double[cost.size()];
    double[] high = new double[cost.size()];
    Arrays.fill(low, 1);
    Arrays.fill(high, 2);
    UniformPreferences preferences = UniformPreferences.of(Vector.of(low), Vector.of(high));
    return new Agent(id, cost, sigma, sigma, 1, 1, preferences);
  }

  private static Market twoTasks() {
    Vector sigma = Vector.of(4, 4);
    return Market.of(
        "m",
        List.of(Task.of("a"), Task.of("b")),
        List.of(
            agent("w", Vector.of(0, 1), sigma),
            agent("x", Vector.of(0.1, 0.8), sigma),
            agent("y", Vector.of(1, 0), sigma),
            agent("z", Vector.of(0.6, 0.3), sigma)));
  }

  private static Market threeTasks() {
    Vector sigma = Vector.of(4, 2, 3);
    return Market.of(
        "m",
        List.of(Task.of("a"), Task.of("b"), Task.of("c")),
        List.of(
            agent("w", Vector.of(0, 1, 0.5), sigma),
            agent("x", Vector.of(1, 0, 0.2), sigma),
            agent("y", Vector.of(0.5, 0.4, 0), sigma)));
  }

  private static FiniteMarketSearch search(Market market, long seed) {
    List<Agent> people = FiniteMarketSearch.people(market);
    return FiniteMarketSearch.of(people, TypeProfiles.draw(people, DRAWS, seed));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyStepLowersTheCostAndKeepsMenusPolarised(long seed) {
    for (Market market : List.of(twoTasks(), threeTasks())) {
      FiniteMarketSearch search = search(market, seed);
      List<MenuProfile> starts =
          List.of(
              MenuProfile.empty(market.agents().size()), search.random(seed), search.bilateral());
      for (MenuProfile start : starts) {
        List<Double> costs = new ArrayList<>();
        MenuProfile end =
            search.improve(start, 60, seed, 1, () -> false, step -> costs.add(step.cost()));
        for (int k = 1; k < costs.size(); k++) {
          assertThat(costs.get(k)).isLessThanOrEqualTo(costs.get(k - 1) + 1e-9);
        }
        assertThat(mean(search.costs(start, 1))).isCloseTo(costs.get(0), within(1e-9));
        assertThat(mean(search.costs(end, 1))).isCloseTo(costs.get(costs.size() - 1), within(1e-9));
        assertThat(costs.get(costs.size() - 1)).isLessThan(market.statusQuoCost());
        for (List<Ray> menu : end.menus()) {
          assertThat(Polarisation.holds(menu)).isTrue();
        }
      }
    }
  }

  @Test
  void threadsChangeNothing() {
    FiniteMarketSearch search = search(twoTasks(), 3);
    MenuProfile start = search.random(5);
    MenuProfile one = search.improve(start, 40, 9, 1, () -> false, step -> {});
    assertThat(search.improve(start, 40, 9, 3, () -> false, step -> {})).isEqualTo(one);
  }

  @Test
  void theSearchImprovesTheLargeMarketDesignOnFreshDraws() {
    Market market = twoTasks();
    LargeMarketDesign design =
        LargeMarketSolver.create().solve(market, SolveOptions.defaults(), round -> {}, () -> false);
    MenuProfile plain = FiniteMarketSearch.likeliest(design.agents());
    MenuProfile improved = search(market, 1).improve(plain, 150, 1, 2, () -> false, step -> {});
    List<Agent> people = FiniteMarketSearch.people(market);
    FiniteMarketSearch fresh = FiniteMarketSearch.of(people, TypeProfiles.draw(people, 2000, 77));
    assertThat(mean(fresh.costs(improved, 2))).isLessThan(mean(fresh.costs(plain, 2)));
  }

  /** The dual part at fixed prices bounds what any new menu can save. */
  @Test
  void theDualPartIsALowerBound() {
    Market market = twoTasks();
    List<Agent> people = FiniteMarketSearch.people(market);
    TypeProfiles types = TypeProfiles.draw(people, DRAWS, 4);
    FiniteMarketSearch search = FiniteMarketSearch.of(people, types);
    MenuProposals proposals = new MenuProposals(8);
    try (WorkerPool pool = WorkerPool.of(1)) {
      ExpectedCost cost = new ExpectedCost(people, types, pool);
      List<double[][]> menus = ExpectedCost.directions(search.random(2).menus());
      ExpectedCost.State state = cost.evaluate(menus, cost.start());
      for (int round = 0; round < 50; round++) {
        int person = round % people.size();
        double[][] before = menus.get(person);
        double[][] after = MenuProfile.directions(proposals.fresh(people.get(person).endowment()));
        double bound =
            state.mean()
                + cost.dualPart(person, after, state, 0, DRAWS)
                - cost.dualPart(person, before, state, 0, DRAWS);
        menus.set(person, after);
        assertThat(cost.evaluate(menus, state).mean()).isGreaterThan(bound - 1e-9);
        menus.set(person, before);
      }
    }
  }

  /** Draws that are not solved again, and a race given up early, never change an accepted cost. */
  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void aChangeOfSomeMenusCostsWhatAFullEvaluationSays(long seed) {
    int accepted = 0;
    int refused = 0;
    for (Market market : List.of(twoTasks(), threeTasks())) {
      List<Agent> people = FiniteMarketSearch.people(market);
      TypeProfiles types = TypeProfiles.draw(people, 300, seed);
      FiniteMarketSearch search = FiniteMarketSearch.of(people, types);
      MenuProposals proposals = new MenuProposals(seed);
      try (WorkerPool pool = WorkerPool.of(1)) {
        ExpectedCost cost = new ExpectedCost(people, types, pool);
        List<double[][]> menus = ExpectedCost.directions(search.random(seed).menus());
        ExpectedCost.State state = cost.evaluate(menus, cost.start());
        for (int round = 0; round < 60; round++) {
          Map<Integer, double[][]> changes = new LinkedHashMap<>();
          for (int k = 0; k <= round % 2; k++) {
            int person = (round + k) % people.size();
            Vector endowment = people.get(person).endowment();
            List<Ray> menu =
                round % 3 == 0
                    ? proposals.fresh(endowment)
                    : proposals.near(endowment, menus.get(person));
            changes.put(person, MenuProfile.directions(menu));
          }
          List<double[][]> after = new ArrayList<>(menus);
          changes.forEach(after::set);
          ExpectedCost.State full = cost.evaluate(after, cost.start());
          Optional<ExpectedCost.State> next = cost.change(menus, changes, state, state.mean());
          if (next.isPresent()) {
            accepted++;
            assertThat(next.get().mean()).isCloseTo(full.mean(), within(1e-9));
            assertThat(next.get().mean()).isLessThan(state.mean());
            assertThat(next.get().costs).containsExactly(full.costs, within(1e-7));
            state = next.get();
            menus = after;
          } else {
            refused++;
          }
        }
      }
    }
    assertThat(accepted).isGreaterThan(3);
    assertThat(refused).isGreaterThan(20);
  }

  @Test
  void raysAreAcceptedAsOftenAsAsked() {
    List<Agent> people = FiniteMarketSearch.people(twoTasks());
    TypeProfiles types = TypeProfiles.draw(people, 400, 3);
    for (double[] ray : List.of(new double[] {-4, 5.5}, new double[] {-1, 50})) {
      int before = accepted(types, ray, 1);
      for (double weight : new double[] {0.25, 0.5, 1}) {
        for (double target : new double[] {0.1, 0.5, 0.9}) {
          double factor = types.factor(0, ray, target, weight);
          double wanted = (1 - weight) * before + weight * target * 400;
          assertThat(accepted(types, ray, factor)).isCloseTo((int) Math.rint(wanted), within(1));
        }
      }
    }
    assertThat(types.factor(0, new double[] {-4, 5.5}, 0.5, 0)).isEqualTo(1);
  }

  private static int accepted(TypeProfiles types, double[] ray, double factor) {
    int count = 0;
    for (int d = 0; d < types.draws(); d++) {
      count += types.change(0, d, new double[] {ray[0], ray[1] * factor}) <= 0 ? 1 : 0;
    }
    return count;
  }

  @Test
  void aStopEndsTheSearchAtOnce() {
    FiniteMarketSearch search = search(twoTasks(), 3);
    MenuProfile start = search.random(5);
    assertThat(search.improve(start, 1000, 1, 1, () -> true, step -> {})).isEqualTo(start);
  }

  @Test
  void argumentsAreChecked() {
    List<Agent> people = FiniteMarketSearch.people(twoTasks());
    TypeProfiles types = TypeProfiles.draw(people, 2, 1);
    assertThatThrownBy(() -> TypeProfiles.draw(people, 1, 1)).hasMessageContaining("draws is 1");
    assertThatThrownBy(() -> FiniteMarketSearch.of(people.subList(0, 2), types))
        .hasMessageContaining("2 people and types of 4");
    FiniteMarketSearch search = FiniteMarketSearch.of(people, types);
    assertThatThrownBy(() -> search.improve(MenuProfile.empty(3), 1, 1, 1, () -> false, step -> {}))
        .hasMessageContaining("3 menus for 4 people");
    Ray one = new Ray(Vector.of(-1, 0.5));
    Ray other = new Ray(Vector.of(0.5, -1));
    assertThatThrownBy(() -> new MenuProfile(List.of(List.of(one, other))))
        .hasMessageContaining("not polarised");
  }
}
