package io.polaray.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.polaray.market.Agent;
import io.polaray.market.Market;
import io.polaray.market.Task;
import io.polaray.numeric.Vector;
import io.polaray.preference.ClassPreferences;
import io.polaray.preference.CountedMeasure;
import io.polaray.preference.FinitePreferences;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeDraws;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformPreferences;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Binary classification of tasks (paper, footnote 12 and Remark 1). */
class TwoClassesTest {
  private static final UniformPreferences BOX =
      UniformPreferences.of(Vector.of(1, 1, 1), Vector.of(2, 3, 2));
  private static final TwoClasses CLASSES =
      new TwoClasses(List.of("A", "B"), List.of(false, true, false));

  private static Market market() {
    return Market.of(
        "m",
        Stream.of("x", "y", "z").map(Task::of).toList(),
        List.of(
            Agent.of("a", Vector.of(4, 2, 1), Vector.of(2, 1, 0), BOX),
            Agent.of("b", Vector.of(1, 3, 8), Vector.of(1, 3, 1), BOX)));
  }

  @Test
  void classesHoldTheMarketsMixture() {
    Market classified = CLASSES.classified(market());
    assertThat(CLASSES.mixtures(market()))
        .containsExactly(Vector.of(0.75, 0, 0.25), Vector.of(0, 1, 0));
    assertThat(classified.instances()).isEqualTo(Vector.of(4, 4));
    assertThat(classified.agents().get(0).statusQuo()).isEqualTo(Vector.of(2, 1));
    assertThat(classified.agents().get(0).socialCost()).isEqualTo(Vector.of(3.25, 2));
    assertThat(CLASSES.tasksOf(Vector.of(4, 4), CLASSES.mixtures(market())))
        .isEqualTo(market().instances());
  }

  @Test
  void costsOfClassesAreExpectedCosts() {
    PreferenceDistribution classes = ClassPreferences.of(BOX, CLASSES.mixtures(market()));
    assertThat(classes.lower()).isEqualTo(Vector.of(1, 1));
    assertThat(classes.upper()).isEqualTo(Vector.of(2, 3));
    TypeMeasure exact = classes.exactMeasure().orElseThrow();
    TypeMeasure counted = CountedMeasure.of(classes.sample(1 << 16, 3), TypeMeasure.Kind.SAMPLE);
    TypeDraws draws = classes.draws(7);
    double[] type = new double[2];
    int below = 0;
    for (int m = 0; m < 20_000; m++) {
      draws.next(type);
      below += type[0] >= 0.8 * type[1] ? 1 : 0;
    }
    assertThat(below / 20_000.0)
        .isCloseTo(exact.acceptanceProbability(new double[] {-1, 0.8}), within(0.015));
    for (double rate : new double[] {0.4, 0.7, 1, 1.3, 1.9}) {
      assertThat(exact.acceptanceProbability(new double[] {-1, rate}))
          .isCloseTo(counted.acceptanceProbability(new double[] {-1, rate}), within(1e-3));
    }
    assertThat(classes.hasLogConcaveLogCosts()).isTrue();
    assertThat(classes).isEqualTo(ClassPreferences.of(BOX, CLASSES.mixtures(market())));
    assertThat(classes.hashCode())
        .isEqualTo(ClassPreferences.of(BOX, CLASSES.mixtures(market())).hashCode());
    assertThat(exact.fullInformationBound(new double[] {1, 1}, new double[] {1, 1})).isInfinite();
  }

  @Test
  void threeUncertainTasksInAClassHaveASampleAlone() {
    UniformPreferences box = UniformPreferences.of(Vector.of(1, 1, 1, 1), Vector.of(2, 2, 2, 2));
    Vector third = Vector.of(0.3, 0.3, 0.4, 0);
    assertThat(ClassPreferences.of(box, List.of(third, Vector.of(0, 0, 0, 1))).exactMeasure())
        .isEmpty();
  }

  @Test
  void oneTaskAClassChangesNothingAndTypesStayTypes() {
    UniformPreferences two = UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));
    assertThat(ClassPreferences.of(two, List.of(Vector.of(1, 0), Vector.of(0, 1)))).isSameAs(two);
    FinitePreferences types =
        FinitePreferences.of(
            List.of(Vector.of(1, 2, 3), Vector.of(3, 1, 1)), Vector.of(0.25, 0.75));
    FinitePreferences classes =
        (FinitePreferences)
            ClassPreferences.of(types, List.of(Vector.of(0.5, 0, 0.5), Vector.of(0, 1, 0)));
    assertThat(classes)
        .isEqualTo(
            FinitePreferences.of(List.of(Vector.of(2, 2), Vector.of(2, 1)), Vector.of(0.25, 0.75)));
  }

  @Test
  void theUniformSquareIsRegularByHand() {
    // Ratios of two uniforms on [1, 2]: for r in [1, 2], P(r) = (2 - r)^2 / (2 r), and the virtual
    // rate is r - P / f = r - r (2 - r) / (2 + r), which increases.
    UniformPreferences square = UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));
    TypeMeasure measure = square.exactMeasure().orElseThrow();
    for (int shed = 0; shed < 2; shed++) {
      RevenueCurve curve = RevenueCurve.of(square, measure, shed);
      assertThat(curve.regular()).isTrue();
      assertThat(curve.exact()).isTrue();
    }
  }

  @Test
  void theHullGapOfThreeTypesIsFoundByHand() {
    // Relative costs 4, 2, 1.9 with probabilities 0.5, 0.25, 0.25: R = 2 at q = 0.5, 1.5 at 0.75
    // and
    // 1.9 at 1. The hull from (0.5, 2) to (1, 1.9) is 1.95 over q = 0.75: a gap of 0.45 / 2.
    FinitePreferences types =
        FinitePreferences.of(
            List.of(Vector.of(4, 1), Vector.of(2, 1), Vector.of(1.9, 1)),
            Vector.of(0.5, 0.25, 0.25));
    RevenueCurve curve = RevenueCurve.of(types, types.exactMeasure().orElseThrow(), 0);
    assertThat(curve.hullGap()).isCloseTo(0.225, within(1e-12));
    assertThat(curve.fromRate()).isEqualTo(1.9);
    assertThat(curve.toRate()).isEqualTo(4);
    assertThat(curve.regular()).isFalse();
    FinitePreferences two =
        FinitePreferences.equallyLikely(List.of(Vector.of(1, 2), Vector.of(2, 1)));
    assertThat(RevenueCurve.of(two, two.exactMeasure().orElseThrow(), 1).regular()).isTrue();
  }

  @Test
  void rejectsWrongArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TwoClasses(List.of("A", "A"), List.of(true, false)))
        .withMessageContaining("names is [A, A]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TwoClasses(List.of("A", "B"), List.of(true, true)))
        .withMessageContaining("each of the two classes needs a task");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TwoClasses(List.of("A", "B"), List.of(true, false)).classified(market()))
        .withMessageContaining("the market has 3 tasks, the classification 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassPreferences.of(BOX, List.of(Vector.zeros(3))))
        .withMessageContaining("mixtures[0] is zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassPreferences.of(BOX, List.of(Vector.of(1, -1, 0))))
        .withMessageContaining("mixtures[0][1] is -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassPreferences.of(BOX, List.of(Vector.of(1))))
        .withMessageContaining("mixtures[0] has 1 tasks");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RevenueCurve.of(BOX, BOX.exactMeasure().orElseThrow(), 0))
        .withMessageContaining("there must be two tasks");
  }
}
