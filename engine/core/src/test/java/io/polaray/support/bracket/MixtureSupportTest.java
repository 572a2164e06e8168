package io.polaray.support.bracket;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.menu.MenuColumn;
import io.polaray.numeric.Vector;
import io.polaray.preference.MixturePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.SearchEffort;
import io.polaray.support.SupportProblem;
import io.polaray.support.UpperBound;
import io.polaray.support.WorkBudget;
import io.polaray.support.bound.FullInformationBound;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two groups of people, many tasks: each group is bounded by its own tree. */
class MixtureSupportTest {
  @ParameterizedTest
  @ValueSource(ints = {7, 10, 14})
  void manyTasksAreBoundedByComponent(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    List<PreferenceDistribution> boxes = new ArrayList<>();
    for (int g = 0; g < 2; g++) {
      double[] lower = new double[tasks];
      double[] upper = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        lower[i] = 0.3 + random.nextDouble();
        upper[i] = lower[i] + 0.3 + random.nextDouble();
      }
      boxes.add(UniformPreferences.of(Vector.of(lower), Vector.of(upper)));
    }
    MixturePreferences mixture = MixturePreferences.of(boxes, Vector.of(0.35, 0.65));
    double[] eta = new double[tasks];
    double[] w = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      eta[i] = 1;
      w[i] = 0.3 + random.nextDouble();
    }
    SupportProblem problem =
        new SupportProblem(
            Vector.of(eta), mixture, mixture.exactMeasure().orElseThrow(), mixture.sample(2048, 1));
    Vector weights = Vector.of(w);
    SupportSolver solver = SupportSolver.of(problem);
    MenuColumn found = solver.search(weights, List.of(), SearchEffort.COLD, 1);
    double value = found.value(weights);
    WorkBudget budget = WorkBudget.nodes(20_000);
    UpperBound bound = solver.upperBound(weights, value, 1e-3, budget);
    double everything =
        new FullInformationBound().open(problem).upperBound(weights, value, 0, budget).value();
    assertThat(bound.method()).isEqualTo("by-component (winner-tree)");
    double base = weights.dot(problem.endowment());
    assertThat(value).isGreaterThan(base);
    assertThat(bound.value()).isBetween(value, base + 0.8 * (everything - base));
    solver.forget();
    assertThat(solver.upperBound(weights, value, 1e-3, budget)).isEqualTo(bound);
  }
}
