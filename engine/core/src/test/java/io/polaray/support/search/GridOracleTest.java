package io.polaray.support.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.menu.Polarisation;
import io.polaray.numeric.Vector;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three tasks and few types: the search reaches at least the best menu of one or two rays on a
 * grid, found by trying all of them.
 */
class GridOracleTest {
  private static final double[] SHED = {-1, -0.5};
  private static final double[] TAKEN = {0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6};
  private static final double[] ONES = {1, 1, 1};

  private record GridRay(Vector direction, double value) {}

  /** The value of the best grid menu. */
  private static double oracle(SupportProblem problem, Vector weights) {
    List<GridRay> rays = rays(problem, weights);
    double base = weights.dot(problem.endowment());
    double best = base;
    for (int k = 0; k < rays.size(); k++) {
      GridRay first = rays.get(k);
      best = Math.max(best, base + first.value());
      for (int l = 0; l < k; l++) {
        GridRay second = rays.get(l);
        double value = base + first.value() + second.value();
        if (value > best && Polarisation.holds(first.direction(), second.direction())) {
          best = value;
        }
      }
    }
    return best;
  }

  private static List<GridRay> rays(SupportProblem problem, Vector weights) {
    double[] entries = new double[SHED.length + TAKEN.length];
    System.arraycopy(SHED, 0, entries, 0, SHED.length);
    System.arraycopy(TAKEN, 0, entries, SHED.length, TAKEN.length);
    List<GridRay> rays = new ArrayList<>();
    for (double a : entries) {
      for (double b : entries) {
        for (double c : entries) {
          double[] kappa = {a, b, c};
          double least = Math.min(a, Math.min(b, c));
          double most = Math.max(a, Math.max(b, c));
          double worth = weights.dot(Vector.of(kappa));
          if (least == -1 && most > 0 && worth > 0) {
            double value = worth * TypeProblems.accepted(problem.sample(), kappa);
            if (value > 0) {
              rays.add(new GridRay(Vector.of(kappa), value));
            }
          }
        }
      }
    }
    return rays;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void thoroughSearchReachesTheBestGridMenu(long seed) {
    SupportProblem problem = TypeProblems.equallyLikely(ONES, 12, 100 + seed);
    Vector weights = TypeProblems.weights(3, seed);
    double value = value(problem, weights, SearchEffort.THOROUGH);
    assertThat(value).isGreaterThanOrEqualTo(oracle(problem, weights) - 1e-12);
  }

  @ParameterizedTest
  @EnumSource(
      value = SearchEffort.class,
      names = {"COLD", "THOROUGH"})
  void findsTheMenuThatTwoGroupsWant(SearchEffort effort) {
    double[] costs = {1, 1, 4, 4, 1, 1, 1, 1, 4, 4, 1, 1};
    double[] weights = {0.25, 0.25, 0.25, 0.25};
    SupportProblem problem = TypeProblems.of(ONES, costs, weights);
    Vector w = Vector.of(1, 1, 1);
    assertThat(value(problem, w, effort)).isGreaterThanOrEqualTo(oracle(problem, w) - 1e-12);
  }

  private static double value(SupportProblem problem, Vector weights, SearchEffort effort) {
    return MenuSearch.of().search(problem, weights, List.of(), effort, 1).value(weights);
  }
}
