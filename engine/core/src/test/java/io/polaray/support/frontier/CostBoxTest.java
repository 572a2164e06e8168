package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformBoxMeasure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostBoxTest {
  private static TypeMeasure measure(int tasks, Marginal first) {
    List<Marginal> costs = new ArrayList<>();
    costs.add(first);
    while (costs.size() < tasks) {
      costs.add(costs.size() % 2 == 0 ? Marginal.uniform(0, 1) : Marginal.beta(2, 2, 1, 2));
    }
    return IndependentPreferences.of(costs).exactMeasure().orElseThrow();
  }

  /** Three to five tasks come as panels, more as symmetric sums. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5, 6, 11})
  void keepsEndsAndShapes(int tasks) {
    TypeMeasure measure = measure(tasks, Marginal.beta(1.5, 1.5, 0, 3));
    CostBox box = CostBox.of(measure).orElseThrow();
    assertThat(CostBox.suits(measure)).isTrue();
    assertThat(box.tasks).isEqualTo(tasks);
    assertThat(box.uniform).isFalse();
    assertThat(box.lower).startsWith(0, 1, 0);
    assertThat(box.upper).startsWith(3, 2, 1);
    assertThat(box.shapes[0].shape()).isEqualTo(1.5);
    assertThat(box.shapes[1].shape()).isEqualTo(2);
    assertThat(box.shapes[2].isUniform()).isTrue();
  }

  @Test
  void refusesCostsThatAreKnownOrNotSymmetric() {
    assertThat(CostBox.suits(measure(6, Marginal.uniform(1, 1)))).isFalse();
    assertThat(CostBox.of(measure(6, Marginal.uniform(1, 1)))).isEmpty();
    assertThat(CostBox.suits(measure(4, Marginal.beta(2, 3, 0, 1)))).isFalse();
    assertThat(CostBox.suits(measure(4, Marginal.beta(120, 120, 0, 1)))).isFalse();
    assertThat(CostBox.suits(measure(4, Marginal.gamma(2, 1, 0, 3)))).isFalse();
    assertThat(CostBox.suits(measure(2, Marginal.beta(2, 2, 0, 1)))).isFalse();
    Vector ends = Vector.of(1, 2, 3);
    assertThat(CostBox.suits(UniformBoxMeasure.of(ends, Vector.of(2, 2, 4)))).isFalse();
    assertThat(CostBox.suits(UniformBoxMeasure.of(ends, Vector.of(2, 3, 4)))).isTrue();
  }

  @Test
  void knowsUniformCosts() {
    UniformBoxMeasure measure = UniformBoxMeasure.of(Vector.of(1, 0), Vector.of(2, 5));
    CostBox box = CostBox.of(measure);
    assertThat(box.uniform).isTrue();
    assertThat(box.shapes[1].isUniform()).isTrue();
    assertThat(box.upper).containsExactly(2, 5);
  }
}
