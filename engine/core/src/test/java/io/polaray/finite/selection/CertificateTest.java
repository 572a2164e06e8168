package io.polaray.finite.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTest {
  /** Every number worked out by hand. */
  @Test
  void aSmallProblemByHand() {
    SelectionProblem.Builder builder = SelectionProblem.builder(2, 3);
    builder.add(new double[] {-4, 2}, -3, 1);
    builder.add(new double[] {3, -5}, 1, 2);
    builder.add(new double[] {0, 1}, 7, 4);
    SelectionProblem problem = builder.clearing(0, 1).clearing(1, -2).build();
    Certificate found =
        Certificate.of(problem, new double[] {1, 1.5, 0.25}, new double[] {0.5, -0.25});
    assertThat(found.primal()).isEqualTo(-3 + 1.5 + 1.75);
    // reduced costs: -3 + 2 + 0.5 = -0.5; 1 - 1.5 - 1.25 = -1.75; 7 + 0.25 = 7.25
    assertThat(found.dual()).isEqualTo(0.5 * 1 + 0.25 * 2 - 0.5 * 1 - 1.75 * 2);
    // rows: -4 + 4.5 = 0.5 against 1; 2 - 7.5 + 0.25 = -5.25 against -2
    assertThat(found.residual()).isEqualTo(3.25);
    assertThat(found.relativeResidual()).isEqualTo(3.25 / 9.75);
  }

  @Test
  void smallAmountsAreMeasuredAgainstOneTask() {
    SelectionProblem.Builder builder = SelectionProblem.builder(2, 1);
    builder.add(new double[] {0.25, -0.5}, 1, 1);
    Certificate found = Certificate.of(builder.build(), new double[] {1}, new double[] {0, 0});
    assertThat(found.residual()).isEqualTo(0.5);
    assertThat(found.relativeResidual()).isEqualTo(0.5);
  }

  @Test
  void nothingIsWorthNothing() {
    SelectionProblem problem = SelectionProblem.builder(3, 0).build();
    assertThat(Certificate.of(problem, new double[0], new double[] {1, 2, 3}))
        .isEqualTo(new Certificate(0, 0, 0, 0));
  }

  /** More columns than a block holds, and numbers of columns around whole blocks. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 700})
  void allColumnsCount(int more) {
    int size = 2 * ColumnBlocks.LENGTH + more;
    SplittableRandom random = new SplittableRandom(size);
    SelectionProblem.Builder builder = SelectionProblem.builder(3, size);
    double[] extents = new double[size];
    double[] prices = {0.4, -0.7, 1.1};
    double[] clearing = {3, -2, 0.5};
    double primal = 0;
    double dual = 0;
    double[] rows = new double[3];
    double[] moved = new double[3];
    for (int k = 0; k < size; k++) {
      double[] direction = new double[3];
      double cost = random.nextDouble() - 0.5;
      double limit = random.nextInt(3);
      extents[k] = limit * random.nextDouble();
      double reduced = cost;
      for (int i = 0; i < 3; i++) {
        direction[i] = random.nextDouble() - 0.5;
        reduced -= prices[i] * direction[i];
        rows[i] += extents[k] * direction[i];
        moved[i] += Math.abs(extents[k] * direction[i]);
      }
      builder.add(direction, cost, limit);
      primal += extents[k] * cost;
      dual += limit * Math.min(0, reduced);
    }
    double residual = 0;
    double relative = 0;
    for (int i = 0; i < 3; i++) {
      builder.clearing(i, clearing[i]);
      dual += prices[i] * clearing[i];
      residual = Math.max(residual, Math.abs(rows[i] - clearing[i]));
      relative = Math.max(relative, Math.abs(rows[i] - clearing[i]) / Math.max(1, moved[i]));
    }
    Certificate found = Certificate.of(builder.build(), extents, prices);
    assertThat(found.primal()).isCloseTo(primal, within(1e-9));
    assertThat(found.dual()).isCloseTo(dual, within(1e-9));
    assertThat(found.residual()).isCloseTo(residual, within(1e-9));
    assertThat(found.relativeResidual()).isCloseTo(relative, within(1e-12));
  }
}
