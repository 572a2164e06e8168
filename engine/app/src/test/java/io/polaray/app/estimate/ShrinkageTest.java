package io.polaray.app.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ShrinkageTest {
  private static final double TOLERANCE = 1e-12;

  /*
   * By hand. Outcomes A: 1 3, B: 4 6, C: 0 2 2 4.
   *   means 2, 5, 2; squared deviations 2, 2, 8
   *   s^2   = (2 + 2 + 8) / (1 + 1 + 3) = 2.4
   *   mu    = (2*2 + 2*5 + 4*2) / 8 = 2.75
   *   w     = n / s^2 = 2/2.4, 2/2.4, 4/2.4
   *   Q     = (2*0.75^2 + 2*2.25^2 + 4*0.75^2) / 2.4 = 13.5 / 2.4 = 5.625
   *   C     = (8 - (4 + 4 + 16) / 8) / 2.4 = 5 / 2.4
   *   tau^2 = (5.625 - 2) / (5 / 2.4) = 1.74
   *   B     = 1.74 / (1.74 + 1.2) for A and B, 1.74 / (1.74 + 0.6) for C
   */
  private static final Map<String, double[]> BY_HAND =
      Map.of("A", new double[] {1, 3}, "B", new double[] {4, 6}, "C", new double[] {0, 2, 2, 4});

  @Test
  void exampleWorkedByHand() {
    CellTable table = table(BY_HAND);
    TaskVariance variance = Shrinkage.components(table, 0);

    assertThat(variance.agents()).isEqualTo(3);
    assertThat(variance.cases()).isEqualTo(8);
    assertThat(variance.within()).isCloseTo(2.4, within(TOLERANCE));
    assertThat(variance.mean()).isCloseTo(2.75, within(TOLERANCE));
    assertThat(variance.cochranQ()).isCloseTo(5.625, within(TOLERANCE));
    assertThat(variance.between()).isCloseTo(1.74, within(TOLERANCE));
    assertThat(variance.signalShare()).isCloseTo(1 - 2 / 5.625, within(TOLERANCE));

    Estimate estimate = Shrinkage.of(table, ThinCells.DEFAULT);
    assertThat(weights(estimate))
        .containsExactly(new double[] {1.74 / 2.94, 1.74 / 2.94, 1.74 / 2.34}, within(TOLERANCE));
    assertThat(costs(estimate))
        .containsExactly(
            new double[] {
              2.75 - 0.75 * 1.74 / 2.94, 2.75 + 2.25 * 1.74 / 2.94, 2.75 - 0.75 * 1.74 / 2.34
            },
            within(TOLERANCE));
  }

  @Test
  void agentsThatDifferNoMoreThanChanceAllGetTheMean() {
    CellTable table =
        table(Map.of("A", new double[] {0, 4}, "B", new double[] {1, 4}, "C", new double[] {0, 5}));
    Estimate estimate = Shrinkage.of(table, ThinCells.DEFAULT);

    assertThat(estimate.components().get(0).between()).isZero();
    assertThat(estimate.components().get(0).signalShare()).isZero();
    assertThat(weights(estimate)).containsOnly(0.0);
    assertThat(costs(estimate)).containsOnly(new double[] {14.0 / 6}, within(TOLERANCE));
  }

  @Test
  void singleCasesCountForTheMeanAndNotForTheNoise() {
    Map<String, double[]> more = new HashMap<>(BY_HAND);
    more.put("D", new double[] {3});
    TaskVariance variance = Shrinkage.components(table(more), 0);

    double mean = 25.0 / 9;
    double q =
        2 * square(2 - mean) + 2 * square(5 - mean) + 4 * square(2 - mean) + square(3 - mean);
    double c = 9 - 25.0 / 9;
    assertThat(variance.within()).isCloseTo(2.4, within(TOLERANCE));
    assertThat(variance.mean()).isCloseTo(mean, within(TOLERANCE));
    assertThat(variance.between()).isCloseTo((q - 3 * 2.4) / c, within(TOLERANCE));
    assertThat(variance.weight(1))
        .isCloseTo(variance.between() / (variance.between() + 2.4), within(TOLERANCE));
  }

  @Test
  void outcomesThatNeverVaryWithinAnAgentKeepTheAgentsMean() {
    CellTable table = table(Map.of("A", new double[] {1, 1}, "B", new double[] {0, 0, 0}));
    Estimate estimate = Shrinkage.of(table, ThinCells.DEFAULT);

    assertThat(estimate.components().get(0).within()).isZero();
    assertThat(weights(estimate)).containsOnly(1.0);
    assertThat(costs(estimate)).containsExactly(1.0, 0.0);
  }

  @Test
  void outcomesThatAreAllEqualGiveThatOutcome() {
    CellTable table = table(Map.of("A", new double[] {3, 3}, "B", new double[] {3, 3, 3}));
    Estimate estimate = Shrinkage.of(table, ThinCells.DEFAULT);

    assertThat(estimate.components().get(0).between()).isZero();
    assertThat(estimate.components().get(0).signalShare()).isZero();
    assertThat(costs(estimate)).containsOnly(3.0);
  }

  @Test
  void oneAgentAloneHasNothingToBeComparedWith() {
    Estimate estimate = Shrinkage.of(table(Map.of("A", new double[] {1, 2, 6})), ThinCells.DEFAULT);

    assertThat(estimate.components().get(0).between()).isZero();
    assertThat(costs(estimate)).containsExactly(new double[] {3}, within(TOLERANCE));
  }

  @Test
  void thinCellsGetTheMeanOfTheTask() {
    Estimate estimate = Shrinkage.of(table(BY_HAND), new ThinCells(ThinCells.Action.POOL, 3));

    assertThat(weights(estimate)).startsWith(0, 0);
    assertThat(costs(estimate)).startsWith(2.75, 2.75);
    assertThat(estimate.components().get(0).between()).isCloseTo(1.74, within(TOLERANCE));
  }

  @Test
  void costsLieBetweenTheAgentsMeanAndTheTasksAndSumToTheSameWhenCountsAreEqual() {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 50; trial++) {
      Map<String, double[]> outcomes = new HashMap<>();
      double total = 0;
      for (int j = 0; j < 10; j++) {
        double[] own = new double[4];
        double level = random.nextDouble();
        for (int k = 0; k < own.length; k++) {
          own[k] = level + random.nextDouble();
          total += own[k];
        }
        outcomes.put("agent" + j, own);
      }
      CellTable table = table(outcomes);
      Estimate estimate = Shrinkage.of(table, ThinCells.DEFAULT);
      double mean = estimate.components().get(0).mean();
      double[] costs = costs(estimate);
      for (int j = 0; j < 10; j++) {
        double own = table.cell(j, 0).mean();
        assertThat(costs[j])
            .isBetween(Math.min(own, mean) - TOLERANCE, Math.max(own, mean) + TOLERANCE);
      }
      assertThat(DoubleStream.of(costs).sum()).isCloseTo(total / 4, within(1e-10));
    }
  }

  private static double square(double value) {
    return value * value;
  }

  private static CellTable table(Map<String, double[]> outcomes) {
    Map<String, Map<String, Cell>> cells = new HashMap<>();
    outcomes.forEach((agent, own) -> cells.put(agent, Map.of("task", cell(own))));
    return CellTable.of(cells);
  }

  private static Cell cell(double[] outcomes) {
    CellSums sums = new CellSums(outcomes[0]);
    for (int k = 1; k < outcomes.length; k++) {
      sums.add(outcomes[k]);
    }
    return sums.cell();
  }

  private static double[] weights(Estimate estimate) {
    return estimate.cells().stream().mapToDouble(row -> row.get(0).weight()).toArray();
  }

  private static double[] costs(Estimate estimate) {
    return estimate.cells().stream().mapToDouble(row -> row.get(0).socialCost()).toArray();
  }
}
