package io.polaray.finite.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedSelectionTest {
  private static double[][] rays(Random random, int count, int tasks, boolean ties) {
    double[][] rays = new double[count][tasks + 1];
    for (double[] ray : rays) {
      int shed = random.nextInt(tasks);
      for (int i = 0; i < tasks; i++) {
        ray[i] = ties ? random.nextInt(3) : 5 * random.nextDouble();
      }
      ray[shed] = ties ? -2 : -10 * random.nextDouble();
      ray[tasks] = ties ? random.nextInt(5) - 2 : random.nextGaussian();
    }
    return rays;
  }

  private static double[] solve(RepeatedSelection selection, double[][] rays, int tasks) {
    selection.clear();
    for (double[] ray : rays) {
      selection.add(ray, ray[tasks]);
    }
    double[] result = new double[tasks + 1];
    double[] prices = new double[tasks];
    assertThat(selection.solve(prices)).isTrue();
    System.arraycopy(prices, 0, result, 0, tasks);
    result[tasks] = selection.cost();
    return result;
  }

  /** The cost is that of the general solver, and the prices prove it. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void agreesWithTheGeneralSolver(int tasks) {
    RepeatedSelection selection = RepeatedSelection.of(Vector.zeros(tasks), 1, 4);
    Random random = new Random(17L + tasks);
    for (int round = 0; round < 200; round++) {
      double[][] rays = rays(random, random.nextInt(30), tasks, round % 3 == 0);
      SelectionProblem.Builder builder = SelectionProblem.builder(tasks, rays.length);
      for (double[] ray : rays) {
        builder.add(Arrays.copyOf(ray, tasks), ray[tasks], 1);
      }
      SelectionSolution general = SelectionSolver.create().solve(builder.build());
      double[] found = solve(selection, rays, tasks);
      assertThat(found[tasks]).isCloseTo(general.cost(), within(1e-8));
      double dual = 0;
      for (double[] ray : rays) {
        double reduced = ray[tasks];
        for (int i = 0; i < tasks; i++) {
          reduced -= found[i] * ray[i];
        }
        dual += Math.min(0, reduced);
      }
      assertThat(dual).isCloseTo(found[tasks], within(1e-8));
    }
  }

  @Test
  void whatWasSolvedBeforeDoesNotMatter() {
    Random random = new Random(5);
    RepeatedSelection used = RepeatedSelection.of(Vector.of(3, 5, 4), 2, 0);
    for (int round = 0; round < 30; round++) {
      double[][] rays = rays(random, 1 + random.nextInt(20), 3, round % 2 == 0);
      double[] again = solve(used, rays, 3);
      assertThat(again).isEqualTo(solve(RepeatedSelection.of(Vector.of(3, 5, 4), 2, 99), rays, 3));
    }
  }

  @Test
  void nobodyMovesWithoutRays() {
    RepeatedSelection selection = RepeatedSelection.of(Vector.of(1, 1), 1, 0);
    double[] prices = {3, 4};
    assertThat(selection.solve(prices)).isTrue();
    assertThat(selection.cost()).isZero();
    assertThat(prices).containsExactly(3, 4);
  }

  /** The sizes given are for scaling alone. */
  @ParameterizedTest
  @ValueSource(doubles = {3e-9, 1e-8, 1e9})
  void raysOfOtherSizesThanSaidAreSolvedAllTheSame(double size) {
    RepeatedSelection selection = RepeatedSelection.of(Vector.of(1, 1, 1), 1, 8);
    Random random = new Random(23);
    for (int round = 0; round < 100; round++) {
      double[][] rays = rays(random, 2 + random.nextInt(20), 3, false);
      SelectionProblem.Builder builder = SelectionProblem.builder(3, rays.length);
      for (double[] ray : rays) {
        for (int i = 0; i < 3; i++) {
          ray[i] *= size;
        }
        builder.add(Arrays.copyOf(ray, 3), ray[3], 1);
      }
      SelectionSolution general = SelectionSolver.create().solve(builder.build());
      assertThat(general.status()).isEqualTo(SelectionSolution.Status.OPTIMAL);
      double[] found = solve(selection, rays, 3);
      assertThat(found[3]).as("round %d", round).isCloseTo(general.cost(), within(1e-8));
    }
  }

  /** Two rays that clear each other and save 1 and 0.5; a third that would cost 2. */
  @Test
  void onlyWhatClearsAndIsBestIsProved() {
    RepeatedSelection selection = RepeatedSelection.of(Vector.of(1, 1), 1, 3);
    selection.add(new double[] {-1, 1}, -1);
    selection.add(new double[] {1, -1}, -0.5);
    selection.add(new double[] {1, -1}, 2);
    double[] zero = {0, 0};
    double[] best = {1, 1, 0};
    assertThat(selection.provedCost(zero, best)).isEqualTo(-1.5);
    assertThat(selection.provedCost(new double[] {0.2, 0}, best)).isEqualTo(-1.5);
    assertThat(selection.provedCost(zero, new double[] {1, 1 - 9e-10, 0}))
        .isCloseTo(-1.5, within(1e-9));
    assertThat(selection.provedCost(zero, new double[] {1, 1 - 1e-8, 0})).as("no clearing").isNaN();
    assertThat(selection.provedCost(zero, new double[] {1 - 1e-8, 1, 0})).as("no clearing").isNaN();
    assertThat(selection.provedCost(zero, new double[] {0, 0, 0})).as("not the best").isNaN();
    assertThat(selection.provedCost(zero, new double[] {1, 0, 1})).as("the dear one").isNaN();
    assertThat(selection.provedCost(new double[] {2, 0}, best)).as("wrong prices").isNaN();
    assertThat(selection.provedCost(new double[] {0, 1.1}, best)).as("wrong prices").isNaN();
  }

  /** What clears in a row of large entries may miss by the share that rounding leaves there. */
  @Test
  void residualsAreMeasuredByWhatMoves() {
    RepeatedSelection selection = RepeatedSelection.of(Vector.of(1, 1), 1, 2);
    selection.add(new double[] {-1e4, 1e4}, -1);
    selection.add(new double[] {1e4, -1e4}, -0.5);
    double[] zero = {0, 0};
    assertThat(selection.provedCost(zero, new double[] {1, 1 - 1e-9}))
        .isCloseTo(-1.5, within(1e-9));
    assertThat(selection.provedCost(zero, new double[] {1, 1 - 3e-9})).isNaN();
  }
}
