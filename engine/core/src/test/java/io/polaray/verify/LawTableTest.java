package io.polaray.verify;

import static io.polaray.verify.Claims.marginal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variation of the slope of a density against sums over fine grids. */
class LawTableTest {
  private static final int STEPS = 200_000;

  /** The slopes of differences of the density, between equal steps. */
  private static double variation(LawTable table, double lower, double upper) {
    double step = (upper - lower) / STEPS;
    double density = table.costDensity(lower);
    double before = Double.NaN;
    double sum = 0;
    for (int n = 1; n <= STEPS; n++) {
      double next = table.costDensity(lower + n * step);
      double slope = (next - density) / step;
      sum += n == 1 ? Math.abs(slope) : Math.abs(slope - before);
      before = slope;
      density = next;
    }
    return sum + Math.abs(before);
  }

  /**
   * Turns inside and outside of the interval, at its ends, and none; a density that starts like a
   * power below 1 has no finite slope there.
   */
  @ParameterizedTest
  @CsvSource({
    "lognormal, mu, 0, sigma, 0.5, 0, 4, true",
    "lognormal, mu, 0, sigma, 0.5, 0.3, 4, true",
    "lognormal, mu, 0.2, sigma, 1.2, 0.5, 0.9, true",
    "gamma, shape, 2, scale, 0.6, 0, 5, true",
    "gamma, shape, 3.5, scale, 0.4, 0, 5, true",
    "gamma, shape, 2.3, scale, 0.4, 0, 6, true",
    "gamma, shape, 0.4, scale, 0.7, 0.1, 3, true",
    "gamma, shape, 1, scale, 0.7, 0, 3, true",
    "weibull, shape, 2, scale, 0.8, 0, 3, true",
    "weibull, shape, 3, scale, 0.8, 0, 3, true",
    "weibull, shape, 0.7, scale, 0.8, 0.1, 3, true",
    "beta, alpha, 2, beta, 2, 0, 2, true",
    "beta, alpha, 3, beta, 2, 1, 2, true",
    "beta, alpha, 2, beta, 5, 0.5, 2, true",
    "beta, alpha, 4, beta, 4, 0, 1, true",
    "beta, alpha, 1, beta, 3, 0, 1, true",
    "beta, alpha, 1, beta, 2, 0, 1, true",
    "beta, alpha, 1, beta, 1, 0, 1, true",
    "gamma, shape, 1.5, scale, 0.6, 0, 5, false",
    "weibull, shape, 1.9, scale, 0.8, 0, 3, false",
    "beta, alpha, 1.2, beta, 3, 1, 2, false",
    "beta, alpha, 3, beta, 1.2, 1, 2, false"
  })
  void theSlopeTurnsWhereTheLawSays(
      String family,
      String first,
      double firstValue,
      String second,
      double secondValue,
      double lower,
      double upper,
      boolean isFinite) {
    CostLaw law =
        CostLaw.of(marginal(family, lower, upper, first, firstValue, second, secondValue));
    assertThat(law).isNotNull();
    LawTable table = new LawTable(law, lower, upper);
    double found = table.slopeVariation(lower, upper);
    if (isFinite) {
      double expected = variation(table, lower, upper);
      assertThat(found).isCloseTo(expected, within(2e-4 * expected + 1e-5));
    } else {
      assertThat(found).isInfinite();
      assertThat(table.slopeVariation(lower + 0.1, upper - 0.1)).isFinite();
    }
  }
}
