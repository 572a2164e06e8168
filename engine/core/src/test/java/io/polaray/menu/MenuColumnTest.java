package io.polaray.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.polaray.numeric.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

class MenuColumnTest {
  private static final Vector ENDOWMENT = Vector.of(2, 3, 4);

  @Test
  void theStatusQuoIsTheEndowment() {
    MenuColumn column = MenuColumn.statusQuo(ENDOWMENT);
    assertThat(column.menu()).isEqualTo(new Menu.StatusQuo());
    assertThat(column.assignment()).isEqualTo(ENDOWMENT);
    assertThat(column.choices()).isEmpty();
    assertThat(column.value(Vector.of(1, -2, 0.5))).isEqualTo(-2);
  }

  @Test
  void aRemedialMenuKeepsWhatHasAPositiveWeight() {
    MenuColumn column = MenuColumn.remedial(ENDOWMENT, Vector.of(1, 0, -1));
    assertThat(column.menu()).isEqualTo(new Menu.Remedial());
    assertThat(column.assignment()).isEqualTo(Vector.of(2, 0, 0));
    assertThat(MenuColumn.remedial(ENDOWMENT, Vector.of(-1, 1e-300, 2)).assignment())
        .isEqualTo(Vector.of(0, 3, 4));
  }

  @Test
  void raysMoveThoseWhoChooseThemWhereThatPays() {
    Ray good = new Ray(Vector.of(-2, 1, 0));
    Ray even = new Ray(Vector.of(1, -3, 1));
    Ray bad = new Ray(Vector.of(1, 0, -4));
    MenuColumn column =
        MenuColumn.rays(
            ENDOWMENT,
            List.of(good, even, bad),
            new double[] {0.25, 0.5, 0.125},
            Vector.of(1, 3, 8));
    assertThat(column.menu()).isEqualTo(new Menu.Rays(List.of(good, even, bad)));
    assertThat(column.choices())
        .containsExactly(
            new RayChoice(good, 0.25, true),
            new RayChoice(even, 0.5, false),
            new RayChoice(bad, 0.125, false));
    assertThat(column.assignment()).isEqualTo(Vector.of(1.5, 3.25, 4));
    assertThat(column.value(Vector.of(1, 1, 1))).isEqualTo(8.75);
  }

  @Test
  void twoRaysAddUpAndNothingFallsBelowZero() {
    Ray first = new Ray(Vector.of(-2, 3, 0));
    Ray second = new Ray(Vector.of(0, -3, 3));
    MenuColumn column =
        MenuColumn.rays(
            ENDOWMENT, List.of(first, second), new double[] {1 + 1e-15, 0.5}, Vector.of(1, 1, 2));
    assertThat(column.assignment().get(0)).isZero();
    assertThat(column.assignment().get(1)).isEqualTo(3 + 3 * (1 + 1e-15) - 1.5);
    assertThat(column.assignment().get(2)).isEqualTo(5.5);
  }

  @Test
  void raysHaveAPositiveAndANegativeEntry() {
    for (Vector direction :
        List.of(Vector.of(1, 2), Vector.of(-1, 0), Vector.of(0, 1), Vector.of(-1, Double.NaN))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Ray(direction))
          .withMessageContaining("a ray needs");
    }
  }
}
