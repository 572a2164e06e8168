package io.polaray.finite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.finite.selection.SelectionSolution.Status;
import io.polaray.market.Agent;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.preference.UniformPreferences;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Vector NONE = Vector.zeros(2);

  private static Agent agent(String id, double first, double second) {
    Vector eta = Vector.of(4, 2);
    return new Agent(
        id,
        Vector.of(first, second),
        eta,
        eta,
        1,
        1,
        UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2)));
  }

  private static ChoiceGroup onRay(Agent agent, long people, double... kappa) {
    return new ChoiceGroup(agent, new TradingSet.AlongRay(new Ray(Vector.of(kappa))), people);
  }

  private final ChoiceGroup sheds = onRay(agent("x", 3, 1), 2, -4, 2);
  private final ChoiceGroup takes = onRay(agent("y", 1, 2), 1, 2, -2);
  private final ChoiceGroup stays =
      new ChoiceGroup(agent("z", 1, 1), new TradingSet.Endowment(), 5);
  private final ChoiceGroup relieved =
      new ChoiceGroup(agent("r", 9, 1), new TradingSet.Remedial(), 1);

  @Test
  void theOptimalRuleMovesWhatPays() {
    Selection selection =
        ExPostOptimal.of(2).select(List.of(sheds, takes, stays), Vector.of(32, 16));
    assertThat(selection.status()).isEqualTo(Status.OPTIMAL);
    assertThat(selection.extent(0)).isZero();
    Selection relief =
        ExPostOptimal.of(2).select(List.of(relieved, takes, stays), Vector.of(28, 14));
    assertThat(relief.extent(1)).isZero();
  }

  @Test
  void oppositeRaysTrade() {
    ChoiceGroup back = onRay(agent("b", 1, 2), 1, 4, -2);
    List<ChoiceGroup> groups = List.of(sheds, back, stays);
    Selection selection = ExPostOptimal.of(2).select(groups, Vector.of(32, 16));
    assertThat(selection.extent(0)).isCloseTo(1, within(1e-9));
    assertThat(selection.extent(1)).isCloseTo(1, within(1e-9));
    assertThat(selection.total(0).get(0)).isCloseTo(4, within(1e-9));
    assertThat(selection.executedShare()).isCloseTo(2.0 / 3, within(1e-9));
    double before = 2 * (3 * 4 + 2) + (4 + 4) + 5 * (4 + 2);
    assertThat(selection.cost()).isCloseTo(before - 10 + 0, within(1e-9));
    Selection priority = PriorityRule.inOrder().select(groups, Vector.of(32, 16));
    assertThat(priority.cost()).isCloseTo(selection.cost(), within(1e-9));
  }

  @Test
  void instancesThatNobodyCanDoAreInfeasible() {
    Selection selection = ExPostOptimal.of(2).select(List.of(stays), Vector.of(21, 10));
    assertThat(selection.status()).isEqualTo(Status.INFEASIBLE);
    assertThat(selection.total(0)).isEqualTo(Vector.of(20, 10));
    assertThat(PriorityRule.inOrder().select(List.of(relieved), Vector.of(5, 1)).status())
        .isEqualTo(Status.INFEASIBLE);
    Selection fewer = ExPostOptimal.of(2).select(List.of(relieved), Vector.of(1, 2));
    assertThat(fewer.total(0)).isEqualTo(Vector.of(1, 2));
    assertThat(fewer.extent(0)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void allocationsOfOtherRulesAreChecked() {
    Vector n = Vector.of(28, 14);
    List<ChoiceGroup> groups = List.of(sheds, stays);
    assertThat(Selection.of(groups, List.of(NONE, NONE), n, NONE).cost()).isPositive();
    assertThatThrownBy(() -> Selection.of(groups, List.of(NONE), n, NONE))
        .hasMessageContaining("1 movements for 2 groups");
    assertThatThrownBy(() -> Selection.of(groups, List.of(Vector.of(-4, 2), NONE), n, NONE))
        .hasMessageContaining("task 0");
    assertThatThrownBy(() -> Selection.of(groups, List.of(Vector.of(-4, 1), NONE), n, NONE))
        .hasMessageContaining("agent x");
    assertThatThrownBy(() -> Selection.of(groups, List.of(Vector.of(4, -2), NONE), n, NONE))
        .hasMessageContaining("between 0 and 2");
    assertThatThrownBy(() -> Selection.of(groups, List.of(NONE, Vector.of(-1, 0)), n, NONE))
        .hasMessageContaining("agent z");
    assertThatThrownBy(() -> Selection.of(List.of(relieved), List.of(Vector.of(1, 0)), n, NONE))
        .hasMessageContaining("taken away");
    assertThatThrownBy(() -> onRay(agent("x", 1, 1), 1, -5, 1)).hasMessageContaining("sheds 5.0");
    assertThatThrownBy(() -> onRay(agent("x", 1, 1), -1, -1, 1)).hasMessageContaining("people");
    assertThatThrownBy(() -> onRay(agent("x", 1, 1), 1, -1, 1, 1)).hasMessageContaining("3 tasks");
  }
}
