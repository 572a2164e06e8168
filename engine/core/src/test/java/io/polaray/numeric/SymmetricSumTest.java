package io.polaray.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricSumTest {
  private static SymmetricSum sum(double[] shapes, double[] ranges) {
    SymmetricSum sum = new SymmetricSum(shapes.length);
    sum.clear();
    for (int i = 0; i < shapes.length; i++) {
      sum.add(SymmetricShape.of(shapes[i]), ranges[i]);
    }
    return sum;
  }

  /** P(r Y &gt; x), from the incomplete beta function. */
  private static double above(double a, double range, double x) {
    double share = 0.5 + 0.5 * x / range;
    return share <= 0 ? 1 : share >= 1 ? 0 : 1 - Beta.regularizedBeta(share, a, a, 1e-15, 10_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, 2, 3, 6.5})
  void hasTheDistributionOfOneTerm(double a) {
    SymmetricSum sum = sum(new double[] {a}, new double[] {0.7});
    for (double m = -0.69; m < 0.7; m += 0.0831) {
      double p = sum.atLeast(m);
      assertThat(p).isCloseTo(above(a, 0.7, -m), within(sum.error() + 1e-12));
    }
    assertThat(sum.error()).isLessThan(a < 2 ? 2e-4 : 1e-5);
  }

  /** Two terms by quadrature over one of them. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.1, 2, 5})
  void hasTheDistributionOfTwoTerms(double a) {
    SymmetricSum sum = sum(new double[] {a, 2.5}, new double[] {1, 0.4});
    int points = 200_000;
    double norm = Math.exp(Beta.logBeta(0.5, 2.5));
    for (double m : new double[] {-1.39, -0.9, -0.2, 0, 0.55, 1.2}) {
      double expected = 0;
      for (int n = 0; n < points; n += 10) {
        double u = Math.PI * ((n + 5.0) / points - 0.5);
        double weight = Math.pow(Math.cos(u), 4) * Math.PI * 10 / points / norm;
        expected += weight * above(a, 1, -m - 0.4 * Math.sin(u));
      }
      assertThat(sum.atLeast(m)).isCloseTo(expected, within(sum.error() + 1e-8));
      assertThat(sum.error()).isLessThan(1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8, 15, 40})
  void agreesWithSumsOfUniforms(int terms) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(terms);
    UniformSum uniform = new UniformSum(terms);
    for (int n = 0; n < 40; n++) {
      double[] shapes = new double[terms];
      double[] ranges = new double[terms];
      double[] weights = new double[terms];
      double reach = 0;
      for (int i = 0; i < terms; i++) {
        shapes[i] = 1;
        ranges[i] = Math.exp(4 * random.nextDouble() - 4);
        weights[i] = 2 * ranges[i];
        reach += ranges[i];
      }
      double m = reach * (2 * random.nextDouble() - 1);
      SymmetricSum sum = sum(shapes, ranges);
      double expected = uniform.cdf(weights, terms, reach + m, reach - m, 0);
      assertThat(sum.atLeast(m)).isCloseTo(expected, within(sum.error() + uniform.error()));
      double[] moments = new double[terms];
      uniform.cdfAndMoments(weights, terms, reach - m, reach + m, 0, moments);
      double[] means = sum.means(m);
      double room = sum.meansError() + uniform.gradientError() / 0.01;
      assertThat(sum.density()).isCloseTo(uniform.density(), within(room));
      for (int i = 0; i < terms; i++) {
        double mean = 2 * moments[i] - uniform.density();
        assertThat(means[i]).isCloseTo(mean, within(3 * room));
      }
    }
  }

  /** The density is the derivative in m, the mean of a term that in its range. */
  @Test
  void hasDerivatives() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(8);
    for (int n = 0; n < 30; n++) {
      int terms = 4 + random.nextInt(8);
      double[] shapes = new double[terms];
      double[] ranges = new double[terms];
      double reach = 0;
      for (int i = 0; i < terms; i++) {
        shapes[i] = 1 + 3 * random.nextDouble();
        ranges[i] = 0.3 + random.nextDouble();
        reach += ranges[i];
      }
      double m = 0.7 * reach * (2 * random.nextDouble() - 1);
      SymmetricSum sum = sum(shapes, ranges);
      double[] means = sum.means(m).clone();
      double step = 1e-4;
      double slope = (sum.atLeast(m + step) - sum.atLeast(m - step)) / (2 * step);
      sum.means(m);
      assertThat(sum.density()).isCloseTo(slope, within(1e-5));
      assertThat(sum.densityError()).isLessThan(1e-6);
      for (int i = 0; i < terms; i++) {
        double[] wider = ranges.clone();
        wider[i] += step;
        double[] narrower = ranges.clone();
        narrower[i] -= step;
        double change = sum(shapes, wider).atLeast(m) - sum(shapes, narrower).atLeast(m);
        assertThat(means[i]).isCloseTo(change / (2 * step), within(1e-5));
      }
    }
  }

  /** One term: 81 terms of the series until the table of its values ends. */
  @ParameterizedTest
  @ValueSource(doubles = {1.5, 2, 4})
  void boundsTheRestOfTheSeries(double a) {
    SymmetricShape shape = SymmetricShape.of(a);
    SymmetricSum sum = sum(new double[] {a}, new double[] {2});
    double t = 81 * Math.PI / (1 + 1e-9);
    double rest = Math.exp(shape.logBound(t)) / a / Math.PI;
    sum.atLeast(0.3);
    assertThat(sum.error()).isCloseTo(rest, within(1e-8 * rest + 1e-9));
    double norm = Math.exp(Beta.logBeta(0.5, a));
    double steepest = Math.max(shape.logBound(t), shape.logSlopeBound(t));
    double restOfDensity = Math.exp(steepest) * 81 / (a - 1) / 2;
    for (double m = -1.9; m < 2; m += 0.1) {
      double[] means = sum.means(m);
      double exact = Math.pow(1 - m * m / 4, a - 1) / (2 * norm);
      assertThat(sum.densityError()).isCloseTo(restOfDensity, within(1e-6 * restOfDensity + 1e-7));
      assertThat(sum.density()).isCloseTo(exact, within(sum.densityError()));
      // With one term Y is -m / 2 there.
      assertThat(means[0]).isCloseTo(-m / 2 * exact, within(sum.meansError()));
    }
  }

  @Test
  void isBoundedInDensity() {
    SymmetricSum sum = sum(new double[] {1, 2}, new double[] {1, 3});
    assertThat(sum.peak()).isCloseTo(0.25, within(1e-12));
    sum.means(0);
    assertThat(sum.density()).isLessThanOrEqualTo(sum.peak());
  }
}
