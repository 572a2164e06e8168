package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import io.polaray.preference.UniformPreferences;
import io.polaray.support.BoundSession;
import io.polaray.support.SupportProblem;
import io.polaray.support.WorkBudget;
import java.util.Arrays;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** What sessions keep between calls, and what they know before any menu is looked at. */
class SessionsTest {
  private static final double UNIT = 0x1p-53;

  private static BoxInstance instance(int tasks) {
    return BoxInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(9), tasks, 3);
  }

  @Test
  void whatIsKnownBeforehand() {
    SupportProblem problem = problem(Vector.of(1, 1, 1), Vector.of(2, 3, 4), Vector.of(2, 1, 3));
    BoundQuery query = BoundQuery.of(problem, Vector.of(1, -2, 0.5), 1, 1e-3);
    assertThat(query.base()).isEqualTo(1.5);
    assertThat(query.remedial()).isEqualTo(3.5);
    assertThat(query.known()).isEqualTo(3.5);
    assertThat(query.slack()).isCloseTo(2 * 5 * UNIT * 5.5, within(1e-20));
    assertThat(query.isTrivial()).isFalse();
    assertThat(query.bound(1)).isEqualTo(3.5 + query.slack());
    assertThat(query.bound(4)).isEqualTo(5.5 + query.slack());
    assertThat(BoundQuery.of(problem, Vector.of(1, -2, 0.5), 4, 0).known()).isEqualTo(4);
    assertThat(BoundQuery.of(problem, Vector.of(1, 1, 1), Double.NEGATIVE_INFINITY, 0).known())
        .isEqualTo(6);
    // Nobody wants what nobody gets.
    assertThat(BoundQuery.of(problem, Vector.of(0, -2, -0.5), 4, 0).isTrivial()).isTrue();
    assertThatThrownBy(() -> BoundQuery.of(problem, Vector.of(1, 1, 1), 4, -1))
        .hasMessageContaining("relativeGap is -1.0");
    assertThatThrownBy(() -> BoundQuery.of(problem, Vector.of(1, 1), 4, 0))
        .hasMessageContaining("3 finite entries");
  }

  /** A tree of rates is grown again for ten times the nodes, and not for less. */
  @Test
  void treesOfRatesAreGrownAgain() {
    BoxInstance instance = instance(4);
    Vector w = instance.weights();
    BoundSession session = ExchangeRateBound.from(2).open(instance.problem());
    double value = bestValue(instance);
    double first = session.upperBound(w, value, 1e-3, WorkBudget.nodes(20)).value();
    long nanos = session.nominalNanos();
    assertThat(nanos).isGreaterThan(15_000_000);
    assertThat((nanos - 15_000_000) % 1500).isZero();
    assertThat(first).isGreaterThan(value * (1 + 1e-3));
    double same = session.upperBound(w, value, 1e-3, WorkBudget.nodes(199)).value();
    assertThat(session.nominalNanos()).isZero();
    assertThat(same).isEqualTo(first);
    double more = session.upperBound(w, value, 1e-3, WorkBudget.nodes(200)).value();
    assertThat(session.nominalNanos()).isGreaterThan(nanos);
    assertThat(more).isLessThanOrEqualTo(first);
    // Another gap, or other weights, are another question.
    session.upperBound(w, value, 2e-3, WorkBudget.nodes(200));
    assertThat(session.nominalNanos()).isPositive();
    double doubled = session.upperBound(twice(w), 2 * value, 2e-3, WorkBudget.nodes(200)).value();
    assertThat(session.nominalNanos()).isPositive();
    assertThat(doubled).isGreaterThan(2 * value);
    // What is below the target already needs no tree.
    double enough = session.upperBound(twice(w), 2 * value, 1, WorkBudget.nodes(20_000)).value();
    assertThat(enough).isLessThanOrEqualTo(4 * value);
  }

  private static Vector twice(Vector w) {
    double[] entries = w.toArray();
    for (int i = 0; i < entries.length; i++) {
      entries[i] *= 2;
    }
    return Vector.of(entries);
  }

  private static double bestValue(BoxInstance instance) {
    BoundSession session = WinnerTreeBound.standard().open(instance.problem());
    session.upperBound(instance.weights(), 0, 1e-3, WorkBudget.nodes(100));
    return session.incumbent().orElseThrow().value(instance.weights());
  }

  @Test
  void treesOfWinnersGoOn() {
    BoxInstance instance = instance(6);
    Vector w = instance.weights();
    WinnerTreeSession session = new WinnerTreeSession(instance.problem());
    assertThat(session.incumbent()).isEmpty();
    double first = session.upperBound(w, 0, 1e-3, WorkBudget.nodes(1)).value();
    long nanos = session.nominalNanos();
    assertThat(nanos).isGreaterThanOrEqualTo(35_000_000);
    assertThat(nanos % 2000).isZero();
    double second = session.upperBound(w, 0, 1e-3, WorkBudget.nodes(20_000)).value();
    assertThat(second).isLessThanOrEqualTo(first);
    assertThat(session.nominalNanos()).isPositive();
    // Other weights have a tree of their own.
    session.upperBound(twice(w), 0, 1e-3, WorkBudget.nodes(1));
    assertThat(session.nominalNanos()).isGreaterThanOrEqualTo(35_000_000);
  }

  @Test
  void namesAndLimits() {
    assertThat(ExchangeRateBound.from(2).name()).isEqualTo("exchange-rates");
    assertThat(ExchangeRateBound.from(2).leastNodes()).isEqualTo(2);
    assertThat(WinnerTreeBound.standard().name()).isEqualTo("winner-tree");
    assertThat(WinnerTreeBound.standard().applies(uniform(2))).isFalse();
    assertThat(WinnerTreeBound.standard().applies(uniform(60))).isTrue();
    assertThat(WinnerTreeBound.standard().applies(uniform(61))).isFalse();
    assertThat(ExchangeRateBound.from(3).applies(uniform(2))).isFalse();
    assertThat(ExchangeRateBound.from(3).applies(uniform(3))).isTrue();
    assertThat(ExchangeRateBound.from(3).applies(uniform(7))).isTrue();
    assertThat(ExchangeRateBound.from(3).applies(uniform(8))).isFalse();
    assertThat(ExchangeRateBound.from(7).applies(uniform(7))).isTrue();
    assertThatThrownBy(() -> ExchangeRateBound.from(8)).hasMessageContaining("8");
    assertThatThrownBy(() -> ExchangeRateBound.from(1)).hasMessageContaining("1");
    assertThatThrownBy(() -> WinnerTreeBound.from(1)).hasMessageContaining("1");
  }

  private static SupportProblem uniform(int tasks) {
    double[] lower = new double[tasks];
    double[] upper = new double[tasks];
    Arrays.fill(lower, 1);
    Arrays.fill(upper, 2);
    return problem(Vector.of(lower), Vector.of(upper), Vector.of(upper));
  }

  private static SupportProblem problem(Vector lower, Vector upper, Vector endowment) {
    UniformPreferences costs = UniformPreferences.of(lower, upper);
    return new SupportProblem(endowment, costs, costs.measure(), costs.sample(64, 1));
  }
}
