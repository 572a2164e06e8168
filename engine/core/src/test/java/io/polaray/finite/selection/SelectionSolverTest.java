package io.polaray.finite.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.finite.selection.SelectionSolution.Status;
import io.polaray.numeric.LinearProgram;
import io.polaray.numeric.Vector;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelectionSolverTest {
  private static final SelectionSolver SOLVER = SelectionSolver.create();

  private static SelectionSolution solved(SelectionProblem problem) {
    SelectionSolution solution = SOLVER.solve(problem);
    assertThat(solution.status()).isEqualTo(Status.OPTIMAL);
    check(problem, solution);
    return solution;
  }

  /** Bounds, rows, both objectives and the number of fractional columns, from the definitions. */
  private static void check(SelectionProblem problem, SelectionSolution solution) {
    int tasks = problem.tasks();
    double primal = 0;
    double dual = 0;
    double size = 0;
    int fractional = 0;
    double[] rows = new double[tasks];
    double[] moved = new double[tasks];
    for (int a = 0; a < problem.size(); a++) {
      double extent = solution.extent(a);
      assertThat(extent).isBetween(0.0, problem.limit(a));
      fractional += extent > 0 && extent < problem.limit(a) ? 1 : 0;
      primal += problem.cost(a) * extent;
      size = Math.max(size, Math.abs(problem.cost(a)));
      double reduced = problem.cost(a);
      for (int i = 0; i < tasks; i++) {
        reduced -= solution.prices().get(i) * problem.direction(a, i);
        rows[i] += problem.direction(a, i) * extent;
        moved[i] += Math.abs(problem.direction(a, i)) * extent;
      }
      dual += problem.limit(a) * Math.min(0, reduced);
    }
    for (int i = 0; i < tasks; i++) {
      dual += solution.prices().get(i) * problem.clearing().get(i);
      assertThat(rows[i])
          .isCloseTo(problem.clearing().get(i), within(1e-9 * Math.max(1, moved[i])));
    }
    double allowed = 1e-9 * (size + Math.abs(primal));
    assertThat(primal - dual).isBetween(-allowed, allowed);
    assertThat(solution.cost()).isCloseTo(primal, within(allowed));
    assertThat(solution.dualValue()).isCloseTo(dual, within(allowed));
    assertThat(fractional).isEqualTo(solution.fractional()).isLessThanOrEqualTo(tasks);
  }

  private static LinearProgram.Solution ojAlgo(SelectionProblem problem) {
    LinearProgram program = LinearProgram.create();
    for (int a = 0; a < problem.size(); a++) {
      program.addVariable(problem.cost(a), 0, problem.limit(a));
    }
    int[] indices = IntStream.range(0, problem.size()).toArray();
    for (int i = 0; i < problem.tasks(); i++) {
      int row = i;
      double[] entries =
          IntStream.of(indices).mapToDouble(a -> problem.direction(a, row)).toArray();
      double right = problem.clearing().get(i);
      program.addRow(indices, entries, right, right);
    }
    return program.solve(100_000, Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @EnumSource(names = {"DENSE", "GRID", "REPLICA", "REMEDIAL"})
  void agreesWithOjAlgo(RandomSelections.Shape shape) {
    SplittableRandom random = new SplittableRandom(shape.name().length());
    for (int round = 0; round < 40; round++) {
      int tasks = 2 + random.nextInt(7);
      SelectionProblem problem =
          RandomSelections.of(shape, random.nextInt(150), tasks, random.nextLong());
      LinearProgram.Solution reference = ojAlgo(problem);
      assertThat(reference.status()).isEqualTo(LinearProgram.Status.OPTIMAL);
      assertThat(solved(problem).cost())
          .as("round %d", round)
          .isCloseTo(reference.objective(), within(1e-8 * (1 + Math.abs(reference.objective()))));
    }
  }

  /** Any three columns of two rows: all bases and bounds enumerated. */
  @ParameterizedTest
  @EnumSource
  void agreesWithEnumeration(RandomSelections.Shape shape) {
    for (int round = 0; round < 200; round++) {
      SelectionProblem problem = RandomSelections.of(shape, 1 + round % 6, 2, 1000 + round);
      assertThat(solved(problem).cost())
          .as("round %d", round)
          .isCloseTo(TwoRowEnumeration.least(problem), within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void samplesAndWindowsEndInAnOptimum(RandomSelections.Shape shape) {
    for (int tasks : new int[] {2, 3, 7}) {
      SelectionProblem problem = RandomSelections.of(shape, 20_000, tasks, tasks);
      solved(problem);
    }
  }

  @Test
  @Tag("slow")
  void aMillionColumns() {
    assertThat(solved(RandomSelections.of(RandomSelections.Shape.DENSE, 1_000_000, 10, 1)).cost())
        .isNegative();
    solved(RandomSelections.of(RandomSelections.Shape.GRID, 300_000, 10, 2));
  }

  @Test
  void startPricesDoNotChangeTheResult() {
    SelectionProblem problem = RandomSelections.of(RandomSelections.Shape.DENSE, 500, 4, 3);
    SelectionSolution cold = solved(problem);
    SelectionSolution warm = SOLVER.solve(problem, cold.prices());
    check(problem, warm);
    assertThat(warm.cost()).isCloseTo(cold.cost(), within(1e-12 * Math.abs(cold.cost())));
    assertThat(warm.pivots()).isLessThanOrEqualTo(cold.pivots());
    SelectionSolution far = SOLVER.solve(problem, Vector.of(1e6, -1e6, 1e6, 0));
    assertThat(far.status()).isEqualTo(Status.OPTIMAL);
    assertThat(far.cost()).isCloseTo(cold.cost(), within(1e-8));
  }

  @Test
  void anEmptyMarketStaysAsItIs() {
    SelectionSolution solution = solved(SelectionProblem.builder(3, 0).build());
    assertThat(solution.cost()).isZero();
    assertThat(solution.fractional()).isZero();
    assertThat(solution.prices()).isEqualTo(Vector.zeros(3));
  }

  @Test
  void nobodyTradesWhenThereIsNoCounterpart() {
    SelectionProblem.Builder builder = SelectionProblem.builder(2, 4);
    builder.add(new double[] {-1, 2}, -5, 1);
    builder.add(new double[] {-2, 1}, -7, 1);
    SelectionSolution solution = solved(builder.build());
    assertThat(solution.extent(0)).isZero();
    assertThat(solution.extent(1)).isZero();
  }

  @Test
  void twoAgentsSwap() {
    SelectionProblem.Builder builder = SelectionProblem.builder(2, 2);
    builder.add(new double[] {-1, 1}, -1, 1);
    builder.add(new double[] {2, -2}, -2, 1);
    SelectionSolution solution = solved(builder.build());
    assertThat(solution.extent(0)).isEqualTo(1);
    assertThat(solution.extent(1)).isEqualTo(0.5);
    assertThat(solution.cost()).isEqualTo(-2);
    assertThat(solution.fractional()).isEqualTo(1);
  }

  /** Task 0 is taken from whoever can be relieved of it and goes to the one who takes it on. */
  @Test
  void remedialColumnsFeedRays() {
    SelectionProblem.Builder builder = SelectionProblem.builder(2, 3);
    builder.add(new double[] {-1, 0}, -3, 10);
    builder.add(new double[] {0, -1}, -1, 10);
    builder.add(new double[] {4, -2}, 2, 1);
    builder.add(new double[] {0, 1}, 0.5, 8);
    SelectionSolution solution = solved(builder.build());
    assertThat(solution.cost()).isCloseTo(-4 * 3 - 6 + 2 + 8 * 0.5, within(1e-12));
  }

  @Test
  void rowsWithoutColumnsMustClearThemselves() {
    SelectionProblem.Builder sound = SelectionProblem.builder(3, 1);
    sound.add(new double[] {1, 1, 0}, 2, 5);
    SelectionSolution solution = solved(sound.clearing(0, 3).clearing(1, 3).build());
    assertThat(solution.extent(0)).isCloseTo(3, within(1e-12));
    SelectionProblem.Builder contradictory = SelectionProblem.builder(3, 1);
    contradictory.add(new double[] {1, 1, 0}, 2, 5);
    SelectionSolution none = SOLVER.solve(contradictory.clearing(0, 3).clearing(1, 2).build());
    assertThat(none.status()).isEqualTo(Status.INFEASIBLE);
    assertThat(none.extent(0)).isZero();
  }

  @Test
  void duplicatedColumnsCountTogether() {
    SelectionProblem.Builder merged = SelectionProblem.builder(2, 2);
    merged.add(new double[] {-1, 1.5}, -1, 900);
    merged.add(new double[] {1, -1}, 0.25, 1000);
    SelectionProblem.Builder apart = SelectionProblem.builder(2, 1900);
    for (int a = 0; a < 900; a++) {
      apart.add(new double[] {-1, 1.5}, -1, 1);
    }
    for (int a = 0; a < 1000; a++) {
      apart.add(new double[] {1, -1}, 0.25, 1);
    }
    assertThat(solved(apart.build()).cost()).isCloseTo(solved(merged.build()).cost(), within(1e-9));
  }

  @Test
  void aConstantOnATaskChangesNothing() {
    SelectionProblem plain = RandomSelections.of(RandomSelections.Shape.DENSE, 300, 3, 9);
    SelectionProblem.Builder builder = SelectionProblem.builder(3, 300);
    for (int a = 0; a < plain.size(); a++) {
      double[] kappa = {plain.direction(a, 0), plain.direction(a, 1), plain.direction(a, 2)};
      builder.add(kappa, plain.cost(a) + 5 * kappa[1], 1);
    }
    SelectionSolution shifted = solved(builder.build());
    SelectionSolution solution = solved(plain);
    assertThat(shifted.cost()).isCloseTo(solution.cost(), within(1e-8));
    assertThat(shifted.prices().get(1) - 5).isCloseTo(solution.prices().get(1), within(1e-6));
  }

  /** Two pairs of rays that are opposite up to 1e-9, from any prices. */
  @Test
  void nearlyDependentRaysNeverEndWithoutASelection() {
    double[][] rays = {
      {-5, 4.983529033121639},
      {5.0165254159180295, -5},
      {-5, 4.983529026888643},
      {5.016525422192294, -5}
    };
    double[] costs = {-4.762326196902532, 4.778066081320141, -4.762326197008645, 4.778066087402623};
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 500; round++) {
      SelectionProblem.Builder builder = SelectionProblem.builder(2, 4);
      for (int a = 0; a < rays.length; a++) {
        builder.add(rays[a], costs[a], random.nextInt(60));
      }
      SelectionProblem problem = builder.build();
      SelectionSolution solution = SOLVER.solve(problem, Vector.of(1.9481, 0.9989));
      assertThat(solution.status()).isIn(Status.OPTIMAL, Status.FEASIBLE);
      assertThat(solution.cost() - solution.dualValue()).isLessThan(1e-5);
      assertThat(solution.residual()).isLessThan(1e-7);
    }
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> SelectionProblem.builder(0, 1)).hasMessageContaining("tasks is 0");
    assertThatThrownBy(() -> SelectionProblem.builder(2, -1)).hasMessageContaining("capacity");
    SelectionProblem.Builder builder = SelectionProblem.builder(2, 1);
    double[] ray = {-1, 1};
    assertThatThrownBy(() -> builder.add(new double[] {1}, 0, 1)).hasMessageContaining("1 entries");
    assertThatThrownBy(() -> builder.add(ray, Double.NaN, 1)).hasMessageContaining("cost is NaN");
    assertThatThrownBy(() -> builder.add(ray, 0, -1)).hasMessageContaining("limit is -1");
    assertThatThrownBy(() -> builder.add(ray, 0, Double.POSITIVE_INFINITY))
        .hasMessageContaining("limit is Infinity");
    assertThatThrownBy(() -> builder.add(new double[] {0, Double.NaN}, 0, 1))
        .hasMessageContaining("direction[1] is NaN");
    assertThatThrownBy(() -> builder.clearing(0, Double.NaN)).hasMessageContaining("clearing[0]");
    SelectionProblem problem = builder.build();
    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> SOLVER.solve(problem, Vector.of(1)))
        .hasMessageContaining("startPrices");
  }
}
