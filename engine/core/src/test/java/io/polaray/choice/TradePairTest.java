package io.polaray.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.market.Agent;
import io.polaray.numeric.Vector;
import io.polaray.preference.IndependentPreferences;
import io.polaray.preference.Marginal;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.UniformPreferences;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradePairTest {
  /** Acceptance that gives up when it is asked without end. */
  private static AcceptanceProbability counted(TypeMeasure measure, int[] calls) {
    return kappa -> {
      calls[0]++;
      assertThat(calls[0]).isLessThan(20_000);
      return measure.acceptanceProbability(kappa);
    };
  }

  /** One person holds a billion times as much of a task as anybody else. */
  @Test
  void endsWhereOneTaskDwarfsTheOthers() {
    PreferenceDistribution rich =
        IndependentPreferences.of(
            List.of(
                Marginal.gamma(2, 1, 0.1, 9),
                Marginal.beta(2, 2, 1, 2),
                Marginal.lognormal(0, 1, 0.5, 2)));
    PreferenceDistribution poor = UniformPreferences.of(Vector.of(1, 1, 0.5), Vector.of(2, 2, 3));
    Agent one = ChoiceMarkets.agent("one", Vector.of(1, 0.5, -1), Vector.of(10, 4, 0), poor);
    Agent other = ChoiceMarkets.agent("other", Vector.of(1, 1, 1), Vector.of(1, 1e9, 1), rich);
    int[] calls = new int[1];
    TradePair pair = new TradePair(3, false);
    pair.set(
        one,
        other,
        counted(poor.exactMeasure().orElseThrow(), calls),
        counted(rich.exactMeasure().orElseThrow(), calls),
        new double[] {1.5, 1.5, 1.75},
        new double[] {1.9, 1.5, 1.1});
    double[] gamma = new double[3];
    pair.start(gamma);
    double start = pair.value(gamma);
    double value = pair.improve(gamma, 1e-10);
    assertThat(value).isGreaterThanOrEqualTo(start).isEqualTo(pair.value(gamma));
  }
}
