package io.polaray.examples.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.dual.CostSummary;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.LargeMarketSolver;
import io.polaray.dual.ProgressListener;
import io.polaray.dual.StopSignal;
import io.polaray.dual.TerminationStatus;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import io.polaray.preference.PreferenceDistribution;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.preference.UniformPreferences;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClinicTest {
  private static final ProgressListener SILENT = round -> {};

  @Test
  void helloPrintsASaving() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Hello.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(cost(lines.get(1))).isLessThan(cost(lines.get(0)));
  }

  private static double cost(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void ownPreferencesAreCountedAsTheyAreMixed() {
    PreferenceDistribution tastes = Clinic.market().agents().get(0).preferences();
    TypeMeasure exact = tastes.exactMeasure().orElseThrow();
    TypeSample sample = tastes.sample(1 << 14, 3);
    double[] kappa = {-1, 0.2, 0.5};
    double counted = 0;
    double weights = 0;
    for (int m = 0; m < sample.types(); m++) {
      double worth = 0;
      for (int i = 0; i < 3; i++) {
        worth += kappa[i] * sample.cost(m, i);
      }
      counted += worth <= 0 ? sample.weight(m) : 0;
      weights += sample.weight(m);
    }
    assertThat(weights).isCloseTo(1, within(1e-12));
    assertThat(counted).isBetween(0.05, 0.95);
    assertThat(exact.acceptanceProbability(kappa)).isCloseTo(counted, within(0.005));
    UniformPreferences box = UniformPreferences.of(Vector.of(1, 1), Vector.of(2, 2));
    assertThatThrownBy(() -> new MixedPreferences(1, box, box)).hasMessageContaining("share is 1");
    assertThatThrownBy(() -> new MixedPreferences(0.5, box, tastes)).hasMessageContaining("tasks");
  }

  @Test
  void ownSearchSavesLessAndProvesTheSame() {
    Market market = Clinic.market();
    LargeMarketDesign swaps = Clinic.solve(new SwapSearch(), SILENT, StopSignal.NEVER);
    LargeMarketDesign best =
        LargeMarketSolver.create().solve(market, Clinic.quick(), SILENT, StopSignal.NEVER);
    CostSummary cost = swaps.cost();
    assertThat(cost.design()).isLessThan(cost.statusQuo()).isGreaterThan(cost.lowerBound());
    assertThat(cost.design()).isGreaterThanOrEqualTo(best.cost().design() - 1e-6);
    assertThat(best.cost().lowerBound()).isLessThanOrEqualTo(best.cost().design());
    assertThat(cost.lowerBound()).isLessThanOrEqualTo(best.cost().design());
  }

  @Test
  void ownStoppingRuleEndsTheSolve() {
    double today = Clinic.market().statusQuoCost();
    EnoughSaved rule = new EnoughSaved(today, 0.02);
    List<Integer> rounds = new ArrayList<>();
    LargeMarketDesign design =
        Clinic.solve(
            new SwapSearch(),
            report -> {
              rounds.add(report.round());
              rule.onRound(report);
            },
            rule);
    assertThat(design.status()).isEqualTo(TerminationStatus.INTERRUPTED);
    assertThat(design.cost().design()).isLessThanOrEqualTo(0.98 * today);
    assertThat(rounds).isNotEmpty();
  }
}
