package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.preference.UniformBoxMeasure;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Probabilities and conditional means against the measure of the box. */
class AcceptanceCutTest {
  private static double[] direction(UniformRandomProvider random, ScaledBox box) {
    int target = random.nextInt(box.tasks);
    double[] kappa = new double[box.tasks];
    double give = 0;
    for (int i = 0; i < box.tasks; i++) {
      boolean sheds = i == (target + 1) % box.tasks || random.nextInt(8) > 0;
      kappa[i] = sheds && i != target ? -random.nextDouble() : 0;
      give -= kappa[i] * box.mean[i];
    }
    kappa[target] = give / box.mean[target] * (0.6 + 0.8 * random.nextDouble());
    return kappa;
  }

  private static double[] real(ScaledBox box, double[] kappa) {
    double[] real = kappa.clone();
    for (int i = 0; i < real.length; i++) {
      real[i] *= box.unit[i];
    }
    return real;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 6, 7, 8, 12, 30})
  void probabilitiesWithinTheirErrors(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    int inside = 0;
    for (int n = 0; n < 60; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      ScaledBox box = instance.scaled();
      AcceptanceCut cut = new AcceptanceCut(box);
      UniformBoxMeasure measure = (UniformBoxMeasure) instance.problem().measure();
      UniformBoxMeasure.Work work = measure.newWork();
      double[] kappa = direction(random, box);
      double p = cut.probability(kappa);
      double[] real = real(box, kappa);
      assertThat(p + cut.error()).isGreaterThanOrEqualTo(measure.lowerProbability(real, work));
      assertThat(p - cut.error()).isLessThanOrEqualTo(measure.upperProbability(real, work));
      assertThat(cut.error()).isBetween(0.0, 1e-9);
      inside += p > 0.05 && p < 0.95 ? 1 : 0;
    }
    assertThat(inside).isGreaterThan(15);
  }

  @Test
  void certainRays() {
    BoxInstance instance = BoxInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(1), 4, 0);
    AcceptanceCut cut = new AcceptanceCut(instance.scaled());
    assertThat(cut.probability(new double[] {-1, -1, 0, 0})).isEqualTo(1);
    assertThat(cut.probability(new double[] {1, 0, 0, 2})).isZero();
    assertThat(cut.probability(new double[] {-1, 1e6, 0, 0})).isZero();
    assertThat(cut.error()).isLessThan(1e-12);
    assertThat(cut.probability(new double[] {-1e6, 1, 0, 0})).isEqualTo(1);
    assertThat(cut.error()).isLessThan(1e-12);
    assertThat(cut.probability(new double[4])).isZero();
    assertThat(cut.error()).isEqualTo(1);
  }

  /** The derivative of P in kappa_i is the conditional mean of c_i times what is common to all. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6, 9})
  void conditionalMeansAreGradients(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(30 + tasks);
    int usable = 0;
    for (int n = 0; n < 80; n++) {
      BoxInstance instance = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      ScaledBox box = instance.scaled();
      AcceptanceCut cut = new AcceptanceCut(box);
      UniformBoxMeasure measure = (UniformBoxMeasure) instance.problem().measure();
      double[] kappa = direction(random, box);
      double p = measure.acceptanceProbability(real(box, kappa));
      double[] low = new double[tasks];
      double[] high = new double[tasks];
      if (p < 0.1 || p > 0.9 || !cut.conditionalMean(kappa, low, high)) {
        continue;
      }
      usable++;
      double[] slope = new double[tasks];
      double common = 0;
      double onPlane = 0;
      for (int i = 0; i < tasks; i++) {
        double h = 1e-5;
        double[] moved = kappa.clone();
        moved[i] += h;
        double after = measure.acceptanceProbability(real(box, moved));
        moved[i] -= 2 * h;
        slope[i] = (measure.acceptanceProbability(real(box, moved)) - after) / (2 * h);
        common += kappa[i] == 0 ? 0 : slope[i] / tasks;
        onPlane += kappa[i] * 0.5 * (low[i] + high[i]);
        assertThat(high[i] - low[i]).isBetween(0.0, 1e-6 * box.upper[i]);
        assertThat(low[i]).isBetween(box.lower[i] * (1 - 1e-6), box.upper[i]);
        assertThat(high[i]).isBetween(box.lower[i], box.upper[i] * (1 + 1e-6));
        if (kappa[i] == 0) {
          assertThat(low[i]).isEqualTo(box.mean[i]);
          assertThat(high[i]).isEqualTo(box.mean[i]);
        }
      }
      assertThat(onPlane).isCloseTo(0, within(1e-6 * tasks * box.upper[0]));
      double density = slope[0] / (0.5 * (low[0] + high[0]));
      for (int i = 0; i < tasks && kappa[0] != 0; i++) {
        double expected = density * 0.5 * (low[i] + high[i]);
        assertThat(slope[i]).isCloseTo(expected, within(1e-3 * Math.abs(common)));
      }
    }
    assertThat(usable).isGreaterThan(25);
  }

  /** Two costs known to fifteen digits: their sum has no density to speak of. */
  @Test
  void noMeanWhereNothingIsRandom() {
    double[] lower = {1, 1, 1};
    double[] upper = {1 + 1e-14, 1 + 1e-14, 1 + 1e-14};
    double[] ones = {1, 1, 1};
    AcceptanceCut cut = new AcceptanceCut(BoxInstance.of(ones, ones, lower, upper).scaled());
    assertThat(cut.conditionalMean(new double[] {-1, 1, 0}, new double[3], new double[3]))
        .isFalse();
  }
}
