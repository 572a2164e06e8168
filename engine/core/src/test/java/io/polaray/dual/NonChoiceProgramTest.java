package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.TypeSample;
import io.polaray.preference.UniformPreferences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mechanisms without choice against one linear program for the whole market. */
class NonChoiceProgramTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithTheLinearProgram(long seed) {
    Market market = market(6, 3, seed, 1 + 0.2 * (seed % 3), 0.5 * seed);
    try (WorkerPool workers = WorkerPool.of(1)) {
      NonChoiceProgram.Solution solution =
          NonChoiceProgram.solve(market, 1e-9, workers).orElseThrow();
      double expected = linearProgram(market);
      double size = Math.abs(market.statusQuoCost());
      assertThat(solution.cost()).isCloseTo(expected, within(1e-7 * size));
      assertThat(solution.lowerBound()).isLessThanOrEqualTo(expected + 1e-12 * size);
      assertThat(solution.lowerBound()).isCloseTo(expected, within(1e-7 * size));
      checkFeasible(market, solution);
    }
  }

  @Test
  void withOverlappingBoxesAndNoSlackTheStatusQuoIsOptimal() {
    Market market = market(4, 2, 1, 1, 0);
    try (WorkerPool workers = WorkerPool.of(1)) {
      assertThat(NonChoiceProgram.statusQuoIsOptimal(market)).isTrue();
      assertThat(NonChoiceProgram.solve(market, 1e-6, workers).orElseThrow().cost())
          .isEqualTo(market.statusQuoCost());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void finiteTypesAgreeWithOneRowATypeOfTheLinearProgram(long seed) {
    Market market = finiteMarket(4, 3, 5, seed, 1 + 0.1 * (seed % 3));
    try (WorkerPool workers = WorkerPool.of(1)) {
      NonChoiceProgram.Solution solution =
          NonChoiceProgram.solve(market, 1e-9, workers).orElseThrow();
      double expected = finiteProgram(market);
      double size = Math.abs(market.statusQuoCost());
      assertThat(solution.cost()).isCloseTo(expected, within(1e-7 * size));
      assertThat(solution.lowerBound()).isLessThanOrEqualTo(expected + 1e-9 * size);
      assertThat(solution.lowerBound()).isCloseTo(expected, within(1e-7 * size));
      for (int j = 0; j < market.agents().size(); j++) {
        Agent agent = market.agents().get(j);
        TypeSample types = ((FinitePreferences) agent.preferences()).types();
        for (int m = 0; m < types.types(); m++) {
          double change = 0;
          for (int i = 0; i < types.tasks(); i++) {
            double own = agent.slack() * agent.statusQuo().get(i);
            change += types.cost(m, i) * (solution.assignments().get(j).get(i) - own);
          }
          assertThat(change).isLessThanOrEqualTo(1e-9);
        }
      }
    }
  }

  @Test
  void identicalTypesLeaveOneAgentToShedForAnother() {
    // Everybody has cost (1, 1): any exchange one for one is accepted by all.
    FinitePreferences known = FinitePreferences.equallyLikely(List.of(Vector.of(1, 1)));
    Market market =
        Market.of(
            "m",
            List.of(Task.of("x"), Task.of("y")),
            List.of(
                new Agent("a", Vector.of(0, 1), Vector.of(1, 1), Vector.of(1, 1), 1, 1, known),
                new Agent("b", Vector.of(1, 0), Vector.of(1, 1), Vector.of(1, 1), 1, 1, known)));
    try (WorkerPool workers = WorkerPool.of(1)) {
      assertThat(NonChoiceProgram.isClosedForm(market)).isFalse();
      assertThat(NonChoiceProgram.statusQuoIsOptimal(market)).isFalse();
      assertThat(NonChoiceProgram.solve(market, 1e-9, workers).orElseThrow().cost())
          .isCloseTo(0, within(1e-7));
    }
  }

  private static Market finiteMarket(int agents, int tasks, int types, long seed, double slack) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    List<Agent> all = new ArrayList<>();
    for (Agent agent : market(agents, tasks, seed, slack, 0).agents()) {
      List<Vector> costs = new ArrayList<>();
      for (int m = 0; m < types; m++) {
        double[] cost = new double[tasks];
        for (int i = 0; i < tasks; i++) {
          cost[i] = 1 + 0.2 * random.nextDouble() + 0.3 * i * all.size();
        }
        costs.add(Vector.of(cost));
      }
      all.add(
          new Agent(
              agent.id(),
              agent.socialCost(),
              agent.statusQuo(),
              agent.statusQuo(),
              agent.population(),
              slack,
              FinitePreferences.equallyLikely(costs)));
    }
    List<Task> names = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      names.add(Task.of("t" + i));
    }
    return Market.of("m", names, all);
  }

  private static double finiteProgram(Market market) {
    int tasks = market.tasks().size();
    int agents = market.agents().size();
    LinearProgram program = LinearProgram.create();
    for (Agent agent : market.agents()) {
      for (int i = 0; i < tasks; i++) {
        program.addVariable(agent.population() * agent.socialCost().get(i), 0, INF);
      }
    }
    for (int j = 0; j < agents; j++) {
      Agent agent = market.agents().get(j);
      TypeSample types = ((FinitePreferences) agent.preferences()).types();
      for (int m = 0; m < types.types(); m++) {
        int[] indices = new int[tasks];
        double[] coefficients = new double[tasks];
        double right = 0;
        for (int i = 0; i < tasks; i++) {
          indices[i] = j * tasks + i;
          coefficients[i] = types.cost(m, i);
          right += agent.slack() * types.cost(m, i) * agent.statusQuo().get(i);
        }
        program.addRow(indices, coefficients, -INF, right);
      }
    }
    for (int i = 0; i < tasks; i++) {
      int[] indices = new int[agents];
      double[] coefficients = new double[agents];
      for (int j = 0; j < agents; j++) {
        indices[j] = j * tasks + i;
        coefficients[j] = market.agents().get(j).population();
      }
      double right = market.instances().get(i);
      program.addRow(indices, coefficients, right, right);
    }
    LinearProgram.Solution solution = program.solve(100_000, Duration.ofMinutes(1));
    assertThat(solution.status()).isEqualTo(LinearProgram.Status.OPTIMAL);
    return solution.objective();
  }

  private static Market market(int agents, int tasks, long seed, double slack, double spread) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    List<Agent> all = new ArrayList<>();
    List<Task> names = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      names.add(Task.of("t" + i));
    }
    for (int j = 0; j < agents; j++) {
      double[] pi = new double[tasks];
      double[] sigma = new double[tasks];
      double[] low = new double[tasks];
      double[] high = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        pi[i] = random.nextDouble();
        sigma[i] = random.nextInt(5);
        low[i] = 1 + spread * random.nextDouble();
        high[i] = low[i] * (1.05 + 0.2 * random.nextDouble());
      }
      all.add(
          new Agent(
              "j" + j,
              Vector.of(pi),
              Vector.of(sigma),
              Vector.of(sigma),
              1 + random.nextInt(3),
              slack,
              UniformPreferences.of(Vector.of(low), Vector.of(high))));
    }
    return Market.of("m", names, all);
  }

  private static double linearProgram(Market market) {
    int tasks = market.tasks().size();
    int agents = market.agents().size();
    LinearProgram program = LinearProgram.create();
    double constant = 0;
    for (Agent agent : market.agents()) {
      for (int i = 0; i < tasks; i++) {
        double cost = agent.population() * agent.socialCost().get(i);
        double own = agent.slack() * agent.statusQuo().get(i);
        constant += cost * own;
        program.addVariable(cost, 0, INF);
        program.addVariable(-cost, 0, own);
      }
    }
    for (int j = 0; j < agents; j++) {
      Agent agent = market.agents().get(j);
      int[] indices = new int[2 * tasks];
      double[] coefficients = new double[2 * tasks];
      for (int i = 0; i < tasks; i++) {
        indices[2 * i] = 2 * (j * tasks + i);
        indices[2 * i + 1] = indices[2 * i] + 1;
        coefficients[2 * i] = agent.preferences().upper().get(i);
        coefficients[2 * i + 1] = -agent.preferences().lower().get(i);
      }
      program.addRow(indices, coefficients, -INF, 0);
    }
    for (int i = 0; i < tasks; i++) {
      int[] indices = new int[2 * agents];
      double[] coefficients = new double[2 * agents];
      double right = market.instances().get(i);
      for (int j = 0; j < agents; j++) {
        Agent agent = market.agents().get(j);
        indices[2 * j] = 2 * (j * tasks + i);
        indices[2 * j + 1] = indices[2 * j] + 1;
        coefficients[2 * j] = agent.population();
        coefficients[2 * j + 1] = -agent.population();
        right -= agent.population() * agent.slack() * agent.statusQuo().get(i);
      }
      program.addRow(indices, coefficients, right, right);
    }
    LinearProgram.Solution solution = program.solve(100_000, Duration.ofSeconds(60));
    assertThat(solution.status()).isEqualTo(LinearProgram.Status.OPTIMAL);
    return constant + solution.objective();
  }

  private static void checkFeasible(Market market, NonChoiceProgram.Solution solution) {
    double[] assigned = new double[market.tasks().size()];
    for (int j = 0; j < market.agents().size(); j++) {
      Agent agent = market.agents().get(j);
      Vector z = solution.assignments().get(j);
      double worst = 0;
      for (int i = 0; i < assigned.length; i++) {
        assigned[i] += agent.population() * z.get(i);
        double change = z.get(i) - agent.slack() * agent.statusQuo().get(i);
        double cost =
            change > 0 ? agent.preferences().upper().get(i) : agent.preferences().lower().get(i);
        worst += cost * change;
      }
      assertThat(worst).isLessThan(1e-12);
    }
    for (int i = 0; i < assigned.length; i++) {
      double n = market.instances().get(i);
      assertThat(assigned[i]).isCloseTo(n, within(1e-12 * n));
    }
  }
}
