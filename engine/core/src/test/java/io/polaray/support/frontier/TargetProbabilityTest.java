package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.preference.SymmetricMeasure;
import io.polaray.preference.UniformBoxMeasure;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetProbabilityTest {
  /** The error bounds of both sides must overlap. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 7, 8, 10, 16, 30, 60})
  void agreesWithTheMeasure(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    double[] ones = new double[tasks];
    java.util.Arrays.fill(ones, 1);
    for (int n = 0; n < 12; n++) {
      BoxInstance drawn = BoxInstance.random(random, tasks, n % BoxInstance.KINDS);
      BoxInstance instance =
          BoxInstance.of(
              drawn.weights().toArray(),
              ones,
              drawn.problem().preferences().lower().toArray(),
              drawn.problem().preferences().upper().toArray());
      UniformBoxMeasure measure = (UniformBoxMeasure) instance.problem().measure();
      UniformBoxMeasure.Work work = measure.newWork();
      TargetProbability probability = new TargetProbability(instance.scaled());
      double[] x = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        double size = random.nextInt(4) == 0 ? 1e-3 : 1;
        x[i] = random.nextInt(4) == 0 ? -random.nextDouble() : size * random.nextDouble();
      }
      probability.bundle(x);
      for (int j = 0; j < tasks; j += 1 + tasks / 7) {
        probability.target(j);
        for (double share : new double[] {-0.5, 0, 0.3, 0.9, 1, 1.1, 1.7, 3}) {
          double k = share * probability.median();
          double value = probability.at(k);
          double error = probability.error();
          double[] kappa = new double[tasks];
          for (int i = 0; i < tasks; i++) {
            kappa[i] = i == j ? k : -x[i];
          }
          assertThat(value + error).isGreaterThanOrEqualTo(measure.lowerProbability(kappa, work));
          assertThat(value - error).isLessThanOrEqualTo(measure.upperProbability(kappa, work));
          assertThat(error).isLessThan(1e-9);
        }
        assertThat(probability.at(probability.median())).isBetween(0.5 - 1e-9, 0.5 + 1e-9);
        assertThat(probability.at(probability.last() + 1e-9)).isZero();
      }
    }
  }

  /** The same for costs with peaks, whose measure sums its own series. */
  @ParameterizedTest
  @ValueSource(ints = {6, 9, 20, 60})
  void agreesWithTheMeasureOfPeaks(int tasks) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(tasks);
    for (int n = 0; n < 8; n++) {
      BoxInstance instance =
          BoxInstance.random(random, tasks, n % BoxInstance.KINDS).withPeaks(random);
      SymmetricMeasure measure = (SymmetricMeasure) instance.problem().measure();
      SymmetricMeasure.Work work = measure.newWork();
      ScaledBox box = instance.scaled();
      TargetProbability probability = new TargetProbability(box);
      AcceptanceCut cut = new AcceptanceCut(box);
      double[] x = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        x[i] = random.nextInt(4) == 0 ? -random.nextDouble() : random.nextDouble();
      }
      probability.bundle(x);
      for (int j = 0; j < tasks; j += 1 + tasks / 7) {
        probability.target(j);
        for (double share : new double[] {-0.5, 0, 0.3, 0.9, 1.1, 1.7, 3}) {
          double k = share * probability.median();
          double value = probability.at(k);
          double[] kappa = new double[tasks];
          double[] scaled = new double[tasks];
          for (int i = 0; i < tasks; i++) {
            scaled[i] = i == j ? k : -x[i];
            kappa[i] = scaled[i] * box.unit[i];
          }
          double p = measure.probability(kappa, work);
          assertThat(Math.abs(value - p)).isLessThanOrEqualTo(work.error() + probability.error());
          assertThat(Math.abs(cut.probability(scaled) - p))
              .isLessThanOrEqualTo(work.error() + cut.error());
          assertThat(probability.error()).isLessThan(1e-6);
        }
        assertThat(probability.at(probability.median())).isBetween(0.5 - 1e-8, 0.5 + 1e-8);
      }
    }
  }

  /** From 0 on k P is the mean of the sum over the largest cost, for all k from some one on. */
  @Test
  void keepsSmallProbabilitiesAccurate() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(3);
    int checked = 0;
    for (int n = 0; n < 20; n++) {
      BoxInstance instance = BoxInstance.random(random, 7, 0).fromZero(0).withPeaks(random);
      ScaledBox box = instance.scaled();
      TargetProbability probability = new TargetProbability(box);
      double[] x = new double[7];
      java.util.Arrays.fill(x, 0.7);
      probability.bundle(x);
      for (int j = 0; j < 7; j += 2) {
        probability.target(j);
        assertThat(probability.isEndless()).isTrue();
        double mean = probability.median() * box.mean[j];
        double k = probability.far();
        double first = probability.at(k);
        if (probability.isFlat()) {
          for (double far = 1; far < 1e9; far *= 10) {
            double expected = mean / box.upper[j] / (k * far);
            assertThat(probability.at(k * far)).isCloseTo(expected, within(1e-7 * expected));
            assertThat(probability.error()).isLessThan(1e-6 * expected);
          }
          checked++;
        } else {
          double slope = Math.log(probability.at(2 * k) / first) / Math.log(2);
          assertThat(slope).isBetween(probability.leastSlope() - 1e-4, -1.0);
        }
      }
    }
    assertThat(checked).isBetween(15, 65);
  }
}
