package io.polaray.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@link PreferenceDistribution}, for every kind. */
class PreferenceDistributionTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static LognormalPreferences lognormal(double correlation, double low, double high) {
    return LognormalPreferences.of(
        Vector.of(0, 0.2, -0.1),
        List.of(
            Vector.of(0.25, correlation * 0.2, 0),
            Vector.of(correlation * 0.2, 0.16, 0.02),
            Vector.of(0, 0.02, 0.09)),
        Vector.of(low, low, low),
        Vector.of(high, high, high));
  }

  static Stream<Supplier<PreferenceDistribution>> kinds() {
    return Stream.of(
        () -> UniformPreferences.of(Vector.of(0, 1, 2), Vector.of(1, 1, 5)),
        () ->
            IndependentPreferences.of(
                List.of(
                    Marginal.uniform(1, 2),
                    Marginal.gamma(2, 0.5, 0, INFINITY),
                    Marginal.beta(0.6, 0.7, 0.5, 2))),
        () ->
            IndependentPreferences.of(
                List.of(
                    Marginal.lognormal(0, 0.3, 0.5, 2),
                    Marginal.weibull(1.5, 1, 0, 3),
                    Marginal.exponential(1, 0.3, 0.3))),
        () -> lognormal(0, 0, INFINITY),
        () -> lognormal(0.8, 0.5, 2),
        () -> lognormal(-0.9, 1.3, 1.5),
        () ->
            FinitePreferences.of(
                List.of(Vector.of(1, 2, 3), Vector.of(2, 1, 1)), Vector.of(0.25, 0.75)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void samplesAreTypesInTheBoxAndFollowTheSeed(Supplier<PreferenceDistribution> kind) {
    PreferenceDistribution distribution = kind.get();
    TypeSample sample = distribution.sample(512, 7);
    boolean finite = distribution instanceof FinitePreferences;
    assertThat(sample.types()).isEqualTo(finite ? 2 : 512);
    assertThat(sample.tasks()).isEqualTo(distribution.tasks());
    assertThat(sample.hasEqualWeights()).isEqualTo(!finite);
    for (int m = 0; m < sample.types(); m++) {
      for (int i = 0; i < sample.tasks(); i++) {
        assertThat(sample.cost(m, i))
            .isPositive()
            .isBetween(distribution.lower().get(i), distribution.upper().get(i));
      }
    }
    assertThat(kind.get().sample(512, 7).sameAs(sample)).isTrue();
    assertThat(distribution.sample(512, 8).sameAs(sample)).isEqualTo(finite);
  }

  /** Acceptance of a few rays: frequencies of independent draws against a large sample. */
  @ParameterizedTest
  @MethodSource("kinds")
  void drawsFollowTheDistributionAndTheSeed(Supplier<PreferenceDistribution> kind) {
    PreferenceDistribution distribution = kind.get();
    double[][] rays = {{-1, 1, 0}, {-2, 0.5, 0.3}, {1, 1, -2}};
    CountedMeasure measure =
        CountedMeasure.of(distribution.sample(1 << 14, 3), TypeMeasure.Kind.SAMPLE);
    TypeDraws draws = distribution.draws(11);
    TypeDraws again = kind.get().draws(11);
    int[] accepted = new int[rays.length];
    double[] costs = new double[3];
    double[] same = new double[3];
    int count = 20_000;
    for (int d = 0; d < count; d++) {
      draws.next(costs);
      again.next(same);
      assertThat(same).isEqualTo(costs);
      for (int i = 0; i < 3; i++) {
        assertThat(costs[i])
            .isPositive()
            .isBetween(distribution.lower().get(i), distribution.upper().get(i));
      }
      for (int k = 0; k < rays.length; k++) {
        double change = costs[0] * rays[k][0] + costs[1] * rays[k][1] + costs[2] * rays[k][2];
        accepted[k] += change <= 0 ? 1 : 0;
      }
    }
    for (int k = 0; k < rays.length; k++) {
      double expected = measure.acceptanceProbability(rays[k]);
      assertThat((double) accepted[k] / count).isCloseTo(expected, within(0.02));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void equalWhenBuiltFromEqualParameters(Supplier<PreferenceDistribution> kind) {
    assertThat(kind.get()).isEqualTo(kind.get()).hasSameHashCodeAs(kind.get());
    assertThat(kinds().map(Supplier::get).filter(kind.get()::equals)).hasSize(1);
  }

  private static double mean(TypeSample sample, int i) {
    double sum = 0;
    for (int m = 0; m < sample.types(); m++) {
      sum += sample.weight(m) * sample.cost(m, i);
    }
    return sum;
  }

  @Test
  void sampleMeansAreNearTheMeansOfTheMarginals() {
    List<Marginal> marginals = MarginalTest.marginals().toList();
    TypeSample sample = IndependentPreferences.of(marginals).sample(4096, 3);
    for (int i = 0; i < marginals.size(); i++) {
      double expected = marginals.get(i).mean();
      assertThat(mean(sample, i)).isCloseTo(expected, within(0.02 * expected));
    }
  }

  /** Means and correlations of log cost; without truncation they are the parameters. */
  @Test
  void correlatedLognormalHasItsMoments() {
    TypeSample sample = lognormal(0.8, 0, INFINITY).sample(8192, 5);
    double[] mean = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int m = 0; m < sample.types(); m++) {
        mean[i] += Math.log(sample.cost(m, i)) / sample.types();
      }
    }
    assertThat(Vector.of(mean).minus(Vector.of(0, 0.2, -0.1)).maxAbsolute()).isLessThan(2e-3);
    double covariance = 0;
    for (int m = 0; m < sample.types(); m++) {
      covariance +=
          (Math.log(sample.cost(m, 0)) - mean[0])
              * (Math.log(sample.cost(m, 1)) - mean[1])
              / sample.types();
    }
    assertThat(covariance).isCloseTo(0.16, within(2e-3));
  }

  /** Independent coordinates: the truncated joint distribution is the product of the marginals. */
  @Test
  void truncationAgreesWithTheMarginalsWhenUncorrelated() {
    double[][] boxes = {{0.5, 2}, {1.2, 1.3}, {2, INFINITY}};
    for (double[] box : boxes) {
      int n = 6;
      double[] low = new double[n];
      double[] high = new double[n];
      java.util.Arrays.fill(low, box[0]);
      java.util.Arrays.fill(high, box[1]);
      java.util.ArrayList<Vector> covariance = new java.util.ArrayList<>();
      for (int i = 0; i < n; i++) {
        double[] row = new double[n];
        row[i] = 0.25;
        covariance.add(Vector.of(row));
      }
      TypeSample sample =
          LognormalPreferences.of(Vector.zeros(n), covariance, Vector.of(low), Vector.of(high))
              .sample(4096, 9);
      Marginal marginal = Marginal.lognormal(0, 0.5, box[0], box[1]);
      double third = marginal.quantile(1 / 3.0);
      for (int i = 0; i < n; i++) {
        assertThat(mean(sample, i)).isCloseTo(marginal.mean(), within(0.02 * marginal.mean()));
        int below = 0;
        for (int m = 0; m < sample.types(); m++) {
          below += sample.cost(m, i) <= third ? 1 : 0;
        }
        assertThat(below / 4096.0).isCloseTo(1 / 3.0, within(0.03));
      }
    }
  }

  @Test
  void singularCovariancesAreAllowed() {
    LognormalPreferences preferences =
        LognormalPreferences.of(
            Vector.of(0, 0, 1),
            List.of(Vector.of(0.25, 0.5, 0), Vector.of(0.5, 1, 0), Vector.of(0, 0, 0)),
            Vector.of(0.5, 0.1, 1),
            Vector.of(2, 10, 4));
    TypeSample sample = preferences.sample(100, 1);
    for (int m = 0; m < 100; m++) {
      assertThat(sample.cost(m, 1)).isCloseTo(Math.pow(sample.cost(m, 0), 2), within(1e-12));
      assertThat(sample.cost(m, 2)).isCloseTo(Math.E, within(1e-14));
    }
  }

  static Stream<Arguments> rejected() {
    Vector two = Vector.of(2, 2);
    Vector one = Vector.of(1, 1);
    List<Vector> identity = List.of(Vector.of(1, 0), Vector.of(0, 1));
    return Stream.of(
        rejectedCase("must have one each", () -> UniformPreferences.of(one, Vector.of(1))),
        rejectedCase("must have one each", () -> UniformPreferences.of(Vector.of(), Vector.of())),
        rejectedCase("lower[1] is -1.0", () -> UniformPreferences.of(Vector.of(1, -1), two)),
        rejectedCase("lower[1] is NaN", () -> UniformPreferences.of(Vector.of(1, Double.NaN), two)),
        rejectedCase(
            "upper[0] is 0.0", () -> UniformPreferences.of(Vector.zeros(2), Vector.of(0, 1))),
        rejectedCase(
            "upper[1] is Infinity", () -> UniformPreferences.of(one, Vector.of(2, INFINITY))),
        rejectedCase("upper[0] is 1.0", () -> UniformPreferences.of(two, one)),
        rejectedCase("types is 0", () -> UniformPreferences.of(one, two).sample(0, 1)),
        rejectedCase("marginals is empty", () -> IndependentPreferences.of(List.of())),
        rejectedCase("0 types", () -> FinitePreferences.of(List.of(), Vector.of())),
        rejectedCase("1 weights", () -> FinitePreferences.of(List.of(one, two), Vector.of(1))),
        rejectedCase(
            "weights[1] is 0.0", () -> FinitePreferences.of(List.of(one, two), Vector.of(1, 0))),
        rejectedCase(
            "weights sum to 0.9",
            () -> FinitePreferences.of(List.of(one, two), Vector.of(0.5, 0.4))),
        rejectedCase(
            "types[1] has 1 costs",
            () -> FinitePreferences.equallyLikely(List.of(one, Vector.of(1)))),
        rejectedCase(
            "types[0][1] is 0.0", () -> FinitePreferences.equallyLikely(List.of(Vector.of(1, 0)))),
        rejectedCase("types is empty", () -> FinitePreferences.equallyLikely(List.of())),
        rejectedCase("mean is", () -> LognormalPreferences.of(Vector.of(1), identity, one, two)),
        rejectedCase(
            "covariance has 1 rows",
            () -> LognormalPreferences.of(one, List.of(Vector.of(1)), one, two)),
        rejectedCase(
            "must be symmetric",
            () ->
                LognormalPreferences.of(
                    one, List.of(Vector.of(1, 0.5), Vector.of(0, 1)), one, two)),
        rejectedCase(
            "not positive semidefinite",
            () ->
                LognormalPreferences.of(one, List.of(Vector.of(1, 2), Vector.of(2, 1)), one, two)),
        rejectedCase(
            "not positive semidefinite",
            () ->
                LognormalPreferences.of(
                    one, List.of(Vector.of(0, 0.5), Vector.of(0.5, 1)), one, two)),
        rejectedCase(
            "probability 0", () -> LognormalPreferences.of(Vector.of(-99, 0), identity, one, two)));
  }

  private static Arguments rejectedCase(String message, Supplier<Object> call) {
    return Arguments.of(message, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rejected")
  void rejectsBadArguments(String message, Supplier<Object> call) {
    assertThatThrownBy(call::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
