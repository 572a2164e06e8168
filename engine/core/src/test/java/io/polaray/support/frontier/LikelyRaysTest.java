package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import io.polaray.preference.UniformBoxMeasure;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikelyRaysTest {
  /** Theorem A': every level bounds every ray of its interval, for every bundle of either sign. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 12})
  void noRayIsWorthMore(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    double tightest = 0;
    int tested = 0;
    for (int n = 0; n < 16; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      ScaledBox box = instance.scaled();
      UniformBoxMeasure measure = (UniformBoxMeasure) instance.problem().measure();
      LikelyRays likely = new LikelyRays(box);
      double base = instance.weights().dot(instance.problem().endowment());
      List<LikelyRays.Level> levels = likely.levels(0, 1e-3, base, 0.004);
      assertThat(levels.get(0).from()).isEqualTo(0.5);
      for (int t = 0; t + 1 < levels.size(); t++) {
        assertThat(levels.get(t).to()).isEqualTo(levels.get(t + 1).from());
      }
      assertThat(levels.get(levels.size() - 1).to()).isEqualTo(1);
      for (int m = 0; m < 400; m++) {
        double[] x = new double[tasks];
        double[] kappa = new double[tasks];
        double[] ray = new double[tasks];
        boolean around = random.nextBoolean() && likely.bestValue() > 0;
        for (int i = 0; i < tasks; i++) {
          x[i] = random.nextInt(3) > 0 ? 1 : 1.5 * random.nextDouble() - 0.5;
          ray[i] = random.nextInt(2) > 0 ? -x[i] : -x[i] + 0.3 * random.nextDouble();
          if (around) {
            ray[i] = likely.bestRay()[i] * (1 + 0.05 * (random.nextDouble() - 0.5));
            x[i] = -ray[i];
          }
          kappa[i] = ray[i] * box.unit[i];
        }
        double p = measure.acceptanceProbability(kappa);
        double value = p * box.worth(ray);
        if (p < 0.5 || !(value > 0)) {
          continue;
        }
        for (LikelyRays.Level level : levels) {
          if (p >= level.from() && p <= level.to()) {
            double bound = box.slack;
            for (int i = 0; i < tasks; i++) {
              bound += level.to() * (x[i] > 0 ? level.high()[i] : level.low()[i]) * x[i];
            }
            assertThat(value).isLessThanOrEqualTo(bound);
            tightest = Math.max(tightest, value / bound);
            tested++;
          }
        }
      }
    }
    assertThat(tested).isGreaterThan(200);
    assertThat(tightest).isGreaterThan(0.97);
  }

  /** Without costs to know there is nothing to find: the ray found is what it claims to be. */
  @ParameterizedTest
  @ValueSource(ints = {3, 6, 15})
  void theBestRayExists(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(40 + tasks);
    for (int n = 0; n < 8; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      SingleRayOptimum.Result result =
          SingleRayOptimum.solve(instance.problem(), instance.weights(), 1e-3);
      assertThat(result.value()).isLessThanOrEqualTo(result.upperBound());
      assertThat(result.upperBound() - result.value())
          .isLessThanOrEqualTo(2e-3 * Math.abs(result.upperBound()));
    }
  }
}
