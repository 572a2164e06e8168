package io.polaray.support.bracket;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.numeric.Vector;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.BoundKind;
import io.polaray.support.BoundSession;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportBound;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.RayCellBound;
import io.polaray.support.frontier.ExchangeRateBound;
import io.polaray.support.search.MenuSearch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several bounds asked one after the other. */
class SupportSolverTest {
  /** A method that has nothing to say. */
  private static final class Silent implements SupportBound {
    @Override
    public String name() {
      return "silent";
    }

    @Override
    public boolean applies(SupportProblem problem) {
      return true;
    }

    @Override
    public BoundSession open(SupportProblem problem) {
      return (weights, lowerValue, relativeGap, budget) ->
          new UpperBound(Double.POSITIVE_INFINITY, BoundKind.RELAXED, "silent");
    }
  }

  private static SupportProblem problem(int tasks, double width) {
    double[] ones = new double[tasks];
    double[] upper = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      ones[i] = 1;
      upper[i] = 1 + width * (1 + 0.1 * i);
    }
    UniformPreferences box = UniformPreferences.of(Vector.of(ones), Vector.of(upper));
    return new SupportProblem(Vector.of(ones), box, box.measure(), box.sample(2048, 1));
  }

  @Test
  void aBoundThatIsNotFiniteDoesNotEndTheWork() {
    SupportProblem problem = problem(3, 1);
    SupportSolver solver =
        SupportSolver.of(problem, MenuSearch.of(), List.of(new Silent(), RayCellBound.standard()));
    Vector weights = Vector.of(1, 0.8, 1.2);
    double value = solver.search(weights, List.of(), SearchEffort.COLD, 1).value(weights);
    UpperBound bound = solver.upperBound(weights, value, 1e-3, WorkBudget.nodes(1_000_000));
    assertThat(bound.value()).isBetween(value, value * 1.0011);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 6, 8})
  void withoutABudgetOnlyTheQuickestMethodsAreAsked(int tasks) {
    SupportProblem problem = problem(tasks, 1);
    double[] w = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      w[i] = 1 + 0.3 * Math.sin(i);
    }
    Vector weights = Vector.of(w);
    SupportSolver solver = SupportSolver.of(problem);
    double value = solver.search(weights, List.of(), SearchEffort.COLD, 1).value(weights);
    UpperBound quick = solver.upperBound(weights, value, 1e-3, WorkBudget.nodes(0));
    UpperBound root = solver.upperBound(weights, value, 1e-3, WorkBudget.nodes(1));
    assertThat(quick.method()).isEqualTo("median-chord");
    assertThat(quick.value()).isGreaterThanOrEqualTo(value);
    assertThat(root.value()).isBetween(value, quick.value());
    SupportSolver none =
        SupportSolver.of(problem, MenuSearch.of(), List.of(RayCellBound.standard()));
    assertThat(none.upperBound(weights, value, 1e-3, WorkBudget.nodes(0)).value())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  /**
   * Where a single ray may be worth more than is known the tree over exchange rates has no bound.
   */
  @ParameterizedTest
  @ValueSource(ints = {5, 6, 7})
  void theDefaultBoundsAreFiniteWhateverTheWeights(int tasks) {
    SupportProblem problem = problem(tasks, 3);
    int silent = 0;
    for (int n = 0; n < 12; n++) {
      double[] w = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        w[i] = Math.sin(1 + n * (i + 2.3)) + (i == n % tasks ? n : 0);
      }
      Vector weights = Vector.of(w);
      SupportSolver solver = SupportSolver.of(problem);
      double value = solver.search(weights, List.of(), SearchEffort.COLD, 1).value(weights);
      UpperBound bound = solver.upperBound(weights, value, 1e-3, WorkBudget.nodes(300));
      assertThat(bound.value()).isFinite().isGreaterThanOrEqualTo(value * (1 - 1e-9));
      BoundSession tree = ExchangeRateBound.from(5).open(problem);
      double alone = tree.upperBound(weights, value, 1e-3, WorkBudget.nodes(300)).value();
      silent += Double.isFinite(alone) ? 0 : 1;
    }
    assertThat(silent).isPositive();
  }
}
