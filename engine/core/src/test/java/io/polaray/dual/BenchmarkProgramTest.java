package io.polaray.dual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.oracle.ProgramOracle;
import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.TypeSample;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.bracket.SupportProblems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A designer who sees all types, against one linear program with a variable for each type. */
class BenchmarkProgramTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithTheLinearProgramOfAllTypes(long seed) {
    Market market = market(3, 3, 7, seed);
    try (WorkerPool workers = WorkerPool.of(1)) {
      BenchmarkProgram.Solution solution =
          BenchmarkProgram.fullInformation(
              market, SupportProblems.forMarket(market, 1, 1), 1e-7, workers);
      double expected = linearProgram(market);
      double size = Math.abs(market.statusQuoCost());
      assertThat(solution.bound().value()).isLessThanOrEqualTo(expected + 1e-12 * size);
      assertThat(solution.bound().value()).isCloseTo(expected, within(1e-5 * size));
      assertThat(solution.cost().orElseThrow()).isCloseTo(expected, within(1e-5 * size));
    }
  }

  @Test
  void liesBetweenFirstBestAndStatusQuoForBoxes() {
    UniformPreferences box = UniformPreferences.of(Vector.of(1, 1, 1), Vector.of(2, 2, 2));
    Market market =
        Market.of(
            "m",
            List.of(Task.of("x"), Task.of("y"), Task.of("z")),
            List.of(
                agent("a", Vector.of(0, 1, 2), box),
                agent("b", Vector.of(1, 0, 1), box),
                agent("c", Vector.of(2, 1, 0), box)));
    try (WorkerPool workers = WorkerPool.of(2)) {
      double bound =
          BenchmarkProgram.fullInformation(
                  market, SupportProblems.forMarket(market, 512, 1), 1e-6, workers)
              .bound()
              .value();
      assertThat(bound).isGreaterThan(market.firstBestCost() - 1e-9);
      assertThat(bound).isLessThan(market.statusQuoCost());
    }
  }

  @Test
  void rejectsAnotherNumberOfProblems() {
    Market market = market(2, 2, 2, 1);
    try (WorkerPool workers = WorkerPool.of(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ProgramOracle.of(market, List.of(), workers))
          .withMessageContaining("programs has 0 entries");
    }
  }

  private static Agent agent(String id, Vector pi, UniformPreferences box) {
    Vector sigma = Vector.of(2, 2, 2);
    return new Agent(id, pi, sigma, sigma, 1, 1, box);
  }

  private static Market market(int agents, int tasks, int types, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    List<Agent> all = new ArrayList<>();
    List<Task> names = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      names.add(Task.of("t" + i));
    }
    for (int j = 0; j < agents; j++) {
      List<Vector> costs = new ArrayList<>();
      for (int m = 0; m < types; m++) {
        costs.add(vector(random, tasks, 1));
      }
      Vector sigma = vector(random, tasks, 1);
      all.add(
          new Agent(
              "j" + j,
              vector(random, tasks, 0),
              sigma,
              sigma,
              1 + j,
              1,
              FinitePreferences.equallyLikely(costs)));
    }
    return Market.of("m", names, all);
  }

  private static Vector vector(UniformRandomProvider random, int size, double low) {
    double[] entries = new double[size];
    for (int i = 0; i < size; i++) {
      entries[i] = low + random.nextDouble();
    }
    return Vector.of(entries);
  }

  private static double linearProgram(Market market) {
    int tasks = market.tasks().size();
    LinearProgram program = LinearProgram.create();
    List<List<Integer>> indices = new ArrayList<>();
    List<List<Double>> coefficients = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      indices.add(new ArrayList<>());
      coefficients.add(new ArrayList<>());
    }
    for (Agent agent : market.agents()) {
      TypeSample types = ((FinitePreferences) agent.preferences()).types();
      for (int m = 0; m < types.types(); m++) {
        int[] own = new int[tasks];
        double[] costs = new double[tasks];
        double burden = 0;
        double share = agent.population() * types.weight(m);
        for (int i = 0; i < tasks; i++) {
          own[i] = program.addVariable(share * agent.socialCost().get(i), 0, INF);
          costs[i] = types.cost(m, i);
          burden += costs[i] * agent.endowment().get(i);
          indices.get(i).add(own[i]);
          coefficients.get(i).add(share);
        }
        program.addRow(own, costs, -INF, burden);
      }
    }
    for (int i = 0; i < tasks; i++) {
      double right = market.instances().get(i);
      program.addRow(
          indices.get(i).stream().mapToInt(Integer::intValue).toArray(),
          coefficients.get(i).stream().mapToDouble(Double::doubleValue).toArray(),
          right,
          right);
    }
    LinearProgram.Solution solution = program.solve(100_000, Duration.ofMinutes(1));
    assertThat(solution.status()).isEqualTo(LinearProgram.Status.OPTIMAL);
    return solution.objective();
  }
}
