package io.polaray.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.UniformPreferences;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The conditions of Theorem 1, who decides them, and the verdict. */
class ValueOfChoiceTest {
  private static final PreferenceDistribution BOX = ChoiceMarkets.box(1, 2, 2);

  private static Agent agent(
      String id, double pi0, double pi1, double s0, double s1, PreferenceDistribution types) {
    return ChoiceMarkets.agent(id, Vector.of(pi0, pi1), Vector.of(s0, s1), types);
  }

  private static ValueOfChoice judge(Agent... agents) {
    return ValueOfChoice.of(ChoiceMarkets.market(agents));
  }

  @Test
  void plainMarketsHaveOptimalChoice() {
    ValueOfChoice value = judge(agent("a", 1, 0, 1, 1, BOX), agent("b", 1, 1, 1, 1, BOX));
    assertThat(value.verdict()).isEqualTo(Verdict.CHOICE_IS_OPTIMAL);
    assertThat(value.findings()).hasSize(Condition.values().length);
    assertThat(value.findings()).allMatch(ConditionFinding::holds);
    assertThat(value.finding(Condition.PERFORMANCE_DIFFERS).deciders()).containsExactly(0, 1);
    assertThat(value.finding(Condition.PERFORMANCE_DIFFERS).tasks()).containsExactly(1, 1);
    for (Condition condition : Condition.values()) {
      assertThat(value.finding(condition).condition()).isEqualTo(condition);
    }
  }

  @Test
  void slackAndKnownCostsLeaveImprovement() {
    Agent a = agent("a", 1, 0, 1, 1, BOX);
    Agent b = agent("b", 1, 1, 1, 1, BOX);
    ValueOfChoice slack = judge(a, ChoiceMarkets.slack(b, 1.25));
    assertThat(slack.verdict()).isEqualTo(Verdict.CHOICE_IMPROVES);
    assertThat(slack.finding(Condition.NO_SLACK).deciders()).containsExactly(1);
    PreferenceDistribution known = UniformPreferences.of(Vector.of(1, 1), Vector.of(1, 2));
    ValueOfChoice flat = judge(agent("a", 1, 0, 1, 1, known), agent("b", 1, 1, 1, 1, known));
    assertThat(flat.verdict()).isEqualTo(Verdict.CHOICE_IMPROVES);
    assertThat(flat.finding(Condition.FULL_DIMENSION).tasks()).containsExactly(0, 0);
    assertThat(flat.finding(Condition.PREFERENCES_VARY).holds()).isTrue();
  }

  @Test
  void identicalPerformanceLeavesNothing() {
    ValueOfChoice value = judge(agent("a", 1, 0, 1, 1, BOX), agent("b", 1, 0, 3, 1, BOX));
    assertThat(value.verdict()).isEqualTo(Verdict.NOTHING_TO_GAIN);
    assertThat(value.finding(Condition.PERFORMANCE_DIFFERS).holds()).isFalse();
    assertThat(value.pair()).isEmpty();
  }

  @Test
  void knownPreferencesLeaveNoRole() {
    PreferenceDistribution point = UniformPreferences.of(Vector.of(1, 2), Vector.of(1, 2));
    PreferenceDistribution multiples =
        FinitePreferences.of(List.of(Vector.of(1, 2), Vector.of(2, 4)), Vector.of(0.5, 0.5));
    ValueOfChoice value = judge(agent("a", 1, 0, 1, 1, point), agent("b", 0, 0, 3, 1, multiples));
    assertThat(value.verdict()).isEqualTo(Verdict.NO_ROLE_FOR_CHOICE);
    assertThat(value.finding(Condition.PREFERENCES_VARY).violations()).isEqualTo(2);
  }

  @Test
  void whereTheTheoremFailsAPairMayStillDo() {
    PreferenceDistribution wide = ChoiceMarkets.box(1, 3, 2);
    ValueOfChoice value = judge(agent("a", 1, 0, 1, 1, BOX), agent("b", 1, 1, 1, 1, wide));
    assertThat(value.verdict()).isEqualTo(Verdict.A_PAIR_IMPROVES);
    assertThat(value.finding(Condition.COMMON_SUPPORT).holds()).isFalse();
    assertThat(value.finding(Condition.COMMON_SUPPORT).deciders()).containsExactly(0, 1);
    assertThat(value.pair().orElseThrow().tasks()).containsExactly(0, 1);
  }

  @Test
  void onlyTasksThatBothHoldCount() {
    PreferenceDistribution box = ChoiceMarkets.box(1, 2, 3);
    Market market =
        ChoiceMarkets.market(
            ChoiceMarkets.agent("a", Vector.of(1, 0, 1), Vector.of(0, 3, 2), box),
            ChoiceMarkets.agent("b", Vector.of(0, 0, 2), Vector.of(2, 3, 2), box));
    ValueOfChoice value = ValueOfChoice.of(market);
    assertThat(value.verdict()).isEqualTo(Verdict.A_PAIR_IMPROVES);
    assertThat(value.finding(Condition.FULL_SUPPORT_STATUS_QUO).deciders()).containsExactly(0);
    assertThat(value.finding(Condition.FULL_SUPPORT_STATUS_QUO).tasks()).containsExactly(0);
    assertThat(value.pair().orElseThrow().tasks()).containsExactly(1, 2);
  }

  @Test
  void disjointBoxesAndOneCommonTaskAreUndecided() {
    ValueOfChoice apart =
        judge(agent("a", 1, 0, 1, 1, BOX), agent("b", 1, 1, 1, 1, ChoiceMarkets.box(3, 4, 2)));
    assertThat(apart.verdict()).isEqualTo(Verdict.UNDECIDED);
    ValueOfChoice single = judge(agent("a", 1, 0, 0, 1, BOX), agent("b", 0, 1, 1, 1, BOX));
    assertThat(single.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(single.pair()).isEmpty();
  }

  @Test
  void lemmaOneLimitsNothingWithoutSlackAndAppliesToBoxesThatMeet() {
    Agent a = agent("a", 1, 0, 1, 1, BOX);
    Agent b = agent("b", 1, 1, 2, 1, ChoiceMarkets.box(1.5, 3, 2));
    NonChoiceLimit none = NonChoiceLimit.of(ChoiceMarkets.market(a, b)).orElseThrow();
    assertThat(none.right()).isZero();
    assertThat(none.mostExcess(a, 0)).isZero();
    Market slack = ChoiceMarkets.market(ChoiceMarkets.slack(a, 1.5), b);
    NonChoiceLimit limit = NonChoiceLimit.of(slack).orElseThrow();
    assertThat(limit.reference()).isEqualTo(Vector.of(1.5, 1.5));
    assertThat(limit.right()).isCloseTo(1.5, within(1e-15));
    assertThat(limit.mostExcess(a, 0)).isCloseTo(3, within(1e-15));
    assertThat(limit.left(slack, List.of(Vector.of(2.5, 1), Vector.of(2, 1))))
        .isCloseTo(0.5, within(1e-15));
    Agent far = agent("c", 1, 1, 2, 1, ChoiceMarkets.box(5, 6, 2));
    assertThat(NonChoiceLimit.of(ChoiceMarkets.market(a, far))).isEmpty();
  }
}
