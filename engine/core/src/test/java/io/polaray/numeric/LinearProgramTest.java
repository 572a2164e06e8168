package io.polaray.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimality certificates of the linear programs that ojAlgo solves. */
class LinearProgramTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void aKnapsackWithItsMultiplier() {
    LinearProgram program = LinearProgram.create();
    program.addVariable(-3, 0, 1);
    program.addVariable(-2, 0, 1);
    program.addRow(new int[] {0, 1}, new double[] {2, 2}, -INF, 3);
    LinearProgram.Solution solution = program.solve(1000, Duration.ofSeconds(10));
    assertThat(solution.status()).isEqualTo(LinearProgram.Status.OPTIMAL);
    assertThat(solution.objective()).isCloseTo(-4, within(1e-12));
    assertThat(solution.multipliers().get(0)).isCloseTo(-1, within(1e-12));
  }

  @Test
  void contradictingRowsAreInfeasible() {
    LinearProgram program = LinearProgram.create();
    program.addVariable(1, 0, INF);
    program.addRow(new int[] {0}, new double[] {1}, 2, INF);
    program.addRow(new int[] {0}, new double[] {1}, -INF, 1);
    assertThat(program.solve(1000, Duration.ofSeconds(10)).status())
        .isEqualTo(LinearProgram.Status.INFEASIBLE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void reducedCostsAndRowsCertifyOptimality(long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    int variables = 30;
    int rows = 6;
    double[] cost = new double[variables];
    double[][] matrix = new double[rows][variables];
    double[] right = new double[rows];
    int[] indices = new int[variables];
    LinearProgram program = LinearProgram.create();
    for (int k = 0; k < variables; k++) {
      indices[k] = k;
      cost[k] = random.nextDouble() + 0.1;
      program.addVariable(cost[k], 0, INF);
    }
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < variables; k++) {
        matrix[r][k] = random.nextDouble() - 0.3;
        right[r] += matrix[r][k] * 0.5;
      }
      program.addRow(indices, matrix[r], right[r], right[r]);
    }
    LinearProgram.Solution solution = program.solve(10_000, Duration.ofSeconds(10));
    assertThat(solution.status()).isEqualTo(LinearProgram.Status.OPTIMAL);
    double dual = 0;
    for (int r = 0; r < rows; r++) {
      double activity = 0;
      for (int k = 0; k < variables; k++) {
        activity += matrix[r][k] * solution.values().get(k);
      }
      assertThat(activity).isCloseTo(right[r], within(1e-9));
      dual += right[r] * solution.multipliers().get(r);
    }
    for (int k = 0; k < variables; k++) {
      double reduced = cost[k];
      for (int r = 0; r < rows; r++) {
        reduced -= matrix[r][k] * solution.multipliers().get(r);
      }
      assertThat(reduced).isGreaterThan(-1e-9);
    }
    assertThat(dual).isCloseTo(solution.objective(), within(1e-9));
  }
}
