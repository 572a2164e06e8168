package io.polaray.finite.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Breakpoints of a step against all of them, sorted. */
class BreakpointsTest {
  private static final double TIE = 1e-14;
  private static final double LEAST_ENTRY = 1e-9;

  private record Point(int column, double step, double slope) {}

  private final Breakpoints breakpoints = new Breakpoints();
  private ColumnWindow window;
  private double[] row;
  private double[] reduced;
  private double[] place;

  @Test
  void turnsWhereTheSortedListTurns() {
    SplittableRandom random = new SplittableRandom(11);
    int searched = 0;
    for (int instance = 0; instance < 2000; instance++) {
      columns(random, 1 + random.nextInt(instance % 10 == 0 ? 3000 : 60), instance % 2 == 0);
      List<Point> all = sorted();
      double total = all.stream().mapToDouble(Point::slope).sum();
      double violation = total * Math.pow(random.nextDouble(), 1 + random.nextInt(6)) * 0.999;
      double lost = breakpoints.collect(window, row, reduced, place, violation);
      assertTrue(lost >= violation, "slope " + lost + " of " + violation);
      if (violation == 0) {
        continue;
      }
      searched++;
      int turn = breakpoints.turn(violation, TIE);
      double expected = 0;
      double passed = 0;
      for (Point point : all) {
        passed += point.slope();
        expected = point.step();
        if (passed >= violation * (1 + 1e-12)) {
          break;
        }
      }
      assertEquals(
          expected, breakpoints.step[turn], expected * 1e-12 + TIE, "instance " + instance);
      assertPassedAreShorter(turn, all);
    }
    assertTrue(searched > 1500, "only " + searched + " instances had a step");
  }

  private void assertPassedAreShorter(int turn, List<Point> all) {
    Set<Integer> passed = new HashSet<>();
    for (int k = 0; k < turn; k++) {
      assertTrue(breakpoints.step[k] <= breakpoints.step[turn] + TIE);
      assertTrue(passed.add(breakpoints.column[k]), "passed twice");
    }
    for (Point point : all) {
      if (point.step() < breakpoints.step[turn] - TIE) {
        assertTrue(passed.contains(point.column()), "shorter, but not passed");
      }
    }
  }

  @Test
  void aShortStepGathersFew() {
    columns(new SplittableRandom(8), 20_000, false);
    List<Point> all = sorted();
    double total = all.stream().mapToDouble(Point::slope).sum();
    breakpoints.collect(window, row, reduced, place, total / 200);
    assertTrue(breakpoints.size < all.size() / 8, breakpoints.size + " gathered of " + all.size());
  }

  @Test
  void whatIsMissingOfTheViolationShows() {
    columns(new SplittableRandom(5), 40, false);
    double total = sorted().stream().mapToDouble(Point::slope).sum();
    assertEquals(total, breakpoints.collect(window, row, reduced, place, 2 * total), 1e-12 * total);
    assertEquals(sorted().size(), breakpoints.size);
  }

  @Test
  void theLastOneTurnsWhenRoundingLeavesLess() {
    columns(new SplittableRandom(6), 400, false);
    List<Point> all = sorted();
    double total = breakpoints.collect(window, row, reduced, place, Double.MAX_VALUE);
    int turn = breakpoints.turn(total * (1 + 1e-12), TIE);
    assertEquals(breakpoints.size - 1, turn);
    assertEquals(all.get(all.size() - 1).step(), breakpoints.step[turn], 1e-12);
  }

  @Test
  void amongTiesTheSteepestEnters() {
    window = new ColumnWindow(1, 3);
    window.reserve(3);
    window.size = 3;
    row = new double[] {1, 5, 2};
    reduced = new double[] {1, 5, 2};
    place = new double[] {1, 1, 1};
    for (int k = 0; k < 3; k++) {
      window.limit[k] = 1;
    }
    breakpoints.collect(window, row, reduced, place, 8);
    assertEquals(1, breakpoints.column[breakpoints.turn(0.5, TIE)]);
  }

  /** Columns at bounds and in the basis; grids have ties, columns without limit, entries of 0. */
  private void columns(SplittableRandom random, int size, boolean grid) {
    window = new ColumnWindow(1, size);
    window.reserve(size);
    window.size = size;
    row = new double[size];
    reduced = new double[size];
    place = new double[size];
    for (int k = 0; k < size; k++) {
      window.limit[k] = grid ? random.nextInt(3) : random.nextDouble();
      row[k] = grid ? random.nextInt(5) - 2 : random.nextDouble() * 2 - 1;
      if (random.nextInt(20) == 0) {
        row[k] = 0.9 * LEAST_ENTRY;
      }
      place[k] = random.nextInt(3) - 1.0;
      double distance = grid ? random.nextInt(4) : random.nextDouble();
      reduced[k] = place[k] * (random.nextInt(30) == 0 ? -1e-13 : distance);
    }
  }

  private List<Point> sorted() {
    List<Point> points = new ArrayList<>();
    for (int k = 0; k < window.size; k++) {
      double entry = place[k] * row[k];
      if (entry > LEAST_ENTRY && window.limit[k] > 0) {
        double distance = Math.max(0, place[k] * reduced[k]);
        points.add(new Point(k, distance / entry, entry * window.limit[k]));
      }
    }
    points.sort(Comparator.comparingDouble(Point::step));
    return points;
  }
}
