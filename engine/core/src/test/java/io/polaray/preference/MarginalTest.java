package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.GaussLegendre;
import io.polaray.numeric.Vector;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MarginalTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  static Stream<Marginal> marginals() {
    return Stream.of(
        Marginal.uniform(0, 1),
        Marginal.uniform(1, 2),
        Marginal.uniform(1e9, 1e9 + 1e-3),
        Marginal.lognormal(0, 0.5, 0, INFINITY),
        Marginal.lognormal(-0.3, 1.2, 0.2, 3),
        Marginal.lognormal(0, 0.1, 2, 3),
        Marginal.lognormal(0, 0.5, 1, 1 + 1e-9),
        Marginal.gamma(0.5, 1, 0, INFINITY),
        Marginal.gamma(0.05, 2, 0, 1),
        Marginal.gamma(3, 0.4, 0.5, 2),
        Marginal.gamma(40, 0.1, 0, INFINITY),
        Marginal.beta(2, 3, 0, 1),
        Marginal.beta(0.5, 0.7, 1, 3),
        Marginal.beta(1, 1, 1, 2),
        Marginal.exponential(1.5, 0, INFINITY),
        Marginal.exponential(0.2, 1, 2),
        Marginal.weibull(2, 1.3, 0, INFINITY),
        Marginal.weibull(0.7, 1, 0.1, 5));
  }

  private static final GaussLegendre RULE = GaussLegendre.of(40);

  /** Integral over [a, b] after substituting quantiles, which removes poles of the density. */
  private static double expectation(Marginal marginal, DoubleUnaryOperator f, double a, double b) {
    double from = marginal.below(a);
    double to = marginal.below(b);
    double sum = 0;
    int panels = 60;
    for (int panel = 0; panel < panels; panel++) {
      // Panels shrink towards both ends.
      double low = smooth(panel / (double) panels);
      double high = smooth((panel + 1.0) / panels);
      for (int i = 0; i < RULE.count(); i++) {
        double u = low + (high - low) * 0.5 * (1 + RULE.node(i));
        double p = from + (to - from) * u;
        if (p > 0 && p < 1) {
          sum += RULE.weight(i) * 0.5 * (high - low) * f.applyAsDouble(marginal.quantile(p));
        }
      }
    }
    return sum * (to - from);
  }

  private static double smooth(double t) {
    return Math.pow(t, 4) / (Math.pow(t, 4) + Math.pow(1 - t, 4));
  }

  @ParameterizedTest
  @MethodSource("marginals")
  void quantileInvertsTheDistributionFunction(Marginal marginal) {
    Random random = new Random(1);
    double previous = 0;
    for (int i = 1; i < 400; i++) {
      double p = i < 200 ? i / 200.0 : Math.pow(10, -9 * random.nextDouble());
      double x = marginal.quantile(p);
      assertThat(x).isPositive().isBetween(marginal.lower(), marginal.upper());
      // One unit in the last place of x moves the distribution function by this much.
      double resolution = 4 * Math.ulp(x) * marginal.density(x);
      assertThat(marginal.below(x)).isCloseTo(p, within(3e-14 * p + resolution));
      assertThat(marginal.above(x)).isCloseTo(1 - p, within(2e-15 + 3e-14 * (1 - p) + resolution));
      if (i < 200) {
        assertThat(x).isGreaterThanOrEqualTo(previous);
        previous = x;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("marginals")
  void momentsAgreeWithQuadrature(Marginal marginal) {
    double end = INFINITY;
    double mean = expectation(marginal, x -> x, 0, end);
    assertThat(marginal.mean()).isCloseTo(mean, within(2e-6 * mean));
    double middle = marginal.quantile(0.37);
    double upperPart = expectation(marginal, x -> x, middle, end);
    assertThat(marginal.meanAbove(middle)).isCloseTo(upperPart, within(2e-6 * mean));
    double inverse = marginal.inverseMeanBelow(middle);
    if (Double.isInfinite(inverse)) {
      assertThat(marginal.lower()).isZero();
      // The density at 0 does not vanish: doubling resolution keeps adding the same amount.
      double near = marginal.quantile(1e-4);
      assertThat(marginal.density(near / 1e3) / marginal.density(near)).isGreaterThan(0.99);
    } else {
      double expected = expectation(marginal, x -> 1 / x, 0, middle);
      assertThat(inverse).isGreaterThanOrEqualTo(expected * (1 - 1e-6));
      if (marginal.lower() == 0) {
        assertThat(inverse).isCloseTo(expected, within(1e-4 * expected));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("marginals")
  void densityIsTheDerivativeAndTurnsOnce(Marginal marginal) {
    double turn = marginal.turningPoint();
    double previous = marginal.quantile(0.002);
    for (int i = 1; i < 100; i++) {
      double x = marginal.quantile(0.002 + i / 101.0);
      double share = marginal.below(x) - marginal.below(previous);
      double first = marginal.density(previous);
      double last = marginal.density(x);
      boolean acrossTurn = previous < turn && turn < x;
      if (!acrossTurn) {
        double rounding = 1e-9 * share + 1e-14;
        assertThat(share)
            .isBetween(
                Math.min(first, last) * (x - previous) - rounding - 1e-6 * share,
                Math.max(first, last) * (x - previous) + rounding + 1e-6 * share);
      }
      previous = x;
    }
  }

  /** The claims about log-concavity, tested on second differences. */
  @ParameterizedTest
  @MethodSource("marginals")
  void logConcavityClaimsHold(Marginal marginal) {
    Random random = new Random(2);
    for (int round = 0; round < 2000; round++) {
      double a = marginal.quantile(0.001 + 0.998 * random.nextDouble());
      double b = marginal.quantile(0.001 + 0.998 * random.nextDouble());
      double middle = 0.5 * (a + b);
      if (marginal.logConcaveDensity()) {
        assertThat(2 * Math.log(marginal.density(middle)))
            .isGreaterThanOrEqualTo(
                Math.log(marginal.density(a)) + Math.log(marginal.density(b)) - 1e-9);
      }
      double geometric = Math.sqrt(a) * Math.sqrt(b);
      if (marginal.logConcaveInLog()) {
        assertThat(2 * Math.log(geometric * marginal.density(geometric)))
            .isGreaterThanOrEqualTo(
                Math.log(a * marginal.density(a)) + Math.log(b * marginal.density(b)) - 1e-9);
      }
    }
  }

  @Test
  void logConcavityIsDeniedWhereItFails() {
    assertThat(Marginal.lognormal(0, 0.5, 0, INFINITY).logConcaveDensity()).isFalse();
    assertThat(Marginal.lognormal(0, 0.5, 0, Math.exp(0.75)).logConcaveDensity()).isTrue();
    assertThat(Marginal.lognormal(0, 0.5, 0, 2.2).logConcaveDensity()).isFalse();
    assertThat(Marginal.gamma(0.9, 1, 0, 1).logConcaveDensity()).isFalse();
    assertThat(Marginal.weibull(0.9, 1, 0, 1).logConcaveDensity()).isFalse();
    assertThat(Marginal.beta(0.9, 2, 0, 1).logConcaveDensity()).isFalse();
    assertThat(Marginal.beta(0.9, 2, 0, 1).logConcaveInLog()).isTrue();
    assertThat(Marginal.beta(0.9, 2, 1, 2).logConcaveInLog()).isFalse();
    assertThat(Marginal.beta(2, 0.9, 0, 1).logConcaveInLog()).isFalse();
    assertThat(Marginal.gamma(0.5, 1, 2, 2).logConcaveDensity()).isTrue();
  }

  static Stream<Arguments> references() {
    return Stream.of(
        Arguments.of(Marginal.lognormal(-0.3, 1.2, 0.2, 3), LogNormalDistribution.of(-0.3, 1.2)),
        Arguments.of(Marginal.gamma(3, 0.4, 0.5, 2), GammaDistribution.of(3, 0.4)),
        Arguments.of(Marginal.gamma(0.5, 1, 0, INFINITY), GammaDistribution.of(0.5, 1)),
        Arguments.of(Marginal.beta(2, 3, 0, 1), BetaDistribution.of(2, 3)),
        Arguments.of(Marginal.exponential(1.5, 1, 4), ExponentialDistribution.of(1.5)),
        Arguments.of(Marginal.weibull(2, 1.3, 0.3, 2), WeibullDistribution.of(2, 1.3)));
  }

  @ParameterizedTest
  @MethodSource("references")
  void agreesWithCommonsStatistics(Marginal marginal, ContinuousDistribution reference) {
    double mass = reference.probability(marginal.lower(), marginal.upper());
    for (int i = 1; i < 100; i++) {
      double x = marginal.quantile(i / 100.0);
      double below = reference.probability(marginal.lower(), x) / mass;
      assertThat(marginal.below(x)).isCloseTo(below, within(1e-13));
      assertThat(marginal.density(x))
          .isCloseTo(reference.density(x) / mass, within(1e-12 * marginal.density(x)));
    }
  }

  static Stream<Arguments> rejected() {
    return Stream.of(
        Arguments.of(Family.LOGNORMAL, Vector.of(0, 0), 0.0, 1.0, "sigma is 0.0"),
        Arguments.of(Family.LOGNORMAL, Vector.of(Double.NaN, 1), 0.0, 1.0, "mu is NaN"),
        Arguments.of(Family.LOGNORMAL, Vector.of(0), 0.0, 1.0, "needs [mu, sigma]"),
        Arguments.of(Family.GAMMA, Vector.of(-1, 1), 0.0, 1.0, "shape is -1.0"),
        Arguments.of(Family.GAMMA, Vector.of(1, INFINITY), 0.0, 1.0, "scale is Infinity"),
        Arguments.of(Family.BETA, Vector.of(1, 1), 0.0, INFINITY, "upper is Infinity"),
        Arguments.of(Family.UNIFORM, Vector.of(), -1.0, 1.0, "lower is -1.0"),
        Arguments.of(Family.UNIFORM, Vector.of(), 2.0, 1.0, "at least lower"),
        Arguments.of(Family.UNIFORM, Vector.of(), 0.0, 0.0, "upper is 0.0"),
        Arguments.of(Family.EXPONENTIAL, Vector.of(1), 1000.0, 1001.0, "probability 0.0"));
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void rejectsBadArguments(
      Family family, Vector parameters, double lower, double upper, String message) {
    assertThatThrownBy(() -> Marginal.of(family, parameters, lower, upper))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void equalByFamilyAndParameters() {
    assertThat(Marginal.gamma(1, 2, 0, 3))
        .isEqualTo(Marginal.gamma(1, 2, 0, 3))
        .hasSameHashCodeAs(Marginal.gamma(1, 2, 0, 3))
        .isNotEqualTo(Marginal.weibull(1, 2, 0, 3))
        .isNotEqualTo(Marginal.gamma(1, 2, 0, 4));
    assertThat(Family.ofLabel("weibull")).contains(Family.WEIBULL);
    assertThat(Family.ofLabel("cauchy")).isEmpty();
  }
}
