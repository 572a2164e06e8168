package io.polaray.support.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.LinearProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds on tuples of cells whose numbers are written by hand. */
class TupleBoundTest {
  private static final double ERROR = 1e-9;

  private static UniformRandomProvider random(long seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  /** Cells of a forest with boxes and models of our own. */
  private static final class Cells {
    final int tasks;
    final BoxForest forest;
    final List<Integer> cells = new ArrayList<>();

    Cells(int tasks) {
      this.tasks = tasks;
      double[] ones = new double[tasks];
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      Arrays.fill(ones, 1);
      Arrays.fill(lower, 0.5);
      Arrays.fill(upper, 1.5);
      forest = RayCellBound.forest(UniformInstance.problem(ones, lower, upper), 1000);
      forest.begin(ones);
    }

    /** The root of a support with the box written over it; its model is 0. */
    int add(int support, double[] low, double[] high) {
      int cell = forest.root(support);
      double[] c = forest.store.doubles(cell);
      int at = forest.store.at(cell);
      for (int i = 0; i < tasks; i++) {
        boolean wide = low[i] > 0 && low[i] < high[i];
        c[at + RayForest.LOW + i] = low[i];
        c[at + forest.high + i] = high[i];
        c[at + forest.half + i] = wide ? 0.5 * Math.log(high[i] / low[i]) : 0;
        c[at + forest.logCentre + i] =
            low[i] > 0 ? 0.5 * Math.log(low[i] * high[i]) : Math.log(high[i]);
        c[at + forest.affine + 1 + i] = 0;
      }
      c[at + forest.affine] = 0;
      cells.add(cell);
      return cell;
    }

    void setModel(int cell, double level, double... slopes) {
      double[] c = forest.store.doubles(cell);
      int at = forest.store.at(cell) + forest.affine;
      c[at] = level;
      System.arraycopy(slopes, 0, c, at + 1, tasks);
      forest.store.upper[cell] = ownMaximum(cell);
    }

    void setBounds(int cell, double mass, double worth) {
      forest.store.mass[cell] = mass;
      forest.store.worth[cell] = worth;
      forest.store.upper[cell] = mass * worth;
    }

    double low(int cell, int i) {
      return forest.store.doubles(cell)[forest.store.at(cell) + i];
    }

    double high(int cell, int i) {
      return forest.store.doubles(cell)[forest.store.at(cell) + forest.high + i];
    }

    double slope(int cell, int i) {
      return forest.store.doubles(cell)[forest.store.at(cell) + forest.affine + 1 + i];
    }

    double level(int cell) {
      return forest.store.doubles(cell)[forest.store.at(cell) + forest.affine];
    }

    boolean sheds(int cell, int i) {
      return (forest.support(cell) >> i & 1) != 0;
    }

    /** Half the range of the deviation that the model of a task is written in. */
    double reach(int cell, int i) {
      double low = low(cell, i);
      double high = high(cell, i);
      if (low > 0) {
        return 0.5 * Math.log(high / low);
      }
      return sheds(cell, i) || high == 0 ? 0 : 0.5;
    }

    /** The log of the magnitude, or of what is above it, at deviation 0. */
    double centre(int cell, int i) {
      double low = low(cell, i);
      double high = high(cell, i);
      return low > 0 ? 0.5 * Math.log(low * high) : Math.log(high) - reach(cell, i);
    }

    double ownMaximum(int cell) {
      double sum = level(cell);
      for (int i = 0; i < tasks; i++) {
        sum += Math.abs(slope(cell, i)) * reach(cell, i);
      }
      return sum;
    }

    int[] tuple() {
      return cells.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The linear program behind the dual, NaN if it is infeasible.
     *
     * @param constants cells that enter with their bounds
     */
    double linearProgram(boolean... constants) {
      LinearProgram program = LinearProgram.create();
      double sum = 0;
      for (int k = 0; k < cells.size(); k++) {
        int cell = cells.get(k);
        sum += constants[k] ? forest.upper(cell) : level(cell);
        for (int i = 0; i < tasks; i++) {
          double reach = reach(cell, i);
          program.addVariable(constants[k] ? 0 : -slope(cell, i), -reach, reach);
        }
      }
      for (int k = 0; k < cells.size(); k++) {
        for (int l = k + 1; l < cells.size(); l++) {
          for (int i = 0; i < tasks; i++) {
            for (int j = 0; j < tasks; j++) {
              addRow(program, k, l, i, j);
            }
          }
        }
      }
      LinearProgram.Solution solution = program.solve(10_000, Duration.ofMinutes(1));
      return solution.status() == LinearProgram.Status.OPTIMAL
          ? sum - solution.objective()
          : Double.NaN;
    }

    private void addRow(LinearProgram program, int k, int l, int i, int j) {
      int p = cells.get(k);
      int q = cells.get(l);
      if (sheds(p, i) && sheds(q, j) && low(p, i) > 0 && low(q, j) > 0) {
        double s = centre(p, j) + centre(q, i) - centre(p, i) - centre(q, j);
        program.addRow(
            new int[] {k * tasks + j, l * tasks + i, k * tasks + i, l * tasks + j},
            new double[] {1, 1, -1, -1},
            -s,
            Double.POSITIVE_INFINITY);
      }
    }
  }

  /** Boxes in which conflicts are frequent; some take-ons start at 0. */
  private static Cells randomCells(UniformRandomProvider random, int tasks, int... supports) {
    Cells cells = new Cells(tasks);
    for (int support : supports) {
      double[] low = new double[tasks];
      double[] high = new double[tasks];
      double[] slopes = new double[tasks];
      boolean fromZero = random.nextInt(3) == 0;
      for (int i = 0; i < tasks; i++) {
        boolean sheds = (support >> i & 1) != 0;
        high[i] = sheds ? 0.5 + 0.5 * random.nextDouble() : 0.3 + 1.2 * random.nextDouble();
        low[i] = high[i] * (0.3 + 0.7 * random.nextDouble());
        slopes[i] = 2 * random.nextDouble() - 1;
        if (!sheds && fromZero && random.nextBoolean()) {
          low[i] = 0;
        }
        if (random.nextInt(8) == 0) {
          low[i] = high[i];
          slopes[i] = 0;
        }
      }
      cells.setModel(cells.add(support, low, high), random.nextDouble(), slopes);
    }
    return cells;
  }

  /** With one row, one multiplier, coordinate descent ends at the optimum. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void oneRowIsSolvedExactly(int tasks) {
    UniformRandomProvider random = random(tasks);
    int binding = 0;
    for (int n = 0; n < 300; n++) {
      Cells cells = randomCells(random, tasks, 1, 2);
      double expected = cells.linearProgram(false, false);
      double bound = new AffineDual(cells.forest).bound(cells.tuple(), 2);
      double own = cells.ownMaximum(cells.cells.get(0)) + cells.ownMaximum(cells.cells.get(1));
      if (Double.isNaN(expected)) {
        continue;
      }
      if (bound == Double.POSITIVE_INFINITY) {
        assertThat(expected).isCloseTo(own, within(ERROR));
      } else {
        assertThat(bound).isCloseTo(expected, within(ERROR));
        binding += bound < own - 1e-3 ? 1 : 0;
      }
    }
    assertThat(binding).isGreaterThan(40);
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 2, 4", "4, 3, 4, 8", "4, 3, 12, 0", "4, 7, 8, 0", "5, 3, 12, 16"})
  void severalRowsAreBoundedFromAbove(int tasks, int first, int second, int third) {
    UniformRandomProvider random = random(20 + first);
    int close = 0;
    int binding = 0;
    for (int n = 0; n < 200; n++) {
      Cells cells =
          third == 0
              ? randomCells(random, tasks, first, second)
              : randomCells(random, tasks, first, second, third);
      int count = cells.cells.size();
      double expected = cells.linearProgram(new boolean[count]);
      double bound = new AffineDual(cells.forest).bound(cells.tuple(), count);
      double own = cells.cells.stream().mapToDouble(cells::ownMaximum).sum();
      if (Double.isNaN(expected)) {
        continue;
      }
      assertThat(bound).isGreaterThanOrEqualTo(expected - ERROR);
      if (bound == Double.POSITIVE_INFINITY) {
        assertThat(expected).isCloseTo(own, within(ERROR));
      } else {
        assertThat(bound).isLessThanOrEqualTo(own + ERROR);
        binding++;
        close += bound <= expected + 0.2 * (own - expected) + ERROR ? 1 : 0;
      }
    }
    assertThat(binding).isGreaterThan(40);
    assertThat(close).isGreaterThan(binding / 2);
  }

  /** A cell that was refined is worth less than its own model says. */
  @Test
  void aRefinedCellEntersAsAConstant() {
    UniformRandomProvider random = random(5);
    int binding = 0;
    for (int n = 0; n < 200; n++) {
      Cells cells = randomCells(random, 3, 1, 2);
      int refined = cells.cells.get(1);
      double share = n % 2 == 0 ? 0.96 : 0.98;
      cells.forest.store.upper[refined] = share * cells.ownMaximum(refined);
      double expected = cells.linearProgram(false, n % 2 == 0);
      double bound = new AffineDual(cells.forest).bound(cells.tuple(), 2);
      if (!Double.isNaN(expected) && bound < Double.POSITIVE_INFINITY) {
        assertThat(bound).isCloseTo(expected, within(ERROR));
        binding++;
      }
    }
    assertThat(binding).isGreaterThan(40);
  }

  /** {@code max sum p_k Wmax_k, p_k <= Pmax_k, sum p_k <= 1}, by hand. */
  @Test
  void raysThatPayExcludeEachOther() {
    Cells cells = new Cells(3);
    double[] low = {0.01, 0.01, 0.01};
    double[] high = {1, 1, 1};
    int[] tuple = {cells.add(1, low, high), cells.add(2, low, high), cells.add(4, low, high)};
    cells.setBounds(tuple[0], 0.5, 1);
    cells.setBounds(tuple[1], 0.4, 3);
    cells.setBounds(tuple[2], 0.3, 2);
    TupleBound bound = new TupleBound(cells.forest);
    assertThat(bound.bound(tuple, 3, 0)).isCloseTo(0.4 * 3 + 0.3 * 2 + 0.3 * 1, within(1e-12));
    assertThat(bound.bound(tuple, 2, 0)).isCloseTo(0.4 * 3 + 0.5, within(1e-12));
    assertThat(bound.bound(tuple, 1, 0)).isCloseTo(0.5, within(1e-12)).isGreaterThan(0.5);
    assertThat(bound.bound(tuple, 3, 2.0)).isGreaterThan(2.0);
    assertThat(bound.bound(tuple, 3, 2.11)).isEqualTo(TupleBound.NONE);
    assertThat(bound.bound(tuple, 1, 0.51)).isEqualTo(TupleBound.NONE);
    cells.forest.setFloor(0.5);
    assertThat(bound.bound(tuple, 2, 0)).isEqualTo(TupleBound.NONE);
    cells.forest.setFloor(0.49);
    assertThat(bound.bound(tuple, 2, 0)).isGreaterThan(1.6);
  }

  /** Given up 1 and 1; taken on at most b each: a menu needs b b >= 1. */
  @Test
  void tuplesWithoutAMenuAreWorthNothing() {
    for (double b : new double[] {0.99, 1, 1.01}) {
      Cells cells = new Cells(2);
      int[] tuple = {
        cells.add(1, new double[] {1, 0.5}, new double[] {1, b}),
        cells.add(2, new double[] {0.5, 1}, new double[] {b, 1})
      };
      cells.setBounds(tuple[0], 0.4, 1);
      cells.setBounds(tuple[1], 0.4, 1);
      double bound = new TupleBound(cells.forest).bound(tuple, 2, 0);
      assertThat(bound).isEqualTo(b < 1 ? TupleBound.NONE : bound);
      assertThat(b < 1 || bound > 0.79).isTrue();
    }
  }

  /** The dual counts in the bound of the tuple. */
  @Test
  void theBoundIsTheLeastOfAll() {
    UniformRandomProvider random = random(9);
    int dual = 0;
    for (int n = 0; n < 100; n++) {
      Cells cells = randomCells(random, 3, 1, 2);
      int[] tuple = cells.tuple();
      for (int cell : tuple) {
        cells.forest.store.mass[cell] = 0.5;
        cells.forest.store.worth[cell] = 2 * cells.forest.upper(cell);
      }
      double sum = cells.forest.upper(tuple[0]) + cells.forest.upper(tuple[1]);
      double own = new AffineDual(cells.forest).bound(tuple, 2);
      double bound = new TupleBound(cells.forest).bound(tuple, 2, 1e-6);
      if (bound != TupleBound.NONE) {
        assertThat(bound).isCloseTo(Math.min(sum, own), within(1e-12));
        dual += own < sum - 1e-3 ? 1 : 0;
      }
    }
    assertThat(dual).isGreaterThan(10);
  }

  @Test
  void theCellFarthestAboveItsGainIsRefined() {
    Cells cells = new Cells(3);
    double[] low = {0.2, 0.2, 0.2};
    double[] high = {1, 1, 1};
    int[] tuple = {cells.add(1, low, high), cells.add(2, low, high)};
    TupleBound bound = new TupleBound(cells.forest);
    cells.setBounds(tuple[0], 0.5, 1);
    cells.setBounds(tuple[1], 0.5, 1);
    setPoint(cells, tuple[0], 0.5, 1, 1);
    setPoint(cells, tuple[1], 1, 0.5, 1);
    for (int k = 0; k < 2; k++) {
      cells.forest.store.value[tuple[k]] = 0.2;
      cells.forest.store.value[tuple[1 - k]] = 0.4;
      assertThat(bound.branch(tuple, 2, 0.1)).isEqualTo(k);
    }
    cells.forest.setSplit(tuple[0], -1);
    assertThat(bound.branch(tuple, 2, 0.1)).isEqualTo(1);
    cells.forest.setSplit(tuple[1], -1);
    assertThat(bound.branch(tuple, 2, 0.1)).isEqualTo(-1);
  }

  /** Both are resolved; the one whose intervals in the conflict are wide is split. */
  @Test
  void theWiderCellOfAConflictIsRefined() {
    for (int wide = 0; wide < 2; wide++) {
      Cells cells = new Cells(3);
      double[] narrow = {0.9, 0.9, 0.9};
      double[] broad = {0.2, 0.2, 0.2};
      double[] high = {1, 1, 1};
      int[] tuple = {
        cells.add(1, wide == 0 ? broad : narrow, high),
        cells.add(2, wide == 1 ? broad : narrow, high)
      };
      for (int cell : tuple) {
        cells.setBounds(cell, 0.5, 1);
        cells.forest.store.value[cell] = 0.5;
      }
      setPoint(cells, tuple[0], 1, 0.9, 1);
      setPoint(cells, tuple[1], 0.9, 1, 1);
      assertThat(new TupleBound(cells.forest).branch(tuple, 2, 0.1)).isEqualTo(wide);
    }
  }

  private static void setPoint(Cells cells, int cell, double... point) {
    double[] c = cells.forest.store.doubles(cell);
    System.arraycopy(point, 0, c, cells.forest.store.at(cell) + cells.forest.point, point.length);
    cells.forest.setSplit(cell, 0);
  }
}
