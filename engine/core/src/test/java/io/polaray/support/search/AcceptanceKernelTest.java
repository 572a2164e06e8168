package io.polaray.support.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.preference.TypeSample;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The block kernel against the formula in double precision, type by type. */
class AcceptanceKernelTest {
  private static final double SINGLE_PRECISION = 3e-5;

  private static TypeSample sample(int tasks, int types) {
    double[] weights = new double[types];
    double total = types * (types + 1) / 2.0;
    for (int m = 0; m < types; m++) {
      weights[m] = (m + 1) / total;
    }
    return TypeSample.of(tasks, TypeProblems.costs(tasks, types, 3), weights);
  }

  private static double[] ray(int tasks, long seed) {
    UniformRandomProvider random = TypeProblems.random(seed);
    double[] kappa = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      double draw = random.nextDouble();
      kappa[i] = draw < 0.5 ? -random.nextDouble() : draw < 0.8 ? random.nextDouble() : 0;
    }
    kappa[0] = -1;
    return kappa;
  }

  private static double smoothed(TypeSample sample, double[] kappa, double h) {
    double sum = 0;
    for (int m = 0; m < sample.types(); m++) {
      double shed = 0;
      double taken = 0;
      for (int i = 0; i < kappa.length; i++) {
        shed += Math.max(0, -kappa[i]) * sample.cost(m, i);
        taken += Math.max(0, kappa[i]) * sample.cost(m, i);
      }
      double u = Math.max(-1, Math.min(1, (shed - taken) / (shed + taken) / h));
      sum += sample.weight(m) * (0.5 + 0.75 * u - 0.25 * u * u * u);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"2, 3", "3, 511", "5, 512", "7, 513", "12, 1500", "33, 600"})
  void matchesTheFormulaAndItsDerivatives(int tasks, int types) {
    TypeSample sample = sample(tasks, types);
    TypeBlocks blocks = TypeBlocks.of(sample);
    KernelWork work = new KernelWork(tasks);
    double[] gradient = new double[tasks];
    for (long seed = 1; seed <= 5; seed++) {
      double[] kappa = ray(tasks, seed);
      double h = 0.1 * seed;
      double value = AcceptanceKernel.probabilityAndGradient(blocks, kappa, h, gradient, work);
      assertThat(value).isCloseTo(smoothed(sample, kappa, h), within(SINGLE_PRECISION));
      assertThat(AcceptanceKernel.probability(blocks, kappa, h, work)).isEqualTo(value);
      for (int i = 0; i < tasks; i++) {
        double step = kappa[i] < 0 ? -1e-6 : 1e-6;
        double[] moved = kappa.clone();
        moved[i] += step;
        double slope = (smoothed(sample, moved, h) - smoothed(sample, kappa, h)) / step;
        assertThat(gradient[i]).isCloseTo(slope, within(1e-3));
      }
    }
  }

  @Test
  void givesNoProbabilityToRaysNobodyAccepts() {
    TypeBlocks blocks = TypeBlocks.of(sample(3, 700));
    double[] kappa = {-1, 1e6, 0};
    KernelWork work = new KernelWork(3);
    assertThat(AcceptanceKernel.probability(blocks, kappa, 0.3, work)).isZero();
  }

  @Test
  void spreadIsTheStandardDeviationOfTheRelativeSurplus() {
    TypeSample sample = sample(4, 900);
    double[] kappa = {-1, 0.4, 0.7, -0.2};
    double first = 0;
    double second = 0;
    for (int m = 0; m < 900; m++) {
      double shed = sample.cost(m, 0) + 0.2 * sample.cost(m, 3);
      double taken = 0.4 * sample.cost(m, 1) + 0.7 * sample.cost(m, 2);
      double rho = (shed - taken) / (shed + taken);
      first += sample.weight(m) * rho;
      second += sample.weight(m) * rho * rho;
    }
    double spread = AcceptanceKernel.spread(TypeBlocks.of(sample), kappa, new KernelWork(4));
    assertThat(spread).isCloseTo(Math.sqrt(second - first * first), within(SINGLE_PRECISION));
  }
}
